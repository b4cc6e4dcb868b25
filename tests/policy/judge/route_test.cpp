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

// The town of the pupil, with a second police station that serves only what `area` names.
std::vector<Unit> with_second_station(std::vector<UnitId> area, UnitId town = Units::other_town) {
  std::vector<Unit> units = units_of_the_city();
  Unit second{{21}, UnitKind::police_station, "", "白云派出所", Units::city, town};
  second.serves = std::move(area);
  units.push_back(second);
  return units;
}

TEST_CASE(
    "the police station that serves the village comes before the one of the town, and that before where it stands") {
  struct Case {
    std::vector<UnitId> area;
    const char* at_home;    // 柳河村 of 青石镇, where 青石派出所 stands
    const char* elsewhere;  // 白云村 of 白云镇, where 白云派出所 stands
  };
  const Case cases[] = {
      {{}, "青石派出所 ", "白云派出所 "},
      {{Units::village}, "白云派出所 ", "— (unassigned)"},
      {{Units::town}, "白云派出所 ", "— (unassigned)"},
      {{Units::town, Units::other_town}, "白云派出所 ", "白云派出所 "},
      {{Units::other_village}, "青石派出所 ", "白云派出所 "},
  };
  History at_home = pupil().history;
  History elsewhere = at_home;
  elsewhere.student->residence = Units::other_village;
  for (const Case& one : cases) {
    CAPTURE(one.area.size());
    const Organisation organisation(with_second_station(one.area), {});
    CHECK(routed(at_home, "police_station", organisation) == one.at_home);
    CHECK(routed(elsewhere, "police_station", organisation) == one.elsewhere);
  }
}

TEST_CASE(
    "of a town and its village each has its own police station, and who is known by the town alone is the town's") {
  const Organisation organisation(with_second_station({Units::village}, Units::town), {});
  History in_town = pupil().history;
  in_town.student->residence = Units::town;
  CHECK(routed(pupil().history, "police_station", organisation) == "白云派出所 ");
  CHECK(routed(in_town, "police_station", organisation) == "青石派出所 ");
}

TEST_CASE("a police station takes over on the day on which it is there, or on which its area changed") {
  std::vector<Unit> units = with_second_station({Units::village});
  const auto on_the_day = day("2026-11-16");
  for (const auto& [opened, expected] :
       {std::pair(on_the_day, "白云派出所 "), std::pair(on_the_day + 1, "青石派出所 ")}) {
    units.back().opened = opened;
    CHECK(routed(pupil().history, "police_station", Organisation(units, {})) == expected);
    CHECK(Organisation(units, {}).changes() == std::vector<Day>{opened});
  }
  units.back().opened.reset();
  Unit before = units.back();
  before.serves = {Units::other_village};
  for (const auto& [from, expected] :
       {std::pair(on_the_day, "白云派出所 "), std::pair(on_the_day + 1, "青石派出所 ")}) {
    const Organisation organisation(units, {}, {{Day::first(), before}, {from, units.back()}});
    CHECK(routed(pupil().history, "police_station", organisation) == expected);
  }
}

TEST_CASE("a closed police station serves no one") {
  std::vector<Unit> units = with_second_station({Units::village});
  units.back().closed = day("2026-11-16");
  CHECK(routed(pupil().history, "police_station", Organisation(units, {})) == "青石派出所 ");
}

// One unit of the city merged into another on that day.
std::vector<Unit> merged(std::vector<Unit> units, UnitId unit, UnitId into, const char* on) {
  for (Unit& one : units)
    if (one.id == unit) {
      one.closed = day(on);
      one.merged_into = into;
    }
  return units;
}

TEST_CASE("a pupil of a merged village is its successor's, with its town and its police station") {
  History at_home = pupil().history;
  const std::vector<Unit> units = with_second_station({});
  const auto merged_on = [&](const char* on) {
    return Organisation(merged(units, Units::village, Units::other_village, on), {});
  };
  CHECK(routed(at_home, "village", merged_on("2026-11-17")) == "柳河村 ");
  CHECK(routed(at_home, "village", merged_on("2026-11-16")) == "白云村 ");
  CHECK(routed(at_home, "town", merged_on("2026-11-16")) == "白云镇 ");
  CHECK(routed(at_home, "police_station", merged_on("2026-11-16")) == "白云派出所 ");
  CHECK(routed(at_home, "school_town", merged_on("2026-11-16")) == "青石镇 ");
}

TEST_CASE("a merged town hands its villages, its schools and its police station over") {
  const Organisation organisation(merged(merged(with_second_station({}), Units::town, Units::other_town, "2026-11-10"),
                                         Units::station, {21}, "2026-11-10"),
                                  {});
  CHECK(routed(pupil().history, "town", organisation) == "白云镇 ");
  CHECK(routed(pupil().history, "village", organisation) == "柳河村 ");
  CHECK(routed(pupil().history, "school_town", organisation) == "白云镇 ");
  CHECK(routed(pupil().history, "police_station", organisation) == "白云派出所 ");
}

TEST_CASE("a police station takes over the area of the one that was merged into it") {
  const Organisation organisation(merged(with_second_station({}), Units::station, {21}, "2026-11-16"), {});
  CHECK(routed(pupil().history, "police_station", organisation) == "白云派出所 ");
}

TEST_CASE("the school into which another was merged answers for its classes, and the principal is its own") {
  std::vector<Unit> units = merged(units_of_the_city(), Units::school, {22}, "2026-11-16");
  units.push_back({{22}, UnitKind::school, "9990180002", "白云中学", Units::bureau, Units::other_town});
  const Organisation organisation(units, {{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), {}},
                                          {{2}, "李校长", "principal", Units::school, day("2026-09-01"), {}},
                                          {{3}, "周校长", "principal", {22}, day("2026-09-01"), {}}});
  CHECK(routed(pupil().history, "principal", organisation) == "白云中学 周校长");
  CHECK(routed(pupil().history, "class_teacher", organisation) == "七(1)班 王老师");
  CHECK(routed(pupil().history, "education_office", organisation) == "— (unassigned)");
}

TEST_CASE("a department that was merged is called by its old name as long as no other bears it") {
  std::vector<Unit> units = units_of_the_city();
  units.push_back({{23}, UnitKind::department, "", "市民政局", Units::city, {}});
  units.push_back({{24}, UnitKind::department, "", "市社会工作局", Units::city, {}});
  units = merged(units, {23}, {24}, "2026-11-16");
  const auto called = [&](const char* on) {
    std::string names;
    const Organisation organisation(units, {});
    for (const Unit* unit : departments_called(organisation, {"民政"}, day(on))) names += unit->name + " ";
    return names;
  };
  CHECK(called("2026-11-15") == "市民政局 ");
  CHECK(called("2026-11-16") == "市社会工作局 ");
  units.push_back({{25}, UnitKind::department, "", "市民政事务中心", Units::city, {}});
  CHECK(called("2026-11-16") == "市民政事务中心 ");
}

TEST_CASE("a teacher who has left is not asked any more") {
  const Organisation organisation(
      units_of_the_city(),
      {{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), day("2026-11-15")}});
  CHECK(routed(pupil().history, "class_teacher", organisation) == "七(1)班 (unassigned)");
}

}  // namespace
}  // namespace ksbx
