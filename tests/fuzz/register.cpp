// Bytes become the rows of a class register with days across, or are refused. Whatever is read has a line that does not
// go back, a column, a day and a state, and cells that are all there.
#include <cstdlib>

#include "files/shape/find_shape.h"
#include "files/sheet/sheet.h"
#include "fuzz/target.h"

using namespace ksbx;

namespace {

const std::vector<Layout> known = layouts({});

void read_register(std::string bytes) {
  SheetOptions options;
  options.shape = find_shape;
  options.today = Day::of(2026, 11, 23);
  options.layout = "attendance";
  Sheet sheet = Sheet::of_bytes(std::move(bytes), "七1班11月考勤.csv", known, options);
  while (const Row* row = sheet.next()) {
    if (has_errors(row->problems())) continue;
    if (row->line() < 1 || row->origin(ColumnName::attendance).column < 0) std::abort();
    if (row->cell(ColumnName::name).size() > RowSource::longest_record) std::abort();
  }
  for (const Problem& problem : sheet.problems())
    if (problem.what.zh.empty() || problem.remedy.zh.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  return refuse_or_read(bytes, size, read_register);
}
