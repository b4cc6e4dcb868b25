#include "files/input/xls_rows.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <tuple>
#include <utility>

#include "base/problem.h"
#include "files/input/compound_file.h"
#include "files/input/little_endian.h"
#include "files/input/number_format.h"
#include "files/input/worksheet.h"
#include "files/input/xls_text.h"

namespace ksbx {
namespace {

double number_in(std::string_view body, std::size_t at) {
  return std::bit_cast<double>(little_endian(body, at, 8));
}

// A number in four bytes: the upper half of one in eight, or 30 bits of a whole one; either may be in hundredths.
double short_number(std::uint32_t bits) {
  const double value = bits & 2U ? static_cast<double>(static_cast<std::int32_t>(bits) >> 2)
                                 : std::bit_cast<double>(std::uint64_t{bits & ~3U} << 32);
  return bits & 1U ? value / 100 : value;
}

}  // namespace

XlsRows::XlsRows(std::shared_ptr<const XlsGlobals> book, std::string file, std::size_t begin, std::size_t end)
    : book_(std::move(book)), file_(std::move(file)), end_(end), own_(most_cells) {
  std::vector<MergedCells> merged;
  int depth = 0;
  for (std::size_t at = begin; at < end_;) {
    const XlsRecord record = book_->record_at(at);
    at = record.end;
    if (record.kind == xls::beginning) ++depth;
    if (record.kind == xls::end) --depth;
    if (depth != 1) continue;  // a chart
    if (record.kind == xls::merged)
      note_merged(record.body, merged);
    else
      note(record);
  }
  const auto by_place = [](const Cell& a, const Cell& b) {
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  };
  if (!std::ranges::is_sorted(cells_, by_place)) std::ranges::stable_sort(cells_, by_place);
  std::ranges::stable_sort(merged, {}, &MergedCells::first);
  merged_ = MergedAbove(std::move(merged));
}

void XlsRows::note(const XlsRecord& record) {
  const auto place = [](std::size_t at) { return static_cast<std::uint32_t>(at); };
  const std::uint16_t row = u16(record.body, 0), column = u16(record.body, 2);
  switch (record.kind) {
    case xls::short_numbers:
      for (std::size_t at = 4, to = column; at + 8 <= record.body.size() && to < most_cells; at += 6, ++to)
        cells_.push_back({place(record.at + 4 + at), row, static_cast<std::uint8_t>(to), true});
      break;
    case xls::short_number:
    case xls::number:
    case xls::formula:
    case xls::truth_or_error:
    case xls::shared_text:
    case xls::own_text:
    case xls::rich_text:
      if (column < most_cells && record.body.size() >= 8)
        cells_.push_back({place(record.at), row, static_cast<std::uint8_t>(column), false});
      break;
    default: break;
  }
}

void XlsRows::note_merged(std::string_view body, std::vector<MergedCells>& merged) const {
  constexpr std::size_t most_merged = 65'536;
  const std::size_t count = u16(body, 0);
  for (std::size_t i = 0; i < count && 10 + 8 * i <= body.size() && merged.size() < most_merged; ++i) {
    const std::size_t at = 2 + 8 * i;
    const MergedCells one{u16(body, at) + 1, u16(body, at + 2) + 1, std::size_t{u16(body, at + 4)} + 1,
                          std::size_t{u16(body, at + 6)} + 1};
    if (!one.is_one_cell()) merged.push_back(one);
  }
}

bool XlsRows::next(RawRow& row) {
  if (next_ == cells_.size()) return false;
  fault_ = RowFault::none;
  no_result_ = 0;
  row.cells.clear();
  row.merged.clear();
  row.across.clear();
  row.line = cells_[next_].row + 1;
  std::size_t row_bytes = 0;
  for (; next_ < cells_.size() && cells_[next_].row + 1 == row.line; ++next_) {
    const Cell& cell = cells_[next_];
    const std::string_view words = row_bytes > longest_record ? std::string_view{} : words_of(cell);
    row_bytes += words.size();
    if (words.size() > longest_cell) fault_ = std::max(fault_, RowFault::field_too_long);
    if (words.empty()) continue;
    row.cells.resize(std::max(row.cells.size(), std::size_t{cell.column} + 1));
    row.cells[cell.column] = words;
  }
  if (row_bytes > longest_record) fault_ = RowFault::record_too_long;
  bytes_ += row_bytes;
  if (bytes_ > Worksheet::most_text)
    refuse_xls(file_, text("到第 {} 行，格子里的文字加起来超过了 1 GiB。",
                           "up to row {} its cells have more than 1 GiB of text", row.line));
  width_ = std::max(width_, row.cells.size());
  row.cells.resize(width_);
  row.fault = fault_;
  row.fault_cell = fault_ == RowFault::no_result ? static_cast<int>(no_result_) : 0;
  merged_.tell(row);
  return true;
}

std::string_view XlsRows::words_of(const Cell& cell) {
  const std::size_t column = cell.column;
  if (!cell.in_several) return words_of(book_->record_at(cell.at), column);
  return number(short_number(u32(book_->bytes, cell.at + 2)), u16(book_->bytes, cell.at), column);
}

std::string_view XlsRows::words_of(const XlsRecord& record, std::size_t column) {
  const std::string_view body = record.body;
  const std::size_t style = u16(body, 4);
  switch (record.kind) {
    case xls::short_number: return number(short_number(u32(body, 6)), style, column);
    case xls::number: return number(number_in(body, 6), style, column);
    case xls::truth_or_error:
      if (body.size() > 7 && body[7] != 0) return no_result(column);
      return body[6] != 0 ? "TRUE" : "FALSE";
    case xls::shared_text: {
      const auto shared = book_->texts.find(u32(body, 6));
      if (!shared)
        refuse_xls(file_, text("第 {} 行第 {} 格的文字在工作簿里找不到。",
                               "row {}, cell {}: its text is missing in the workbook", u16(body, 0) + 1, column + 1));
      return *shared;
    }
    case xls::formula: return result_of(record, column);
    default: {
      XlsText words(pieces_of(record));
      words.skip(6);
      return own(words.text(), column);
    }
  }
}

// A number as such; anything else by its kind, which the highest bytes of no number could be.
std::string_view XlsRows::result_of(const XlsRecord& record, std::size_t column) {
  const std::string_view body = record.body;
  if (u16(body, 12) != 0xFFFF) return number(number_in(body, 6), u16(body, 4), column);
  enum : char { is_text = 0, is_truth = 1, is_error = 2 };
  switch (body[6]) {
    case is_text: return text_after(record, column);
    case is_truth: return little_endian(body, 8, 1) != 0 ? "TRUE" : "FALSE";
    case is_error: return no_result(column);
    default: return {};  // an empty text
  }
}

// The text of a result stands in a record of its own, which follows.
std::string_view XlsRows::text_after(const XlsRecord& formula, std::size_t column) {
  for (XlsRecord next = formula; next.end < end_;) {
    next = book_->record_at(next.end);
    switch (next.kind) {
      case xls::array_formula:
      case xls::shared_formula:
      case xls::data_table:
      case xls::continued: continue;
      case xls::result_text: return own(XlsText(pieces_of(next)).text(), column);
      default: return no_result(column);
    }
  }
  return no_result(column);
}

std::string_view XlsRows::no_result(std::size_t column) {
  fault_ = std::max(fault_, RowFault::no_result);
  if (no_result_ == 0) no_result_ = column + 1;
  return {};
}

std::string_view XlsRows::number(double value, std::size_t style, std::size_t column) {
  if (!std::isfinite(value)) return no_result(column);
  const auto day = book_->is_date_style(style) ? read_excel_date(value, book_->epoch).value : std::nullopt;
  return own(day ? day->iso() : number_text(value), column);
}

std::string_view XlsRows::own(std::string text, std::size_t column) {
  return own_[column] = std::move(text);
}

std::vector<std::string_view> XlsRows::pieces_of(XlsRecord record) const {
  std::vector<std::string_view> pieces{record.body};
  while (record.end < end_) {
    record = book_->record_at(record.end);
    if (record.kind != xls::continued) break;
    pieces.push_back(record.body);
  }
  return pieces;
}

}  // namespace ksbx
