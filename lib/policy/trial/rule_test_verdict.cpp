#include "policy/trial/rule_test_verdict.h"

#include <algorithm>

#include "base/join.h"
#include "policy/papers/last_word.h"

namespace ksbx {
namespace {

std::string day_or_dash(const std::optional<Day>& day) {
  return day ? day->iso() : "—";
}

// A duty that came, in the words of an expectation.
struct Came {
  const Duty* duty;
  const Outcome* outcome;
  std::string who;

  std::string state() const {
    if (duty->state == DutyState::open && duty->overdue) return "overdue";
    if (duty->state == DutyState::withdrawn && duty->ended && first_miss(*duty)) return "missed";
    return std::string(name_of(duty->state));
  }
  bool late() const { return duty->detected > duty->opened; }
};

class Comparison {
 public:
  Comparison(const RuleTest& test, const Judge& judge, const TestWorld& world, const std::vector<Outcome>& outcomes)
      : test_(test), judge_(judge), world_(world), outcomes_(outcomes) {}

  std::vector<Text> lines() {
    compare_duties();
    compare_doubts();
    compare_stage();
    compare_documents();
    return std::move(lines_);
  }

 private:
  bool is_compared(const std::string& rule) const { return test_.rules.empty() || test_.rules.contains(rule); }

  void compare_duties() {
    std::vector<Came> came = all_that_came();
    std::vector<ExpectedDuty> missing;
    for (const ExpectedDuty& expected : test_.duties) {
      const auto same =
          std::find_if(came.begin(), came.end(), [&](const Came& one) { return unlike(expected, one).empty(); });
      if (same == came.end())
        missing.push_back(expected);
      else
        came.erase(same);
    }
    for (const ExpectedDuty& expected : missing) say_missing(expected, came);
    for (const Came& one : came) lines_.push_back(text("多出：{}{}", "not expected: {}{}", shown(one), because(one)));
  }

  std::vector<Came> all_that_came() const {
    std::vector<Came> came;
    for (const Outcome& outcome : outcomes_)
      for (const Duty& duty : outcome.ledger.duties)
        if (is_compared(duty.key.rule))
          came.push_back({&duty, &outcome,
                          duty.who.person.empty() ? world_.organisation().name_of(duty.who.unit) : duty.who.person});
    return came;
  }

  // What is stated and did not come so: "due 2026-11-23 ≠ 2026-11-24"; empty if all is alike. Another rule or item is
  // not alike at all.
  static std::vector<std::string> unlike(const ExpectedDuty& expected, const Came& came) {
    const Duty& duty = *came.duty;
    std::vector<std::string> words;
    const auto compare = [&](const char* key, const auto& wanted, const std::string& wanted_words, const auto& got,
                             const std::string& got_words) {
      if (wanted && *wanted != got) words.push_back(formatted("{} {} ≠ {}", key, wanted_words, got_words));
    };
    const auto compare_day = [&](const char* key, const std::optional<Day>& wanted, const std::optional<Day>& got) {
      if (wanted && wanted != got) words.push_back(formatted("{} {} ≠ {}", key, wanted->iso(), day_or_dash(got)));
    };
    const auto word = [](bool yes) { return std::string(yes ? "true" : "false"); };
    if (!is_same_item(expected, duty)) words.push_back(formatted("rule {} ≠ {}", expected.rule, duty.key.rule));
    compare_day("opened", expected.opened, duty.opened);
    compare_day("due", expected.due, duty.due);
    compare_day("remind", expected.remind, duty.remind);
    compare_day("done", expected.done, duty.done);
    compare("state", expected.state, expected.state.value_or(""), came.state(), came.state());
    compare("late", expected.late, word(expected.late.value_or(false)), came.late(), word(came.late()));
    compare("who", expected.who, expected.who.value_or(""), came.who, came.who);
    compare("assigned", expected.assigned, word(expected.assigned.value_or(false)), duty.who.assigned,
            word(duty.who.assigned));
    return words;
  }

  static bool is_same_item(const ExpectedDuty& expected, const Duty& duty) {
    return expected.rule == duty.key.rule && (!expected.duty || *expected.duty == duty.key.item);
  }

  // With the duty of the same rule that came instead, if there is one; it is then used up.
  void say_missing(const ExpectedDuty& expected, std::vector<Came>& came) {
    const auto instead =
        std::find_if(came.begin(), came.end(), [&](const Came& one) { return is_same_item(expected, *one.duty); });
    if (instead == came.end()) {
      lines_.push_back(text("缺少：{} 的任务{}", "missing: a duty of {}{}", expected.rule, why_not(expected)));
      return;
    }
    const std::string words = join(unlike(expected, *instead), ", ");
    lines_.push_back(text("不符：{}（期望 ≠ 实际：{}）{}", "differs: {} (expected ≠ got: {}){}", shown(*instead), words,
                          because(*instead)));
    came.erase(instead);
  }

  std::string shown(const Came& one) const {
    const Duty& duty = *one.duty;
    return formatted("{} #{} opened={} due={} state={} who={}{}", duty.key.rule, duty.key.item, duty.opened.iso(),
                     day_or_dash(duty.due), one.state(), one.who.empty() ? "—" : one.who, one.late() ? " late" : "");
  }

  static Text shown(const std::vector<Leaf>& leaves, Day day) {
    Text all;
    for (const Leaf& leaf : leaves) {
      Text words = text("\n    {} {}：", "\n    on {} {}:", day.iso(), leaf.source);
      for (const Leaf::Word& word : leaf.words) words = text("{} {} = {}", "{} {} = {}", words, word.name, word.value);
      all = text("{}{}", "{}{}", all, words);
    }
    return all;
  }

  Text because(const Came& one) const {
    return shown(judge_.leaves(one.outcome->history, *one.duty), one.duty->opened);
  }

  // The comparisons of the rule on the day on which it should have held, as they came out.
  Text why_not(const ExpectedDuty& expected) const {
    const Rule* rule = judge_.rulebook().rule(expected.rule);
    const Day day = expected.opened.value_or(test_.until);
    for (const Outcome& outcome : outcomes_) {
      if (rule == nullptr || outcome.history.subject.kind != rule->subject || day > test_.until) continue;
      Duty duty;
      duty.key.rule = expected.rule;
      duty.opened = day;
      return shown(judge_.leaves(outcome.history, duty), day);
    }
    return {};
  }

  void compare_doubts() {
    if (!test_.doubts) return;
    std::set<std::string> came;
    for (const Outcome& outcome : outcomes_)
      for (const Doubt& doubt : outcome.decision.doubts)
        if (is_compared(doubt.rule)) came.insert(doubt.rule);
    for (const std::string& rule : *test_.doubts)
      if (!came.contains(rule)) lines_.push_back(text("缺少：{} 应当列为存疑", "missing: {} should be in doubt", rule));
    for (const std::string& rule : came)
      if (!test_.doubts->contains(rule))
        lines_.push_back(text("多出：{} 列为存疑", "not expected: {} is in doubt", rule));
  }

  void compare_stage() {
    const std::string& came = outcomes_.front().decision.stage;
    if (test_.stage && *test_.stage != came)
      lines_.push_back(
          text("阶段应为 {}，实际为 {}", "the stage should be {}, it is {}", *test_.stage, came.empty() ? "—" : came));
  }

  void compare_documents() {
    std::vector<const Document*> came;
    for (const Outcome& outcome : outcomes_)
      for (const Document& document : outcome.ledger.documents)
        if (is_compared(rule_of(outcome, document))) came.push_back(&document);
    const auto count = static_cast<std::int64_t>(came.size());
    if (test_.document_count && *test_.document_count != count)
      lines_.push_back(
          text("文书应有 {} 份，实际 {} 份", "{} documents expected, {} came", *test_.document_count, count));
    if (!test_.documents) return;
    for (const ExpectedDocument& expected : *test_.documents) {
      const auto same =
          std::find_if(came.begin(), came.end(), [&](const Document* one) { return is_like(expected, *one); });
      if (same == came.end())
        lines_.push_back(text("缺少文书：{}", "missing document: {}", shown(expected)));
      else
        came.erase(same);
    }
    for (const Document* one : came) lines_.push_back(text("多出文书：{}", "document not expected: {}", shown(*one)));
  }

  static std::string rule_of(const Outcome& outcome, const Document& document) {
    for (const Duty& duty : outcome.ledger.duties)
      if (duty.id == document.duty) return duty.key.rule;
    return {};
  }

  bool is_answered(const Document& document) const {
    return std::ranges::any_of(outcomes_, [&](const Outcome& outcome) {
      return acknowledgement(outcome.ledger.documents, outcomes_.front().history, document) != nullptr;
    });
  }

  bool is_like(const ExpectedDocument& expected, const Document& came) const {
    const auto unit = [&](UnitId id) { return world_.organisation().name_of(id); };
    const auto alike = [](const auto& wanted, const auto& got) { return !wanted || *wanted == got; };
    return alike(expected.line, came.line) && alike(expected.form, came.form) &&
           alike(expected.to, unit(came.addressee)) && alike(expected.copy_to, unit(came.copy_to)) &&
           alike(expected.kind, came.kind) && alike(expected.correction, !came.corrects.empty()) &&
           alike(expected.answered, is_answered(came));
  }

  std::string shown(const Document& document) const {
    return formatted("line={} form={} kind={} to={} copy_to={} correction={} answered={}", name_of(document.line),
                     document.form, name_of(document.kind), world_.organisation().name_of(document.addressee),
                     world_.organisation().name_of(document.copy_to), !document.corrects.empty(),
                     is_answered(document));
  }

  static std::string shown(const ExpectedDocument& expected) {
    std::string words;
    const auto add = [&](const char* key, const std::string& value) { words += formatted(" {}={}", key, value); };
    if (expected.line) add("line", std::string(name_of(*expected.line)));
    if (expected.form) add("form", *expected.form);
    if (expected.to) add("to", *expected.to);
    if (expected.copy_to) add("copy_to", *expected.copy_to);
    if (expected.kind) add("kind", std::string(name_of(*expected.kind)));
    if (expected.correction) add("correction", *expected.correction ? "true" : "false");
    if (expected.answered) add("answered", *expected.answered ? "true" : "false");
    return words.empty() ? words : words.substr(1);
  }

  const RuleTest& test_;
  const Judge& judge_;
  const TestWorld& world_;
  const std::vector<Outcome>& outcomes_;
  std::vector<Text> lines_;
};

}  // namespace

std::vector<Text> differences(const RuleTest& test, const Judge& last, const TestWorld& world,
                              const std::vector<Outcome>& outcomes) {
  return Comparison(test, last, world, outcomes).lines();
}

}  // namespace ksbx
