// Whoever is asked only when his day has come, or when something is said about him, has the same ledger as one who is
// asked every night: over random histories.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <random>

#include "policy/ledger/wake.h"
#include "policy/small_world.h"

namespace ksbx {
namespace {

// A rulebook in which things turn by every kind of time: windows, terms, months, ages, days since.
struct TimedRules : SmallRules {
  enum class With { nothing_else, days_attended, duties };
  explicit TimedRules(With what) {
    add_fact(over_records("visits_in_month", FactDefinition::Kind::count, Within::month));
    add_fact(over_records("visited", FactDefinition::Kind::exists, Within::term));
    add_fact(over_records("since_visit", FactDefinition::Kind::days_since, Within::always));
    FactDefinition recent = over_records("recent_visits", FactDefinition::Kind::count, Within::always);
    recent.window = 40;
    recent.window_unit = FactDefinition::WindowUnit::day;
    add_fact(recent);
    FactDefinition in_lessons = over_records("visits_in_lessons", FactDefinition::Kind::count, Within::always);
    in_lessons.window = 12;
    in_lessons.window_unit = FactDefinition::WindowUnit::school_day;
    add_fact(in_lessons);
    FactDefinition in_weeks = over_records("visits_in_weeks", FactDefinition::Kind::count, Within::always);
    in_weeks.window = 3;
    in_weeks.window_unit = FactDefinition::WindowUnit::school_week;
    add_fact(in_weeks);
    FactDefinition absences;
    absences.name = "absences";
    absences.kind = FactDefinition::Kind::count;
    absences.type = {Type::Kind::integer};
    absences.status = {Presence::unexcused};
    absences.window = 15;
    add_fact(absences);
    for (const Attribute which : {Attribute::age, Attribute::month, Attribute::boarding, Attribute::absent_now}) {
      FactDefinition fact;
      fact.name = definition_of(which).name;
      fact.kind = FactDefinition::Kind::attribute;
      fact.attribute = which;
      fact.type = definition_of(which).type;
      add_fact(fact);
    }
    timed("talk", "boarding and visits_in_month = 0", Per::month);
    timed("silence", "since_visit >= 45", Per::term);
    timed("silence-again", "since_visit > 20 and since_visit < 30 and boarding", Per::year);
    timed("term-visit", "absences = 0 and not visited", Per::term);
    timed("often", "absences >= 3", Per::case_);
    timed("calm", "recent_visits >= 1 and absences < 2", Per::quarter);
    timed("busy", "visits_in_lessons >= 2 and visits_in_weeks >= 3", Per::year);
    timed("grown", "age >= 14", Per::school_year);
    timed("spring", "month in (3, 4) and not absent_now", Per::half_year);
    timed("stays-away", "days >= 1", Per::episode);
    book.rules.back().stands_while = condition("absent_now or days >= 1", book.fact_names);
    if (what == With::duties) {
      over_duties("late_for_term", FactDefinition::Kind::days_late, "term-visit");
      over_duties("silence", FactDefinition::Kind::duty_state, "silence");
      over_duties("stay", FactDefinition::Kind::duty_state, "stays-away");
      timed("chase", "late_for_term >= 4", Per::month);
      timed("insist", "silence = 'late' or stay = 'late'", Per::case_);
      timed("praise", "silence = 'done' and not absent_now", Per::term);
    }
    if (what != With::days_attended) return;
    FactDefinition attended = absences;
    attended.name = "attended";
    attended.status = {Presence::present};
    attended.window = 0;
    attended.within = Within::month;
    add_fact(attended);
    timed("diligent", "attended >= 20", Per::month);
    book.rules.back().duties.front().done_when = condition("attended >= 30", book.fact_names);
  }

 private:
  void add_fact(FactDefinition fact) {
    book.fact_names.add({fact.name, fact.type, {}});
    book.facts.push_back(std::move(fact));
  }
  static FactDefinition over_records(std::string name, FactDefinition::Kind kind, Within within) {
    FactDefinition fact;
    fact.name = std::move(name);
    fact.kind = kind;
    fact.type = {kind == FactDefinition::Kind::exists ? Type::Kind::boolean : Type::Kind::integer};
    fact.record = "visit";
    fact.within = within;
    return fact;
  }
  void over_duties(std::string name, FactDefinition::Kind kind, std::string rule) {
    FactDefinition fact;
    fact.name = std::move(name);
    fact.kind = kind;
    fact.duty = std::move(rule);
    fact.since_unit = DayUnit::work_day;
    fact.type = kind == FactDefinition::Kind::days_late ? Type{Type::Kind::integer}
                                                        : Type{Type::Kind::choice, {"open", "late", "done"}};
    add_fact(std::move(fact));
  }
  void timed(std::string id, std::string_view when, Per per) {
    add_rule(std::move(id), when, per, "", DayUnit::work_day, 3);
  }
};

struct Said {
  bool is_spoken_of = true;  // a register of the day itself says nothing about a pupil who waits for none
  Day about;
  std::function<void(Told&)> say;
};
using Script = std::multimap<Day, Said>;  // by the day on which it is said

Script random_script(std::mt19937& dice, Day first, Day last) {
  const auto pick = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  const auto chance = [&](int percent) { return pick(100) < percent; };
  Script script;
  const int badness = pick(25), telling = pick(6), late = pick(20);
  for (Day day = first; day <= last; ++day) {
    const Day told = chance(late) ? day + 1 + pick(12) : day;
    if (chance(95))
      script.insert({told, {told != day, day, [day](Told& pupil) {
                              pupil.registers.push_back({day, day});
                              std::ranges::sort(pupil.registers, {}, &ReturnedRegister::day);
                              pupil.share();
                            }}});
    if (chance(badness)) {
      constexpr std::array words = {Presence::unexcused, Presence::unexcused, Presence::excused, Presence::unverified,
                                    Presence::present};
      const Presence how = words[static_cast<std::size_t>(pick(5))];
      const int sessions = 1 + pick(3);
      script.insert({chance(80) ? day : told, {true, day, [=](Told& pupil) {
                                                 if (sessions & 1) pupil.mark(day.iso(), Session::morning, how);
                                                 if (sessions & 2) pupil.mark(day.iso(), Session::afternoon, how);
                                               }}});
    }
    if (chance(telling))
      script.insert({told, {true, day, [day, reached = chance(60)](Told& pupil) {
                              pupil.record("visit", day.iso(), "class_teacher", {{"reached", reached}});
                            }}});
    if (chance(1))
      script.insert({day, {true, day, [day, boards = chance(50)](Told& pupil) {
                             pupil.stands_from(day.iso(), [boards](Student& one) { one.boarding = boards; });
                           }}});
  }
  return script;
}

std::string all_of(const Ledger& ledger) {
  std::vector<std::string> lines;
  const auto iso = [](const std::optional<Day>& day) { return day ? day->iso() : std::string("—"); };
  for (const Duty& duty : ledger.duties)
    lines.push_back(formatted("{} {} {} {} {} {} {} {}\n", duty.key.rule, duty.key.period, duty.opened.iso(),
                              iso(duty.due), name_of(duty.state), iso(duty.done), iso(duty.withdrawn),
                              iso(duty.overdue)));
  std::ranges::sort(lines);
  std::string all;
  for (const std::string& line : lines) all += line;
  return all;
}

// Days attended change every day and let no one sleep, so few go by them.
const TimedRules& timed_rules(unsigned seed) {
  using enum TimedRules::With;
  static const TimedRules busy(days_attended), following(duties), quiet(nothing_else);
  return seed % 10 == 0 ? busy : seed % 10 == 1 ? following : quiet;
}

struct QuietNights {
  std::string first_difference;  // between who sleeps and who is asked every night; empty: none
  int asked = 0, nights = 0, duties = 0;
};

QuietNights quiet_nights(unsigned seed) {
  const TimedRules& rules = timed_rules(seed);
  static const Calendar calendar = plain_calendar();
  static const Organisation city = small_city();
  std::mt19937 dice(seed);
  const Day first = day("2026-09-01"), last = first + 40 + static_cast<int>(dice() % 160);
  const Script script = random_script(dice, first, last);
  Told pupil = ksbx::pupil();
  pupil.registers.clear();
  pupil.share();
  Books watched, sleeping;
  QuietNights result;
  Turn wakes = first;
  for (Day night = first; night <= last; ++night) {
    bool is_asked = wakes && *wakes <= night;
    for (auto [said, end] = script.equal_range(night); said != end; ++said) {
      said->second.say(pupil);
      is_asked |= said->second.is_spoken_of;
    }
    const Judge judge(rules.book, calendar, city, night);
    const Night here{night, night, night};
    watched.night(judge, pupil.history, here);
    ++result.nights;
    if (is_asked) {
      ++result.asked;
      const Ledger before = sleeping.ledger;
      const Plan plan = sleeping.night(judge, pupil.history, here);
      wakes = ksbx::wakes(judge, pupil.history, before, judge.decide(pupil.history), plan, Pauses(rules.book, city, {}),
                          night);
    }
    if (all_of(watched.ledger) == all_of(sleeping.ledger)) continue;
    result.first_difference = formatted("seed {} night {}\nwatched:\n{}\nasleep until {}:\n{}", seed, night.iso(),
                                        all_of(watched.ledger), wakes ? wakes->iso() : "ever", all_of(sleeping.ledger));
    break;
  }
  result.duties = static_cast<int>(watched.ledger.duties.size());
  return result;
}

// Of so many pupils, beginning with this seed.
void check_quiet_nights(unsigned first, unsigned pupils) {
  int asked = 0, nights = 0;
  for (unsigned seed = first; seed < first + pupils; ++seed) {
    const QuietNights result = quiet_nights(seed);
    REQUIRE(result.first_difference == "");
    CHECK(result.duties > 0);  // otherwise this history asks for nothing
    asked += result.asked;
    nights += result.nights;
  }
  CHECK(asked < nights / 2);  // otherwise no one sleeps
}

}  // namespace

TEST_CASE("no one is forgotten: who sleeps until his day has the ledger of one who is asked every night") {
  check_quiet_nights(1, 40);
}

TEST_SUITE("long") {
  TEST_CASE("no one of two thousand is forgotten") {
    check_quiet_nights(1'000, 2'000);
  }
}

TEST_CASE("a catch-up after many missed nights finds what the nights would have found") {
  static const Calendar calendar = plain_calendar();
  static const Organisation city = small_city();
  const Day first = day("2026-09-01"), last = day("2027-06-30");
  for (unsigned seed = 1; seed <= 3; ++seed) {
    const TimedRules& rules = timed_rules(seed * 10 + seed % 2);
    std::mt19937 dice(seed);
    Told pupil = ksbx::pupil();
    pupil.registers.clear();
    for (const auto& [told, said] : random_script(dice, first, last)) said.say(pupil);
    pupil.share();
    Books every_night;
    for (Day night = first; night <= last; ++night)
      every_night.night(Judge(rules.book, calendar, city, night), pupil.history, {night, night, night});
    const Decision at_once = Judge(rules.book, calendar, city, last).decide(pupil.history);
    std::vector<std::string> then, now;
    for (const Duty& duty : every_night.ledger.duties)
      if (duty.state != DutyState::withdrawn) then.push_back(duty.key.rule + duty.key.period + duty.opened.iso());
    for (const Duty& duty : at_once.duties) now.push_back(duty.key.rule + duty.key.period + duty.opened.iso());
    std::ranges::sort(then);
    std::ranges::sort(now);
    CAPTURE(seed);
    CHECK(then == now);
  }
}

}  // namespace ksbx
