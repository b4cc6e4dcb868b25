#include "store/ledger/duty_row.h"

#include <array>

#include "base/join.h"
#include "model/student.h"
#include "store/journal/json.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

constexpr std::array duty_columns = {
    "rule",  "item",      "subject_kind", "student",  "unit",      "period", "action",   "clauses",  "stage",
    "role",  "role_unit", "person",       "assigned", "others",    "opened", "detected", "due",      "remind",
    "state", "done",      "proof",        "overdue",  "withdrawn", "why",    "note",     "rulebook", "muted_until"};

std::string joined(const std::string& prefix, const std::string& suffix) {
  return join(duty_columns, ", ", [&](const char* column) { return prefix + column + suffix; });
}

}  // namespace

std::string select_duties() {
  return "SELECT x.id, " + joined("x.", "") + " FROM t_duty x";
}

Duty duty_in(const Statement& row) {
  Duty duty;
  duty.id = row.id<DutyId>(0);
  duty.key.rule = row.text(1);
  duty.key.item = row.text(2);
  const std::optional<SubjectKind> kind = subject_kind(row.view(3));
  const std::optional<DutyState> state = duty_state(row.view(19));
  if (!kind || !state) fail_damaged_value("t_duty");
  duty.key.subject = {*kind, row.id<StudentId>(4), row.id<UnitId>(5)};
  duty.key.period = row.text(6);
  duty.action = row.text(7);
  duty.clauses = words_in(row.view(8));
  duty.stage = row.text(9);
  duty.who = {row.text(10), row.id<UnitId>(11), row.text(12), row.number(13) != 0};
  duty.with = assignees_in(row.view(14));
  duty.opened = row.day(15);
  duty.detected = row.day(16);
  duty.due = row.maybe_day(17);
  duty.remind = row.maybe_day(18);
  duty.state = *state;
  duty.done = row.maybe_day(20);
  duty.proof = row.id<RecordId>(21);
  duty.overdue = row.maybe_day(22);
  duty.withdrawn = row.maybe_day(23);
  duty.why = row.text(24);
  duty.note = row.text(25);
  duty.rulebook = row.text(26);
  duty.muted_until = row.maybe_day(27);
  return duty;
}

std::string insert_duty() {
  const std::string places = join(duty_columns, ", ", [](const char*) { return "?"; });
  return "INSERT INTO t_duty(" + joined("", "") + ") VALUES (" + places + ")";
}

std::string update_duty() {
  return "UPDATE t_duty SET " + joined("", " = ?") + " WHERE id = ?";
}

void write_duty(Statement& statement, const Duty& duty) {
  const std::string clauses = json_of(duty.clauses);
  const std::string others = json_of(duty.with);
  statement.reset();
  int at = 0;
  const auto bind = [&](const auto& value) { statement.bind(++at, value); };
  bind(duty.key.rule);
  bind(duty.key.item);
  bind(name_of(duty.key.subject.kind));
  bind(duty.key.subject.student);
  bind(duty.key.subject.unit);
  bind(duty.key.period);
  bind(duty.action);
  bind(clauses);
  bind(duty.stage);
  bind(duty.who.role);
  bind(duty.who.unit);
  bind(duty.who.person);
  bind(duty.who.assigned);
  bind(others);
  bind(duty.opened);
  bind(duty.detected);
  bind(duty.due);
  bind(duty.remind);
  bind(name_of(duty.state));
  bind(duty.done);
  bind(duty.proof);
  bind(duty.overdue);
  bind(duty.withdrawn);
  bind(duty.why);
  bind(duty.note);
  bind(duty.rulebook);
  bind(duty.muted_until);
  if (duty.id) bind(duty.id);
  statement.step();
  statement.reset();
}

std::string select_documents() {
  return "SELECT d.id, d.duty, d.number, d.form, d.line, d.addressee, d.copy_to, d.issued, "
         "d.content, d.hash, "
         "d.corrects, d.missing, d.issuer, d.kind FROM t_document d";
}

Document document_in(const Statement& row) {
  Document document;
  document.id = row.id<DocumentId>(0);
  document.duty = row.id<DutyId>(1);
  document.number = row.text(2);
  document.form = row.text(3);
  const std::optional<Line> its_line = line(row.view(4));
  const std::optional<DocumentKind> kind = document_kind(row.view(13));
  if (!its_line || !kind) fail_damaged_value("t_document");
  document.line = *its_line;
  document.kind = *kind;
  document.addressee = row.id<UnitId>(5);
  document.copy_to = row.id<UnitId>(6);
  document.issued = row.day(7);
  document.content = row.text(8);
  document.hash = row.text(9);
  document.corrects = row.text(10);
  document.missing = words_in(row.view(11));
  document.issuer = row.id<UnitId>(12);
  return document;
}

std::string code_of(Database& database, const Subject& subject) {
  if (subject.student) return short_code(subject.student);
  Statement row(database, "SELECT code FROM t_unit WHERE id = ?");
  return row.start(subject.unit).step() ? row.text(0) : std::string();
}

}  // namespace ksbx
