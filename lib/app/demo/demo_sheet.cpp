#include "app/demo/demo_sheet.h"

#include <utility>

#include "base/text.h"
#include "files/input/decode.h"

namespace ksbx {

namespace {

constexpr std::size_t flush_at = std::size_t{1} << 20;

void append_cell(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// `words` in the first cell of a row that is otherwise empty.
std::vector<std::string_view> spread(std::string_view words, std::size_t width) {
  std::vector<std::string_view> cells(width);
  cells.front() = words;
  return cells;
}

}  // namespace

DemoSheet::DemoSheet(std::unique_ptr<DemoSink> sink, const std::vector<std::string_view>& header)
    : sink_(std::move(sink)), width_(header.size()) {
  line(header);
}

DemoSheet::DemoSheet(std::unique_ptr<DemoSink> sink, const std::vector<std::string_view>& header,
                     DemoOptions::Dress dress, const DemoOffice& office)
    : sink_(std::move(sink)), width_(header.size()), office_(dress == DemoOptions::Dress::office) {
  if (office_) {
    const std::string filled_by = "填表单位（盖章）：" + office.filled_by;
    line(spread(office.title, width_));
    line(spread(filled_by, width_));
  }
  line(header);
}

void DemoSheet::row(const std::vector<std::string_view>& cells) {
  ++rows_;
  line(cells);
}

void DemoSheet::close() {
  if (office_) {
    const std::string count = formatted("{}", rows_);
    std::vector<std::string_view> total = spread("合计", width_);
    total[1] = count;
    line(total);
  }
  flush();
  sink_->close();
}

void DemoSheet::line(const std::vector<std::string_view>& cells) {
  bool first = true;
  for (std::string_view cell : cells) {
    if (!first) pending_ += ',';
    first = false;
    append_cell(pending_, cell);
  }
  pending_ += office_ ? "\r\n" : "\n";
  if (pending_.size() >= flush_at) flush();
}

void DemoSheet::flush() {
  // Only whole lines are ever pending, so no character is cut.
  sink_->write(office_ ? encode(pending_, Encoding::gb18030) : pending_);
  pending_.clear();
}

}  // namespace ksbx
