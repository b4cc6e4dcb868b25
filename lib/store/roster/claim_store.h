// Claims (双重学籍): which school names a pupil on its roster while another has him.
//
// Whom another school names has moved there. But his former school has not yet said that he is gone: its claim is
// `former` until a roster of it leaves him out. If it names him again instead, both have him (`both`), and that stays
// so until one of them drops him, or a person finds that he is at the other: then the claim is `denied`, and stays so
// until its roster leaves him out, or the other's does. Claims are facts: each change of one is a row, and an undo of
// the import leaves it out.
#pragma once

#include <string_view>
#include <vector>

#include "model/student.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

enum class ClaimStanding { former, both, denied, dropped };

struct Claim {
  StudentId student;
  UnitId school;
  UnitId school_class;  // the one in which that school has him
  ClaimStanding standing = ClaimStanding::former;
  bool operator==(const Claim&) const = default;
};

// Those that are not dropped, by pupil and school.
std::vector<Claim> claims(Database& database);
// `unchanged` if it is known so already.
Effect note(Transaction& transaction, const Claim& claim, Day day);

}  // namespace ksbx
