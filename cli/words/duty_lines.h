// Duties in words, for commands that report what is now to be done.
#pragma once

#include <vector>

#include "app/workspace/workspace.h"
#include "base/table.h"
#include "model/duty.h"
#include "model/unit.h"
#include "policy/rulebook/citation.h"

namespace ksbx {

// "班主任 王老师：当天家访或电话联系家长，2026-11-23 前（二（一）2）"
Text in_words(const Duty& duty, const Rulebook& rulebook, const Organisation& organisation,
              Cited clauses = Cited::articles);

// Columns due, role, responsible, action, pupil, code, class, clauses; ordered by deadline, then role. Pupils' names
// are read from the store; the caller masks.
Table table_of(std::vector<Duty> duties, const Workspace& workspace, const Organisation& organisation,
               Language language);

}  // namespace ksbx
