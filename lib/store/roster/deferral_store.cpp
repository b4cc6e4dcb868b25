#include "store/roster/deferral_store.h"

#include <map>

#include "base/join.h"
#include "base/text.h"
#include "policy/roster/evidence.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/roster/repair_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"

namespace ksbx {
namespace {

// A pupil as the fields in which he differs from an empty one.
std::string json_of_pupil(const Student& pupil) {
  std::map<std::string, FieldValue> fields;
  for (const FieldDifference& one : differences(Student{}, pupil)) fields[std::string(one.field)] = one.after;
  return json_of(fields);
}

Student pupil_in(std::string_view json) {
  Student pupil;
  for (const auto& [field, value] : fields_in(json)) set_field(pupil, field, text_of(value));
  return pupil;
}

std::string codes_of(const std::vector<StudentId>& students) {
  return join(students, " ", short_code);
}

std::vector<StudentId> students_in(Database& database, std::string_view codes) {
  std::vector<StudentId> students;
  while (!codes.empty()) {
    const std::string_view code = codes.substr(0, codes.find(' '));
    if (const auto one = student_of_code(code)) students.push_back(same_child(database, *one));
    codes.remove_prefix(std::min(codes.size(), code.size() + 1));
  }
  return students;
}

bool is_another(Database& database, StudentId student, const Student& row) {
  const std::optional<Student> known = ksbx::student(database, student);
  if (!known) return true;
  const Evidence evidence = evidence_of(description_of(*known), description_of(row));
  return evidence.name == Agreement::contradicts || evidence.birth == Agreement::contradicts;
}

// Of whom a decision was, by now. Where one entry had been two children, the row is about the one whom it describes:
// else the next roster with it would make one of the two again.
StudentId child_meant(Database& database, StudentId decided, const Student& row) {
  const StudentId student = same_child(database, decided);
  if (!is_another(database, student, row)) return student;
  for (const StudentId one : split_off(database, student))
    if (const StudentId other = same_child(database, one); !is_another(database, other, row)) return other;
  return student;
}

Deferral deferral_in(Database& database, const Statement& row) {
  Deferral found;
  found.id = row.number(0);
  found.fingerprint = row.number(1);
  found.file = row.text(2);
  found.line = row.small(3);
  found.doubt = row.text(4);
  found.candidates = students_in(database, row.view(5));
  found.header = words_in(row.view(6));
  found.cells = words_in(row.view(7));
  found.pupil = pupil_in(row.view(8));
  found.decision = row.text(9);
  found.student = row.id<StudentId>(10);
  if (found.student) found.student = child_meant(database, found.student, found.pupil);
  found.recorded = row.moment(11);
  return found;
}

std::string select_deferrals() {
  return "SELECT id, fingerprint, file, line, doubt, candidates, header, cells, pupil, decision, student, recorded "
         "FROM "
         "t_deferral";
}

}  // namespace

Effect defer(Transaction& transaction, const Deferral& row) {
  Database& database = transaction.database();
  if (deferral_of_row(database, row.fingerprint)) return Effect::unchanged;
  Statement(database,
            "INSERT INTO t_deferral(fingerprint, file, line, doubt, candidates, header, cells, pupil, name, class, "
            "recorded, decision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')")
      .execute(row.fingerprint, row.file, row.line, row.doubt, codes_of(row.candidates), json_of(row.header),
               json_of(row.cells), json_of_pupil(row.pupil), row.pupil.name, row.pupil.school_class,
               transaction.occasion().at);
  const std::int64_t id = database.last_inserted();
  append(transaction, "row.deferred", "",
         formatted(R"({{"change":{},"deferral":{},"doubt":"{}","may_be":"{}"}})", transaction.change(), id, row.doubt,
                   codes_of(row.candidates)));
  return Effect::written;
}

void settle(Transaction& transaction, std::int64_t deferral, const std::string& decision, StudentId student) {
  Statement(transaction.database(), "UPDATE t_deferral SET decision = ?, student = ?, settled = ? WHERE id = ?")
      .execute(decision, student, transaction.occasion().at, deferral);
  append(transaction, "row.decided", short_code(student),
         formatted(R"({{"change":{},"decision":"{}","deferral":{}}})", transaction.change(), decision, deferral));
}

std::optional<Deferral> deferral(Database& database, std::int64_t id) {
  Statement row(database, select_deferrals() + " WHERE id = ?");
  return row.start(id).step() ? std::optional(deferral_in(database, row)) : std::nullopt;
}

std::optional<Deferral> deferral_of_row(Database& database, std::int64_t fingerprint) {
  Statement row(database, select_deferrals() + " WHERE fingerprint = ?");
  return row.start(fingerprint).step() ? std::optional(deferral_in(database, row)) : std::nullopt;
}

std::vector<Deferral> in_doubt(Database& database, std::string_view doubt) {
  Statement rows(database, select_deferrals() + " WHERE doubt = ? ORDER BY id");
  rows.start(doubt);
  std::vector<Deferral> all;
  while (rows.step()) all.push_back(deferral_in(database, rows));
  return all;
}

std::vector<Deferral> undecided(Database& database) {
  Statement rows(database, select_deferrals() + " WHERE decision = '' ORDER BY id");
  rows.start();
  std::vector<Deferral> all;
  while (rows.step()) all.push_back(deferral_in(database, rows));
  return all;
}

}  // namespace ksbx
