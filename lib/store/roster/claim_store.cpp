#include "store/roster/claim_store.h"

#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/reverted.h"

namespace ksbx {
namespace {

std::string_view name_of(ClaimStanding standing) {
  switch (standing) {
    case ClaimStanding::former: return "former";
    case ClaimStanding::both: return "twice";
    case ClaimStanding::denied: return "denied";
    case ClaimStanding::dropped: break;
  }
  return "dropped";
}

// The latest row of each pupil and school that was not undone.
std::string latest(std::string_view where) {
  return formatted(
      "SELECT x.student, x.school, x.class, x.standing FROM t_claim x WHERE {} AND {} AND NOT EXISTS (SELECT 1 FROM "
      "t_claim y WHERE y.student = x.student AND y.school = x.school AND y.id > x.id AND {})",
      where, holds("x.change"), holds("y.change"));
}

ClaimStanding standing_named(std::string_view name) {
  for (const ClaimStanding one : {ClaimStanding::former, ClaimStanding::both, ClaimStanding::denied})
    if (name == name_of(one)) return one;
  return ClaimStanding::dropped;
}

Claim claim_in(const Statement& row) {
  return {row.id<StudentId>(0), row.id<UnitId>(1), row.id<UnitId>(2), standing_named(row.view(3))};
}

}  // namespace

std::vector<Claim> claims(Database& database) {
  Statement rows(database, latest("x.standing <> 'dropped'") + " ORDER BY x.student, x.school");
  rows.start();
  std::vector<Claim> found;
  while (rows.step()) found.push_back(claim_in(rows));
  return found;
}

Effect note(Transaction& transaction, const Claim& claim, Day day) {
  Database& database = transaction.database();
  Statement known(database, latest("x.student = ? AND x.school = ?"));
  if (known.start(claim.student, claim.school).step() && claim_in(known) == claim) return Effect::unchanged;
  known.reset();
  Statement(database, "INSERT INTO t_claim(student, school, class, standing, day, change) VALUES (?, ?, ?, ?, ?, ?)")
      .execute(claim.student, claim.school, claim.school_class, name_of(claim.standing), day, transaction.change());
  append(transaction, "pupil.claimed", short_code(claim.student),
         formatted(R"({{"class":{},"claim":"{}"}})", claim.school_class.value, name_of(claim.standing)));
  return Effect::written;
}

}  // namespace ksbx
