// Transaction: one change of the store, wholly or not at all.
//
// Whoever writes takes one, so nothing is written outside, and takes it before reading what decides the change, since
// until then others may change that. Facts point to its number (t_change), and the journal keeps its circumstances.
//
//   Transaction transaction(database, {now, "mark-absent", "zhang"});
//   ... add(transaction, ...) ...
//   transaction.commit();   // without this line nothing has happened
//
// One at a time for a database, on the thread that made it; while it lives, other programs may read and not write. It
// is rolled back when it goes without commit(), also while an Error is thrown. A part that may fail alone is a
// Savepoint (store/sqlite/savepoint.h). After commit() nothing may be written by it.
#pragma once

#include <cstdint>
#include <string>

#include "base/day.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Did a write change anything? Saying the same thing twice is `unchanged`: no row, no journal entry.
enum class Effect { unchanged, written };

// The circumstances of a change, kept with it: when, by which command, by whose login. The store has no clock.
struct Occasion {
  Moment at;
  std::string command;
  std::string actor;
};

class Transaction {
 public:
  // Failure::busy if another writer holds the file longer than the lock timeout.
  Transaction(Database& database, Occasion occasion);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  // Whatever was written after the last entry of the journal gets an entry of its own.
  void commit();

  Database& database() { return database_; }
  const Occasion& occasion() const { return occasion_; }
  // The number of this change: one for each transaction that writes facts, growing for ever. Taken when first asked
  // for.
  std::int64_t change();

 private:
  friend class Savepoint;
  Database& database_;
  Occasion occasion_;
  AtomicWrite write_;
  std::int64_t change_ = 0;
};

}  // namespace ksbx
