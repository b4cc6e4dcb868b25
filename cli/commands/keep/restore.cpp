// ksbx restore: a backup takes the place of the database.
#include "store/undo/restore.h"

#include <algorithm>
#include <cstddef>

#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/words/open_workspace.h"

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
    const Restored restored = restore(backup, path, occasion_of(context, "restore"), context.lock_wait);
    context.console.say(text("已用 {} 恢复 {}，核对无误；日志链 {}",
                             "restored {1} from {0} and checked it; journal {2}", backup, path, restored.head.print()));
    if (!restored.kept.empty())
      context.console.say(text("原来的文件在 {}", "the previous file is now {}", restored.kept));
    say_what_is_missing(context.console, restored);
    return ExitCode::done;
  }

 private:
  static void say_what_is_missing(Console& console, const Restored& restored) {
    constexpr std::size_t few = 5;
    if (restored.last)
      console.say(text("{} 以后的内容不在备份里：请重新登记，然后运行 ksbx escalate",
                       "what came after {} is not in the backup: enter it again, then run ksbx escalate",
                       restored.last->iso()));
    if (!restored.barred)
      console.say(text("原来的文件读不出来：备份以后发出的文书，文号可能再用一次，请与发文登记核对",
                       "the previous file cannot be read: numbers of documents that went out after the backup may be "
                       "given again; compare with the register of what was sent"));
    if (!restored.barred || restored.barred->empty()) return;
    const std::vector<std::string> first(
        restored.barred->begin(),
        restored.barred->begin() + static_cast<std::ptrdiff_t>(std::min(few, restored.barred->size())));
    console.say(text("备份以后发出过 {} 件文书（{}{}），其文号不再使用；请通知收文单位",
                     "{} documents went out after the backup ({}{}): their numbers are not given again; tell who got "
                     "them",
                     restored.barred->size(), join(first, " "), restored.barred->size() > few ? " …" : ""));
  }
};

}  // namespace

std::unique_ptr<Command> restore_command() {
  return std::make_unique<Restore>();
}

}  // namespace ksbx
