// Old workbooks: as they are, or the workbook inside alone, which is wrapped here, since made-up bytes hardly ever make
// a compound file.
#include "files/input/compound_file.h"
#include "files/input/xls_bytes.h"
#include "files/sheet/sheet.h"
#include "fuzz/target.h"

using namespace ksbx;

namespace {

const std::vector<Layout> known = layouts({});

void read_xls(std::string bytes) {
  if (!CompoundFile::begins(bytes)) bytes = compound(std::move(bytes));
  for (const OpenedRows& opened : sheets_of_bytes(bytes, "名册.xls", {})) {
    RawRow row;
    while (opened.rows->next(row)) {
    }
  }
  for (Sheet& sheet : Sheet::all_of_bytes(std::move(bytes), "名册.xls", known))
    while (sheet.next() != nullptr) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  return refuse_or_read(bytes, size, read_xls);
}
