// ksbx report: a named report over the views, in every format.
#include "app/report.h"

#include "cli/commands.h"
#include "cli/deliver.h"
#include "cli/open_desk.h"

namespace ksbx {
namespace {

struct ReportCommand final : Command {
  std::optional<std::string> name;
  bool list = false, unmask = false;
  std::string reason;

  void setup(Options& options) override {
    options.positional(
        text("报表", "REPORT"), &name,
        text("报表名称，如 duties；不写则列出全部", "its name, as in: duties; without one all are listed"));
    options.flag("--list", &list, text("列出全部报表", "list all reports"));
    options.flag("--unmask", &unmask,
                 text("显示完整姓名和号码，须写明理由，会留下记录",
                      "show full names and numbers; needs a reason and is recorded"));
    options.option("--reason", &reason, text("理由", "REASON"), text("为什么需要完整信息", "why they are needed"));
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    tells_table(options, common);
    options.example("ksbx report duties", text("到今天为止要做的事", "what is to be done"));
    options.example("ksbx report dual-track --format csv -o 双线.csv",
                    text("双线报告导出为 CSV", "dual-line reports as CSV"));
  }

  ExitCode run(Context& context) override {
    const std::vector<ReportDefinition> reports = reports_of(context);
    const Language language = context.console.language;
    if (list || !name) {
      deliver(context, report_list(reports, language));
      return ExitCode::done;
    }
    if (unmask && reason.empty())
      throw Error(Failure::guard, "unmask-without-reason", text("显示完整信息要写明理由", "full names need a reason"),
                  text("加上 --reason \"…\"；谁在何时为何查看会记入日志",
                       "add --reason \"…\"; who looked, when and why is recorded"));
    OpenDesk open(context, "report", unmask ? Access::write : Access::read);
    const Table table = report(open.desk(), reports, *name, unmask ? Masking::none : Masking::normal, language);
    if (unmask) note_access(open.desk(), *name, reason, table.rows.size());
    deliver(context, table);
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> report_command() {
  return std::make_unique<ReportCommand>();
}

}  // namespace ksbx
