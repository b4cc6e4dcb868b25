// The shape of a row: more or fewer cells than the header, quotes astray, cells without end.
#include <algorithm>

#include "files/sheet/row_words.h"
#include "files/sheet/sheet.h"

namespace ksbx {

namespace {

// The delimiter that cuts this row, where it is not that of the header: nearly all of the row is in one cell, and in it
// stands another one as often as the header is cut; empty if none does.
std::string_view other_delimiter(const RawRow& raw, std::size_t width) {
  constexpr std::size_t narrow = 3;
  if (width <= narrow || filled_cells(raw.cells) > width / 2) return {};
  for (const std::string_view delimiter : {";", "\t", ",", "，", "|"}) {
    std::size_t found = 0;
    for (const std::string_view cell : raw.cells)
      for (std::size_t at = cell.find(delimiter); at != std::string_view::npos; at = cell.find(delimiter, at + 1))
        ++found;
    if (found + 1 >= width) return delimiter;
  }
  return {};
}

}  // namespace

void Sheet::judge_shape() {
  row_.problems_.clear();
  const RawRow& raw = row_.raw_;
  if (raw.wrong != nullptr) row_.problems_.push_back(*raw.wrong);
  if (raw.fault == RowFault::none && raw.cells.size() == width_) return;

  auto add = [&](Severity severity, const char* code, std::size_t column, Text what, Text remedy) {
    row_.problems_.push_back(
        {severity, code, row_.origin_at(static_cast<int>(column) - 1), std::move(what), std::move(remedy)});
  };
  auto surplus = std::find_if_not(raw.cells.begin() + static_cast<std::ptrdiff_t>(std::min(width_, raw.cells.size())),
                                  raw.cells.end(), is_blank);
  switch (raw.fault) {
    case RowFault::none: break;
    case RowFault::no_result:
      add(Severity::warning, "W_FORMULA_NO_VALUE", static_cast<std::size_t>(raw.fault_cell),
          text("这一格的公式没有保存结果，或结果是 #N/A 一类的错误，按空白处理。",
               "the formula of this cell has no stored result, or an error such as #N/A: it counts as empty"),
          text("请用 Excel 或 WPS 打开，等公式算好后保存，再导入。",
               "Open the file in Excel or WPS, let it calculate, save it and import it again."));
      break;
    case RowFault::bare_quote:
      add(Severity::warning, "W_BARE_QUOTE", 0,
          text("格子中间有双引号，按原样读取。", "there is a quote inside a cell; it was kept as it is"),
          text("请核对这一行的内容是否正确。", "Check that the row is right."));
      break;
    case RowFault::stray_quote:
      add(Severity::error, "R_STRAY_QUOTE", 0,
          text("右引号后面还有文字，分不清格子到哪里为止。",
               "there is text after a closing quote, so it is unclear where the cell ends"),
          text("请把格子里的双引号改成两个双引号，或改用中文引号。",
               "Double the quotes inside the cell, or use other ones."));
      return;
    case RowFault::field_too_long: {
      auto longest = std::find_if(raw.cells.begin(), raw.cells.end(),
                                  [](std::string_view cell) { return cell.size() > RowSource::longest_cell; });
      add(Severity::error, "R_FIELD_TOO_LONG", static_cast<std::size_t>(longest - raw.cells.begin()) + 1,
          text("有一格超过 64 KiB，多半是粘贴错了或引号没有闭合。",
               "a cell is longer than 64 KiB: something was pasted there, or a quote is not closed"),
          text("请改正这一格后再导入这一行。", "Correct that cell and import the row again."));
      return;
    }
    case RowFault::record_too_long:
      add(Severity::error, "R_RECORD_TOO_LONG", 0,
          text("这一行超过 1 MiB 或 256 格。", "the row is longer than 1 MiB or 256 cells"),
          text("请检查这一行的引号和分隔符。", "Check the quotes and delimiters of the row."));
      return;
  }
  if (const std::string_view other = other_delimiter(raw, width_); !other.empty())
    add(Severity::error, "R_OTHER_DELIMITER", 0,
        text("分隔符中途变了：这一行用“{}”分隔，表头不是。",
             "the delimiter changed on the way: this row is cut by \"{}\", the header is not",
             other == "\t" ? "Tab" : other),
        text("多半是几份文件拼在一起；请按表头的分隔符另存，或拆成几份分别导入。",
             "Files were probably joined: save it with one delimiter, or import the parts one by one."));
  else if (surplus != raw.cells.end())
    add(Severity::error, "R_TOO_MANY_CELLS", static_cast<std::size_t>(surplus - raw.cells.begin()) + 1,
        text("这一行有 {} 格，表头只有 {} 列，内容可能错位了。",
             "the row has {} cells but the header {}; they have probably shifted", surplus - raw.cells.begin() + 1,
             width_),
        text("请对照表头改正这一行；含有逗号的内容要加双引号。",
             "Correct the row; a cell with a comma in it needs quotes."));
  else if (raw.cells.size() < width_)
    add(Severity::warning, "W_SHORT_ROW", 0,
        text("这一行只有 {} 格，表头有 {} 列，缺少的格子按空白处理。",
             "the row has {} cells, the header {}; the missing ones count as empty", raw.cells.size(), width_),
        text("请检查这一行是否完整。", "Check that the row is complete."));
}

}  // namespace ksbx
