// The makers of all commands, one for each command file. The table that names them is in commands.cpp.
#pragma once

#include <memory>

#include "cli/command.h"

namespace ksbx {

std::unique_ptr<Command> version_command();
std::unique_ptr<Command> help_command();

}  // namespace ksbx
