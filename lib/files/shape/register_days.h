// register_days: which day each column of a class register is, once month and year are known.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/shape/register_heading.h"
#include "files/sheet/title_words.h"

namespace ksbx {

struct DayColumn {
  std::size_t place = 0;
  std::string written;     // 2026-11-02; of a day that does not exist as it would be: 2026-11-31
  std::optional<Day> day;  // nothing if there is no such day
  std::optional<Half> half;
};

// What is known of the month from elsewhere.
struct KnownMonth {
  std::optional<Month> month;  // of the title; its year may be missing
  bool contradicts = false;    // titles name two
  Text where;                  // for messages: 第 1 行的标题
  int school_year = 0;
};

struct RegisterDays {
  std::vector<DayColumn> columns;
  int assumed_year = 0;     // that nothing names: the latest in which the first day has come; 0: all years are written
  bool took_month = false;  // from KnownMonth, or its year
  bool took_school_year = false;  // for the year
};

// Throws Error (Failure::input) where the days cannot be known, or contradict each other: E_MONTH_UNKNOWN,
// E_DAY_UNCLEAR (the same day twice, days not in their order, 11.1 that may be 11.10, weekdays that are those of
// another month). `worksheet` is the name of a sheet of a workbook; empty for a text.
RegisterDays register_days(const RegisterHeading& heading, const KnownMonth& known, std::optional<Day> today,
                           const std::string& file, const std::string& worksheet);

// The file, and the sheet in it, as messages name them.
Text in_sheet(const std::string& worksheet);

}  // namespace ksbx
