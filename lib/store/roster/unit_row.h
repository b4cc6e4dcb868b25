// A unit as a row, and as the JSON in which what it was before is kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/unit.h"
#include "store/sqlite/database.h"

namespace ksbx {

// "SELECT id, … FROM t_unit", in the order in which unit_in reads, and the day from which ksbx answers for the unit; a
// WHERE may follow.
std::string select_units();
Unit unit_in(const Statement& row);
Day since_in(const Statement& row);

// {"kind": "village", "code": …, "name": …, "parent": 3, "town": 0, "year": 0}: nothing personal in it.
std::string json_of(const Unit& unit);
Unit unit_in_json(UnitId id, std::string_view json);

// Units by number, as a row keeps them: "12,34". A list that no ksbx writes is an Error (Failure::database).
std::vector<UnitId> units_in_list(std::string_view list);

std::int64_t insert_unit(Database& database, const Unit& unit, Day since);
// Sets all but the first day of the unit with this id to what it says.
void write_unit(Database& database, const Unit& unit);

}  // namespace ksbx
