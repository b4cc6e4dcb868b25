#include "files/sheet/given_cells.h"

#include <utility>

#include "files/sheet/header_match.h"
#include "files/sheet/mapping.h"

namespace ksbx {

bool is_month_word(std::string_view column) {
  const std::string normal = normal_header(column);
  return normal == "月份" || normal == "年月" || normal == "month";
}

std::optional<std::string> given_for(const std::vector<TypedCell>& given, const Layout& layout, ColumnName column) {
  for (const TypedCell& cell : given) {
    const int place = place_of_column(layout, cell.column);
    if (place < 0) continue;
    const ColumnRule& rule = layout.columns[static_cast<std::size_t>(place)];
    if (rule.field < 0 && rule.column == column) return cell.value;
  }
  return std::nullopt;
}

std::optional<std::string> given_month(const std::vector<TypedCell>& given) {
  for (const TypedCell& cell : given)
    if (is_month_word(cell.column)) return cell.value;
  return std::nullopt;
}

Problem column_is_there(const std::string& column, Origin origin) {
  return {Severity::error, "E_SET_COLUMN", std::move(origin),
          text("文件里已有“{}”，不能再用 --set 给所有行写同一个值。",
               "the file has the column \"{}\": --set cannot give all rows one value", column),
          text("请去掉这个 --set；文件里的值不对就在文件里改。",
               "Leave out that --set; where the file is wrong, correct the file.")};
}

Problem no_such_column(const std::string& column, const Layout& layout, const std::string& file) {
  const Text close = nearest_column(layout, column);
  return {
      Severity::error,
      "E_SET_COLUMN",
      {file, 0, 0},
      text("{}没有“{}”这一栏，--set 用不上。", "a {} has no column \"{}\": --set cannot be used", layout.label, column),
      close.empty() ? text("请核对 --set 的列名。", "Check the column of --set.")
                    : text("是不是 {}？", "Did you mean {}?", close)};
}

}  // namespace ksbx
