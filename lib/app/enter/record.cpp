#include "app/enter/record.h"

#include <algorithm>

#include "app/enter/proofs.h"
#include "app/papers/documents.h"
#include "app/workspace/class_register.h"
#include "app/workspace/pupils.h"
#include "app/workspace/roster_signs.h"
#include "app/workspace/units.h"
#include "base/join.h"
#include "base/nearest.h"
#include "files/cell/cell.h"
#include "policy/judge/route.h"
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

Text choices_of(const Field& field) {
  std::vector<Text> all;
  for (std::size_t i = 0; i < field.type.choices.size(); ++i)
    all.push_back(text("{}（{}）", "{} ({})", field.type.choices[i], field.choice_labels[i]));
  return enumerated(all, {}, same_text("、"));
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
  const auto answered = document(workspace.database, number);
  if (!answered) return nobody(no_document(workspace.database, std::string(number)));
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

// The unit by code, name, or, of a class, as people write it (七(1)班@一中); nullptr if the words name no unit or
// several.
const Unit* unit_called(const Organisation& organisation, const RecordKind& kind, std::string_view words, Day today,
                        Problems& problems) {
  const ClassRegister classes(organisation, today);
  std::vector<UnitId> meant;
  if (kind.is_about(SubjectKind::school_class)) meant = classes.matching(words);
  if (meant.empty() && kind.is_about(SubjectKind::grade)) meant = classes.grades_matching(words);
  if (meant.size() == 1) return organisation.find(meant.front());
  if (meant.empty()) return unit_meant(organisation, words, {}, problems);
  problems.push_back(ambiguous_unit(organisation, words, meant));
  return nullptr;
}

RecordSubject subject_unit(const Organisation& organisation, const RecordKind& kind, std::string_view words,
                           Day today) {
  Problems problems;
  const Unit* unit = unit_called(organisation, kind, words, today, problems);
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
    for (const Assignment* assignment : organisation.roles_of(by, day)) hold(assignment->role);
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

std::optional<Problem> refused_unit(const Rulebook& rulebook, const Organisation& organisation, const Record& record) {
  for (const Role& role : rulebook.roles) {
    if (role.record != record.kind) continue;
    const auto field = record.fields.find(role.field);
    if (field == record.fields.end()) continue;
    const std::string words = text_of(field->second);
    const auto called = units_called(organisation, words, role.at, record.day);
    if (called.size() == 1) continue;
    std::vector<std::string> known;
    for (const Unit& unit : organisation.units())
      if (!units_called(organisation, unit.name, role.at, record.day).empty()) known.push_back(unit.name);
    const std::string close = nearest(words, known);
    return Problem{Severity::error,
                   std::string(called.empty() ? "unknown-unit" : "R_AMBIGUOUS_UNIT"),
                   {},
                   called.empty() ? text("没有叫“{}”的单位可以作“{}”", "no unit “{}” can be the {}", words, role.label)
                                  : text("“{}”有 {} 个", "{} can be one of {}", words, called.size()),
                   close.empty() || !called.empty()
                       ? text("请写单位编码；编码见 ksbx sql \"SELECT code, name FROM units\"",
                              "give the unit's code: ksbx sql \"SELECT code, name FROM units\"")
                       : text("是不是 {}？", "did you mean {}?", close)};
  }
  return std::nullopt;
}

std::optional<Problem> refused_reassignment(const Rulebook& rulebook, const Organisation& organisation,
                                            const Record& record) {
  const Meanings& meaning = rulebook.meaning;
  if (!meaning.says(record, Meant::reassignment)) return std::nullopt;
  const auto said = [&](Meant meant) {
    const auto field = record.fields.find(meaning.field(meant));
    return field == record.fields.end() ? std::string() : text_of(field->second);
  };
  const std::string action = said(Meant::reassignment_action);
  std::vector<std::string> known;
  for (const Action& one : rulebook.actions)
    if (std::ranges::none_of(rulebook.forms,
                             [&](const Form& form) { return form.answer && form.answer->action == one.id; }))
      known.insert(known.end(), {one.id, one.label.zh});  // nobody signs for another unit
  if (std::ranges::find(known, action) == known.end()) {
    const std::string close = nearest(action, known);
    return Problem{Severity::error,
                   "unknown-action",
                   {},
                   text("没有叫“{}”的任务", "no duty is called “{}”", action),
                   close.empty() ? text("任务的名称见 ksbx report duties 的“任务”一栏",
                                        "the names of duties stand in the column “task” of ksbx report duties")
                                 : text("是不是 {}？", "did you mean {}?", close)};
  }
  const std::string person = said(Meant::reassignment_to);
  if (!organisation.roles_of(person, record.day).empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const Assignment& one : organisation.assignments()) names.push_back(one.person);
  const std::string close = nearest(person, names);
  return Problem{Severity::error,
                 "unknown-person",
                 {},
                 text("任职表里没有“{}”，不能改派给他", "{} has no post and cannot be given a duty", person),
                 close.empty() ? text("请先导入他的任职", "import his post first")
                               : text("是不是 {}？", "did you mean {}?", close)};
}

std::optional<Problem> refused_signer(Database& database, const Organisation& organisation, const Record& record) {
  const auto answered = record.document.empty() ? std::nullopt : document(database, record.document);
  if (!answered || !answered->addressee) return std::nullopt;
  std::vector<UnitId> where;  // he works, or it is
  for (const Assignment* post : organisation.roles_of(record.by, record.day)) where.push_back(post->unit);
  for (const Unit* unit : organisation.named(record.by)) where.push_back(unit->id);
  const auto is_there = [&](UnitId unit) { return organisation.is_within(unit, answered->addressee); };
  if (where.empty() || std::ranges::any_of(where, is_there)) return std::nullopt;
  return Problem{Severity::error,
                 "signed-elsewhere",
                 {},
                 text("“{}”不在收件单位 {}，不能替它签收或退回", "{} does not work at {}, to which the document went",
                      record.by, organisation.name_of(answered->addressee)),
                 text("请写收件单位的人 --by，或不写 --by，只写 received_by=",
                      "name somebody there with --by, or leave --by out and give received_by=")};
}

std::optional<Problem> refused_maker(const Rulebook& rulebook, const RecordKind& kind, const Record& record) {
  if (kind.by.empty() || rulebook.fulfils_any(record.roles, kind.by)) return std::nullopt;
  Text wanted;
  for (const std::string& id : kind.by) {
    const Role* role = rulebook.role(id);
    const Text label = role ? role->label : same_text(id);
    wanted = wanted.empty() ? label : text("{}、{}", "{}, {}", wanted, label);
  }
  return Problem{
      Severity::error,
      "maker-lacks-role",
      {},
      record.by.empty()
          ? text("没有说明是谁做的；“{}”要由 {} 登记", "no person is given; {} is made by {}", kind.label, wanted)
          : text("“{}”没有可以登记“{}”的职务；应为 {}", "{} has none of the roles that may make {}: {}", record.by,
                 kind.label, wanted),
      text("改写 --by 姓名；不在教职工表里的，加上 --role 职务",
           "correct --by NAME, or add --role ROLE for someone not on the staff list")};
}

std::optional<Problem> refused_day(const Calendar& calendar, Day day, Day today) {
  if (day > today)
    return Problem{Severity::error,
                   "future-date",
                   {},
                   text("日期 {} 还没有到", "{} is in the future", day.iso()),
                   text("记录的是做过的事；请检查日期", "a record says what was done: check the date")};
  if (calendar.covers(day)) return std::nullopt;
  const DayRange range = calendar.range();
  return Problem{Severity::error,
                 "outside-calendar",
                 {},
                 text("校历不含 {}（现有 {} 至 {}）", "the calendar does not cover {} (it has {} to {})", day.iso(),
                      range.first.iso(), range.last.iso()),
                 text("请检查日期，或补上该学年的校历", "check the date, or add the calendar of that school year")};
}

std::optional<Problem> refused_time(const Record& record, Moment now) {
  if (!record.minute || record.day != now.day() || *record.minute <= now.minute_of_day()) return std::nullopt;
  return Problem{Severity::error,
                 "future-date",
                 {},
                 text("时间 {} 还没有到", "{} is in the future", time_of(record)),
                 text("记录的是做过的事；请检查日期和时间", "a record says what was done: check date and time")};
}

RecordOutcome record(const Workspace& workspace, const RecordRequest& request, Keep keep) {
  const RecordKind& kind = required_kind(workspace.rulebook, request.kind);
  Transaction transaction(workspace.database,
                          workspace.occasion());  // first: what is looked up holds until it is written
  const Organisation organisation = load_organisation(workspace.database);
  RecordOutcome outcome;
  Problems problems;
  const RecordSubject about = record_subject(workspace, organisation, kind, request.subject);
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
          refused_signer(workspace.database, organisation, made)})
      if (problem) problems.push_back(*problem);
  if (!problems.empty()) throw Error(Failure::usage, std::move(problems));
  if (made.roles.empty() && !kind.about_document())
    outcome.warnings.push_back(
        {Severity::warning,
         "record-without-person",
         {},
         text("没有说明是谁做的，或此人没有职务：不能证明该由某职务完成的任务",
              "no person is given, or one without a role: it proves no duty that belongs to a role"),
         text("加上 --by 姓名，或 --role 职务", "add --by NAME or --role ROLE")});

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
