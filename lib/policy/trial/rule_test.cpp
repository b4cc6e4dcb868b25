#include "policy/trial/rule_test.h"

#include <algorithm>
#include <iterator>

#include "base/join.h"
#include "policy/ledger/follow_up.h"
#include "policy/ledger/pauses.h"
#include "policy/ledger/verdict.h"
#include "policy/trial/rule_test_verdict.h"
#include "policy/trial/rule_test_world.h"

namespace ksbx {
namespace {

enum class Asked { when_due, every_night };

// The nights of one test, with a ledger kept in memory.
class Replay {
 public:
  Replay(const RuleTest& test, const Rulebook& rulebook, Asked asked, const Watch& watch)
      : test_(test), rulebook_(rulebook), asked_(asked), watch_(watch), world_(test, rulebook) {
    ledgers_.resize(world_.subjects().size());
    wakes_.resize(ledgers_.size(), test.first);
    Day next = test_.first;
    Day since = test_.first - 1;
    for (Day night = test_.first; night <= test_.until; ++night) {
      if (test_.missed.contains(night)) continue;
      for (; next <= night; ++next) pass(next, night, since);
      since = night;
    }
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

  // The last night once more: true if it still changes anything.
  bool changes_again() { return pass(test_.until, test_.until, test_.until); }

  // Duties and documents, a line each.
  std::vector<std::string> told() const {
    const auto iso = [](const std::optional<Day>& day) { return day ? day->iso() : std::string("—"); };
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < ledgers_.size(); ++i) {
      for (const Duty& duty : ledgers_[i].duties)
        lines.push_back(formatted("{} #{} {} opened={} due={} {} done={} withdrawn={} overdue={}", duty.key.rule,
                                  duty.key.item, duty.key.period, duty.opened.iso(), iso(duty.due), name_of(duty.state),
                                  iso(duty.done), iso(duty.withdrawn), iso(duty.overdue)));
      for (const Document& document : ledgers_[i].documents)
        lines.push_back(formatted("{} {} {}", document.form, name_of(document.line), document.issued.iso()));
    }
    std::ranges::sort(lines);
    return lines;
  }

 private:
  bool is_asked(std::size_t i, Day day, Day told, Day since) const {
    if (asked_ == Asked::every_night || (wakes_[i] && *wakes_[i] <= day)) return true;
    const bool last_pass = day == told;
    if (last_pass && world_.calendar_changed(since, told)) return true;
    // A day that is caught up with is asked about what happened on it; all that was said since is for the last.
    return world_.is_spoken_of(world_.subjects()[i], last_pass ? since : told, told, day, ledgers_[i]);
  }

  // One pass of a run in the night `told`, judging `day`, after the run of the night `since`; true if anything changed.
  // As `escalate` does it.
  bool pass(Day day, Day told, Day since) {
    const Calendar calendar = world_.calendar(told);
    const Judge judge(rulebook_, calendar, world_.organisation(), day);
    bool changed = false;
    for (std::size_t i = 0; i < ledgers_.size(); ++i) {
      if (!is_asked(i, day, told, since)) continue;
      const History history = world_.history(world_.subjects()[i], told, ledgers_[i]);
      const Pauses pauses(rulebook_, world_.organisation(), {});
      Verdict verdict = verdict_of(judge, history, ledgers_[i], pauses, {day, told, day});
      if (watch_) watch_(judge.judge(history));
      wakes_[i] = verdict.wakes;
      changed |= !verdict.plan.empty() || !verdict.later_documents.empty();
      apply(verdict, ledgers_[i]);
    }
    return changed;
  }

  void apply(Verdict& verdict, Ledger& ledger) {
    issue_in_order(verdict.later_documents, [&](Document document) { return issue(std::move(document), ledger); });
    const Plan& plan = verdict.plan;
    for (const auto* changes : {&plan.amended, &plan.withdrawn, &plan.done, &plan.overdue})
      for (const Change& change : *changes)
        for (Duty& duty : ledger.duties)
          if (duty.id == change.before.id) duty = change.after;
    for (std::size_t i = 0; i < plan.opened.size(); ++i) {
      Duty duty = plan.opened[i];
      duty.id = {++last_duty_};
      for (Document& document : verdict.first_documents[i]) {
        document.duty = duty.id;
        issue(std::move(document), ledger);
      }
      ledger.duties.push_back(std::move(duty));
    }
  }

  Document issue(Document document, Ledger& ledger) {
    document.id = {++last_document_};
    document.number = formatted("{}-{}", name_of(document.line), last_document_);
    return ledger.documents.emplace_back(std::move(document));
  }

  const RuleTest& test_;
  const Rulebook& rulebook_;
  Asked asked_;
  const Watch& watch_;  // may be empty
  TestWorld world_;
  std::vector<Ledger> ledgers_;  // in the order of the world's subjects; so are these
  std::vector<Turn> wakes_;
  std::int64_t last_duty_ = 0;
  std::int64_t last_document_ = 0;
};

// What one of the two has and the other has not.
Text only_in(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::vector<std::string> lines;
  std::ranges::set_difference(one, other, std::back_inserter(lines));
  return lines.empty() ? text("没有", "none") : same_text(join(lines, "; "));
}

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
  static const Watch nobody;
  const Replay asked(test, rulebook, Asked::when_due, nobody);
  Replay every(test, rulebook, Asked::every_night, watch);
  RuleTestResult result{asked.verdict()};
  if (const auto some = asked.told(), all = every.told(); some != all)
    result.differences.push_back(text(
        "夜间只问到期该问的和有新情况的，与每晚都问结果不同；前者有而后者没有：{}；后者有而前者没有：{}",
        "asking whom a night asks and asking everybody every night differ; only the first has: {}; only the second "
        "has: {}",
        only_in(some, all), only_in(all, some)));
  if (every.changes_again())
    result.differences.push_back(text("再次运行最后一晚，结果又变了；同样的情况运行两次应当毫无变化",
                                      "running the last night again changed something; twice must be as once"));
  return result;
}

}  // namespace ksbx
