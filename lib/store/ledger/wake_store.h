// Wake-up days: when each subject must be judged again although nothing is said about it (policy/ledger/wake.h).
//
// A night asks whose day has come. A subject without a row is asked too, so one that is new, or whose row someone
// deleted, is never overlooked.
#pragma once

#include <optional>
#include <vector>

#include "base/day.h"
#include "model/history.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// Writes the days that one night finds. The transaction must outlive this.
class Wakes {
 public:
  explicit Wakes(Transaction& transaction);
  // Nothing: there is no day on which anything turns by time alone.
  void set(const Subject& subject, std::optional<Day> day);

 private:
  Statement of_student_, of_unit_;
};

// A fingerprint of all of them, which the run that wrote them keeps: of days that were altered since by other hands it
// is another one. Sixteen bytes of memory for each.
std::int64_t fingerprint_of_wakes(Database& database);

// Whose day is `day` or before, and who has none yet. Ascending.
std::vector<StudentId> students_awake(Database& database, Day day);
std::vector<UnitId> units_awake(Database& database, Day day);

}  // namespace ksbx
