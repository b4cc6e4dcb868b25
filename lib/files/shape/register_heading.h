// RegisterHeading: the head of a class register with days across: which columns say who a row is about, and which day
// each of the others is.
//
// It may take several rows: 姓名 beside the days or above them, months over the days, weekdays, 上午 下午 or lessons
// (第1节 … 第7节, or bare numbers beside 节次 or 早读) under them. Lessons alone are a register of one day, and so are
// 上午 and 下午 alone.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "files/shape/day_words.h"
#include "files/sheet/columns.h"
#include "files/sheet/header_search.h"
#include "files/sheet/mapping.h"

namespace ksbx {

struct DayHead {
  std::size_t place = 0;  // of the column, from 0
  std::string written;    // for messages
  DayWords words;         // with the month above it and the weekday, half and lesson below it
};

struct RegisterHeading {
  std::size_t rows = 0;       // that it takes
  int line = 0;               // of its last row
  bool is_cut = false;        // the row is wider than is read
  bool lacks_result = false;  // a formula in it has no result in the file
  std::size_t width = 0;
  std::vector<std::string> headers;         // of the other columns, by place; empty for days
  std::array<int, column_names> of_column;  // where they are; -1: there is none
  std::vector<DayHead> days;                // from left to right
  int department = -1;                      // of a clock-in program's export: the column 部门
  bool is_of_clock = false;                 // has headers that only such programs write
  std::vector<std::size_t> ignored;         // columns with a header that are not read: 序号, 出勤天数
  std::vector<std::size_t> doubled;         // columns that are called as one that is read

  int place(ColumnName column) const { return of_column[static_cast<std::size_t>(column)]; }
  bool names_days() const { return !days.empty() && days.front().words.names_day(); }
  bool has_lessons() const {
    return std::any_of(days.begin(), days.end(), [](const DayHead& day) { return day.words.lesson > 0; });
  }
};

// How a table is looked at: `layout` is that of attendance.
struct RegisterWords {
  const Layout& layout;
  const Mapping& mapping;
  bool is_called_register = false;  // its title, or the name of its sheet or file
};

// The heading that begins with the first of these rows, if one does: one that names pupils, and has days: a date, or
// five numbers of days; two where weekdays or halves are under them, or where the table is called a register; five
// weekdays; two lessons; 上午 and 下午. A table with a date and a state in each row is a list, whatever else it has.
std::optional<RegisterHeading> register_heading(std::span<const TopRow> rows, const RegisterWords& words);
// How many rows it looks at.
inline constexpr std::size_t heading_within = 5;

// 考勤, 点名, 出勤: whether the words call a table a register.
bool call_it_register(std::string_view words);
// 缺勤登记表, 旷课统计: whether they call it a table of those who were not there.
bool call_it_absences(std::string_view words);

// Whether the row holds only what stands under days: weekdays, 上午, 下午, lessons.
bool is_under_days(const TopRow& row);

}  // namespace ksbx
