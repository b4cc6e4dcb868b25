// file_names: what people and units are called, as names of files and folders that every disk takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

// Without what a disk, a shell or a spreadsheet would take for something else (/ \ : * ? " < > | and control
// characters become _; no dot, hyphen, ~ or blank at the ends), at most 120 bytes, never empty.
std::string file_name(std::string_view words);

// One for each, in their order, no two of which any disk takes for the same: 王老师, 王老师（2）.
std::vector<std::string> distinct_file_names(const std::vector<std::string>& words);

}  // namespace ksbx
