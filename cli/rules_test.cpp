// ksbx rules test: runs the tests that stand beside the rules, and shows for each that fails what came instead and why.
#include <algorithm>
#include <sstream>

#include "cli/commands.h"
#include "cli/deliver.h"
#include "cli/open_desk.h"
#include "files/rule_test_reader.h"

namespace ksbx {
namespace {

struct Ran {
  RuleTest test;
  RuleTestResult result;
};

std::string place_of(const RuleTest& test) {
  return format("{}:{}", test.origin.file, test.origin.line);
}

// Every difference of a test, a line each.
std::string differences_of(const Ran& ran, Language language) {
  std::string lines;
  for (const Text& one : ran.result.differences)
    lines += (lines.empty() ? "" : "\n") + one.in(language);
  return lines;
}

Table table_of(const std::vector<Ran>& all, Language language) {
  Table table{"rule_tests", text("规则测试", "rule tests"), {}, {}};
  table.columns = {{"passed", text("通过", "passed")},
                   {"test", text("测试", "test")},
                   {"place", text("位置", "place")},
                   {"differences", text("不符之处", "differences")}};
  for (const Ran& ran : all)
    table.rows.push_back({std::string(ran.result.passed() ? "✓" : "✗"), ran.test.name,
                          place_of(ran.test), differences_of(ran, language)});
  return table;
}

struct RulesTest final : Command {
  std::string pattern;

  void setup(Options& options) override {
    options.option("--run", &pattern, text("文字", "TEXT"),
                   text("只运行名称或条文里有这些文字的测试",
                        "only the tests whose name or clauses hold this text"));
    uses_rules(options, common);
    tells_table(options, common);
    options.example("ksbx rules test", text("运行全部测试", "runs all tests"));
    options.example("ksbx rules test --run P29",
                    text("只运行与 P29 有关的测试", "only those about P29"));
  }

  ExitCode run(Context& context) override {
    const std::vector<Ran> all = run_all(tests_of(context));
    if (common.format || common.out)
      deliver(context, table_of(all, context.console.language));
    else
      tell(context, all);
    const auto failed =
        std::count_if(all.begin(), all.end(), [](const Ran& ran) { return !ran.result.passed(); });
    const Text sentence = text("{} 个通过，{} 个未通过", "{} passed, {} failed",
                               all.size() - static_cast<std::size_t>(failed), failed);
    if (common.format || common.out)
      context.console.say(sentence);
    else
      context.console.answer(sentence);
    return failed == 0 ? ExitCode::done : ExitCode::findings;
  }

  // Throws Failure::rules with every problem of the rulebook or of its tests, and Failure::usage if there is nothing to run.
  std::vector<RuleTest> tests_of(Context& context) {
    rulebook_ = rulebook_of(context);
    Problems problems;
    std::vector<RuleTest> tests;
    for (const auto& folder : context.settings.rules.value) {
      ReadRuleTests read = read_rule_tests(folder, rulebook_);
      problems.insert(problems.end(), read.problems.begin(), read.problems.end());
      for (RuleTest& test : read.tests)
        if (is_wanted(test)) tests.push_back(std::move(test));
    }
    if (has_errors(problems)) throw Error(Failure::rules, std::move(problems));
    if (tests.empty())
      throw Error(Failure::usage, "no-tests", text("没有可以运行的测试", "there is no test to run"),
                  text("测试写在规则集的 tests 文件夹里；--run 的文字要在测试名称或条文编号中出现",
                       "tests stand in the folder tests of the rulebook; the text of --run must "
                       "occur in a name or clause"));
    return tests;
  }

  bool is_wanted(const RuleTest& test) const {
    return test.name.find(pattern) != std::string::npos ||
           std::find(test.clauses.begin(), test.clauses.end(), pattern) != test.clauses.end();
  }

  std::vector<Ran> run_all(std::vector<RuleTest> tests) const {
    std::vector<Ran> all;
    for (RuleTest& test : tests) {
      RuleTestResult result = ksbx::run(test, rulebook_);
      all.push_back({std::move(test), std::move(result)});
    }
    return all;
  }

  static void tell(Context& context, const std::vector<Ran>& all) {
    for (const Ran& ran : all) {
      const bool passed = ran.result.passed();
      context.console.answer(
          same_text(format("{} {}{}", passed ? "✓" : "✗", ran.test.name,
                           passed ? std::string() : format("（{}）", place_of(ran.test)))));
      std::istringstream lines(differences_of(ran, context.console.language));
      for (std::string line; std::getline(lines, line);)
        context.console.answer(same_text("  " + line));
    }
  }

  Rulebook rulebook_;
};

}  // namespace

std::unique_ptr<Command> rules_test_command() {
  return std::make_unique<RulesTest>();
}

}  // namespace ksbx
