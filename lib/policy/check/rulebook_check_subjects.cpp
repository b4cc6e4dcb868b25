// Facts that are known of pupils only, in rules about something else: they would be 0 or empty for ever, in silence.

#include "policy/check/rulebook_check.h"
#include "policy/condition/condition_faults.h"
#include "policy/condition/condition_node.h"
#include "policy/rulebook/rulebook_conditions.h"

namespace ksbx {
namespace {

enum class Known { of_everything, of_minors, of_pupils };

Known known(Attribute attribute) {
  switch (attribute) {
    case Attribute::absent_now:
    case Attribute::absent_for: return Known::of_pupils;
    case Attribute::age:
    case Attribute::grade:
    case Attribute::enrolment:
    case Attribute::boarding:
    case Attribute::special_group:
    case Attribute::has_village:
    case Attribute::has_residence: return Known::of_minors;
    case Attribute::compulsory:
    case Attribute::preschool:
    case Attribute::has_class_teacher:
    case Attribute::has_education_office:
    case Attribute::register_returned:
    case Attribute::school_day:
    case Attribute::month:
    case Attribute::stage: return Known::of_everything;
  }
  return Known::of_everything;
}

// Of the fact itself. Marks are a pupil's, and so are the episodes and cases that they make.
Known known(const FactDefinition& fact) {
  if (fact.attribute) return known(*fact.attribute);
  const bool counts_attendance = !fact.status.empty();
  const bool looks_at_absence = fact.within == Within::episode || fact.within == Within::case_;
  return counts_attendance || looks_at_absence ? Known::of_pupils : Known::of_everything;
}

bool is_known_of(Known known, SubjectKind subject) {
  return known == Known::of_everything || subject == SubjectKind::student ||
         (known == Known::of_minors && is_minor(subject));
}

// The fact that is not known of `subject`: this one, or one that its expression needs; nullptr if all are.
const FactDefinition* unknown_of(SubjectKind subject, const FactDefinition& fact, const Rulebook& rulebook) {
  if (!is_known_of(known(fact), subject)) return &fact;
  if (!fact.value) return nullptr;
  for (const int slot : fact.value->names_used())
    if (const auto* found = unknown_of(subject, rulebook.facts[static_cast<std::size_t>(slot)], rulebook)) return found;
  return nullptr;
}

Text through(const FactDefinition& named, const FactDefinition& unknown) {
  return &named == &unknown ? Text{} : text("（经由“{}”）", " (through “{}”)", unknown.name);
}

void check_names(const PlacedCondition& placed, const Rulebook& rulebook, Problems& problems) {
  const SubjectKind subject = placed.rule->subject;
  Faults faults(placed.condition->source(), placed.condition->place(), problems);
  walk(placed.condition->root(), [&](const Node& node) {
    if (node.kind != Node::Kind::name) return;
    const FactDefinition& fact = rulebook.facts[static_cast<std::size_t>(node.slot)];
    const FactDefinition* unknown = unknown_of(subject, fact, rulebook);
    if (unknown == nullptr) return;
    const Text whom = known(*unknown) == Known::of_pupils ? text("在校学生", "pupils") : text("未成年人", "minors");
    faults.add("fact-not-about-it", node.begin,
               text("规则的对象是{}，“{}”{}却只有{}才有，在这里永远是 0 或空",
                    "the rule is about {}, but “{}”{} is known of {} only: here it is 0 or empty for ever",
                    label_of(subject), fact.name, through(fact, *unknown), whom),
               text("请删去这个条件，或改用对象自己的记录算出的事实；要管的是学生本人的，写 for = \"student\"",
                    "Remove it, or use a fact from the subject's own records; if pupils are meant, write for = "
                    "\"student\""));
  });
}

}  // namespace

Problems check_subjects(const Rulebook& rulebook) {
  Problems problems;
  for (const PlacedCondition& placed : conditions_of(rulebook))
    if (placed.rule != nullptr && placed.record == nullptr) check_names(placed, rulebook, problems);
  return problems;
}

}  // namespace ksbx
