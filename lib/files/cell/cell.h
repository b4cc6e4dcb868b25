// cell: what a cell of a roster means, in all the ways in which people write it.
//
// Pure functions from text to a value and at most one issue, for any thread; none throws an Error. No type is ever
// guessed: the name of the function says what the cell is to be, and a cell that it cannot read gives an empty value
// and the issue, never a wrong value. Spaces around a cell, invisible characters and one apostrophe before it never
// matter. Cells are valid UTF-8 (files/input/decode.h ensures it).
//
//   read_id_number("'99018120130204103x");   // 99018120130204103X, no issue
//   read_id_number("9.90181E+17");           // nothing, CellIssue::id_scientific
//   if (cell.issue != CellIssue::none)
//     problems.push_back(problem_of(cell.issue, row->origin(ColumnName::id_number), "身份证件号"));
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/problem.h"
#include "model/attendance.h"
#include "model/id_number.h"
#include "model/record.h"
#include "model/student.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// Each has a code (ID_MISSING …) that the manual lists, with W_ before it where the row is kept and R_ where it must be
// rejected.
enum class CellIssue {
  none,
  mojibake,  // 锟斤拷 or U+FFFD: the characters were destroyed before the file came here
  name_missing,
  name_suspect,   // digits, brackets or notes in a name: kept
  id_missing,     // nothing, or words in its place (无, 办理中)
  id_scientific,  // 9.90181E+17
  // Held as a number by a spreadsheet, which rounded the last digits: 18 digits with 000 at the end, or all 15 of
  // 9.90181201303071E+17.
  id_precision,
  id_checkdigit,  // GB 11643
  id_birth_date,  // digits 7 to 14 are no date
  id_format,      // neither 18 nor 15 characters of an id number
  id_15_digits,   // the old form, completed to 18
  xueji_format,   // not G, J or L and 18 characters
  sex_unreadable,
  date_unreadable,
  date_ambiguous,  // 03/04/2013: day and month are never guessed
  date_weekday,    // 2026-11-10 星期三, which is a Tuesday
  phone_format,
  grade_missing,
  grade_unreadable,
  outside_compulsory,  // before grade 1 or above grade 9: kept
  class_missing,
  class_unreadable,   // a telephone or an id number, perhaps of a column that slipped
  class_is_date,      // 7-1, which a spreadsheet took for 1 July
  class_contradicts,  // 八(1)班 in grade 7: kept as class 1 of grade 7
  yes_no_unreadable,
  session_unreadable,
  session_missing,  // 旷课2节, and nothing says whether in the morning or in the afternoon
  time_unreadable,
  status_unreadable,
  enrolment_unreadable,
  number_unreadable,
  choice_unknown,
  value_missing,
  formula_text,  // begins like a formula: kept as text
  placeholder,   // 不详, NULL, #N/A, — : taken for an empty cell
};

template <class T>
struct Parsed {
  T value{};
  CellIssue issue = CellIssue::none;
  bool operator==(const Parsed&) const = default;
};

// In words, without the value itself (no personal data in messages). `column` is the header as the user knows it.
// Mojibake and a missing name are errors (R_), everything else a warning (W_) unless `severity` says otherwise.
Problem problem_of(CellIssue issue, Origin origin, std::string_view column);
Problem problem_of(CellIssue issue, Origin origin, std::string_view column, Severity severity);

// Without spaces around it, invisible characters and one leading apostrophe; normal form C. formula_text if what is
// left begins with = + - or @ and goes on.
Parsed<std::string> read_text(std::string_view cell);
// What somebody wrote in his own words (notes, reasons, addresses), as he wrote it: spaces and lines in it stay, since
// they are evidence; line ends as \n. An apostrophe that our own exports put before = + - @ or digits is taken off.
// Issues as read_text has them.
Parsed<std::string> read_note(std::string_view cell);
// Comparable, for codes and identifiers that are looked up: normal form KC, without any space, ="…"
// undone. Empty for none.
std::string read_code(std::string_view cell);

// Several in one cell, between 、 ， , ; ； or spaces: 青石镇、990181004. Each as read_text gives it, none empty.
std::vector<std::string> read_list(std::string_view cell);

// Normal form C, the dot between parts of a name as U+00B7, no spaces between Chinese characters,
// the private-use characters of old code tables as the real ones. Empty: name_missing.
Parsed<std::string> read_name(std::string_view cell);
// An id number, or nothing with the reason.
using ReadIdNumber = Parsed<std::optional<IdNumber>>;
ReadIdNumber read_id_number(std::string_view cell);
// G, J or L and 18 characters; empty without an issue if the cell is empty.
Parsed<std::string> read_xueji(std::string_view cell);

// 2013-02-04, 2013/2/4, 2013.2.4, 20130204, 2013年2月4日, 二〇一三年二月四日, with or without a time after it,
// which is dropped, but for the last minute before midnight: many programs write a day as 23:59:17 of the day before,
// and mean the day. The year comes first or it is no date. A weekday behind it (星期二, （周二）) must be that of the
// date. An empty cell has no issue.
Parsed<std::optional<Day>> read_date(std::string_view cell);
// Of a date with the issue date_weekday: the day that is written beside the weekday of another, and what they
// contradict each other by: 2026-11-10 是周二，不是周三.
std::optional<Day> day_beside_other_weekday(std::string_view cell);
Text weekday_contradiction(std::string_view cell);
Text weekday_contradiction(Day day, Weekday written);
// Whether `read_date` gives the day after the one that is written, because of its last minute.
bool is_rounded_up(std::string_view date);
// The same for the last day of a time, where 23:59:59, 23:59:00 and 23:59 stand for the end of the day that is written.
Parsed<std::optional<Day>> read_last_day(std::string_view cell);
bool ends_its_day(std::string_view date);
// A number of days as workbooks store dates; only for cells that a workbook itself calls a date.
enum class ExcelEpoch { y1900, y1904 };
Parsed<std::optional<Day>> read_excel_date(double serial, ExcelEpoch epoch);
// The same as text for `read_date`: with its time if that is in the last minute of the day; nothing if it is no date.
// Half a second and less before midnight is midnight, which is how such numbers are rounded.
std::optional<std::string> excel_date_text(double serial, ExcelEpoch epoch);

Parsed<Sex> read_sex(std::string_view cell);
// Digits without +86, spaces, dashes and words (父 …); several numbers joined with "、". phone_format if anything in
// the cell is no number; those that are, are kept.
Parsed<std::string> read_phone(std::string_view cell);

// A grade's number: 1–9 compulsory, 10–12 senior high, 0 before school.
struct Grade {
  int number = 0;
  bool operator==(const Grade&) const = default;
};

// The grade of a pupil: from the grade cell (七年级, 初一, 7, 2026级), or from the class cell if that is empty
// (三年级二班). A year of entry is counted from the school's first grade, known from the class cell or the school's
// name (…小学, …初级中学, …高级中学), in the school year of `on` (it begins on 1 August). Nothing with grade_missing or
// grade_unreadable; outside_compulsory is an issue with a value.
Parsed<std::optional<Grade>> read_grade(std::string_view grade_cell, std::string_view class_cell,
                                        std::string_view school_name, Day on);
// 七年级, 高一, 学前
Text label_of(Grade grade);

// What tells the classes of one grade apart: "1" for 1班, 七(1)班, 七（1）班, 初一(1)班, 七年一班, 一班, 01,
// 701 in grade 7; "大" for 大班. class_contradicts is an issue with a value.
Parsed<std::string> read_class(std::string_view cell, std::optional<Grade> grade);

// All that a cell of a staff list may mean that names classes of one person: 1班、2班, 七(1、2)班, 七1、七2班, 1-3班.
// Each reading is a list of classes as one would be written alone; several where it cannot be told (1.2班 in grade 1:
// class 2 of grade 1, or classes 1 and 2), none where nothing fits. `grade`: of the row, if it says one.
std::vector<std::vector<std::string>> class_readings(std::string_view cell, std::optional<Grade> grade, Day on);

Parsed<std::optional<bool>> read_yes_no(std::string_view cell);  // 是 1 √ …, 否 0 × …; nothing if empty
Parsed<bool> read_boarding(std::string_view cell);               // 住校, 寄宿 …; 走读 …
// Whether a column such as 是否留守儿童 or 残疾类型 says that it applies: not if empty, 否, 无, 0
// or 非….
bool read_flag(std::string_view cell);
Parsed<std::optional<Enrolment>> read_enrolment(std::string_view cell);  // empty: nothing, no issue
std::optional<UnitKind> read_unit_kind(std::string_view cell);           // 镇街, 街道, town …

// 14:30, 14：30:00, 14时30分, 14点: the minute of the day, seconds left out. Empty: nothing, no issue;
// time_unreadable.
Parsed<std::optional<int>> read_time(std::string_view cell);

// Of a date with a time behind it (2026-11-10 14:00): its minute of the day; nothing if there is none.
std::optional<int> time_behind_date(std::string_view cell);

enum class Half { morning, afternoon, whole_day };
Parsed<Half> read_session(std::string_view cell);  // empty: whole_day

// Days written in one cell, from one to another or a single one: 2026年11月9日至13日, 11.9-11.13, 11月10日下午. What
// has no year is that nearest to `near`. Nothing for all else, also where no month is written.
struct DaySpan {
  Day first, last;
  Half from = Half::whole_day, to = Half::whole_day;  // of the first day, of the last
  bool operator==(const DaySpan&) const = default;
};
std::optional<DaySpan> read_span(std::string_view cell, Day near);

// A line of an attendance return: one pupil's state, or that no one of the class was absent (全勤).
struct Attended {
  Presence presence = Presence::present;
  bool nobody_absent = false;
  std::string reason = {};        // 病假 says why by itself, 病假（流感） as 病假：流感
  std::optional<Half> half = {};  // 上午旷课
  bool is_part = false;           // 旷课2节, 事假半天: of the day only a part, and it is not said which
  bool operator==(const Attended&) const = default;
};
// A word such as 旷课 or √, also with a note: 病假1天, 请假（发烧）; leave also behind its cause: 发烧请假. A sign that
// means one thing in one school and another in the next (○ △ 1 A) is not read, nor is a word that tells where the child
// is but not whether there is leave (住院). Empty: status_unreadable.
Parsed<std::optional<Attended>> read_attendance(std::string_view cell);

// What is written of leave (cell_leave.cpp). Whether a state says that somebody was not there, and not whether he had
// leave: 缺勤, 未到.
bool says_only_absent(std::string_view state);
// Whether a reason speaks of leave (已补假条, and not 未请假 or 放假后未返校), or of what children have leave for.
bool speaks_of_leave(std::string_view reason);
bool speaks_of_cause_of_leave(std::string_view reason);
// Whether it says that no one knows why, because no one was reached: 电话没人接, 联系不上家长.
bool speaks_of_no_answer(std::string_view reason);
// Whether the words are such a cause and say nothing else: 发烧, 家中有事, 身体不适.
bool is_cause_of_leave(std::string_view words);

// Whether an amount is no whole number of days: 0.5, 半天, 1.5天, 3小时; not 1 or 2天, nor an empty cell.
bool is_part_of_days(std::string_view amount);

// A record's own field by its type: a choice by its name or its label in either language. Empty and
// required: value_missing.
Parsed<FieldValue> read_field(std::string_view cell, const Field& field);

}  // namespace ksbx
