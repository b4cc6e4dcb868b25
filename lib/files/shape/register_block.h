// RegisterBlock: what stands for all pupils under one head of a class register: the days, and the school, class and
// month that no column says.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/shape/register_days.h"
#include "files/shape/register_heading.h"
#include "files/sheet/given_cells.h"
#include "files/sheet/shape.h"
#include "files/sheet/title_words.h"

namespace ksbx {

// What is known of the table as a whole.
struct RegisterTable {
  std::string file;
  std::string worksheet;
  Layout layout;  // of attendance
  Mapping mapping;
  std::vector<TypedCell> given;
  std::optional<Day> today;
  bool is_called_register = false;  // its title, or the name of its sheet or file
};

// The columns of the list that a register becomes, in their order: first those that say who a row is about.
inline constexpr std::array columns_of_pupils = {ColumnName::school_code,  ColumnName::school_name, ColumnName::grade,
                                                 ColumnName::school_class, ColumnName::name,        ColumnName::xueji,
                                                 ColumnName::id_number,    ColumnName::by};
inline constexpr std::array columns_of_class = {ColumnName::school_name, ColumnName::grade, ColumnName::school_class};
inline constexpr std::array columns_of_marks = {ColumnName::date, ColumnName::session, ColumnName::attendance};

struct RegisterBlock {
  RegisterHeading heading;
  std::vector<DayColumn> days;
  std::array<std::string, columns_of_pupils.size()> said;  // for all rows, where no column says it
  TitleReading titles;                                     // with what the block before says, where these do not
  std::optional<Week> week;                                // that a title names
  bool is_of_clock = false;                                // an export of a clock-in program (clock_words.h)
  std::optional<Half> half;                                // of all days, where nothing else says it
  bool is_of_absences = false;                             // 旷课登记表: a tick may be an absence
  bool is_of_signatures = false;                           // 签到表: an empty cell says nothing
};

// `titles` are the rows above the heading; `before` is the block above, if there is one: a head that is repeated says
// less. What was taken from a title is told as W_FROM_TITLE, what is not read as W_IGNORED_COLUMNS (of the first block
// alone) and W_SKIPPED_ABOVE_HEADER. Throws Error (Failure::input): what register_days refuses, E_CLASS_UNKNOWN,
// E_TOO_WIDE, E_SET_COLUMN, E_DUPLICATE_HEADER, E_PERIODS (lesson_rule), E_SESSION_UNCLEAR.
RegisterBlock register_block(const RegisterTable& table, RegisterHeading heading, const std::vector<TitleText>& titles,
                             const RegisterBlock* before, Problems& problems);

}  // namespace ksbx
