// escalate: brings the ledger to what the rules say should be in force, one transaction for each day not yet
// processed.
//
// Running it twice changes nothing, and two at once are as one: what a night decides by is read in the transaction
// that keeps what it decides, beginning with the day that comes next. Three missed nights are caught up in order: the
// same duties, the same deadlines, marked as detected late. Nothing is deleted; what is no longer justified is
// withdrawn with the reason, and a report that was already issued gets a correction on the same line.
//
// One subject that cannot be judged, because a stored value cannot be read or judging it fails, stops no one else:
// its ledger stays as it is, it is listed among the doubts with the reason, and it is in question every night until
// it can be judged.
//
// A school of which too many pupils are newly escalated in one night (policy/ledger/storm.h) is held back whole: none
// of its pupils gets a new duty or document until someone accepts the storm or corrects the cause. Every other school
// is judged as usual.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/workspace/workspace.h"
#include "policy/ledger/reconcile.h"
#include "policy/ledger/sending.h"
#include "store/ledger/duty_store.h"

namespace ksbx {

struct Escalation;

struct EscalateRequest {
  bool everybody = false;       // look at everybody, not only at those whose day has come
  bool provisional = false;     // judge today from what is in so far; the night will judge it again
  std::string calendar_digest;  // which calendar files were used: kept with the run
  // The files behind the rulebook and the calendar, packed (files/rulebook/rule_texts.h): asked for where the store
  // does not keep them yet, and kept with the night. Empty: they are not.
  std::function<std::string()> rulebook_text = {}, calendar_text = {};
  // Told after each night that is kept, what was done so far: a run that fails later has done that much.
  std::function<void(const Escalation&)> kept = {};
  std::vector<std::string> accepted_storms;  // schools by name or code whose storms are let through in this run
};

// A school of which so many pupils were newly escalated that a mistake is likelier than the truth.
struct Storm {
  UnitId school;
  Day day;  // of the first night that held it back
  int pupils = 0, enrolled = 0;
  Text cause;  // the likely cause, with figures
};

struct Escalation {
  int days = 0;                     // how many days were judged
  NightCounts counts;               // all days together
  int doubts = 0;                   // what could not be judged, as of the last day: rules, and whole subjects
  std::vector<Doubt> not_judged;    // those of whole subjects, each with its problem; nothing of theirs was touched
  std::vector<Duty> new_duties;     // opened and still open at the end, with ids
  std::vector<Document> documents;  // issued in this run
  std::vector<Sending> sendings;    // documents to be sent again, as of this run
  std::vector<Change> withdrawals;  // with the reason
  std::vector<Change> amendments;
  std::vector<Storm> storms;           // held back after the last night
  std::vector<Storm> accepted_storms;  // let through in this run
  std::vector<UnitId> without_storm;   // schools that were to be let through, and had nothing held back
  std::vector<std::int64_t> runs;      // that were written
  Day through;
};

// Judges every day after the last run through the day judged (a provisional run: through today); the first run begins
// with the first attendance on file. A day outside the calendar is an Error (Failure::rules) that names the missing
// file; then no day is judged, so that a mistyped year does no harm. An accepted school that does not exist is an Error
// (Failure::usage) before any day is judged; one without a storm is let through for nothing.
//
// Rules in which `rules check` finds errors are refused (Failure::rules, all of them): no child is judged by them.
//
// A day that is not over is refused (Failure::usage, "day-not-over"): duties would fall overdue and letters go out for
// what has not happened. A provisional run may judge the day of the clock, and a rehearsal any day. Where a later day
// was judged already, nothing is ("already-judged"; "judged-ahead" if that day is not over, with the nights to undo).
Escalation escalate(const Workspace& workspace, const EscalateRequest& request, Keep keep);

}  // namespace ksbx
