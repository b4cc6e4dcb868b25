// ksbx compare: the household register and the poverty lists against the roll and the classroom (四查三比对).
#include "app/compare/compare.h"

#include <algorithm>

#include "app/compare/enter_unmatched.h"
#include "cli/commands/commands.h"
#include "cli/commands/enter/import_args.h"
#include "cli/commands/enter/import_output.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct CompareCommand final : Command {
  std::vector<std::string> household, poverty;
  std::optional<std::string> encoding_words;
  std::optional<std::string> fail_on;
  bool summary = false;
  bool enter = false;
  Unmask unmask;

  void setup(Options& options) override {
    options
        .option(
            "--register", &household, text("文件", "FILE"),
            text("公安户籍名册（适龄儿童）；可写多次", "household register: children of school age; may be repeated"))
        .required()
        .names_file(FileRole::read);
    options
        .option("--poverty", &poverty, text("文件", "FILE"),
                text("贫困名册：建档立卡、低保；可写多次", "poverty list; may be repeated"))
        .names_file(FileRole::read);
    options.option("--encoding", &encoding_words, text("编码", "ENCODING"),
                   text("不猜编码，按这一种读：utf-8、gb18030、utf-16le、utf-16be",
                        "do not guess: utf-8, gb18030, utf-16le, utf-16be"));
    options.flag("--summary", &summary,
                 text("只要各种情况的人数，不要走访名单", "the counts instead of the people to visit"));
    options
        .option("--fail-on", &fail_on, same_text("remainder"),
                text("有人需要走访时退出码为 1", "exit with 1 if someone has to be visited"))
        .only({"remainder"});
    options.flag("--enter", &enter,
                 text("把适龄而不在任何学校名册的孩子登记为社会闲散未成年人，由任务跟踪",
                      "enter the children of school age who are on no roll as minors out of school, to be followed"));
    unmasks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    writes(options, common);
    tells_table(options, common);
    options.example("ksbx compare --register 户籍.csv --poverty 低保.csv -o 走访.csv",
                    text("人数显示在屏幕上，走访名单写成 CSV", "counts on the screen, the people to visit as CSV"));
    options.example("ksbx compare --register 户籍.csv --enter -n", text("先看看会登记几人", "a dry run"));
  }

  ExitCode run(Context& context) override {
    common.ends_with_summary = enter;  // nothing is written without it
    const Disclosure shown = disclosure_of(context, unmask);
    OpenWorkspace open(context, "compare", enter ? Access::write : Access::read);
    const CompareRequest request{
        household, poverty, encoding_arg(encoding_words), shown, context.console.language, summary && !enter};
    const ComparisonOutcome outcome = compare_lists(open.workspace(), request);
    print_problems(context, outcome.problems);
    print_tables(context, outcome, shown);
    if (enter) enter_children(context, open.workspace(), outcome);
    const bool found = fail_on && outcome.to_visit > 0;
    return worst(found ? ExitCode::findings : ExitCode::done,
                 outcome.rejected > 0 ? ExitCode::rejected : ExitCode::done);
  }

 private:
  void enter_children(Context& context, const Workspace& workspace, const ComparisonOutcome& outcome) const {
    const EnteredChildren entered = enter_unmatched(workspace, outcome, common.dry_run ? Keep::nothing : Keep::changes);
    context.console.problems(entered.problems);
    context.summary.count("unmatched", static_cast<std::int64_t>(outcome.unmatched.size()));
    context.summary.count("new", entered.counts.added);
    context.summary.count("changed", entered.counts.changed);
    context.summary.count("deferred", entered.deferred);
    if (common.dry_run) say_dry_run(context.console);
  }

  // People read both; a program and a file get the one that was asked for.
  void print_tables(Context& context, const ComparisonOutcome& outcome, const Disclosure& shown) const {
    if (summary) return deliver(context, outcome.summary);
    deliver_on_record(context, outcome.summary, outcome.visits, {"compare", "compare", shown});
  }
};

}  // namespace

std::unique_ptr<Command> compare_command() {
  return std::make_unique<CompareCommand>();
}

}  // namespace ksbx
