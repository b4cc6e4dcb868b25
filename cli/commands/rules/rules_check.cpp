// ksbx rules check: everything that is wrong with rules and calendars in one go, each with its place; with a store also
// what was overwritten for days that are judged, and places that are no units or have another code now.
#include "app/rules/check_rules.h"

#include <algorithm>

#include "app/workspace/rules_then.h"
#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/open_workspace.h"
#include "files/render/render.h"
#include "files/render/render_problems.h"
#include "policy/rulebook/scope_places.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

struct RulesCheck final : Command {
  void setup(Options& options) override {
    uses_rules(options, common);
    uses_database(options, common);
    judges(options, common);
    std::vector<std::string> formats = output_formats();
    formats.emplace_back("gnu");
    options.choice("--format", &common.format, std::move(formats),
                   text("问题列表的格式；gnu 每行一个，供编辑器跳转",
                        "format of the list; gnu: one line each, for editors to jump to"));
    options
        .option("-o,--out", &common.out, text("文件", "FILE"), text("把问题列表写进文件", "write the list to a file"))
        .names_file(FileRole::written);
    options.example("ksbx rules check", text("检查正在使用的规则集", "checks the rulebook in use"));
    options.example("ksbx rules check --rules rules/kongchuo-2016 --rules local",
                    text("检查规则集和叠加在上面的本地规则", "checks a rulebook and the overlay on it"));
    options.example("ksbx rules check --format gnu", text("编辑器能跳转的格式", "lines that editors jump to"));
  }

  ExitCode run(Context& context) override {
    CheckedRules checked =
        check_rules(context.settings.rules.value, context.settings.calendars.value, context.dates.judged);
    if (!has_errors(checked.problems))
      for (Problem& one : against_store(context, checked)) checked.problems.push_back(std::move(one));
    if (common.format || common.out)
      print_for_programs(context, checked.problems);
    else
      print_for_people(context, checked);
    return has_errors(checked.problems) ? ExitCode::findings : ExitCode::done;
  }

 private:
  // What was overwritten since the last night, and which places are not there. Rules are also checked where there is no
  // store yet, or none that can be read: that is a warning, unless the command line names it.
  static Problems against_store(const Context& context, const CheckedRules& checked) {
    const auto& db = context.settings.db;
    if (db.layer != Layer::flag && !std::filesystem::exists(db.value)) return {};
    try {
      Database database = open_database(context, Access::read);
      const Rulebook& rulebook = checked.rulebook;
      Problems problems = changed_in_place(database, as_judged(database, rulebook));
      if (!names_places(rulebook) && checked.schools.empty()) return problems;
      const Organisation organisation = load_organisation(database);
      for (const Problems& more :
           {unknown_places(rulebook, organisation), unknown_schools(checked.schools, organisation)})
        problems.insert(problems.end(), more.begin(), more.end());
      return problems;
    } catch (const Error& error) {
      if (db.layer == Layer::flag) throw;
      Problems problems = error.problems();
      for (Problem& one : problems) one.severity = Severity::warning;
      return problems;
    }
  }

  void print_for_programs(Context& context, const Problems& problems) const {
    const Language language = context.console.language;
    if (common.format == "gnu")
      deliver(context, std::string_view(gnu_lines(problems, language)));
    else
      deliver(context, table_of(problems, language));
  }

  static void print_for_people(Context& context, const CheckedRules& checked) {
    context.console.problems(checked.problems);
    const auto errors = std::count_if(checked.problems.begin(), checked.problems.end(),
                                      [](const Problem& one) { return one.severity == Severity::error; });
    const auto warnings = static_cast<std::ptrdiff_t>(checked.problems.size()) - errors;
    if (errors > 0)
      return context.console.answer(text("共 {} 个错误、{} 个提醒，规则集不能使用",
                                         "{} errors, {} warnings: the rulebook cannot be used", errors, warnings));
    const Rulebook& book = checked.rulebook;
    context.console.answer(
        text("规则集 {}（{}）没有错误：{} 条规则、{} 种记录、{} 项事实、{} 条条文、{} 个测试；{} "
             "个提醒；摘要 {}",
             "the rulebook {} ({}) has no errors: {} rules, {} kinds of record, {} facts, {} "
             "clauses, {} tests; {} warnings; digest {}",
             book.id, book.title, book.rules.size(), book.records.size(), book.facts.size(), book.clauses.size(),
             checked.tests, warnings, book.digest.substr(0, 12)));
  }
};

}  // namespace

std::unique_ptr<Command> rules_check_command() {
  return std::make_unique<RulesCheck>();
}

}  // namespace ksbx
