#include "store/roster/unit_store.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/problem.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/roster/former.h"
#include "store/roster/student_row.h"
#include "store/roster/unit_row.h"

namespace ksbx {
namespace {

// The unit of this code that an undo took out of the organisation.
std::optional<UnitId> reverted_unit(Database& database, const std::string& code) {
  Statement row(database, "SELECT id FROM t_unit WHERE code = ? AND code <> '' AND taken_back IS NOT NULL");
  return row.start(code).step() ? std::optional(row.id<UnitId>(0)) : std::nullopt;
}

using Fields = std::map<std::string, FieldValue>;

std::string code_of(Database& database, UnitId unit) {
  Statement row(database, "SELECT code FROM t_unit WHERE id = ?");
  return row.start(unit).step() ? row.text(0) : std::string();
}

StaffId person(Database& database, std::string_view name, UnitId unit) {
  Statement(database, "INSERT OR IGNORE INTO t_person(name, unit) VALUES (?, ?)").execute(name, unit);
  Statement row(database, "SELECT id FROM t_person WHERE name = ? AND unit = ?");
  row.start(name, unit).step();
  return row.id<StaffId>(0);
}

void tell(Transaction& transaction, const char* event, UnitId unit, std::string_view role, Day from,
          const Terms& terms) {
  Fields detail = {{"role", std::string(role)}, {"from", from.iso()}};
  if (terms.until) detail["until"] = terms.until->iso();
  if (terms.acting) detail["acting"] = true;
  append(transaction, event, code_of(transaction.database(), unit), json_of(detail));
}

// An assignment that is already there with this first day, even if an undo took it out.
struct Known {
  std::int64_t id = 0;
  Terms terms;
  bool is_reverted = false;
};
std::optional<Known> known(Database& database, const Assignment& assignment) {
  Statement row(
      database,
      "SELECT a.id, a.until, a.acting, a.taken_back FROM t_assignment a JOIN t_person p ON p.id = a.person WHERE "
      "a.unit = ? AND "
      "a.role = ? AND a.since = ? AND p.name = ?");
  if (!row.start(assignment.unit, assignment.role, assignment.from, assignment.person).step()) return std::nullopt;
  return Known{row.number(0), {row.maybe_day(1), row.number(2) != 0}, !row.is_null(3)};
}

void set_terms(Transaction& transaction, const Known& before, const Terms& terms) {
  keep_former(transaction, FormerKind::assignment, before.id,
              before.is_reverted ? std::string() : json_of(before.terms));
  Statement(transaction.database(), "UPDATE t_assignment SET until = ?, acting = ?, taken_back = NULL WHERE id = ?")
      .execute(terms.until, std::int64_t{terms.acting}, before.id);
}

}  // namespace

Organisation load_organisation(Database& database) {
  return load_organisation(database, Moment::at(never, 0, 0));
}

Organisation load_organisation(Database& database, Moment known_at) {
  const auto later_units = former_rows(database, FormerKind::unit, known_at);
  std::vector<Unit> units;
  std::vector<LateEntry> late;
  Statement unit_rows(database, select_units() + " WHERE taken_back IS NULL OR taken_back > ? ORDER BY id");
  unit_rows.start(known_at);
  while (unit_rows.step()) {
    const Unit now = unit_in(unit_rows);
    if (now.opened && *now.opened < since_in(unit_rows)) late.push_back({{}, *now.opened, since_in(unit_rows)});
    const auto then = later_units.find(now.id.value);
    if (then == later_units.end())
      units.push_back(now);
    else if (!then->second.empty())
      units.push_back(unit_in_json(now.id, then->second));
  }
  UnitHistory history = unit_history(database, units, known_at);
  std::ranges::copy(late, std::back_inserter(history.late));
  const EnteredOn entered = entered_on(database, known_at);
  const auto note_if_late = [&](UnitId unit, Day from, const std::map<std::int64_t, Day>& days, std::int64_t id) {
    if (const auto day = days.find(id); day != days.end() && day->second > from)
      history.late.push_back({unit, from, day->second});
  };
  const auto later_posts = former_rows(database, FormerKind::assignment, known_at);
  std::vector<Assignment> assignments;
  Statement rows(
      database,
      "SELECT a.id, p.id, p.name, a.role, a.unit, a.since, a.until, a.acting FROM t_assignment a JOIN t_person p ON "
      "p.id = a.person WHERE a.taken_back IS NULL OR a.taken_back > ? ORDER BY a.id");
  rows.start(known_at);
  while (rows.step()) {
    Assignment now{rows.id<StaffId>(1), rows.text(2),      rows.text(3),       rows.id<UnitId>(4),
                   rows.day(5),         rows.maybe_day(6), rows.number(7) != 0};
    if (const auto then = later_posts.find(rows.number(0)); then != later_posts.end()) {
      if (then->second.empty()) continue;
      const Terms terms = terms_in_json(then->second);
      now.until = terms.until;
      now.acting = terms.acting;
    }
    note_if_late(now.unit, now.from, entered.assignments, rows.number(0));
    if (now.until) note_if_late(now.unit, *now.until + 1, entered.last_days, rows.number(0));
    assignments.push_back(std::move(now));
  }
  return Organisation(std::move(units), std::move(assignments), std::move(history.versions), history.late);
}

UnitId add(Transaction& transaction, const Unit& unit, Day since) {
  Database& database = transaction.database();
  UnitId id;
  if (const auto there = reverted_unit(database, unit.code)) {
    id = *there;
    Unit again = unit;
    again.id = id;
    write_unit(database, again);
  } else {
    id = UnitId{insert_unit(database, unit, since)};
  }
  keep_former(transaction, FormerKind::unit, id.value, {});
  append(transaction, "unit.added", unit.code, json_of(unit));
  return id;
}

Effect update(Transaction& transaction, const Unit& unit, Day from) {
  Database& database = transaction.database();
  Statement row(database, select_units() + " WHERE id = ?");
  if (!row.start(unit.id).step())
    throw Error(Failure::internal, "no-such-unit", text("没有这个单位。", "there is no such unit."),
                text("请把这条信息告诉维护人员。", "please report this message."));
  const Unit before = unit_in(row);
  row.reset();
  if (before == unit) return Effect::unchanged;
  keep_former(transaction, FormerKind::unit, unit.id.value, json_of(before), from);
  write_unit(database, unit);
  append(transaction, "unit.changed", unit.code,
         formatted(R"({{"after":{},"before":{},"from":"{}"}})", json_of(unit), json_of(before), from.iso()));
  return Effect::written;
}

Effect assign(Transaction& transaction, const Assignment& assignment) {
  Database& database = transaction.database();
  const Terms terms{assignment.until, assignment.acting};
  if (const std::optional<Known> there = known(database, assignment)) {
    if (there->terms == terms && !there->is_reverted) return Effect::unchanged;
    set_terms(transaction, *there, terms);
    tell(transaction, "assignment.changed", assignment.unit, assignment.role, assignment.from, terms);
    return Effect::written;
  }
  Statement(database, "INSERT INTO t_assignment(person, role, unit, since, until, acting) VALUES (?, ?, ?, ?, ?, ?)")
      .execute(person(database, assignment.person, assignment.unit), assignment.role, assignment.unit, assignment.from,
               assignment.until, std::int64_t{assignment.acting});
  keep_former(transaction, FormerKind::assignment, database.last_inserted(), {});
  tell(transaction, "assignment.added", assignment.unit, assignment.role, assignment.from, terms);
  return Effect::written;
}

Effect end_assignment(Transaction& transaction, UnitId unit, std::string_view role, std::string_view who, Day until) {
  Database& database = transaction.database();
  Statement row(database,
                "SELECT a.id, a.since, a.acting FROM t_assignment a JOIN t_person p ON p.id = a.person WHERE "
                "a.unit = ? AND "
                "a.role = ? AND p.name = ? AND a.until IS NULL AND a.taken_back IS NULL");
  if (!row.start(unit, role, who).step()) return Effect::unchanged;
  const std::int64_t id = row.number(0);
  const Day from = row.day(1);
  const Known before{id, {std::nullopt, row.number(2) != 0}};
  row.reset();
  set_terms(transaction, before, {until, before.terms.acting});
  tell(transaction, "assignment.ended", unit, role, from, {until, before.terms.acting});
  return Effect::written;
}

}  // namespace ksbx
