// A unit as a row, and as the JSON in which what it was before is kept.
#pragma once

#include <string>
#include <string_view>

#include "model/unit.h"
#include "store/sqlite/database.h"

namespace ksbx {

// "SELECT id, … FROM t_unit", in the order in which unit_in reads; a WHERE may follow.
std::string select_units();
Unit unit_in(const Statement& row);

// {"kind": "village", "code": …, "name": …, "parent": 3, "town": 0, "year": 0}: nothing personal in it.
std::string json_of(const Unit& unit);
Unit unit_in_json(UnitId id, std::string_view json);

// Sets all but the first day of the unit with this id to what it says.
void write_unit(Database& database, const Unit& unit);

}  // namespace ksbx
