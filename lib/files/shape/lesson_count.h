// lesson_count: lessons (第1节 … 第7节) as half days. A half day is missed if its share of lessons is missed; the
// share, and which lessons are the morning's, are numbers of the rulebook (Layout::lessons).
//
//   第1节 √  第2节 ×  第3节 ×  第4节 √      half of them: 上午 旷课（第2、3节）
//   第1节 √  第2节 √  第3节 √  第4节 ×      a quarter: 上午 出勤, told as W_LESSONS_FEW
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/problem.h"
#include "files/cell/cell.h"
#include "files/shape/register_block.h"

namespace ksbx {

// Of which half day a lesson is; nothing if it is of neither (晚自习).
std::optional<Half> half_of_lesson(const LessonRule& rule, int lesson, Day day);
// The lessons of a half day, by their numbers: 1 to 4, 5 to 8.
std::vector<int> lessons_of(const LessonRule& rule, Half half, Day day);

// What is said of one lesson; an empty word says nothing.
struct LessonMark {
  int lesson = 0;
  std::string word;
};

struct CountedHalf {
  std::string state;       // 旷课（第2、3节）, for the cell of a list; empty: nothing is said
  std::size_t unread = 0;  // the mark that is no known word, if `is_unread`; `state` is that word
  bool is_unread = false;
  int missed = 0, lessons = 0;  // without being missed as a half day, if `is_few`
  bool is_few = false;
};

// All lessons of one half day that a list has. Missed without leave counts first, then leave; where only both together
// make the share, or lessons of which nothing is said could, it is 待核实.
CountedHalf count_lessons(std::span<const LessonMark> marks, const RegisterTable& table, Day day);

// 第2、3节
std::string words_of_lessons(std::span<const int> lessons);

// W_LESSONS_FEW
Problem few_lessons(const CountedHalf& half, Origin origin);

// The rulebook's rule. Throws Error (Failure::input) E_PERIODS if it has none.
const LessonRule& lesson_rule(const RegisterTable& table, Origin origin);

}  // namespace ksbx
