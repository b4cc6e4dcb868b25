#include "store/roster/unit_row.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/join.h"
#include "base/problem.h"
#include "store/journal/json.h"
#include "store/sqlite/database_file.h"

namespace ksbx {
namespace {

UnitKind kind_in(std::string_view word) {
  if (const std::optional<UnitKind> kind = unit_kind(word)) return *kind;
  throw Error(Failure::database, "database-damaged",
              text("数据库里有不认识的单位种类。", "the database has a unit of an unknown kind."), restore_remedy());
}

std::string list_of(const std::vector<UnitId>& units) {
  return join(units, ",", [](UnitId unit) { return std::to_string(unit.value); });
}

}  // namespace

std::vector<UnitId> units_in_list(std::string_view list) {
  std::vector<UnitId> units;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(list.data(), list.data() + comma, number);
    if (error != std::errc{} || end != list.data() + comma || number < 0)
      throw Error(Failure::database, "database-damaged",
                  text("数据库里有读不出的单位名单。", "the database has a list of units that cannot be read."),
                  restore_remedy());
    units.push_back(UnitId{number});
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return units;
}

std::string select_units() {
  return "SELECT id, kind, code, name, parent, town, year, closed, opened, serves, merged_into, since FROM t_unit";
}

Unit unit_in(const Statement& row) {
  Unit unit;
  unit.id = row.id<UnitId>(0);
  unit.kind = kind_in(row.view(1));
  unit.code = row.text(2);
  unit.name = row.text(3);
  unit.parent = row.id<UnitId>(4);
  unit.town = row.id<UnitId>(5);
  unit.year = row.small(6);
  unit.closed = row.maybe_day(7);
  unit.opened = row.maybe_day(8);
  unit.serves = units_in_list(row.view(9));
  unit.merged_into = row.id<UnitId>(10);
  return unit;
}

Day since_in(const Statement& row) {
  return row.day(11);
}

std::string json_of(const Unit& unit) {
  std::map<std::string, FieldValue> fields{{"kind", std::string(name_of(unit.kind))},
                                           {"code", unit.code},
                                           {"name", unit.name},
                                           {"parent", unit.parent.value},
                                           {"town", unit.town.value},
                                           {"year", std::int64_t{unit.year}}};
  if (unit.closed) fields["closed"] = *unit.closed;
  if (unit.opened) fields["opened"] = *unit.opened;
  if (!unit.serves.empty()) fields["serves"] = list_of(unit.serves);
  if (unit.merged_into) fields["merged_into"] = unit.merged_into.value;
  return json_of(fields);
}

Unit unit_in_json(UnitId id, std::string_view json) {
  const std::map<std::string, FieldValue> fields = fields_in(json);
  const auto word = [&](const char* key) { return std::get<std::string>(fields.at(key)); };
  const auto number = [&](const char* key) { return std::get<std::int64_t>(fields.at(key)); };
  const auto day = [&](const char* key) {
    const auto found = fields.find(key);
    return found == fields.end() ? std::nullopt : std::optional(std::get<Day>(found->second));
  };
  const auto serves = fields.find("serves");
  const UnitId merged_into{fields.contains("merged_into") ? number("merged_into") : 0};
  return {id,
          kind_in(word("kind")),
          word("code"),
          word("name"),
          UnitId{number("parent")},
          UnitId{number("town")},
          static_cast<int>(number("year")),
          day("closed"),
          day("opened"),
          serves == fields.end() ? std::vector<UnitId>{} : units_in_list(std::get<std::string>(serves->second)),
          merged_into};
}

std::int64_t insert_unit(Database& database, const Unit& unit, Day since) {
  Statement(
      database,
      "INSERT INTO t_unit(kind, code, name, parent, town, year, closed, opened, serves, merged_into, since) VALUES "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .execute(name_of(unit.kind), unit.code, unit.name, unit.parent, unit.town, unit.year, unit.closed, unit.opened,
               list_of(unit.serves), unit.merged_into, since);
  return database.last_inserted();
}

void write_unit(Database& database, const Unit& unit) {
  Statement(database,
            "UPDATE t_unit SET kind = ?, code = ?, name = ?, parent = ?, town = ?, year = ?, closed = ?, opened = ?, "
            "serves = ?, merged_into = ?, taken_back = NULL WHERE id = ?")
      .execute(name_of(unit.kind), unit.code, unit.name, unit.parent, unit.town, unit.year, unit.closed, unit.opened,
               list_of(unit.serves), unit.merged_into, unit.id);
}

}  // namespace ksbx
