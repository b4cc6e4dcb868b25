// ksbx rules test: runs the tests of the rulebook, and shows for each that fails what came instead and why.
#include <algorithm>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/rules/rules_test_output.h"
#include "cli/words/deliver.h"
#include "cli/words/marks.h"
#include "cli/words/open_workspace.h"
#include "files/render/render.h"
#include "files/rulebook/rule_test_reader.h"
#include "files/rulebook/rulebook_reader.h"

namespace ksbx {
namespace {

// The tests of one folder, and the rules as they stand up to that folder: what an overlay changes does not make the
// tests of the rulebook below it wrong.
struct Suite {
  Rulebook rulebook;
  std::vector<RuleTest> tests;
};

struct RulesTest final : Command {
  std::string pattern;
  bool with_coverage = false;

  void setup(Options& options) override {
    options.option(
        "--run", &pattern, text("文字", "TEXT"),
        text("只运行名称或条文里有这些文字的测试", "only the tests whose name or clauses contain this text"));
    options.flag("--coverage", &with_coverage,
                 text("再列出没有测试见过成立或不成立的规则和比较",
                      "also list conditions that no test has seen to hold, or not to hold"));
    uses_rules(options, common);
    std::vector<std::string> formats = output_formats();
    formats.emplace_back("junit");
    options.choice("--format", &common.format, std::move(formats),
                   text("结果的格式；junit 供构建服务器读取", "format of the result; junit: for build servers"));
    options
        .option("-o,--out", &common.out, text("文件", "FILE"),
                text("把结果写进文件，而不是屏幕", "write the result to a file"))
        .names_file(FileRole::written);
    options.example("ksbx rules test", text("运行全部测试", "runs all tests"));
    options.example("ksbx rules test --run P29", text("只运行与 P29 有关的测试", "only those about P29"));
  }

  ExitCode run(Context& context) override {
    const std::vector<Suite> suites = suites_of(context);
    RuleTestCoverage seen;
    const std::vector<RanTest> all = run_all(suites, seen);
    const auto lines = seen.lines(suites.back().rulebook);
    if (common.format || common.out)
      print_for_programs(context, all, lines);
    else
      print_for_people(context, all, lines);
    const auto failed = std::ranges::count_if(all, [](const RanTest& ran) { return !ran.result.passed(); });
    const Text sentence =
        text("{} 个通过，{} 个未通过", "{} passed, {} failed", all.size() - static_cast<std::size_t>(failed), failed);
    if (common.format || common.out)
      context.console.say(sentence);
    else
      context.console.answer(sentence);
    return failed == 0 ? ExitCode::done : ExitCode::findings;
  }

 private:
  // Throws Failure::rules with every problem of the rulebook or of its tests, and Failure::usage if there is nothing to
  // run.
  std::vector<Suite> suites_of(Context& context) const {
    const auto& folders = context.settings.rules.value;
    rulebook_of(context);  // tells or throws what is wrong with all layers
    Problems problems;
    std::vector<Suite> suites;
    bool any = false;
    for (auto folder = folders.begin(); folder != folders.end(); ++folder) {
      Suite suite{read_rulebook(std::vector(folders.begin(), folder + 1)).rulebook, {}};
      ReadRuleTests read = read_rule_tests(*folder, suite.rulebook);
      problems.insert(problems.end(), read.problems.begin(), read.problems.end());
      for (RuleTest& test : read.tests)
        if (is_wanted(test)) suite.tests.push_back(std::move(test));
      any |= !suite.tests.empty();
      suites.push_back(std::move(suite));
    }
    if (has_errors(problems)) throw Error(Failure::rules, std::move(problems));
    if (!any)
      throw Error(Failure::usage, "no-tests", text("没有可以运行的测试", "there is no test to run"),
                  text("测试写在规则集的 tests 文件夹里；--run 的文字要在测试名称或条文编号中出现",
                       "tests are in the folder tests of the rulebook; the text of --run must "
                       "occur in a name or clause"));
    return suites;
  }

  bool is_wanted(const RuleTest& test) const {
    return test.name.find(pattern) != std::string::npos ||
           std::find(test.clauses.begin(), test.clauses.end(), pattern) != test.clauses.end();
  }

  std::vector<RanTest> run_all(const std::vector<Suite>& suites, RuleTestCoverage& seen) const {
    Watch watch;
    if (with_coverage) watch = [&](const std::vector<Judgement>& judgements) { seen.watch(judgements); };
    std::vector<RanTest> all;
    for (const Suite& suite : suites)
      for (const RuleTest& test : suite.tests) all.push_back({test, ksbx::run(test, suite.rulebook, watch)});
    return all;
  }

  // With --coverage a table holds what was seen; build servers get the tests in any case.
  void print_for_programs(Context& context, const std::vector<RanTest>& all,
                          const std::vector<RuleTestCoverage::Line>& lines) const {
    const Language language = context.console.language;
    if (common.format == "junit")
      deliver(context, std::string_view(junit_of(all, language)));
    else
      deliver(context, with_coverage ? table_of(lines) : table_of(all, language));
  }

  void print_for_people(Context& context, const std::vector<RanTest>& all,
                        const std::vector<RuleTestCoverage::Line>& lines) const {
    for (const RanTest& ran : all) print(context, ran);
    if (!with_coverage) return;
    const auto whole = std::ranges::count_if(lines, [](const RuleTestCoverage::Line& line) { return line.whole(); });
    for (const Text& one : unseen(lines)) context.console.answer(one);
    context.console.answer(text("{} 条规则中，{} 条的每个比较都见过成立和不成立",
                                "{1} of {0} rules have every comparison tested both ways", lines.size(), whole));
  }

  static void print(Context& context, const RanTest& ran) {
    const bool passed = ran.result.passed();
    context.console.answer(
        same_text(formatted("{} {}{}", passed ? "✓" : "✗", ran.test.name,
                            passed ? std::string() : formatted("（{}）", place_of(ran.test.origin)))));
    std::istringstream lines(differences_of(ran, context.console.language));
    for (std::string line; std::getline(lines, line);) context.console.answer(same_text("  " + line));
  }
};

}  // namespace

std::unique_ptr<Command> rules_test_command() {
  return std::make_unique<RulesTest>();
}

}  // namespace ksbx
