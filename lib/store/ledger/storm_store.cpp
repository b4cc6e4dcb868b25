#include "store/ledger/storm_store.h"

#include <algorithm>

#include "base/text.h"
#include "model/attendance.h"
#include "store/journal/journal.h"

namespace ksbx {
namespace {

std::string_view name_of(StormState state) {
  switch (state) {
    case StormState::held: return "held";
    case StormState::accepted: return "accepted";
    case StormState::mended: return "mended";
  }
  return {};
}

std::optional<KeptStorm> held_storm(Database& database, UnitId school) {
  const std::vector<KeptStorm> all = held_storms(database);
  const auto found = std::ranges::find(all, school, &KeptStorm::school);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

void insert(Transaction& transaction, const KeptStorm& storm) {
  Statement(transaction.database(),
            "INSERT INTO t_storm(school, day, judged, pupils, enrolled, cause, rulebook, calendar, state, recorded, "
            "actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'held', ?, ?)")
      .execute(storm.school, storm.day, storm.judged, storm.pupils, storm.enrolled, storm.cause, storm.rulebook,
               storm.calendar, transaction.occasion().at, transaction.occasion().actor);
}

void tell(Transaction& transaction, const KeptStorm& storm, StormState state) {
  Statement code(transaction.database(), "SELECT code FROM t_unit WHERE id = ?");
  code.start(storm.school).step();
  append(transaction, formatted("storm.{}", name_of(state)), code.text(0),
         formatted(R"({{"day":"{}","enrolled":{},"judged":"{}","pupils":{}}})", storm.day.iso(), storm.enrolled,
                   storm.judged.iso(), storm.pupils));
}

}  // namespace

std::vector<KeptStorm> held_storms(Database& database) {
  Statement rows(database,
                 "SELECT school, day, judged, pupils, enrolled, cause, rulebook, calendar FROM t_storm "
                 "WHERE state = 'held' ORDER BY school");
  rows.start();
  std::vector<KeptStorm> all;
  while (rows.step())
    all.push_back({rows.id<UnitId>(0), rows.day(1), rows.day(2), rows.small(3), rows.small(4), rows.text(5),
                   rows.text(6), rows.text(7)});
  return all;
}

Effect hold(Transaction& transaction, const KeptStorm& storm) {
  const auto known = held_storm(transaction.database(), storm.school);
  if (known == storm) return Effect::unchanged;
  if (known)
    Statement(
        transaction.database(),
        "UPDATE t_storm SET judged = ?, pupils = ?, enrolled = ?, cause = ?, recorded = ?, actor = ? WHERE school "
        "= ? AND state = 'held'")
        .execute(storm.judged, storm.pupils, storm.enrolled, storm.cause, transaction.occasion().at,
                 transaction.occasion().actor, storm.school);
  else
    insert(transaction, storm);
  tell(transaction, storm, StormState::held);
  return Effect::written;
}

void end(Transaction& transaction, const KeptStorm& storm, StormState state, Day on) {
  if (!held_storm(transaction.database(), storm.school)) insert(transaction, storm);
  Statement(transaction.database(),
            "UPDATE t_storm SET state = ?, ended = ?, recorded = ?, actor = ? WHERE school = ? AND state = 'held'")
      .execute(name_of(state), on, transaction.occasion().at, transaction.occasion().actor, storm.school);
  tell(transaction, storm, state);
}

std::optional<LastAbsence> last_absence(Database& database, StudentId student, Day until) {
  Statement row(database,
                "SELECT x.day, x.change FROM t_mark x WHERE x.student = ? AND x.day <= ? AND x.presence IN (?, ?) AND "
                "NOT EXISTS (SELECT 1 FROM t_mark l WHERE l.day = x.day AND l.student = x.student AND l.session = "
                "x.session AND l.seq > x.seq) ORDER BY x.day DESC, x.session DESC LIMIT 1");
  row.start(student, until, static_cast<int>(Presence::unexcused), static_cast<int>(Presence::unverified));
  if (!row.step()) return std::nullopt;
  return LastAbsence{row.day(0), row.number(1)};
}

Occasion occasion_of_change(Database& database, std::int64_t change) {
  Statement row(database, "SELECT at, command, actor FROM t_change WHERE change = ?");
  if (!row.start(change).step()) return {};
  return {row.moment(0), row.text(1), row.text(2)};
}

}  // namespace ksbx
