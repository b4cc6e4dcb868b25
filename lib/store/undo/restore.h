// restore: a backup takes the place of the database, whatever state that is in.
//
// What was there stays next to it under a name with the time, together with the journal of a change that was cut short:
// left there, SQLite would put that change into the backup and spoil it.
#pragma once

#include <string>

#include "base/day.h"
#include "store/journal/journal.h"

namespace ksbx {

struct Restored {
  JournalHead head;  // of the store that holds now
  std::string kept;  // where the file is that was there; empty if there was none
};

// Copies `backup` beside `path`, upgrades the copy if it is older, checks it page by page, and only then moves the old
// file away and the copy into its place; the backup itself is only read. Killed in between, the old file is at its
// place or at the name with the time, and restoring again goes on. Failure::database if the backup is not whole, or not
// a store; Failure::busy if someone is using the database; Failure::io and ::output as the disk says.
Restored restore(const std::string& backup, const std::string& path, Moment now);

}  // namespace ksbx
