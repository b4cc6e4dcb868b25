// One pass of escalate by itself: judged, held back or not, and only then written.
#include "app/night/night.h"

#include "app/office.h"
#include "store/history/question_store.h"
#include "store/roster/unit_store.h"

using namespace ksbx;

namespace {

// Six pupils, of whom one is missing on the first day and one more on the second.
struct SixPupils : Office {
  SixPupils() { enrol(); }

  // What was found out about everyone on that evening, not yet written.
  struct Pass {
    const Workspace workspace;
    Organisation organisation;
    NightPass pass;

    Pass(Office& office, const std::string& iso)
        : workspace(office.on(iso)),
          organisation(load_organisation(office.database)),
          pass(workspace, organisation, {day(iso), day(iso), day(iso)}, Timeline::Closed::yes) {
      const std::vector<UnitId> classes = organisation.classes_of(*schools().begin());
      pass.judge({students_of_classes(office.database, classes), {}});
    }
    Escalation apply() {
      Transaction transaction(workspace.database, workspace.occasion());
      pass.apply(transaction);
      transaction.commit();
      return pass.summary();
    }
    std::set<UnitId> schools() const { return {organisation.find_code("9990180001")->id}; }
  };

  std::string open_duties(const std::string& pupil) {
    return rows("SELECT rule FROM duties WHERE state = 'open' AND student_name = '" + pupil + "' ORDER BY rule");
  }
};

}  // namespace

TEST_CASE("judging writes nothing; applying writes what was found") {
  SixPupils office;
  office.registers("2026-11-16");
  office.absent("2026-11-16", {"钱试二"});
  SixPupils::Pass night(office, "2026-11-16");
  CHECK(office.count("t_duty") == 0);
  const Escalation done = night.apply();
  CHECK(done.days == 1);
  CHECK(done.counts.checked == 6);
  CHECK(done.counts.opened == office.count("t_duty"));
  CHECK(office.open_duties("钱试二") == "first-day-contact\nhalf-day-report\n");
  CHECK(office.open_duties("孙试三") == "");
}

TEST_CASE("new are those whom the night escalates out of nothing, not those who climb a step further") {
  SixPupils office;
  office.registers("2026-11-16");
  office.absent("2026-11-16", {"钱试二"});
  SixPupils::Pass first(office, "2026-11-16");
  CHECK(first.pass.newcomers().size() == 1);
  first.apply();
  office.registers("2026-11-17");
  office.absent("2026-11-17", {"钱试二", "孙试三"});
  const SixPupils::Pass second(office, "2026-11-17");
  const std::vector<Newcomer> newcomers = second.pass.newcomers();
  REQUIRE(newcomers.size() == 1);
  CHECK(office.rows("SELECT name FROM t_student WHERE id = " + std::to_string(newcomers.front().student.value)) ==
        "孙试三\n");
}

TEST_CASE("of a school that is held back nothing new is written, and what was done is noted all the same") {
  SixPupils office;
  office.registers("2026-11-16");
  office.absent("2026-11-16", {"钱试二"});
  SixPupils::Pass(office, "2026-11-16").apply();
  office.done("2026-11-17", "contact", "钱试二", {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  office.registers("2026-11-17");
  office.absent("2026-11-17", {"钱试二", "孙试三"});
  SixPupils::Pass night(office, "2026-11-17");
  night.pass.hold_back(night.schools());
  const Escalation held = night.apply();
  CHECK(held.counts.opened == 0);
  CHECK(held.new_duties.empty());
  CHECK(held.documents.empty());
  CHECK(held.counts.done == 2);
  CHECK(office.open_duties("孙试三") == "");
  CHECK(office.rows("SELECT rule, state FROM duties WHERE student_name = '钱试二'") ==
        "first-day-contact,done\nhalf-day-report,done\n");
}
