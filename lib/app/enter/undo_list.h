// undo_list: what can be undone, and what was.
#pragma once

#include "app/workspace/disclosure.h"
#include "base/table.h"
#include "base/text.h"
#include "store/sqlite/database.h"

namespace ksbx {

// The latest fifty changes and the nights judged in between (app/night/undo_nights.h), the latest first. Names of
// files, by which whoever undoes knows a change again, are covered where the list is masked strictly.
Table undo_list(Database& database, Language language, const Disclosure& shown);

}  // namespace ksbx
