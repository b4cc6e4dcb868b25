// ksbx rules at: the rules and the calendar by which a night judged, as files again.
#include <charconv>
#include <filesystem>

#include "app/workspace/rules_then.h"
#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/open_workspace.h"

namespace ksbx {
namespace {

struct RulesAt final : Command {
  std::string night;
  std::string folder;

  void setup(Options& options) override {
    options
        .positional(text("夜次", "RUN"), &night,
                    text("哪一夜：判断的日期，或视图 runs 里的编号",
                         "which night: the day that it judged, or its number in the view runs"))
        .required();
    options
        .option("--out", &folder, text("文件夹", "FOLDER"),
                text("写进这个文件夹：rules/1 是基础，rules/2 起是叠加，calendar 是校历",
                     "into it: rules/1 is the base, rules/2 and so on the overlays, calendar the calendars"))
        .names_file(FileRole::new_folder)
        .required();
    uses_database(options, common);
    options.example("ksbx rules at 2026-11-18 --out 当时",
                    text("那一夜所用的规则，存成文件", "the rules of that night, as files"));
  }

  ExitCode run(Context& context) override {
    Database database = open_database(context, Access::read);
    const Run run = wanted(context, database);
    const std::optional<RulesThen> then = rules_then(database, run);
    if (!then)
      throw Error(
          Failure::usage, "rules-not-kept",
          text("{} 那一夜所用的规则（摘要 {}）没有留存", "the rules of the night of {} (digest {}) were not kept",
               run.through.iso(), run.rulebook.substr(0, 12)),
          text("旧版 ksbx 判断的夜晚没有留存规则；请找当时的文件夹",
               "an older ksbx did not keep them: look for the folder of then"));
    for (const auto& files : then->rules.layers)
      for (const SourceFile& file : files) write(context, "rules", file);
    for (const SourceFile& file : then->calendar.files) write(context, "calendar", file);
    context.console.answer(text("{}，摘要 {}，判断 {}（第 {} 次运行）", "{}, digest {}, judged {} (run {})",
                                then->rules.rulebook.title, run.rulebook.substr(0, 12), run.through.iso(), run.id));
    return ExitCode::done;
  }

 private:
  Run wanted(const Context& context, Database& database) const {
    std::optional<Run> found;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(night.data(), night.data() + night.size(), number);
    if (const auto day = Day::parse(night)) {
      const std::vector<Run> runs = runs_of_day(database, *day, context.dates.now);
      if (!runs.empty()) found = runs.front();
      for (const Run& earlier : runs)
        if (earlier.rulebook != found->rulebook)
          context.console.say(text("这一天还按别的规则判断过：第 {} 次运行，{}，摘要 {}",
                                   "that day was judged by other rules as well: run {}, {}, digest {}", earlier.id,
                                   earlier.recorded.iso(), earlier.rulebook.substr(0, 12)));
    } else if (error == std::errc() && end == night.data() + night.size()) {
      found = run_numbered(database, number);
    }
    if (found) return *found;
    throw Error(Failure::usage, "unknown-run", text("没有“{}”这一夜", "there is no night {}", night),
                text("判断过的夜晚见 ksbx sql \"SELECT run, through FROM runs\"",
                     "ksbx sql \"SELECT run, through FROM runs\" lists them"));
  }

  void write(Context& context, const char* below, const SourceFile& file) const {
    const std::filesystem::path path = std::filesystem::path(folder) / below / file.name;
    std::filesystem::create_directories(path.parent_path());
    write_file(context, path.string(), std::string_view(file.text));
  }
};

}  // namespace

std::unique_ptr<Command> rules_at_command() {
  return std::make_unique<RulesAt>();
}

}  // namespace ksbx
