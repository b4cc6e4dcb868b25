// The files by which a night judges, packed so that the store can keep them by their digest, and read again from there.
//
// A zip: a folder for each layer or folder they come from, numbered from 1, with its texts of forms/ below it. So it
// can be looked into by any program, and read_layers and read_calendar take what comes out of it.
#pragma once

#include <string>
#include <vector>

#include "files/toml/toml.h"

namespace ksbx {

// Empty if there are no files.
std::string packed_rules(const std::vector<std::vector<SourceFile>>& layers);
// The files by layer; each is named by its path in the zip ("1/ladder.toml", "1/forms/order.txt"). `name` stands for
// the zip in messages. Error (Failure::input) if it is damaged.
std::vector<std::vector<SourceFile>> unpacked_rules(std::string packed, const std::string& name);

// Files of several folders as layers: those that stand side by side in one folder are one; a file that is named again
// begins another.
std::vector<std::vector<SourceFile>> by_folder(const std::vector<SourceFile>& files);
// All layers in a row.
std::vector<SourceFile> in_a_row(const std::vector<std::vector<SourceFile>>& layers);

}  // namespace ksbx
