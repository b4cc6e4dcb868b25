#include "app/enter/promote.h"

#include "app/enter/undo.h"
#include "app/office.h"
#include "app/report/report.h"

using namespace ksbx;

namespace {

constexpr const char* teachers_of_classes =
    "姓名,职务,单位,年级,班级,起始日期\n"
    "孙老师,班主任,石桥市第一初级中学,七年级,1班,2025-09-01\n"
    "吴老师,班主任,石桥市第一初级中学,九年级,1班,2025-09-01\n";

// Pupils without papers, as many as said, of that grade.
std::string unnumbered(const std::string& grade, int count, const std::string& standing = "在读") {
  std::string rows;
  for (int i = 0; i < count; ++i)
    rows += formatted("石桥市第一初级中学,{},1班,王{}{},2012-01-{:02},{}\n", grade, grade.substr(0, 3),
                      std::string(static_cast<std::size_t>(i) / 9, 'x') + static_cast<char>('a' + i), i + 1, standing);
  return rows;
}

struct PromotedSchool : Office {
  explicit PromotedSchool(const std::string& rows) : Office(shipped_rules(), "2026-03-10") {
    import_on("2026-03-10", {file("roster.csv", "学校名称,年级,班级,姓名,出生日期,学籍状态\n" + rows),
                             file("teachers_of_classes.csv", teachers_of_classes)});
  }

  PromoteOutcome promoted_on(const std::string& iso, bool accept = false) {
    PromoteRequest request;
    request.to = day("2026-09-01");
    request.accept = accept;
    const Workspace workspace = on(iso);
    return promote(workspace, request, Keep::changes);
  }
  void undo_on(const std::string& iso) {
    const Workspace workspace = on(iso);
    undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  }
  std::string rates(const std::string& iso) {
    return render(report(on(iso), shipped_reports(), {"rates"}).table, Format::csv);
  }
  std::string children() { return rows("SELECT student_name, grade, class, enrolment FROM students ORDER BY student"); }
  std::string teachers() {
    return rows("SELECT person, unit_code, since, until FROM staff ORDER BY person, since, until");
  }
};

}  // namespace

TEST_CASE("a promotion that was undone is made again: everybody moves up, graduates and has his teacher") {
  PromotedSchool once(unnumbered("七年级", 3) + unnumbered("九年级", 2)),
      again(unnumbered("七年级", 3) + unnumbered("九年级", 2));
  const std::string before = again.children(), posts = again.teachers();
  const PromoteOutcome first = once.promoted_on("2026-09-02");
  CHECK(first.promoted == 3);
  again.promoted_on("2026-09-02");
  again.undo_on("2026-09-02");
  CHECK(again.children() == before);
  CHECK(again.teachers() == posts);
  const PromoteOutcome second = again.promoted_on("2026-09-02");
  CHECK(second.promoted == 3);
  CHECK(second.graduated == 2);
  CHECK(second.placed == 0);
  CHECK(second.assignments == first.assignments);
  CHECK(again.children() == once.children());
  CHECK(again.teachers() == once.teachers());
  CHECK(again.rows("SELECT student_name, kind FROM records ORDER BY 1, 2") ==
        once.rows("SELECT student_name, kind FROM records ORDER BY 1, 2"));
  CHECK(again.promoted_on("2026-09-02").promoted == 0);
}

TEST_CASE("no guard stops a promotion of a whole school that was undone once") {
  PromotedSchool school(unnumbered("七年级", 15) + unnumbered("八年级", 15));
  CHECK(school.promoted_on("2026-09-02").promoted == 30);
  school.undo_on("2026-09-02");
  CHECK(school.promoted_on("2026-09-03").promoted == 30);
}

TEST_CASE("the guard says what is odd: pupils who stay are not a roster that was imported") {
  PromotedSchool school(unnumbered("七年级", 15, "休学") + unnumbered("八年级", 15));
  try {
    school.promoted_on("2026-09-02");
    FAIL("no guard");
  } catch (const Error& error) {
    CHECK(error.problems().front().code == "promotion-guard");
    CHECK(error.problems().front().remedy.zh.find("休学") != std::string::npos);
    CHECK(error.problems().front().remedy.zh.find("新学年名册") == std::string::npos);
  }
  CHECK(school.promoted_on("2026-09-02", true).promoted == 15);
}

TEST_CASE("who went up with his class to one in which nobody is new counts in the rates of the new year") {
  PromotedSchool school(unnumbered("七年级", 3) + unnumbered("九年级", 2));
  school.promoted_on("2026-09-02");
  const std::string rates = school.rates("2026-10-12");
  CHECK(rates.find("学校,石桥市第一初级中学,初中,辍学率（净流失口径）,0,3,") != std::string::npos);
  CHECK(rates.find("学校,石桥市第一初级中学,初中,辍学率（实名口径）,0,3,") != std::string::npos);
}
