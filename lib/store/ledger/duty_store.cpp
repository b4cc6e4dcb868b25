#include "store/ledger/duty_store.h"

#include <algorithm>

#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/undone_nights.h"
#include "store/ledger/duty_row.h"

namespace ksbx {
namespace {

// What undone nights opened and issued is no part of the ledger.
constexpr const char* of_student = " WHERE x.student = ? AND x.state <> 'undone'";
constexpr const char* of_unit =
    " WHERE x.student IS NULL AND x.unit = ? AND x.subject_kind = ? AND x.state <> 'undone'";

std::string duties_that(const char* condition) {
  return select_duties() + condition;
}

std::string documents_of_duties_that(const char* condition) {
  return formatted("{} JOIN t_duty x ON x.id = d.duty{} AND {} ORDER BY d.id", select_documents(), condition,
                   is_valid("d.id"));
}

std::string misses_that(const char* condition) {
  return formatted(
      "SELECT m.duty, m.role, m.unit, m.person, m.assigned, m.due, m.passed_on FROM t_miss m JOIN t_duty x "
      "ON x.id = m.duty{} ORDER BY m.duty, m.nth",
      condition);
}

// Both by the number of the duty.
void collect_misses(Statement& misses, std::vector<Duty>& duties) {
  auto duty = duties.begin();
  while (misses.step()) {
    while (duty != duties.end() && duty->id < misses.id<DutyId>(0)) ++duty;
    if (duty == duties.end()) break;
    duty->missed.push_back({{misses.text(1), misses.id<UnitId>(2), misses.text(3), misses.number(4) != 0},
                            misses.day(5),
                            misses.maybe_day(6)});
  }
  misses.reset();
}

void write_misses(Database& database, DutyId duty, const std::vector<Miss>& missed) {
  Statement(database, "DELETE FROM t_miss WHERE duty = ?").execute(duty);
  Statement insert(database,
                   "INSERT INTO t_miss(duty, nth, role, unit, person, assigned, due, passed_on) VALUES (?, ?, ?, ?, ?, "
                   "?, ?, ?)");
  std::int64_t nth = 0;
  for (const Miss& miss : missed)
    insert.execute(duty, ++nth, miss.who.role, miss.who.unit, miss.who.person, miss.who.assigned, miss.due,
                   miss.passed_on);
}

// In the order in which they arose; SQLite would write whole rows into a table of its own to sort them.
void collect_duties(Statement& duties, const Subject& subject, Ledger& ledger) {
  while (duties.step()) {
    ledger.duties.push_back(duty_in(duties));
    ledger.duties.back().key.subject = subject;
  }
  std::ranges::sort(ledger.duties, {}, &Duty::id);
}

void collect_documents(Statement& documents, Ledger& ledger) {
  while (documents.step()) ledger.documents.push_back(document_in(documents));
}

void tell(Transaction& transaction, const char* event, const Duty& duty) {
  append(transaction, event, code_of(transaction.database(), duty.key.subject),
         formatted(R"({{"due":"{}","duty":{},"item":"{}","opened":"{}","period":"{}","rule":"{}","state":"{}"}})",
                   duty.due ? duty.due->iso() : "", duty.id.value, duty.key.item, duty.opened.iso(), duty.key.period,
                   duty.key.rule, name_of(duty.state)));
}

void bring(Transaction& transaction, Statement& update, const char* event, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    write_duty(update, change.after);
    if (change.after.missed != change.before.missed)
      write_misses(transaction.database(), change.after.id, change.after.missed);
    tell(transaction, event, change.after);
  }
}

}  // namespace

Ledgers::Ledgers(Database& database)
    : student_duties_(database, duties_that(of_student)),
      student_misses_(database, misses_that(of_student)),
      student_documents_(database, documents_of_duties_that(of_student)),
      unit_duties_(database, duties_that(of_unit)),
      unit_misses_(database, misses_that(of_unit)),
      unit_documents_(database, documents_of_duties_that(of_unit)) {}

// Documents and misses belong to duties, and most pupils whom a night looks at have none.
Ledger Ledgers::of(const Subject& subject) {
  Ledger found;
  if (subject.student) {
    collect_duties(student_duties_.start(subject.student), subject, found);
    if (found.duties.empty()) return found;
    collect_misses(student_misses_.start(subject.student), found.duties);
    collect_documents(student_documents_.start(subject.student), found);
  } else {
    collect_duties(unit_duties_.start(subject.unit, name_of(subject.kind)), subject, found);
    if (found.duties.empty()) return found;
    collect_misses(unit_misses_.start(subject.unit, name_of(subject.kind)), found.duties);
    collect_documents(unit_documents_.start(subject.unit, name_of(subject.kind)), found);
  }
  return found;
}

Ledger ledger(Database& database, const Subject& subject) {
  return Ledgers(database).of(subject);
}

bool has_duties(Database& database, const Subject& subject) {
  if (subject.student)
    return Statement(database, "SELECT 1 FROM t_duty WHERE student = ?").start(subject.student).step();
  return Statement(database, "SELECT 1 FROM t_duty WHERE student IS NULL AND unit = ? AND subject_kind = ?")
      .start(subject.unit, name_of(subject.kind))
      .step();
}

std::optional<Duty> duty(Database& database, DutyId id) {
  Statement row(database, select_duties() + " WHERE x.id = ? AND x.state <> 'undone'");
  if (!row.start(id).step()) return std::nullopt;
  std::vector<Duty> found = {duty_in(row)};
  Statement misses(database, misses_that(" WHERE x.id = ?"));
  collect_misses(misses.start(id), found);
  return found.front();
}

std::vector<Duty> open_among(Database& database, const std::vector<DutyId>& ids) {
  Statement row(database, select_duties() + " WHERE x.id = ? AND x.state = 'open'");
  Statement misses(database, misses_that(" WHERE x.id = ?"));
  std::vector<Duty> open;
  for (const DutyId id : ids) {
    if (!row.start(id).step()) continue;
    std::vector<Duty> found = {duty_in(row)};
    collect_misses(misses.start(id), found);
    open.push_back(std::move(found.front()));
  }
  return open;
}

std::vector<DutyId> apply(Transaction& transaction, const Plan& plan) {
  Database& database = transaction.database();
  std::vector<DutyId> ids;
  Statement insert(database, insert_duty());
  for (Duty duty : plan.opened) {
    duty.id = DutyId{};
    write_duty(insert, duty);
    duty.id = DutyId{database.last_inserted()};
    ids.push_back(duty.id);
    if (!duty.missed.empty()) write_misses(database, duty.id, duty.missed);
    tell(transaction, "duty.opened", duty);
  }
  Statement update(database, update_duty());
  bring(transaction, update, "duty.amended", plan.amended);
  bring(transaction, update, "duty.withdrawn", plan.withdrawn);
  bring(transaction, update, "duty.done", plan.done);
  bring(transaction, update, "duty.overdue", plan.overdue);
  return ids;
}

}  // namespace ksbx
