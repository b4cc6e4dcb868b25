// A zip of a few parts, put together in memory. A door to libzip.
#pragma once

#include <string>
#include <vector>

namespace ksbx {

struct ZipEntry {
  std::string name;  // word/document.xml
  std::string bytes;
};

// In the order given; all of them are dated 1980-01-01, so that the same parts give the same bytes. Throws Error,
// Failure::output, if it cannot be done.
std::string zipped(const std::vector<ZipEntry>& entries);

}  // namespace ksbx
