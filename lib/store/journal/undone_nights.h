// What undone nights left, as conditions of SQL (store/ledger/night_store.h).
#pragma once

#include <string>
#include <string_view>

namespace ksbx {

// The run in this column ("x.id") has not been undone.
std::string run_holds(std::string_view run);
// The document in this column ("d.id") is not void.
std::string is_valid(std::string_view document);

}  // namespace ksbx
