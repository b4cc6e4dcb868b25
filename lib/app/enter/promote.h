// promote: a new school year: every class moves up, whoever finished the last grade graduates.
//
// No one is looked for on a roster: 七年级1班 becomes 八年级1班 with the pupils it has, from the first day of the year
// on, and the class before stays on file. Whoever came into his class since the new grades hold (1 August), by a roster
// of the new year or by this command, is there already: so a second run changes nothing. Suspended pupils stay for the
// class below; a graduate is put on record with nowhere to go until someone says where, and is listed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/enter/promote_roles.h"
#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/problem.h"
#include "base/table.h"

namespace ksbx {

struct PromoteRequest {
  Day to;                            // from when the new classes hold
  std::vector<std::string> schools;  // codes or names; empty: all
  TeachersThen teachers = TeachersThen::follow;
  bool accept = false;  // go on where the guard would stop
  std::string reason;   // why, for the journal
  Disclosure shown = {};
  Language language = Language::zh;
};

struct PromoteOutcome {
  std::int64_t promoted = 0, graduated = 0, placed = 0, left_behind = 0, assignments = 0;
  Table summary;  // a row for each school
  Table list;     // who stays, and who graduated without a known next school
};

// Throws Error: Failure::usage for a day that has not come ("promote-early") or an unknown school; Failure::guard
// ("promotion-guard") if of a school more than 10 pupils and more than 10 % would stay where they are, or so many have
// been placed by rosters of the new year and so many more have not: its lowest grade left out, which is full of
// newcomers, and its last, which is on no roster any more. What is done is one transaction, with a journal entry for each
// school.
PromoteOutcome promote(const Workspace& workspace, const PromoteRequest& request, Keep keep);

}  // namespace ksbx
