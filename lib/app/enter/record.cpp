#include "app/enter/record.h"

#include <algorithm>

#include "app/enter/proofs.h"
#include "app/enter/refusal.h"
#include "app/papers/document_meant.h"
#include "app/workspace/class_register.h"
#include "app/workspace/pupils.h"
#include "app/workspace/roster_signs.h"
#include "app/workspace/units.h"
#include "base/join.h"
#include "base/nearest.h"
#include "files/cell/cell.h"
#include "policy/judge/route.h"
#include "policy/ledger/pauses.h"
#include "policy/papers/last_word.h"
#include "store/history/record_store.h"
#include "store/ledger/document_store.h"
#include "store/ledger/duty_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

Text kinds_of(const Rulebook& rulebook) {
  return enumerated(rulebook.records,
                    [](const RecordKind& kind) { return text("{}（{}）", "{} ({})", kind.kind, kind.label); });
}

const RecordKind& required_kind(const Rulebook& rulebook, const std::string& words) {
  std::vector<std::string> known;
  for (const RecordKind& kind : rulebook.records) {
    if (kind.kind == words || kind.label.zh == words) return kind;
    known.push_back(kind.kind);
    known.push_back(kind.label.zh);
  }
  const std::string close = nearest(words, known);
  throw Error(Failure::usage, "unknown-record-kind", text("没有记录种类“{}”", "there is no kind of record {}", words),
              close.empty() ? text("可用的种类：{}", "the kinds: {}", kinds_of(rulebook))
                            : text("是不是 {}？", "did you mean {}?", close));
}

const Field* field_called(const RecordKind& kind, const std::string& words) {
  for (const Field& field : kind.fields)
    if (field.name == words || field.label.zh == words || field.label.en == words) return &field;
  return nullptr;
}

Problem unknown_field(const RecordKind& kind, const std::string& words) {
  std::vector<std::string> known;
  std::vector<Text> all;
  for (const Field& field : kind.fields) {
    known.push_back(field.name);
    all.push_back(text("{}（{}）", "{} ({})", field.name, field.label));
  }
  const Text list = enumerated(all, {}, same_text("、"));
  const std::string close = nearest(words, known);
  return {Severity::error,
          "unknown-field",
          {},
          text("“{}”没有栏目“{}”", "{} has no field {}", kind.label, words),
          close.empty() ? text("可用的栏目：{}", "its fields: {}", list)
                        : text("是不是 {}？可用的栏目：{}", "did you mean {}? Its fields: {}", close, list)};
}

Text how_to_fill(const Field& field, const std::string& cell) {
  if (field.type.kind == Type::Kind::date) return text("请写 {}=2026-11-23", "write {}=2026-11-23", field.name);
  if (field.type.choices.empty()) return text("请写 {}=…", "write {}=…", field.name);
  const std::string close = nearest(cell, field.type.choices);
  return close.empty() ? text("请写 {}=…，可用：{}", "write {}=…, one of {}", field.name, choices_of(field))
                       : text("是不是 {}？可用：{}", "did you mean {}? One of {}", close, choices_of(field));
}

void read_fields(const RecordKind& kind, const std::map<std::string, std::string>& words, Record& record,
                 Problems& problems) {
  for (const auto& [name, cell] : words)
    if (field_called(kind, name) == nullptr) problems.push_back(unknown_field(kind, name));
  for (const Field& field : kind.fields) {
    std::string cell;
    for (const auto& [name, given] : words)
      if (field_called(kind, name) == &field) cell = given;
    auto value = read_field(cell, field);
    if (value.issue == CellIssue::none) {
      if (!std::holds_alternative<std::monostate>(value.value)) record.fields[field.name] = std::move(value.value);
      continue;
    }
    Problem problem = problem_of(value.issue, {}, field.name + "（" + field.label.zh + "）", Severity::error);
    problem.remedy = how_to_fill(field, cell);
    problems.push_back(std::move(problem));
  }
}

RecordSubject nobody(Problem problem) {
  RecordSubject none;
  none.problem = std::move(problem);
  return none;
}

RecordSubject document_called(const Workspace& workspace, const RecordKind& kind, std::string_view number) {
  const auto [answered, problem] = document_meant(workspace.database, workspace.rulebook, number);
  if (!answered) return nobody(*problem);
  RecordSubject subject{{}, {}, answered->number};
  if (const auto about = duty(workspace.database, answered->duty)) {
    subject.student = about->key.subject.student;
    if (!subject.student) subject.unit = about->key.subject.unit;
  }
  // What is no longer in force asks for nothing, so nothing begins with its receipt.
  if (!is_in_force(*answered)) return subject;
  const std::string& line = workspace.rulebook.meaning.field(Meant::receipt_line);
  const std::string& form = workspace.rulebook.meaning.field(Meant::receipt_form);
  if (kind.field(line)) subject.from_document[line] = std::string(name_of(answered->line));
  if (kind.field(form)) subject.from_document[form] = answered->form;
  return subject;
}

Text labels_of(const std::vector<SubjectKind>& subjects) {
  Text all;
  for (const SubjectKind subject : subjects)
    all = all.empty() ? label_of(subject) : text("{}、{}", "{}, {}", all, label_of(subject));
  return all;
}

RecordSubject subject_unit(const Organisation& organisation, const RecordKind& kind, std::string_view words,
                           Day today) {
  Problems problems;
  const Unit* unit = unit_called(organisation, words, kind.subjects, today, problems);
  if (unit == nullptr) return nobody(problems.front());
  if (!kind.is_about(subject_kind(unit->kind)))
    return nobody({Severity::error,
                   "wrong-subject",
                   {},
                   text("“{}”是{}，“{}”的对象是{}", "{} is of kind {}, but {} is about {}", unit->name,
                        label_of(unit->kind), kind.label, labels_of(kind.subjects)),
                   text("请改写对象，或改用另一种记录", "give another subject, or use another kind of record")});
  return {{}, unit->id};
}

}  // namespace

RecordSubject record_subject(const Workspace& workspace, const Organisation& organisation, const RecordKind& kind,
                             std::string_view words) {
  const Day today = workspace.dates.today;
  if (kind.about_document()) return document_called(workspace, kind, words);
  if (kind.about_unit()) {
    RecordSubject unit = subject_unit(organisation, kind, words, today);
    const bool names_unit = !unit.problem || unit.problem->code == "wrong-subject";
    if (names_unit || !kind.about_minor()) return unit;
  }
  PupilFound found = pupil(workspace.database, organisation, words, today);
  return found.problem ? nobody(std::move(*found.problem)) : RecordSubject{found.student->id, {}};
}

Text choices_of(const Field& field) {
  std::vector<Text> all;
  for (std::size_t i = 0; i < field.type.choices.size(); ++i)
    all.push_back(text("{}（{}）", "{} ({})", field.type.choices[i], field.choice_labels[i]));
  return enumerated(all, {}, same_text("、"));
}

Record record_about(const RecordKind& kind, RecordSubject subject) {
  Record record;
  record.kind = kind.kind;
  record.student = subject.student;
  record.unit = subject.unit;
  record.document = std::move(subject.document);
  record.fields = std::move(subject.from_document);
  return record;
}

MakerRoles maker_roles(const Organisation& organisation, const Rulebook& rulebook, const std::string& by, Day day,
                       const std::vector<std::string>& said) {
  MakerRoles held;
  const auto hold = [&](const std::string& role) {
    if (std::ranges::find(held.roles, role) == held.roles.end()) held.roles.push_back(role);
  };
  if (!by.empty())
    for (const Assignment* assignment : organisation.roles_of_all(by, day)) hold(assignment->role);
  for (const std::string& words : said) {
    const auto role = std::find_if(rulebook.roles.begin(), rulebook.roles.end(), [&](const Role& known) {
      return known.id == words || known.label.zh == words || known.label.en == words;
    });
    if (role == rulebook.roles.end()) {
      held.problem = {Severity::error,
                      "unknown-role",
                      {},
                      text("规则集里没有职务“{}”", "the rulebook has no role {}", words),
                      text("职务名称见规则集 roles.toml", "roles are listed in the rulebook's roles.toml")};
      return held;
    }
    hold(role->id);
  }
  return held;
}

std::optional<Problem> without_person(const RecordKind& kind, const Record& record) {
  if (!record.roles.empty() || kind.about_document()) return std::nullopt;
  return Problem{Severity::warning,
                 "record-without-person",
                 {},
                 record.by.empty()
                     ? text("没有说明是谁做的：不能证明该由某职务完成的任务",
                            "no person is given: it proves no duty that belongs to a role")
                     : text("“{}”当天没有职务：不能证明该由某职务完成的任务",
                            "“{}” held no role that day: it proves no duty that belongs to a role", record.by),
                 text("写明姓名，同教职工表一致，几个人用“、”隔开（--by）；不在表里的写职务（--role）",
                      "name who made it, as on the staff list, several with 、 between (--by); of others give the role "
                      "(--role)")};
}

// A pause that says more than its kind allows mutes no longer than that.
std::optional<Problem> cut_short(const Rulebook& rulebook, const RecordKind& kind, const Record& record) {
  const auto last = mutes_through(rulebook, record);
  if (!last || std::get<Day>(record.fields.at(kind.mutes_until)) <= *last) return std::nullopt;
  return Problem{
      Severity::warning,
      "pause-cut",
      {},
      text("“{}”只到 {} 为止，其后照常催办", "{} holds through {} only", kind.label, last->iso()),
      text("届时仍有必要的，由有权的单位另行登记", "if it is still needed then, whoever may allow it records it anew")};
}

RecordOutcome record(const Workspace& workspace, const RecordRequest& request, Keep keep) {
  const RecordKind& kind = required_kind(workspace.rulebook, request.kind);
  Transaction transaction(workspace.database,
                          workspace.occasion());  // first: what is looked up holds until it is written
  const Organisation organisation = load_organisation(workspace.database);
  RecordOutcome outcome;
  Problems problems;
  const RecordSubject about = record_subject(workspace, organisation.on(request.day), kind, request.subject);
  if (about.problem) problems.push_back(*about.problem);
  const MakerRoles maker = maker_roles(organisation, workspace.rulebook, request.by, request.day, request.roles);
  if (maker.problem) problems.push_back(*maker.problem);
  Record& made = outcome.record = record_about(kind, about);
  made.day = request.day;
  const auto time = read_time(request.time);
  made.minute = time.value;
  if (time.issue != CellIssue::none) problems.push_back(problem_of(time.issue, {}, "--time", Severity::error));
  made.recorded = workspace.dates.now;
  made.by = request.by;
  made.roles = maker.roles;
  read_fields(kind, request.fields, made, problems);
  if (const auto problem = refused_day(workspace.calendar, made.day, workspace.dates.today))
    problems.push_back(*problem);
  else if (const auto early = refused_time(made, workspace.dates.now))
    problems.push_back(*early);
  if (problems.empty())
    for (const auto& problem :
         {refused_maker(workspace.rulebook, kind, made), refused_unit(workspace.rulebook, organisation, made),
          refused_reassignment(workspace.rulebook, organisation, made),
          refused_signer(workspace.database, organisation, made), refused_member(workspace, kind, organisation, made),
          refused_pupil(workspace, kind, organisation, made)})
      if (problem) problems.push_back(*problem);
  if (!problems.empty()) throw Error(Failure::usage, std::move(problems));
  if (auto nobody_made_it = without_person(kind, made)) outcome.warnings.push_back(std::move(*nobody_made_it));
  if (auto cut = cut_short(workspace.rulebook, kind, made)) outcome.warnings.push_back(std::move(*cut));

  const RecordAdded added = add(transaction, made);
  made.id = added.id;
  outcome.effect = added.effect;
  if (added.effect == Effect::written) RosterSigns(workspace, transaction).note_reception(made);
  if (made.student) {
    const Student student = *ksbx::student(workspace.database, made.student);
    outcome.subject = described(student, organisation, request.shown);
    outcome.proofs = proofs_of(workspace, organisation, subject_of(student));
  } else if (const Unit* unit = organisation.find(made.unit)) {
    outcome.subject = same_text(organisation.full_name(unit->id));
    outcome.proofs = proofs_of(workspace, organisation, subject_of(*unit));
  }
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

}  // namespace ksbx
