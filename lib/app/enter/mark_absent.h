// mark_absent: what a school says about one date: who was absent, or that no one was.
//
// A correction is another mark: the earlier one stays on file, and the latest holds as known at any moment.
#pragma once

#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "files/cell/cell.h"
#include "model/attendance.h"
#include "model/duty.h"
#include "model/student.h"
#include "model/unit.h"

namespace ksbx {

// One pupil in one statement.
struct Absence {
  std::string pupil;  // as people point at him (app/workspace/pupils.h)
  Half half = Half::whole_day;
  Presence presence = Presence::unexcused;  // present: he was there after all
  std::string reason;
  Origin origin = {};  // the line of the list; empty for the command line
};

struct MarkRequest {
  std::vector<Absence> absences;
  Day day;
  std::string by;
  std::vector<std::string> nil;  // classes or schools in which no one (else) is absent: their registers are in
  bool complete = false;         // the list is the whole return of every school in it
  Disclosure shown = {};         // of the pupils in the outcome
};

struct MarkOutcome {
  int rows = 0, marked = 0, unchanged = 0, registers = 0;
  Problems rejected;  // lines of a list that could not be taken
  struct Started {
    Text pupil;
    std::vector<Duty> duties;  // what the marks give rise to on that day, as far as it is known now
  };
  std::vector<Started> started;  // of the first fifty pupils
};

// Throws Error: Failure::usage if the day is in the future or no school day for the pupil or for a class of `nil`, or a
// pupil on the command line is not one child; Failure::rules if the calendar does not cover the day. Lines of a list
// that cannot be taken are collected.
MarkOutcome mark_absent(const Workspace& workspace, const MarkRequest& request, Keep keep);

// The lines of a list: a pupil each, then, after a comma or tab, the session and the status with reason if they differ
// ("S-7K3Q,上午,病假"). Blank lines and those that begin with # are passed over.
std::vector<Absence> read_list(std::string_view text, const std::string& file, const Absence& otherwise,
                               Problems& rejected);

}  // namespace ksbx
