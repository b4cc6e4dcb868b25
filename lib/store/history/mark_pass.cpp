// Marks of very many pupils in one pass over the table (store/history/history_parts.h): read by day, handed out by
// pupil.
#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>

#include "base/text.h"
#include "store/history/history_parts.h"
#include "store/journal/reverted.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

// One mark without its words, which are in a list where each is kept once.
struct SmallMark {
  std::int64_t student = 0;
  std::int64_t recorded = 0;
  std::int32_t day = 0;
  std::int32_t reason = 0;
  std::int32_t by = 0;
  std::int8_t session = 0;
  std::int8_t presence = 0;

  auto place() const { return std::tie(day, session); }
};

class Words {
 public:
  std::int32_t number(std::string_view word) {
    if (word.empty()) return 0;
    const auto [place, is_new] = numbers_.try_emplace(std::string(word), static_cast<std::int32_t>(words_.size()));
    if (is_new) words_.emplace_back(word);
    return place->second;
  }
  const std::string& at(std::int32_t number) const { return words_[static_cast<std::size_t>(number)]; }

 private:
  std::vector<std::string> words_ = {""};
  std::unordered_map<std::string, std::int32_t> numbers_;
};

class MarkPass {
 public:
  MarkPass(Database& database, Moment known_at, const std::vector<StudentId>& wanted)
      : is_wanted_(wanted.empty() ? 0 : number_of(wanted.back()) + 1) {
    for (StudentId student : wanted) is_wanted_[number_of(student)] = true;
    read(database, known_at);
    sort_by_student();
  }

  std::vector<Mark> of(StudentId student) const {
    const std::size_t number = number_of(student);
    if (number + 1 >= starts_.size()) return {};
    std::vector<Mark> marks;
    const SmallMark* last = nullptr;
    for (std::size_t i = starts_[number]; i < starts_[number + 1]; ++i) {
      const SmallMark& small = sorted_[i];
      const bool corrects = last != nullptr && last->place() == small.place();
      if (corrects && small.recorded < last->recorded) continue;  // entered later, but of an earlier moment
      if (!corrects) marks.emplace_back();
      marks.back() = full(small);
      last = &small;
    }
    std::erase_if(marks, [](const Mark& mark) { return mark.presence == Presence::unknown; });
    return marks;
  }

 private:
  static std::size_t number_of(StudentId student) { return static_cast<std::size_t>(student.value); }

  void read(Database& database, Moment known_at) {
    Statement rows(database,
                   formatted("SELECT student, recorded, day, reason, by, session, presence FROM t_mark m WHERE "
                             "recorded <= ?1 AND {} ORDER BY day, student, session, seq",
                             held_at(database, "m.change", 1)));
    rows.start(known_at);
    while (rows.step()) {
      const std::int64_t student = rows.number(0);
      if (static_cast<std::size_t>(student) >= is_wanted_.size() || !is_wanted_[static_cast<std::size_t>(student)])
        continue;
      read_.push_back({student, rows.number(1), rows.small(2), words_.number(rows.view(3)), words_.number(rows.view(4)),
                       place_in(rows, 5, Session::afternoon), place_in(rows, 6, Presence::unknown)});
    }
  }

  // What cannot be read concerns one pupil, so it is said when his marks are asked for.
  template <class Enumeration>
  static std::int8_t place_in(const Statement& row, int column, Enumeration last) {
    const std::int64_t number = row.number(column);
    return static_cast<std::int8_t>(number < 0 || number > static_cast<std::int64_t>(last) ? unreadable : number);
  }

  // Counting sort: what is in order by day stays so within each pupil.
  void sort_by_student() {
    starts_.assign(is_wanted_.size() + 1, 0);
    for (const SmallMark& mark : read_) ++starts_[static_cast<std::size_t>(mark.student) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    std::vector<std::size_t> next(starts_.begin(), starts_.end());
    sorted_.resize(read_.size());
    for (const SmallMark& mark : read_) sorted_[next[static_cast<std::size_t>(mark.student)]++] = mark;
    read_ = {};
  }

  Mark full(const SmallMark& small) const {
    const bool is_date = Day::first().serial() <= small.day && small.day <= Day::last().serial();
    if (!is_date || small.session == unreadable || small.presence == unreadable) fail_damaged_value("t_mark");
    return {StudentId{small.student},
            Day::from_serial(small.day),
            static_cast<Session>(small.session),
            static_cast<Presence>(small.presence),
            words_.at(small.reason),
            words_.at(small.by),
            Moment{small.recorded}};
  }

  static constexpr int unreadable = -1;

  std::vector<bool> is_wanted_;
  Words words_;
  std::vector<SmallMark> read_, sorted_;
  std::vector<std::size_t> starts_;  // where each pupil's marks begin, and after the last one their end
};

}  // namespace

MarksOf marks_in_one_pass(Database& database, Moment known_at, const std::vector<StudentId>& wanted) {
  const auto pass = std::make_shared<const MarkPass>(database, known_at, wanted);
  return [pass](StudentId student) { return pass->of(student); };
}

}  // namespace ksbx
