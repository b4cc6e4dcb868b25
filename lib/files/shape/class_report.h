// ClassReport: what one class reports of a day: how many ought to be there, how many are, and who is not. As rows of a
// list of attendance: one for each pupil, or 全勤.
//
// Nobody becomes present because a name was forgotten: where fewer are named than are missing, a row is added that is
// rejected and keeps the register of the class open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "files/shape/absentees.h"
#include "files/shape/said_rows.h"

namespace ksbx {

struct ClassReport {
  SaidRow who;  // of the class: school, grade, class, date, half, with their line and columns
  std::optional<int> expected, present, missing;
  struct Named {
    Absentee who;
    int line = 0, column = 0;
  };
  std::vector<Named> named;
  bool nobody = false;  // the words say so: 无, 全勤
  int column = 0;       // of the names

  void add(Absentees found, int line, int at);
};

// Its rows, at least one:
//   a pupil with his state as it is written; a name without any is 待核实, with W_STATE_MISSING;
//   words that are no name: R_NAMES_UNREAD;
//   全勤, where the counts or the words say so and nobody is missing;
//   R_NAMES_MISSING: fewer are named than are missing;
//   R_CLASS_UNREPORTED: neither names nor counts that agree; nothing more where all who are named came.
// More names than are missing are told as W_COUNTS_DIFFER.
std::vector<SaidRow> rows_of(const ClassReport& report, const std::string& file);

}  // namespace ksbx
