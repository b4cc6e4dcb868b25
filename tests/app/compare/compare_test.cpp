#include "app/compare/compare.h"

#include "app/office.h"

using namespace ksbx;

namespace {

// One cell of the summary: how many of a standing, in one column.
std::string count_of(const ComparisonOutcome& outcome, const std::string& standing, std::size_t column) {
  for (const auto& row : outcome.summary.rows)
    if (std::get<std::string>(row[0]) == standing) return std::to_string(std::get<std::int64_t>(row[column]));
  return "no such standing";
}
constexpr std::size_t people = 3, household = 4, roll = 5, classroom = 6;

// The six pupils of the office, of whom 钱试二 was away; and what the police have.
struct Village : Office {
  Village() {
    enrol();
    for (const char* day : {"2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"}) {
      registers(day);
      absent(day, {"钱试二"});
    }
  }

  // As it was imported.
  std::string roster() const {
    std::ifstream in(hazards + "u06_roster_v1.csv", std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
  }

  ComparisonOutcome compared_on(const std::string& iso, const std::string& rows,
                                const std::string& header = "姓名,公民身份号码,出生日期,行政村\n") {
    CompareRequest request;
    request.household = {file("household.csv", header + rows)};
    const Workspace workspace = on(iso);
    return compare_lists(workspace, request);
  }
};

}  // namespace

TEST_SUITE("compare") {
  TEST_CASE("a pupil who was away all week is to be visited, his classmates are in class") {
    Village village;
    const ComparisonOutcome outcome = village.compared_on("2026-11-20", "新来的,,2015-01-01,\n");
    CHECK(count_of(outcome, "not_seen", people) == "1");
    CHECK(count_of(outcome, "not_in_household", classroom) == "5");
    CHECK(count_of(outcome, "on_no_roll", household) == "1");
    CHECK(outcome.visits.rows.size() == 2);
  }

  TEST_CASE("one attended session of the week is enough to have been seen") {
    Village village;
    village.absent("2026-11-18", {"钱试二"}, Presence::present, Half::morning);
    CHECK(count_of(village.compared_on("2026-11-20", "新来的,,2015-01-01,\n"), "not_seen", people) == "0");
  }

  TEST_CASE("a child whom the roster leaves out is not in class because the register names nobody") {
    Village village;
    ImportRequest whole;
    std::string roster;
    std::istringstream lines(village.roster());
    for (std::string line; std::getline(lines, line);)
      if (line.find("孙试三") == std::string::npos) roster += line + "\n";
    whole.files = {village.file("whole.csv", roster)};
    whole.snapshot = true;
    village.import_on("2026-11-19", whole);
    const ComparisonOutcome outcome = village.compared_on("2026-11-20", "新来的,,2015-01-01,\n");
    CHECK(count_of(outcome, "not_seen", people) == "2");
    CHECK(count_of(outcome, "not_in_household", classroom) == "4");
    village.absent("2026-11-20", {"孙试三"}, Presence::present);
    CHECK(count_of(village.compared_on("2026-11-20", "新来的,,2015-01-01,\n"), "not_seen", people) == "1");
  }

  TEST_CASE("a pupil whose name or birthday is one slip away in the register is unclear, with what agrees") {
    Village village;
    const std::string birth = village.rows("SELECT birth FROM students WHERE student_name = '孙试三'").substr(0, 10);
    for (const std::string& row : {"孙试山,," + birth + ",\n", "孙试三,," + (day(birth) + 1).iso() + ",\n"}) {
      CAPTURE(row);
      const ComparisonOutcome outcome = village.compared_on("2026-11-20", row);
      CHECK(count_of(outcome, "on_no_roll", people) == "0");
      CHECK(count_of(outcome, "unclear", household) == "1");
      CHECK(render(outcome.visits, Format::csv).find("可能是 S-") != std::string::npos);
      CHECK(outcome.unmatched.empty());
    }
  }

  TEST_CASE("a missing register makes it unknown whether someone was in class, never a yes") {
    Village village;
    const ComparisonOutcome outcome = village.compared_on("2026-11-27", "新来的,,2015-01-01,\n");
    CHECK(count_of(outcome, "attendance_unknown", people) == "6");
    CHECK(count_of(outcome, "attendance_unknown", classroom) == "0");
  }

  TEST_CASE("before a week of lessons is known no one is said not to have been seen") {
    Village village;
    CHECK(count_of(village.compared_on("2026-11-19", "新来的,,2015-01-01,\n"), "not_seen", people) == "0");
  }

  TEST_CASE("whoever is fifteen before school begins is looked for, and not who is sixteen") {
    Village village;
    const ComparisonOutcome outcome =
        village.compared_on("2026-11-20", "大的,,2010-08-31,\n小的,,2010-09-01,\n未到的,,2020-09-01,\n");
    CHECK(count_of(outcome, "too_old", household) == "1");
    CHECK(count_of(outcome, "on_no_roll", household) == "1");
    CHECK(count_of(outcome, "too_young", household) == "1");
  }

  TEST_CASE("a day outside the calendars is refused") {
    Village village;
    CHECK(refusal([&] { village.compared_on("2031-11-19", "新来的,,2015-01-01,\n"); }) == "calendar-gap");
  }

  TEST_CASE("rows without a name or born in the future are rejected and counted") {
    Village village;
    const ComparisonOutcome outcome =
        village.compared_on("2026-11-20", ",,2015-01-01,\n未来的,,2027-01-01,\n新来的,,2015-01-01,\n");
    CHECK(outcome.rejected == 2);
    CHECK(count_of(outcome, "rejected", household) == "2");
    CHECK(count_of(outcome, "total", household) == "3");
  }

  TEST_CASE("the roll is counted whole, whatever the other lists say") {
    Village village;
    CHECK(count_of(village.compared_on("2026-11-20", "新来的,,2015-01-01,\n"), "total", roll) == "6");
  }

  TEST_CASE("a list that says neither id number nor birth date is refused as a whole") {
    Village village;
    CHECK(refusal([&] { village.compared_on("2026-11-20", "甲,青石镇,柳树村\n", "姓名,乡镇,行政村\n"); }) ==
          "E_MISSING_COLUMN");
  }

  TEST_CASE("names are masked, and nothing is written") {
    Village village;
    const std::string before = village.database_bytes();
    const ComparisonOutcome outcome = village.compared_on("2026-11-20", "钱试二,,,\n");
    CHECK(render(outcome.visits, Format::csv).find("钱试二") == std::string::npos);
    CHECK(render(outcome.visits, Format::csv).find("钱*二") != std::string::npos);
    CHECK(village.database_bytes() == before);
  }
}
