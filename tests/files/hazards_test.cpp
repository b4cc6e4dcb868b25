// The files of tests/files/hazards and what reading each of them must give. What an import decides beyond reading
// (duplicates, ages, vanished pupils) is in the tests of the import.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "files/cell/cell.h"
#include "files/sheet/roster_text.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

const std::string rosters = std::string(KSBX_SOURCE_DIR) + "/tests/files/hazards/";

struct Hazard {
  std::string file, encoding, header_line, rows, codes;
};

std::vector<std::string> cut(const std::string& line, char delimiter) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, delimiter);) parts.push_back(part);
  return parts;
}

std::vector<Hazard> manifest() {
  std::ifstream in(rosters + "manifest.tsv");
  std::string line;
  std::getline(in, line);
  std::vector<Hazard> hazards;
  while (std::getline(in, line)) {
    std::vector<std::string> parts = cut(line, '\t');
    hazards.push_back({parts.at(0), parts.at(1), parts.at(2), parts.at(3), parts.at(7)});
  }
  return hazards;
}

// "W_ID_MISSING:3" of the manifest, without the codes that need to know other rows or the day.
std::map<std::string, int> expected_codes(const std::string& codes) {
  std::map<std::string, int> counts;
  if (codes == "-") return counts;
  for (const std::string& code : cut(codes, ';')) {
    std::size_t colon = code.find(':');
    std::string name = code.substr(0, colon);
    bool later = false;
    for (const char* decided : {"W_NAMESAKE", "W_DUPLICATE_SAME", "R_DUPLICATE_CONFLICT", "W_MISSING_FROM_ROSTER",
                                "R_BIRTH_FUTURE", "W_AGE_RANGE", "W_BIRTH_MISMATCH", "W_SEX_MISMATCH"})
      later = later || name == decided;
    if (!later) counts[name] = colon == std::string::npos ? 1 : std::stoi(code.substr(colon + 1));
  }
  return counts;
}

void count(std::map<std::string, int>& counts, const Problems& problems) {
  for (const Problem& problem : problems) ++counts[problem.code];
}

void count(std::map<std::string, int>& counts, CellIssue issue) {
  if (issue != CellIssue::none) ++counts[problem_of(issue, {}, "").code];
}

void read_cells(const Row& row, std::map<std::string, int>& counts) {
  const Day today = *Day::parse("2026-11-23");
  count(counts, read_name(row.cell(ColumnName::name)).issue);
  count(counts, read_id_number(row.cell(ColumnName::id_number)).issue);
  count(counts, read_sex(row.cell(ColumnName::sex)).issue);
  count(counts, read_date(row.cell(ColumnName::birth_date)).issue);
  count(counts, read_text(row.cell(ColumnName::address)).issue);
  count(counts, read_phone(row.cell(ColumnName::phone)).issue);
  auto grade = read_grade(row.cell(ColumnName::grade), row.cell(ColumnName::school_class),
                          row.cell(ColumnName::school_name), today);
  count(counts, grade.issue);
  count(counts, read_class(row.cell(ColumnName::school_class), grade.value).issue);
}

}  // namespace

TEST_CASE("every roster that arrived reads as its manifest says") {
  for (const Hazard& hazard : manifest()) {
    CAPTURE(hazard.file);
    std::map<std::string, int> counts;
    try {
      Sheet sheet = Sheet::open(rosters + hazard.file, layouts({}));
      while (const Row* row = sheet.next()) {
        count(counts, row->problems());
        if (!has_errors(row->problems())) read_cells(*row, counts);
      }
      count(counts, sheet.problems());
      CHECK(std::to_string(sheet.rows() + sheet.totals()) == hazard.rows);
      CHECK(sheet.form() == hazard.encoding);
      CHECK(std::to_string(sheet.header_line()) == hazard.header_line);
    } catch (const Error& error) {
      count(counts, error.problems());
    }
    CHECK(counts == expected_codes(hazard.codes));
  }
}

TEST_CASE("grades and classes in all spellings meet in the same class") {
  Sheet sheet = Sheet::open(rosters + "d03_grade_class_variants.csv", layouts({}));
  std::string classes;
  while (const Row* row = sheet.next()) {
    auto grade = read_grade(row->cell(ColumnName::grade), row->cell(ColumnName::school_class),
                            row->cell(ColumnName::school_name), *Day::parse("2026-11-23"));
    REQUIRE(grade.value);
    classes += std::to_string(grade.value->number) + "/" +
               read_class(row->cell(ColumnName::school_class), grade.value).value + " ";
  }
  CHECK(classes == "7/1 7/1 7/1 7/1 9/3 3/2 10/1 0/大 ");
}

TEST_CASE("a cell of two megabytes rejects one pupil and keeps the others") {
  std::string text = student_header + student_row("钱试二") + student_row("孙试三", std::string(2'100'000, 'x')) +
                     student_row("李试四");
  Sheet sheet = Sheet::of_bytes(text, "q09.csv", layouts({}));
  std::string seen;
  while (const Row* row = sheet.next())
    seen += std::string(row->cell(ColumnName::name)) + " " + codes_of(row->problems()) + ";";
  CHECK(seen == "钱试二 ;孙试三 R_FIELD_TOO_LONG;李试四 ;");
}

TEST_CASE("the units of the sample are known for units") {
  Sheet sheet = Sheet::open(rosters + "units.csv", layouts({}));
  CHECK(sheet.layout().kind == RosterKind::units);
  while (const Row* row = sheet.next()) CHECK(read_unit_kind(row->cell(ColumnName::unit_kind)));
  CHECK(sheet.rows() == 8);
}
