// How units and assignments were before each change (t_former). Written by whoever changes them, an undo included, so
// that what was known at any moment can be shown.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/unit.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

enum class FormerKind { unit, assignment };

// What is kept of an assignment: what may change of it.
struct Terms {
  std::optional<Day> until;
  bool acting = false;
  bool operator==(const Terms&) const = default;
};
std::string json_of(const Terms& terms);
Terms terms_in_json(std::string_view json);

// How it was before the change that is being made: `row`, or "" if it was not there. The first time in a change counts.
// `from`: the day from which the change of a unit holds.
void keep_former(Transaction& transaction, FormerKind kind, std::int64_t id, const std::string& row,
                 std::optional<Day> from = std::nullopt);

// Rows as they were at a moment, by id, of those that were changed later: "" if it was not there then.
std::map<std::int64_t, std::string> former_rows(Database& database, FormerKind kind, Moment known_at);

// The versions of each unit that ever changed, as it was known at the moment, by unit and day, none of a unit that
// stands on all days as it does now; and what was entered after the day from which it holds. `units`: as they were
// then.
struct UnitHistory {
  std::vector<UnitAsOf> versions;
  std::vector<LateEntry> late;
};
UnitHistory unit_history(Database& database, const std::vector<Unit>& units, Moment known_at);

// The days on which assignments were entered, and on which their last days were, by id; of several the latest by that
// moment. An older ksbx did not keep them.
struct EnteredOn {
  std::map<std::int64_t, Day> assignments, last_days;
};
EnteredOn entered_on(Database& database, Moment known_at);

}  // namespace ksbx
