// ComparedRules: which folders stand against which, where a command is given an old and a new rulebook.
#pragma once

#include <filesystem>
#include <vector>

namespace ksbx {

using RuleFolders = std::vector<std::filesystem::path>;

// Each said completely: the base and what lies over it.
struct ComparedRules {
  RuleFolders before;
  RuleFolders after;
};

// `after` as it is; laid over `before` if its first folder is an overlay, which cannot stand alone.
ComparedRules compared(RuleFolders before, const RuleFolders& after);

}  // namespace ksbx
