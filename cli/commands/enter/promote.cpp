// ksbx promote: a new school year; classes move up, the last grade graduates.
#include "app/enter/promote.h"

#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct PromoteCommand final : Command {
  std::optional<Day> to;
  std::vector<std::string> schools;
  std::string teachers = "follow";
  bool accept = false;
  Unmask unmask;

  void setup(Options& options) override {
    options
        .option("--to", &to, text("日期", "DATE"),
                text("新学年从哪天起，如 2026-09-01", "the first day of the new school year, as in 2026-09-01"))
        .required();
    options.option("--school", &schools, text("学校", "SCHOOL"),
                   text("只升这一所（名称或代码）；可写多次", "this school only (name or code); may be repeated"));
    options.choice("--teachers", &teachers, {"follow", "end"},
                   text("班主任等随班升级，或到期另派",
                        "class teachers stay with their class, or their time ends and new ones are named"));
    options.flag("--accept", &accept,
                 text("多数学生留在原班也照样升级，会记入日志；原因可写在 --reason",
                      "go on although many stay where they are; recorded with --reason"));
    unmasks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    tells_table(options, common);
    options.example("ksbx promote --to 2026-09-01 -n", text("先看看会怎样", "a dry run"));
    options.example("ksbx promote --to 2026-09-01 --school 石桥市第一初级中学 -o 去向不明.csv",
                    text("一所学校升级，去向不明的毕业生写成 CSV", "one school; graduates to follow up as CSV"));
  }

  ExitCode run(Context& context) override {
    refuse_calendar(common);
    const Disclosure shown = disclosure_of(context, unmask);
    OpenWorkspace open(context, "promote", Access::write);
    PromoteRequest request;
    request.to = *to;
    request.schools = schools;
    request.teachers = teachers == "end" ? TeachersThen::end : TeachersThen::follow;
    request.accept = accept;
    request.reason = unmask.reason;
    request.shown = shown;
    request.language = context.console.language;
    const PromoteOutcome outcome = promote(open.workspace(), request, common.dry_run ? Keep::nothing : Keep::changes);
    print(context, outcome, shown);
    context.summary.count("promoted", outcome.promoted);
    context.summary.count("graduated", outcome.graduated);
    context.summary.count("placed", outcome.placed);
    context.summary.count("stayed", outcome.left_behind);
    context.summary.count("assignments", outcome.assignments);
    return ExitCode::done;
  }

 private:
  void print(Context& context, const PromoteOutcome& outcome, const Disclosure& shown) const {
    deliver_changes_on_record(context, outcome.summary, outcome.list, {"promote", "promote", shown});
    if (context.common.dry_run) say_dry_run(context.console);
  }
};

}  // namespace

std::unique_ptr<Command> promote_command() {
  return std::make_unique<PromoteCommand>();
}

}  // namespace ksbx
