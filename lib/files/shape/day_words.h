// day_words: what the head of a column in a class register says of its day: 2, 2日, 11月2日, 2026-11-02, 11.2(周一),
// 周一(11.2), 2日上午, 星期一, 上午, 上午第1节.
#pragma once

#include <optional>
#include <string_view>

#include "base/day.h"
#include "files/cell/cell.h"

namespace ksbx {

struct DayWords {
  int year = 0, month = 0, day = 0;  // 0: not said
  std::optional<Weekday> weekday;
  std::optional<Half> half;   // never whole_day
  int lesson = 0;             // 第1节; 0: not said
  bool is_no_lesson = false;  // 早读, 晚自习: between the lessons that count
  bool is_plain = false;      // a bare number, which may be anything
  bool is_decimal = false;    // 11.1, which a spreadsheet may have made of 11.10

  bool names_day() const { return day > 0; }
};

// Nothing if the cell is blank or says anything else besides.
std::optional<DayWords> read_day_words(std::string_view cell);

// 11月, 2026年11月: a month over the days that follow.
struct MonthWords {
  int year = 0, month = 0;
};
std::optional<MonthWords> read_month_words(std::string_view cell);

}  // namespace ksbx
