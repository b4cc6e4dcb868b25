// ExitCode: how a run of ksbx ended, for scripts and cron. The numbers are a contract
// (docs/manual.md, `help exit-codes`).
//
// 0 means: committed, closed, and standard output flushed. Codes that a script does not know are failures.
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"

namespace ksbx {

enum class ExitCode {
  done = 0,
  findings = 1,  // a command that answers a question found something
  usage = 2,     // the words of the command line
  rejected = 3,  // committed, some rows rejected
  input = 4,     // input unusable, nothing committed
  rules = 5,     // rules, calendar or configuration invalid
  database = 6,  // the database refused
  busy = 7,      // someone else is using the database; retry later
  guard = 8,     // refused by a guard: privacy, storm, snapshot
  internal = 9,  // a mistake of ours
  io = 10,       // I/O error or disk full; run again
  output = 11,   // output could not be written
};

ExitCode exit_code_of(Failure failure);

// The worse of two ends: the higher number.
ExitCode worst(ExitCode one, ExitCode other);

struct ExitMeaning {
  ExitCode code;
  Text meaning;
  Text advice;  // what a script or a person does then
};

// Every code once, in order.
const std::vector<ExitMeaning>& exit_meanings();

}  // namespace ksbx
