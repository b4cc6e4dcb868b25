// register_days: which day each column of a class register is, once month and year are known.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/shape/register_heading.h"
#include "files/shape/week_words.h"
#include "files/sheet/title_words.h"

namespace ksbx {

struct DayColumn {
  std::size_t place = 0;
  std::string written;     // 2026-11-02; of a day that does not exist as it would be: 2026-11-31
  std::optional<Day> day;  // nothing if there is no such day
  std::optional<Half> half;
  int lesson = 0;  // of that day; 0: the column is of all of it, or of its half
};

// What is known of the month from elsewhere.
struct KnownMonth {
  std::optional<Month> month;  // of the title; its year may be missing
  bool contradicts = false;    // titles name two
  Text where;                  // for messages: 第 1 行的标题
  int line = 0;                // of the first of these titles; 0: none of the rows
  int school_year = 0;
  std::optional<Week> week;  // for weekdays without dates
  std::optional<Day> day;    // for lessons without a day
  bool day_of_row = false;   // a column says it
};

struct RegisterDays {
  std::vector<DayColumn> columns;
  int assumed_year = 0;     // that nothing names: the latest in which the first day has come; 0: all years are written
  bool took_month = false;  // from KnownMonth, or its year
  bool took_school_year = false;  // for the year
  bool took_week = false, took_day = false;
};

// Throws Error (Failure::input) where the days cannot be known, or contradict each other: E_MONTH_UNKNOWN,
// E_DAY_UNCLEAR (the same day twice, days not in their order, 11.1 that may be 11.10, weekdays that are those of
// another month, weekdays whose week is not said or does not have them), E_DATE_UNKNOWN (lessons of a day that is not
// said). `worksheet` is the name of a sheet of a workbook; empty for a text.
RegisterDays register_days(const RegisterHeading& heading, const KnownMonth& known, std::optional<Day> today,
                           const std::string& file, const std::string& worksheet);

// The file, and the sheet in it, as messages name them.
Text in_sheet(const std::string& worksheet);

}  // namespace ksbx
