#include "store/history/record_row.h"

#include "base/text.h"
#include "store/journal/json.h"
#include "store/journal/reverted.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {

namespace {

int minute_in(const Statement& row, int column) {
  const std::int64_t minute = row.number(column);
  if (minute < 0 || minute >= minutes_a_day) fail_damaged_value("minute");
  return static_cast<int>(minute);
}

}  // namespace

std::string select_records() {
  return "SELECT id, kind, student, unit, document, day, recorded, by, roles, fields, minute FROM t_record";
}

Record record_in(const Statement& row) {
  Record record;
  record.id = row.id<RecordId>(0);
  record.kind = row.text(1);
  record.student = row.id<StudentId>(2);
  record.unit = row.id<UnitId>(3);
  record.document = row.text(4);
  record.day = row.day(5);
  record.recorded = row.moment(6);
  record.by = row.text(7);
  record.roles = words_in(row.view(8));
  record.fields = fields_in(row.view(9));
  if (!row.is_null(10)) record.minute = minute_in(row, 10);
  return record;
}

std::string names_pupil(std::string_view row, int parameter) {
  return formatted("{}.id IN (SELECT n.record FROM t_named_pupil n WHERE n.student = ?{})", row, parameter);
}

std::string record_holds(std::string_view row) {
  return formatted("{} AND NOT EXISTS (SELECT 1 FROM t_moved_record v WHERE v.record = {}.id AND {})",
                   holds(formatted("{}.change", row)), row, holds("v.change"));
}

std::string record_held_at(Database& database, std::string_view row, int parameter) {
  const std::string held = held_at(database, formatted("{}.change", row), parameter);
  if (database.number("SELECT EXISTS (SELECT 1 FROM t_moved_record)") == 0) return held;
  return formatted(
      "{} AND NOT EXISTS (SELECT 1 FROM t_moved_record v JOIN t_change c ON c.change = v.change WHERE v.record = {}.id "
      "AND c.at <= ?{} AND {})",
      held, row, parameter, held_at(database, "v.change", parameter));
}

}  // namespace ksbx
