// explain: why something is, or is not, asked of anyone about one child on one day: the two chains, the facts with the
// days that were counted and skipped, every rule leaf by leaf, the duties with their history, and what one more event
// would start.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/problem.h"
#include "model/calendar.h"
#include "model/duty.h"
#include "model/history.h"
#include "model/student.h"
#include "model/unit.h"
#include "policy/judge/decide.h"
#include "policy/ledger/reconcile.h"

namespace ksbx {

struct Explanation {
  Student student;
  Text who;  // 王小明（石桥市第一初级中学七年级1班，S-7K3Q）
  Day day;
  Text stage;                // empty if no case is open
  std::vector<Text> chains;  // the government line by residence, the education line by school (P43)
  std::vector<Mark> marks;   // of the thirty days up to the day, corrections included, as they were entered
  // About him, and lists of a class, a school or a station that name him: `unit` is whose.
  std::vector<Record> records;
  std::optional<Problem> not_judged;  // why there are no facts, rules and stage: a night cannot judge the child either
  std::vector<FactValue> facts;
  std::vector<Judgement> rules;
  Ledger ledger;
  // What one more event would start: the duties that are not there today.
  struct WhatIf {
    Text event;
    std::vector<Duty> duties;
  };
  std::vector<WhatIf> what_if;
  Organisation organisation;
  History history;  // all of it, as known: what the facts were derived from
};

// What is the same for every child: loaded once by whoever asks about many.
struct Surroundings {
  Organisation organisation;
  Calendar calendar;  // with the closures
};
Surroundings surroundings(const Workspace& workspace, Moment known_at);

// On `day`, with what was known at `known_at`; name and typed texts as far as they are shown, but for `student` and
// `history`. Throws Error (Failure::usage) if the words do not name one
// child.
Explanation explain(const Workspace& workspace, const std::string& pupil, Day day, Moment known_at,
                    const Disclosure& shown);
// The same in these surroundings, which were known at that moment.
Explanation explain(const Workspace& workspace, const Surroundings& around, const std::string& pupil, Day day,
                    Moment known_at, const Disclosure& shown);

}  // namespace ksbx
