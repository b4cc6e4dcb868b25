// trust: whose settings count.
//
// A configuration is found by looking into one folder after another, so whoever may write into one of them could decide
// which database pupils are written into. It counts only if it belongs to the caller or to root and not everyone may
// change it; so do the rules and calendars that it names. What the caller names himself, on the command line or in the
// environment, is his own affair.
#pragma once

#include <filesystem>
#include <vector>

#include "base/problem.h"
#include "cli/words/config.h"

namespace ksbx {

// A problem with its remedy if it is not so; nothing for what is not there.
Problems distrusted(const std::filesystem::path& file, const Text& what);
// The same for folders and files of rules and calendars that a configuration names, with the files in them.
Problems distrusted(const Setting<std::vector<std::filesystem::path>>& named, const Text& what);

}  // namespace ksbx
