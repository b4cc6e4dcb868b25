// dispatch: from the words of the command line to a command that has run, and an exit code that is true.
#pragma once

#include <string>
#include <vector>

#include "cli/terminal/console.h"
#include "cli/terminal/environment.h"
#include "cli/terminal/exit_code.h"

namespace ksbx {

// Runs the command that `words` (without the program's name) ask for. Never throws: what goes wrong is reported on the
// console and becomes the exit code. Standard output is flushed and closed before it returns; where that fails the code
// is at least ExitCode::output. The summary line of a writing command comes last and carries the code that is returned.
ExitCode run_words(const std::vector<std::string>& words, const Environment& environment, Console& console);

}  // namespace ksbx
