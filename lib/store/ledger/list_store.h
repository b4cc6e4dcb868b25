// The lists of nights: which were delivered, and what runs found whose list was not.
//
// A list counts as delivered once its last byte was accepted; that is an entry of the journal, list.delivered, with the
// run through which it tells everything. What came after it is in the log of the nights (store/ledger/night_log.h), so
// nothing is lost with a list that never reached anyone.
//
// What is handed out to those who have to act (app/deliver/delivery.h) is remembered in the same way, for each way of
// cutting it up by itself, as folder.delivered: what has gone to the office, or to schools, has not yet gone to towns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/ledger/sending.h"
#include "store/ledger/duty_store.h"

namespace ksbx {

// The last run that a delivered list tells of; nothing in a store that has known no lists yet.
std::optional<std::int64_t> delivered_through(Database& database);
// `unchanged` if a list told of it before.
Effect note_delivered(Transaction& transaction, std::int64_t run);

// The same of what was handed out, cut up by `by` ("person", "town" …); nothing if it never was.
std::optional<std::int64_t> handed_out_through(Database& database, const std::string& by);
Effect note_handed_out(Transaction& transaction, const std::string& by, std::int64_t run);
// The last run that judged a day before this one; 0 if there is none. After it come all runs from that day on.
std::int64_t last_run_before(Database& database, Day day);

// What runs found, as it is now, by id. What undone nights found is gone.
struct FoundByRuns {
  std::vector<Duty> duties;     // opened and still open; or open again since a pause of theirs ended
  std::vector<Duty> withdrawn;  // that somebody was told of before; the reason is in their note
  std::vector<Duty> amended;    // so are these
  std::vector<Document> documents;
  std::vector<Sending> sendings;
  std::optional<Day> first, last;  // days judged; nothing: there was no such run
};
// Of the runs after `run`, but for these.
FoundByRuns found_after(Database& database, std::int64_t run, const std::vector<std::int64_t>& but_for);

}  // namespace ksbx
