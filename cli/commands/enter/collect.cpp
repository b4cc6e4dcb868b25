// ksbx collect: what came back in the folders that ksbx deliver wrote.
#include "app/deliver/collect.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/commands/enter/import_output.h"
#include "cli/words/open_workspace.h"
#include "cli/words/rejects_file.h"

namespace ksbx {
namespace {

struct CollectCommand final : Command {
  std::string folder;

  void setup(Options& options) override {
    options
        .positional(text("文件夹", "FOLDER"), &folder,
                    text("ksbx deliver 写出、收件人放回了文件的文件夹",
                         "the folder that ksbx deliver wrote, with what its receivers put back"))
        .required()
        .names_file(FileRole::read);
    uses_database(options, common);
    uses_rules(options, common);
    writes(options, common);
    options.example("ksbx collect 送/2026-10-15",
                    text("导入放回来的点名册、填报表和签收单，被拒的行写在各自旁边",
                         "imports registers, lists and receipts that came back, with the rejected rows beside each"));
  }

  ExitCode run(Context& context) override {
    count(context, {});
    OpenWorkspace open(context, "collect", Access::write);
    ImportRequest how;
    how.language = context.console.language;
    const Keep keep = common.dry_run ? Keep::nothing : Keep::changes;
    Collected collected = collect(open.workspace(), folder, how, keep);
    say(context, collected);
    print(context, collected.outcome);
    count(context, collected);
    const ExitCode end = end_of(collected);
    if (keep == Keep::changes) write_rejects(context, std::move(collected));
    return end;
  }

 private:
  void say(Context& context, const Collected& collected) const {
    if (!collected.known.empty())
      context.console.say(text("有 {} 个文件以前导入过，没有再导入，例如 {}（{}）",
                               "{} files were imported before and are passed over, as {} ({})", collected.known.size(),
                               collected.known.front().path, collected.known.front().imported));
    if (!collected.left_out.empty()) context.console.problems({not_read(collected.left_out)});
    if (collected.files.empty()) context.console.say(text("没有新放回来的文件", "nothing new came back"));
  }

  Problem not_read(const std::vector<std::string>& paths) const {
    const std::string names = join(paths, "、", [&](const std::string& path) {
      return std::filesystem::path(path).lexically_relative(folder).generic_string();
    });
    return {Severity::error,
            "W_LEFT_OUT",
            {folder, 0, 0},
            text("没有读：{}", "not read: {}", names),
            text("只读 csv、tsv、txt、xlsx、xls 文件；扫描件、照片请移出去另外保存",
                 "only csv, tsv, txt, xlsx and xls files are read: keep scans and pictures elsewhere")};
  }

  // Beside each file, under a name that is free; ksbx knows them again until someone corrects them.
  void write_rejects(Context& context, Collected collected) const {
    auto lying = DeliveredFolder::at(folder);
    for (std::size_t i = 0; i < collected.files.size(); ++i) {
      const ImportOutcome of_file = rejects_of(collected, i);
      for (const std::string& written : write_rejects_beside(context, collected.files[i], of_file))
        if (lying) lying->remember(written);
    }
  }

  // What could not be taken of that file, also where the guard stopped it.
  static ImportOutcome rejects_of(Collected& collected, std::size_t place) {
    ImportOutcome of_file;
    const std::string& path = collected.files[place];
    for (ImportedFile& file : collected.outcome.files)
      if (file.number == place + 1) of_file.files.push_back(std::move(file));
    for (const RefusedImport& refused : collected.outcome.refused)
      if (refused.read && std::ranges::any_of(*refused.read, [&](const ImportedFile& file) {
            return file.path == path || file.path.starts_with(path + "[");
          }))
        of_file.refused.push_back(refused);
    return of_file;
  }

  static void count(Context& context, const Collected& collected) {
    const auto number = [](std::size_t size) { return static_cast<std::int64_t>(size); };
    context.summary.count("files", number(collected.files.size()));
    context.summary.count("known", number(collected.known.size()));
    context.summary.count("untouched", number(collected.unchanged));
    ksbx::count(context.summary, collected.outcome.total());
    if (collected.outcome.deferred() > 0) context.summary.count("deferred", collected.outcome.deferred());
  }

  static ExitCode end_of(const Collected& collected) {
    const ImportOutcome& outcome = collected.outcome;
    const bool is_whole = outcome.total().rejected + outcome.deferred() == 0 && !has_errors(outcome.problems);
    ExitCode end = is_whole && collected.left_out.empty() ? ExitCode::done : ExitCode::rejected;
    for (const RefusedImport& refused : outcome.refused) end = worst(end, exit_code_of(refused.failure));
    return end;
  }
};

}  // namespace

std::unique_ptr<Command> collect_command() {
  return std::make_unique<CollectCommand>();
}

}  // namespace ksbx
