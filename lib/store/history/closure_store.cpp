#include "store/history/closure_store.h"

#include <map>

#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/journal/reverted.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

constexpr const char* select_closures =
    "SELECT x.id, x.unit, x.first, x.last, x.session, x.reason, x.by, x.recorded, x.change FROM t_closure x";

EnteredClosure closure_in(const Statement& row) {
  EnteredClosure closure{row.number(0), row.id<UnitId>(1), {row.day(2), row.day(3)}, {}, row.text(5), row.text(6),
                         row.moment(7), row.number(8)};
  if (!row.is_null(4)) closure.session = one_of(row, 4, Session::afternoon);
  return closure;
}

std::optional<std::int64_t> number_of(std::optional<Session> session) {
  return session ? std::optional(static_cast<std::int64_t>(*session)) : std::nullopt;
}

}  // namespace

Effect add(Transaction& transaction, const EnteredClosure& closure) {
  Database& database = transaction.database();
  const auto session = number_of(closure.session);
  Statement known(database, formatted("SELECT 1 FROM t_closure x WHERE unit IS ? AND first = ? AND last = ? AND "
                                      "session IS ? AND reason = ? AND {}",
                                      holds("x.change")));
  const auto unit = closure.unit ? std::optional(closure.unit.value) : std::nullopt;
  if (known.start(unit, closure.days.first, closure.days.last, session, closure.reason).step())
    return Effect::unchanged;
  known.reset();
  Statement(database,
            "INSERT INTO t_closure(unit, first, last, session, reason, by, recorded, change) VALUES (?, ?, ?, ?, ?, ?, "
            "?, ?)")
      .execute(unit, closure.days.first, closure.days.last, session, closure.reason, closure.by, closure.recorded,
               transaction.change());
  append(transaction, "closure.added", {},
         json_of(std::map<std::string, FieldValue>{
             {"first", closure.days.first}, {"last", closure.days.last}, {"unit", closure.unit.value}}));
  return Effect::written;
}

std::vector<EnteredClosure> closures_known(Database& database, Moment known_at) {
  Statement rows(database, formatted("{} WHERE x.recorded <= ?1 AND {} ORDER BY x.id", select_closures,
                                     held_at(database, "x.change", 1)));
  rows.start(known_at);
  std::vector<EnteredClosure> closures;
  while (rows.step()) closures.push_back(closure_in(rows));
  return closures;
}

std::optional<EnteredClosure> closure_entered(Database& database, std::int64_t id) {
  Statement row(database, formatted("{} WHERE x.id = ?", select_closures));
  return row.start(id).step() ? std::optional(closure_in(row)) : std::nullopt;
}

}  // namespace ksbx
