// mark_absent: what a school says about one date, or about a leave of several: who is absent, or that no one is.
//
// Leave may be entered ahead: a mark of a day to come counts for nothing before that day. Nothing else can be said of
// a day that has not come.
//
// A correction is another mark: the earlier one stays on file, and the latest holds as known at any moment.
#pragma once

#include <optional>
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
  // Of a stretch, its last day; then `day` is the first, and of every day the lessons in it are meant. Nothing: the one
  // day.
  std::optional<Day> last = {};
  Session from = Session::morning, to = Session::afternoon;  // the first and the last session of the stretch
  std::string by;
  std::vector<std::string> nil;  // classes or schools in which no one (else) is absent: their registers are in
  bool complete = false;         // the list is the whole return of every school in it
  Disclosure shown = {};         // of the pupils in the outcome
};

struct MarkOutcome {
  int rows = 0, marked = 0, unchanged = 0, registers = 0;
  Problems rejected;  // lines of a list that could not be taken
  Problems lifted;    // W_ABSENCE_LIFTED of lines of a list
  struct Started {
    Text pupil;
    std::vector<Duty> duties;  // what the marks give rise to on those days, as far as it is known now
    Text days;                 // of a stretch: how many days were marked, and which have no lessons
  };
  std::vector<Started> started;  // of the first fifty pupils
};

// Throws Error: Failure::usage if a day is in the future and anything but leave is said of it, if there are no lessons
// for the pupil in any of the days, or for a class of `nil`, if the days are upside down or more than a term, or if a
// pupil on the command line is not one child; Failure::rules if the calendar does not cover the days. Lines of a list
// that cannot be taken are collected.
MarkOutcome mark_absent(const Workspace& workspace, const MarkRequest& request, Keep keep);

// The lines of a list: a pupil each, then, after a comma or tab, the session and the status with reason if they differ
// ("S-7K3Q,上午,病假", "S-7K3Q,病假"). Blank lines and those that begin with # are passed over.
std::vector<Absence> read_list(std::string_view text, const std::string& file, const Absence& otherwise,
                               Problems& rejected);

}  // namespace ksbx
