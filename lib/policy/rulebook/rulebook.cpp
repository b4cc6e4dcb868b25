#include "policy/rulebook/rulebook.h"

#include <algorithm>

#include "base/placeholders.h"

namespace ksbx {
namespace {

// The first one whose `name` member is `wanted`; nullptr if there is none.
template <class T>
const T* find(const std::vector<T>& all, std::string T::*name, std::string_view wanted) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.*name == wanted; });
  return found == all.end() ? nullptr : &*found;
}

// `seen` ends the search where roles contain each other.
bool is_member(const Rulebook& rulebook, std::string_view held, std::string_view wanted,
               std::vector<std::string_view>& seen) {
  if (held == wanted) return true;
  if (std::find(seen.begin(), seen.end(), wanted) != seen.end()) return false;
  seen.push_back(wanted);
  const Role* role = rulebook.role(wanted);
  if (role == nullptr) return false;
  return std::any_of(role->members.begin(), role->members.end(),
                     [&](const std::string& member) { return is_member(rulebook, held, member, seen); });
}

std::vector<DocumentField> make_document_fields() {
  using enum DocumentField::Tells;
  return {
      {"student", text("学生姓名", "pupil's name"), pupil},
      {"sex", text("性别", "sex"), pupil},
      {"birth", text("出生日期", "date of birth"), pupil},
      {"student_number", text("学籍号", "student number"), pupil},
      {"school", text("学校", "school"), either},
      {"class", text("班级", "class"), pupil},
      {"enrolment", text("学籍状态", "standing with the roll"), pupil},
      {"town", text("镇街（学生按居住地）", "town; a pupil's: of residence"), either},
      {"village", text("居住地村（社区）", "village of residence"), pupil},
      {"address", text("现住址", "address"), pupil},
      {"guardian", text("监护人", "guardian"), pupil},
      {"guardian_phone", text("监护人电话", "guardian's phone"), pupil},
      {"family", text("家庭情况", "family situation"), pupil},
      {"absence", text("缺课情况", "the absence"), pupil},
      {"unexcused_days", text("连续无故缺课天数", "days in a row without reason"), pupil},
      {"persuasions", text("劝复经过", "the persuasions"), pupil},
      {"reason", text("原因", "reason"), pupil},
      {"unit", text("单位名称", "unit"), unit},
      {"period", text("期间", "period"), unit},
      {"addressee", text("主送单位", "addressee"), letterhead},
      {"issuer", text("发文单位", "issuer"), letterhead},
      {"date", text("日期", "date"), letterhead},
      {"number", text("编号", "number"), letterhead},
      {"correction", text("补报说明", "note of a supplement"), letterhead},
      {"title", text("文书名称", "title of the document"), notice},
      {"papers", text("所说的文书", "the documents it speaks of"), notice},
      {"withdrawal", text("何时撤回", "when they were withdrawn"), notice},
      {"concerns", text("涉及的学生或单位", "whom it concerns"), notice},
      {"cause", text("撤回原因", "why they are withdrawn"), notice},
      {"changes", text("更正内容", "what was and what is"), notice},
      {"successor", text("接办单位", "who is in charge now"), notice},
      {"text", text("现在的全文", "the whole text now"), notice},
  };
}

}  // namespace

const std::vector<Parameter::Dated>& Parameter::values_for(Day day) const {
  const auto then = std::ranges::find_if(judged, [&](const Judged& one) { return day <= one.through; });
  return then == judged.end() ? values : then->values;
}

std::vector<const Parameter::Dated*> Parameter::all_values() const {
  std::vector<const Dated*> all;
  const auto add = [&](const std::vector<Dated>& some) {
    for (const Dated& one : some) all.push_back(&one);
  };
  for (const Judged& one : judged) add(one.values);
  add(values);
  return all;
}

std::set<Day> Parameter::turns() const {
  std::set<Day> days;
  for (const Dated* dated : all_values()) days.insert(dated->from);
  for (const Judged& one : judged) days.insert(one.through + 1);
  return days;
}

// The first day that these words of the files decided: a case that was open when they were written keeps the old value,
// whatever they are dated.
Day Parameter::decides_from(const Dated& dated) const {
  const auto is_in = [&](const std::vector<Dated>& list) {
    return std::ranges::any_of(list, [&](const Dated& one) { return decide_alike(one, dated); });
  };
  Day from = dated.from;
  for (const Judged& one : judged) {
    if (is_in(one.values)) return from;
    from = std::max(dated.from, one.through + 1);
  }
  return from;
}

const Parameter::Dated& Parameter::on(Day day, const Scope& whose, Day case_first) const {
  const std::vector<Dated>& choice = values_for(day);
  const Dated* best = nullptr;
  for (const Dated& dated : choice) {
    const bool is_reached =
        dated.open_cases == OpenCases::keep ? decides_from(dated) <= std::min(day, case_first) : dated.from <= day;
    if (!is_reached || !dated.scope.covers(whose)) continue;
    if (best == nullptr || dated.scope.rank() >= best->scope.rank()) best = &dated;
  }
  if (best != nullptr) return *best;
  // An old value that was overwritten stands where it decided.
  const auto before =
      std::ranges::find_if(judged.rbegin(), judged.rend(), [&](const Judged& one) { return one.through < day; });
  if (before != judged.rend()) return on(before->through, whose, case_first);
  const auto first = std::ranges::find_if(choice, [](const Dated& dated) { return dated.scope.everybody(); });
  return first == choice.end() ? choice.front() : *first;
}

bool decide_alike(const Parameter::Dated& one, const Parameter::Dated& other) {
  const auto decisive = [](const Parameter::Dated& dated) {
    return std::tie(dated.from, dated.value, dated.scope, dated.open_cases);
  };
  return decisive(one) == decisive(other);
}

bool decide_alike(const std::vector<Parameter::Dated>& some, const std::vector<Parameter::Dated>& others) {
  return std::ranges::equal(some, others, [](const Parameter::Dated& one, const Parameter::Dated& other) {
    return decide_alike(one, other);
  });
}

bool Rule::in_force(Day day) const {
  if (from && day < *from) return false;
  return !off || (off->from && day < *off->from);
}

const Text* Field::label_of(std::string_view choice) const {
  const auto place = std::ranges::find(type.choices, choice);
  return place == type.choices.end() ? nullptr : &choice_labels[static_cast<std::size_t>(place - type.choices.begin())];
}

const Field* RecordKind::field(std::string_view name) const {
  return find(fields, &Field::name, name);
}

bool RecordKind::about_minor() const {
  return std::any_of(subjects.begin(), subjects.end(), is_minor);
}

bool RecordKind::about_unit() const {
  return !std::all_of(subjects.begin(), subjects.end(), is_minor);
}

bool RecordKind::is_about(SubjectKind subject) const {
  if (is_minor(subject)) return about_minor() || about_document();
  return std::find(subjects.begin(), subjects.end(), subject) != subjects.end();
}

bool RecordKind::can_name_pupils() const {
  return std::ranges::any_of(fields, &Field::pupil);
}

bool RecordKind::names_pupil(const Record& record, StudentId student) const {
  return std::ranges::any_of(fields, [&](const Field& field) {
    const auto stored = record.fields.find(field.name);
    return field.pupil && stored != record.fields.end() && text_of(stored->second) == short_code(student);
  });
}

const Parameter* Rulebook::parameter(std::string_view wanted) const {
  return find(parameters, &Parameter::id, wanted);
}
const Role* Rulebook::role(std::string_view wanted) const {
  return find(roles, &Role::id, wanted);
}
const Role* Rulebook::role_named(std::string_view words) const {
  const auto is_it = [&](const Role& one) { return one.id == words || one.label.zh == words || one.label.en == words; };
  const auto found = std::ranges::find_if(roles, is_it);
  return found == roles.end() ? nullptr : &*found;
}
const Stage* Rulebook::stage(std::string_view wanted) const {
  return find(stages, &Stage::id, wanted);
}
const Action* Rulebook::action(std::string_view wanted) const {
  return find(actions, &Action::id, wanted);
}
const Form* Rulebook::form(std::string_view wanted) const {
  return find(forms, &Form::id, wanted);
}
const ChoiceList* Rulebook::choice_list(std::string_view wanted) const {
  return find(choices, &ChoiceList::id, wanted);
}
const RecordKind* Rulebook::record(std::string_view wanted) const {
  return find(records, &RecordKind::kind, wanted);
}
const Rule* Rulebook::rule(std::string_view wanted) const {
  return find(rules, &Rule::id, wanted);
}
const FactDefinition* Rulebook::fact(std::string_view wanted) const {
  return find(facts, &FactDefinition::name, wanted);
}
const Clause* Rulebook::clause(std::string_view wanted) const {
  return find(clauses, &Clause::id, wanted);
}

const AttendanceCode* Rulebook::attendance_code(std::string_view words) const {
  for (const AttendanceCode& one : attendance_codes)
    if (one.code == words || one.label.zh == words || one.label.en == words) return &one;
  return nullptr;
}

Day Rulebook::school_year_of(Day day) const {
  const Day begins = Day::nearest(day.year(), school_year_month, school_year_day);
  return begins <= day ? begins : Day::nearest(day.year() - 1, school_year_month, school_year_day);
}

std::set<SubjectKind> Rulebook::subjects() const {
  std::set<SubjectKind> kinds;
  for (const Rule& rule : rules) kinds.insert(rule.subject);
  return kinds;
}

std::optional<Text> Rulebook::label_of(const FactDefinition& fact, std::string_view choice) const {
  if (fact.attribute == Attribute::stage)
    if (const Stage* one = stage(choice)) return one->label;
  if (fact.attribute == Attribute::enrolment)
    if (const auto one = enrolment(choice)) return ksbx::label_of(*one);
  const RecordKind* kind = record(fact.record);
  const Field* field = kind ? kind->field(fact.field) : nullptr;
  const Text* label = field ? field->label_of(choice) : nullptr;
  return label ? std::optional(*label) : std::nullopt;
}

bool Rulebook::fulfils(std::string_view held, std::string_view wanted) const {
  std::vector<std::string_view> seen;
  return is_member(*this, held, wanted, seen);
}

bool Rulebook::fulfils_any(const std::vector<std::string>& held, const std::vector<std::string>& wanted) const {
  return std::ranges::any_of(held, [&](const std::string& one) {
    return std::ranges::any_of(wanted, [&](const std::string& role) { return fulfils(one, role); });
  });
}

std::vector<Value> Rulebook::parameter_values(Day day, const Scope& whose, Day case_first) const {
  std::vector<Value> values;
  values.reserve(parameters.size());
  for (const Parameter& one : parameters) values.push_back(Value::of(one.on(day, whose, case_first).value));
  return values;
}

const RuleLayer* Rulebook::layer(const Origin& origin) const {
  for (const RuleLayer& one : layers)
    if (std::find(one.files.begin(), one.files.end(), origin.file.str()) != one.files.end()) return &one;
  return nullptr;
}

bool Rulebook::is_overlaid(const Origin& origin) const {
  const RuleLayer* found = layer(origin);
  return found != nullptr && found != &layers.front();
}

std::set<std::string> fields_in(const Form& form) {
  const std::vector<std::string> fields = placeholders_in(form.body);
  return {fields.begin(), fields.end()};
}

bool has_end(Per per) {
  return per != Per::episode && per != Per::case_ && per != Per::event;
}

bool is_record_field(std::string_view name) {
  return name.find('.') != std::string_view::npos && !name.starts_with("report:");
}

const std::vector<DocumentField>& document_fields() {
  static const std::vector<DocumentField> all = make_document_fields();
  return all;
}

}  // namespace ksbx
