#include "files/sheet/mapping.h"

#include <doctest/doctest.h>

#include "files/sheet/header_match.h"
#include "files/sheet/roster_text.h"

using namespace ksbx;

namespace {

Problems mistakes_in(const std::string& toml) {
  Problems problems;
  const Mapping mapping = read_mapping({"对应.toml", toml}, problems);
  if (!problems.empty()) return problems;
  return check_mapping(mapping, layouts({}));
}

}  // namespace

TEST_CASE("a mapping file says which header is which column") {
  Problems problems;
  const Mapping mapping = read_mapping(
      {"对应.toml",
       "kind = \"students\"\n[columns]\n\"孩子\" = \"name\"\n\"电话#2\" = \"联系电话\"\n\"户主\" = \"-\"\n"},
      problems);
  CHECK(problems.empty());
  CHECK(mapping.kind == "students");
  REQUIRE(mapping.headers.size() == 3);
  CHECK(mapping.headers[1].header == "电话#2");
  CHECK(mapping.headers[1].origin == Origin{"对应.toml", 4, 10});
  CHECK(check_mapping(mapping, layouts({})).empty());
}

TEST_CASE("a mistake in a mapping file is reported with line and column, and with what was meant") {
  CHECK(codes_of(mistakes_in("[columns]\n\"孩子\" = 3\n")) == "wrong-type");
  CHECK(codes_of(mistakes_in("[colums]\n\"孩子\" = \"name\"\n")) == "missing-key unknown-key");
  CHECK(codes_of(mistakes_in("[columns]\n孩子 = \"name\"\n")) == "toml-unquoted");
  CHECK(codes_of(mistakes_in("kind = \"student\"\n[columns]\n\"孩子\" = \"name\"\n")) == "unknown-roster");
  CHECK(codes_of(mistakes_in("[columns]\n\"孩子\" = \"name\"\n\"学生\" = \"姓名\"\n")) == "given-twice");
  const Problems unknown = mistakes_in("kind = \"students\"\n[columns]\n\"孩子\" = \"name\"\n\"手机\" = \"phon\"\n");
  REQUIRE(codes_of(unknown) == "unknown-column");
  CHECK(unknown.front().origin.line == 4);
  CHECK(unknown.front().remedy.zh == "是不是 phone（联系电话）？");
}

TEST_CASE("a mapping file says what words of a column mean, and only what the column can hold") {
  CHECK(mistakes_in("[values.attendance]\n\"○\" = \"excused\"\n\"事\" = \"事假\"\n").empty());
  const Problems wrong = mistakes_in("kind = \"attendance\"\n[values.attendance]\n\"○\" = \"holiday\"\n");
  REQUIRE(codes_of(wrong) == "unknown-value");
  CHECK(wrong.front().origin.line == 3);
  CHECK(wrong.front().remedy.zh.find("excused（请假）") != std::string::npos);
  CHECK(codes_of(mistakes_in("[values.name]\n\"甲\" = \"乙\"\n")) == "no-choices");
  CHECK(codes_of(mistakes_in("[values.attendence]\n\"○\" = \"excused\"\n")) == "unknown-column");
  CHECK(codes_of(mistakes_in("[values.attendance]\n\"○\" = 3\n")) == "wrong-type");
}

TEST_CASE("one line of a mapping can be said on the command line") {
  CHECK(mapped_header("联系电话#2=phone")->header == "联系电话#2");
  CHECK(mapped_header(" 家长 = guardian ")->column == "guardian");
  CHECK(mapped_header("a=b=c")->header == "a=b");
  CHECK_FALSE(mapped_header("联系电话"));
  CHECK_FALSE(mapped_header("=phone"));
}

TEST_CASE("a column is known by its word and by every header") {
  const Layout students = layouts({}).at(2);
  for (const char* word : {"phone", "联系电话", "手机", "Phone"}) {
    CAPTURE(std::string(word));
    const int place = place_of_column(students, word);
    REQUIRE(place >= 0);
    CHECK(word_of_column(students.columns[static_cast<std::size_t>(place)]) == "phone");
  }
  CHECK(place_of_column(students, "guardian_phone") >= 0);
  CHECK(place_of_column(students, "血型") == -1);
}

TEST_CASE("of two headers of one name each can be meant") {
  const std::vector<std::string> normal = {"姓名", "电话", "电话", "班#2"};
  CHECK(place_of_header(normal, "电话") == 1);
  CHECK(place_of_header(normal, "电话#2") == 2);
  CHECK(place_of_header(normal, "电话#3") == -1);
  CHECK(place_of_header(normal, "班#2") == 3);
}
