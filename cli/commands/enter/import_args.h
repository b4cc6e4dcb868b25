// What the options of `import` say of how its files are to be read. Each throws Error for what cannot be meant:
// Failure::usage for words of the command line, Failure::rules for a mapping file, with every mistake by line and
// column.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "files/input/decode.h"
#include "files/sheet/mapping.h"
#include "files/sheet/typed_row.h"

namespace ksbx {

// After --encoding; nothing if it was not given.
std::optional<Encoding> encoding_arg(const std::optional<std::string>& words);

// After --no-header and --columns, which need each other; empty without them.
std::vector<std::string> column_args(bool no_header, const std::optional<std::string>& words);

// Of each "班级=七年级1班": a column that some kind of list has, or 月份, and its value. Throws Error (Failure::usage):
// bad-set, unknown-column, given-twice.
std::vector<TypedCell> given_args(const std::vector<std::string>& words, const std::vector<Layout>& layouts);

// After --mapping and --map. What --map says of a header goes before the file.
Mapping mapping_args(const std::optional<std::string>& file, const std::vector<std::string>& words,
                     const std::vector<Layout>& layouts);

}  // namespace ksbx
