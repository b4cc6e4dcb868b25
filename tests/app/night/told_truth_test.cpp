// At every night, of every document that stands uncorrected: what it told, to whom, and why, is true as known that
// night; and as long as a pupil of whom it told is away, somebody owes something. Over small cities that live by the
// dice, through the use cases and the store.
#include <algorithm>
#include <random>

#include "app/random_city.h"
#include "app/workspace/rules_then.h"
#include "policy/judge/walk.h"
#include "policy/papers/document.h"
#include "policy/papers/last_word.h"
#include "policy/papers/statement.h"
#include "store/history/history_store.h"
#include "store/ledger/duty_store.h"
#include "store/roster/unit_store.h"

using namespace ksbx;

namespace {

std::vector<StudentId> told_of(Office& office) {
  Statement rows(
      office.database,
      "SELECT DISTINCT x.student FROM t_document d JOIN t_duty x ON x.id = d.duty WHERE x.student IS NOT NULL");
  std::vector<StudentId> all;
  rows.start();
  while (rows.step()) all.push_back(rows.id<StudentId>(0));
  return all;
}

struct Night {
  const Judge& judge;
  History history;
  Decision decision;
  Ledger ledger;
};

// Does anybody still have to act in the matter, or is the case open?
bool lasts(const Night& night, const Duty& duty) {
  if (night.decision.open_case && *night.decision.open_case <= duty.opened) return true;
  return std::ranges::any_of(night.ledger.duties, [&](const Duty& one) {
    return one.state == DutyState::open && one.key.rule == duty.key.rule && one.key.period == duty.key.period;
  });
}

// What is untrue about one document that is the last word and in force; empty: nothing.
std::string lies_in(const Night& night, const Duty& duty, const Document& document) {
  std::string all;
  if (duty.state == DutyState::withdrawn) all += "its cause was withdrawn; ";
  const bool is_lasting = lasts(night, duty);
  for (const Untruth& one : untruths_in(night.judge, night.history, duty, document, is_lasting))
    all += formatted("{}: told {}, is {}; ", one.field, one.told, one.now);
  const UnitId receiver = addressee_of(night.judge, night.history, duty, document.line, night.judge.through());
  if (is_lasting && receiver && receiver != document.addressee)
    all += formatted("went to {}, {} is in charge; ", document.addressee.value, receiver.value);
  return all;
}

// A duty to sign is open exactly as long as the paper that stands is not signed for.
std::string wrong_signature(const Night& night, const Duty& duty) {
  const DutyItem* item = item_of(night.judge.rulebook(), duty.key);
  if (item == nullptr || !item->signs || duty.state == DutyState::withdrawn) return {};
  for (const Duty& report : night.ledger.duties) {
    if (report.key.rule != duty.key.rule || report.key.item != item->signs->item ||
        report.key.period != duty.key.period)
      continue;
    for (const Document* word : last_words(night.ledger.documents, report.id)) {
      if (word->line != item->signs->line || !is_in_force(*word)) continue;
      const Record* receipt = acknowledgement(night.ledger.documents, night.history, *word);
      if (receipt && receipt->day <= night.judge.through() && duty.state == DutyState::open)
        return formatted("{} is signed for and still owed; ", word->number);
      if (!receipt && duty.state == DutyState::done && item->done_by.empty())
        return formatted("{} is not signed for and done; ", word->number);
      if (duty.who.unit != word->addressee) return formatted("{} is owed by another unit; ", word->number);
    }
  }
  return {};
}

// No state without a clock: of a pupil who was reported and is still away, somebody has something to do.
std::string left_alone(const Night& night) {
  const auto is = [&](const char* fact) {
    return night.judge.fact(night.history, fact, night.judge.through()).truth() == Truth::yes;
  };
  if (!night.decision.open_case || !is("absent_now") || !is("compulsory")) return {};
  const bool was_reported = std::ranges::any_of(night.ledger.duties, [&](const Duty& duty) {
    return duty.stage == "reported" && duty.state == DutyState::done && *night.decision.open_case <= duty.opened;
  });
  const bool somebody_acts =
      std::ranges::any_of(night.ledger.duties, [](const Duty& duty) { return duty.state == DutyState::open; });
  return was_reported && !somebody_acts ? "is away, and nobody owes anything; " : "";
}

std::string untrue(Office& office, const Rulebook& rules, Day judged) {
  const Organisation organisation = load_organisation(office.database);
  const Workspace workspace = office.on(judged.iso());
  std::string all;
  for (const StudentId student : told_of(office)) {
    const Subject subject{SubjectKind::student, student, {}};
    History past = history(office.database, organisation, subject, workspace.dates.now);
    if (!past.since) continue;
    const Judge judge(rules, workspace.calendar, organisation, judged);
    const Night night{judge, past, judge.decide(past), ledger(office.database, subject)};
    if (const std::string found = left_alone(night); !found.empty()) all += formatted("{}: {}\n", student.value, found);
    for (const Duty& duty : night.ledger.duties) {
      if (duty.muted_until && judged <= *duty.muted_until) continue;
      std::string found = wrong_signature(night, duty);
      for (const Document* word : last_words(night.ledger.documents, duty.id))
        if (is_in_force(*word)) found += lies_in(night, duty, *word);
      if (!found.empty()) all += formatted("{} {} {}: {}\n", student.value, duty.key.rule, duty.key.period, found);
    }
  }
  return all;
}

struct Lived {
  std::string fault;
  std::int64_t documents = 0, corrections = 0, releases = 0;
};

Lived live(unsigned seed, int days) {
  const RandomCity city(seed, Offices::careless, days);
  std::mt19937 dice(seed);
  Lived lived;
  Rulebook rules = shipped_rules();
  Office office(rules, city.first().iso());
  for (Day today = city.first(); today <= city.last() && lived.fault.empty(); ++today) {
    rules = as_judged(office.database, std::move(rules));
    city.happen(today, office);
    if (today != city.last() && dice() % 100 < 30) continue;
    EscalateRequest request;
    request.accepted_storms = {"9990180001", "9990180002"};
    const Workspace evening = office.on(today.iso());
    if (!refusal([&] { escalate(evening, request, Keep::changes); }).empty()) continue;
    if (const std::string found = untrue(office, rules, today); !found.empty())
      lived.fault = formatted("seed {} night {}\n{}", seed, today.iso(), found);
  }
  lived.documents = office.count("documents");
  lived.corrections = office.count("documents WHERE kind = 'correction'");
  lived.releases = office.count("documents WHERE kind = 'release'");
  return lived;
}

// `cities` of them, and more, up to `most`, as long as none has had to correct a paper: nothing would be proved.
void check_cities(unsigned first, unsigned cities, unsigned most, int days) {
  Lived total;
  for (unsigned seed = first; seed < first + cities || (total.corrections == 0 && seed < first + most); ++seed) {
    const Lived lived = live(seed, days);
    CHECK(lived.fault == "");
    total.documents += lived.documents;
    total.corrections += lived.corrections;
    total.releases += lived.releases;
  }
  CHECK(total.corrections > 0);
}

}  // namespace

TEST_CASE("whatever changes, every paper that stands is true, at the right desk, and signed for or owed") {
  check_cities(21, 5, 30, 34);
}

TEST_SUITE("long") {
  TEST_CASE("in none of a hundred cities an untrue paper stands") {
    check_cities(1'000, 100, 100, 150);
  }
}
