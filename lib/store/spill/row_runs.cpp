#include "store/spill/row_runs.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>

namespace ksbx {
namespace {

constexpr std::size_t buffer_bytes = 64 << 10;
constexpr std::size_t shortest_outside = 15;  // a text of up to so many bytes lies in its cell

std::size_t bytes_of(const TableRow& row) {
  std::size_t bytes = sizeof(TableRow) + row.capacity() * sizeof(Cell);
  for (const Cell& cell : row)
    if (const auto* words = std::get_if<std::string>(&cell); words != nullptr && words->capacity() > shortest_outside)
      bytes += words->capacity();
  return bytes;
}

// A row as bytes: how many follow, then each cell as the place of its type in Cell and its value. Read on the machine
// that wrote it.
template <class Number>
void put(std::string& bytes, Number number) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes.append(raw, sizeof number);
}

void put(std::string& bytes, const Cell& cell) {
  bytes += static_cast<char>(cell.index());
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) put(bytes, *whole);
  if (const auto* fraction = std::get_if<double>(&cell)) put(bytes, *fraction);
  if (const auto* words = std::get_if<std::string>(&cell)) {
    put(bytes, static_cast<std::uint32_t>(words->size()));
    bytes += *words;
  }
}

void put(std::string& bytes, const TableRow& row) {
  const std::size_t at = bytes.size();
  put(bytes, std::uint32_t{0});
  for (const Cell& cell : row) put(bytes, cell);
  const auto count = static_cast<std::uint32_t>(bytes.size() - at - sizeof(std::uint32_t));
  std::memcpy(bytes.data() + at, &count, sizeof count);
}

template <class Number>
Number taken(std::string_view& bytes) {
  Number number;
  std::memcpy(&number, bytes.data(), sizeof number);
  bytes.remove_prefix(sizeof number);
  return number;
}

Cell cell_from(std::string_view& bytes) {
  const auto kind = static_cast<unsigned char>(bytes.front());
  bytes.remove_prefix(1);
  if (kind == Cell(std::int64_t{}).index()) return taken<std::int64_t>(bytes);
  if (kind == Cell(double{}).index()) return taken<double>(bytes);
  if (kind != Cell(std::string()).index()) return {};
  const auto size = taken<std::uint32_t>(bytes);
  std::string words(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return words;
}

}  // namespace

// The rows of a run, one after the other.
class RowRuns::Reader {
 public:
  Reader(const ScratchFile& file, Run run) : file_(&file), rest_(run) {}

  // Nothing at the end.
  std::optional<TableRow> next() {
    if (!need(sizeof(std::uint32_t))) return std::nullopt;
    const auto size = taken<std::uint32_t>(unread_);
    need(size);
    std::string_view bytes = unread_.substr(0, size);
    unread_.remove_prefix(size);
    TableRow row;
    row.reserve(columns_);
    while (!bytes.empty()) row.push_back(cell_from(bytes));
    columns_ = row.size();
    return row;
  }

 private:
  // So many bytes are in memory, unless the run has ended.
  bool need(std::size_t bytes) {
    if (unread_.size() >= bytes) return true;
    std::string fresh(unread_);
    const std::size_t kept = fresh.size();
    const std::size_t wanted = std::min<std::uint64_t>(std::max(bytes - kept, buffer_bytes), rest_.end - rest_.begin);
    fresh.resize(kept + wanted);
    file_->read(rest_.begin, std::span(fresh).subspan(kept));
    rest_.begin += wanted;
    buffer_ = std::move(fresh);
    unread_ = buffer_;
    return unread_.size() >= bytes;
  }

  const ScratchFile* file_;
  Run rest_;  // what was not read from the file
  std::string buffer_;
  std::string_view unread_;  // of the buffer
  std::size_t columns_ = 0;
};

void RowRuns::add(TableRow row) {
  latest_bytes_ += bytes_of(row);
  latest_.push_back(std::move(row));
  if (latest_bytes_ >= most_bytes_) spill();
}

void RowRuns::sort() {
  if (!before_) return;
  std::ranges::stable_sort(latest_, [this](const TableRow& a, const TableRow& b) { return before_(a, b); });
}

void RowRuns::spill() {
  sort();
  if (!file_) file_.emplace(folder_);
  Run run;
  std::string bytes;
  for (const TableRow& row : std::exchange(latest_, {})) {
    put(bytes, row);
    if (bytes.size() < buffer_bytes) continue;
    file_->append(bytes);
    bytes.clear();
  }
  run.begin = runs_.empty() ? 0 : runs_.back().end;
  run.end = file_->append(bytes) + bytes.size();
  runs_.push_back(run);
  latest_bytes_ = 0;
}

void RowRuns::each(const std::function<void(TableRow row)>& take) {
  if (!runs_.empty()) return merge(take);
  sort();
  latest_bytes_ = 0;
  for (TableRow& row : std::exchange(latest_, {})) take(std::move(row));
}

void RowRuns::merge(const std::function<void(TableRow row)>& take) {
  if (!latest_.empty()) spill();
  struct Next {
    TableRow row;
    std::size_t run = 0;
  };
  std::vector<Reader> readers;
  std::vector<Next> heap;  // of each run the row that is next
  const auto after = [this](const Next& a, const Next& b) {
    if (before_ && before_(b.row, a.row)) return true;
    return (!before_ || !before_(a.row, b.row)) && a.run > b.run;
  };
  const auto refill = [&](std::size_t run) {
    if (auto row = readers[run].next()) {
      heap.push_back({std::move(*row), run});
      std::push_heap(heap.begin(), heap.end(), after);
    }
  };
  readers.reserve(runs_.size());
  for (const Run& run : runs_) readers.emplace_back(*file_, run);
  for (std::size_t run = 0; run < readers.size(); ++run) refill(run);
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), after);
    Next next = std::move(heap.back());
    heap.pop_back();
    take(std::move(next.row));
    refill(next.run);
  }
  runs_.clear();
  file_.reset();
}

}  // namespace ksbx
