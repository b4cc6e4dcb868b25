// help: the pages that explain commands, made from the same declarations by which they are read.
#pragma once

#include <string>
#include <vector>

#include "cli/words/command.h"

namespace ksbx {

// All commands by group, each with its summary, and how to go on.
std::string overview(const std::vector<CommandEntry>& entries, Language language);

// Usage line, summary, arguments, options (aligned by display width), examples.
std::string page(const CommandEntry& entry, Language language);

}  // namespace ksbx
