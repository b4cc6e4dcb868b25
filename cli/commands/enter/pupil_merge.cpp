// ksbx pupil merge: two entries are one child.
#include "app/repair/merge_pupils.h"

#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct PupilMergeCommand final : Command {
  std::string stays, goes;
  bool accept = false;
  Unmask unmask;

  void setup(Options& options) override {
    options.positional(text("留下的学生", "STAYS"), &stays, text("留下的那一条（短码等）", "the entry that stays"))
        .required();
    options.positional(text("并入的学生", "GOES"), &goes, text("并进去的那一条", "the entry that goes into it"))
        .required();
    options.flag("--accept", &accept,
                 text("两边的文书说的不一样也合并，由下一夜更正",
                      "go on although documents of both contradict each other; the next night corrects them"));
    unmasks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    tells_table(options, common);
    options.example("ksbx pupil merge S-WVSW S-X8D6 --reason 户口簿上是同一人 -n",
                    text("先看看会怎样", "what it would do"));
  }

  ExitCode run(Context& context) override {
    refuse_calendar(common);
    count(context.summary, {});
    const Disclosure shown = disclosure_of(context, unmask);
    OpenWorkspace open(context, "pupil merge", Access::write);
    const MergeOutcome outcome =
        merge_pupils(open.workspace(), {stays, goes, unmask.reason, accept, shown, context.console.language},
                     common.dry_run ? Keep::nothing : Keep::changes);
    count(context.summary, outcome);
    deliver_changes_on_record(context, outcome.difference, {"pupil merge", "repair", shown});
    if (common.dry_run)
      say_dry_run(context.console);
    else
      context.console.say(text("已并入 {}；下一次 ksbx escalate 收回 {} 的任务和文书",
                               "merged into {}; the next ksbx escalate withdraws duties and documents of {}",
                               outcome.who, short_code(outcome.goes)));
    return ExitCode::done;
  }

 private:
  static void count(Summary& summary, const MergeOutcome& outcome) {
    summary.count("marks", outcome.marks);
    summary.count("records", outcome.records);
    summary.count("fields", outcome.fields);
  }
};

}  // namespace

std::unique_ptr<Command> pupil_merge_command() {
  return std::make_unique<PupilMergeCommand>();
}

}  // namespace ksbx
