// What `undo` undid.
//
// Facts are never deleted. An undo is a change of its own that says which earlier change it undoes (t_taken_back);
// from its moment on readers leave the facts of that change out, and whoever asks what was known before still finds
// them. Fields of pupils are set back by a change of the opposite direction (store/undo/undo_store.h), since their rows
// hold what is known now.
#pragma once

#include <string>
#include <string_view>

#include "store/sqlite/database.h"

namespace ksbx {

// SQL: the change in this column ("x.change") has not been undone.
std::string holds(std::string_view change);
// SQL: the same, and it is no undo itself: of a change that was undone neither that nor what set it back is left.
std::string lasting(std::string_view change);
// SQL: it had not been undone at the moment that is bound to parameter ?N. For a statement of the transaction or
// Snapshot that is open: where nothing was ever undone, no row is asked.
std::string held_at(Database& database, std::string_view change, int parameter);

// Whether anything ever was.
bool anything_reverted(Database& database);

}  // namespace ksbx
