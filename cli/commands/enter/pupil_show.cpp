// ksbx pupil show: what is known of a pupil, and how it came to be known.
#include "app/repair/pupil_history.h"

#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct PupilShowCommand final : Command {
  std::string pupil;
  bool history = false;
  Unmask unmask;

  void setup(Options& options) override {
    options
        .positional(text("学生", "PUPIL"), &pupil,
                    text("短码等；并掉的短码也可以", "a short code; also of an entry that was merged"))
        .required();
    options.flag("--history", &history,
                 text("各栏的所有值：何时、由哪次改动、哪份文件、谁登记",
                      "every value of each field: when, by which change, from which file, by whom"));
    masks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    tells_table(options, common);
    options.example("ksbx pupil show S-WVSW --history", text("一条学生是怎样来的", "how an entry came about"));
  }

  ExitCode run(Context& context) override {
    refuse_calendar(common);
    const Disclosure shown = disclosure_of(context, unmask);
    OpenWorkspace open(context, "pupil show", Access::read);
    const PupilHistory told = pupil_history(open.workspace(), pupil, history ? HistoryOf::all : HistoryOf::now,
                                            context.console.language, shown);
    deliver_on_record(context, told.counts, told.fields, {"pupil show", history ? "history" : "fields", shown});
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> pupil_show_command() {
  return std::make_unique<PupilShowCommand>();
}

}  // namespace ksbx
