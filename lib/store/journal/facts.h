// Do the tables hold what ksbx wrote? Each entry of the journal vouches for the rows that it wrote; here every row that
// is there is held against the last entry that wrote it, and every row that was written and not removed must be there.
#pragma once

#include <cstdint>
#include <optional>

#include "base/problem.h"
#include "store/sqlite/database.h"

namespace ksbx {

struct FactsCheck {
  // The entry from which on changes are seen: 1, or that of the first change after an upgrade; nothing if there was
  // none since.
  std::optional<std::int64_t> since;
  std::int64_t rows = 0;  // that were looked at
  // "fact-changed", "fact-missing", "fact-foreign": the table, the row, and the entry that wrote it; the first ten of
  // each kind and table, then how many more. "facts-broken": what an entry wrote is not known any more.
  Problems problems;
};

// After verify_journal found nothing: it trusts the entries. Reads every row; keeps some 50 bytes of each that was ever
// written.
FactsCheck verify_facts(Database& database);

}  // namespace ksbx
