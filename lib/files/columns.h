// columns: which columns each kind of roster has, and by what names offices call them.
//
// A header is compared after normalisation: normal form KC, lower case, without spaces, line
// breaks, stars, a bracketed addition ("姓名（必填）") and a leading 是否. The first name of a
// column is the official one of the national school register (学籍); the others are what people
// write. Where a name could mean two columns (家长电话), it goes to the first one that no better name has taken.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "policy/rulebook.h"

namespace ksbx {

enum class RosterKind { units, staff, students, attendance, record };
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
  unit_name,
  parent_code,
  town_code,
  // a member of staff
  role,
  unit,
  from,
  until,
  // a half day
  date,
  session,
  attendance,
  reason,
  by,
  // a record; its own fields follow as Layout::fields
  by_role,
  document,
};
inline constexpr int column_names = static_cast<int>(ColumnName::document) + 1;

struct ColumnRule {
  ColumnName column = ColumnName::name;
  int field = -1;                    // for a record's own field: its place in RecordKind::fields
  std::vector<std::string> headers;  // accepted names, best first
  std::vector<std::string> normal =
      {};  // the same, as normal_header() makes them: worked out once for the many rows that are tried
};

struct Layout {
  RosterKind kind = RosterKind::students;
  std::string name;  // "students"; for a record its kind, "persuasion"
  Text label;        // 学生花名册
  std::vector<ColumnRule> columns;
  // What must be there: of each group at least one of these places in `columns`.
  std::vector<std::vector<int>> needs;
};

// units, staff, students, attendance, then one for each record kind, in the rulebook's order.
std::vector<Layout> layouts(const std::vector<RecordKind>& records);

// A list of people from an office that is no school: the household register, a poverty list. Such files are compared with the
// roster and never imported, so they are not among `layouts`. Needed: a name, and an id number or a birth date.
Layout people_layout(Text label);

// "出生日期（公历）" and "出生 日期" are the same header.
std::string normal_header(std::string_view header);

// How a row of headers fits a layout.
struct HeaderMatch {
  const Layout* layout = nullptr;
  std::vector<int> places;   // per column of the layout, the place among the headers; -1: not there
  int known = 0;             // headers that were recognised
  std::vector<int> doubled;  // places of headers that repeat, by the same name, one that is read
  std::vector<int> ignored;  // places of headers with a name that are not read
  std::vector<int> unmet;    // places in Layout::needs of which nothing is there
};

HeaderMatch match(const Layout& layout, const std::vector<std::string>& headers);

// The layouts that fit best: one, or several where the headers do not tell (then the user must say
// which), or none where fewer than three headers are known to any of them. The pointers point into
// `all`.
std::vector<HeaderMatch> recognise(const std::vector<std::string>& headers, const std::vector<Layout>& all);

}  // namespace ksbx
