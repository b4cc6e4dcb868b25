// ksbx sql: a question that no report answers, over the documented views.
#include "app/report/ask.h"

#include "base/digest.h"
#include "cli/commands/commands.h"
#include "cli/terminal/read_words.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct SqlCommand final : Command {
  std::optional<std::string> words;
  bool list = false;
  int limit = 10'000;
  int max_seconds = 60;
  Unmask unmask;

  void setup(Options& options) override {
    options
        .positional(text("SQL", "SQL"), &words,
                    text("一条 SELECT，加引号；@文件 从文件读，- 从标准输入读",
                         "one SELECT, in quotes; @FILE reads it from a file, - from standard input"))
        .names_file(FileRole::read_at);
    options.flag("--list", &list, text("列出能查询的视图和列", "list the available views and columns"));
    options.number("--limit", &limit, 0, 2'000'000'000, text("行数", "N"),
                   text("最多几行，默认 10000，0 为不限", "maximum number of rows; default 10000, 0: all"));
    options.number("--max-seconds", &max_seconds, 0, 86'400, text("秒", "SECONDS"),
                   text("最多查多久，默认 60，0 为不限", "maximum time in seconds; default 60, 0: no limit"));
    masks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    tells_table(options, common);
    options.example("ksbx sql \"SELECT school, count(*) AS pupils FROM students GROUP BY school\"",
                    text("各校人数", "pupils of each school"));
    options.example("ksbx sql --list", text("有哪些视图和列", "the available views and columns"));
  }

  ExitCode run(Context& context) override {
    const Disclosure shown = disclosure_of(context, unmask);
    if (!list && !words)
      throw Error(Failure::usage, "missing-argument", text("缺少要查询的 SQL", "no SQL is given"),
                  text("写一条 SELECT，或用 --list 看有哪些视图", "write a SELECT, or see the views by --list"));
    OpenWorkspace open(context, "sql", Access::read);
    if (list) {
      deliver(context, askable_views(open.workspace(), context.console.language));
      return ExitCode::done;
    }
    AskRequest request = asked();
    request.shown = shown;
    Export taken{"sql", "sql " + sha256_hex(request.sql), shown};
    const RowStream answer = [&](const TakeRows& take) { return ask(open.workspace(), request, take); };
    deliver_on_record(context, answer, taken);
    return ExitCode::done;
  }

 private:
  AskRequest asked() const {
    AskRequest request;
    request.time = std::chrono::seconds(max_seconds);
    if (limit > 0) request.limit = static_cast<std::size_t>(limit);
    const bool from_file = words->starts_with('@');
    if (!from_file && *words != "-") {
      request.sql = *words;
      return request;
    }
    const std::string path = from_file ? words->substr(1) : *words;
    request.sql = read_words_of(path);
    if (from_file) request.origin = path;
    return request;
  }
};

}  // namespace

std::unique_ptr<Command> sql_command() {
  return std::make_unique<SqlCommand>();
}

}  // namespace ksbx
