// ksbx restore: a backup takes the place of the database.
#include "store/undo/restore.h"
#include "cli/commands/commands.h"
#include "cli/terminal/same_file.h"

namespace ksbx {
namespace {

struct Restore final : Command {
  std::string backup;

  void setup(Options& options) override {
    options.positional(text("备份", "BACKUP"), &backup, text("ksbx backup 写的文件", "a file that ksbx backup wrote"))
        .required()
        .names_file(FileRole::read);
    uses_database(options, common);
    options.example("ksbx restore /mnt/backup/2026-11-25.db",
                    text("核对备份，再用它替换数据库；原来的文件留在旁边",
                         "checks the backup and puts it in place of the database, which is kept next to it"));
  }

  ExitCode run(Context& context) override {
    const std::string path = context.settings.db.value.string();
    if (FilePlace::of(backup) == FilePlace::of(path))
      throw Error(Failure::usage, "restore-itself",
                  text("备份和数据库是同一个文件", "the backup is the database itself"),
                  text("写出 ksbx backup 写的文件", "give the file that ksbx backup wrote"));
    const Restored restored = restore(backup, path, context.dates.now);
    context.console.say(text("已用 {} 恢复 {}，核对无误；日志链 {}",
                             "restored {1} from {0} and checked it; journal {2}", backup, path, restored.head.print()));
    if (!restored.kept.empty())
      context.console.say(text("原来的文件在 {}", "the previous file is now {}", restored.kept));
    context.console.say(text("备份以后登记的内容要重新登记，然后运行 ksbx escalate",
                             "enter again what was entered after the backup, then run ksbx escalate"));
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> restore_command() {
  return std::make_unique<Restore>();
}

}  // namespace ksbx
