// Bytes become the rows of a text table or of a workbook as it stands on the disk, or are refused. Lines go up, and
// what a row promises of its size is kept.
#include <cstdlib>

#include "files/sheet/sheet.h"
#include "fuzz/target.h"

using namespace ksbx;

namespace {

const std::vector<Layout> known = layouts({});

void read_rows(std::string bytes) {
  OpenedRows opened = rows_of_bytes(std::move(bytes), "名册.csv", {});
  RawRow row;
  int line = 0;
  while (opened.rows->next(row)) {
    if (row.line <= line || row.cells.size() > RowSource::most_cells) std::abort();
    line = row.line;
  }
}

void read_sheet(std::string bytes) {
  Sheet sheet = Sheet::of_bytes(std::move(bytes), "名册.csv", known);
  while (const Row* row = sheet.next())
    if (row->cell(ColumnName::name).size() > RowSource::longest_record) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  refuse_or_read(bytes, size, read_rows);
  return refuse_or_read(bytes, size, read_sheet);
}
