// The store: a database file with our tables in it. Here it is created, opened, upgraded and verified.
//
// A file is opened only after its first bytes, its format and its schema proved to be ours. Failure::database says what
// it is otherwise (missing, foreign, damaged, newer, altered, no permission) and what to do.
//
//   Database store = open_store("ksbx.db", Access::write, std::chrono::seconds(10));
#pragma once

#include <chrono>
#include <string>

#include "store/sqlite/database.h"

namespace ksbx {

inline constexpr int application_id = 0x4b534258;  // "KSBX", in the header of the file

// A new, empty store, mode 0600 under any umask; it appears whole or not at all. Failure::database if anything is there
// already but an empty file or what an earlier attempt left that was cut short.
Database create_store(const std::string& path);

// A new, empty store in memory, for looking at SQL before it meets pupils; it is gone with the object.
Database store_in_memory();

// An existing store. `lock_timeout` is how long writes (and reads during someone's commit) wait altogether before
// Failure::busy. With Access::write an older store is upgraded first, and a copy stays next to it ("PATH.v1.backup").
// A change that was cut short is rolled back first (Database::was_rolled_back).
// For writing it must be the caller's own, in a folder where others cannot put another one in its place.
Database open_store(const std::string& path, Access access, const LockWait& lock_timeout);

}  // namespace ksbx
