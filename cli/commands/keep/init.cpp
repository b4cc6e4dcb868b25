// ksbx init: a new, empty database.
#include "cli/commands/commands.h"
#include "store/schema/open_store.h"

namespace ksbx {
namespace {

struct Init final : Command {
  void setup(Options& options) override {
    uses_database(options, common);
    common.ends_with_summary = true;
    options.example("ksbx init --db 2026.db", text("建立数据库 2026.db", "makes the database 2026.db"));
  }

  ExitCode run(Context& context) override {
    const std::string path = context.settings.db.value.string();
    if (!context.settings.db.value.has_filename())
      throw Error(Failure::usage, "database-name", text("{} 是文件夹的写法", "{} is the name of a folder", path),
                  text("写出文件名，如 {}city.db", "name a file, such as {}city.db", path));
    std::error_code ignored;  // without its folder the database cannot be made either, and that is told in full
    if (const auto folder = context.settings.db.value.parent_path(); !folder.empty())
      std::filesystem::create_directories(folder, ignored);
    create_store(path);
    context.console.say(text("已建立数据库 {}", "made the database {}", path));
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> init_command() {
  return std::make_unique<Init>();
}

}  // namespace ksbx
