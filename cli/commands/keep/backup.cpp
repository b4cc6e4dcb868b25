// ksbx backup: a whole, checked copy of the database.
#include "cli/commands/commands.h"
#include "cli/words/open_workspace.h"
#include "store/journal/health.h"
#include "store/journal/journal.h"

namespace ksbx {
namespace {

struct Backup final : Command {
  std::string file;

  void setup(Options& options) override {
    options
        .positional(text("文件", "FILE"), &file,
                    text("备份到哪里；不能已经存在", "the file to write; it must not exist yet"))
        .required()
        .names_file(FileRole::new_file);
    uses_database(options, common);
    options.example("ksbx backup /mnt/backup/2026-11-25.db", text("备份并核对", "copies and checks the copy"));
  }

  ExitCode run(Context& context) override {
    Database database = open_database(context, Access::read);
    const JournalHead head = back_up(database, file);
    context.console.say(
        text("已备份到 {}，核对无误；日志链 {}", "backed up to {} and checked; journal {}", file, head.print()));
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> backup_command() {
  return std::make_unique<Backup>();
}

}  // namespace ksbx
