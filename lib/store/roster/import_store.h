// Imports: which files came in, and the rows that could not be taken, kept with their original cells.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/counts.h"
#include "store/spill/rejects.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// What became of the rows of a file.
struct RowCounts {
  std::int64_t rows = 0, accepted = 0, provisional = 0, rejected = 0;
  std::int64_t added = 0, changed = 0, unchanged = 0, vanished = 0;
  static constexpr std::array counters = {&RowCounts::rows,      &RowCounts::accepted, &RowCounts::provisional,
                                          &RowCounts::rejected,  &RowCounts::added,    &RowCounts::changed,
                                          &RowCounts::unchanged, &RowCounts::vanished};
};

struct Import {
  std::int64_t id = 0;
  std::string file;    // its name without the folder
  std::string kind;    // "students", "units", "attendance", a record kind
  std::string digest;  // SHA-256 of its bytes
  RowCounts counts;
  Moment recorded;
};

// Notes that a file was imported, with its rejects, and writes the journal entry. A file with the
// same bytes and kind that changed nothing and has the same rejects is already noted: `unchanged`.
struct ImportAdded {
  std::int64_t id = 0;
  Effect effect = Effect::unchanged;
};
ImportAdded add(Transaction& transaction, const Import& import, const Rejects& rejects);

std::optional<Import> last_import(Database& database, std::string_view digest, std::string_view kind);
// Of one import, in the order of the file, until `take` returns false.
void each_reject(Database& database, std::int64_t import, const std::function<bool(const Reject&)>& take);

}  // namespace ksbx
