// ksbx rules check: every mistake of the rulebook, its tests and its reports in one go, each with its place.
#include "cli/commands.h"
#include "files/report_reader.h"
#include "files/rule_test_reader.h"
#include "files/rulebook_reader.h"

namespace ksbx {
namespace {

void add(Problems& all, Problems more) {
  for (Problem& problem : more) all.push_back(std::move(problem));
}

struct RulesCheck final : Command {
  void setup(Options& options) override {
    uses_rules(options, common);
    options.example("ksbx rules check", text("检查正在使用的规则集", "checks the rulebook in use"));
    options.example("ksbx rules check --rules rules/kongchuo-2016",
                    text("检查指定文件夹", "checks a folder"));
  }

  ExitCode run(Context& context) override {
    Problems problems;
    std::vector<SourceFile> sources;
    for (const auto& folder : context.settings.rules.value)
      for (SourceFile& source : read_sources(folder, problems))
        sources.push_back(std::move(source));
    ReadRulebook book = read_rulebook(sources);
    add(problems, std::move(book.problems));
    std::size_t tests = 0;
    // Where the rulebook itself is wrong, what refers to it would only repeat that.
    if (!has_errors(problems))
      for (const auto& folder : context.settings.rules.value) {
        ReadRuleTests read = read_rule_tests(folder, book.rulebook);
        tests += read.tests.size();
        add(problems, std::move(read.problems));
        add(problems, read_reports(folder).problems);
      }
    context.console.problems(problems);
    if (has_errors(problems)) {
      context.console.answer(text("共 {} 个问题，规则集不能使用",
                                  "{} problems: the rulebook cannot be used", problems.size()));
      return ExitCode::findings;
    }
    tell(context, book.rulebook, tests);
    return ExitCode::done;
  }

  static void tell(Context& context, const Rulebook& book, std::size_t tests) {
    context.console.answer(text(
        "规则集 {}（{}）没有错误：{} 条规则、{} 种记录、{} 项事实、{} 条条文、{} 个测试；摘要 {}",
        "the rulebook {} ({}) has no errors: {} rules, {} kinds of record, {} facts, {} clauses, "
        "{} tests; digest {}",
        book.id, book.title, book.rules.size(), book.records.size(), book.facts.size(),
        book.clauses.size(), tests, book.digest.substr(0, 12)));
  }
};

}  // namespace

std::unique_ptr<Command> rules_check_command() {
  return std::make_unique<RulesCheck>();
}

}  // namespace ksbx
