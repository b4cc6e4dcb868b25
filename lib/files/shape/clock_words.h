// clock_words: what clock-in programs (DingTalk, WeCom) write of a pupil and a day, in the words of registers.
//
//   正常                                     到校
//   上班迟到15分钟;下班缺卡                  上午 迟到, 下午 待核实
//   事假11-10 08:00到11-10 12:00 0.5天       上午 事假, 下午 到校
//   休息                                     nothing
//
// A missing clock-in (缺卡) is not surely an absence: it is 待核实. 旷工 is their word for an absence by rule.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"

namespace ksbx {

// Of a result or a shift: that nobody was expected.
bool is_rest(std::string_view cell);

// What one result of a day says; empty: nothing. A word that is not known stays as it is.
std::string state_of_result(std::string_view result);

// What a cell for a whole day says of its halves; an empty word says nothing. These programs name only what was not as
// it should be, so a half of which a cell does not speak was as it should be. Words that are not known are the state of
// both halves, so that they are rejected with the cell.
struct DayResult {
  std::string morning, afternoon;
};
DayResult result_of_day(std::string_view cell, std::optional<Day> day);

// What a column of applications (假勤申请) says: the leave of each half, empty where there is none; applications for
// other things say nothing of it. A leave that cannot be read is as it is written.
DayResult leave_of_day(std::string_view cell, std::optional<Day> day);

// What a department (部门) says of school and class: nothing, or a word that is empty where it names several.
struct Department {
  std::optional<std::string> school, school_class;
  std::string grade;  // where the class does not say it
};
Department read_department(std::string_view words);

// Whether a header is one of those that only such programs write: 考勤组, 工作时长, 旷工天数.
bool is_clock_header(std::string_view header);
// Whether a title, or the name of a sheet or a file, names such a program.
bool names_clock_program(std::string_view words);

}  // namespace ksbx
