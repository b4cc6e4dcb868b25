#include "store/roster/unit_store.h"

#include <map>

#include "base/problem.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/roster/student_row.h"
#include "store/sqlite/database_file.h"

namespace ksbx {
namespace {

Unit unit_in(const Statement& row) {
  Unit unit;
  unit.id = row.id<UnitId>(0);
  const std::optional<UnitKind> kind = unit_kind(row.view(1));
  if (!kind)
    throw Error(Failure::database, "database-damaged",
                text("数据库里有不认识的单位种类。", "the database has a unit of an unknown kind."), restore_remedy());
  unit.kind = *kind;
  unit.code = row.text(2);
  unit.name = row.text(3);
  unit.parent = row.id<UnitId>(4);
  unit.town = row.id<UnitId>(5);
  unit.year = row.small(6);
  return unit;
}

constexpr const char* select_units = "SELECT id, kind, code, name, parent, town, year FROM t_unit";

// How it was before this change, for whoever takes the change back; "" if it was not there. The first time in a change
// counts.
void keep_former(Transaction& transaction, const char* kind, std::int64_t id, const std::string& row) {
  Statement(transaction.database(), "INSERT OR IGNORE INTO t_former(change, kind, id, row) VALUES (?, ?, ?, ?)")
      .execute(transaction.change(), kind, id, row);
}

void write_unit(Database& database, const Unit& unit) {
  Statement(
      database,
      "UPDATE t_unit SET kind = ?, code = ?, name = ?, parent = ?, town = ?, year = ?, taken_back = NULL WHERE id = ?")
      .execute(name_of(unit.kind), unit.code, unit.name, unit.parent, unit.town, unit.year, unit.id);
}

// The unit of this code that an undo took out of the organisation.
std::optional<UnitId> reverted_unit(Database& database, const std::string& code) {
  Statement row(database, "SELECT id FROM t_unit WHERE code = ? AND code <> '' AND taken_back IS NOT NULL");
  return row.start(code).step() ? std::optional(row.id<UnitId>(0)) : std::nullopt;
}

using Fields = std::map<std::string, FieldValue>;

// The fields of a unit as the journal keeps them, in JSON: nothing personal in them.
std::string told(const Unit& unit) {
  return json_of(Fields{{"kind", std::string(name_of(unit.kind))},
                        {"code", unit.code},
                        {"name", unit.name},
                        {"parent", unit.parent.value},
                        {"town", unit.town.value},
                        {"year", std::int64_t{unit.year}}});
}

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
          std::optional<Day> until) {
  Fields detail = {{"role", std::string(role)}, {"from", from.iso()}};
  if (until) detail["until"] = until->iso();
  append(transaction, event, code_of(transaction.database(), unit), json_of(detail));
}

// The last day of an assignment that is already there with this first day; the outer one: is there one at all?
struct Known {
  std::int64_t id = 0;
  std::optional<Day> until;
};
std::optional<Known> known(Database& database, const Assignment& assignment) {
  Statement row(database,
                "SELECT a.id, a.until FROM t_assignment a JOIN t_person p ON p.id = a.person WHERE "
                "a.unit = ? AND "
                "a.role = ? AND a.since = ? AND p.name = ?");
  if (!row.start(assignment.unit, assignment.role, assignment.from, assignment.person).step()) return std::nullopt;
  return Known{row.number(0), row.maybe_day(1)};
}

// `before`: the last day as it was.
void set_until(Transaction& transaction, const Known& before, std::optional<Day> until) {
  keep_former(transaction, "assignment", before.id,
              json_of(Fields{{"until", before.until ? before.until->iso() : std::string()}}));
  Statement(transaction.database(), "UPDATE t_assignment SET until = ? WHERE id = ?").execute(until, before.id);
}

}  // namespace

Organisation load_organisation(Database& database) {
  return load_organisation(database, Moment::at(never, 0, 0));
}

Organisation load_organisation(Database& database, Moment known_at) {
  std::vector<Unit> units;
  Statement unit_rows(database, std::string(select_units) + " WHERE taken_back IS NULL OR taken_back > ? ORDER BY id");
  unit_rows.start(known_at);
  while (unit_rows.step()) units.push_back(unit_in(unit_rows));
  std::vector<Assignment> assignments;
  Statement rows(database,
                 "SELECT p.id, p.name, a.role, a.unit, a.since, a.until FROM t_assignment a JOIN "
                 "t_person p ON "
                 "p.id = a.person ORDER BY a.id");
  while (rows.step())
    assignments.push_back(
        {rows.id<StaffId>(0), rows.text(1), rows.text(2), rows.id<UnitId>(3), rows.day(4), rows.maybe_day(5)});
  return Organisation(std::move(units), std::move(assignments));
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
    Statement(database,
              "INSERT INTO t_unit(kind, code, name, parent, town, year, since) VALUES (?, ?, ?, ?, "
              "?, ?, ?)")
        .execute(name_of(unit.kind), unit.code, unit.name, unit.parent, unit.town, unit.year, since);
    id = UnitId{database.last_inserted()};
  }
  keep_former(transaction, "unit", id.value, {});
  append(transaction, "unit.added", unit.code, told(unit));
  return id;
}

Effect update(Transaction& transaction, const Unit& unit) {
  Database& database = transaction.database();
  Statement row(database, std::string(select_units) + " WHERE id = ?");
  if (!row.start(unit.id).step())
    throw Error(Failure::internal, "no-such-unit", text("没有这个单位。", "there is no such unit."),
                text("请把这条信息告诉维护人员。", "please report this message."));
  const Unit before = unit_in(row);
  row.reset();
  if (before == unit) return Effect::unchanged;
  keep_former(transaction, "unit", unit.id.value, told(before));
  write_unit(database, unit);
  append(transaction, "unit.changed", unit.code, formatted(R"({{"after":{},"before":{}}})", told(unit), told(before)));
  return Effect::written;
}

Effect assign(Transaction& transaction, const Assignment& assignment) {
  Database& database = transaction.database();
  if (const std::optional<Known> there = known(database, assignment)) {
    if (there->until == assignment.until) return Effect::unchanged;
    set_until(transaction, *there, assignment.until);
    tell(transaction, "assignment.changed", assignment.unit, assignment.role, assignment.from, assignment.until);
    return Effect::written;
  }
  Statement(database, "INSERT INTO t_assignment(person, role, unit, since, until) VALUES (?, ?, ?, ?, ?)")
      .execute(person(database, assignment.person, assignment.unit), assignment.role, assignment.unit, assignment.from,
               assignment.until);
  keep_former(transaction, "assignment", database.last_inserted(), {});
  tell(transaction, "assignment.added", assignment.unit, assignment.role, assignment.from, assignment.until);
  return Effect::written;
}

Effect end_assignment(Transaction& transaction, UnitId unit, std::string_view role, std::string_view who, Day until) {
  Database& database = transaction.database();
  Statement row(database,
                "SELECT a.id, a.since FROM t_assignment a JOIN t_person p ON p.id = a.person WHERE "
                "a.unit = ? AND "
                "a.role = ? AND p.name = ? AND a.until IS NULL");
  if (!row.start(unit, role, who).step()) return Effect::unchanged;
  const std::int64_t id = row.number(0);
  const Day from = row.day(1);
  row.reset();
  set_until(transaction, {id, std::nullopt}, until);
  tell(transaction, "assignment.ended", unit, role, from, until);
  return Effect::written;
}

}  // namespace ksbx
