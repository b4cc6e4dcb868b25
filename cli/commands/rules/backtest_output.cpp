#include "cli/commands/rules/backtest_output.h"

#include <set>

#include "cli/words/on_record.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

using Work = Backtested::Work;

Text words_of(DutyChange change) {
  switch (change) {
    case DutyChange::only_before: return text("只有旧规则有", "only old");
    case DutyChange::only_after: return text("只有新规则有", "only new");
    case DutyChange::earlier: return text("提前", "earlier");
    case DutyChange::later: return text("推后", "later");
  }
  return {};
}

std::vector<Column> count_columns() {
  return {{"old", text("旧规则", "old")},
          {"new", text("新规则", "new")},
          {"only_old", words_of(DutyChange::only_before)},
          {"only_new", words_of(DutyChange::only_after)},
          {"earlier", words_of(DutyChange::earlier)},
          {"later", words_of(DutyChange::later)}};
}

void add_counts(std::vector<Cell>& row, const DutyCounts& counts) {
  for (const std::int64_t count :
       {counts.before, counts.after, counts.only_before, counts.only_after, counts.earlier, counts.later})
    row.emplace_back(count);
}

Table with_counts(std::string name, Text title, std::vector<Column> columns) {
  Table table{std::move(name), std::move(title), std::move(columns), {}};
  for (Column& column : count_columns()) table.columns.push_back(std::move(column));
  return table;
}

// The new rulebook's word for it, or the old one's for what it dropped.
Text label_of_rule(const BacktestOutput& output, const std::string& id) {
  const Rule* rule = output.after.rule(id) ? output.after.rule(id) : output.before.rule(id);
  return rule ? rule->label : same_text(id);
}

Text label_of_role(const BacktestOutput& output, const std::string& id) {
  const Role* role = output.after.role(id) ? output.after.role(id) : output.before.role(id);
  return role ? role->label : same_text(id);
}

Table table_of(const BacktestOutput& output, const std::vector<Backtested::OfRule>& rules, Language language) {
  Table table = with_counts("backtest", text("各条规则的任务", "duties by rule"),
                            {{"rule", text("规则", "rule")}, {"label", text("名称", "label")}});
  for (const auto& [rule, counts] : rules) {
    std::vector<Cell> row{rule, label_of_rule(output, rule).in(language)};
    add_counts(row, counts);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table differing_rules(const BacktestOutput& output, Language language) {
  std::vector<Backtested::OfRule> rules = output.found.rules;
  const auto same = std::erase_if(rules, [](const auto& one) { return one.counts.differences() == 0; });
  Table table = table_of(output, rules, language);
  if (same > 0) table.notes.push_back(text("另有 {} 条规则结果相同", "{} more rules give the same result", same));
  return table;
}

std::set<std::string> roles_that_differ(const Backtested& found) {
  std::set<std::string> roles;
  for (const auto& [monday, work_of] : found.weeks)
    for (const auto& [role, work] : work_of)
      if (work.before != work.after) roles.insert(role);
  return roles;
}

std::string shown(const Work& work) {
  return work.before == work.after ? formatted("{}", work.before) : formatted("{}→{}", work.before, work.after);
}

// A row for each week, a column for each role whose work changes, and all roles together in the last one.
Table workload(const BacktestOutput& output) {
  const std::set<std::string> roles = roles_that_differ(output.found);
  Table table{"workload", text("每周新任务", "new duties by week"), {{"week", text("周一", "Monday")}}, {}};
  for (const std::string& role : roles) table.columns.push_back({role, label_of_role(output, role)});
  table.columns.push_back({"all", text("全部角色", "all roles")});
  for (const auto& [monday, work_of] : output.found.weeks) {
    Work all;
    std::vector<Cell> row{monday.iso()};
    for (const std::string& role : roles) row.emplace_back(shown(work_of.contains(role) ? work_of.at(role) : Work{}));
    for (const auto& [role, work] : work_of) all += work;
    row.emplace_back(shown(all));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table places(const BacktestOutput& output, const std::vector<Backtested::OfPlace>& found, std::string name,
             Text title) {
  Table table =
      with_counts(std::move(name), std::move(title), {{"code", text("代码", "code")}, {"place", text("名称", "name")}});
  for (const auto& [code, counts] : found) {
    const Unit* unit = output.organisation.find_code(code);
    std::vector<Cell> row{code, unit ? output.organisation.full_name(unit->id) : std::string()};
    add_counts(row, counts);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Text dropouts_in_words(const DropoutsSeen& seen) {
  const Text counts = text(
      "后来辍学的学生 {} 名：新规则更早发现 {} 名，更晚 {} 名；只有新规则发现 {} 名，只有旧规则发现 {} 名",
      "{} pupils dropped out: {} seen earlier by the new rules, {} later; {} by the new rules only, {} by the old only",
      seen.pupils, seen.earlier, seen.later, seen.only_after, seen.only_before);
  const auto median = seen.median();
  if (!median) return counts;
  return text("{}；相差天数合计 {}，中位数 {}（提前为正，推后为负）",
              "{}; {} days in all, median {} (earlier is positive, later negative)", counts, seen.sum(), *median);
}

std::string rules_words(const RuleFolders& folders, const RuleFolders& in_use) {
  std::string words;
  if (folders != in_use)
    for (const auto& folder : folders) words += formatted(" --rules {}", folder.string());
  return words;
}

// How to look at it closely; a unit has no explanation of its own and is only named.
std::string look_at(const Context& context, const BacktestOutput& output, const Backtested::Example& example) {
  if (!example.subject.student)
    return formatted("{} {}", output.organisation.full_name(example.subject.unit), example.day.iso());
  const RuleFolders& folders = example.by_new() ? output.folders.after : output.folders.before;
  return formatted("ksbx explain {} --on {} --rule {}{}", short_code(example.subject.student), example.day.iso(),
                   example.rule, rules_words(folders, context.settings.rules.value));
}

// Those of one rule and change are under one line.
void print_examples(Answer& answer, const Context& context, const BacktestOutput& output) {
  const Backtested::Example* before = nullptr;
  for (const Backtested::Example& example : output.found.examples) {
    if (before == nullptr || before->rule != example.rule || before->change != example.change)
      answer.say(text("例：{}，{}", "examples: {}, {}", words_of(example.change), label_of_rule(output, example.rule)));
    answer.say(same_text(formatted("  {}", look_at(context, output, example))));
    before = &example;
  }
}

void print_headline(Answer& answer, const Backtested& found) {
  const DutyCounts& all = found.total;
  answer.say(text("{} 至 {}：旧规则 {} 项任务，新规则 {} 项",
                  "{} to {}: {} duties under the old rules, {} under the new", found.days.first.iso(),
                  found.days.last.iso(), all.before, all.after));
  if (all.differences() == 0) return answer.say(text("没有差别", "no difference"));
  answer.say(
      text("只有旧规则有的 {} 项，只有新规则有的 {} 项；都有而提前 {} 项、推后 {} 项；涉及 {} 名学生",
           "{} by the old rules only, {} by the new only; of the others {} open earlier, {} later; {} pupils affected",
           all.only_before, all.only_after, all.earlier, all.later, found.pupils));
}

}  // namespace

Table rules_table(const BacktestOutput& output, Language language) {
  return table_of(output, output.found.rules, language);
}

void print(Context& context, const BacktestOutput& output) {
  const Backtested& found = output.found;
  const Disclosure shown = disclosure_of(context);
  Answer answer(context);
  print_headline(answer, found);
  const Text gap = same_text("");
  if (found.total.differences() > 0) {
    answer.say(gap);
    answer.show(differing_rules(output, context.console.language));
    answer.say(gap);
    answer.show(workload(output));
    answer.say(gap);
    answer.show(places(output, found.towns, "towns", text("变化最大的镇街", "towns most affected")));
    answer.say(gap);
    answer.show(places(output, found.schools, "schools", text("变化最大的学校", "schools most affected")));
  }
  if (found.dropouts.pupils > 0) {
    answer.say(gap);
    answer.say(dropouts_in_words(found.dropouts));
  }
  if (!found.examples.empty()) {
    answer.say(gap);
    print_examples(answer, context, output);
  }
  answer.hand_over({"rules backtest", "backtest", shown});
}

}  // namespace ksbx
