// ksbx pupil split: one entry is two children.
#include "app/repair/split_pupil.h"

#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct PupilSplitCommand final : Command {
  std::string pupil;
  std::optional<std::string> decisions;
  std::optional<int> change;
  Unmask unmask;

  void setup(Options& options) override {
    options.positional(text("学生", "PUPIL"), &pupil, text("其实是两名学生的那一条", "the entry that is two children"))
        .required();
    options
        .option("--decisions", &decisions, text("文件", "FILE"),
                text("按填好的归属表拆开；不写则写出归属表",
                     "split as this file says; without it the file to fill in is written"))
        .names_file(FileRole::read);
    options.option(
        "--change", &change, text("编号", "NUMBER"),
        text("另一名学生是哪次改动带进来的，编号见 pupil show --history；不写则为最后一次改动姓名、生日、证件号的",
             "which change brought the other child in, as pupil show --history numbers them; without it the "
             "last one that altered name, birthday or id number"));
    unmasks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    tells_table(options, common);
    options.example("ksbx pupil split S-WVSW -o 归属.xlsx", text("写出归属表", "writes the file to fill in"));
    options.example("ksbx pupil split S-WVSW --decisions 归属.xlsx --reason 两户人家",
                    text("按填好的表拆开", "splits as it was filled in"));
  }

  ExitCode run(Context& context) override {
    refuse_calendar(common);
    count(context.summary, {});
    const Disclosure shown = disclosure_of(context, unmask);
    const auto number = change ? std::optional<std::int64_t>(*change) : std::nullopt;
    OpenWorkspace open(context, "pupil split", Access::write);
    if (!decisions) {
      propose(context, open.workspace(), number, shown);
      return ExitCode::done;
    }
    const SplitOutcome outcome =
        split_pupil(open.workspace(), {pupil, *decisions, number, unmask.reason, shown, context.console.language},
                    common.dry_run ? Keep::nothing : Keep::changes);
    count(context.summary, outcome);
    context.console.problems(outcome.problems);
    deliver_changes_on_record(context, outcome.difference, {"pupil split", "repair", shown});
    if (common.dry_run)
      say_dry_run(context.console);
    else
      context.console.say(text("已拆开：{} 和 {}；任务和文书由下一次 ksbx escalate 更正",
                               "split: {} and {}; the next ksbx escalate corrects duties and documents", outcome.who,
                               outcome.other));
    return ExitCode::done;
  }

 private:
  // Whoever decides needs names; on a screen nobody fills in anything.
  void propose(Context& context, const Workspace& workspace, std::optional<std::int64_t> number,
               const Disclosure& shown) const {
    const bool is_file = common.out && *common.out != "-";
    const Disclosure needed = is_file ? Disclosure::to_fill_in() : shown;
    deliver_on_record(context, split_to_decide(workspace, pupil, number, needed), {"pupil split", "split", needed});
    if (!is_file)
      context.console.say(
          text("要拆开，先用 -o 文件 写出这张表，填好“归属”，再用 --decisions 交回",
               "to split, write this table with -o FILE, fill in 归属, and hand it back with --decisions"));
  }

  static void count(Summary& summary, const SplitOutcome& outcome) {
    summary.count("marks", outcome.marks);
    summary.count("records", outcome.records);
    summary.count("fields", outcome.fields);
  }
};

}  // namespace

std::unique_ptr<Command> pupil_split_command() {
  return std::make_unique<PupilSplitCommand>();
}

}  // namespace ksbx
