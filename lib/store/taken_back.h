// What was taken back by `undo`.
//
// Facts are never deleted. An undo is a change of its own that says which earlier change it takes back (t_taken_back); from its
// moment on readers leave the facts of that change out, and whoever asks what was known before still finds them. Fields of pupils
// are set back by a change of the opposite direction (store/undo_store.h), since their rows hold what is known now.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace ksbx {

// SQL: the change in this column ("x.change") has not been taken back.
std::string holds(std::string_view change);
// SQL: it had not been taken back at the moment that is bound to parameter ?N.
std::string held_at(std::string_view change, int parameter);

// Whether anything ever was. Millions of rows need not be asked where nothing was.
bool anything_taken_back(Database& database);

// The tables that undo needs, one CREATE TABLE each, spelled as SQLite keeps them:
//   t_taken_back  which change was taken back, when, by which change
//   t_arrival     the pupils who came on the books with a change: they have adjacent numbers
//   t_former      how a unit or an assignment was before a change; the empty text if it was not there
const std::string& taken_back_table();
const std::string& arrival_table();
const std::string& former_table();
// Registers of a date that was taken back may come in again, so each is known by its change too.
const std::string& register_table();
const std::vector<std::string>& register_indexes();

// What brings a store of version 2 to these tables.
std::string undo_upgrade();

}  // namespace ksbx
