#include "policy/trial/rule_test.h"

#include "policy/judge/document.h"
#include "policy/judge/follow_up.h"
#include "policy/judge/pauses.h"
#include "policy/trial/rule_test_verdict.h"
#include "policy/trial/rule_test_world.h"

namespace ksbx {
namespace {

// The nights of one test, with a ledger kept in memory.
class Replay {
 public:
  Replay(const RuleTest& test, const Rulebook& rulebook, const Watch& watch)
      : test_(test), rulebook_(rulebook), watch_(watch), world_(test, rulebook) {
    ledgers_.resize(world_.subjects().size());
  }

  RuleTestResult result() {
    Day next = test_.first;
    for (Day night = test_.first; night <= test_.until; ++night) {
      if (test_.missed.contains(night)) continue;
      for (; next <= night; ++next) pass(next, night);
    }
    RuleTestResult result;
    result.differences = verdict();
    if (pass(test_.until, test_.until))
      result.differences.push_back(text("再次运行最后一晚，结果又变了；同样的情况运行两次应当毫无变化",
                                        "running the last night again changed something; twice must be as once"));
    return result;
  }

 private:
  // One pass of a run in the night `told`, judging `day`; true if anything changed. As `escalate` does it.
  bool pass(Day day, Day told) {
    const Calendar calendar = world_.calendar(told);
    const Judge judge(rulebook_, calendar, world_.organisation(), day);
    bool changed = false;
    for (std::size_t i = 0; i < ledgers_.size(); ++i) {
      const History history = world_.history(world_.subjects()[i], told, ledgers_[i]);
      const Pauses pauses(rulebook_, world_.organisation(), {});
      const Plan plan = reconcile(judge.decide(history), ledgers_[i], history, rulebook_,
                                  {day, told, day, pauses.muted_until(history, day)});
      if (watch_) watch_(judge.judge(history));
      std::vector<Document> follow_ups = follow_ups_of(judge, history, ledgers_[i], plan, day);
      changed |= !plan.empty() || !follow_ups.empty();
      apply(plan, judge, history, day, ledgers_[i]);
      for (Document& document : follow_ups) issue(std::move(document), ledgers_[i]);
    }
    return changed;
  }

  void apply(const Plan& plan, const Judge& judge, const History& history, Day day, Ledger& ledger) {
    for (const auto* changes : {&plan.amended, &plan.withdrawn, &plan.done, &plan.overdue})
      for (const Change& change : *changes)
        for (Duty& duty : ledger.duties)
          if (duty.id == change.before.id) duty = change.after;
    for (Duty duty : plan.opened) {
      duty.id = {++last_duty_};
      if (!duty.muted_until)
        for (Document& document : documents_of(judge, history, duty, day)) issue(std::move(document), ledger);
      ledger.duties.push_back(std::move(duty));
    }
  }

  void issue(Document document, Ledger& ledger) {
    document.id = {++last_document_};
    document.number = formatted("{}-{}", name_of(document.line), last_document_);
    ledger.documents.push_back(std::move(document));
  }

  std::vector<Text> verdict() const {
    const Calendar calendar = world_.calendar(test_.until);
    const Judge judge(rulebook_, calendar, world_.organisation(), test_.until);
    std::vector<Outcome> outcomes;
    for (std::size_t i = 0; i < ledgers_.size(); ++i) {
      History history = world_.history(world_.subjects()[i], test_.until, ledgers_[i]);
      Decision decision = judge.decide(history);
      outcomes.push_back({std::move(history), std::move(decision), ledgers_[i]});
    }
    return differences(test_, judge, world_, outcomes);
  }

  const RuleTest& test_;
  const Rulebook& rulebook_;
  const Watch& watch_;  // may be empty
  TestWorld world_;
  std::vector<Ledger> ledgers_;  // in the order of the world's subjects
  std::int64_t last_duty_ = 0;
  std::int64_t last_document_ = 0;
};

}  // namespace

std::optional<LetterDay> letter_day(char letter, const Rulebook& rulebook) {
  const auto missed = [](std::optional<Presence> morning, std::optional<Presence> afternoon) {
    return LetterDay{true, true, morning, afternoon};
  };
  switch (letter) {
    case 'P': return missed({}, {});
    case 'U': return missed(Presence::unexcused, Presence::unexcused);
    case 'E': return missed(Presence::excused, Presence::excused);
    case 'u': return missed(Presence::unverified, Presence::unverified);
    case 'a': return missed(Presence::unexcused, {});
    case 'p': return missed({}, Presence::unexcused);
    case '?': return LetterDay{true, false, {}, {}};
    case '.': return LetterDay{false, false, {}, {}};
    default: break;
  }
  const AttendanceCode* code = rulebook.attendance_code(std::string_view(&letter, 1));
  if (code == nullptr) return std::nullopt;
  return code->presence == Presence::present ? missed({}, {}) : missed(code->presence, code->presence);
}

RuleTestResult run(const RuleTest& test, const Rulebook& rulebook) {
  return run(test, rulebook, {});
}

RuleTestResult run(const RuleTest& test, const Rulebook& rulebook, const Watch& watch) {
  return Replay(test, rulebook, watch).result();
}

}  // namespace ksbx
