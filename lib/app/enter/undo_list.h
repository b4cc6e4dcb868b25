// undo_list: what can be undone, and what was.
#pragma once

#include "base/table.h"
#include "base/text.h"
#include "store/sqlite/database.h"

namespace ksbx {

// The latest fifty changes and the nights judged in between (app/night/undo_nights.h), the latest first.
Table undo_list(Database& database, Language language);

}  // namespace ksbx
