// The storm guard of one night by itself; storm_test.cpp has it in whole nights.
#include "app/night/storm_watch.h"

#include "app/office.h"
#include "store/history/question_store.h"
#include "store/roster/unit_store.h"

using namespace ksbx;

namespace {

// Twenty pupils in one class, of whom some are newly escalated.
struct TwentyPupils : Office {
  Organisation organisation;
  UnitId school, school_class;
  std::vector<Newcomer> pupils;

  TwentyPupils() {
    std::string roster = "学校名称,年级,班级,姓名\n";
    for (const char* surname : {"赵", "钱"})
      for (const char* given : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"})
        roster += std::string("石桥市第一初级中学,七年级,1班,") + surname + given + "\n";
    import_on("2026-11-15", {file("roster.csv", roster)});
    organisation = load_organisation(database);
    school = organisation.find_code("9990180001")->id;
    school_class = organisation.classes_of(school).front();
    for (const StudentId id : students_of_classes(database, {school_class})) pupils.push_back({id, school_class, {}});
  }
  std::vector<Newcomer> first(std::size_t count) const {
    return {pupils.begin(), pupils.begin() + static_cast<std::ptrdiff_t>(count)};
  }
  StormWatch watch(const Workspace& workspace, const EscalateRequest& request) {
    return StormWatch(workspace, organisation, request, std::nullopt);
  }
  // What one night finds, and keeps.
  std::set<UnitId> night(const std::string& iso, const std::vector<Newcomer>& newcomers,
                         const EscalateRequest& request = {}) {
    const Workspace workspace = on(iso);
    StormWatch storms = watch(workspace, request);
    const std::set<UnitId> held = storms.look(newcomers, day(iso));
    Transaction transaction(database, workspace.occasion());
    storms.keep(transaction);
    transaction.commit();
    return held;
  }
  std::string kept() { return rows("SELECT day, judged, pupils, enrolled, state FROM storms ORDER BY day"); }
};

}  // namespace

TEST_CASE("a school is held back where too many of its pupils are new, and nothing is written by looking") {
  TwentyPupils office;
  const Workspace workspace = office.on("2026-11-16");
  const EscalateRequest request;
  StormWatch few = office.watch(workspace, request), many = office.watch(workspace, request);
  CHECK(few.look(office.first(4), day("2026-11-16")).empty());
  CHECK(many.look(office.first(12), day("2026-11-16")) == std::set{office.school});
  REQUIRE(many.held().size() == 1);
  CHECK(many.held().front().pupils == 12);
  CHECK(many.held().front().enrolled == 20);
  CHECK(many.accepted().empty());
  CHECK(office.count("t_storm") == 0);
}

TEST_CASE("a storm goes on as the same one from its first day, and is over once too few are left") {
  TwentyPupils office;
  office.night("2026-11-16", office.first(12));
  office.night("2026-11-17", office.first(13));
  CHECK(office.kept() == "2026-11-16,2026-11-17,13,20,held\n");
  CHECK(students_held_back(office.database, office.organisation).size() == 20);
  office.night("2026-11-18", office.first(2));
  CHECK(office.kept() == "2026-11-16,2026-11-17,13,20,mended\n");
  CHECK(students_held_back(office.database, office.organisation).empty());
}

TEST_CASE("an accepted storm holds no one back and is remembered as accepted; where there was none, that is said") {
  TwentyPupils office;
  EscalateRequest request;
  request.accepted_storms = {"石桥市第一初级中学"};
  CHECK(office.night("2026-11-16", office.first(12), request).empty());
  CHECK(office.kept() == "2026-11-16,2026-11-16,12,20,accepted\n");
  const Workspace workspace = office.on("2026-11-17");
  StormWatch quiet = office.watch(workspace, request);
  CHECK(quiet.look({}, day("2026-11-17")).empty());
  CHECK(quiet.accepted_but({}) == std::vector{office.school});
  CHECK(quiet.accepted_but({office.school}).empty());
}

TEST_CASE("only a school that is on the books can be let through") {
  TwentyPupils office;
  const Workspace workspace = office.on("2026-11-16");
  EscalateRequest request;
  request.accepted_storms = {"青石镇"};
  CHECK(refusal([&] { office.watch(workspace, request); }) == "not-a-school");
  request.accepted_storms = {"石桥市第九初级中学"};
  CHECK(refusal([&] { office.watch(workspace, request); }) == "R_UNKNOWN_UNIT");
}
