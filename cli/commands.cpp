#include "cli/commands.h"

namespace ksbx {

Text label_of(CommandGroup group) {
  switch (group) {
    case CommandGroup::daily:
      return text("每天：", "Every day:");
    case CommandGroup::looking:
      return text("查看：", "Looking:");
    case CommandGroup::rules:
      return text("规则：", "Rules:");
    case CommandGroup::upkeep:
      return text("维护：", "Upkeep:");
  }
  return {};
}

const std::vector<CommandEntry>& commands() {
  using enum CommandGroup;
  static const std::vector<CommandEntry> table = {
      {"help", upkeep, text("说明：命令或主题", "explains a command or a topic"), help_command},
      {"version", upkeep, text("版本", "the version"), version_command},
  };
  return table;
}

}  // namespace ksbx
