// What a roster does not say of a pupil who is known already.
//
// A column that is not in the file says nothing, nor does a cell that cannot be read, so the field stays as it is; an
// empty cell of a column that is there empties it. A school that sends only names and classes must not wipe out the
// addresses and guardians that the office has, and a slip of the keyboard no date of birth.
//
//   student.id = known.id;
//   keep_omitted({context.sheet, unread}, residences, known, student);
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>

#include "app/import/residences.h"
#include "files/sheet/sheet.h"
#include "model/student.h"

namespace ksbx {

// A column that marks a pupil's circumstances, and the word for it in Student::special.
struct Circumstance {
  ColumnName column;
  std::string_view word;
};
inline constexpr Circumstance circumstances[] = {
    {ColumnName::left_behind, "留守"},   {ColumnName::orphan, "孤儿"},      {ColumnName::disability, "残疾"},
    {ColumnName::migrant_child, "随迁"}, {ColumnName::poverty, "建档立卡"}, {ColumnName::single_parent, "单亲"}};

// Adds a word to Student::special.
void add_circumstance(std::string& special, std::string_view word);

// Which columns a row says something in.
struct GivenFields {
  const Sheet& sheet;
  const std::bitset<column_names>& unread;  // cells that hold something and could not be read
  bool has(ColumnName column) const { return sheet.has(column) && !unread[static_cast<std::size_t>(column)]; }
};

// Brings every field of `student`, as read from a row, of which the row does not say anything, to what `known` has. An
// id number or 学籍号 that the row does not have is never lost, and with the id number birth and sex stay, which it
// says. What follows from several columns (住所 from 所在村 or 现住址) is looked up again where one of them has
// changed. 学籍状态 stays as long as the class does: whom a roster places in another class goes to school there.
// `student.school_class` must be final.
void keep_omitted(const GivenFields& row, Residences& residences, const Student& known, Student& student);

}  // namespace ksbx
