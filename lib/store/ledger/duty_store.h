// The ledger of duties, the doubts, and the runs that brought them about.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/counts.h"
#include "policy/ledger/reconcile.h"
#include "store/history/history_store.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// All duties ever of one subject, withdrawn and done ones included, by id, with their documents. A pupil's duties are
// found whatever he was when they arose (another class, an idle minor); their keys come back with `subject` as asked,
// so that they compare equal with what is decided today. Ask with History::subject.
Ledger ledger(Database& database, const Subject& subject);
// The same for many subjects in turn, without preparing the statements anew.
class Ledgers {
 public:
  explicit Ledgers(Database& database);
  Ledger of(const Subject& subject);  // an empty one if there is nothing

 private:
  Statement student_duties_, student_misses_, student_documents_, unit_duties_, unit_misses_, unit_documents_;
};
// Was there ever a duty about it?
bool has_duties(Database& database, const Subject& subject);
// With the subject as it was when the duty arose.
std::optional<Duty> duty(Database& database, DutyId id);
// Those of them that are open, in the order given.
std::vector<Duty> open_among(Database& database, const std::vector<DutyId>& ids);

// Writes a plan: opened duties get their ids, the others are brought to `after`; one journal entry
// each. Returns the ids of plan.opened, in its order. A duty whose key is there already is an
// internal error: reconcile first.
std::vector<DutyId> apply(Transaction& transaction, const Plan& plan);

// The doubts that are kept, of many subjects: most have none, and are not asked about twice. The database must outlive
// this, and nobody else writes doubts meanwhile.
class Doubts {
 public:
  explicit Doubts(Database& database);
  // Are these the doubts of this subject that are kept?
  bool are(const Subject& subject, const std::vector<Doubt>& doubts);
  // Makes them so: new ones are added, gone ones removed, the same ones left alone.
  Effect set(Transaction& transaction, const Subject& subject, const std::vector<Doubt>& doubts);

 private:
  // Rule, day, leaves, code and sentence (zh) of the problem.
  using Row = std::tuple<std::string, int, std::string, std::string, std::string>;
  struct Changes {
    std::vector<std::int64_t> gone;
    std::set<Row> added;
    bool none() const { return gone.empty() && added.empty(); }
  };
  static Row row_of(const Doubt& doubt);
  Changes changes_to(const Subject& subject, const std::vector<Doubt>& doubts);

  std::set<StudentId> students_;  // of whom doubts are kept
  std::set<UnitId> units_;
  Statement of_student_, of_unit_;
};

// What a run of `escalate` did.
struct NightCounts {
  int checked = 0;  // subjects looked at
  int opened = 0, amended = 0, withdrawn = 0, done = 0, overdue = 0;
  static constexpr std::array counters = {&NightCounts::checked,   &NightCounts::opened, &NightCounts::amended,
                                          &NightCounts::withdrawn, &NightCounts::done,   &NightCounts::overdue};
};

// One run for one day.
struct Run {
  std::int64_t id = 0;  // given by the store
  Day through;          // the day judged
  Day today;            // the day of the run
  bool provisional = false;
  std::string rulebook;  // digests
  std::string calendar;
  Seen seen;  // what had been judged under these rules, taken with seen_now before it gathered; change 0: nothing
  Moment recorded;
  NightCounts counts;
  int doubts = 0;
  // The fingerprint of the wake-up days that it left (store/ledger/wake_store.h); nothing of older runs, and of those
  // that were not the last of a catch-up.
  std::optional<std::int64_t> wakes;
};
// Were wake-up days altered since by other hands? Then the next night believes none of them.
bool wakes_altered(Database& database, const Run& last);
// A run of the same day under the same rules that has seen as much and changed nothing is not written again, and the
// wake-up days that it found are not to be kept either. Runs that
// were undone (store/ledger/night_store.h) count for none of the questions below.
Effect add(Transaction& transaction, const Run& run);
std::optional<Run> last_run(Database& database);  // the latest that was not provisional
// The latest after which everyone had been judged by its rules; a catch-up that other rules began has none before its
// last day.
std::optional<Run> last_whole_run(Database& database);
std::optional<Run> last_run_even_provisional(Database& database);
// Those that judged that day by `known_at` and were neither provisional nor undone, the latest first: a night that runs
// again on its day may have other rules.
std::vector<Run> runs_of_day(Database& database, Day day, Moment known_at);
std::optional<Day> first_day_judged(Database& database);
std::optional<Run> run_numbered(Database& database, std::int64_t id);  // undone or not
// Whether a night after this run was undone: then the next one looks at everybody.
bool night_undone_since(Database& database, const Run& run);

// For other stores that read runs: "SELECT … FROM t_run", those undone included, a WHERE may follow; and one row of it.
std::string select_runs();
std::optional<Run> run_in(Statement& row);

}  // namespace ksbx
