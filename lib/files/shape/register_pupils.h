// RegisterPupils: the pupils of a class register with their marks, class by class, and what the cells that are empty
// mean: that can be seen only when all of the class are there.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/shape/register_block.h"

namespace ksbx {

// What a cell says; nothing if it makes no statement.
using SaidMark = std::optional<std::string>;

struct RegisterPupil {
  std::shared_ptr<const RegisterBlock> block;
  int line = 0;
  RowFault fault = RowFault::none;  // of the row: with one of the last three it has no marks
  std::array<std::string, columns_of_pupils.size()> who;
  std::array<int, columns_of_pupils.size()> columns{};  // where they stood, from 1; 0: nowhere
  std::vector<SaidMark> marks;                          // of each day of the block
  std::optional<Half> half;                             // of a row for half of each day
  int lesson = 0;                                       // of a row for one lesson of each day; 0: it is for all
  int half_column = 0;                                  // that says either
  std::string date;                                     // of a row that says its day itself; else empty
  std::vector<std::optional<Half>> halves;              // of marks that were counted from lessons, by day; else empty
  std::optional<Problem> wrong;                         // of the row as a whole: an error rejects all of it
};

// Settles all of one class in one block, in place: an empty cell becomes `blank`, which is 出勤 unless a legend says
// otherwise, where someone of the class has a mark in that column, on days up to `today`, and stays empty elsewhere.
// Where most cells hold a mark, a pupil without any is nobody's statement: W_PUPIL_UNMARKED. Two rows of one name
// without a number are R_NAME_TWICE. Marks of lessons become one mark of their half day, in the place of the first of
// them (lesson_count.h). In an export of a clock-in program an empty cell says nothing. Returns how many cells became
// 出勤 without a legend.
std::size_t settle_class(std::vector<RegisterPupil*>& pupils, const RegisterTable& table,
                         const std::optional<std::string>& blank, Problems& problems);

// What tells classes of a block apart.
std::string class_of(const RegisterPupil& pupil);

}  // namespace ksbx
