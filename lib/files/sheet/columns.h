// columns: which columns each kind of roster has, and by what names offices call them.
//
// The first name of a column is the official one of the national school register (学籍); the others are what people
// write. How the headers of a file are held against them: files/sheet/header_match.h.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/student.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

enum class RosterKind { units, staff, students, attendance, leave, record };
std::string_view name_of(RosterKind kind);

// Every column that ksbx reads. One that is not in the file is simply empty in every row.
enum class ColumnName {
  // a pupil
  name,
  id_number,
  id_type,
  xueji,
  sex,
  birth_date,
  ethnicity,
  school_code,
  school_name,
  grade,
  school_class,
  enrolled_month,
  boarding,
  residence,
  address,
  hukou_division,
  hukou_address,
  phone,
  guardian,
  guardian_relation,
  guardian_phone,
  enrolment,
  left_behind,
  migrant_child,
  orphan,
  disability,
  single_parent,
  poverty,
  // a unit
  unit_kind,
  unit_code,
  former_code,  // that the unit had until now
  unit_name,
  parent_code,
  town_code,
  serves,  // of a police station: its area
  // a member of staff
  role,
  unit,
  from,         // of a unit, too: since when it stands so
  closed,       // a unit: from when it is no more
  merged_into,  // a closed unit: who takes over
  until,
  acting,  // a post that is held for another
  // a half day
  date,
  session,
  attendance,
  reason,
  by,
  // a leave, from one session to another; its days are `from` and `until`
  from_session,
  to_session,
  leave_type,
  // how much of a day is meant, of a half day or a leave
  amount_of_days,
  amount_of_lessons,
  back_on,   // the day on which the child was back
  granted,   // 同意, 拒绝: of a program in which leave is asked for
  granting,  // where that stands: 已完成, 已撤销
  // a record; its own fields follow as Layout::fields
  time,
  by_role,
  document,
};
// One English word for each, as a mapping file writes it: "id_number", "class".
std::string_view name_of(ColumnName column);
inline constexpr int column_names = static_cast<int>(ColumnName::document) + 1;

// A plain field of a pupil (model/student.h) with the column that says it, and the one that does where that is empty
// (the same where there is no other).
struct FieldColumns {
  const StudentField* field = nullptr;
  ColumnName column = ColumnName::name;
  ColumnName otherwise = ColumnName::name;
};
// All of them, in the order of the table; a field has the column of its own name.
std::span<const FieldColumns> plain_columns();

// A word that a column can hold, and what people call it: home_visit（家访）.
struct Choice {
  std::string word;
  Text label;
  std::vector<std::string> also = {};  // what offices write for it besides
};

struct ColumnRule {
  ColumnName column = ColumnName::name;
  int field = -1;                    // for a record's own field: its place in RecordKind::fields
  std::vector<std::string> headers;  // accepted names, best first
  std::string name = {};             // of a record's own field, as the rulebook has it
  std::vector<std::string> normal =
      {};  // the same, as normal_header() makes them: once for the many rows that are tried
  bool is_date = false;
  std::vector<Choice> choices = {};  // of a column that holds one of some words; otherwise empty
};

// How a list that tells lessons (第1节 … 第7节) becomes half days: the rulebook's `lessons`, with its attendance codes.
struct LessonRule {
  Parameter morning, afternoon, share;
  std::vector<AttendanceCode> codes;
};

struct Layout {
  RosterKind kind = RosterKind::students;
  std::string name;  // "students"; for a record its kind, "persuasion"
  Text label;        // 学生花名册
  std::vector<ColumnRule> columns;
  // What must be there: of each group at least one of these places in `columns`.
  std::vector<std::vector<int>> needs;
  std::shared_ptr<const LessonRule> lessons = {};  // of attendance; nullptr: the rulebook has none
  std::vector<std::string> also = {};              // what people call such a list: 家访
  bool only_if_named = false;                      // never guessed from headers (policy/rulebook, RecordKind)
};

// units, staff, students, attendance, leave, then one for each record kind, in the rulebook's order.
std::vector<Layout> layouts(const std::vector<RecordKind>& records);
// The same, with the attendance codes of the rulebook among the words of a status.
std::vector<Layout> layouts_of(const Rulebook& rulebook);

// Whether a cell of a column with choices is one of them, or a word that everyone uses for one.
bool is_understood(const ColumnRule& column, std::string_view cell);
// home_visit（家访）、phone（电话）
Text choices_of(const ColumnRule& column);

// A list of people from an office that is no school: the household register, a poverty list. Such files are compared
// with the roster and never imported, so they are not among `layouts`. Needed: a name, and an id number or a birth
// date.
Layout people_layout(Text label);

}  // namespace ksbx
