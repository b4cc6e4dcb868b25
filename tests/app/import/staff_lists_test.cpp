// Staff lists as schools send them: several classes in a cell, who came after whom, lists that are whole.
#include "app/doctor/doctor.h"
#include "app/enter/undo.h"
#include "app/office.h"

using namespace ksbx;

namespace {

const std::string staff_head = "姓名,职务,学校标识码,年级,班级,起始日期\n";

struct School : Office {
  School() {
    int pupil = 0;
    std::string lines = "学校标识码,年级,班级,姓名,出生日期\n";
    for (const char* place : {"七年级,1班", "七年级,2班", "七年级,3班", "七年级,8班", "八年级,1班"})
      lines += "9990180001," + std::string(place) + ",学" + std::to_string(++pupil) + ",2013-02-04\n";
    for (const char* place : {"一年级,1班", "一年级,2班"})
      lines += "9990180002," + std::string(place) + ",小" + std::to_string(++pupil) + ",2019-02-04\n";
    import_on("2026-11-16", {file("roster.csv", lines)});
    list(
        "王老师,班主任,9990180001,七年级,1班,2026-09-01\n孙老师,班主任,9990180001,七年级,2班,2026-09-01\n"
        "李校长,校长,9990180001,,,2026-09-01\n");
  }

  ImportedFile list(const std::string& lines, bool is_whole = false) {
    ImportRequest request;
    request.files = {file("staff.csv", staff_head + lines)};
    request.snapshot = is_whole;
    return std::move(import_on("2026-11-23", request).files.front());
  }
  std::string codes(const ImportedFile& file) {
    std::string all;
    for (const Problem& problem : file.problems) all += (all.empty() ? "" : " ") + problem.code;
    return all;
  }
  // The classes at which a new teacher is entered for such a cell.
  std::string classes(const std::string& cell, const std::string& grade = "七年级",
                      const std::string& school = "9990180001") {
    const ImportedFile file = list("新老师,任课教师," + school + "," + grade + ",\"" + cell + "\",2026-11-01\n");
    std::string all = rows(
        "SELECT group_concat(unit_code, ' ') FROM (SELECT unit_code FROM staff WHERE person = '新老师' ORDER BY 1)");
    all.pop_back();
    if (file.counts.accepted > 0) undo(on("2026-11-23"), {}, Keep::changes, Language::zh, {});
    return file.counts.rejected > 0 ? codes(file) : all;
  }
  std::string posts() {
    return rows("SELECT person, coalesce(until, '') FROM staff WHERE unit_code LIKE '9990180001%' ORDER BY person");
  }
  std::int64_t posts_of_two() {
    for (const DoctorFinding& finding : diagnose(on("2026-11-23"), {}, {}, Language::zh, {}).findings)
      if (finding.check == "post-of-two") return finding.count;
    return 0;
  }
};

}  // namespace

TEST_CASE("several classes in one cell of a staff list are all of them, and never only the last") {
  School office;
  const std::string both = "9990180001/7/1 9990180001/7/2";
  for (const char* cell : {"1-2班", "1.2班", "1/2班", "1、2班", "1班、2班", "1，2班", "一、二班", "1和2班",
                           "七1、七2班", "七(1、2)班", "七年级1-2班", "1～2班", "1-2", "1.2"}) {
    CAPTURE(cell);
    CHECK(office.classes(cell) == both);
  }
  CHECK(office.classes("1-3班") == both + " 9990180001/7/3");
  CHECK(office.classes("1.3班") == "9990180001/7/1 9990180001/7/3");
  CHECK(office.classes("七1、2班", "") == both);
  CHECK(office.classes("七1、八1班", "") == "9990180001/7/1 9990180001/8/1");
  CHECK(office.classes("7.1班") == "9990180001/7/1");
  CHECK(office.classes("7-1") == "9990180001/7/1");
  CHECK(office.classes("七(1)班") == "9990180001/7/1");
}

TEST_CASE("what may be one class or two is rejected with the way to write it") {
  School office;
  CHECK(office.classes("1.2班", "一年级", "9990180002") == "R_CLASS_AMBIGUOUS");
  CHECK(office.classes("1、2班", "一年级", "9990180002") == "9990180002/1/1 9990180002/1/2");
  CHECK(office.classes("7-8班") == "9990180001/7/8");  // there is no class 7
  CHECK(office.classes("1-9班") == "R_UNKNOWN_UNIT");
  CHECK(office.classes("3-1班") == "R_UNKNOWN_UNIT");
}

TEST_CASE("a second class teacher of a class is told on import and by doctor") {
  School office;
  CHECK(office.posts_of_two() == 0);
  const ImportedFile file =
      office.list("吴老师,班主任,9990180001,七年级,2班,2026-11-01\n王老师,班主任,9990180001,七年级,1班,2026-09-01\n");
  CHECK(office.codes(file) == "W_POST_OF_TWO");
  CHECK(office.posts_of_two() == 1);
}

TEST_CASE("whoever is not on a whole staff list has left the day before the next one came") {
  School office;
  const std::string lines =
      "吴老师,班主任,9990180001,七年级,2班,2026-11-01\n王老师,班主任,9990180001,七年级,1班,2026-09-01\n";
  const ImportedFile file = office.list(lines, true);
  CHECK(office.codes(file) == "W_POST_ENDED W_POST_NOT_LISTED");
  const std::string after = "吴老师,\n孙老师,2026-10-31\n李校长,\n王老师,\n";
  CHECK(office.posts() == after);
  CHECK(office.posts_of_two() == 0);
  CHECK(office.list(lines, true).counts.unchanged == 2);
  CHECK(office.posts() == after);
  CHECK(office.rows("SELECT count(*) FROM journal WHERE event = 'assignment.ended'") == "1\n");
}

TEST_CASE("whom nobody follows has left the day before the list, and who is on a rejected row has not") {
  School office;
  const ImportedFile file = office.list(
      "王老师,班主任,9990180001,七年级,9班,2026-09-01\n新老师,班主任,9990180001,七年级,3班,2026-11-01\n", true);
  CHECK(file.counts.rejected == 1);
  CHECK(office.posts() == "孙老师,2026-11-22\n新老师,\n李校长,\n王老师,\n");
}

TEST_CASE("a staff list without a first day leaves the posts as long as they are") {
  School office;
  ImportRequest request;
  request.files = {office.file("plain.csv", "姓名,职务,学校标识码,年级,班级\n王老师,班主任,9990180001,七年级,1班\n")};
  CHECK(office.import_on("2026-11-25", request).total().unchanged == 1);
}
