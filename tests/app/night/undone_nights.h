// Nights that should not have been judged, and what undoing them must bring back.
#pragma once

#include <random>

#include "app/night/undo_nights.h"
#include "app/office.h"

namespace ksbx {

inline NightsUndone undo_night(Office& office, const std::string& now, const std::string& from,
                               ActedOn acted_on = ActedOn::refuse, Keep keep = Keep::changes) {
  const Workspace workspace = office.on(now);
  return undo_nights(workspace, day(from), acted_on, keep);
}

// A run on that evening that judges a day far ahead, as with a clock that is wrong.
inline void judge_ahead(Office& office, const std::string& iso) {
  const Workspace workspace = office.on(iso);
  escalate(workspace, {}, Keep::changes);
}

// The whole ledger but for the numbers that rows and documents got.
inline std::string ledger_without_numbers(Office& office) {
  return office.rows(
             "SELECT rule, item, subject_kind, student_code, unit_code, period, opened, detected, due, remind, state, "
             "done, proof, overdue, withdrawn, person, others, note, why, muted_until FROM duties ORDER BY 1, 2, 4, 5, "
             "6") +
         office.rows(
             "SELECT rule, line, student_code, issued, addressee, missing, corrects <> '', answered, content FROM "
             "documents ORDER BY rule, line, student_code, issued, corrects <> ''") +
         office.rows(
             "SELECT d.rule, d.line, d.student_code, x.nth, x.day FROM sendings x JOIN documents d ON d.number = "
             "x.number ORDER BY 1, 2, 3, 4") +
         office.rows("SELECT rule, student_code, unit_code, day, leaves FROM doubts ORDER BY 1, 2, 3, 4") +
         office.rows(
             "SELECT school_code, day, judged, pupils, enrolled, cause, state, ended FROM storms ORDER BY 1, 2") +
         office.rows("SELECT through, provisional FROM runs WHERE undone IS NULL ORDER BY run");
}

// Every row of the ledger's tables, numbers included: what undoing must bring back byte for byte.
inline std::string ledger_tables_of(Office& office) {
  return render(query(office.database, "all", "SELECT * FROM t_duty WHERE state <> 'undone' ORDER BY id"),
                Format::csv) +
         render(query(office.database, "all", "SELECT * FROM t_doubt ORDER BY id"), Format::csv) +
         render(query(office.database, "all", "SELECT * FROM t_storm ORDER BY id"), Format::csv) +
         render(query(office.database, "all", "SELECT * FROM t_sending ORDER BY id"), Format::csv) +
         office.rows("SELECT * FROM documents ORDER BY number");
}

inline const std::map<std::string, std::string> refused_at_home = {
    {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};

// One day in the life of six pupils, by the dice.
inline void some_day(Office& office, const std::string& iso, std::mt19937& dice) {
  const std::vector<std::string> pupils = {"钱试二", "孙试三", "李试四", "周试五"};
  const auto chance = [&](unsigned percent) { return dice() % 100 < percent; };
  if (!office.calendar.is_school_day(day(iso), "9990180001")) return;
  if (chance(80)) office.registers(iso);
  for (const std::string& pupil : pupils) {
    if (chance(45)) office.absent(iso, {pupil}, Presence::unexcused, chance(70) ? Half::whole_day : Half::morning);
    if (chance(25)) office.done(iso, "persuasion", pupil, refused_at_home, "赵校长");
    if (chance(15)) office.absent(iso, {pupil}, Presence::excused);
    if (chance(10)) office.absent(iso, {pupil}, Presence::present);
  }
}

inline std::string iso_of(const std::string& first, int days) {
  return (day(first) + days).iso();
}

// Two offices live the same days, by the dice. In one of them the clock is wrong one evening and nights far ahead are
// judged; they are undone the same evening or the next day. Nothing of it is to be seen afterwards.
// `evenings`: how many they live; `farthest`: how many days ahead are judged at most.
inline void check_that_undone_nights_never_were(unsigned seed, int evenings, unsigned farthest) {
  const std::string first = "2026-11-16";
  CAPTURE(seed);
  Office plain, slipped;
  std::mt19937 turns(seed);
  const int slip_on = static_cast<int>(turns() % static_cast<unsigned>(evenings - 2));
  const int ahead = 1 + static_cast<int>(turns() % farthest);
  const int undone_after = static_cast<int>(turns() % 2);
  for (Office* office : {&plain, &slipped}) office->enrol();
  std::mt19937 one(seed), other(seed);
  for (int days = 0; days < evenings; ++days) {
    const std::string today = iso_of(first, days);
    some_day(plain, today, one);
    some_day(slipped, today, other);
    plain.escalate_on(today);
    if (days < slip_on || days > slip_on + undone_after) slipped.escalate_on(today);
    if (days == slip_on) {
      slipped.escalate_on(today);
      const std::string before = ledger_tables_of(slipped);
      judge_ahead(slipped, iso_of(today, ahead));
      if (undone_after == 0) {
        undo_night(slipped, today, iso_of(today, 1));
        CHECK(ledger_tables_of(slipped) == before);
      }
    } else if (days == slip_on + undone_after) {
      undo_night(slipped, today, today, ActedOn::leave);
      slipped.escalate_on(today);
    }
    if (undone_after == 0 || days < slip_on) CHECK(ledger_without_numbers(slipped) == ledger_without_numbers(plain));
  }
  CHECK(slipped.rows("SELECT rule, item, student_code, unit_code, period, opened, due, state FROM duties WHERE state "
                     "<> 'withdrawn' ORDER BY 1, 2, 3, 4, 5") ==
        plain.rows("SELECT rule, item, student_code, unit_code, period, opened, due, state FROM duties WHERE state <> "
                   "'withdrawn' ORDER BY 1, 2, 3, 4, 5"));
}

}  // namespace ksbx
