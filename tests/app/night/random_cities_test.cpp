// After any number of nights, skipped nights and quiet months, the ledger is what a walk over everybody finds: over
// small cities that live by the dice, through the use cases and the store.
#include <set>

#include "app/night/sleepers.h"
#include "app/night/undo_nights.h"
#include "app/random_city.h"
#include "app/workspace/rules_then.h"

using namespace ksbx;

namespace {

std::string moved(const Escalation& run) {
  const NightCounts& counts = run.counts;
  if (counts.opened + counts.amended + counts.withdrawn + counts.done + counts.overdue == 0 && run.documents.empty() &&
      run.sendings.empty())
    return "";
  std::string all = formatted("opened {} amended {} withdrawn {} done {} overdue {} documents {} sendings {}",
                              counts.opened, counts.amended, counts.withdrawn, counts.done, counts.overdue,
                              run.documents.size(), run.sendings.size());
  for (const Duty& duty : run.new_duties)
    all += formatted("\nopened {} {} {}", duty.key.rule, duty.key.period, duty.opened.iso());
  for (const auto* changes : {&run.withdrawals, &run.amendments})
    for (const Change& change : *changes)
      all += formatted("\n{} {}: {}", change.before.key.rule, change.before.key.period, change.reason.zh);
  return all;
}

// What the last night left undone: nothing, if everyone was asked who had to be.
std::string left_undone(Office& office, Day today) {
  const Workspace workspace = office.on(today.iso());
  std::string found;
  for (const Subject& subject : find_sleepers(workspace, "").wrong)
    found += formatted("asleep: {} {}\n", name_of(subject.kind), subject.student.value);
  if (const std::string again = moved(escalate(workspace, {}, Keep::nothing)); !again.empty())
    found += "once more: " + again + "\n";
  EscalateRequest request;
  request.everybody = true;
  if (const std::string all = moved(escalate(workspace, request, Keep::nothing)); !all.empty())
    found += "everybody: " + all + "\n";
  return found;
}

void some_night(Office& office, Day today, std::mt19937& dice) {
  const auto chance = [&](unsigned percent) { return dice() % 100 < percent; };
  if (chance(6)) {
    EscalateRequest request;
    request.provisional = true;
    const Workspace noon = office.on(today.iso(), "12:30:00");
    refusal([&] { escalate(noon, request, Keep::changes); });
  }
  EscalateRequest request;
  if (chance(30)) request.accepted_storms = {"9990180001"};
  const Workspace evening = office.on(today.iso());
  escalate(evening, request, Keep::changes);
  if (!chance(4)) return;
  undo_nights(evening, today - static_cast<int>(dice() % 5), ActedOn::leave, Keep::changes);
  escalate(evening, {}, Keep::changes);
}

// A clerk overwrites a number where it stands. Returns which one.
Parameter& change_some_number(Rulebook& rules, std::mt19937& dice) {
  Parameter& parameter = rules.parameters[dice() % rules.parameters.size()];
  Parameter::Dated& written = parameter.values.back();
  const std::int64_t least = std::max(parameter.least.value_or(0), parameter.mandatory_at_least.value_or(0));
  const std::int64_t most = std::min(parameter.most.value_or(1'000), parameter.mandatory_at_most.value_or(1'000));
  written.value = std::clamp<std::int64_t>(written.value + static_cast<std::int64_t>(dice() % 5) - 2, least, most);
  rules.digest = formatted("{}-{}", parameter.id, dice());
  return parameter;
}

struct Lived {
  std::string fault;  // the first one; empty: none
  int nights = 0, deeds = 0, refused = 0;
  std::int64_t duties = 0;
};

// Lives the days of the city; the nights come by the dice, several days apart as well.
Lived live(unsigned seed, int days) {
  const RandomCity city(seed, Offices::careless, days);
  std::mt19937 dice(seed);
  Lived lived;
  lived.deeds = static_cast<int>(city.deeds().size());
  Rulebook rules = shipped_rules();
  Office office(rules, city.first().iso());
  const unsigned skips = dice() % 3 == 0 ? 80 : 20;
  for (Day today = city.first(); today <= city.last(); ++today) {
    if (dice() % 100 < 8) change_some_number(rules, dice);
    rules = as_judged(office.database, std::move(rules));
    lived.refused += city.happen(today, office);
    if (today != city.last() && dice() % 100 < skips) continue;
    some_night(office, today, dice);
    rules = as_judged(office.database, std::move(rules));
    ++lived.nights;
    if (today != city.last() && dice() % 100 < 70) continue;
    if (const std::string found = left_undone(office, today); !found.empty()) {
      lived.fault = formatted("seed {} night {}\n{}", seed, today.iso(), found);
      break;
    }
  }
  lived.duties = office.count("duties");
  return lived;
}

void check_cities(unsigned first, unsigned cities, int days) {
  Lived total;
  for (unsigned seed = first; seed < first + cities; ++seed) {
    const Lived lived = live(seed, days);
    CHECK(lived.fault == "");
    total.deeds += lived.deeds;
    total.refused += lived.refused;
    CHECK(lived.duties > 0);
  }
  CHECK(total.refused < total.deeds / 3);  // otherwise too little happens
}

// All that nights decided, line by line; not when they found it out, and so not until when papers are to be signed for
// that went out later, and late steps to be seen to of which somebody was told later.
std::set<std::string> decided(Office& office) {
  std::istringstream rows(
      office.rows("SELECT rule, item, subject_kind, student_code, unit_code, period, opened, due, remind, state, done, "
                  "CASE WHEN overdue <= date(due, '+1 day') THEN 'at once' WHEN overdue IS NOT NULL THEN 'late' END, "
                  "withdrawn, CASE state WHEN 'open' THEN muted_until END, role, responsible, others FROM duties "
                  "WHERE action <> 'sign_paper' AND action NOT LIKE 'oversee%'") +
      office.rows("SELECT rule, item, subject_kind, student_code, unit_code, period, opened, state, done, withdrawn, "
                  "responsible FROM duties WHERE action LIKE 'oversee%' AND action NOT LIKE '%sign_paper'") +
      office.rows("SELECT 'missed', x.rule, x.item, x.student_code, x.unit_code, x.period, m.nth, m.role, "
                  "m.responsible, m.due, m.passed_on FROM deadlines m JOIN duties x USING (duty) "
                  "WHERE x.action <> 'sign_paper' AND x.action NOT LIKE 'oversee%'"));
  std::set<std::string> lines;
  for (std::string line; std::getline(rows, line);) lines.insert(line);
  return lines;
}

std::string difference(unsigned seed, const std::set<std::string>& then, const std::set<std::string>& now) {
  std::string all;
  for (const std::string& line : then)
    if (!now.contains(line)) all += "- " + line + "\n";
  for (const std::string& line : now)
    if (!then.contains(line)) all += "+ " + line + "\n";
  return all.empty() ? "" : formatted("seed {}\n", seed) + all;
}

// What a city whose clerk overwrites numbers decided differently from one whose clerk adds each with the day after the
// last night.
std::string overwritten_difference(unsigned seed, int days) {
  const RandomCity city(seed, Offices::timely, days);
  std::mt19937 dice(seed);
  Rulebook overwritten = shipped_rules(), dated = shipped_rules();
  Office careless(overwritten, city.first().iso()), careful(dated, city.first().iso());
  Day judged = city.first() - 1;
  for (Day today = city.first(); today <= city.last(); ++today) {
    if (judged >= city.first() && dice() % 100 < 30) {
      const Parameter& changed = change_some_number(overwritten, dice);
      Parameter& same = dated.parameters[static_cast<std::size_t>(&changed - overwritten.parameters.data())];
      same.values.push_back({judged + 1, changed.values.back().value, {}});
      dated.digest = overwritten.digest;
    }
    overwritten = as_judged(careless.database, std::move(overwritten));
    dated = as_judged(careful.database, std::move(dated));
    city.happen(today, careless);
    city.happen(today, careful);
    if (today != city.last() && dice() % 100 < 30) continue;
    careless.escalate_on(today.iso());
    careful.escalate_on(today.iso());
    judged = today;
  }
  return difference(seed, decided(careful), decided(careless));
}

// What a city in which nights ran decided differently from one in which only the first night ran, with which its books
// begin, and the last.
std::string caught_up_difference(unsigned seed, int days) {
  const RandomCity city(seed, Offices::timely, days);
  std::mt19937 dice(seed);
  Office nightly(shipped_rules(), city.first().iso()), late(shipped_rules(), city.first().iso());
  for (Day today = city.first(); today <= city.last(); ++today) {
    city.happen(today, nightly);
    city.happen(today, late);
    if (today == city.first()) late.escalate_on(today.iso());
    if (today == city.first() || today == city.last() || dice() % 100 < 70) nightly.escalate_on(today.iso());
  }
  late.escalate_on(city.last().iso());
  return difference(seed, decided(nightly), decided(late));
}

}  // namespace

TEST_CASE("whatever a city enters and whenever its nights run, the last night left no one out") {
  check_cities(1, 4, 24);
}

TEST_CASE("a city whose nights are caught up in one run owes what it owes with a run every night") {
  for (unsigned seed = 1; seed <= 2; ++seed) CHECK(caught_up_difference(seed, 16) == "");
}

TEST_CASE("a number that is overwritten decides from the next night on, and changes no day that was judged") {
  for (unsigned seed = 1; seed <= 2; ++seed) CHECK(overwritten_difference(seed, 20) == "");
}

TEST_SUITE("long") {
  TEST_CASE("no one is left out in any of two hundred cities") {
    check_cities(1'000, 200, 120);
  }
  TEST_CASE("in none of fifty cities a number that is overwritten changes what was judged") {
    for (unsigned seed = 1'000; seed < 1'050; ++seed) CHECK(overwritten_difference(seed, 120) == "");
  }
  TEST_CASE("a catch-up over two school years owes what nightly runs owe") {
    for (unsigned seed = 2'000; seed < 2'005; ++seed) CHECK(caught_up_difference(seed, 600) == "");
  }
  TEST_CASE("none of fifty cities owes anything else after a catch-up") {
    for (unsigned seed = 1'000; seed < 1'050; ++seed) CHECK(caught_up_difference(seed, 120) == "");
  }
}
