// The private tables, their indexes and triggers, as statements. Part of the schema (store/schema.h); one order of columns per noun.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

// Tables first, then indexes, each spelled as SQLite keeps it.
const std::vector<std::string>& table_statements();
// One pair of triggers for each table that is only appended to.
std::vector<std::string> append_only_statements();
std::vector<std::string> append_only_triggers(std::string_view table);

}  // namespace ksbx
