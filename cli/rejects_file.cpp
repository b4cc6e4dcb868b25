#include "cli/rejects_file.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>

#include "cli/deliver.h"
#include "files/render.h"

namespace ksbx {
namespace {

bool is_reject_column(const std::string& header) {
  return std::find(std::begin(reject_columns), std::end(reject_columns), header) != std::end(reject_columns);
}

// Where a row's own cells end, and where those begin that stand beyond the header: of a file that was itself one of rejects, before
// and behind its old reject columns.
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

Table empty_table(const std::vector<std::string>& headers) {
  Table table{"rejects", {}, {}, {}};
  for (const std::string& header : headers) table.columns.push_back({header, same_text(header)});
  for (const char* added : reject_columns) table.columns.push_back({added, same_text(added)});
  return table;
}

// Its cells in the columns of its file. Those beyond the header stand beyond it here, too: whoever imports the row without mending
// it is told again that its cells have shifted.
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

void make_rectangular(Table& table) {
  std::size_t width = table.columns.size();
  for (const auto& row : table.rows) width = std::max(width, row.size());
  table.columns.resize(width, {"", same_text("")});
  for (auto& row : table.rows) row.resize(width);
}

std::string beside(const std::string& path, const std::string& addition) {
  const std::filesystem::path whole(path);
  const std::string name = whole.stem().string() + "-" + addition + whole.extension().string();
  return (whole.parent_path() / name).string();
}

}  // namespace

std::vector<RejectsTable> rejects_tables(const ImportOutcome& outcome) {
  std::vector<RejectsTable> tables;
  std::map<std::pair<std::string, std::vector<std::string>>, std::size_t> places;
  const auto add = [&](const ImportedFile& file) {
    for (const Reject& reject : file.rejects) {
      const auto headers = own_headers(reject);
      const auto [place, is_new] = places.try_emplace({file.counts.kind, headers}, tables.size());
      if (is_new) tables.push_back({file.counts.kind, empty_table(headers)});
      tables[place->second].table.rows.push_back(row_of(reject));
    }
  };
  std::ranges::for_each(outcome.files, add);
  for (const RefusedImport& refused : outcome.refused) std::ranges::for_each(refused.read, add);
  for (RejectsTable& rejects : tables) make_rectangular(rejects.table);
  return tables;
}

void write_rejects(Context& context, const std::string& path, const ImportOutcome& outcome) {
  const std::vector<RejectsTable> tables = rejects_tables(outcome);
  if (tables.size() < 2) return write_file(path, tables.empty() ? "" : render(tables.front().table, Format::csv));
  std::map<std::string, int> seen;
  for (const RejectsTable& rejects : tables) {
    const int number = ++seen[rejects.kind];
    const std::string name = beside(path, rejects.kind + (number > 1 ? "-" + std::to_string(number) : ""));
    write_file(name, render(rejects.table, Format::csv));
    context.console.say(text("不能收的 {} 行写在 {}", "{} rows to mend are in {}", rejects.table.rows.size(), name));
  }
}

}  // namespace ksbx
