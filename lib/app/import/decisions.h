// Decisions: rows that wait for a person (store/roster/deferral_store.h), as a file that a clerk edits and imports
// again.
//
// One line a row, with the row's own cells in words, whom it may be, and one column to fill in, 决定: 同 or same (the
// one who is named), 新 or new (someone else), or the short code of a pupil. The number in the first column says which
// row it is, so whatever a spreadsheet does to the other cells is of no account; a line that is not filled in stays
// undecided.
//
// A pupil whom two schools have (store/roster/claim_store.h) is a line, too, of the school where he is not: 留 or stay,
// he is where he is; 转 or move, he is in the class of the line. Its number is made of his code and the school's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/workspace/workspace.h"
#include "base/table.h"
#include "files/sheet/columns.h"
#include "model/unit.h"
#include "store/roster/deferral_store.h"

namespace ksbx {

// By these headers `import` knows such a file.
Layout decisions_layout();
bool is_decisions(const Layout& layout);

// What stands under 核对码: the number of a row means another row in another store.
std::string check_of(Database& database, const Deferral& row);

// A pupil whom two schools have, as the first column names him and the school where he is not: S-WVSW@9990180002.
struct ClaimMeant {
  StudentId student;
  UnitId school;
};
std::optional<ClaimMeant> claim_of_number(const Organisation& organisation, std::string_view number);
std::string check_of(Database& database, const ClaimMeant& claim);

// All rows that are undecided, unmasked, in the form of such a file: for whoever must decide.
Table decisions_to_make(Database& database);

}  // namespace ksbx
