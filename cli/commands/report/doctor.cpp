// ksbx doctor: what is wrong in the data, with what to do about each.
#include "app/doctor/doctor.h"

#include "cli/commands/commands.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct Doctor final : Command {
  void setup(Options& options) override {
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    tells_table(options, common);
    options.example("ksbx doctor", text("数据中的问题和处理意见", "what is wrong in the data, and what to do"));
  }

  ExitCode run(Context& context) override {
    const Disclosure shown = disclosure_of(context);
    const std::vector<ReportDefinition> reports = reports_of(context);
    OpenWorkspace open(context, "doctor", Access::read);
    const Diagnosis diagnosis =
        diagnose(open.workspace(), reports, open.calendar_digest(), context.console.language, shown);
    const Table table = table_of(diagnosis, context.console.language);
    const Export taken{"doctor", "doctor", shown};
    if (diagnosis.findings.empty()) {
      context.console.say(text("{} 项检查，没有发现问题", "{} checks, nothing found", diagnosis.checks));
      if (common.format || common.out) deliver_on_record(context, table, taken);
      return ExitCode::done;
    }
    deliver_on_record(context, table, taken);
    context.console.say(text("{} 项检查，{} 项有问题；逐条见 ksbx report 检查名",
                             "{} checks, {} with findings; ksbx report CHECK lists them one by one", diagnosis.checks,
                             diagnosis.findings.size()));
    return ExitCode::findings;
  }
};

}  // namespace

std::unique_ptr<Command> doctor_command() {
  return std::make_unique<Doctor>();
}

}  // namespace ksbx
