// rulebook_reader: a folder of TOML files becomes a checked Rulebook.
//
// rulebook.toml names the rulebook (id, title, case.closes_after) and says what its names mean to the engine
// ([meaning], policy/rulebook/meaning.h). It and all other *.toml files of
// the folder, but not of folders below it, may hold [param.X], [[clause]], [[role]], [[stage]],
// [[action]], [[form]], [[choices]], [[record]], [[fact]] and [[rule]]. Files are read in the order
// of their names; what a file may refer to does not depend on that order, except that a fact sees
// only facts before it. Clauses are checked once there is a [[clause]]. docs/rules.md describes every key.
//
// An overlay (叠加规则) is such a folder that is laid over a base: its rulebook.toml says `overlay = "id of the base"`,
// title and reason. It may add anything, lay dated values among those of a parameter, switch a rule off or replace it,
// each with a reason; files/rulebook/rulebook_overlay.h has the particulars. What comes out is one effective rulebook,
// in which every part knows the file and line that it comes from.
//
// Every mistake of every file is reported in one go, each with its place and a remedy. While there
// are errors, `rulebook` holds what could be read and must not be used for decisions.
#pragma once

#include <filesystem>
#include <vector>

#include "base/problem.h"
#include "files/toml/toml.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct ReadRulebook {
  Rulebook rulebook;
  Problems problems;  // of files that are no TOML at all first, then in the order of files and lines
  std::vector<std::vector<SourceFile>> layers;  // what was read
};

// A folder's *.toml files and forms/*.txt.
ReadRulebook read_rulebook(const std::filesystem::path& folder);
// The base first, then its overlays, each over all before it.
ReadRulebook read_rulebook(const std::vector<std::filesystem::path>& folders);

// Does the folder's rulebook.toml say that it is an overlay? Not, if it cannot be read.
bool is_overlay(const std::filesystem::path& folder);

// The same from memory, a folder each. The digest is taken over the names (without folders) and texts of all files in
// this order, so that it does not depend on where the rulebook is installed.
ReadRulebook read_layers(const std::vector<std::vector<SourceFile>>& layers);
ReadRulebook read_rulebook(const std::vector<SourceFile>& files);

}  // namespace ksbx
