// Duties that reach no one, and reports that reach only one of the two authorities.

#include <algorithm>

#include "policy/check/rulebook_check.h"

namespace ksbx {
namespace {

// Whose chain leads where: seen from these, a unit of that kind is found above them or next to them.
bool has_class(SubjectKind subject) {
  return subject == SubjectKind::student || subject == SubjectKind::school_class;
}
bool has_grade(SubjectKind subject) {
  return has_class(subject) || subject == SubjectKind::grade;
}
bool has_school(SubjectKind subject) {
  return has_grade(subject) || subject == SubjectKind::school;
}
bool has_village(SubjectKind subject) {
  return is_minor(subject) || subject == SubjectKind::village;
}
// By residence, or because the unit is in a town.
bool has_town(SubjectKind subject) {
  return subject != SubjectKind::bureau && subject != SubjectKind::department && subject != SubjectKind::city;
}

void check_role(const Rulebook& rulebook, const Rule& rule, const DutyItem& item, const std::string& id,
                Problems& problems) {
  const Role* role = rulebook.role(id);
  if (role == nullptr || is_in_reach(role->at, rule.subject)) return;
  problems.push_back(
      {Severity::error, "role-out-of-reach", item.origin,
       text("规则“{}”的对象是{}，从那里找不到“{}”", "the rule “{0}” is about {1}, and no “{2}” can be found from there",
            rule.label, label_of(rule.subject), role->label),
       text("请改由找得到的角色承担，或更正规则的 for",
            "Choose a role that can be found, or correct “for” in the rule")});
}

void check_lines(const Rulebook& rulebook, const DutyItem& item, Problems& problems) {
  if (!item.document || item.document->lines.size() > 1) return;
  const Form* form = rulebook.form(item.document->form);
  if (form == nullptr || form->single_line) return;
  problems.push_back({Severity::error, "one-line", item.origin,
                      text("文书“{}”只发一条线；报告要同时发给政府线和教育线",
                           "the document “{}” is sent on one line only; reports are due on both", form->title),
                      text("请写 lines = [\"government\", \"education\"]；确实只发一处的文书，在样式里写 "
                           "single_line = true",
                           "Write lines = [\"government\", \"education\"]; a document meant for one gets "
                           "single_line = true in its form")});
}

bool is_known_of(const DocumentField& field, SubjectKind subject) {
  switch (field.tells) {
    case DocumentField::Tells::letterhead:
    case DocumentField::Tells::either: return true;
    case DocumentField::Tells::pupil: return is_minor(subject);
    case DocumentField::Tells::unit: return !is_minor(subject);
    case DocumentField::Tells::notice: return false;
  }
  return false;
}

void check_share(const Form& form, const DutyItem& item, const std::string& name, const Text& label,
                 Problems& problems) {
  if (item.share.empty() || std::ranges::find(item.share, name) != item.share.end()) return;
  problems.push_back({Severity::error, "form-shares-more", item.origin,
                      text("这项任务只许提供 share 列出的栏目，文书“{}”却还要写“{}”",
                           "this duty may share the fields of “share” only, but the document “{}” also contains “{}”",
                           form.title, label),
                      text("请从正文中删去 {{{0}}}；确实需要的，加进 share",
                           "Remove {{{0}}} from the body, or add it to share", name)});
}

// What the form contains must be known of the subject, and must be among what the duty may share.
void check_fields(const Rulebook& rulebook, const Rule& rule, const DutyItem& item, Problems& problems) {
  const Form* form = item.document ? rulebook.form(item.document->form) : nullptr;
  if (form == nullptr) return;
  const std::set<std::string> used = fields_in(*form);
  for (const std::string& field : used)
    if (field.starts_with("report:"))
      problems.push_back(
          {Severity::error, "form-with-report", item.origin,
           text("规则产生的文书不能带报表 {{{}}}", "a document that a rule issues cannot hold {{{}}}", field),
           text("带报表的样式只能用 ksbx document --form 当场开；请换一种样式",
                "only papers on demand (ksbx document --form) hold reports: choose another form")});
  for (const DocumentField& field : document_fields()) {
    if (!used.contains(field.name)) continue;
    if (!is_known_of(field, rule.subject))
      problems.push_back({Severity::error, "form-not-about-it", item.origin,
                          text("规则“{}”的对象是{}，文书“{}”却要写“{}”",
                               "the rule “{}” is about {}, but the document “{}” contains “{}”", rule.label,
                               label_of(rule.subject), form->title, field.label),
                          text("请换一种样式，或从正文中删去 {{{}}}",
                               "Choose another form, or remove {{{}}} from the body", field.name)});
    else if (field.about_subject())
      check_share(*form, item, field.name, field.label, problems);
  }
  for (const std::string& name : used)
    if (is_record_field(name)) check_share(*form, item, name, same_text(name), problems);
}

}  // namespace

bool is_in_reach(RoleAt place, SubjectKind subject) {
  switch (place) {
    case RoleAt::pupil:
    case RoleAt::school_class: return has_class(subject);
    case RoleAt::grade: return has_grade(subject);
    case RoleAt::school:
    case RoleAt::school_town: return has_school(subject);
    case RoleAt::education_office: return has_school(subject) || subject == SubjectKind::education_office;
    case RoleAt::village: return has_village(subject);
    case RoleAt::town:
    case RoleAt::police_station: return has_town(subject);
    case RoleAt::bureau:
    case RoleAt::city:
    case RoleAt::department: return true;
    case RoleAt::itself: return !is_minor(subject);
  }
  return false;
}

Problems check_duties(const Rulebook& rulebook) {
  Problems problems;
  for (const Rule& rule : rulebook.rules) {
    if (rule.never_in_force()) continue;
    for (const DutyItem& item : rule.duties) {
      check_role(rulebook, rule, item, item.who, problems);
      for (const std::string& partner : item.with) check_role(rulebook, rule, item, partner, problems);
      if (item.document)
        for (const auto* receivers : {&item.document->to, &item.document->copy})
          for (const std::string& receiver : *receivers) check_role(rulebook, rule, item, receiver, problems);
      check_lines(rulebook, item, problems);
      check_fields(rulebook, rule, item, problems);
    }
  }
  return problems;
}

}  // namespace ksbx
