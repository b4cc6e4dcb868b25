// file: whole files for the rooms above, which must not know how they are read.
#pragma once

#include <string>

namespace ksbx {

// SHA-256 of a file's bytes, read in blocks. Throws Error (Failure::input, E_NO_FILE) if it cannot be read.
std::string sha256_of_file(const std::string& path);

}  // namespace ksbx
