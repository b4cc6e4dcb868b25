// Units, staff and who answers for what: the organisation, in and out.
#pragma once

#include <string_view>

#include "model/unit.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// All units and assignments, ended ones included, with how units stood on earlier days; as they were known at that
// moment, without what had been undone by then.
Organisation load_organisation(Database& database);
Organisation load_organisation(Database& database, Moment known_at);

// `since` is the day from which ksbx answers for the unit: no duty is born before it. Codes are
// unique; a unit whose code is there already is an internal error: look first.
UnitId add(Transaction& transaction, const Unit& unit, Day since);
// Brings the row of `unit.id` to `unit`, which holds from that day on; the journal keeps which fields changed.
Effect update(Transaction& transaction, const Unit& unit, Day from);

// `person` holds `role` at `unit`. The same person, role and unit with the same first day is the
// same assignment: its last day, and whether it is acting, are brought up to date, or nothing happens. Persons are told
// apart by name and unit; `assignment.staff` is not read.
Effect assign(Transaction& transaction, const Assignment& assignment);
// Ends the assignment that is open; `unchanged` if there is none. `until` is its last day.
Effect end_assignment(Transaction& transaction, UnitId unit, std::string_view role, std::string_view person, Day until);

}  // namespace ksbx
