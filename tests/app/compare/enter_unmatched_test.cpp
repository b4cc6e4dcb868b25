// Children whom a list names and no roll has: entered, they are cases.
#include "app/compare/enter_unmatched.h"

#include "app/office.h"

using namespace ksbx;

namespace {

struct VillageWithList : Office {
  ComparisonOutcome compared_on(const std::string& iso, const std::string& rows) {
    CompareRequest request;
    request.household = {file("household.csv", "姓名,公民身份号码,出生日期,现住址,监护人\n" + rows)};
    const Workspace workspace = on(iso);
    return compare_lists(workspace, request);
  }
  EnteredChildren entered_on(const std::string& iso, const std::string& rows, Keep keep = Keep::changes) {
    const ComparisonOutcome outcome = compared_on(iso, rows);
    const Workspace workspace = on(iso);
    return enter_unmatched(workspace, outcome, keep);
  }
};

const std::string six_years_old = "女小一,,2020-03-02,青石镇柳树村8号,女大一\n";

}  // namespace

TEST_CASE("a child of school age on no roll is entered once, with his home and guardian") {
  VillageWithList office;
  CHECK(office.entered_on("2026-11-16", six_years_old).counts.added == 1);
  CHECK(office.rows("SELECT student_name, birth, guardian, enrolment, town FROM students") ==
        "女小一,2020-03-02,女大一,idle,青石镇\n");
  CHECK(office.entered_on("2026-11-17", six_years_old).counts.added == 0);
  CHECK(office.count("students") == 1);
}

TEST_CASE("who is too young, or is on a roll, is not entered; nor is anybody in a dry run") {
  VillageWithList office;
  office.enrol();
  const auto before = office.count("students");
  CHECK(office.entered_on("2026-11-16", "小小一,,2020-09-01,,\n").counts.added == 0);
  CHECK(office.entered_on("2026-11-16", six_years_old, Keep::nothing).counts.added == 1);
  CHECK(office.count("students") == before);
}

TEST_CASE("a child who never went to school is a case of the town and the bureau, and the father's refusal an order") {
  VillageWithList office;
  office.entered_on("2026-11-16", six_years_old);
  office.done("2026-11-17", "refusal", "女小一", {{"said", "不上学"}}, "周镇长");
  office.escalate_on("2026-11-17");
  CHECK(office.rows("SELECT item, role FROM duties WHERE rule = 'no-school-of-age' ORDER BY item") ==
        "place,education_bureau\nvisit,town\n");
  CHECK(office.count("duties WHERE rule = 'guardian-order-no-school' AND item = 'admonish'") == 1);
  CHECK(office.count("documents WHERE form = 'intake-order'") == 1);
}

TEST_CASE("who is much like a pupil waits for a visit; the answer holds for the next comparison") {
  for (const bool is_pupil : {true, false}) {
    CAPTURE(is_pupil);
    VillageWithList office;
    office.enrol();
    const std::string birth = office.rows("SELECT birth FROM students WHERE student_name = '孙试三'").substr(0, 10);
    const std::string list = "孙试山,," + birth + ",青石镇柳树村8号,孙大一\n";
    const auto visit_on = [&](const std::string& iso) {
      const std::string visits = render(office.compared_on(iso, list).visits, Format::csv);
      std::istringstream lines(visits);
      std::string found;
      for (std::string line; std::getline(lines, line);)
        if (line.find("柳树村") != std::string::npos) found += line + "\n";
      return found;
    };
    CHECK(visit_on("2026-11-16").find("分不清是谁，需核对") != std::string::npos);
    const auto before = office.count("students");
    CHECK(office.entered_on("2026-11-16", list, Keep::nothing).deferred == 1);
    CHECK(office.entered_on("2026-11-16", list).deferred == 1);
    CHECK(office.entered_on("2026-11-17", list).deferred == 0);
    CHECK(office.count("students") == before);
    CHECK(visit_on("2026-11-17").find(",2026-11-16\n") != std::string::npos);
    office.import_on("2026-11-18", {office.file("answers.csv", std::string("待定号,决定,姓名\n1,") +
                                                                   (is_pupil ? "同" : "新") + ",x\n")});
    CHECK(office.rows("SELECT student_name, enrolment FROM students WHERE student_name LIKE '孙试%' ORDER BY 1") ==
          std::string("孙试三,enrolled\n") + (is_pupil ? "" : "孙试山,idle\n"));
    CHECK(office.compared_on("2026-11-19", list).unclear.empty());
    CHECK(visit_on("2026-11-19").find("分不清") == std::string::npos);
    CHECK((visit_on("2026-11-19").find("登记在册，没有学校") == std::string::npos) == is_pupil);
  }
}
