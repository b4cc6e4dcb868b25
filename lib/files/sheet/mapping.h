// Mapping: which column each header of a file is, given by a person where the known names do not say.
//
// A mapping file is TOML; `import --inspect` prints one to begin with, and `--map HEADER=COLUMN` says one line of it. A
// column is named by its English word ("phone") or by any header it is known by ("联系电话"). What is not mapped is
// recognised as ever.
//
//   kind = "students"              # may be left out: then the headers decide
//   [columns]
//   "家长号码"   = "phone"
//   "联系电话#2" = "guardian_phone"  # the second of two columns of that name
//   "户主"       = "-"               # not to be read
//   [values.attendance]            # words of a column that holds one of some words
//   "○" = "excused"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "files/sheet/columns.h"
#include "files/toml/toml.h"

namespace ksbx {

struct MappedHeader {
  std::string header;  // as the file has it; "#2" after it means the second of that name
  std::string column;  // "-": not to be read
  Origin origin = {};  // in the mapping file; nowhere if it was said on the command line
};

// What a word of a column means, in one that is known.
struct MappedValue {
  std::string column;  // as a header is mapped to it
  std::string word;    // as cells have it
  std::string value;
  Origin origin = {};
};

struct Mapping {
  std::string kind;  // the name of a layout, or empty
  Origin kind_origin = {};
  std::vector<MappedHeader> headers;
  std::vector<MappedValue> values;
};

inline constexpr std::string_view not_read = "-";

// Of what a mapping file says. Mistakes of form (no TOML, unknown keys, wrong types) are added to `problems` with line
// and column.
Mapping read_mapping(const SourceFile& source, Problems& problems);
// Of "联系电话#2=phone"; nothing if there is no text on either side of the last "=".
std::optional<MappedHeader> mapped_header(std::string_view words);

// What is wrong with the mapping whatever file it is used for: an unknown kind, a column that no such roster has (with
// the nearest one), a header or a column that is given twice, a value that its column cannot hold.
Problems check_mapping(const Mapping& mapping, const std::vector<Layout>& layouts);

// The place in Layout::columns of the column that the word names, -1 if the layout has none.
int place_of_column(const Layout& layout, std::string_view word);
// Its English word: of a record's own field its name.
std::string word_of_column(const ColumnRule& column);
// The column whose name or header comes nearest to the word, as "phone（联系电话）"; empty if none is near.
Text nearest_column(const Layout& layout, std::string_view word);

// Where among the headers of a file a mapped header stands, -1 if nowhere. `normal` are the headers as normal_header
// makes them.
int place_of_header(const std::vector<std::string>& normal, std::string_view mapped);

}  // namespace ksbx
