#include "app/explain/evaluate.h"

#include <algorithm>

#include "app/explain/typed_words.h"
#include "app/workspace/closures.h"
#include "app/workspace/pupils.h"
#include "store/history/history_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

constexpr const char* question = "?";  // no rule of a file can be called so

Condition parsed(const Rulebook& rulebook, const std::string& condition) {
  Problems problems;
  const Origin typed{"CONDITION", 1, 1};
  const Condition::Place place{typed, condition};
  auto result = Condition::parse(condition, rulebook.fact_names, rulebook.parameter_names, place, problems);
  if (!result) throw Error(Failure::usage, std::move(problems));
  return *result;
}

// The rulebook with the condition as one rule more, for every kind of child; it orders nothing.
Rulebook with_question(const Rulebook& rulebook, const Condition& condition) {
  Rulebook asked = rulebook;
  for (const SubjectKind kind : {SubjectKind::student, SubjectKind::idle_minor}) {
    Rule rule;
    rule.id = question;
    rule.subject = kind;
    rule.when = condition;
    asked.rules.push_back(std::move(rule));
  }
  return asked;
}

}  // namespace

Evaluation evaluate(const Workspace& workspace, const std::string& condition, const std::string& pupil, Day day,
                    Moment known_at, const Disclosure& shown) {
  const Condition asked = parsed(workspace.rulebook, condition);
  const Rulebook rulebook = with_question(workspace.rulebook, asked);
  const Organisation organisation = load_organisation(workspace.database);
  const Student student = required_pupil(workspace.database, organisation, pupil, day);
  const History past = history(workspace.database, organisation, subject_of(student), known_at);
  const Calendar calendar = with_closures(workspace.calendar, workspace.database, organisation, known_at);
  const Judge judge(rulebook, calendar, organisation, day);

  Evaluation result{described(student, organisation, shown), day, Truth::unknown, {}, {}};
  for (Judgement& judgement : judge.judge(past)) {
    if (judgement.rule->id != question) continue;
    result.truth = judgement.truth;
    result.leaves = std::move(judgement.leaves);
  }
  const std::vector<int> used = asked.names_used();
  for (FactValue& fact : judge.facts(past))
    if (std::ranges::find(used, rulebook.fact_names.slot(fact.name).value_or(-1)) != used.end())
      result.facts.push_back(std::move(fact));
  const TypedWords typed(rulebook, shown);
  typed.cover(result.facts);
  typed.cover(result.leaves);
  return result;
}

}  // namespace ksbx
