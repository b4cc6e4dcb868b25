// A record as a row.
#pragma once

#include <string>

#include "model/record.h"
#include "store/sqlite/database.h"

namespace ksbx {

// "SELECT … FROM t_record", in the order in which record_in reads; a WHERE may follow.
std::string select_records();
Record record_in(const Statement& row);

}  // namespace ksbx
