#include "files/sheet/ignored_columns.h"

#include "files/sheet/row_words.h"

namespace ksbx {

std::optional<Problem> ignored_columns(const Origin& header, const Text& where, const std::vector<std::size_t>& places,
                                       const std::vector<std::string>& headers) {
  std::vector<std::size_t> named;
  for (const std::size_t place : places)
    if (!is_blank(headers[place])) named.push_back(place);
  if (named.empty()) return std::nullopt;
  const bool is_one = named.size() == 1;
  std::string names;
  for (const std::size_t place : named) names += (names.empty() ? "" : "、") + headers[place];
  return Problem{Severity::warning,
                 "W_IGNORED_COLUMNS",
                 {header.file, header.line, is_one ? static_cast<int>(named.front()) + 1 : 0},
                 is_one ? text("{}“{}”这一列不需要，没有读取。", "{}the column \"{}\" is not needed and was not read",
                               where, names)
                        : text("{}这些列不需要，没有读取：{}。", "{}these columns are not needed and were not read: {}",
                               where, names),
                 is_one ? text("如果它其实是需要的列，请改成标准列名，或用 --map 说明。",
                               "If it is needed, give it its standard name, or use --map.")
                        : text("如果有需要的列，请改成标准列名，或用 --map 说明。",
                               "If one is needed, give it its standard name, or use --map.")};
}

}  // namespace ksbx
