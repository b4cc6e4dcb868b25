// find_command: which command the words mean.
#pragma once

#include <string>
#include <vector>

#include "cli/words/command.h"

namespace ksbx {

struct FoundCommand {
  const CommandEntry* entry = nullptr;
  std::vector<std::string> words;  // the words that are left for its options
};

// `words` begin with the command; options that are before it are moved after it, so that `ksbx --db x.db status`
// works. Throws Error(Failure::usage), naming the nearest command, if there is no such command or its second word is
// missing.
FoundCommand find_command(const std::vector<CommandEntry>& entries, const std::vector<std::string>& words);

}  // namespace ksbx
