// Doubts and runs (store/ledger/duty_store.h).
#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/journal/undone_nights.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/night_log.h"
#include "store/ledger/wake_store.h"

namespace ksbx {
namespace {

std::optional<Run> last_of(Database& database, std::string_view condition) {
  Statement row(database, formatted("{} WHERE {} AND {} LIMIT 1", select_runs(), run_holds("id"), condition));
  return run_in(row);
}

bool says_nothing_new(const Run& run, const Run& last) {
  const NightCounts& now = run.counts;
  const bool changed = now.opened + now.amended + now.withdrawn + now.done + now.overdue > 0;
  return !changed && run.through == last.through && run.provisional == last.provisional &&
         run.rulebook == last.rulebook && run.calendar == last.calendar && run.seen.change == last.seen.change &&
         run.seen.last_student == last.seen.last_student && run.doubts == last.doubts;
}

}  // namespace

Doubts::Doubts(Database& database)
    : of_student_(database, "SELECT id, rule, day, leaves, problem, sentence FROM t_doubt WHERE student = ?"),
      of_unit_(database,
               "SELECT id, rule, day, leaves, problem, sentence FROM t_doubt WHERE student IS NULL AND unit = ? AND "
               "subject_kind = ?") {
  Statement rows(database, "SELECT DISTINCT student, unit FROM t_doubt");
  for (rows.start(); rows.step();)
    if (rows.is_null(0))
      units_.insert(rows.id<UnitId>(1));
    else
      students_.insert(rows.id<StudentId>(0));
}

Doubts::Row Doubts::row_of(const Doubt& doubt) {
  return {doubt.rule, doubt.day.serial(), json_of(doubt.leaves), doubt.problem ? doubt.problem->code : std::string(),
          doubt.problem ? doubt.problem->what.zh : std::string()};
}

Doubts::Changes Doubts::changes_to(const Subject& subject, const std::vector<Doubt>& doubts) {
  Changes changes;
  for (const Doubt& doubt : doubts) changes.added.insert(row_of(doubt));
  if (subject.student ? !students_.contains(subject.student) : !units_.contains(subject.unit)) return changes;
  Statement& rows =
      subject.student ? of_student_.start(subject.student) : of_unit_.start(subject.unit, name_of(subject.kind));
  while (rows.step())
    if (changes.added.erase({rows.text(1), rows.small(2), rows.text(3), rows.text(4), rows.text(5)}) == 0)
      changes.gone.push_back(rows.number(0));
  return changes;
}

bool Doubts::are(const Subject& subject, const std::vector<Doubt>& doubts) {
  return changes_to(subject, doubts).none();
}

Effect Doubts::set(Transaction& transaction, const Subject& subject, const std::vector<Doubt>& doubts) {
  Database& database = transaction.database();
  const Changes changes = changes_to(subject, doubts);
  if (changes.none()) return Effect::unchanged;
  for (std::int64_t id : changes.gone) Statement(database, "DELETE FROM t_doubt WHERE id = ?").execute(id);
  Statement insert(database,
                   "INSERT INTO t_doubt(subject_kind, student, unit, rule, day, leaves, problem, sentence) VALUES (?, "
                   "?, ?, ?, ?, ?, ?, ?)");
  for (const auto& [rule, day, leaves, problem, sentence] : changes.added)
    insert.execute(name_of(subject.kind), subject.student, subject.unit, rule, day, leaves, problem, sentence);
  if (subject.student)
    students_.insert(subject.student);
  else
    units_.insert(subject.unit);
  return Effect::written;
}

Effect add(Transaction& transaction, const Run& run) {
  Database& database = transaction.database();
  const std::optional<Run> last = last_run_even_provisional(database);
  if (last && says_nothing_new(run, *last) && !night_changed_anything(database)) return Effect::unchanged;
  const NightCounts& counts = run.counts;
  Statement(database,
            "INSERT INTO t_run(through, today, provisional, rulebook, calendar, seen_change, "
            "seen_student, recorded, "
            "checked, opened, amended, withdrawn, done, overdue, doubts, wakes) VALUES (?, ?, ?, ?, ?, ?, "
            "?, ?, ?, ?, ?, ?, ?, "
            "?, ?, ?)")
      .execute(run.through, run.today, run.provisional, run.rulebook, run.calendar, run.seen.change,
               run.seen.last_student.value, run.recorded, counts.checked, counts.opened, counts.amended,
               counts.withdrawn, counts.done, counts.overdue, run.doubts, run.wakes);
  append(transaction, "run", run.through.iso(),
         formatted(R"({{"calendar":"{}","opened":{},"rulebook":"{}","today":"{}"}})", run.calendar, counts.opened,
                   run.rulebook, run.today.iso()));
  return Effect::written;
}

std::string select_runs() {
  return "SELECT id, through, today, provisional, rulebook, calendar, seen_change, seen_student, recorded, checked, "
         "opened, amended, withdrawn, done, overdue, doubts, wakes FROM t_run";
}

std::optional<Run> run_in(Statement& row) {
  if (!row.step()) return std::nullopt;
  Run run;
  run.id = row.number(0);
  run.through = row.day(1);
  run.today = row.day(2);
  run.provisional = row.number(3) != 0;
  run.rulebook = row.text(4);
  run.calendar = row.text(5);
  run.seen = {row.number(6), row.id<StudentId>(7)};
  run.recorded = row.moment(8);
  int column = 9;
  for (const auto counter : NightCounts::counters) run.counts.*counter = row.small(column++);
  run.doubts = row.small(column++);
  if (!row.is_null(column)) run.wakes = row.number(column);
  return run;
}

bool wakes_altered(Database& database, const Run& last) {
  return last.wakes && *last.wakes != fingerprint_of_wakes(database);
}

std::optional<Run> last_run(Database& database) {
  return last_of(database, "provisional = 0 ORDER BY through DESC, id DESC");
}

std::optional<Run> last_whole_run(Database& database) {
  return last_of(database, "provisional = 0 AND seen_change > 0 ORDER BY through DESC, id DESC");
}

std::optional<Run> last_run_even_provisional(Database& database) {
  return last_of(database, "true ORDER BY id DESC");
}

std::vector<Run> runs_of_day(Database& database, Day day, Moment known_at) {
  Statement rows(database,
                 formatted("{} WHERE {} AND provisional = 0 AND through = ? AND recorded <= ? ORDER BY id DESC",
                           select_runs(), run_holds("id")));
  rows.start(day, known_at);
  std::vector<Run> runs;
  while (auto run = run_in(rows)) runs.push_back(*std::move(run));
  return runs;
}

std::optional<Day> first_day_judged(Database& database) {
  const auto first = last_of(database, "provisional = 0 ORDER BY through, id");
  return first ? std::optional(first->through) : std::nullopt;
}

std::optional<Run> run_numbered(Database& database, std::int64_t id) {
  Statement row(database, select_runs() + " WHERE id = ?");
  row.start(id);
  return run_in(row);
}

bool night_undone_since(Database& database, const Run& run) {
  return database.number(formatted("SELECT count(*) FROM t_undone_night WHERE run > {}", run.id)) > 0;
}

}  // namespace ksbx
