// The parts of a workbook, one after the other with a NUL between them: rows, shared texts, styles, the list of
// sheets. They are zipped here, since made-up bytes hardly ever pass the checks of a zip.
#include "files/input/workbook_bytes.h"
#include "files/sheet/sheet.h"
#include "fuzz/target.h"

using namespace ksbx;

namespace {

const std::vector<Layout> known = layouts({});

std::string take_part(std::string& bytes) {
  const std::string part = bytes.substr(0, bytes.find('\0'));
  bytes.erase(0, part.size() + 1);
  return part;
}

void read_workbook(std::string bytes) {
  Parts parts = workbook_parts(take_part(bytes));
  for (const char* name : {"xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"})
    if (!bytes.empty()) parts[name] = take_part(bytes);
  Sheet sheet = Sheet::of_bytes(zipped(parts), "名册.xlsx", known);
  while (sheet.next() != nullptr) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  return refuse_or_read(bytes, size, read_workbook);
}
