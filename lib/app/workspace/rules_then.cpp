#include "app/workspace/rules_then.h"

#include "files/rulebook/rule_texts.h"
#include "policy/rulebook/changed_values.h"
#include "store/ledger/rule_text_store.h"

namespace ksbx {
namespace {

std::string shown(const std::string& digest) {
  return "规则 " + digest.substr(0, 12);
}

std::optional<ReadRulebook> rulebook_then(Database& database, const std::string& digest) {
  std::optional<std::string> text = rule_text(database, digest);
  if (!text) return std::nullopt;
  ReadRulebook read = read_layers(unpacked_rules(std::move(*text), shown(digest)));
  if (has_errors(read.problems)) throw Error(Failure::rules, std::move(read.problems));
  return read;
}

}  // namespace

std::optional<RulesThen> rules_then(Database& database, const Run& run) {
  std::optional<ReadRulebook> rules = rulebook_then(database, run.rulebook);
  std::optional<std::string> calendar = rule_text(database, run.calendar);
  if (!rules || !calendar) return std::nullopt;
  ReadCalendar read = read_calendar(in_a_row(unpacked_rules(std::move(*calendar), shown(run.calendar))));
  if (has_errors(read.problems)) throw Error(Failure::rules, std::move(read.problems));
  return RulesThen{std::move(*rules), std::move(read)};
}

bool judged_otherwise(const Run& run, const Rulebook& rulebook, const std::string& calendar_digest) {
  return run.rulebook != rulebook.digest || run.calendar != calendar_digest;
}

Problems changed_in_place(Database& database, const Rulebook& now) {
  const std::optional<Run> last = last_run(database);
  if (!last || last->rulebook == now.digest) return {};
  Problems problems;
  std::optional<std::string> kept = rule_text(database, last->rulebook);
  if (!kept) return problems;
  const ReadRulebook then = read_layers(unpacked_rules(std::move(*kept), shown(last->rulebook)));
  if (has_errors(then.problems)) return problems;   // of a ksbx that understood them
  if (then.rulebook.id != now.id) return problems;  // another rulebook has numbers of its own
  const DayRange judged{first_day_judged(database).value_or(last->through), last->through};
  for (const ChangedValue& one : changed_values(then.rulebook, now, judged))
    problems.push_back(
        {Severity::warning, "changed-in-place", one.origin,
         text("参数“{}”在已经判断过的 {}{} 由 {} 改成了 {}：过去的日子也会按新数判断",
              "“{}” was changed in place: on {}{}, which is judged, it was {} and is {}; the past is judged by it too",
              one.parameter, one.day.iso(), one.scope.everybody() ? Text{} : text("（{}）", " ({})", one.scope.print()),
              one.before, one.after),
         text("只从今后起改的，把旧数留着，另写一个 from = 今后的日期",
              "If it is meant from now on, leave the old value and add another one `from` a coming day")});
  return problems;
}

}  // namespace ksbx
