#include "files/shape/lesson_count.h"

#include <algorithm>
#include <utility>

#include "files/cell/cell_words.h"
#include "files/shape/register_days.h"

namespace ksbx {
namespace {

// The word of a cell as a mapping and the rulebook's codes read it; nothing if it is no known word.
std::optional<Attended> attended_of(const std::string& word, const RegisterTable& table) {
  std::string meant = word;
  for (const MappedValue& mapped : table.mapping.values) {
    const int place = place_of_column(table.layout, mapped.column);
    if (place < 0 || table.layout.columns[static_cast<std::size_t>(place)].column != ColumnName::attendance) continue;
    if (comparable(mapped.word) == comparable(word)) meant = mapped.value;
  }
  for (const AttendanceCode& code : table.layout.lessons->codes)
    for (const std::string_view known : {std::string_view(code.code), std::string_view(code.label.zh)})
      if (comparable(known) == comparable(meant)) return Attended{code.presence, false, code.label.zh, {}, false};
  const auto read = read_attendance(meant).value;
  return read && !read->nobody_absent ? read : std::nullopt;
}

class Count {
 public:
  Count(std::span<const LessonMark> marks, const RegisterTable& table, std::int64_t share)
      : marks_(marks), share_(share) {
    for (const LessonMark& mark : marks)
      read_.push_back(mark.word.empty() ? std::nullopt : attended_of(mark.word, table));
  }

  CountedHalf result() const {
    CountedHalf half;
    half.lessons = static_cast<int>(marks_.size());
    for (std::size_t i = 0; i < marks_.size(); ++i)
      if (!marks_[i].word.empty() && !read_[i]) {
        half.unread = i;
        half.is_unread = true;
        half.state = marks_[i].word;
        return half;
      }
    const auto truant = of(Presence::unexcused), on_leave = of(Presence::excused), in_doubt = of(Presence::unverified);
    const std::size_t missed = truant.size() + on_leave.size() + in_doubt.size();
    const auto silent = static_cast<std::size_t>(
        std::ranges::count_if(marks_, [](const LessonMark& mark) { return mark.word.empty(); }));
    half.missed = static_cast<int>(missed);
    if (silent == marks_.size()) return half;
    if (is_enough(truant.size()))
      half.state = said(truant);
    else if (is_enough(on_leave.size()))
      half.state = said(on_leave);
    else if (in_doubt.size() == missed && is_enough(missed))
      half.state = said(in_doubt);
    else if (is_enough(missed) || (missed > 0 && is_enough(missed + silent)))
      half.state = "待核实（" + numbers([](const auto& read) { return read && !was_there(read->presence); }) + "）";
    else
      half.state = how_he_came(half);
    return half;
  }

 private:
  bool is_enough(std::size_t lessons) const {
    return lessons > 0 && static_cast<std::int64_t>(lessons) * 100 >= share_ * static_cast<std::int64_t>(marks_.size());
  }
  std::vector<std::size_t> of(Presence presence) const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < read_.size(); ++i)
      if (read_[i] && read_[i]->presence == presence) all.push_back(i);
    return all;
  }
  template <class Which>
  std::string numbers(Which which) const {
    std::vector<int> lessons;
    for (std::size_t i = 0; i < read_.size(); ++i)
      if (which(read_[i])) lessons.push_back(marks_[i].lesson);
    return words_of_lessons(lessons);
  }

  // The first of their words; which lessons, unless they are all.
  std::string said(const std::vector<std::size_t>& missed) const {
    const Attended& first = *read_[missed.front()];
    std::string state = first.presence == Presence::unexcused ? "旷课"
                        : first.presence == Presence::excused ? "请假"
                                                              : "待核实";
    for (std::string_view leave : {"病假", "事假", "公假", "丧假"})
      if (first.reason.starts_with(leave)) state = leave;
    if (missed.size() == marks_.size()) return state;
    return state + "（" + numbers([&](const auto& read) { return read && read->presence == first.presence; }) + "）";
  }

  std::string how_he_came(CountedHalf& half) const {
    half.is_few = half.missed > 0;
    if (!of(Presence::late).empty()) return "迟到";
    if (!of(Presence::left_early).empty()) return "早退";
    return "出勤";
  }

  std::span<const LessonMark> marks_;
  std::int64_t share_;
  std::vector<std::optional<Attended>> read_;
};

}  // namespace

std::optional<Half> half_of_lesson(const LessonRule& rule, int lesson, Day day) {
  const std::int64_t morning = rule.morning.on(day).value, afternoon = rule.afternoon.on(day).value;
  if (lesson < 1 || lesson > morning + afternoon) return std::nullopt;
  return lesson <= morning ? Half::morning : Half::afternoon;
}

std::vector<int> lessons_of(const LessonRule& rule, Half half, Day day) {
  std::vector<int> all;
  const auto most = static_cast<int>(rule.morning.on(day).value + rule.afternoon.on(day).value);
  for (int lesson = 1; lesson <= most; ++lesson)
    if (half_of_lesson(rule, lesson, day) == half) all.push_back(lesson);
  return all;
}

CountedHalf count_lessons(std::span<const LessonMark> marks, const RegisterTable& table, Day day) {
  return Count(marks, table, table.layout.lessons->share.on(day).value).result();
}

std::string words_of_lessons(std::span<const int> lessons) {
  std::string words = "第";
  for (std::size_t i = 0; i < lessons.size(); ++i) words += (i > 0 ? "、" : "") + std::to_string(lessons[i]);
  return words + "节";
}

Problem few_lessons(const CountedHalf& half, Origin origin) {
  return {Severity::warning, "W_LESSONS_FEW", std::move(origin),
          text("半天的 {} 节里缺 {} 节，不算缺这半天，按到校登记。",
               "{1} of the {0} lessons of the half day were missed: too few for it to count as missed", half.lessons,
               half.missed),
          text("如果其实缺得更多，请改正后再导入；缺几成算缺半天由规则集定。",
               "If more were missed, correct the list; the share that counts is a number of the rulebook.")};
}

const LessonRule& lesson_rule(const RegisterTable& table, Origin origin) {
  if (table.layout.lessons != nullptr) return *table.layout.lessons;
  throw Error(
      Failure::input,
      {Problem{Severity::error, "E_PERIODS", std::move(origin),
               text("{}这张表按节次记考勤，规则集没有写哪几节是上午、缺几节算缺半天。",
                    "{}attendance by lessons: the rulebook does not say which of them are the morning, and how "
                    "many make half a day",
                    in_sheet(table.worksheet)),
               text("请在规则集里写 lessons，或换算成半天：一名学生一行，“时段”写上午或下午，“状态”写旷课、病假等。",
                    "Add `lessons` to the rulebook, or turn the list into half days: a row for each pupil, 时段 "
                    "上午 or 下午, 状态 旷课, 病假 …")}});
}

}  // namespace ksbx
