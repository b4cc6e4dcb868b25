#include "model/unit.h"

#include <doctest/doctest.h>

#include "day.h"

using namespace ksbx;

namespace {

// 石桥市 with one town, two villages, one school of one class, and two teachers who take turns.
Organisation stone_bridge() {
  const std::vector<Unit> units = {
      {{1}, UnitKind::city, "990181", "石桥市", {}, {}},
      {{2}, UnitKind::bureau, "990181-E", "石桥市教育局", {1}, {}},
      {{3}, UnitKind::town, "990181003", "青石镇", {1}, {}},
      {{4}, UnitKind::village, "990181003001", "王家村", {3}, {}},
      {{5}, UnitKind::village, "990181003002", "李家村", {3}, {}},
      {{6}, UnitKind::education_office, "990181003-E", "青石镇教办", {2}, {3}},
      {{7}, UnitKind::school, "9990180001", "青石镇初级中学", {6}, {3}},
      {{8}, UnitKind::grade, "9990180001/7", "七年级", {7}, {}, 7},
      {{9}, UnitKind::school_class, "9990180001/7/1", "1班", {8}, {}},
      {{10}, UnitKind::town, "990181004", "白杨镇", {1}, {}},
      {{11}, UnitKind::village, "990181004001", "王家村", {10}, {}},
  };
  const std::vector<Assignment> assignments = {
      {{1}, "赵老师", "class_teacher", {9}, day("2026-11-01"), {}},
      {{2}, "王老师", "class_teacher", {9}, day("2026-09-01"), day("2026-10-31")},
      {{2}, "王老师", "teacher", {9}, day("2026-09-01"), {}},
      {{3}, "孙老师", "class_teacher", {9}, day("2026-09-01"), {}},
  };
  return {units, assignments};
}

std::string names(const std::vector<const Assignment*>& assignments) {
  std::string words;
  for (const Assignment* one : assignments) words += one->person + " " + one->role + "; ";
  return words;
}

}  // namespace

TEST_CASE("a unit is found by number, by code and by name") {
  const Organisation city = stone_bridge();
  CHECK(city.find({9})->name == "1班");
  CHECK(city.find({99}) == nullptr);
  CHECK(city.find({}) == nullptr);
  CHECK(city.find_code("9990180001/7/1")->id == UnitId{9});
  CHECK(city.find_code("nowhere") == nullptr);
  CHECK(city.find_code("") == nullptr);
}

TEST_CASE("a village name that occurs in two towns finds both, so that no one guesses") {
  const Organisation city = stone_bridge();
  const auto found = city.named("王家村");
  REQUIRE(found.size() == 2);
  CHECK(city.full_name(found[0]->id) == "青石镇 王家村");
  CHECK(city.full_name(found[1]->id) == "白杨镇 王家村");
  CHECK(city.named("赵家村").empty());
}

TEST_CASE("the school chain and the residence chain lead up to the city, and not into each other") {
  const Organisation city = stone_bridge();
  CHECK(city.above({9}, UnitKind::school)->name == "青石镇初级中学");
  CHECK(city.above({9}, UnitKind::bureau)->name == "石桥市教育局");
  CHECK(city.above({9}, UnitKind::school_class)->id == UnitId{9});
  CHECK(city.above({9}, UnitKind::town) == nullptr);
  CHECK(city.above({4}, UnitKind::town)->name == "青石镇");
  CHECK(city.above({4}, UnitKind::school) == nullptr);
  CHECK(city.is_within({9}, {2}));
  CHECK(city.is_within({9}, {9}));
  CHECK_FALSE(city.is_within({9}, {3}));
  CHECK_FALSE(city.is_within({99}, {1}));
}

TEST_CASE("a village that went to another town lies in the old one on the days before") {
  const Organisation now = stone_bridge();
  Unit village = *now.find({4});
  std::vector<UnitAsOf> versions = {{Day::first(), village}};
  village.parent = {10};
  versions.push_back({day("2026-11-01"), village});
  std::vector<Unit> units = now.units();
  units[3] = village;
  const Organisation city(units, now.assignments(), versions);
  const auto town_on = [&](const char* on) { return city.on(day(on)).above({4}, UnitKind::town)->name; };
  CHECK(town_on("2026-10-31") == "青石镇");
  CHECK(town_on("2026-11-01") == "白杨镇");
  CHECK(city.above({4}, UnitKind::town)->name == "白杨镇");
  CHECK(city.on(day("2026-10-31")).children({3}, UnitKind::village).size() == 2);
  CHECK(city.on(day("2026-11-01")).children({3}, UnitKind::village).size() == 1);
  CHECK(city.on(day("2026-10-31")).children({10}, UnitKind::village).size() == 1);
  CHECK(city.changes() == std::vector<Day>{day("2026-11-01")});
}

TEST_CASE("a code is that of the unit that had it on the day, also where it got it back and another one has it later") {
  const char *own = "9990180001", *other = "9990180077";
  Unit first{{1}, UnitKind::school, own, "一中", {}, {}};
  Unit second{{2}, UnitKind::school, other, "新校", {}, {}};
  second.opened = day("2026-11-20");
  std::vector<UnitAsOf> versions = {{Day::first(), first}};
  first.code = other;
  versions.push_back({day("2026-11-01"), first});
  first.code = own;
  versions.push_back({day("2026-11-10"), first});
  const Organisation city({first, second}, {}, versions);
  const auto had_on = [&](const char* code, const char* iso) { return city.on(day(iso)).find_code(code)->name; };
  CHECK(had_on(own, "2026-10-31") == "一中");
  CHECK(had_on(other, "2026-11-05") == "一中");
  CHECK(had_on(own, "2026-11-15") == "一中");
  CHECK(had_on(other, "2026-11-25") == "新校");
  CHECK(city.find_code(own)->name == "一中");
  CHECK(city.find_code(other)->name == "新校");
  CHECK(Organisation({first}, {}, versions).find_code(other)->name == "一中");
  CHECK(city.find_code("9990180099") == nullptr);
}

TEST_CASE("whoever acts for another stands before him as long as he acts") {
  const Organisation city(stone_bridge().units(),
                          {{{1}, "孙老师", "class_teacher", {9}, day("2026-09-01"), {}},
                           {{2}, "吴老师", "class_teacher", {9}, day("2026-11-02"), day("2026-11-13"), true}});
  CHECK(names(city.holders({9}, "class_teacher", day("2026-11-01"))) == "孙老师 class_teacher; ");
  CHECK(names(city.holders({9}, "class_teacher", day("2026-11-02"))) == "吴老师 class_teacher; 孙老师 class_teacher; ");
  CHECK(names(city.holders({9}, "class_teacher", day("2026-11-13"))) == "吴老师 class_teacher; 孙老师 class_teacher; ");
  CHECK(names(city.holders({9}, "class_teacher", day("2026-11-14"))) == "孙老师 class_teacher; ");
}

TEST_CASE("a merged village is its successor, and in its town, from the day on which it closed") {
  std::vector<Unit> units = stone_bridge().units();
  Unit& first = units[3];
  Unit& second = units[4];
  first.closed = day("2026-11-01");
  first.merged_into = second.id;
  second.closed = day("2026-12-01");
  second.merged_into = {11};
  const Organisation city(units, {});
  const auto answers = [&](const char* on) {
    const Organisation then = city.on(day(on));
    return then.full_name(then.successor({4})->id) + "; " + then.above({4}, UnitKind::town)->name;
  };
  CHECK(answers("2026-10-31") == "青石镇 王家村; 青石镇");
  CHECK(answers("2026-11-01") == "青石镇 李家村; 青石镇");
  CHECK(answers("2026-12-01") == "白杨镇 王家村; 白杨镇");
  CHECK(city.successor({4})->id == UnitId{4});  // of no day: as it was entered
  CHECK(city.on(day("2026-12-01")).is_within({4}, {10}));
  CHECK_FALSE(city.on(day("2026-12-01")).is_within({4}, {3}));
  CHECK(city.changes() == std::vector<Day>{day("2026-11-01"), day("2026-12-01")});
  CHECK(city.successor({99}) == nullptr);
}

TEST_CASE("what lies below a merged school or town lies below its successor, and closes with its own") {
  std::vector<Unit> units = stone_bridge().units();
  units.push_back({{12}, UnitKind::school, "9990180002", "白杨镇初级中学", {2}, {10}});
  units[6].closed = units[2].closed = day("2026-11-01");
  units[6].merged_into = {12};
  units[2].merged_into = {10};
  const Organisation city = Organisation(units, {}).on(day("2026-11-01"));
  CHECK(city.above({9}, UnitKind::school)->name == "白杨镇初级中学");
  CHECK(city.above({9}, UnitKind::education_office) == nullptr);
  CHECK(city.above({5}, UnitKind::town)->name == "白杨镇");
  CHECK_FALSE(city.stands({9}, day("2026-11-01")));
  CHECK(city.school_code_of({9}) == "9990180001");
}

TEST_CASE("mergers that run in a circle by mistake come to an end") {
  std::vector<Unit> units = stone_bridge().units();
  units[3].closed = units[4].closed = day("2026-11-01");
  units[3].merged_into = {5};
  units[4].merged_into = {4};
  CHECK(Organisation(units, {}).on(day("2026-11-02")).above({4}, UnitKind::town)->name == "青石镇");
}

TEST_CASE("a chain that runs in a circle comes to an end") {
  const Organisation circle({{{1}, UnitKind::grade, "a", "甲", {2}, {}}, {{2}, UnitKind::grade, "b", "乙", {1}, {}}},
                            {});
  CHECK(circle.above({1}, UnitKind::city) == nullptr);
  CHECK_FALSE(circle.is_within({1}, {7}));
  CHECK_FALSE(circle.full_name({1}).empty());
  CHECK(circle.chain({1}).size() == 2);
}

TEST_CASE("a chain begins with the unit itself and ends with the city") {
  const Organisation city = stone_bridge();
  std::string names;
  for (const Unit* unit : city.chain({9})) names += unit->name + " ";
  CHECK(names == "1班 七年级 青石镇初级中学 青石镇教办 石桥市教育局 石桥市 ");
  CHECK(city.chain({99}).empty());
}

TEST_CASE("a class is named with its school, a school by itself") {
  const Organisation city = stone_bridge();
  CHECK(city.full_name({9}) == "青石镇初级中学 七年级 1班");
  CHECK(city.full_name({8}) == "青石镇初级中学 七年级");
  CHECK(city.full_name({7}) == "青石镇初级中学");
  CHECK(city.full_name({3}) == "青石镇");
  CHECK(city.full_name({99}).empty());
}

TEST_CASE("children are listed by kind, in the order in which they came") {
  const Organisation city = stone_bridge();
  const auto villages = city.children({3}, UnitKind::village);
  REQUIRE(villages.size() == 2);
  CHECK(villages[0]->name == "王家村");
  CHECK(villages[1]->name == "李家村");
  CHECK(city.children({3}, UnitKind::school).empty());
}

TEST_CASE("who holds a role depends on the day, first the one who has held it longest") {
  const Organisation city = stone_bridge();
  const struct {
    std::string on, holders;
  } cases[] = {
      {"2026-08-31", ""},
      {"2026-09-01", "王老师 class_teacher; 孙老师 class_teacher; "},
      {"2026-10-31", "王老师 class_teacher; 孙老师 class_teacher; "},
      {"2026-11-01", "孙老师 class_teacher; 赵老师 class_teacher; "},
  };
  for (const auto& c : cases) {
    CAPTURE(c.on);
    CHECK(names(city.holders({9}, "class_teacher", day(c.on))) == c.holders);
  }
  CHECK(city.holders({8}, "class_teacher", day("2026-10-01")).empty());
}

TEST_CASE("all roles of a person on a day") {
  const Organisation city = stone_bridge();
  CHECK(names(city.roles_of("王老师", day("2026-10-01"))) == "王老师 class_teacher; 王老师 teacher; ");
  CHECK(names(city.roles_of("王老师", day("2026-11-23"))) == "王老师 teacher; ");
  CHECK(city.roles_of("吴老师", day("2026-11-23")).empty());
}

TEST_CASE("an organisation that moved still answers") {
  Organisation first = stone_bridge();
  const Organisation second = std::move(first);
  CHECK(second.find({9})->name == "1班");
}

TEST_CASE("every kind of unit has a word of its own and is read back by it") {
  CHECK(all_unit_kinds().size() == 11);
  for (UnitKind kind : all_unit_kinds()) {
    CHECK(unit_kind(name_of(kind)) == kind);
    CHECK_FALSE(label_of(kind).zh.empty());
  }
  CHECK(unit_kind("class") == UnitKind::school_class);
  CHECK_FALSE(unit_kind("kindergarten"));
}
