#include "policy/roster/comparison.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "model/id_number.h"
#include "policy/small_world.h"

using namespace ksbx;

namespace {

const Day today = day("2026-11-20");

// A right id number with this birth date.
std::string id_number(const std::string& birth, const std::string& order = "001") {
  std::string stem = "990181" + birth + order;
  stem.erase(std::remove(stem.begin(), stem.end(), '-'), stem.end());
  return stem + id_check_character(stem);
}

// Born in 2014 unless said otherwise: twelve years old.
Listed child(const std::string& name, const std::string& birth = "2014-03-04", UnitId place = Units::village) {
  Listed line;
  line.name = name;
  line.id_number = id_number(birth);
  line.birth = day(birth);
  line.place = place;
  return line;
}

Listed without_number(Listed line) {
  line.id_number.clear();
  return line;
}

Listed with_wrong_digit(Listed line) {
  line.doubtful_id = line.id_number;
  line.doubtful_id[16] = line.doubtful_id[16] == '9' ? '8' : '9';
  line.id_number.clear();
  return line;
}

OnRoll pupil(Listed who, Enrolment enrolment = Enrolment::enrolled, LastSeen last_seen = LastSeen::seen) {
  OnRoll entry;
  entry.person = std::move(who);
  entry.enrolment = enrolment;
  entry.grade = 6;
  entry.last_seen = last_seen;
  return entry;
}

// Everyone's standing, in the order of Comparison::people.
std::string standings_of(const Lists& lists) {
  std::string names;
  for (const Compared& person : compare(lists, SchoolAge{}, today).people)
    names += (names.empty() ? "" : " ") + std::string(name_of(person.standing));
  return names;
}

Text bases_of(const Lists& lists) {
  Text all;
  for (const Compared& person : compare(lists, SchoolAge{}, today).people) {
    all.zh += label_of(person.basis).zh + "; ";
    all.en += label_of(person.basis).en + "; ";
  }
  return all;
}

}  // namespace

TEST_SUITE("comparison") {
  TEST_CASE("a registered child of the school's class who was seen there is where it should be") {
    CHECK(standings_of({{pupil(child("甲"))}, {child("甲")}, {}}) == "in_class");
  }

  TEST_CASE("a registered child on no roll is missing if it was six to fifteen on 31 August") {
    const std::pair<const char*, const char*> cases[] = {{"2020-08-31", "on_no_roll"},
                                                         {"2020-09-01", "too_young"},
                                                         {"2010-09-01", "on_no_roll"},
                                                         {"2010-08-31", "too_old"}};
    for (const auto& one : cases) {
      CAPTURE(one.first);
      CHECK(standings_of({{}, {child("甲", one.first)}, {}}) == one.second);
    }
  }

  TEST_CASE("until 31 August the year before still counts") {
    const Lists lists{{}, {child("甲", "2020-08-31")}, {}};
    CHECK(compare(lists, SchoolAge{}, day("2026-08-30")).people.front().standing == Standing::too_young);
    CHECK(compare(lists, SchoolAge{}, day("2026-08-31")).people.front().standing == Standing::on_no_roll);
  }

  TEST_CASE("a poor child on no roll comes first, whether registered or not") {
    CHECK(standings_of({{}, {child("甲")}, {child("甲")}}) == "poor_on_no_roll");
    CHECK(standings_of({{}, {}, {child("甲")}}) == "poor_on_no_roll");
    CHECK(needs_visit(Standing::poor_on_no_roll));
  }

  TEST_CASE("what the roll says decides, whoever else lists the child") {
    struct Case {
      Enrolment enrolment;
      LastSeen last_seen;
      const char* standing;
    };
    const Case cases[] = {{Enrolment::enrolled, LastSeen::not_seen, "not_seen"},
                          {Enrolment::enrolled, LastSeen::unknown, "attendance_unknown"},
                          {Enrolment::suspended, LastSeen::unknown, "suspended"},
                          {Enrolment::transferred_out, LastSeen::unknown, "transferred_unreceived"},
                          {Enrolment::graduated, LastSeen::unknown, "not_moved_up"},
                          {Enrolment::dropped_out, LastSeen::unknown, "dropped_out"},
                          {Enrolment::deceased, LastSeen::unknown, "deceased"},
                          {Enrolment::idle, LastSeen::unknown, "no_school"}};
    for (const Case& one : cases) {
      CAPTURE(one.standing);
      CHECK(standings_of({{pupil(child("甲"), one.enrolment, one.last_seen)}, {child("甲")}, {child("甲")}}) ==
            one.standing);
    }
  }

  TEST_CASE("a transfer is settled when another school confirms, a graduation when nine grades are done") {
    OnRoll gone = pupil(child("甲"), Enrolment::transferred_out);
    gone.received = true;
    OnRoll done = pupil(child("乙", "2011-05-06"), Enrolment::graduated);
    done.grade = 9;
    CHECK(standings_of({{gone, done}, {}, {}}) == "transferred graduated");
  }

  TEST_CASE("a child in class whom the household register does not know lives here unregistered") {
    CHECK(standings_of({{pupil(child("甲"))}, {}, {}}) == "not_in_household");
  }

  TEST_CASE("an id number with one wrong digit is repaired if the name is the same") {
    const Lists lists{{pupil(child("甲"))}, {with_wrong_digit(child("甲"))}, {}};
    CHECK(standings_of(lists) == "in_class");
    CHECK(bases_of(lists).en == "id repaired: one character was wrong; ");
    Listed other_name = with_wrong_digit(child("乙"));
    CHECK(standings_of({{pupil(child("甲"))}, {other_name}, {}}) == "not_in_household on_no_roll");
  }

  TEST_CASE("without an id number name and birth date show who it is, also in another village") {
    const Lists lists{{pupil(child("甲"))}, {without_number(child("甲", "2014-03-04", Units::other_village))}, {}};
    CHECK(standings_of(lists) == "in_class");
    CHECK(bases_of(lists).en == "by name and birth date; ");
  }

  TEST_CASE("of two children of one name and birth date the village shows which is meant") {
    const Listed here = without_number(child("甲"));
    const Listed there = without_number(child("甲", "2014-03-04", Units::other_village));
    const Listed nowhere = without_number(child("甲", "2014-03-04", UnitId{}));
    CHECK(standings_of({{pupil(here), pupil(there)}, {there}, {}}) == "not_in_household in_class");
    CHECK(standings_of({{pupil(here), pupil(there)}, {nowhere}, {}}) == "not_in_household not_in_household unclear");
  }

  TEST_CASE("no one is taken for someone else because of a name") {
    Listed only_name = without_number(child("甲"));
    only_name.birth.reset();
    CHECK(standings_of({{pupil(child("甲"))}, {only_name}, {}}) == "not_in_household unclear");
    CHECK(standings_of({{}, {only_name}, {}}) == "age_unknown");
    CHECK(standings_of({{}, {only_name, only_name}, {}}) == "unclear unclear");
  }

  TEST_CASE("two right id numbers are two children, however alike the rest is") {
    Listed twin = child("甲");
    twin.id_number = id_number("2014-03-04", "003");
    CHECK(standings_of({{pupil(child("甲"))}, {child("甲"), twin}, {}}) == "in_class on_no_roll");
  }

  TEST_CASE("a line that is one slip away from a pupil without a line is unclear, and says whom it may be") {
    const auto changed = [](auto change) {
      Listed line = child("甲乙丙");
      change(line);
      return line;
    };
    const Listed cases[] = {
        changed([](Listed& line) { line.name = "甲丁丙", line.id_number = ""; }),
        changed([](Listed& line) { line.name = "乙甲丙", line.id_number = ""; }),
        changed([](Listed& line) { line.birth = day("2014-03-05"), line.id_number = ""; }),
        changed([](Listed& line) { line.birth = day("2014-04-03"), line.id_number = ""; }),
        changed([](Listed& line) { line.birth = day("2014-03-05"), line.id_number = id_number("2014-03-05"); }),
        changed([](Listed& line) { line.birth = day("2014-02-28"), line.id_number = id_number("2014-03-04", "007"); }),
        changed([](Listed& line) { line.id_number = id_number("2014-03-04", "873"); }),
        changed([](Listed& line) { line.name = "甲丁丙", line.id_number = id_number("2014-03-04", "010"); }),
        with_wrong_digit(changed([](Listed& line) { line.name = "甲丁丙"; }))};
    for (const Listed& line : cases) {
      CAPTURE(line.name);
      CAPTURE(line.id_number);
      CAPTURE(line.birth->iso());
      const Lists lists{
          {pupil(child("甲乙丙")), pupil(child("张三", "2013-01-01"))}, {line, child("张三", "2013-01-01")}, {}};
      const Comparison found = compare(lists, SchoolAge{}, today);
      REQUIRE(found.people.size() == 3);
      CHECK(found.people[2].standing == Standing::unclear);
      CHECK(found.people[2].may_be == 0);
      CHECK(!words_of(found.people[2].evidence).zh.empty());
    }
  }

  TEST_CASE("a child who is like nobody is on no roll, and so is one like a pupil who has his own line") {
    const Listed brother = child("甲乙丁", "2016-08-09");
    CHECK(standings_of({{pupil(child("甲乙丙"))}, {brother}, {}}) == "not_in_household on_no_roll");
    Listed twin = child("甲乙丁");
    twin.id_number = id_number("2014-03-04", "003");
    CHECK(standings_of({{pupil(child("甲乙丙"))}, {child("甲乙丙"), twin}, {}}) == "in_class on_no_roll");
  }

  TEST_CASE("a near miss who is too young or too old is no question") {
    Listed young = without_number(child("甲丁丙", "2021-03-04"));
    CHECK(standings_of({{pupil(child("甲乙丙", "2021-03-04"))}, {young}, {}}) == "not_in_household too_young");
  }

  TEST_CASE("a child who stands twice in a list is one child, and the later line is named") {
    const Lists lists{{}, {child("甲"), child("乙", "2015-01-01"), child("甲"), without_number(child("甲"))}, {}};
    const Comparison found = compare(lists, SchoolAge{}, today);
    CHECK(found.people.size() == 2);
    REQUIRE(found.repeated.size() == 2);
    CHECK(found.repeated[0].line == 2);
    CHECK(found.repeated[0].first == 0);
    CHECK(found.repeated[1].line == 3);
  }

  TEST_CASE("a second line of the same name and birth date in another village is not thought to be the same child") {
    const Listed elsewhere = without_number(child("甲", "2014-03-04", Units::other_village));
    CHECK(standings_of({{pupil(child("甲"))}, {child("甲"), elsewhere}, {}}) == "in_class unclear");
  }

  TEST_CASE("the order of the lines does not matter") {
    std::vector<Listed> lines = {child("甲"), without_number(child("甲", "2014-03-04", Units::other_village)),
                                 with_wrong_digit(child("甲")), child("乙", "2016-02-02"),
                                 without_number(child("乙", "2016-02-02"))};
    const auto sorted_standings = [&] {
      std::vector<Standing> all;
      for (const Compared& one : compare({{pupil(child("甲"))}, lines, {}}, SchoolAge{}, today).people)
        all.push_back(one.standing);
      std::sort(all.begin(), all.end());
      return all;
    };
    const auto forward = sorted_standings();
    std::reverse(lines.begin(), lines.end());
    CHECK(sorted_standings() == forward);
  }

  TEST_CASE("every line of every list belongs to one person or repeats an earlier line") {
    const Lists lists{{pupil(child("甲")), pupil(child("乙", "2013-01-01"), Enrolment::suspended)},
                      {child("甲"), child("丙", "2012-01-01"), child("丙", "2012-01-01")},
                      {child("丁", "2011-01-01"), without_number(child("乙", "2013-01-01"))}};
    const Comparison found = compare(lists, SchoolAge{}, today);
    std::array<std::size_t, list_kinds> lines{};
    for (const Compared& person : found.people)
      for (std::size_t list = 0; list < list_kinds; ++list) lines[list] += person.line[list] ? 1 : 0;
    for (const Repeated& one : found.repeated) ++lines[static_cast<std::size_t>(one.list)];
    CHECK(lines == std::array<std::size_t, list_kinds>{2, 3, 2});
  }
}
