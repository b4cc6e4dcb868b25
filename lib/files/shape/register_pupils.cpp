#include "files/shape/register_pupils.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "files/cell/cell.h"

namespace ksbx {
namespace {

constexpr std::string_view present = "出勤";

std::size_t index_of(ColumnName column) {
  return static_cast<std::size_t>(std::find(columns_of_pupils.begin(), columns_of_pupils.end(), column) -
                                  columns_of_pupils.begin());
}

const std::string& word(const RegisterPupil& pupil, ColumnName column) {
  return pupil.who[index_of(column)];
}

// A day's column, in the rows of that half.
struct Slot {
  std::size_t day = 0;
  std::optional<Half> half;
  auto operator<=>(const Slot&) const = default;
};

class ClassSettler {
 public:
  ClassSettler(std::vector<RegisterPupil*>& pupils, const std::string& file, std::optional<Day> today,
               Problems& problems)
      : pupils_(pupils), file_(file), today_(today), problems_(problems) {}

  void settle() {
    refuse_twins();
    for (const RegisterPupil* pupil : pupils_)
      for (std::size_t day = 0; day < pupil->marks.size(); ++day)
        if (pupil->marks[day]) ++filled_[{day, pupil->half}];
    const bool dense = is_dense();
    for (RegisterPupil* pupil : pupils_) dense&& has_no_mark(*pupil) ? tell_unmarked(*pupil) : fill(*pupil);
  }

 private:
  // Whether those present are marked too, so that most cells hold a mark.
  bool is_dense() const {
    std::size_t marks = 0, places = 0;
    for (const auto& [slot, count] : filled_) {
      marks += count;
      places += pupils_.size();
    }
    return marks * 2 > places;
  }

  static bool has_no_mark(const RegisterPupil& pupil) {
    return std::none_of(pupil.marks.begin(), pupil.marks.end(), [](const SaidMark& mark) { return mark.has_value(); });
  }

  void fill(RegisterPupil& pupil) const {
    for (std::size_t day = 0; day < pupil.marks.size(); ++day) {
      const auto& date = pupil.block->days[day].day;
      const bool has_come = date && (!today_ || *date <= *today_);
      if (!pupil.marks[day] && has_come && filled_.contains({day, pupil.half})) pupil.marks[day] = present;
    }
  }

  void tell_unmarked(const RegisterPupil& pupil) {
    if (filled_.empty() || pupil.wrong || pupil.fault > RowFault::bare_quote) return;
    problems_.push_back(
        {Severity::warning,
         "W_PUPIL_UNMARKED",
         {file_, pupil.line, 0},
         text("这名学生一个标记也没有，班里其他人都有：没有当作出勤。",
              "this pupil has no mark at all, though the others of the class have: not taken as present"),
         text("请核实他的情况并补上标记；已转走的请在花名册里变更。",
              "Find out about the pupil and add the marks; one who has left is changed on the roster.")});
  }

  void refuse_twins() {
    std::map<std::pair<std::string, std::optional<Half>>, RegisterPupil*> first;
    for (RegisterPupil* pupil : pupils_) {
      const std::string& name = word(*pupil, ColumnName::name);
      if (name.empty() || !word(*pupil, ColumnName::xueji).empty() || !word(*pupil, ColumnName::id_number).empty())
        continue;
      const auto [place, is_new] = first.emplace(std::pair(read_name(name).value, pupil->half), pupil);
      if (is_new) continue;
      for (auto [one, other] : {std::pair(place->second, pupil), std::pair(pupil, place->second)})
        if (!one->wrong) one->wrong = twin(*one, *other);
    }
  }

  Problem twin(const RegisterPupil& one, const RegisterPupil& other) const {
    return {Severity::error,
            "R_NAME_TWICE",
            {file_, one.line, one.columns[index_of(ColumnName::name)]},
            text("这个班里同名的有两行（第 {} 行和第 {} 行），分不清是谁的考勤。",
                 "two rows of the class have this name (lines {} and {}): whose marks they are is unclear",
                 std::min(one.line, other.line), std::max(one.line, other.line)),
            text("请加一列全国学籍号或身份证件号；重复的行请删去一行。",
                 "Add a column 学籍号 or 身份证件号; if a row is repeated, remove one.")};
  }

  std::vector<RegisterPupil*>& pupils_;
  const std::string& file_;
  std::optional<Day> today_;
  Problems& problems_;
  std::map<Slot, std::size_t> filled_;  // marks in it
};

}  // namespace

void settle_class(std::vector<RegisterPupil*>& pupils, const std::string& file, std::optional<Day> today,
                  Problems& problems) {
  ClassSettler(pupils, file, today, problems).settle();
}

std::string class_of(const RegisterPupil& pupil) {
  std::string key;
  for (const ColumnName column :
       {ColumnName::school_code, ColumnName::school_name, ColumnName::grade, ColumnName::school_class})
    key += word(pupil, column) + '\x1f';
  return key;
}

}  // namespace ksbx
