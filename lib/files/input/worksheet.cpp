#include "files/input/worksheet.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/problem.h"
#include "files/cell/cell.h"
#include "files/input/merged_cells.h"
#include "files/input/number_format.h"

namespace ksbx {
namespace {

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (text.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

}  // namespace

Worksheet::Worksheet(std::shared_ptr<const Workbook> workbook, const std::string& part, Merged merged)
    : workbook_(std::move(workbook)), own_(most_cells) {
  if (merged == Merged::told) merged_ = MergedAbove(merged_cells(*workbook_, part));
  auto bytes = workbook_->archive().part(part);
  if (bytes == nullptr)
    refuse(text("工作簿里缺少工作表的内容（{}）。", "the rows of a sheet ({}) are missing in the workbook", part));
  XmlHandler& handler = *this;
  xml_ = std::make_unique<XmlReader>(std::move(bytes), workbook_->name(), handler);
}

bool Worksheet::next(RawRow& row) {
  if (!xml_->advance()) return false;
  finish_row(row);
  return true;
}

void Worksheet::begin(std::string_view element, const XmlAttributes& attributes) {
  switch (within_) {
    case Within::nothing:
      if (element == "sheetData") within_ = Within::rows;
      return;
    case Within::rows:
      if (element == "row") begin_row(attributes);
      return;
    case Within::row:
      if (element == "c") begin_cell(attributes);
      return;
    case Within::cell:
      if (element == "v") within_ = Within::value;
      if (element == "f") within_ = Within::formula;
      if (element == "is") within_ = Within::text;
      has_value_ = has_value_ || element == "v";
      has_formula_ = has_formula_ || element == "f";
      return;
    case Within::text: rich_.begin(element); return;
    case Within::value:
    case Within::formula: return;
  }
}

void Worksheet::words(std::string_view text) {
  // One byte more than a cell may have is kept, so that it is seen to be too long.
  if (within_ == Within::value && value_.size() <= longest_cell) value_ += text;
  if (within_ == Within::text) rich_.words(text);
}

XmlHandler::Flow Worksheet::end(std::string_view element) {
  switch (within_) {
    case Within::nothing: break;
    case Within::rows:
      if (element == "sheetData") within_ = Within::nothing;
      break;
    case Within::row:
      if (element != "row") break;
      within_ = Within::rows;
      return Flow::pause;
    case Within::cell:
      if (element != "c") break;
      within_ = Within::row;
      end_cell();
      break;
    case Within::value:
      if (element == "v") within_ = Within::cell;
      break;
    case Within::formula:
      if (element == "f") within_ = Within::cell;
      break;
    case Within::text:
      if (element == "is")
        within_ = Within::cell;
      else
        rich_.end(element);
      break;
  }
  return Flow::go_on;
}

void Worksheet::begin_row(const XmlAttributes& attributes) {
  int line = line_ + 1;
  if (const char* said = attributes.find("r")) line = number<int>(said).value_or(0);
  if (line <= line_ || line > last_line)
    refuse(text("第 {} 行后面的行号不对。", "the row numbers after row {} are wrong", line_));
  line_ = line;
  within_ = Within::row;
  fault_ = RowFault::none;
  no_result_ = row_bytes_ = column_ = 0;
  cells_.clear();
}

void Worksheet::begin_cell(const XmlAttributes& attributes) {
  std::size_t column = column_ + 1;
  if (const char* place = attributes.find("r")) column = sheet_place(place).column;
  if (column <= column_ || column > last_column)
    refuse(text("第 {} 行的格子位置不对。", "the cell references in row {} are wrong", line_));
  column_ = column;
  within_ = Within::cell;
  type_ = attributes["t"];
  style_ = number<std::size_t>(attributes["s"]).value_or(0);
  has_formula_ = has_value_ = false;
  value_.clear();
  rich_.clear();
}

void Worksheet::end_cell() {
  const bool is_empty_text = type_ == "str" && has_value_;
  const bool is_without_result = has_formula_ && value_.empty() && !is_empty_text;
  if (!is_without_result && type_ != "e") return put(text_of_cell());
  fault_ = std::max(fault_, RowFault::no_result);
  if (no_result_ == 0) no_result_ = column_;
}

// As it would have been typed; what is not as the standard wants it stays as it stands.
std::string_view Worksheet::text_of_cell() {
  if (type_ == "s") {
    const auto place = number<std::size_t>(value_);
    const auto shared = place ? workbook_->shared_text(*place) : std::nullopt;
    if (!shared)
      refuse(text("第 {} 行第 {} 格的文字在工作簿里找不到。", "row {}, cell {}: its text is missing in the workbook",
                  line_, column_));
    return *shared;
  }
  if (type_ == "inlineStr") return rich_.finish();
  if (type_ == "b") return value_ == "1" ? "TRUE" : value_ == "0" ? "FALSE" : std::string_view(value_);
  if (type_ == "str") undo_escapes(value_);
  if (type_ != "str" && type_ != "d") number_as_text();
  return value_;
}

void Worksheet::number_as_text() {
  const auto value = number<double>(value_);
  if (!value || !std::isfinite(*value)) return;
  const auto day = workbook_->is_date_style(style_) ? excel_date_text(*value, workbook_->epoch()) : std::nullopt;
  value_ = day ? *day : number_text(*value);
}

void Worksheet::put(std::string_view text) {
  if (text.empty()) return;
  row_bytes_ += text.size();
  sheet_bytes_ += text.size();
  if (sheet_bytes_ > most_text)
    refuse(ksbx::text("到第 {} 行，格子里的文字加起来超过了 1 GiB。",
                      "up to row {} its cells have more than 1 GiB of text", line_));
  if (column_ > most_cells || row_bytes_ > longest_record) {
    fault_ = RowFault::record_too_long;
    return;
  }
  if (text.size() > longest_cell) fault_ = std::max(fault_, RowFault::field_too_long);
  cells_.resize(column_);
  // Shared texts lie where they are until the workbook goes.
  std::string& own = own_[column_ - 1];
  cells_.back() = type_ == "s" ? text : std::string_view(own.assign(text));
}

void Worksheet::finish_row(RawRow& row) {
  width_ = std::max(width_, cells_.size());
  cells_.resize(width_);
  row.line = line_;
  row.fault = fault_;
  row.fault_cell = fault_ == RowFault::no_result ? static_cast<int>(no_result_) : 0;
  row.cells.assign(cells_.begin(), cells_.end());
  row.merged.clear();
  row.across.clear();
  merged_.tell(row);
}

void Worksheet::refuse(Text what) const {
  refuse_workbook(workbook_->name(), line_, std::move(what));
}

}  // namespace ksbx
