#include "store/ledger/duty_row.h"

#include <array>

#include "base/join.h"
#include "model/student.h"
#include "store/journal/json.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

// Written again whenever the duty changes.
constexpr std::array duty_columns = {"rule",      "item",     "period",      "action",  "clauses", "stage",     "role",
                                     "role_unit", "person",   "assigned",    "others",  "opened",  "detected",  "due",
                                     "remind",    "state",    "done",        "proof",   "overdue", "withdrawn", "why",
                                     "note",      "rulebook", "muted_until", "resumed", "ended"};
// Whom it was about when it arose, written once: a pupil who has moved since is in another class now.
constexpr std::array subject_columns = {"subject_kind", "student", "unit"};

template <class Columns>
std::string joined(const Columns& columns, const std::string& prefix, const std::string& suffix) {
  return join(columns, ", ", [&](const char* column) { return prefix + column + suffix; });
}

}  // namespace

std::string select_duties() {
  return "SELECT x.id, " + joined(duty_columns, "x.", "") + ", " + joined(subject_columns, "x.", "") + " FROM t_duty x";
}

Duty duty_in(const Statement& row) {
  Duty duty;
  duty.id = row.id<DutyId>(0);
  duty.key.rule = row.text(1);
  duty.key.item = row.text(2);
  duty.key.period = row.text(3);
  duty.action = row.text(4);
  duty.clauses = words_in(row.view(5));
  duty.stage = row.text(6);
  duty.who = {row.text(7), row.id<UnitId>(8), row.text(9), row.number(10) != 0};
  duty.with = assignees_in(row.view(11));
  duty.opened = row.day(12);
  duty.detected = row.day(13);
  duty.due = row.maybe_day(14);
  duty.remind = row.maybe_day(15);
  const std::optional<DutyState> state = duty_state(row.view(16));
  duty.done = row.maybe_day(17);
  duty.proof = row.id<RecordId>(18);
  duty.overdue = row.maybe_day(19);
  duty.withdrawn = row.maybe_day(20);
  duty.why = row.text(21);
  duty.note = row.text(22);
  duty.rulebook = row.text(23);
  duty.muted_until = row.maybe_day(24);
  duty.resumed = row.maybe_day(25);
  duty.ended = row.maybe_day(26);
  const std::optional<SubjectKind> kind = subject_kind(row.view(27));
  if (!kind || !state) fail_damaged_value("t_duty");
  duty.state = *state;
  duty.key.subject = {*kind, row.id<StudentId>(28), row.id<UnitId>(29)};
  return duty;
}

std::string insert_duty() {
  std::string places = "?";
  for (std::size_t more = 1; more < duty_columns.size() + subject_columns.size(); ++more) places += ", ?";
  return "INSERT INTO t_duty(" + joined(duty_columns, "", "") + ", " + joined(subject_columns, "", "") + ") VALUES (" +
         places + ")";
}

std::string update_duty() {
  return "UPDATE t_duty SET " + joined(duty_columns, "", " = ?") + " WHERE id = ?";
}

void write_duty(Statement& statement, const Duty& duty) {
  const std::string clauses = json_of(duty.clauses);
  const std::string others = json_of(duty.with);
  statement.reset();
  int at = 0;
  const auto bind = [&](const auto& value) { statement.bind(++at, value); };
  bind(duty.key.rule);
  bind(duty.key.item);
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
  bind(duty.resumed);
  bind(duty.ended);
  if (duty.id) {
    bind(duty.id);
  } else {
    bind(name_of(duty.key.subject.kind));
    bind(duty.key.subject.student);
    bind(duty.key.subject.unit);
  }
  statement.step();
  statement.reset();
}

std::string select_documents() {
  return "SELECT d.id, d.duty, d.number, d.form, d.line, d.addressee, d.copy_to, d.issued, "
         "d.content, d.hash, "
         "d.corrects, d.missing, d.issuer, d.kind, d.stated, d.answer_by FROM t_document d";
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
  if (!row.view(14).empty()) document.stated = texts_in(row.view(14));
  document.answer_by = row.maybe_day(15);
  return document;
}

std::string code_of(Database& database, const Subject& subject) {
  if (subject.student) return short_code(subject.student);
  Statement row(database, "SELECT code FROM t_unit WHERE id = ?");
  return row.start(subject.unit).step() ? row.text(0) : std::string();
}

}  // namespace ksbx
