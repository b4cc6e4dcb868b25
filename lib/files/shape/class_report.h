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
    std::string reason = {};  // 感冒: why, where no word says whether there is leave
    int reason_column = 0;
  };
  std::vector<Named> named;
  bool nobody = false;  // the words say so: 无, 全勤
  int column = 0;       // of the names

  void add(Absentees found, int line, int at);
  // What a column of reasons says of those named from `begin` on who have no state: their state, if it is one.
  void explain(std::size_t begin, std::string_view reason, int at);
  // By the counts; nothing if they do not say, or say less than none.
  std::optional<int> count_missing() const;
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
