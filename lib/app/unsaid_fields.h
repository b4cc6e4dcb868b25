// What a roster does not say of a pupil who is known already.
//
// A column that is not in the file says nothing, so the field stays as it is; an empty cell of a column that is there empties it.
// A school that sends only names and classes must not wipe out the addresses and guardians that the office has.
//
//   student.id = known.id;
//   keep_unsaid(intake.sheet, residences, known, student);
#pragma once

#include <string>
#include <string_view>

#include "app/residences.h"
#include "files/sheet.h"
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

// Brings every field of `student`, as read from a row of `sheet`, of which the sheet has no column, to what `known` has.
// An id number or 学籍号 that the row does not have is never lost, and with the id number birth and sex stay, which it says.
// What follows from several columns (住所 from 所在村 or 现住址) is looked up again where one of them has changed.
// 学籍状态 stays as long as the class does: whom a roster places in another class goes to school there.
// `student.school_class` must be final.
void keep_unsaid(const Sheet& sheet, Residences& residences, const Student& known, Student& student);

}  // namespace ksbx
