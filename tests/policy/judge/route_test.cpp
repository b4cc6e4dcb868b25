#include "policy/judge/route.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

namespace ksbx {
namespace {

std::string routed(const History& history, const char* role, const Organisation& organisation = small_city()) {
  static const SmallRules rules;
  const Assignee who = route(rules.book, organisation, history, role, day("2026-11-16"), day("2026-11-16"));
  const Unit* unit = organisation.find(who.unit);
  return formatted("{} {}{}", unit ? unit->name : "—", who.person, who.assigned ? "" : "(unassigned)");
}

TEST_CASE("government roles go by residence, education roles by school") {
  History at_home = pupil().history;
  History elsewhere = at_home;
  elsewhere.student->residence = Units::other_village;
  CHECK(routed(at_home, "class_teacher") == "七(1)班 王老师");
  CHECK(routed(at_home, "principal") == "青石中学 李校长");
  CHECK(routed(at_home, "education_office") == "青石镇教办 ");
  CHECK(routed(at_home, "education_bureau") == "市教育局 ");
  CHECK(routed(at_home, "town") == "青石镇 ");
  CHECK(routed(elsewhere, "town") == "白云镇 ");
  CHECK(routed(elsewhere, "village") == "白云村 ");
  CHECK(routed(elsewhere, "school_town") == "青石镇 ");
}

TEST_CASE("what cannot be resolved is unassigned, with as much as is known") {
  History homeless = pupil().history;
  homeless.student->residence = {};
  CHECK(routed(homeless, "town") == "— (unassigned)");
  CHECK(routed(homeless, "police_station") == "青石派出所 ");  // of the school's town
  CHECK(routed(homeless, "nobody_knows_this_role") == "— (unassigned)");
  CHECK(routed(homeless, "pupil_teacher") == "七(1)班 (unassigned)");
  CHECK(routed(homeless, "class_teacher", Organisation(units_of_the_city(), {})) == "七(1)班 (unassigned)");
}

TEST_CASE("a teacher who has left is not asked any more") {
  const Organisation organisation(
      units_of_the_city(),
      {{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), day("2026-11-15")}});
  CHECK(routed(pupil().history, "class_teacher", organisation) == "七(1)班 (unassigned)");
}

}  // namespace
}  // namespace ksbx
