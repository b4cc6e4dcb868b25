#include "store/roster/repair_store.h"

#include <map>

#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/journal/reverted.h"

namespace ksbx {
namespace {

Repair repair_named(std::string_view name) {
  for (const Repair one : {Repair::merged, Repair::split})
    if (name == name_of(one)) return one;
  return Repair::corrected;
}

}  // namespace

std::string_view name_of(Repair repair) {
  switch (repair) {
    case Repair::merged: return "merged";
    case Repair::split: return "split";
    case Repair::corrected: return "corrected";
  }
  return {};
}

void note(Transaction& transaction, Repair what, StudentId student, StudentId other, const std::string& reason) {
  Statement(transaction.database(), "INSERT INTO t_repair(kind, student, other, reason, change) VALUES (?, ?, ?, ?, ?)")
      .execute(name_of(what), student, other, reason, transaction.change());
  std::map<std::string, FieldValue> detail{{"change", transaction.change()}, {"reason", reason}};
  if (other) detail["with"] = short_code(other);
  append(transaction, formatted("student.{}", name_of(what)), short_code(student), json_of(detail));
}

std::vector<Repaired> repairs_of(Database& database, StudentId student) {
  Statement rows(
      database,
      formatted("SELECT x.kind, x.student, x.other, x.reason, x.change, c.at, c.actor, {} FROM t_repair x JOIN "
                "t_change c ON c.change = x.change WHERE x.student = ?1 OR x.other = ?1 ORDER BY x.id",
                holds("x.change")));
  rows.start(student);
  std::vector<Repaired> found;
  while (rows.step())
    found.push_back({repair_named(rows.view(0)), rows.id<StudentId>(1), rows.id<StudentId>(2), rows.text(3),
                     rows.number(4), rows.moment(5), rows.text(6), rows.number(7) != 0});
  return found;
}

StudentId same_child(Database& database, StudentId student) {
  Statement stays(database, formatted("SELECT other FROM t_repair x WHERE student = ? AND kind = 'merged' AND {} ORDER "
                                      "BY id DESC LIMIT 1",
                                      holds("x.change")));
  // Only who is on the books is merged, and whoever he is merged into is, so there is no circle.
  while (stays.start(student).step()) {
    student = stays.id<StudentId>(0);
    stays.reset();
  }
  return student;
}

std::vector<StudentId> split_off(Database& database, StudentId student) {
  Statement rows(database,
                 formatted("SELECT other FROM t_repair x WHERE student = ? AND kind = 'split' AND {} ORDER BY id",
                           holds("x.change")));
  rows.start(student);
  return rows.ids<StudentId>();
}

bool anybody_merged(Database& database) {
  return database.number(formatted("SELECT EXISTS (SELECT 1 FROM t_repair x WHERE kind = 'merged' AND {})",
                                   holds("x.change"))) != 0;
}

}  // namespace ksbx
