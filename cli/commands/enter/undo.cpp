// ksbx undo: undoes the last import, mark-absent or record; or nights that should not have been judged.
#include "app/enter/undo.h"

#include "app/enter/undo_list.h"
#include "app/night/undo_nights.h"
#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct UndoCommand final : Command {
  std::optional<int> number;
  bool list = false;
  std::optional<Day> night;
  bool accept = false;

  void setup(Options& options) override {
    options.positional(text("编号", "NUMBER"), &number,
                       text("哪一次改动，编号见 --list；不写则为最后一次",
                            "which change, as --list numbers them; without it the last one"));
    options.flag("--list", &list, text("列出最近的改动和判断", "list the latest changes and nights"));
    options.option("--night", &night, text("日期", "DATE"),
                   text("撤销对这一天和以后各天的判断", "undo the night that judged this day, and all after it"));
    options.flag("--accept", &accept,
                 text("已有人办理的任务、已签收的文书留给下一次 escalate 收回、更正",
                      "go on even if duties were done or documents answered; the next escalate corrects them"));
    uses_database(options, common);
    uses_rules(options, common);
    writes(options, common);
    tells_table(options, common);
    options.example("ksbx undo --dry-run", text("看看撤销最后一次导入会怎样", "what undoing the last import would do"));
    options.example("ksbx undo 12", text("撤销第 12 次改动", "undoes change 12"));
    options.example("ksbx undo --night 2026-10-16",
                    text("2026-10-16 起的各夜判错了：撤销，任务恢复到判断以前",
                         "the nights from 2026-10-16 on were wrong: the ledger is as it was before"));
  }

  ExitCode run(Context& context) override {
    refuse_calendar(common);
    count(context.summary, UndoOutcome{});
    if (night) count(context.summary, NightsUndone{});
    refuse_mixture();
    const Disclosure shown = disclosure_of(context);
    OpenWorkspace open(context, "undo", list ? Access::read : Access::write);
    if (list) {
      deliver_on_record(context, undo_list(open.workspace().database, context.console.language, shown),
                        {"undo", "changes", shown});
      return ExitCode::done;
    }
    if (night) {
      undo_night(context, open.workspace(), shown);
      return ExitCode::done;
    }
    const auto wanted = number ? std::optional<std::int64_t>(*number) : std::nullopt;
    const UndoOutcome outcome =
        undo(open.workspace(), wanted, common.dry_run ? Keep::nothing : Keep::changes, context.console.language, shown);
    count(context.summary, outcome);
    print(context, outcome, shown);
    return ExitCode::done;
  }

 private:
  void refuse_mixture() const {
    if ((number.has_value() ? 1 : 0) + (night.has_value() ? 1 : 0) + (list ? 1 : 0) > 1 || (accept && !night))
      throw Error(Failure::usage, "undo-what",
                  text("编号、--night、--list 只能写一个，--accept 只和 --night 一起用",
                       "give only one of a number, --night and --list; --accept goes with --night only"),
                  text("例如 ksbx undo --night 2026-10-16", "as in: ksbx undo --night 2026-10-16"));
  }

  void undo_night(Context& context, const Workspace& workspace, const Disclosure& shown) const {
    const NightsUndone outcome = undo_nights(workspace, *night, accept ? ActedOn::leave : ActedOn::refuse,
                                             common.dry_run ? Keep::nothing : Keep::changes);
    count(context.summary, outcome);
    Console& console = context.console;
    if (outcome.effect == Effect::unchanged) {
      console.say(text("没有判断过 {} 或以后的日子，没有再做什么",
                       "no night judged {} or a later day: nothing was done", night->iso()));
      return;
    }
    deliver_changes_on_record(context, outcome.nights, {"undo", "nights", shown});
    if (common.dry_run)
      say_dry_run(console);
    else
      console.say(
          text("已撤销 {} 夜的判断，{} 项任务恢复原样或不再存在；下一次 ksbx escalate 从 {} 接着判断",
               "undid {} nights; {} duties are as they were before or removed; the next ksbx escalate goes on from {}",
               outcome.runs, outcome.duties, night->iso()));
  }

  static void count(Summary& summary, const NightsUndone& outcome) {
    summary.count("nights", outcome.runs);
    summary.count("duties", outcome.duties);
    summary.count("documents", static_cast<std::int64_t>(outcome.voided.size()));
  }

  static void count(Summary& summary, const UndoOutcome& outcome) {
    const ChangeMade made = outcome.effect == Effect::written ? outcome.made : ChangeMade{};
    summary.count("change", outcome.made.number);
    summary.count("marks", made.marks);
    summary.count("registers", made.registers);
    summary.count("records", made.records);
    summary.count("pupils", made.pupils_added + made.pupils_changed);
    summary.count("units", made.units);
    summary.count("posts", made.assignments);
    summary.count("closures", made.closures);
  }

  void print(Context& context, const UndoOutcome& outcome, const Disclosure& shown) const {
    Console& console = context.console;
    const ChangeMade& made = outcome.made;
    if (outcome.effect == Effect::unchanged) {
      console.say(text("改动 {} 已由改动 {} 撤销，没有再做什么",
                       "change {} was already undone by change {}: nothing was done", made.number, *made.reverted_by));
      return;
    }
    deliver_changes_on_record(context, outcome.difference, {"undo", "undo", shown});
    const auto rows = static_cast<std::int64_t>(outcome.difference.rows.size());
    if (made.total() > rows)
      console.say(
          text("以上是前 {} 行；全部见汇总行", "these are the first {} rows; the last line has the totals", rows));
    if (!outcome.files_to_repeat.empty())
      console.say(text("之后导入的 {} 里相同的内容当时没有重复存，请再导入一次",
                       "what {} repeated was not stored again: import it once more",
                       join(outcome.files_to_repeat, "、")));
    if (common.dry_run)
      say_dry_run(console);
    else
      console.say(text("已撤销改动 {}（{}，{}）；相关任务在下一次 ksbx escalate 时收回",
                       "undid change {} ({}, {}); the next ksbx escalate withdraws the duties that followed from it",
                       made.number, made.command, made.at.iso().substr(0, 16)));
  }
};

}  // namespace

std::unique_ptr<Command> undo_command() {
  return std::make_unique<UndoCommand>();
}

}  // namespace ksbx
