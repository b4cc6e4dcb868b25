// night_list: what a night's list tells: what this run found, and what runs found whose list never reached anyone. So
// each finding is on a delivered list, once, whatever became of the lists in between.
#pragma once

#include <cstdint>
#include <optional>

#include "app/night/escalate.h"

namespace ksbx {

struct NightList {
  Escalation found;                       // of this run, then of the others
  std::optional<Day> also_from, also_to;  // days judged by the others; nothing: there are none
  std::optional<std::int64_t> through;    // the run that it tells of last; nothing: no run was kept
};
// After `escalate`, which has kept its nights.
NightList night_list(const Workspace& workspace, const Escalation& found);

// Once the last byte of the list was accepted. Commits. A run that ends in between repeats the list: twice is better
// than never.
void note_delivered(Database& database, const Occasion& occasion, const NightList& list);

}  // namespace ksbx
