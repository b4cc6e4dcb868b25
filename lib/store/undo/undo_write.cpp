// Reverting a change (store/undo/undo_store.h, revert).
#include <map>

#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/journal/reverted.h"
#include "store/roster/former.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"
#include "store/roster/student_writer.h"
#include "store/roster/unit_row.h"
#include "store/undo/undo_store.h"

namespace ksbx {
namespace {

class Undo {
 public:
  Undo(Transaction& transaction, std::int64_t change)
      : transaction_(transaction), database_(transaction.database()), change_(change) {}

  void run(const ChangeMade& made) {
    take_arrivals_off_the_books();  // first: what numbers they have go back to others
    set_pupils_back();
    forget_rows();
    set_doubts_back();
    set_units_back();
    set_assignments_back();
    Statement(database_, "INSERT INTO t_taken_back(change, at, undo) VALUES (?, ?, ?)")
        .execute(change_, transaction_.occasion().at, transaction_.change());
    append(transaction_, "change.taken_back", {},
           json_of(std::map<std::string, FieldValue>{{"change", change_},
                                                     {"marks", made.marks},
                                                     {"registers", made.registers},
                                                     {"records", made.records},
                                                     {"pupils_added", made.pupils_added},
                                                     {"pupils_changed", made.pupils_changed},
                                                     {"units", made.units},
                                                     {"assignments", made.assignments},
                                                     {"closures", made.closures}}));
  }

 private:
  struct Former {
    std::string field, value;
    Day day;
  };

  // From the day on which the change held, so that in hindsight it never was.
  void set_pupils_back() {
    std::map<StudentId, std::vector<Former>> changed;
    std::vector<StudentId> order;  // the last one changed first, so that numbers are free where they go back
    Statement rows(database_,
                   "SELECT student, field, before, day FROM t_student_change WHERE change = ? ORDER BY id DESC");
    rows.start(change_);
    while (rows.step()) {
      std::vector<Former>& fields = changed[rows.id<StudentId>(0)];
      if (fields.empty()) order.push_back(rows.id<StudentId>(0));
      fields.push_back({rows.text(1), rows.text(2), rows.day(3)});
    }
    rows.reset();
    std::map<Day, StudentWriter> writers;
    for (const StudentId id : order) {
      const std::vector<Former>& fields = changed[id];
      const std::optional<Student> now = student(database_, id);
      if (!now) continue;
      Student then = *now;
      const Day day = fields.front().day;
      StudentWriter& writer = writers.try_emplace(day, transaction_, day).first->second;
      for (const Former& former : fields) {
        if (former.field == "since") writer.set_since(id, since(id), since_of(former.value).value_or(never));
        set_field(then, former.field, former.value);
      }
      writer.update(*now, then);
    }
  }

  Day since(StudentId id) {
    Statement row(database_, "SELECT since FROM t_student WHERE id = ?");
    return row.start(id).step() ? since_in(row, 0).value_or(never) : never;
  }

  // They may be a whole city, so they go in two statements and without a journal entry for each.
  void take_arrivals_off_the_books() {
    const std::string who =
        formatted(" FROM t_arrival a JOIN t_student s ON s.id BETWEEN a.first AND a.last WHERE a.change = ? AND s.{}",
                  on_the_books);
    Statement(
        database_,
        formatted("INSERT INTO t_student_change(student, field, before, after, day, recorded, change) SELECT s.id, "
                  "'since', date(s.since * 86400, 'unixepoch'), '{}', s.since, ?, ?{}",
                  never.iso(), who))
        .execute(transaction_.occasion().at, transaction_.change(), change_);
    Statement(database_, formatted("UPDATE t_student SET since = {} WHERE id IN (SELECT s.id{})", never.serial(), who))
        .execute(change_);
  }

  // The fingerprints of their rows go, so that the same file is read again instead of being passed over as known.
  void forget_rows() {
    Statement(database_,
              "DELETE FROM t_roster_row WHERE student IN (SELECT student FROM t_student_change WHERE change IN (?, ?))")
        .execute(change_, transaction_.change());
    Statement(database_, "DELETE FROM t_issue WHERE change = ?").execute(change_);
  }

  // Rows in doubt that came with the change and no one decided about are not waiting any more; what it decided is open
  // again. The journal knows which these are.
  void set_doubts_back() {
    constexpr const char* of_change =
        "IN (SELECT detail ->> 'deferral' FROM t_journal WHERE event = ? AND detail ->> 'change' = ?)";
    Statement(database_, formatted("DELETE FROM t_deferral WHERE decision = '' AND id {}", of_change))
        .execute("row.deferred", change_);
    // Of an import that was undone meanwhile they are gone with it.
    Statement(
        database_,
        formatted("DELETE FROM t_deferral WHERE id {} AND id NOT IN (SELECT detail ->> 'deferral' FROM t_journal w "
                  "WHERE event = 'row.deferred' AND {})",
                  of_change, holds("w.detail ->> 'change'")))
        .execute("row.decided", change_);
    Statement(database_,
              formatted("UPDATE t_deferral SET decision = '', student = NULL, settled = NULL WHERE id {}", of_change))
        .execute("row.decided", change_);
  }

  // From the day from which the change held, so that in hindsight it never was. How they are until now is kept, as by
  // any other change.
  void set_units_back() {
    Statement rows(database_, "SELECT id, row, day FROM t_former WHERE change = ? AND kind = 'unit' ORDER BY id DESC");
    rows.start(change_);
    Statement current(database_, select_units() + " WHERE id = ?");
    Statement take(database_, formatted("UPDATE t_unit SET taken_back = ?1 WHERE id = ?2 AND NOT ({})", still_used()));
    while (rows.step()) {
      const auto id = rows.id<UnitId>(0);
      if (!current.start(id).step()) continue;
      const Unit now = unit_in(current);
      current.reset();
      if (rows.view(1).empty())
        take.execute(transaction_.occasion().at, id);
      else
        write_unit(database_, unit_in_json(id, rows.view(1)));
      if (rows.view(1).empty() && database_.number("SELECT changes()") == 0) continue;
      keep_former(transaction_, FormerKind::unit, id.value, json_of(now), rows.maybe_day(2));
    }
  }

  // A class or grade that came with this change and in which others were placed since stays. Grades come after their
  // classes here.
  static std::string still_used() {
    return formatted(
        "EXISTS (SELECT 1 FROM t_student s WHERE s.class = ?2 AND s.{}) OR EXISTS (SELECT 1 FROM t_unit c WHERE "
        "c.parent = "
        "?2 AND c.taken_back IS NULL AND c.kind = 'class') AND (SELECT kind FROM t_unit WHERE id = ?2) = 'grade'",
        on_the_books);
  }

  void set_assignments_back() {
    Statement rows(
        database_,
        "SELECT f.id, f.row, a.until, a.acting FROM t_former f JOIN t_assignment a ON a.id = f.id WHERE f.change = ? "
        "AND f.kind = 'assignment' ORDER BY f.id DESC");
    rows.start(change_);
    Statement take(database_, "UPDATE t_assignment SET taken_back = ? WHERE id = ?");
    Statement set(database_, "UPDATE t_assignment SET until = ?, acting = ? WHERE id = ?");
    while (rows.step()) {
      keep_former(transaction_, FormerKind::assignment, rows.number(0),
                  json_of(Terms{rows.maybe_day(2), rows.number(3) != 0}));
      if (rows.view(1).empty()) {
        take.execute(transaction_.occasion().at, rows.number(0));
        continue;
      }
      const Terms terms = terms_in_json(rows.view(1));
      set.execute(terms.until, std::int64_t{terms.acting}, rows.number(0));
    }
  }

  Transaction& transaction_;
  Database& database_;
  std::int64_t change_;
};

}  // namespace

Effect revert(Transaction& transaction, std::int64_t change) {
  const std::optional<ChangeMade> made = change_made(transaction.database(), change);
  if (!made || made->reverted_by) return Effect::unchanged;
  Undo(transaction, change).run(*made);
  return Effect::written;
}

}  // namespace ksbx
