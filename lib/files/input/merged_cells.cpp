#include "files/input/merged_cells.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/problem.h"
#include "files/input/worksheet.h"
#include "files/input/xml_reader.h"

namespace ksbx {
namespace {

constexpr std::size_t most_merged = 65'536;

class MergeReader : public XmlHandler {
 public:
  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element != "mergeCell" || found.size() == most_merged) return;
    const std::string_view range = attributes["ref"];
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return;
    const SheetPlace from = sheet_place(range.substr(0, colon)), to = sheet_place(range.substr(colon + 1));
    const MergedCells one{from.line, to.line, from.column, to.column};
    if (from.column > 0 && to.column > 0 && !one.is_one_cell()) found.push_back(one);
  }
  void words(std::string_view) override {}
  Flow end(std::string_view) override { return Flow::go_on; }

  std::vector<MergedCells> found;
};

}  // namespace

std::vector<MergedCells> merged_cells(const Workbook& workbook, const std::string& part) {
  MergeReader reader;
  try {
    auto bytes = workbook.archive().part(part);
    if (bytes == nullptr) return {};
    read_xml(std::move(bytes), workbook.name(), reader);
  } catch (const Error&) {
    return {};
  }
  std::ranges::stable_sort(reader.found, {}, &MergedCells::first);
  return std::move(reader.found);
}

// What begins on this line is kept for those below it; of two that overlap the later one holds.
void MergedAbove::tell(RawRow& row) {
  std::erase_if(above_, [&row](const auto& entry) { return entry.second.last < row.line; });
  const auto is_empty = [&row](std::size_t column) {
    return column > row.cells.size() || row.cells[column - 1].empty();
  };
  const auto tell_across = [&](std::size_t column, const Above& one) {
    for (std::size_t to = column + 1; to <= std::min(one.last_column, RowSource::most_cells) && !one.text.empty(); ++to)
      if (is_empty(to)) row.across.push_back({to - 1, one.text});
  };
  for (const auto& [column, above] : above_) {
    if (is_empty(column)) row.merged.push_back({column - 1, above.text});
    tell_across(column, above);
  }
  for (; next_ < merged_.size() && merged_[next_].first <= row.line; ++next_) {
    const MergedCells& one = merged_[next_];
    if (one.first != row.line || one.column > row.cells.size()) continue;
    Above& begun = above_[one.column] = {one.last, one.last_column, std::string(row.cells[one.column - 1])};
    tell_across(one.column, begun);
  }
}

SheetPlace sheet_place(std::string_view words) {
  SheetPlace place;
  for (; !words.empty(); words.remove_prefix(1)) {
    if (!is_ascii_letter(words.front())) break;
    place.column = place.column * 26 + static_cast<std::size_t>(ascii_upper(words.front()) - 'A') + 1;
    if (place.column > Worksheet::last_column) return {};
  }
  const char* end = words.data() + words.size();
  const auto read = std::from_chars(words.data(), end, place.line);
  const bool is_place = place.column > 0 && !words.empty() && read.ec == std::errc() && read.ptr == end;
  return is_place && place.line > 0 ? place : SheetPlace{};
}

}  // namespace ksbx
