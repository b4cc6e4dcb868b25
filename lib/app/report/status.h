// status: what is in the store, when it was last judged, and whether everything is where it should be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/workspace/workspace.h"
#include "store/journal/journal.h"
#include "store/ledger/duty_store.h"

namespace ksbx {

struct Status {
  std::int64_t schools = 0, classes = 0, students = 0, provisional = 0, idle = 0;
  std::int64_t open_duties = 0, due_today = 0, overdue_duties = 0, muted_duties = 0, unassigned_duties = 0, doubts = 0;
  std::int64_t pupils_in_question = 0;  // with an open duty that is not muted
  // Classes whose register is not in, today or on an earlier day; 0 if the rulebook means no rule by missing_register.
  std::int64_t missing_registers = 0;
  std::int64_t awaited_by_government = 0;  // dual-line reports that no one has acknowledged yet, on each line
  std::int64_t awaited_by_education = 0;
  std::int64_t deferred = 0;                   // rows of rosters that wait for a decision
  std::vector<std::string> schools_held_back;  // by name: escalate holds back what is new there
  std::optional<Run> last_run;
  JournalHead journal;
};

Status status(const Workspace& workspace, Day today);

}  // namespace ksbx
