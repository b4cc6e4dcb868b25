// Whole small texts that a user points at: a list in a file, or on standard input ("-").
#pragma once

#include <string>

namespace ksbx {

// UTF-8, whatever the file's encoding; at most 16 MiB. Throws Error (Failure::input) if it cannot be read or is no
// text.
std::string read_words_of(const std::string& path);

}  // namespace ksbx
