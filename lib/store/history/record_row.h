// A record as a row.
#pragma once

#include <string>
#include <string_view>

#include "model/record.h"
#include "store/sqlite/database.h"

namespace ksbx {

// "SELECT … FROM t_record", in the order in which record_in reads; a WHERE may follow.
std::string select_records();
Record record_in(const Statement& row);

// SQL: the record of this row ("x") names the pupil whose id is bound to parameter ?N.
std::string names_pupil(std::string_view row, int parameter);
// SQL: the record of this row ("x") has not been undone, nor given to another pupil (store/history/fact_move.h).
std::string record_holds(std::string_view row);
// SQL: neither had happened at the moment that is bound to parameter ?N; as held_at (store/journal/reverted.h).
std::string record_held_at(Database& database, std::string_view row, int parameter);

}  // namespace ksbx
