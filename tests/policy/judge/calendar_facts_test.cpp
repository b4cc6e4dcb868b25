// Facts that go by weeks, school years, working days and the roll; and the periods that rules go by.
#include <doctest/doctest.h>

#include "policy/judge/period.h"
#include "policy/small_world.h"

namespace ksbx {
namespace {

// The small rules with one more fact, which a rule needs.
struct RulesWith : SmallRules {
  explicit RulesWith(FactDefinition fact) {
    fact.name = "asked";
    book.fact_names.add({"asked", fact.type, {}});
    book.facts.push_back(std::move(fact));
    add_rule("asking", "asked is known", Per::month, "", DayUnit::day, 0);
  }
  std::string on(const Told& told, const char* iso, const Organisation& organisation = small_city()) const {
    const Calendar calendar = plain_calendar();
    const Judge judge(book, calendar, organisation, day(iso));
    const FactDefinition& fact = book.facts.back();
    return judge.fact(told.history, "asked", day(iso)).show(fact.type).en;
  }
};

FactDefinition count(Within within = Within::always) {
  FactDefinition fact;
  fact.kind = FactDefinition::Kind::count;
  fact.type = {Type::Kind::integer};
  fact.status = {Presence::unexcused};
  fact.within = within;
  return fact;
}

FactDefinition attribute(Attribute which) {
  FactDefinition fact;
  fact.kind = FactDefinition::Kind::attribute;
  fact.attribute = which;
  fact.type = definition_of(which).type;
  return fact;
}

}  // namespace

TEST_CASE("a window of school weeks leaves out weeks without lessons, and an absence leaves it on a Monday") {
  FactDefinition fact = count();
  fact.window = 2;
  fact.window_unit = FactDefinition::WindowUnit::school_week;
  const RulesWith rules(fact);
  // 1 to 7 October 2026 are holidays; lessons go on from Thursday, 8 October.
  const Told told = pupil().absent("2026-09-24").absent("2026-09-30");
  CHECK(rules.on(told, "2026-09-30") == "4");
  CHECK(rules.on(told, "2026-10-04") == "4");  // a Sunday: the last two school weeks are still the same
  CHECK(rules.on(told, "2026-10-08") == "2");  // the week of 21 September is the third now
  CHECK(rules.on(told, "2026-10-11") == "2");
  CHECK(rules.on(told, "2026-10-12") == "0");
}

TEST_CASE("a day counts once where half of it is enough") {
  FactDefinition fact = count(Within::month);
  fact.any_session = true;
  const RulesWith rules(fact);
  const Told told = pupil()
                        .absent("2026-11-02")
                        .mark("2026-11-03", Session::morning, Presence::unexcused)
                        .mark("2026-11-04", Session::afternoon, Presence::excused);
  CHECK(rules.on(told, "2026-11-05") == "2");
}

TEST_CASE("a school year begins when the rulebook says, a quarter with its first month") {
  const Told told = pupil().absent("2026-09-21").absent("2026-10-12").absent("2027-03-01");
  const RulesWith year(count(Within::school_year));
  const RulesWith quarter(count(Within::quarter));
  CHECK(year.on(told, "2027-03-02") == "6");
  CHECK(quarter.on(told, "2026-09-30") == "2");
  CHECK(quarter.on(told, "2026-10-13") == "2");
  RulesWith later(count(Within::school_year));
  later.book.school_year_month = 10;
  CHECK(later.on(told, "2027-03-02") == "4");
}

TEST_CASE("days since a record are counted in the days that the fact names") {
  const Told told = pupil().record("visit", "2026-09-30", "principal", {{"reached", true}});
  struct Example {
    DayUnit unit;
    const char* days;
  };
  for (const Example& example :
       {Example{DayUnit::day, "9"}, Example{DayUnit::work_day, "2"}, Example{DayUnit::school_day, "2"}}) {
    FactDefinition fact;
    fact.kind = FactDefinition::Kind::days_since;
    fact.type = {Type::Kind::integer};
    fact.record = "visit";
    fact.since_unit = example.unit;
    CAPTURE(example.days);
    CHECK(RulesWith(fact).on(told, "2026-10-09") == example.days);
  }
}

TEST_CASE("records are counted over a window of calendar days, and leave it on the day they do") {
  FactDefinition fact;
  fact.kind = FactDefinition::Kind::count;
  fact.type = {Type::Kind::integer};
  fact.record = "visit";
  fact.window = 30;
  fact.window_unit = FactDefinition::WindowUnit::day;
  RulesWith rules(fact);
  const Told told = pupil().record("visit", "2026-10-12", "principal").record("visit", "2026-10-30", "principal");
  CHECK(rules.on(told, "2026-10-30") == "2");
  CHECK(rules.on(told, "2026-11-10") == "2");
  CHECK(rules.on(told, "2026-11-11") == "1");
  CHECK(rules.on(told, "2026-11-29") == "0");
  rules.add_rule("quiet", "asked = 1", Per::month, "", DayUnit::day, 0);
  const Calendar calendar = plain_calendar();
  const Organisation organisation = small_city();
  std::string opened;
  for (const Duty& duty : Judge(rules.book, calendar, organisation, day("2026-11-20")).decide(told.history).duties)
    if (duty.key.rule == "quiet") opened += duty.opened.iso() + " ";
  CHECK(opened == "2026-10-12 2026-11-11 ");
}

TEST_CASE("records may be counted over school days, and leave that window on a school day though made on a Sunday") {
  FactDefinition fact;
  fact.kind = FactDefinition::Kind::count;
  fact.type = {Type::Kind::integer};
  fact.record = "visit";
  fact.window = 3;
  RulesWith rules(fact);
  // Sunday, 27 September; lessons on 28 to 30, then holidays until 7 October.
  const Told told = pupil().record("visit", "2026-09-27", "principal").record("visit", "2026-09-30", "principal");
  CHECK(rules.on(told, "2026-09-29") == "1");
  CHECK(rules.on(told, "2026-09-30") == "1");
  CHECK(rules.on(told, "2026-10-07") == "1");
  CHECK(rules.on(told, "2026-10-09") == "1");
  CHECK(rules.on(told, "2026-10-12") == "0");
  rules.add_rule("quiet", "asked = 0", Per::month, "", DayUnit::day, 0);
  const Calendar calendar = plain_calendar();
  const Organisation organisation = small_city();
  std::string opened;
  for (const Duty& duty : Judge(rules.book, calendar, organisation, day("2026-10-20")).decide(told.history).duties)
    if (duty.key.rule == "quiet") opened += duty.opened.iso() + " ";
  CHECK(opened == "2026-09-01 2026-10-12 ");
  // By weeks: that of the 30th and that of the 8th.
  fact.window = 1;
  fact.window_unit = FactDefinition::WindowUnit::school_week;
  const RulesWith by_week(fact);
  CHECK(by_week.on(told, "2026-10-07") == "1");
  CHECK(by_week.on(told, "2026-10-08") == "0");
}

TEST_CASE("absences before a decision are not counted again after it") {
  FactDefinition fact = count(Within::school_year);
  fact.since = "visit";
  const RulesWith rules(fact);
  const Told told = pupil().absent("2026-10-12").absent("2026-10-20").record("visit", "2026-10-13", "principal");
  CHECK(rules.on(told, "2026-10-12") == "2");
  CHECK(rules.on(told, "2026-10-13") == "2");  // the decision answers them that day
  CHECK(rules.on(told, "2026-10-14") == "0");
  CHECK(rules.on(told, "2026-10-20") == "2");
}

TEST_CASE("an absence is as long as the school days missed without leave; leave and holidays add nothing") {
  const RulesWith rules(attribute(Attribute::absent_for));
  const Told told = pupil()
                        .absent("2026-09-29")
                        .mark("2026-09-30", Session::afternoon, Presence::unexcused)
                        .mark("2026-09-30", Session::morning, Presence::excused)
                        .excused("2026-10-08")
                        .absent("2026-10-09")
                        .no_register("2026-10-12")
                        .absent("2026-10-13");
  CHECK(rules.on(told, "2026-09-28") == "0");
  CHECK(rules.on(told, "2026-09-29") == "1");
  CHECK(rules.on(told, "2026-09-30") == "2");  // half a day missed
  CHECK(rules.on(told, "2026-10-07") == "2");  // the National Day
  CHECK(rules.on(told, "2026-10-08") == "2");  // on leave
  CHECK(rules.on(told, "2026-10-11") == "3");  // Sunday
  CHECK(rules.on(told, "2026-10-12") == "3…4");
  CHECK(rules.on(told, "2026-10-13") == "4…5");
  CHECK(rules.on(told, "2026-10-14") == "0");
}

TEST_CASE("a rule about the length of an absence opens on a school day, never in the days between") {
  RulesWith rules(attribute(Attribute::absent_for));
  rules.add_rule("second-day", "asked >= 2", Per::episode, "", DayUnit::day, 0);
  const Calendar calendar = plain_calendar();
  const Organisation organisation = small_city();
  const Judge judge(rules.book, calendar, organisation, day("2026-11-23"));
  std::string opened;
  for (const Duty& duty : judge.decide(pupil().absent("2026-11-20").absent("2026-11-23").history).duties)
    if (duty.key.rule == "second-day") opened = duty.opened.iso();
  CHECK(opened == "2026-11-23");
}

TEST_CASE("a pupil's standing with the roll is that of the day, not that of today") {
  const RulesWith rules(attribute(Attribute::enrolment));
  Told told = pupil();
  told.enrolled_from("2026-10-12", Enrolment::suspended).enrolled_from("2026-11-02", Enrolment::graduated);
  CHECK(rules.on(told, "2026-10-09") == "enrolled");
  CHECK(rules.on(told, "2026-10-12") == "suspended");
  CHECK(rules.on(told, "2026-11-03") == "graduated");
}

TEST_CASE("each period has a name and a last day") {
  const Calendar calendar = plain_calendar();
  const Rulebook rulebook;
  const History history;
  const Timeline timeline(history, {}, day("2027-03-02"), Timeline::Closed::yes, [](Day) { return 1; });
  struct Example {
    Per per;
    const char* key;
    const char* last;
  };
  const Example examples[] = {{Per::month, "2027-03", "2027-03-31"},     {Per::quarter, "2027-Q1", "2027-03-31"},
                              {Per::half_year, "2027-H1", "2027-06-30"}, {Per::year, "2027", "2027-12-31"},
                              {Per::term, "2026-2027-2", "2027-07-02"},  {Per::school_year, "2026-2027", "2027-08-31"}};
  for (const Example& example : examples) {
    CAPTURE(example.key);
    const auto period = period_of(example.per, day("2027-03-02"), timeline, calendar, rulebook);
    REQUIRE(period);
    CHECK(period->key == example.key);
    CHECK(period->last.iso() == example.last);
  }
}

TEST_CASE("days attended before the first absence count as their registers say, and a gap among them for nothing") {
  FactDefinition attended = count(Within::school_year);
  attended.status = {Presence::present};
  attended.whole_day = true;
  const RulesWith rules(attended);
  CHECK(rules.on(pupil().absent("2026-09-30"), "2026-09-30") == "21");
  CHECK(rules.on(pupil().no_register("2026-09-03").absent("2026-09-30"), "2026-09-30") == "20");
}

TEST_CASE("a pupil boards on the days on which he did, not on those before he moved in") {
  const RulesWith rules(attribute(Attribute::boarding));
  const Told told = pupil().stands_from("2026-10-12", [](Student& student) { student.boarding = true; });
  CHECK(rules.on(told, "2026-10-09") == "no");
  CHECK(rules.on(told, "2026-10-12") == "yes");
}

TEST_CASE("only of whom it is known that he is in kindergarten nothing is asked") {
  std::vector<Unit> units = units_of_the_city();
  const auto grade = std::ranges::find(units, Units::grade, &Unit::id);
  const RulesWith preschool(attribute(Attribute::preschool));
  for (const auto& [year, expected] : {std::pair{0, "yes"}, {1, "no"}, {9, "no"}, {11, "no"}}) {
    CAPTURE(year);
    grade->year = year;
    CHECK(preschool.on(pupil(), "2026-11-16", Organisation(units, {})) == expected);
  }
  grade->year = 0;
  grade->code = std::string("9990180001/") + std::string(unclear_part_of_code);
  CHECK(preschool.on(pupil(), "2026-11-16", Organisation(units, {})) == "no");
}

TEST_CASE("a grade that nobody told is unknown, and compulsory where the date of birth or the school tell") {
  std::vector<Unit> units = units_of_the_city();
  for (Unit& unit : units) {
    if (unit.id != Units::grade) continue;
    unit.code = "9990180001/?";
    unit.year = 0;
  }
  const Organisation unclear(units, {});
  const RulesWith grade(attribute(Attribute::grade)), compulsory(attribute(Attribute::compulsory));
  CHECK(grade.on(pupil(), "2026-11-16", unclear) == "unknown");
  CHECK(compulsory.on(pupil(), "2026-11-16", unclear) == "yes");  // born in 2013
  Told of_unknown_age = pupil();
  of_unknown_age.history.student->birth.reset();
  CHECK(compulsory.on(of_unknown_age, "2026-11-16", unclear) == "unknown");
  units.push_back({{99}, UnitKind::grade, "9990180001/8", "八年级", Units::school, {}, 8});
  CHECK(compulsory.on(of_unknown_age, "2026-11-16", Organisation(units, {})) == "yes");
}

TEST_CASE("until what age a child out of school is of compulsory age is what the rulebook says, else fourteen") {
  Told out_of_school = pupil();  // fifteen when the school year began
  out_of_school.history.student->birth = day("2011-05-01");
  out_of_school.history.student->school_class = {};
  for (Placement& place : out_of_school.history.placements) place.school_class = {};
  out_of_school.share();
  RulesWith compulsory(attribute(Attribute::compulsory));
  CHECK(compulsory.on(out_of_school, "2026-11-16") == "no");
  Parameter last;
  last.id = "last_age";
  last.values = {{day("2016-08-12"), 15, {}}};
  compulsory.book.parameter_names.add({"last_age", Type{Type::Kind::integer}, {}});
  compulsory.book.parameters.push_back(last);
  compulsory.book.meaning.set(Meant::compulsory_until, {"last_age", {}, {}});
  CHECK(compulsory.on(out_of_school, "2026-11-16") == "yes");
}

TEST_CASE("a sick note on the day after a promise does not hide that the pupil stayed away") {
  const SmallRules rules;
  const Calendar calendar = plain_calendar();
  const Organisation city = small_city();
  const Told told = pupil()
                        .absent("2026-11-16")
                        .record("visit", "2026-11-16", "principal", {{"reached", true}})
                        .excused("2026-11-17")
                        .absent("2026-11-18");
  const auto failed = [&](const char* iso) {
    return Judge(rules.book, calendar, city, day(iso)).fact(told.history, "failed", day(iso));
  };
  CHECK_FALSE(failed("2026-11-17").is_exact());
  CHECK(failed("2026-11-18") == Value::of(std::int64_t{1}));
}

}  // namespace ksbx
