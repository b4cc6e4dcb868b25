// Backtest: what another rulebook would have asked for, had it been in force while the recorded history came about.
//
// One history after the other is judged under both rulebooks, through the same day, and the duties are paired by their
// keys: rule, item, subject and period. Records stand as they were made under the old rules; no one can know what the
// new ones would have made people do. So the numbers say what would have been asked, not what would have been achieved.
//
//   Backtest backtest(before, after, {from, to});
//   for (const History& history : …) backtest.add(history);
//   backtest.result().total.only_after   // duties that the new rules would have added
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/counts.h"
#include "model/calendar.h"
#include "policy/judge/decide.h"

namespace ksbx {

// What became of a duty: only the old or only the new rulebook opens it, or the new one opens it earlier or later.
enum class DutyChange { only_before, only_after, earlier, later };

// A pair counts if either of its duties opened within the days, and then on both sides: `before` - `only_before` is
// always `after` - `only_after`.
struct DutyCounts {
  std::int64_t before = 0, after = 0;
  std::int64_t only_before = 0, only_after = 0;
  std::int64_t earlier = 0, later = 0;  // of the duties of both: the new rulebook opens it on an earlier or later day
  static constexpr std::array counters = {&DutyCounts::before,     &DutyCounts::after,   &DutyCounts::only_before,
                                          &DutyCounts::only_after, &DutyCounts::earlier, &DutyCounts::later};

  // How many duties are not the same on both sides.
  std::int64_t differences() const { return only_before + only_after + earlier + later; }
};

// Pupils who dropped out at some time, as their enrolment says or once said: by the first day on which each rulebook
// opens any duty about them, through the last day judged and whenever that was, so that the range does not cut it off.
struct DropoutsSeen {
  std::int64_t pupils = 0;  // all of them, also those about whom neither rulebook opens anything
  std::int64_t earlier = 0, later = 0;
  std::int64_t only_before = 0, only_after = 0;
  std::vector<int> days_gained;  // of each seen earlier or later: > 0 earlier; ascending in a result

  std::int64_t sum() const;
  std::optional<double> median() const;  // nothing if no one was seen earlier or later
};

struct Backtested {
  struct OfRule {
    std::string rule;
    DutyCounts counts;
  };
  struct OfPlace {
    std::string code;  // official
    DutyCounts counts;
  };
  struct Work {
    std::int64_t before = 0, after = 0;  // duties that open in that week
    static constexpr std::array counters = {&Work::before, &Work::after};
  };
  struct Example {
    std::string rule;
    DutyChange change = DutyChange::only_before;
    Subject subject;
    Day day;  // on which the rulebook that is alone or first opens it: the old one for only_before and later
    bool by_new() const { return change == DutyChange::only_after || change == DutyChange::earlier; }
  };

  DayRange days;
  DutyCounts total;
  std::vector<OfRule> rules;  // those with a duty; in the order of the new rulebook, then what only the old one has
  std::map<Day, std::map<std::string, Work>> weeks;  // by the Monday of the week (ISO 8601) and the role that owes
  // Those with a difference, the most affected first, then by code; at most `most_places` of each.
  std::vector<OfPlace> towns;
  std::vector<OfPlace> schools;
  std::vector<Example> examples;  // by rule as above and change, in the order in which they came
  std::int64_t pupils = 0;        // about whom at least one duty is not the same
  DropoutsSeen dropouts;

  static constexpr std::size_t most_places = 10;
  static constexpr std::size_t most_examples = 3;  // of a rule and change
};

class Backtest {
 public:
  // Both judge through `days.last`, with the same organisation; they must outlive the backtest.
  Backtest(const Judge& before, const Judge& after, DayRange days);

  // Judges the history on both sides. Each subject once; the order decides only which examples are the first.
  void add(const History& history);
  Backtested result() const;

 private:
  void pair(const History& history, const std::vector<Duty>& before, const std::vector<Duty>& after);
  void count(const Duty& duty, const DutyCounts& one, DutyCounts& of_history);
  void keep_example(const Duty& duty, DutyChange change);
  void count_work(const std::vector<Duty>& duties, std::int64_t Backtested::Work::*side);
  void count_dropout(const std::vector<Duty>& before, const std::vector<Duty>& after);

  const Judge& before_;
  const Judge& after_;
  Backtested found_;  // but for what result() puts in order
  std::map<std::string, DutyCounts> rules_, towns_, schools_;
  std::map<std::pair<std::string, DutyChange>, std::vector<Backtested::Example>> examples_;
};

// The counts that an expression over a backtest may name (`--fail-if "only_new > 100"`), and their values, by slot:
// old, new, only_old, only_new, earlier, later, pupils, dropouts_earlier, dropouts_later. A child that only one
// rulebook sees counts as seen earlier or later by the new one: later may be never.
const Vocabulary& backtest_counts();
std::vector<Value> values_of(const Backtested& result);

}  // namespace ksbx
