// A new school year: whether promote comes first or the rosters of September, everybody is in the same class.
#include "app/enter/held_back.h"

#include <algorithm>

#include "app/enter/promote.h"
#include "app/enter/undo.h"
#include "app/office.h"
#include "model/id_number.h"

using namespace ksbx;

namespace {

const std::string columns = "学校标识码,年级,班级,姓名,身份证件号\n";
constexpr const char* junior = "9990180001";
constexpr const char* primary = "9990180002";

std::string row(const std::string& school, const std::string& grade, int nth) {
  const std::string stem =
      formatted("990181{}{:02}{:02}{:03}", grade == "六年级" ? 2014 : 2013, 1 + nth % 12, 1 + nth % 28, nth);
  return formatted("{},{},1班,学生{},{}{}\n", school, grade, nth, stem, id_check_character(stem));
}

// 七年级 1 to 12, 八年级 21 to 32, 九年级 41 to 44; 六年级 61 to 64 at the primary school. 学生1 is held back, 学生64
// is on no roster of September.
std::string last_year() {
  std::string rows = columns;
  for (int i = 1; i <= 12; ++i) rows += row(junior, "七年级", i);
  for (int i = 21; i <= 32; ++i) rows += row(junior, "八年级", i);
  for (int i = 41; i <= 44; ++i) rows += row(junior, "九年级", i);
  for (int i = 61; i <= 64; ++i) rows += row(primary, "六年级", i);
  return rows;
}

std::string of_leaver(const std::string& school, const std::string& grade, int nth) {
  std::string text = row(primary, "六年级", nth);  // whose number says 2014
  return school + "," + grade + text.substr(text.find(",1班"));
}

std::string september() {
  std::string rows = columns;
  for (int i = 61; i <= 63; ++i) rows += of_leaver(junior, "七年级", i);
  rows += row(junior, "七年级", 1);
  for (int i = 2; i <= 12; ++i) rows += row(junior, "八年级", i);
  for (int i = 21; i <= 32; ++i) rows += row(junior, "九年级", i);
  for (int i = 81; i <= 84; ++i) rows += row(primary, "六年级", i);
  return rows;
}

struct NewYear : Office {
  NewYear() : Office(shipped_rules(), "2026-03-10") { import_on("2026-03-10", {file("old.csv", last_year())}); }

  ImportOutcome whole(const std::string& iso, const std::string& name, const std::string& text) {
    ImportRequest request;
    request.files = {file(name, text)};
    request.snapshot = true;
    request.accept = true;
    request.reason = "新学年";
    return import_on(iso, request);
  }
  PromoteOutcome promoted(const std::string& iso, bool accept = false) {
    PromoteRequest request;
    request.to = day("2026-09-01");
    request.accept = accept;
    const Workspace workspace = on(iso);
    return promote(workspace, request, Keep::changes);
  }
  void undone(const std::string& iso) {
    const Workspace workspace = on(iso);
    undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  }
  std::string places() {
    return rows("SELECT student_name, class_code, enrolment FROM students ORDER BY student_name");
  }
  std::string place_of(const std::string& name) {
    return rows("SELECT class_code, enrolment FROM students WHERE student_name = '" + name + "'");
  }
};

}  // namespace

TEST_CASE("promotion and the rosters of September give the same classes in any order, and nobody moves twice") {
  NewYear promotes_first, rosters_first;
  promotes_first.promoted("2026-09-02");
  promotes_first.whole("2026-09-03", "new.csv", september());
  rosters_first.whole("2026-09-02", "new.csv", september());
  CHECK(rosters_first.promoted("2026-09-03").promoted == 0);
  CHECK(promotes_first.places() == rosters_first.places());
  CHECK(promotes_first.place_of("学生1") == "9990180001/7/1,enrolled\n");
  CHECK(promotes_first.place_of("学生2") == "9990180001/8/1,enrolled\n");
  CHECK(promotes_first.place_of("学生64") == "9990180002/6/1,graduated\n");
  for (NewYear* office : {&promotes_first, &rosters_first}) {
    const std::string before = office->places();
    office->whole("2026-09-04", "new.csv", september());
    CHECK(office->promoted("2026-09-04").promoted == 0);
    CHECK(office->places() == before);
  }
}

TEST_CASE("a held-back child into whose class nobody came stays where September names him, in either order") {
  std::string alone = columns + row(junior, "七年级", 1);
  for (int i = 2; i <= 12; ++i) alone += row(junior, "八年级", i);
  for (int i = 21; i <= 32; ++i) alone += row(junior, "九年级", i);
  NewYear promotes_first, rosters_first;
  promotes_first.promoted("2026-09-02");
  promotes_first.whole("2026-09-03", "new.csv", alone);
  rosters_first.whole("2026-09-02", "new.csv", alone);
  rosters_first.promoted("2026-09-03", true);
  CHECK(rosters_first.place_of("学生1") == "9990180001/7/1,enrolled\n");
  CHECK(rosters_first.place_of("学生2") == "9990180001/8/1,enrolled\n");
  CHECK(promotes_first.places() == rosters_first.places());
}

TEST_CASE("a class of last year that stands among moved ones is no class of held-back children") {
  NewYear office;
  std::string rows = columns;
  for (int i = 1; i <= 12; ++i) rows += row(junior, "七年级", i);
  for (int i = 21; i <= 32; ++i) rows += row(junior, "九年级", i);
  office.whole("2026-09-02", "new.csv", rows);
  office.promoted("2026-09-03", true);
  CHECK(office.place_of("学生1") == "9990180001/8/1,enrolled\n");
}

TEST_CASE("what September says of a held-back child is undone with its import, in either order") {
  NewYear promotes_first, rosters_first;
  promotes_first.promoted("2026-09-02");
  promotes_first.whole("2026-09-03", "new.csv", september());
  promotes_first.undone("2026-09-03");
  CHECK(promotes_first.place_of("学生1") == "9990180001/8/1,enrolled\n");
  rosters_first.whole("2026-09-02", "new.csv", september());
  rosters_first.undone("2026-09-02");
  rosters_first.promoted("2026-09-03");
  CHECK(rosters_first.place_of("学生1") == "9990180001/8/1,enrolled\n");
  for (NewYear* office : {&promotes_first, &rosters_first}) {
    office->whole("2026-09-04", "new.csv", september());
    CHECK(office->place_of("学生1") == "9990180001/7/1,enrolled\n");
  }
}

TEST_CASE("a last-grader whom September's roster names is held back, also after promote, undo and promote again") {
  for (const bool is_undone : {false, true}) {
    NewYear office;
    office.promoted("2026-09-02");
    if (is_undone) {
      office.undone("2026-09-02");
      office.promoted("2026-09-02");
    }
    CHECK(office.place_of("学生41") == "9990180001/9/1,graduated\n");
    const ImportOutcome outcome = office.whole("2026-09-03", "new.csv", september() + row(junior, "九年级", 41));
    const auto is_told = [](const Problem& one) { return one.code == "W_HELD_BACK"; };
    CHECK(std::ranges::count_if(outcome.files.front().problems, is_told) == 2);  // and 学生1
    CHECK(office.place_of("学生41") == "9990180001/9/1,enrolled\n");
    CHECK(office.place_of("学生42") == "9990180001/9/1,graduated\n");
  }
}

TEST_CASE("a last-grader is held back whatever else September's roster says of him for the first time") {
  NewYear office;
  office.promoted("2026-09-02");
  std::string rows;
  std::istringstream lines(september() + row(junior, "九年级", 41));
  for (std::string line; std::getline(lines, line);) rows += line + (rows.empty() ? ",监护人姓名\n" : ",王大\n");
  office.whole("2026-09-03", "new.csv", rows);
  CHECK(office.place_of("学生41") == "9990180001/9/1,enrolled\n");
}

TEST_CASE("last year's roster with a column more takes nobody back into last year's class") {
  NewYear office;
  office.promoted("2026-09-02");
  const std::string before = office.places();
  std::string rows;
  std::istringstream lines(last_year());
  for (std::string line; std::getline(lines, line);) rows += line + (rows.empty() ? ",监护人姓名\n" : ",王大\n");
  const ImportOutcome outcome = office.whole("2026-09-03", "late.csv", rows);
  CHECK(office.places() == before);
  const auto is_old = [](const Problem& one) { return one.code == "W_LAST_YEARS_ROSTER"; };
  CHECK(std::ranges::count_if(outcome.files.front().problems, is_old) == 1);
  CHECK(office.count("students WHERE guardian = '王大'") == 32);
}

TEST_CASE("a list of a few pupils of an old class holds nobody back") {
  NewYear office;
  ImportRequest request;
  request.files = {office.file("some.csv", columns + row(junior, "七年级", 5) + row(junior, "七年级", 99))};
  request.accept = true;
  office.import_on("2026-08-20", request);
  office.promoted("2026-09-02");
  CHECK(office.place_of("学生5") == "9990180001/8/1,enrolled\n");
}

TEST_CASE("a child who finished primary school and is on no junior roster has duties by a date, in either order") {
  for (const bool rosters_come_first : {false, true}) {
    CAPTURE(rosters_come_first);
    NewYear office;
    if (rosters_come_first) {
      office.whole("2026-09-02", "new.csv", september());
      office.escalate_on("2026-09-02");
      office.promoted("2026-09-03");
    } else {
      office.promoted("2026-09-02");
      office.escalate_on("2026-09-02");
      office.whole("2026-09-03", "new.csv", september());
    }
    for (const char* night : {"2026-09-03", "2026-09-10", "2026-09-21"}) office.escalate_on(night);
    const std::string code =
        office.rows("SELECT student_code FROM students WHERE student_name = '学生64'").substr(0, 6);
    CHECK(office.rows(
              "SELECT item, state, due IS NOT NULL FROM duties WHERE rule = 'primary-leaver' AND student_code = '" +
              code + "' ORDER BY item") == "find,open,1\nplace,open,1\nvisit,open,1\n");
    CHECK(office.count("duties WHERE rule = 'roster-missing' AND state = 'done' AND student_code = '" + code + "'") ==
          0);
    CHECK(office.count("duties WHERE rule = 'primary-leaver' AND student_code <> '" + code + "'") == 0);
  }
}
