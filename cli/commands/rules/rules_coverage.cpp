// ksbx rules coverage: for each clause of the policy, what carries it on a day; and the clauses that nothing carries.
#include "policy/rulebook/coverage.h"

#include <algorithm>

#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/open_workspace.h"
#include "files/rulebook/rule_test_reader.h"

namespace ksbx {
namespace {

using State = ClauseCoverage::State;

Text label_of(State state) {
  switch (state) {
    case State::carried: return text("已落实", "carried");
    case State::mentioned: return text("只提到", "only mentioned");
    case State::out_of_scope: return text("不在范围", "out of scope");
    case State::gap: return text("空缺", "gap");
  }
  return {};
}

Cell joined(const std::vector<std::string>& names) {
  return names.empty() ? Cell{} : Cell{join(names, ", ")};
}

std::vector<Bearer> reports_in(Context& context) {
  std::vector<Bearer> all;
  for (const ReportDefinition& report : reports_of(context))
    all.push_back({report.name, report.clauses, !report.findings.empty() || report.doctor});
  return all;
}

std::vector<Bearer> tests_in(Context& context, const Rulebook& book) {
  std::vector<Bearer> all;
  for (const auto& folder : context.settings.rules.value)
    for (const RuleTest& test : read_rule_tests(folder, book).tests) all.push_back({test.name, test.clauses, false});
  return all;
}

Table table_of(const std::vector<ClauseCoverage>& all, Language language) {
  Table table{"coverage", text("条文落实情况", "coverage of the clauses"), {}, {}};
  table.columns = {{"clause", text("编号", "clause")},   {"article", text("出处", "article")},
                   {"demand", text("要求", "demand")},   {"state", text("落实", "state")},
                   {"rules", text("规则", "rules")},     {"records", text("记录", "records")},
                   {"reports", text("报表", "reports")}, {"parameters", text("参数", "parameters")},
                   {"facts", text("事实", "facts")},     {"interpreted", text("有解释的", "interpreted")},
                   {"tests", text("测试数", "tests")},   {"reason", text("不在范围的理由", "why out of scope")}};
  for (const ClauseCoverage& one : all)
    table.rows.push_back({one.clause->id, one.clause->article, one.clause->text.in(language),
                          label_of(one.state).in(language), joined(one.rules), joined(one.records), joined(one.reports),
                          joined(one.parameters), joined(one.facts), joined(one.interpreted),
                          static_cast<std::int64_t>(one.tests.size()),
                          joined({one.clause->out_of_scope.in(language)})});
  return table;
}

struct RulesCoverage final : Command {
  std::optional<std::string> fail_on;

  void setup(Options& options) override {
    options.choice("--fail-on", &fail_on, {"gaps", "mentioned"},
                   text("有空缺的条文就以 1 退出；mentioned：只提到的也算",
                        "exit 1 if a clause is a gap; mentioned: or only mentioned"));
    uses_rules(options, common);
    judges(options, common);
    tells_table(options, common);
    options.example("ksbx rules coverage", text("每条要求由什么落实，只提到的和空缺在最后",
                                                "what carries each clause, what is only mentioned and gaps last"));
    options.example("ksbx rules coverage --as-of 2027-03-01",
                    text("那天执行的规则落实了哪些", "what the rules in force on that day carry"));
    options.example("ksbx rules coverage --fail-on gaps -o 条文.csv",
                    text("存成表格，有空缺就报错", "as a file; fails if there are gaps"));
  }

  ExitCode run(Context& context) override {
    const Rulebook book = rulebook_of(context);
    const std::vector<ClauseCoverage> all =
        coverage(book, context.dates.judged, reports_in(context), tests_in(context, book));
    const auto count = [&](State state) { return std::ranges::count(all, state, &ClauseCoverage::state); };
    Table table = table_of(all, context.console.language);
    table.notes.push_back(text("{} 条：已落实 {}，只提到 {}，不在范围 {}，空缺 {}",
                               "{} clauses: {} carried, {} only mentioned, {} out of scope, {} gaps", all.size(),
                               count(State::carried), count(State::mentioned), count(State::out_of_scope),
                               count(State::gap)));
    deliver(context, table);
    const auto found = count(State::gap) + (fail_on == "mentioned" ? count(State::mentioned) : 0);
    return fail_on && found > 0 ? ExitCode::findings : ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> rules_coverage_command() {
  return std::make_unique<RulesCoverage>();
}

}  // namespace ksbx
