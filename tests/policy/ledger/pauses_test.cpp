#include "policy/ledger/pauses.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

namespace ksbx {
namespace {

// A record of kind "pause" about a unit, or, without one, about the pupil.
Record pause(UnitId unit, const char* from, const char* until) {
  Record record;
  record.kind = "pause";
  record.unit = unit;
  record.day = day(from);
  record.fields = {{"until", day(until)}};
  return record;
}

Rulebook with_pauses() {
  Rulebook book = SmallRules().book;
  RecordKind kind;
  kind.kind = "pause";
  kind.subjects = {SubjectKind::student, SubjectKind::school_class, SubjectKind::school, SubjectKind::town};
  kind.fields = {Field{"until", {}, Type{Type::Kind::date}, {}, true}};
  kind.mutes_until = "until";
  book.records.push_back(kind);
  return book;
}

std::string muted(const std::vector<Record>& of_units, const History& history, const char* on) {
  const Rulebook book = with_pauses();
  const Organisation city = small_city();
  const auto until = Pauses(book, city, of_units).muted_until(history, day(on));
  return until ? until->iso() : "no";
}

}  // namespace

TEST_CASE("a pause mutes the duties about pupil, class, school and town, and no one else's") {
  History living_elsewhere = pupil().history;
  living_elsewhere.student->residence = Units::other_village;
  struct Example {
    const char* what;
    UnitId unit;
    History history;
    const char* until;
  };
  const Example examples[] = {
      {"his class", Units::school_class, pupil().history, "2026-11-30"},
      {"his school", Units::school, pupil().history, "2026-11-30"},
      {"the town in which he lives", Units::town, pupil().history, "2026-11-30"},
      {"the town in which his school stands", Units::town, living_elsewhere, "2026-11-30"},
      {"a town with which he has nothing to do", Units::other_town, pupil().history, "no"},
  };
  for (const Example& example : examples) {
    CAPTURE(example.what);
    CHECK(muted({pause(example.unit, "2026-11-23", "2026-11-30")}, example.history, "2026-11-25") == example.until);
  }
  Told own = pupil().record("pause", "2026-11-23", "principal", {{"until", day("2026-11-27")}});
  CHECK(muted({}, own.history, "2026-11-25") == "2026-11-27");
}

TEST_CASE("a pause holds from its first day through its last; of several the longest counts") {
  const std::vector<Record> two = {pause(Units::school, "2026-11-23", "2026-11-30"),
                                   pause(Units::school_class, "2026-11-25", "2026-12-04")};
  CHECK(muted(two, pupil().history, "2026-11-22") == "no");
  CHECK(muted(two, pupil().history, "2026-11-23") == "2026-11-30");
  CHECK(muted(two, pupil().history, "2026-11-25") == "2026-12-04");
  CHECK(muted(two, pupil().history, "2026-12-04") == "2026-12-04");
  CHECK(muted(two, pupil().history, "2026-12-05") == "no");
}

TEST_CASE(
    "a pause that says three years holds for the days that its kind allows, and one that says less ends with it") {
  Rulebook book = with_pauses();
  Parameter most;
  most.id = "pause_at_most";
  Parameter::Dated dated;
  dated.from = day("2016-08-12");
  dated.value = 14;
  most.values = {dated};
  book.records.back().mutes_at_most = static_cast<int>(book.parameters.size());
  book.parameter_names.add({most.id, Type{Type::Kind::integer}, {}});
  book.parameters.push_back(most);
  CHECK(mutes_through(book, pause(Units::town, "2026-11-16", "2029-12-31")) == day("2026-11-29"));
  CHECK(mutes_through(book, pause(Units::town, "2026-11-16", "2026-11-20")) == day("2026-11-20"));
  const Organisation city = small_city();
  const Pauses pauses(book, city, {pause(Units::town, "2026-11-16", "2029-12-31")});
  CHECK(pauses.muted_until(pupil().history, day("2026-11-29")) == day("2026-11-29"));
  CHECK_FALSE(pauses.muted_until(pupil().history, day("2026-11-30")).has_value());
}

TEST_CASE("what the policy itself demands no pause mutes: it is overdue while the pause lasts") {
  Rulebook book = with_pauses();
  for (Rule& rule : book.rules) rule.mandatory = rule.id == "half-day";
  const Organisation city = small_city();
  const Calendar calendar = plain_calendar();
  Books books;
  const History absent = pupil().absent("2026-11-20").history;
  const auto night = [&](const char* iso) {
    const Judge judge(book, calendar, city, day(iso));
    return books.night(judge, absent, {day(iso), day(iso), day(iso), day("2026-11-25")});
  };
  night("2026-11-20");
  const Plan later = night("2026-11-24");
  REQUIRE(later.overdue.size() == 1);
  CHECK(later.overdue.front().after.key.rule == "half-day");
  for (const Duty& duty : books.ledger.duties) {
    CAPTURE(duty.key.rule);
    CHECK(duty.muted_until.has_value() == (duty.key.rule != "half-day"));
  }
}

TEST_CASE("a muted duty keeps its deadline, is not overdue while the pause lasts, and is overdue the night after it") {
  const Rulebook book = with_pauses();
  const Organisation city = small_city();
  const Calendar calendar = plain_calendar();
  Books books;
  const History absent = pupil().absent("2026-11-20").history;
  const auto night = [&](const char* iso, std::optional<Day> muted_until) {
    const Judge judge(book, calendar, city, day(iso));
    return books.night(judge, absent, {day(iso), day(iso), day(iso), muted_until});
  };
  night("2026-11-20", day("2026-11-25"));
  const auto half_day = [&] { return books.ledger.duties.front(); };
  CHECK(shown(half_day()) == "half-day 2026-11-20 due 2026-11-20 open");
  CHECK(half_day().muted_until == day("2026-11-25"));
  CHECK(night("2026-11-24", day("2026-11-25")).overdue.empty());
  const Plan after = night("2026-11-26", std::nullopt);
  CHECK(resumed_in(after).size() == 2);
  CHECK(after.overdue.size() == 2);
  CHECK(half_day().overdue == day("2026-11-26"));
  CHECK(night("2026-11-26", std::nullopt).empty());
}

}  // namespace ksbx
