// Storms (突增): schools whose new duties a night held back, until a person lets them through or the cause is
// corrected.
//
// One row for each storm of a school, from the first night that held it back to the one that ended it; a school has at
// most one that is held. Who is held back is not listed: whoever is judged again tomorrow is found by the school.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/sqlite/transaction.h"

namespace ksbx {

enum class StormState { held, accepted, mended };

struct KeptStorm {
  UnitId school;
  Day day;         // the first night's day
  Day judged;      // the latest night's
  int pupils = 0;  // newly escalated, of so many enrolled, on the latest night
  int enrolled = 0;
  std::string cause;  // in Chinese, as shown
  // digests of the run before the first night: by which a change of the rules is recognised; empty: no such run
  std::string rulebook;
  std::string calendar;
  bool operator==(const KeptStorm&) const = default;
};

// By the number of the school.
std::vector<KeptStorm> held_storms(Database& database);

// Writes the school's held storm, or brings it up to date. `unchanged`, without journal entry, if it is there just
// so.
Effect hold(Transaction& transaction, const KeptStorm& storm);
// The storm was accepted by whoever runs this, or its cause is corrected; `state` is not held. `on`: the day judged. If
// the school has none that is held, the storm is entered as one that began and ended on that day.
void end(Transaction& transaction, const KeptStorm& storm, StormState state, Day on);

// The latest session missed without leave of a pupil, as it is known now, not after `until`; and the change that it was
// entered with. Nothing if there is none.
struct LastAbsence {
  Day day;
  std::int64_t change = 0;
};
std::optional<LastAbsence> last_absence(Database& database, StudentId student, Day until);
// When, by which command and by whose login a change was made.
Occasion occasion_of_change(Database& database, std::int64_t change);

}  // namespace ksbx
