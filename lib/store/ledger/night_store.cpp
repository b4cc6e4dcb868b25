#include "store/ledger/night_store.h"

#include <algorithm>

#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/journal/reverted.h"
#include "store/journal/undone_nights.h"
#include "store/ledger/duty_row.h"
#include "store/ledger/night_log.h"

namespace ksbx {
namespace {

// Goes through the log from its end.
class Rewinding {
 public:
  Rewinding(Transaction& transaction, const std::set<DutyId>& left_alone)
      : transaction_(transaction), database_(transaction.database()), left_alone_(left_alone) {}

  void undo(const Run& night) {
    Statement(database_, "INSERT INTO t_undone_night(run, at) VALUES (?, ?)")
        .execute(night.id, transaction_.occasion().at);
    Statement rows(database_,
                   "SELECT place, deed, id, row FROM t_night_log WHERE run = ? AND place <> '' ORDER BY n DESC");
    rows.start(night.id);
    while (rows.step()) {
      const Place place{rows.text(0), rows.number(2)};
      const DutyId duty = rows.view(1) == "delete" ? duty_of_deleted(place, rows.view(3)) : duty_of(place);
      if (duty && left_alone_.contains(duty)) continue;
      if (place.table == "t_duty") duties_.insert(duty);
      if (rows.view(1) == "insert")
        take_out(place, night.id);
      else if (rows.view(1) == "update")
        set_back(database_, place.table, place.id, rows.view(3));
      else
        put_back(database_, place.table, place.id, rows.view(3));
    }
    append(transaction_, "run.undone", night.through.iso(), formatted(R"({{"run":{}}})", night.id));
  }

  // What is left alone may have been found overdue on a day that has not come.
  void forget_overdue(DutyId duty, Day from) {
    Statement(database_, "UPDATE t_duty SET overdue = NULL WHERE id = ? AND state = 'open' AND overdue >= ?")
        .execute(duty, from);
  }

  SetBack finish() {
    for (const DutyId duty : duties_) tell(duty);
    return {static_cast<int>(duties_.size()), std::move(voided_)};
  }

 private:
  struct Place {
    std::string table;
    std::int64_t id = 0;
  };

  // The duty that a row belongs to; none for doubts, which the next night looks at again, and storms.
  DutyId duty_of(const Place& place) {
    if (place.table == "t_duty") return DutyId{place.id};
    const char* sql = place.table == "t_sending"
                          ? "SELECT d.duty FROM t_sending x JOIN t_document d ON d.id = x.document WHERE x.id = ?"
                      : place.table == "t_document" ? "SELECT duty FROM t_document WHERE id = ?"
                      : place.table == "t_miss"     ? "SELECT duty FROM t_miss WHERE id = ?"
                                                    : nullptr;
    if (sql == nullptr) return {};
    Statement row(database_, sql);
    return row.start(place.id).step() ? row.id<DutyId>(0) : DutyId{};
  }

  // Only of misses and doubts rows are ever deleted.
  DutyId duty_of_deleted(const Place& place, std::string_view was) {
    if (place.table != "t_miss") return {};
    return DutyId{std::get<std::int64_t>(row_in(was).at("duty"))};
  }

  void take_out(const Place& place, std::int64_t run) {
    if (place.table == "t_document") return make_void(place.id, run);
    Statement(database_, place.table == "t_duty" ? "UPDATE t_duty SET state = 'undone' WHERE id = ?"
                                                 : formatted("DELETE FROM {} WHERE id = ?", place.table))
        .execute(place.id);
  }

  void make_void(std::int64_t document, std::int64_t run) {
    Statement(database_, "INSERT INTO t_void_document(document, run) VALUES (?, ?)").execute(document, run);
    Statement number(database_, "SELECT number FROM t_document WHERE id = ?");
    number.start(document).step();
    voided_.push_back(number.text(0));
    append(transaction_, "document.voided", voided_.back(), formatted(R"({{"run":{}}})", run));
  }

  void tell(DutyId duty) {
    Statement row(database_, "SELECT subject_kind, student, unit, state FROM t_duty WHERE id = ?");
    row.start(duty).step();
    const Subject subject{subject_kind(row.view(0)).value_or(SubjectKind::student), row.id<StudentId>(1),
                          row.id<UnitId>(2)};
    append(transaction_, "duty.undone", code_of(database_, subject),
           formatted(R"({{"duty":{},"state":"{}"}})", duty.value, row.text(3)));
  }

  Transaction& transaction_;
  Database& database_;
  const std::set<DutyId>& left_alone_;
  std::set<DutyId> duties_;
  std::vector<std::string> voided_;
};

std::int64_t first_of(const std::vector<Run>& nights) {
  return nights.back().id;
}

// Everything that the nights knew: records after it were entered since.
std::int64_t seen_by(const std::vector<Run>& nights) {
  std::int64_t seen = 0;
  for (const Run& night : nights) seen = std::max(seen, night.seen.change);
  return seen;
}

void find_answered(Database& database, std::int64_t first, OnNights& on) {
  Statement rows(database,
                 formatted("SELECT DISTINCT d.number, d.duty FROM t_night_log l JOIN t_document d ON d.id = l.id JOIN "
                           "t_record r ON r.document = d.number AND r.document <> '' WHERE l.run >= ? AND l.place = "
                           "'t_document' AND {} ORDER BY d.number",
                           holds("r.change")));
  rows.start(first);
  while (rows.step()) {
    on.answered.push_back(rows.text(0));
    on.answered_duties.insert(rows.id<DutyId>(1));
  }
}

void find_spoken_of(Database& database, std::int64_t first, std::int64_t seen, OnNights& on) {
  Statement opened(database, "SELECT id FROM t_night_log WHERE run >= ? AND place = 't_duty' AND deed = 'insert'");
  opened.start(first);
  while (opened.step()) on.opened.insert(opened.id<DutyId>(0));
  Statement rows(
      database,
      formatted("SELECT DISTINCT x.subject_kind, x.student, x.unit FROM t_record r JOIN t_duty x ON (x.student "
                "= r.student OR x.student IS NULL AND x.unit = r.unit) JOIN t_night_log l ON l.run >= ?1 AND "
                "l.place = 't_duty' AND l.deed = 'insert' AND l.id = x.id WHERE r.change > ?2 AND {}",
                holds("r.change")));
  rows.start(first, seen);
  while (rows.step())
    if (const auto kind = subject_kind(rows.view(0)))
      on.spoken_of.push_back({*kind, rows.id<StudentId>(1), rows.id<UnitId>(2)});
}

// Of nights that an older ksbx judged the ledger cannot be set back: their open duties that one of them touched are to
// be left alone.
void find_too_old(Database& database, const std::vector<Run>& nights, OnNights& on) {
  Statement upgraded(database, "SELECT count(*) FROM t_night_log WHERE deed = 'upgrade' AND run >= ?");
  on.is_too_old = upgraded.start(first_of(nights)).step() && upgraded.number(0) > 0;
  if (!on.is_too_old) return;
  Statement rows(database, "SELECT id FROM t_duty WHERE state = 'open' AND overdue >= ?");
  rows.start(nights.back().through);
  while (rows.step()) on.touched_before.insert(rows.id<DutyId>(0));
}

}  // namespace

std::vector<Run> nights_since(Database& database, Day from) {
  Statement rows(database,
                 formatted("{0} WHERE {1} AND id >= (SELECT min(id) FROM t_run WHERE {1} AND through >= ?) ORDER "
                           "BY id DESC",
                           select_runs(), run_holds("id")));
  rows.start(from);
  std::vector<Run> nights;
  while (const auto night = run_in(rows)) nights.push_back(*night);
  return nights;
}

std::vector<NightsCalled> nights_called(Database& database, int most) {
  Statement rows(database,
                 "SELECT min(x.through), max(x.through), x.recorded, count(*), sum(x.opened), sum(x.amended), "
                 "sum(x.withdrawn), sum(x.done), count(u.run) FROM t_run x LEFT JOIN t_undone_night u ON u.run = x.id "
                 "GROUP BY x.recorded, x.today ORDER BY max(x.id) DESC LIMIT ?");
  rows.start(most);
  std::vector<NightsCalled> all;
  while (rows.step())
    all.push_back({rows.day(0), rows.day(1), rows.moment(2), rows.small(3), rows.small(4), rows.small(5), rows.small(6),
                   rows.small(7), rows.number(8) == rows.number(3)});
  return all;
}

OnNights on_nights(Database& database, const std::vector<Run>& nights) {
  OnNights on;
  if (nights.empty()) return on;
  const std::int64_t first = first_of(nights);
  find_answered(database, first, on);
  find_spoken_of(database, first, seen_by(nights), on);
  find_too_old(database, nights, on);
  return on;
}

SetBack set_ledger_back(Transaction& transaction, const std::vector<Run>& nights, const std::set<DutyId>& left_alone) {
  Rewinding rewinding(transaction, left_alone);
  for (const Run& night : nights) rewinding.undo(night);
  for (const DutyId duty : left_alone) rewinding.forget_overdue(duty, nights.back().through);
  return rewinding.finish();
}

}  // namespace ksbx
