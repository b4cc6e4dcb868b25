#include "files/shape/register_pupils.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "files/shape/lesson_count.h"

namespace ksbx {
namespace {

std::size_t index_of(ColumnName column) {
  return static_cast<std::size_t>(std::find(columns_of_pupils.begin(), columns_of_pupils.end(), column) -
                                  columns_of_pupils.begin());
}

const std::string& word(const RegisterPupil& pupil, ColumnName column) {
  return pupil.who[index_of(column)];
}

// Whether a mark is a state by itself, by the rulebook's codes or by a mapping.
bool is_known_mark(const std::string& mark, const RegisterTable& table) {
  for (const ColumnRule& rule : table.layout.columns) {
    if (rule.field >= 0 || rule.column != ColumnName::attendance) continue;
    if (is_understood(rule, mark)) return true;
    for (const MappedValue& value : table.mapping.values)
      if (const int place = place_of_column(table.layout, value.column);
          place >= 0 && &table.layout.columns[static_cast<std::size_t>(place)] == &rule &&
          comparable(value.word) == comparable(mark))
        return true;
  }
  return false;
}

// A day's column, in the rows of that half.
struct Slot {
  std::size_t day = 0;
  std::optional<Half> half;
  int lesson = 0;
  std::string date;
  auto operator<=>(const Slot&) const = default;
};

class ClassSettler {
 public:
  ClassSettler(std::vector<RegisterPupil*>& pupils, const RegisterTable& table, const std::optional<std::string>& blank,
               Problems& problems)
      : pupils_(pupils),
        table_(table),
        file_(table.file),
        today_(table.today),
        blank_(blank.value_or("出勤")),
        has_blank_meaning_(blank.has_value()),
        problems_(problems) {}

  // How many empty cells became 出勤 without a legend.
  std::size_t settle() {
    refuse_twins();
    for (const RegisterPupil* pupil : pupils_)
      for (std::size_t day = 0; day < pupil->marks.size(); ++day)
        if (pupil->marks[day]) {
          ++filled_[slot(*pupil, day)];
          if (!pupil->marks[day]->empty() && is_known_mark(*pupil->marks[day], table_))
            understood_.insert(slot(*pupil, day));
        }
    const bool dense = is_dense();
    if (pupils_.front()->block->is_of_clock) return 0;  // an empty cell says nothing there
    for (RegisterPupil* pupil : pupils_) dense&& has_no_mark(*pupil) ? tell_unmarked(*pupil) : fill(*pupil);
    for (std::size_t i = 0; i < pupils_.size(); ++i) count_lessons_of(i);
    return has_blank_meaning_ ? 0 : filled_blanks_;
  }

 private:
  static Slot slot(const RegisterPupil& pupil, std::size_t day) { return {day, pupil.half, pupil.lesson, pupil.date}; }
  static std::optional<Day> day_of(const RegisterPupil& pupil, std::size_t day) {
    return pupil.date.empty() ? pupil.block->days[day].day : read_date(pupil.date).value;
  }

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

  // Who did not sign may be missing, unless the legend says what an empty cell means. And where nothing in a column was
  // understood, as of clock times or signatures, its blanks are not either.
  bool says_by_blanks(const RegisterPupil& pupil) const { return has_blank_meaning_ || !pupil.block->is_of_signatures; }
  void fill(RegisterPupil& pupil) {
    for (std::size_t day = 0; day < pupil.marks.size(); ++day) {
      const auto date = day_of(pupil, day);
      const bool has_come = date && (!today_ || *date <= *today_);
      if (!pupil.marks[day] && has_come && understood_.contains(slot(pupil, day)) && says_by_blanks(pupil)) {
        pupil.marks[day] = blank_;
        ++filled_blanks_;
      }
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
    std::map<std::pair<std::string, Slot>, RegisterPupil*> first;
    for (RegisterPupil* pupil : pupils_) {
      const std::string& name = word(*pupil, ColumnName::name);
      if (name.empty() || !word(*pupil, ColumnName::xueji).empty() || !word(*pupil, ColumnName::id_number).empty())
        continue;
      const auto [place, is_new] = first.emplace(std::pair(read_name(name).value, slot(*pupil, 0)), pupil);
      if (is_new) continue;
      for (auto [one, other] : {std::pair(place->second, pupil), std::pair(pupil, place->second)})
        if (!one->wrong) one->wrong = twin(*one, *other);
    }
  }

  // One lesson of a half day, and where it stands.
  struct Lesson {
    RegisterPupil* pupil;
    std::size_t day;
  };

  // The lessons of the pupil of this row, and of the rows below it that are of his other lessons.
  void count_lessons_of(std::size_t row) {
    RegisterPupil& first = *pupils_[row];
    const auto is_lesson = [](const RegisterPupil& pupil, std::size_t day) {
      return pupil.lesson > 0 || pupil.block->days[day].lesson > 0;
    };
    if (first.marks.size() != first.block->days.size() || !first.halves.empty()) return;
    std::map<std::pair<std::string, Half>, std::vector<Lesson>> halves;
    std::size_t end = row + 1;
    while (first.lesson > 0 && end < pupils_.size() && pupils_[end]->lesson > 0 && pupils_[end]->who == first.who &&
           pupils_[end]->marks.size() == first.marks.size())
      ++end;
    for (std::size_t i = row; i < end; ++i) {
      RegisterPupil& pupil = *pupils_[i];
      for (std::size_t day = 0; day < pupil.marks.size(); ++day) {
        if (!is_lesson(pupil, day)) continue;
        if (pupil.halves.empty()) pupil.halves.resize(pupil.marks.size());
        if (const auto half = half_of(pupil, day))
          halves[{pupil.date.empty() ? pupil.block->days[day].written : pupil.date, *half}].push_back({&pupil, day});
        else
          leave_out(pupil, day);
      }
    }
    for (auto& [half, lessons] : halves) count_half(half.second, lessons);
  }

  std::optional<Half> half_of(const RegisterPupil& pupil, std::size_t day) const {
    const DayColumn& column = pupil.block->days[day];
    if (pupil.half || column.half) return pupil.half ? pupil.half : column.half;
    return half_of_lesson(*table_.layout.lessons, lesson_of(pupil, day), on(pupil, day));
  }
  static int lesson_of(const RegisterPupil& pupil, std::size_t day) {
    return pupil.lesson > 0 ? pupil.lesson : pupil.block->days[day].lesson;
  }
  Day on(const RegisterPupil& pupil, std::size_t day) const {
    return day_of(pupil, day).value_or(today_.value_or(Day()));
  }

  // Lessons of the evening.
  void leave_out(RegisterPupil& pupil, std::size_t day) {
    if (pupil.marks[day] && !std::exchange(told_evening_, true))
      problems_.push_back(
          {Severity::warning,
           "W_NO_LESSONS",
           {file_, pupil.line, static_cast<int>(pupil.block->days[day].place) + 1},
           text("第 {} 节不是上午的，也不是下午的，没有读取。",
                "lesson {} is neither of the morning nor of the afternoon: not read", lesson_of(pupil, day)),
           text("如果它算半天，请在规则集里改上午、下午的节数。",
                "If it counts, change the lessons of the half days in the rulebook.")});
    pupil.marks[day].reset();
  }

  void count_half(Half half, const std::vector<Lesson>& lessons) {
    std::vector<LessonMark> marks;
    for (const Lesson& one : lessons)
      marks.push_back({lesson_of(*one.pupil, one.day), one.pupil->marks[one.day].value_or("")});
    const CountedHalf counted = count_lessons(marks, table_, on(*lessons.front().pupil, lessons.front().day));
    const Lesson& shown = lessons[counted.unread];
    for (const Lesson& one : lessons) {
      if (one.pupil != shown.pupil && one.pupil->wrong && one.pupil->wrong->severity == Severity::error &&
          !shown.pupil->wrong)
        shown.pupil->wrong = one.pupil->wrong;
      one.pupil->marks[one.day].reset();
    }
    if (counted.state.empty()) return;
    shown.pupil->marks[shown.day] = counted.state;
    shown.pupil->halves[shown.day] = half;
    if (counted.is_few)
      problems_.push_back(few_lessons(
          counted, {file_, shown.pupil->line, static_cast<int>(shown.pupil->block->days[shown.day].place) + 1}));
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
  const RegisterTable& table_;
  const std::string& file_;
  std::optional<Day> today_;
  std::string blank_;
  bool has_blank_meaning_ = false;
  Problems& problems_;
  std::map<Slot, std::size_t> filled_;  // marks in it
  std::set<Slot> understood_;           // those with a mark that is a known word
  std::size_t filled_blanks_ = 0;
  bool told_evening_ = false;
};

}  // namespace

std::size_t settle_class(std::vector<RegisterPupil*>& pupils, const RegisterTable& table,
                         const std::optional<std::string>& blank, Problems& problems) {
  return ClassSettler(pupils, table, blank, problems).settle();
}

std::string class_of(const RegisterPupil& pupil) {
  std::string key;
  for (const ColumnName column :
       {ColumnName::school_code, ColumnName::school_name, ColumnName::grade, ColumnName::school_class})
    key += word(pupil, column) + '\x1f';
  return key;
}

}  // namespace ksbx
