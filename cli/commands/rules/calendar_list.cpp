// ksbx calendar list: what the calendar files say, and what was closed by command.
#include "app/rules/calendar_list.h"
#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/open_workspace.h"

namespace ksbx {
namespace {

struct CalendarList final : Command {
  void setup(Options& options) override {
    uses_database(options, common);
    uses_calendar(options, common);
    tells_table(options, common);
    options.example("ksbx calendar list",
                    text("学期、节假日、调休、停课和补课", "terms, holidays, closures, extra days"));
  }

  ExitCode run(Context& context) override {
    const Calendar files = calendar_of(context).calendar;
    Database database = open_database(context, Access::read);
    deliver(context, calendar_list(files, database, context.dates.now, context.console.language));
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> calendar_list_command() {
  return std::make_unique<CalendarList>();
}

}  // namespace ksbx
