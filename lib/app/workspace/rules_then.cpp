#include "app/workspace/rules_then.h"

#include "files/rulebook/rule_texts.h"
#include "policy/rulebook/changed_values.h"
#include "store/ledger/judged_value_store.h"
#include "store/ledger/rule_text_store.h"

namespace ksbx {
namespace {

std::string shown(const std::string& digest) {
  return "规则 " + digest.substr(0, 12);
}

// With what this ksbx does not understand in it; nothing if it was not kept.
std::optional<ReadRulebook> kept_rulebook(Database& database, const std::string& digest) {
  std::optional<std::string> text = rule_text(database, digest);
  return text ? std::optional(read_layers(unpacked_rules(std::move(*text), shown(digest)))) : std::nullopt;
}

// Lists that decide like the one in the files say nothing.
void set_judged(Rulebook& rulebook, std::map<std::string, std::vector<Parameter::Judged>> judged) {
  for (Parameter& one : rulebook.parameters) {
    one.judged = std::move(judged[one.id]);
    while (!one.judged.empty() && decide_alike(one.judged.back().values, one.values)) one.judged.pop_back();
  }
}

// The last night of a ksbx that did not note by which values it judged.
struct OlderNight {
  Run run;
  Rulebook rules;
};

// Nothing where nights of this rulebook note it, or where its rules were not kept or cannot be read any more.
std::optional<OlderNight> last_older_night(Database& database, const std::string& rulebook) {
  if (knows_judged_values(database, rulebook)) return std::nullopt;
  const std::optional<Run> last = last_run(database);
  std::optional<ReadRulebook> read = last ? kept_rulebook(database, last->rulebook) : std::nullopt;
  if (!read || has_errors(read->problems) || read->rulebook.id != rulebook) return std::nullopt;
  return OlderNight{*last, std::move(read->rulebook)};
}

}  // namespace

std::optional<RulesThen> rules_then(Database& database, const Run& run) {
  std::optional<ReadRulebook> rules = kept_rulebook(database, run.rulebook);
  if (rules && has_errors(rules->problems)) throw Error(Failure::rules, std::move(rules->problems));
  std::optional<std::string> calendar = rule_text(database, run.calendar);
  if (!rules || !calendar) return std::nullopt;
  ReadCalendar read = read_calendar(in_a_row(unpacked_rules(std::move(*calendar), shown(run.calendar))));
  if (has_errors(read.problems)) throw Error(Failure::rules, std::move(read.problems));
  set_judged(rules->rulebook, judged_values(database, rules->rulebook.id, run));
  return RulesThen{std::move(*rules), std::move(read)};
}

bool judged_otherwise(const Run& run, const Rulebook& rulebook, const std::string& calendar_digest) {
  return run.rulebook != rulebook.digest || run.calendar != calendar_digest;
}

void note_judged_values(Transaction& transaction, const Rulebook& rulebook) {
  if (const auto older = last_older_night(transaction.database(), rulebook.id))
    keep_judged_values(transaction, older->rules, older->run.id);
  keep_judged_values(transaction, rulebook);
}

Rulebook as_judged(Database& database, Rulebook rulebook) {
  auto judged = judged_values(database, rulebook.id, {});
  if (const auto older = last_older_night(database, rulebook.id))
    for (const Parameter& one : older->rules.parameters) judged[one.id] = {{older->run.through, one.values}};
  set_judged(rulebook, std::move(judged));
  return rulebook;
}

Problems changed_in_place(Database& database, const Rulebook& as_judged) {
  Problems problems;
  for (const ChangedValue& one : changed_values(as_judged, first_day_judged(database).value_or(Day::first())))
    problems.push_back(
        {Severity::warning, "changed-in-place", one.origin,
         text("参数“{}”在已经判断过的 {}{} 由 {} 改成了 {}：判断过的日子不变，{} 起按新数判断",
              "“{}” was changed in place: on {}{}, which is judged, it was {} and is {}; what was judged stays as it "
              "is, from {} on the new one decides",
              one.parameter, one.day.iso(), one.scope.everybody() ? Text{} : text("（{}）", " ({})", one.scope.print()),
              one.before, one.after, one.from.iso()),
         text("把旧数留着，另写一个 from = {} 的新数，文件才看得明白；旧数当时就错了、要重判的，先撤销那些夜晚：ksbx "
              "undo --night 日期",
              "Leave the old value and add another one `from` {}, so that the files say it; if the old one was a "
              "mistake and those days are to be judged again, undo their nights: ksbx undo --night DATE",
              one.from.iso())});
  return problems;
}

}  // namespace ksbx
