#include "store/roster/former.h"

#include <algorithm>
#include <set>

#include "store/journal/json.h"
#include "store/roster/unit_row.h"

namespace ksbx {
namespace {

const char* name_of(FormerKind kind) {
  return kind == FormerKind::unit ? "unit" : "assignment";
}

// One change of a unit: from which day it holds, how the unit was before it, and when it was entered.
struct Step {
  Day from;
  Unit before;
  Day entered;
};

// What the change from one to the other changed, in `unit`.
void bring(Unit& unit, const Unit& before, const Unit& after) {
  const auto field = [&](auto Unit::*one) {
    if (before.*one != after.*one) unit.*one = after.*one;
  };
  field(&Unit::kind);
  field(&Unit::code);
  field(&Unit::name);
  field(&Unit::parent);
  field(&Unit::town);
  field(&Unit::year);
  field(&Unit::serves);
}

// As it stood on a day: of the changes that hold by then, in the order in which they were entered, the last one counts
// for each field. From when to when it is there, and who takes over then, is known of all days alike.
Unit as_of(Day day, const std::vector<Step>& steps, const Unit& known) {
  Unit unit = steps.front().before;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].from <= day) bring(unit, steps[i].before, i + 1 < steps.size() ? steps[i + 1].before : known);
  unit.closed = known.closed;
  unit.opened = known.opened;
  unit.merged_into = known.merged_into;
  return unit;
}

// A merger that was entered after the day from which it holds.
void note_late_merger(const std::vector<Step>& steps, const Unit& known, std::vector<LateEntry>& late) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Unit& before = steps[i].before;
    const Unit& after = i + 1 < steps.size() ? steps[i + 1].before : known;
    const bool is_merger =
        after.merged_into && after.closed && (before.merged_into != after.merged_into || before.closed != after.closed);
    if (is_merger && *after.closed < steps[i].entered) late.push_back({{}, *after.closed, steps[i].entered});
  }
}

}  // namespace

std::string json_of(const Terms& terms) {
  std::map<std::string, FieldValue> fields{{"until", terms.until ? terms.until->iso() : std::string()}};
  if (terms.acting) fields["acting"] = true;
  return json_of(fields);
}

Terms terms_in_json(std::string_view json) {
  const std::map<std::string, FieldValue> fields = fields_in(json);
  return {Day::parse(std::get<std::string>(fields.at("until"))), fields.contains("acting")};
}

void keep_former(Transaction& transaction, FormerKind kind, std::int64_t id, const std::string& row,
                 std::optional<Day> from) {
  Statement(transaction.database(), "INSERT OR IGNORE INTO t_former(change, kind, id, row, day) VALUES (?, ?, ?, ?, ?)")
      .execute(transaction.change(), name_of(kind), id, row, from);
}

std::map<std::int64_t, std::string> former_rows(Database& database, FormerKind kind, Moment known_at) {
  std::map<std::int64_t, std::string> rows;
  Statement later(database,
                  "SELECT f.id, f.row FROM t_former f JOIN t_change c ON c.change = f.change WHERE f.kind = ? AND "
                  "c.at > ? ORDER BY f.change");
  later.start(name_of(kind), known_at);
  while (later.step()) rows.emplace(later.number(0), later.text(1));
  return rows;
}

UnitHistory unit_history(Database& database, const std::vector<Unit>& units, Moment known_at) {
  UnitHistory history;
  std::map<UnitId, std::vector<Step>> all;
  Statement rows(
      database,
      "SELECT f.id, f.row, f.day, c.at FROM t_former f JOIN t_change c ON c.change = f.change WHERE f.kind = "
      "'unit' AND f.row <> '' AND c.at <= ? ORDER BY f.change");
  rows.start(known_at);
  while (rows.step()) {
    const auto id = rows.id<UnitId>(0);
    const Day from = rows.maybe_day(2).value_or(Day::first());
    const Day entered = rows.moment(3).day();
    all[id].push_back({from, unit_in_json(id, rows.view(1)), entered});
    if (from > Day::first() && entered > from) history.late.push_back({{}, from, entered});
  }
  if (all.empty()) return history;
  for (const Unit& unit : units) {
    const auto steps = all.find(unit.id);
    if (steps == all.end()) continue;
    note_late_merger(steps->second, unit, history.late);
    std::set<Day> days = {Day::first()};
    for (const Step& step : steps->second) days.insert(step.from);
    if (days.size() == 1) continue;
    for (const Day day : days) history.versions.push_back({day, as_of(day, steps->second, unit)});
  }
  return history;
}

EnteredOn entered_on(Database& database, Moment known_at) {
  EnteredOn entered;
  Statement rows(
      database,
      "SELECT f.id, f.row = '', max(c.at) FROM t_former f JOIN t_change c ON c.change = f.change WHERE f.kind "
      "= 'assignment' AND c.at <= ? GROUP BY f.id, f.row = ''");
  rows.start(known_at);
  while (rows.step())
    (rows.number(1) != 0 ? entered.assignments : entered.last_days).emplace(rows.number(0), rows.moment(2).day());
  return entered;
}

}  // namespace ksbx
