#include "cli/words/rejects_file.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <vector>

#include "cli/words/deliver.h"
#include "files/render/table_writer.h"

namespace ksbx {
namespace {

bool is_reject_column(const std::string& header) {
  return std::find(std::begin(reject_columns), std::end(reject_columns), header) != std::end(reject_columns);
}

// Where a row's own cells end, and where those begin that are beyond the header: of a file that was itself one of
// rejects, before and after its old reject columns.
struct Extent {
  std::size_t own = 0, surplus = 0;
};

Extent extent_of(const Reject& reject) {
  const auto& header = reject.header;
  const auto first = std::find_if(header.begin(), header.end(), is_reject_column);
  if (first == header.end()) return {header.size(), header.size()};
  const auto last = std::find_if_not(first, header.end(), is_reject_column);
  return {static_cast<std::size_t>(first - header.begin()), static_cast<std::size_t>(last - header.begin())};
}

std::vector<std::string> own_headers(const Reject& reject) {
  std::vector<std::string> headers = reject.header;
  headers.resize(extent_of(reject).own);
  return headers;
}

// Its cells in the columns of its file. Those beyond the header are beyond it here, too: whoever imports the row
// without correcting it is reported again that its cells have shifted.
std::vector<Cell> row_of(const Reject& reject) {
  const Extent extent = extent_of(reject);
  std::vector<Cell> row(reject.cells.begin(),
                        reject.cells.begin() + static_cast<std::ptrdiff_t>(std::min(extent.own, reject.cells.size())));
  row.resize(extent.own, std::string());
  row.insert(row.end(), {Cell(reject.file), Cell(std::int64_t{reject.line}), Cell(reject.code), Cell(reject.reason)});
  for (std::size_t i = extent.surplus; i < reject.cells.size(); ++i) row.emplace_back(reject.cells[i]);
  while (row.back() == Cell(std::string())) row.pop_back();
  return row;
}

// NAME-students.csv, NAME-students-2.csv …
std::string beside(const std::string& path, const std::string& kind, int number) {
  const std::string addition = kind + (number > 1 ? "-" + std::to_string(number) : "");
  const std::filesystem::path whole(path);
  const std::string name = whole.stem().string() + "-" + addition + whole.extension().string();
  return (whole.parent_path() / name).string();
}

using TakeReject = std::function<void(const std::string& kind, const Reject& reject)>;

void each_reject(const std::vector<ImportedFile>& files, const TakeReject& take) {
  for (const ImportedFile& file : files)
    file.rejects.each([&](const Reject& reject) {
      take(file.kind, reject);
      return true;
    });
}

void each_reject(const ImportOutcome& outcome, const TakeReject& take) {
  each_reject(outcome.files, take);
  for (const RefusedImport& refused : outcome.refused)
    if (refused.read) each_reject(*refused.read, take);
}

// Of one kind and one header.
struct Heap {
  std::string kind;
  std::vector<std::string> headers;
  std::size_t width = 0;  // of its widest row
  std::size_t rows = 0;

  bool holds(const std::string& its_kind, const Reject& reject) const {
    return its_kind == kind && own_headers(reject) == headers;
  }
  Table empty_table() const {
    Table table{"rejects", {}, {}, {}};
    for (const std::string& header : headers) table.columns.push_back({header, same_text(header)});
    for (const char* added : reject_columns) table.columns.push_back({added, same_text(added)});
    table.columns.resize(width, {"", same_text("")});
    return table;
  }
};

// In the order in which the first row of each came.
std::vector<Heap> heaps_of(const ImportOutcome& outcome) {
  std::vector<Heap> heaps;
  each_reject(outcome, [&](const std::string& kind, const Reject& reject) {
    auto heap = std::ranges::find_if(heaps, [&](const Heap& one) { return one.holds(kind, reject); });
    if (heap == heaps.end()) {
      const std::vector<std::string> headers = own_headers(reject);
      heap = heaps.insert(heap, {kind, headers, headers.size() + std::size(reject_columns)});
    }
    heap->width = std::max(heap->width, row_of(reject).size());
    ++heap->rows;
  });
  return heaps;
}

FillFile filling(const ImportOutcome& outcome, const Heap& heap) {
  constexpr std::size_t together = 1000;
  return [&](const WriteBytes& bytes) {
    TableWriter writer(Format::csv, {}, bytes);
    Table block = heap.empty_table();
    const auto put_out = [&] {
      writer.add(block);
      block.rows.clear();
    };
    each_reject(outcome, [&](const std::string& kind, const Reject& reject) {
      if (!heap.holds(kind, reject)) return;
      block.rows.push_back(row_of(reject));
      block.rows.back().resize(heap.width);
      if (block.rows.size() == together) put_out();
    });
    put_out();
    writer.finish(block);
  };
}

// 联系记录.xlsx → 联系记录-拒收.csv, 联系记录-拒收-2.csv …
std::string rejects_beside(Language language, const std::string& path, int number) {
  const std::filesystem::path whole(path);
  const std::string word = language == Language::zh ? "拒收" : "rejects";
  const std::string addition = word + (number > 1 ? "-" + std::to_string(number) : "");
  return (whole.parent_path() / (whole.stem().string() + "-" + addition + ".csv")).string();
}

}  // namespace

std::vector<std::string> write_rejects_beside(Context& context, const std::string& path, const ImportOutcome& outcome) {
  std::vector<std::string> written;
  for (const Heap& heap : heaps_of(outcome)) {
    const NameFile wanted = [&](int number) { return rejects_beside(context.console.language, path, number); };
    written.push_back(write_new_file(wanted, filling(outcome, heap)));
    context.console.say(text("不能收的 {} 行写在 {}", "{} rows to correct are in {}", heap.rows, written.back()));
  }
  return written;
}

void write_rejects(Context& context, const std::string& path, const ImportOutcome& outcome) {
  const std::vector<Heap> heaps = heaps_of(outcome);
  if (heaps.empty()) return write_file(context, path, "");
  if (heaps.size() == 1) return write_file(context, path, filling(outcome, heaps.front()));
  for (const Heap& heap : heaps) {
    const NameFile wanted = [&](int number) { return beside(path, heap.kind, number); };
    const std::string name = write_new_file(wanted, filling(outcome, heap));
    context.console.say(text("不能收的 {} 行写在 {}", "{} rows to correct are in {}", heap.rows, name));
  }
}

}  // namespace ksbx
