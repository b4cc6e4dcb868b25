// ksbx report: a named report over the views, in every format.
#include "app/report/report.h"

#include "app/explain/case_story.h"
#include "app/report/pages.h"
#include "cli/commands/commands.h"
#include "cli/commands/report/report_page_text.h"
#include "cli/terminal/progress.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/report_options.h"
#include "cli/words/unmask.h"
#include "files/render/render_page.h"
#include "policy/table/chart_wish.h"

namespace ksbx {
namespace {

struct ReportCommand final : Command {
  std::optional<std::string> name, pupil;
  bool list = false, show_sql = false, as_list = false;
  Unmask unmask;
  std::vector<std::string> settings;
  std::optional<std::string> fail_on, month;
  std::optional<int> year;
  int max_seconds = static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(time_for_reports).count());
  ReportOptions asked;

  void setup(Options& options) override {
    options.positional(
        text("报表", "REPORT"), &name,
        text("报表名称，如 duties；不写则列出全部", "its name, as in: duties; without one all are listed"));
    options.positional(text("学生", "PUPIL"), &pupil, text("只用于 case：哪一名学生", "for case only: which pupil"));
    options.flag("--list", &list, text("列出全部报表", "list all reports"));
    options.flag(
        "--show-sql", &show_sql,
        text("不运行，只给出这份报表的 SQL，参数已填好", "do not run it: print its SQL with the values filled in"));
    options.flag("--as-list", &as_list,
                 text("列成清单，不排成矩阵（如 rates：每个比率一行，有分子、分母和结论）",
                      "a list and no matrix (rates: a row for each rate, with numerator, denominator and status)"));
    options.option(
        "--set", &settings, text("名称=值", "NAME=VALUE"),
        text("报表自己的参数，如 year=2026；可写多次", "a parameter of the report, as in: year=2026; may be repeated"));
    options.number("--year", &year, 1900, 2199, text("年份", "YEAR"),
                   text("等于 --set year=年份", "the same as --set year=YEAR"));
    options.option("--month", &month, text("月份", "MONTH"),
                   text("等于 --set month=月份，如 2026-10", "the same as --set month=MONTH, as in: 2026-10"));
    options.option(
        "--fail-on", &fail_on, text("结论", "FINDING"),
        text("报表里有这种结论（如 breach）时退出码为 1", "exit with 1 if the report has this finding, as in: breach"));
    options.number("--max-seconds", &max_seconds, 0, 86'400, text("秒", "SECONDS"),
                   text("每条查询最多查多久，默认 600，0 为不限",
                        "maximum time of each query in seconds; default 600, 0: no limit"));
    asked.declare(options);
    masks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    tells_table(options, common);
    show_examples(options);
  }

  bool has_page_of_its_own() const override { return name.has_value(); }

  ExitCode run(Context& context) override {
    const std::vector<ReportDefinition> reports = reports_of(context);
    if (common.help) return print_help(context, reports);
    if (list || !name) return print_list(context, reports);
    const Disclosure shown = disclosure_of(context, unmask);
    if (pupil || *name == "case") return print_case(context, shown);
    OpenWorkspace open(context, "report", Access::read);
    const Asked asked_for{context, open.workspace(), reports, requested(context, shown)};
    if (show_sql) return print_sql(asked_for);
    if (!asked_for.request.chart.empty()) return print_chart(asked_for);
    if (page_named(reports, *name) && holds_pages(format_wanted(common))) return print_page(asked_for);
    return print_rows(asked_for);
  }

 private:
  struct Asked {
    Context& context;
    const Workspace& workspace;
    const std::vector<ReportDefinition>& reports;
    ReportRequest request;
  };

  static void show_examples(Options& options) {
    options.example("ksbx report duties", text("到今天为止要做的事", "what is to be done"));
    options.example("ksbx report overview -o 一览.html",
                    text("全市一览，一个网页文件，可打印", "the city at a glance, a page to print"));
    options.example("ksbx report case S-7K3Q -o 个案.html", text("一名学生的经过", "the story of one pupil"));
    options.example("ksbx report monthly --month 2026-10 -o 月报.xlsx",
                    text("上报的月报，一个工作簿：封面、统计表、台账、零报告",
                         "the papers of a month for superiors, one workbook: cover, figures, ledgers, nil return"));
    options.example("ksbx report dual-track --format csv -o 双线.csv",
                    text("双线报告导出为 CSV", "dual-line reports as CSV"));
    options.example("ksbx report rates --show-sql | ksbx sql -",
                    text("拿报表的 SQL 自己改、自己问", "its SQL, to change and run yourself"));
    options.example("ksbx report duties --by school --chart bar",
                    text("各校待办任务，画成条形图", "duties by school, as bars"));
    options.example("ksbx report duties --help", text("这份报表有哪些列、能设定什么", "its columns and parameters"));
    options.example("ksbx report duties --where \"status = 'overdue'\" --by role --compare month",
                    text("各职责逾期几项，与上月对照", "how much is late by role, compared with last month"));
  }

  ExitCode print_help(Context& context, const std::vector<ReportDefinition>& reports) const {
    context.console.result(text_of(report_page(rulebook_of(context), reports, *name), context.console.language));
    return ExitCode::done;
  }

  static ExitCode print_list(Context& context, const std::vector<ReportDefinition>& reports) {
    deliver(context, report_list(rulebook_of(context), reports, context.console.language));
    return ExitCode::done;
  }

  static ExitCode print_sql(const Asked& it) {
    const std::string sql = report_sql(it.workspace, it.reports, it.request);
    deliver(it.context, sql + (sql.ends_with('\n') ? ";\n" : "\n;\n"));  // a line of its own: the last may be a comment
    return ExitCode::done;
  }

  // A terminal shows how far the count is.
  template <class Answer>
  static auto counted(const Asked& it, const Answer& answer) {
    const Progress told(it.context.console, it.workspace.database,
                        [&] { return questions_of(it.workspace, it.reports, it.request); });
    return answer();
  }

  ExitCode print_page(const Asked& it) const {
    const Page answer = counted(it, [&] { return page(it.workspace, it.reports, it.request); });
    if (!answer.parts.empty()) deliver_on_record(it.context, answer, taken(it.request.shown));
    return ExitCode::done;
  }

  // Rows go out as they come, where the format lets them.
  ExitCode print_rows(const Asked& it) const {
    bool found = false;
    const RowStream answer = [&](const TakeRows& take) {
      Reported told = counted(it, [&] { return report(it.workspace, it.reports, it.request, take); });
      found = told.found;
      return std::move(told.table);
    };
    deliver_on_record(it.context, answer, taken(it.request.shown));
    return found ? ExitCode::findings : ExitCode::done;
  }

  // The whole table is one picture: its last row may be the greatest.
  ExitCode print_chart(const Asked& it) const {
    refuse_unknown_chart(it.request.chart);
    if (!draws_charts(format_wanted(common))) throw no_picture();
    Reported told = counted(it, [&] { return report(it.workspace, it.reports, it.request); });
    deliver_chart_on_record(it.context, charted(std::move(told.table), it.request.chart), taken(it.request.shown));
    return told.found ? ExitCode::findings : ExitCode::done;
  }

  static Error no_picture() {
    return Error(
        Failure::usage, "chart-format",
        text("图画在屏幕上或网页里，这种格式装的是数", "a chart is for a screen or a page; this format holds numbers"),
        text("请用 -o 文件.html，或去掉 --chart", "use -o FILE.html, or leave out --chart"));
  }

  Export taken(const Disclosure& shown) const { return {"report", *name, shown}; }

  ReportRequest requested(const Context& context, const Disclosure& shown) const {
    ReportRequest request{*name, shown, context.console.language, settings_args(), fail_on.value_or("")};
    request.time = std::chrono::seconds(max_seconds);
    asked.put_into(request);
    request.matrix = !as_list && request.chart.empty() && are_for_reading(format_wanted(common));
    return request;
  }

  // Programs get lists, whose columns do not depend on what is in them.
  static bool are_for_reading(Format format) {
    switch (format) {
      case Format::table:
      case Format::md:
      case Format::html:
      case Format::xlsx: return true;
      case Format::csv:
      case Format::tsv:
      case Format::json:
      case Format::jsonl:
      case Format::ics: return false;
    }
    return false;
  }

  // ksbx report case PUPIL: no query, but all that is known of one child.
  ExitCode print_case(Context& context, const Disclosure& shown) {
    if (*name != "case")
      throw Error(Failure::usage, "extra-argument",
                  text("报表“{}”不问某一名学生", "the report {} does not take a pupil", *name),
                  text("一名学生的经过用 ksbx report case {}", "the story of one pupil: ksbx report case {}", *pupil));
    if (!pupil)
      throw Error(Failure::usage, "missing-argument", text("没有写明是哪一名学生", "which pupil?"),
                  text("例如 ksbx report case S-7K3Q", "as in: ksbx report case S-7K3Q"));
    if (!holds_pages(format_wanted(common))) throw no_single_table();
    const ReportRequest said = requested(context, shown);
    if (!said.chart.empty()) throw no_single_chart();
    OpenWorkspace open(context, "report", Access::read);
    const Cited clauses = said.codes ? Cited::numbers : Cited::articles;
    const Page story = case_story(open.workspace(), *pupil, shown, context.console.language, clauses);
    deliver_on_record(context, story, taken(shown));
    return ExitCode::done;
  }

  static Error no_single_table() {
    return Error(Failure::usage, "page",
                 text("这是一页，由几张表组成，这种格式只装得下一张",
                      "this page has several tables; the format can hold only one"),
                 text("请用 --format html、xlsx、table、md 或 json", "use --format html, xlsx, table, md or json"));
  }

  static Error no_single_chart() {
    return Error(
        Failure::usage, "page",
        text("个案是一页，由几张表组成，--chart 只画一张", "a case is a page of several tables; --chart draws one"),
        text("去掉 --chart", "leave out --chart"));
  }

  std::map<std::string, std::string> settings_args() const {
    std::map<std::string, std::string> said;
    if (year) said["year"] = formatted("{}", *year);
    if (month) said["month"] = *month;
    for (const std::string& words : settings) {
      const std::size_t equals = words.find('=');
      if (equals == std::string::npos || equals == 0)
        throw Error(Failure::usage, "bad-setting", text("“{}”不是 名称=值", "{} is not NAME=VALUE", words),
                    text("例如 --set year=2026", "as in: --set year=2026"));
      said[words.substr(0, equals)] = words.substr(equals + 1);
    }
    return said;
  }
};

}  // namespace

std::unique_ptr<Command> report_command() {
  return std::make_unique<ReportCommand>();
}

}  // namespace ksbx
