// header_search: where the header of a file stands among its first rows, and what it means.
//
// The row that fits a kind of roster best; a form's title (学校：…, 年级：…) may look a little like a header, too. Of
// two rows, as forms have them (监护人 over 姓名 and 电话; merged cells leave blanks to their right), the headers are
// put together.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "files/input/row_source.h"
#include "files/sheet/header_match.h"
#include "files/sheet/mapping.h"

namespace ksbx {

inline constexpr std::size_t header_within = 20;  // rows

struct TopRow {  // a row that was read while the header was looked for
  int line = 0;
  RowFault fault = RowFault::none;
  int fault_cell = 0;
  std::vector<std::string> cells;
  std::vector<std::pair<std::size_t, std::string>> merged;  // place and text, as in RawRow
  std::vector<std::pair<std::size_t, std::string>> across = {};
  std::vector<int> columns = {};
  std::optional<Problem> wrong = {};
};

TopRow top_row(const RawRow& raw);
// The row again as it came; `raw` points into `row`.
void lay_out(const TopRow& row, RawRow& raw);

// As many rows as a header is looked for in, or all there are.
std::vector<TopRow> first_rows(RowSource& source);

struct FoundHeader {
  std::vector<std::string> headers;  // as written; of two rows put together: 监护人姓名
  std::size_t first = 0, end = 0;    // the rows that it takes; those before `first` are titles
  int line = 0;                      // of its last row
  std::vector<HeaderMatch> fits;     // one; several if it does not tell the kind; none if there is no header
};

// The pointers in the matches point into `layouts`.
FoundHeader search_header(const std::vector<TopRow>& rows, const std::vector<Layout>& layouts, const Mapping& mapping);

// The header that a person gave for a file without one (English words or headers; "" or "-" is not read), by the
// official names. No fits where no layout has all of these columns.
FoundHeader given_header(const std::vector<std::string>& columns, const std::vector<Layout>& layouts);

}  // namespace ksbx
