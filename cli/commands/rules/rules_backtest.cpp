// ksbx rules backtest: what other rules would have asked for, on all data on record; nothing is written.
#include "app/rules/backtest.h"

#include "app/rules/check_rules.h"
#include "cli/commands/commands.h"
#include "cli/commands/rules/backtest_output.h"
#include "cli/words/deliver.h"
#include "cli/words/open_workspace.h"
#include "policy/rulebook/scope_places.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

RuleFolders folders_of(const std::vector<std::string>& words) {
  return {words.begin(), words.end()};
}

// The rules that are tried must be fit for a night. Warnings are for `rules check`, where one works on the rules.
Rulebook checked_rulebook(Context& context, const RuleFolders& folders) {
  CheckedRules checked = check_rules(folders, {}, context.dates.judged);
  if (has_errors(checked.problems)) throw Error(Failure::rules, std::move(checked.problems));
  return std::move(checked.rulebook);
}

struct RulesBacktest final : Command {
  std::vector<std::string> new_rules, old_rules;
  std::optional<Day> from, to;
  std::optional<std::string> fail_if;

  void setup(Options& options) override {
    options
        .option("--new", &new_rules, text("文件夹", "FOLDER"),
                text("要试的规则集，可写多次；是叠加规则时，叠加在旧的上面",
                     "the rules to try, may be repeated; an overlay is laid over the old ones"))
        .required()
        .names_file(FileRole::rules);
    options
        .option(
            "--old", &old_rules, text("文件夹", "FOLDER"),
            text("与之比较的规则集，可写多次；不写则为正在使用的", "what to compare with; default: the rules in use"))
        .names_file(FileRole::rules);
    options.option("--from", &from, text("日期", "DATE"),
                   text("从哪天起；不写则从最早的考勤或记录起", "first day; default: the first day on record"));
    options.option("--to", &to, text("日期", "DATE"),
                   text("到哪天止；不写则到最后判断的一天", "last day; default: the last day that was judged"));
    options.option(
        "--fail-if", &fail_if, text("条件", "CONDITION"),
        text("照规则里 when 的写法；成立就以 1 退出", "written as after `when` in a rule; exit 1 if it holds"));
    uses_database(options, common);
    uses_rules(options, common);
    tells_table(options, common);
    options.example("ksbx rules backtest --new local",
                    text("改动放在过去会多出哪些任务", "what a change would have added"));
    options.example("ksbx rules backtest --new local --from 2026-09-01 --to 2026-10-31 --fail-if \"only_new > 100\"",
                    text("多出一百项以上就报错", "fails if more than a hundred duties are added"));
  }

  ExitCode run(Context& context) override {
    const std::optional<Condition> limit = parsed_limit();
    const RuleFolders old_folders = old_rules.empty() ? context.settings.rules.value : folders_of(old_rules);
    const ComparedRules folders = compared(old_folders, folders_of(new_rules));
    const Rulebook before = rulebook_of(context, folders.before);
    const Rulebook after = checked_rulebook(context, folders.after);
    const Calendar calendar = calendar_of(context).calendar;
    Database database = open_database(context, Access::read);
    const Workspace workspace{database, before, calendar, context.dates, "rules backtest", context.environment.login};
    const Organisation organisation = load_organisation(database);
    if (names_places(after)) context.console.problems(unknown_places(after, organisation));

    const Backtested found = backtest(workspace, organisation, after, backtest_days(workspace, from, to));
    print_in_format(context, {found, before, after, folders, organisation});
    return limit ? judged(context, *limit, found) : ExitCode::done;
  }

 private:
  std::optional<Condition> parsed_limit() const {
    if (!fail_if) return std::nullopt;
    Problems problems;
    const Origin typed{"--fail-if", 1, 1};
    const Condition::Place place{typed, *fail_if};
    auto limit = Condition::parse(*fail_if, backtest_counts(), Vocabulary(), place, problems);
    if (!limit) throw Error(Failure::usage, std::move(problems));
    return limit;
  }

  void print_in_format(Context& context, const BacktestOutput& output) const {
    if (common.out || common.format.value_or("table") != "table")
      deliver(context, rules_table(output, context.console.language));
    else
      print(context, output);
  }

  static ExitCode judged(Context& context, const Condition& limit, const Backtested& found) {
    const std::vector<Value> values = values_of(found);
    const Situation situation{values, {}};
    if (limit.holds(situation) != Truth::yes) return ExitCode::done;
    Text counts;
    for (const int slot : limit.names_used()) {
      const Vocabulary::Name& name = backtest_counts().at(slot);
      const Text value = values[static_cast<std::size_t>(slot)].show(name.type);
      counts = text("{}；{}（{}）＝ {}", "{}; {} ({}) = {}", counts, name.label, name.name, value);
    }
    context.console.say(
        text("--fail-if 的条件“{}”成立{}", "the condition of --fail-if holds: {}{}", limit.source(), counts));
    return ExitCode::findings;
  }
};

}  // namespace

std::unique_ptr<Command> rules_backtest_command() {
  return std::make_unique<RulesBacktest>();
}

}  // namespace ksbx
