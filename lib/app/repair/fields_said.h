// What was said of a pupil's fields over time, and what two entries of one child say together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/student.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// One statement: from that day on the field has this value, as the list of changes writes it.
struct FieldSaid {
  std::int64_t change = 0;  // by which it was said; 0 if an older ksbx did not keep it
  std::string field;
  std::string value;
  Day day;
  bool operator==(const FieldSaid&) const = default;
};

// In the order in which they were said, without what was undone. What he came with is said by the change that brought
// him, as far as it says anything: an empty cell says nothing, nor does a field that has no other value than everybody.
std::vector<FieldSaid> fields_said(Database& database, const Student& student);

// What has to be said of the entry that stays, so that it is as if the rows of both had always been one child's: of two
// statements the later one holds from its day on. Of fields of which it matters where he was when (class, home, …),
// everything from the first statement of the other entry on; of the others what was said last.
std::vector<FieldSaid> said_together(const std::vector<FieldSaid>& stays, const std::vector<FieldSaid>& goes);

// Is it a field of which it matters on which day it had which value (History::placements)?
bool is_placement(std::string_view field);

}  // namespace ksbx
