#include "app/import/refused_file.h"

#include <algorithm>
#include <fstream>

#include "files/input/open_rows.h"

namespace ksbx {
namespace {

bool has_words(const RawRow& row) {
  return std::any_of(row.cells.begin(), row.cells.end(),
                     [](std::string_view cell) { return cell.find_first_not_of(" \t\r\n") != std::string_view::npos; });
}

std::int64_t rows_below(const std::string& path, const ImportRequest& request, int header_line) {
  std::int64_t rows = 0;
  for (const OpenedRows& opened : open_sheets(path, {request.encoding, request.worksheet})) {
    RawRow row;
    while (opened.rows->next(row))
      if (row.line > header_line && has_words(row)) ++rows;
  }
  return rows;
}

// Tags are ASCII in every encoding in which such pages are written.
std::int64_t rows_of_page(const std::string& path) {
  std::ifstream page(path, std::ios::binary);
  std::int64_t rows = 0;
  for (std::string tag; std::getline(page, tag, '<');)
    if (tag.starts_with("tr>") || tag.starts_with("tr ")) ++rows;
  return std::max<std::int64_t>(rows - 1, 0);
}

}  // namespace

std::int64_t rows_of_refused(const std::string& path, const ImportRequest& request, const Error& why) {
  const Problem& first = why.problems().front();
  if (first.code == "E_HTML_AS_XLS") return rows_of_page(path);
  const bool is_table = first.code == "E_NO_HEADER" || first.code == "E_WHICH_ROSTER" || first.code == "E_OTHER_LIST" ||
                        first.code == "E_DUPLICATE_HEADER" || first.code == "E_MISSING_COLUMN" ||
                        first.code == "E_MONTH_UNKNOWN" || first.code == "E_CLASS_UNKNOWN" ||
                        first.code == "E_DAY_UNCLEAR" || first.code == "E_OTHER_SHAPE" || first.code == "E_SET_COLUMN";
  if (!is_table) return 0;
  try {
    return rows_below(path, request, first.origin.line);
  } catch (const Error&) {
    return 0;  // the header is what the clerk corrects first; what else is wrong he hears then
  }
}

}  // namespace ksbx
