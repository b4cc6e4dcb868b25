// The columns of the national school register and what else offices call them: each is read as the right column, or
// left out on purpose because the policy does not need it.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "files/sheet/header_match.h"

using namespace ksbx;

namespace {

struct OfficialColumn {
  std::vector<std::string> headers;  // the official one first
  std::string column;                // "-": not read
};

std::vector<std::string> cut(const std::string& line, char delimiter) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, delimiter);) parts.push_back(part);
  return parts;
}

std::vector<OfficialColumn> official_columns() {
  std::ifstream in(std::string(KSBX_SOURCE_DIR) + "/tests/files/official_columns.tsv");
  std::string line;
  std::getline(in, line);
  std::vector<OfficialColumn> columns;
  while (std::getline(in, line)) {
    const std::vector<std::string> parts = cut(line, '\t');
    OfficialColumn column{cut(parts.at(1), ';'), parts.at(2)};
    std::erase(column.headers, "-");
    column.headers.insert(column.headers.begin(), parts.at(0));
    columns.push_back(std::move(column));
  }
  return columns;
}

// The word of the column that takes this header when it stands alone; "-" if none does.
std::string column_of(const Layout& layout, const std::string& header) {
  const HeaderMatch fit = match(layout, {header});
  for (std::size_t i = 0; i < fit.places.size(); ++i)
    if (fit.places[i] == 0) return word_of_column(layout.columns[i]);
  return "-";
}

}  // namespace

TEST_CASE("every column of the national register and every name in use for it goes where it belongs") {
  const Layout students = layouts({}).at(2);
  int headers = 0;
  for (const OfficialColumn& official : official_columns())
    for (const std::string& header : official.headers) {
      CAPTURE(header);
      CHECK(column_of(students, header) == official.column);
      ++headers;
    }
  CHECK(headers > 130);
}

TEST_CASE("a roster with all official columns is read without a doubt") {
  const Layout students = layouts({}).at(2);
  std::vector<std::string> all;
  for (const OfficialColumn& official : official_columns()) all.push_back(official.headers.front());
  const HeaderMatch fit = match(students, all);
  CHECK(fit.doubled.empty());
  CHECK(fit.unmet.empty());
  for (const OfficialColumn& official : official_columns()) {
    CAPTURE(official.headers.front());
    const auto place = std::find(all.begin(), all.end(), official.headers.front()) - all.begin();
    const int column = place_of_column(students, official.column);
    if (column >= 0 && official.headers.front() != "家庭地址")  // the second address besides 现住址
      CHECK(fit.places[static_cast<std::size_t>(column)] == static_cast<int>(place));
  }
}
