// The journal: every change, in order, chained by hashes.
//
// An entry's hash covers the one before it, so a byte changed, an entry removed or two swapped break the chain from
// there on. A cut tail is seen only by someone who kept an earlier head: commands print it. Entries carry no personal
// data: a pupil is his short code, values of fields are not repeated.
//
// An entry is part of the change that it reports: it is written in the same transaction and is there if and only if
// the change is. Entries are never changed or removed, not even by undo, which adds one.
//
// An entry vouches for the rows that were written before it in its transaction, after the entry before it
// (store/sqlite/chain.h); store/journal/facts.h holds them against the tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/sqlite/transaction.h"

namespace ksbx {

// Adds one entry under the transaction's occasion. `event` like "duty.opened"; `subject` a pupil's short code, a unit's
// code, a document's number, or empty; `detail` canonical JSON (keys sorted), "{}" for none.
void append(Transaction& transaction, std::string_view event, std::string_view subject, std::string_view detail);

struct JournalHead {
  std::int64_t entries = 0;
  std::string hash;           // of the last entry; 64 zeros if there is none
  std::string print() const;  // "12 5f3a…": what is kept outside
  bool operator==(const JournalHead&) const = default;
};
JournalHead journal_head(Database& database);
// A sum over the words that no other store has for them: what is written out to be filled in and read back carries it,
// so that the file of another store is seen. Empty as long as the journal is.
std::string sum_of_store(Database& database, std::string_view words);
std::optional<Moment> last_entry(Database& database);  // when the last one was made; nothing if there is none
// Does the journal still contain the entry at which a head kept outside stood? If not, its tail was cut or it was
// rewritten.
bool contains(Database& database, const JournalHead& earlier);

struct JournalCheck {
  JournalHead head;
  std::optional<std::int64_t> first_broken;  // the number of the first entry that is not what it was, or is missing
};
JournalCheck verify_journal(Database& database);

}  // namespace ksbx
