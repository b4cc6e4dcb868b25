// Rosters as they really arrived, and what importing each of them must come to: rows, counts, warnings and the exit
// code.
#include <algorithm>

#include "app/import/refused_file.h"
#include "app/office.h"

using namespace ksbx;

namespace {

const std::string more_hazards = std::string(KSBX_SOURCE_DIR) + "/tests/files/more_hazards/";

struct Outcome {
  std::string rows, accepted, provisional, rejected, codes, exit;
  bool operator==(const Outcome&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
  return out << outcome.rows << " rows, " << outcome.accepted << " accepted, " << outcome.provisional
             << " provisional, " << outcome.rejected << " rejected, " << outcome.codes << ", exit " << outcome.exit;
}

std::vector<std::string> cut(const std::string& line, char delimiter) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, delimiter);) parts.push_back(part);
  return parts;
}

// "W_B:1;W_A:2", "E_X" or "-" in a fixed order, each with its number.
std::string in_order(const std::string& codes) {
  std::vector<std::string> all = cut(codes, ';');
  for (std::string& code : all)
    if (code != "-" && code.find(':') == std::string::npos) code += ":1";
  std::sort(all.begin(), all.end());
  std::string ordered;
  for (const std::string& code : all) ordered += (ordered.empty() ? "" : ";") + code;
  return ordered;
}

std::string codes_of(const Problems& problems) {
  std::map<std::string, int> counts;
  for (const Problem& problem : problems) ++counts[problem.code];
  std::string codes;
  for (const auto& [code, count] : counts) codes += (codes.empty() ? "" : ";") + code + ":" + std::to_string(count);
  return codes.empty() ? "-" : codes;
}

Outcome outcome_of(Office& office, const std::string& path, Keep keep = Keep::changes) {
  const auto words = [](std::int64_t number) { return std::to_string(number); };
  try {
    const ImportedFile file = office.imported_on("2026-11-23", path, keep);
    const RowCounts& counts = file.counts;
    return {words(counts.rows),     words(counts.accepted),  words(counts.provisional),
            words(counts.rejected), codes_of(file.problems), counts.rejected > 0 ? "3" : "0"};
  } catch (const FileRefused& file) {
    REQUIRE(file.failure() == Failure::input);
    return {words(file.rows), "0", "0", words(file.rows), codes_of(file.problems()), "4"};
  }
}

struct Expected {
  std::string path;
  Outcome outcome;
};

// Those that came first, and others of their kind.
std::vector<Expected> all_expected() {
  std::vector<Expected> all;
  for (const std::string& folder : {hazards, more_hazards}) {
    std::ifstream in(folder + "manifest.tsv");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      const std::vector<std::string> parts = cut(line, '\t');
      all.push_back({folder + parts.at(0),
                     {parts.at(3), parts.at(4), parts.at(5), parts.at(6), in_order(parts.at(7)), parts.at(8)}});
    }
  }
  return all;
}

// What schools send every day: registers, lists from a chat, visits, workbooks. `after`: what was imported before.
struct Daily {
  std::string path, what;
  std::vector<std::string> after;
  std::string rows, accepted, rejected, exit;
};

std::vector<Daily> all_daily() {
  const std::string folder = std::string(KSBX_SOURCE_DIR) + "/tests/files/hazards_2/";
  std::ifstream in(folder + "manifest.tsv");
  std::string line;
  std::getline(in, line);
  std::vector<Daily> all;
  while (std::getline(in, line)) {
    const std::vector<std::string> parts = cut(line, '\t');
    Daily daily{folder + parts.at(0), parts.at(6), {}, parts.at(2), parts.at(3), parts.at(4), parts.at(5)};
    for (const std::string& name : cut(parts.at(1), ';')) daily.after.push_back(folder + name);
    all.push_back(std::move(daily));
  }
  return all;
}

// Rows, accepted, rejected and the exit code of one call.
std::string came_to(Office& office, const std::string& path) {
  try {
    const ImportOutcome outcome = office.import_on("2026-11-23", {path});
    const RowCounts total = outcome.total();
    const bool is_part = total.rejected > 0 || !outcome.problems.empty();
    return formatted("{} {} {} {}", total.rows, total.accepted, total.rejected, is_part ? 3 : 0);
  } catch (const FileRefused& file) {
    return formatted("{} 0 {} 4", file.rows, file.rows);
  }
}

std::string one_row_of_two_megabytes() {
  std::ifstream in(hazards + "e01_utf8_lf.csv");
  std::string text, line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (number == 3) line.replace(line.find("青石镇"), std::string("青石镇").size(), std::string(2'100'000, 'x'));
    text += line + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("every roster that arrived is imported as its manifest says") {
  int files = 0;
  for (const Expected& expected : all_expected()) {
    CAPTURE(expected.path);
    Office office;
    if (expected.path.ends_with("u07_roster_v2.csv")) office.import_on("2026-11-23", {hazards + "u06_roster_v1.csv"});
    CHECK(outcome_of(office, expected.path) == expected.outcome);
    ++files;
  }
  CHECK(files > 70);
}

TEST_CASE("what schools send every day comes to what the list of such files says") {
  int files = 0;
  for (const Daily& daily : all_daily()) {
    CAPTURE(daily.path);
    CAPTURE(daily.what);
    Office office;
    if (!daily.after.empty()) office.import_on("2026-11-23", daily.after);
    CHECK(came_to(office, daily.path) ==
          formatted("{} {} {} {}", daily.rows, daily.accepted, daily.rejected, daily.exit));
    ++files;
  }
  CHECK(files > 30);
}

TEST_CASE("a dry run says exactly what the import then does, and leaves nothing behind") {
  for (const Expected& expected : all_expected()) {
    CAPTURE(expected.path);
    Office office;
    const std::int64_t entries = office.entries();
    const Outcome tried = outcome_of(office, expected.path, Keep::nothing);
    CHECK(office.count("students") == 0);
    CHECK(office.entries() == entries);
    CHECK(tried == outcome_of(office, expected.path));
  }
}

TEST_CASE("one cell of two megabytes costs one row, not the file") {
  Office office;
  CHECK(outcome_of(office, office.file("q09_huge_field.csv", one_row_of_two_megabytes())) ==
        Outcome{"4", "3", "0", "1", "R_FIELD_TOO_LONG:1", "3"});
}

TEST_CASE("next term's roster over this term's: one new, two changed, two missing, no one deleted") {
  Office office;
  CHECK(office.import_on("2026-11-23", {hazards + "u06_roster_v1.csv"}).total().added == 6);
  const RowCounts again = office.import_on("2026-11-23", {hazards + "u06_roster_v1.csv"}).total();
  CHECK(again.added == 0);
  CHECK(again.unchanged == 6);
  const RowCounts next = office.import_on("2026-11-23", {hazards + "u07_roster_v2.csv"}).total();
  CHECK(next.added == 1);
  CHECK(next.changed == 2);
  CHECK(next.unchanged == 2);
  CHECK(next.vanished == 2);
  CHECK(office.count("students") == 7);
}

TEST_CASE("a file that is refused leaves nothing behind") {
  for (const char* name : {"s01_empty.csv", "s03_header_only.csv", "s04_no_header.csv", "s10_duplicate_headers.csv",
                           "x02_html_table_named.xls"}) {
    CAPTURE(name);
    Office office;
    const std::int64_t entries = office.entries();
    CHECK(refusal([&] { office.import_on("2026-11-23", {hazards + "e01_utf8_lf.csv", hazards + name}); }) != "");
    CHECK(office.count("students") == 0);
    CHECK(office.entries() == entries);
  }
}
