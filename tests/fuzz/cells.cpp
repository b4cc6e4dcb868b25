// A cell becomes a value or an issue. What is given out as an id number is one.
#include <cstdlib>

#include "files/cell/cell.h"
#include "files/input/number_format.h"
#include "fuzz/target.h"

using namespace ksbx;

namespace {

void read_cell(const std::string& cell) {
  const auto id = read_id_number(cell);
  if (id.value && IdNumber::parse(id.value->text()) != id.value) std::abort();
  read_xueji(cell);
  read_name(cell);
  read_text(cell);
  read_code(cell);
  read_date(cell);
  read_phone(cell);
  read_sex(cell);
  read_yes_no(cell);
  read_boarding(cell);
  read_flag(cell);
  read_enrolment(cell);
  read_session(cell);
  read_attendance(cell);
  read_unit_kind(cell);
  const Day today = *Day::parse("2026-11-23");
  const std::size_t half = cell.size() / 2;
  const auto grade = read_grade(cell.substr(0, half), cell.substr(half), "石桥市第一初级中学", today);
  read_class(cell, grade.value);
  read_class(cell, std::nullopt);
  is_date_format(std::string_view(cell));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  return refuse_or_read(bytes, size, read_cell);
}
