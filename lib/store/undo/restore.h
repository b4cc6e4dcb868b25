// restore: a backup takes the place of the database, whatever state that is in.
//
// What was there stays next to it under a name with the time, together with the journal of a change that was cut short:
// left there, SQLite would put that change into the backup and spoil it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "store/journal/journal.h"

namespace ksbx {

struct Restored {
  JournalHead head;            // of the store that holds now
  std::string kept;            // where the file is that was there; empty if there was none
  std::optional<Moment> last;  // the last entry of the backup: what came later is missing
  // Numbers of documents that went out after the backup, in order: they are not given again. Nothing if the file that
  // was there could not be read.
  std::optional<std::vector<std::string>> barred = std::vector<std::string>{};
};

// Copies `backup` beside `path`, upgrades the copy if it is older, checks it page by page, and only then moves the old
// file away and the copy into its place; the backup itself is only read. Killed in between, the old file is at its
// place or at the name with the time, and restoring again goes on. Failure::database if the backup is not whole, or not
// a store, or if `path` is no file of the caller's that can have been a database, however damaged; Failure::busy if
// someone is using the database; Failure::io and ::output as the disk says.
Restored restore(const std::string& backup, const std::string& path, const Occasion& occasion,
                 const LockWait& lock_timeout);

}  // namespace ksbx
