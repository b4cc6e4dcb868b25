// A file that `import` cannot use, and how much was in it: what the summary says of a refusal.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/import/import.h"
#include "base/problem.h"

namespace ksbx {

// Thrown instead of the reader's own Error, with the same failure and problems. `rows` is how many rows of data the
// file has: all of them are rejected, and nothing was committed.
class FileRefused : public Error {
 public:
  FileRefused(const Error& why, std::int64_t rows_of_file, ReadBefore what_was_read = {})
      : Error(why), rows(rows_of_file), read(std::move(what_was_read)) {}
  const std::int64_t rows;
  const ReadBefore read;  // as in RefusedImport
};

// Rows of data in a file whose header was refused with `why`: those that are not blank, below the header row if the
// refusal names one. Of a web page that calls itself a workbook, the rows of its tables but the first. 0 if the file is
// no table at all.
std::int64_t rows_of_refused(const std::string& path, const ImportRequest& request, const Error& why);

}  // namespace ksbx
