// The store has no clock: what it holds and what it answers follows from what was entered, not from when it is asked.
//
// date('now') and its kin would tell London's time, a day behind in the morning, and not the day that is reported.
// However a statement comes to ask for the present moment, it gets none.
#pragma once

#include "base/problem.h"

namespace ksbx {

// The name of SQLite's own file system, but for its clock, which only notes that it was asked. Any thread.
const char* file_system_without_clock();
// Was the clock asked on this thread since this was last called?
bool clock_was_asked();
Problem no_clock_here();  // "sql-clock"

}  // namespace ksbx
