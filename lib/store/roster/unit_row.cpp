#include "store/roster/unit_row.h"

#include <map>

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

}  // namespace

std::string select_units() {
  return "SELECT id, kind, code, name, parent, town, year, closed FROM t_unit";
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
  return unit;
}

std::string json_of(const Unit& unit) {
  std::map<std::string, FieldValue> fields{{"kind", std::string(name_of(unit.kind))},
                                           {"code", unit.code},
                                           {"name", unit.name},
                                           {"parent", unit.parent.value},
                                           {"town", unit.town.value},
                                           {"year", std::int64_t{unit.year}}};
  if (unit.closed) fields["closed"] = *unit.closed;
  return json_of(fields);
}

Unit unit_in_json(UnitId id, std::string_view json) {
  const std::map<std::string, FieldValue> fields = fields_in(json);
  const auto word = [&](const char* key) { return std::get<std::string>(fields.at(key)); };
  const auto number = [&](const char* key) { return std::get<std::int64_t>(fields.at(key)); };
  const auto closed = fields.find("closed");
  return {id,
          kind_in(word("kind")),
          word("code"),
          word("name"),
          UnitId{number("parent")},
          UnitId{number("town")},
          static_cast<int>(number("year")),
          closed == fields.end() ? std::nullopt : std::optional(std::get<Day>(closed->second))};
}

void write_unit(Database& database, const Unit& unit) {
  Statement(
      database,
      "UPDATE t_unit SET kind = ?, code = ?, name = ?, parent = ?, town = ?, year = ?, closed = ?, taken_back = NULL "
      "WHERE id = ?")
      .execute(name_of(unit.kind), unit.code, unit.name, unit.parent, unit.town, unit.year, unit.closed, unit.id);
}

}  // namespace ksbx
