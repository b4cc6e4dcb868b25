// health: is the store itself whole? Its pages, its references, its journal. What people entered is for reports to
// judge.
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "store/journal/journal.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Everything found, each as an error with what to do; empty if all is well. The shape of the tables was compared when
// the store was opened. Reads the whole file: about half a second for 100,000 pupils.
Problems check_health(Database& database);

// A whole copy at `target`, for its owner only (0600), made next to it under another name, checked as above and against
// the journal of the original, and only then given its name, so that it is there as a whole or not at all; others may
// write meanwhile. Returns the head of its journal. Failure::database if anything is there already, also if it came
// meanwhile, or the copy is not what it should be; Failure::io if the disk is full.
JournalHead back_up(Database& database, const std::string& target);

}  // namespace ksbx
