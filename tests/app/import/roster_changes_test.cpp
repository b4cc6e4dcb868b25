// What a roster says of pupils who are known: who came, who moved, who is missing, and where the guard stops. Whole
// rosters: snapshot_test.cpp.
#include "app/import/roster_changes.h"

#include <algorithm>

#include "app/office.h"
#include "base/join.h"
#include "model/id_number.h"

using namespace ksbx;

namespace {

const std::string columns_of_all = "学校标识码,年级,班级,姓名,身份证件号,学籍状态\n";
const std::string left_school = "9990180001", next_school = "9990180002";

std::string number_of_pupil(int number) {
  const std::string first_17 = formatted("99018120130204{:03}", number);
  return first_17 + id_check_character(first_17);
}

// Digits in a name would be suspect.
std::string name_of_pupil(int number) {
  const std::vector<std::string> surnames = {"赵", "钱", "孙", "李", "周"},
                                 given = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  return surnames.at(static_cast<std::size_t>(number / 10)) + given.at(static_cast<std::size_t>(number % 10));
}

// The pupils `from` to `to` of a class, in a roster of that school.
std::string roster_rows(int from, int to, const std::string& school_class = "1班", const std::string& grade = "七年级",
                        const std::string& school = left_school, const std::string& standing = "在读") {
  std::string rows;
  for (int i = from; i <= to; ++i)
    rows +=
        formatted("{},{},{},{},{},{}\n", school, grade, school_class, name_of_pupil(i), number_of_pupil(i), standing);
  return rows;
}

struct KnownPupils : Office {
  // The first file of the import, or of its refusal the code.
  ImportedFile roster(const std::string& iso, const std::string& rows) {
    return imported_on(iso, file("roster.csv", columns_of_all + rows));
  }
  std::string refused(const std::string& iso, const std::string& rows) {
    return refusal([&] { roster(iso, rows); });
  }
};

// Each code once.
std::string warnings_of(const ImportedFile& imported) {
  std::set<std::string> codes;
  for (const Problem& problem : imported.problems) codes.insert(problem.code);
  return join(codes, " ");
}

}  // namespace

TEST_CASE("a roster of one class speaks of that class: who is missing from it is named, and no one of another") {
  KnownPupils office;
  office.roster("2026-11-16", roster_rows(1, 5) + roster_rows(11, 15, "2班"));
  const ImportedFile again = office.roster("2026-11-17", roster_rows(1, 4));
  CHECK(again.counts.vanished == 1);
  CHECK(warnings_of(again) == "W_MISSING_FROM_ROSTER");
  CHECK(office.count("students WHERE enrolment = 'enrolled'") == 10);  // no one is off the books for that
}

TEST_CASE("who left one school and is on the roster of another is recorded as received there, once") {
  KnownPupils office;
  office.roster("2026-11-16", roster_rows(1, 12));
  office.roster("2026-11-17", roster_rows(1, 12, "1班", "七年级", left_school, "转出"));
  const ImportedFile received = office.roster("2026-11-18", roster_rows(1, 12, "1班", "七年级", next_school));
  CHECK(warnings_of(received) == "W_TRANSFERRED_IN");  // and the guard did not take them for children who moved
  CHECK(office.rows("SELECT kind, count(*) FROM records GROUP BY kind") == "transfer_in,12\ntransfer_out,12\n");
  CHECK(warnings_of(office.roster("2026-11-19", roster_rows(1, 12, "1班", "七年级", next_school))) == "");
}

TEST_CASE("where more than ten change class in the middle of the year, someone must look first") {
  KnownPupils office;
  office.roster("2026-11-16", roster_rows(1, 30));
  CHECK(office.refused("2026-11-17", roster_rows(1, 11, "2班") + roster_rows(12, 30)) == "snapshot-guard");
  CHECK(office.refused("2026-11-17", roster_rows(1, 10, "2班") + roster_rows(11, 30)) == "");
}

TEST_CASE("who moves up in a new school year has not changed class; who stays behind or skips a grade has") {
  KnownPupils office;
  office.roster("2026-03-10", roster_rows(1, 30));
  CHECK(office.refused("2026-09-02", roster_rows(1, 30, "1班", "九年级")) == "snapshot-guard");
  CHECK(office.refused("2026-09-02", roster_rows(1, 30, "1班", "八年级")) == "");
}

TEST_CASE("children who waited in a class that no one knew are placed, not moved") {
  KnownPupils office;
  office.roster("2026-11-16", roster_rows(1, 12, ""));
  CHECK(office.refused("2026-11-17", roster_rows(1, 12, "1班")) == "");
  CHECK(office.count("students WHERE class_code = '9990180001/7/1'") == 12);
}

TEST_CASE("rows that cannot be taken count for the guard like children who are missing") {
  KnownPupils office;
  office.roster("2026-11-16", roster_rows(1, 40));
  std::string nameless;
  for (int i = 41; i <= 46; ++i) nameless += formatted("{},七年级,1班,,{},在读\n", left_school, number_of_pupil(i));
  CHECK(office.refused("2026-11-17", roster_rows(1, 35) + nameless) == "snapshot-guard");
  CHECK(office.refused("2026-11-17", roster_rows(1, 36) + nameless) == "");
}

TEST_CASE("a pupil on a list of newcomers who was in another class is named when he is moved") {
  KnownPupils office;
  office.roster("2026-11-16", roster_rows(1, 5) + roster_rows(11, 15, "2班"));
  ImportRequest request;
  request.files = {office.file("new.csv", columns_of_all + roster_rows(1, 1, "2班") + roster_rows(2, 2))};
  request.supplement = true;
  const ImportedFile file = std::move(office.import_on("2026-11-17", request).files.front());
  const auto moved = std::ranges::find(file.problems, "W_MOVED_BY_SUPPLEMENT", &Problem::code);
  REQUIRE(moved != file.problems.end());
  CHECK(moved->what.zh.find("七年级 1班") != std::string::npos);
  CHECK(moved->what.zh.find("七年级 2班") != std::string::npos);
  CHECK(std::ranges::count(file.problems, "W_MOVED_BY_SUPPLEMENT", &Problem::code) == 1);
}

TEST_CASE("the guard names only what happened") {
  KnownPupils office;
  office.roster("2026-11-16", roster_rows(1, 30));
  std::string what;
  try {
    office.roster("2026-11-17", roster_rows(1, 10));
  } catch (const Error& error) {
    what = error.problems().front().what.zh;
  }
  CHECK(what.find("20 人不见了，超过") != std::string::npos);
}
