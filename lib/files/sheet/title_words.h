// title_words: what the title of a table, the name of its sheet or of its file says about all of its rows.
//
// 石桥市第一初级中学七年级(1)班2026年11月学生考勤表: school, class, month. Only what can be read in one way: of two
// classes in a title neither is taken.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "files/cell/cell.h"

namespace ksbx {

// A year and a month, or a month whose year is not written (year 0).
struct Month {
  int year = 0;
  int month = 0;
  bool operator==(const Month&) const = default;
  std::string written() const;  // "2026-11"; "11" without a year
};

struct TitleWords {
  std::string school;        // empty: none, or several
  std::string grade;         // 七年级, where no class says it
  std::string school_class;  // as written: 七年级(1)班, 1班; 七(2)班 of 七（2）
  std::optional<Month> month;
  std::optional<Day> day;
  std::optional<Half> half;  // 下午到校情况; never whole_day
  struct MonthDay {
    int month = 0, day = 0;
    bool operator==(const MonthDay&) const = default;
  };
  std::optional<MonthDay> day_of_year;  // 11月10日, whose year is not written
  int school_year = 0;                  // the year in which it begins, of 2026-2027学年; 0: none

  // What has more than one reading, and so is not taken.
  bool several_schools = false, several_classes = false, several_months = false, several_days = false,
       several_halves = false;
};

// One text at a time: a title, or the name of a sheet or of a file without its extension. Labels as forms have them
// (学校：… 班级：…) count, and what 填表日期： and the like say of the form itself does not.
TitleWords read_title(std::string_view words);
// Whether a date behind these words is when a program wrote the table (报表生成时间：, 导出于), which says nothing of
// the days that it is about.
bool is_before_time_of_writing(std::string_view before);
// Whether it found neither school, class nor time.
bool says_nothing(const TitleWords& words);

// The cells of a row as one text: labels and what they say may stand in cells of their own.
std::string title_of(const std::vector<std::string>& cells);

// The name of a file without its folder, its extension, the sheet that is read of it (名册.xlsx[七1班]) and the number
// of a copy (名册(1).xlsx).
std::string stem_of(const std::string& place);

// Where a text stands, for messages.
struct TitleText {
  std::string words;
  Text where;    // 第 1 行的标题, 工作表名, 文件名
  int line = 0;  // 0: not in the rows
};

// One thing that stands in a title, and where.
struct FromTitle {
  std::string value;  // empty: nothing says it, or more than one thing is said
  Text where;
  int line = 0;
  bool contradicts = false;  // two of the texts say different things; `where` names both
};

// All texts together. A day without its year is the latest that has come. Those that say nothing of a thing leave it
// to the others; two that differ contradict.
struct TitleReading {
  FromTitle school, grade, school_class, month, day, half;
  int school_year = 0;  // the year in which it begins; 0: none is named
};
TitleReading read_titles(const std::vector<TitleText>& texts, std::optional<Day> today);

// That the title, the sheet or the file says something of all rows of a table: W_FROM_TITLE.
Problem taken_from_title(Origin at, const Text& thing, std::string_view value, const Text& where);
// What that says of the tables of one file in one line, where the first of them stood: each thing once, however many
// sheets say it.
void gather_titles(const std::vector<Problems*>& tables);

// Refuses the file if one of the texts names a weekday that is not that of `day`, which they name, too. Several
// weekdays (星期一至星期五) say nothing of it. Throws Error (Failure::input) E_DATE_UNKNOWN.
void refuse_other_weekday(const std::vector<TitleText>& texts, Day day, const std::string& file);

// That two of the texts name different halves of the day.
Problem halves_differ(const FromTitle& half, const std::string& file);

}  // namespace ksbx
