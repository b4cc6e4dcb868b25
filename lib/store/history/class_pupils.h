// ClassPupils: on which days a class had pupils, as known at a given time.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "store/history/history_parts.h"

namespace ksbx {

class ClassPupils {
 public:
  ClassPupils(Database& database, Moment known_at);
  // As History::pupil_turns has it, from `since` on, the day on which the class came on the books; who was there then
  // is taken to have been there before. Enrolled pupils count.
  std::optional<std::vector<Day>> turns(UnitId school_class, Day since);

 private:
  // From the first day to the day before the second.
  using Stay = std::pair<Day, Day>;
  const std::vector<StudentId>& former(UnitId school_class);
  std::vector<Stay> stays(StudentId id, UnitId school_class, Day since);

  Database& database_;
  KnownAt known_at_;
  PlacementsOf placements_;
  Statement here_, row_;
  std::optional<std::unordered_map<UnitId, std::vector<StudentId>>> former_;  // by class, read when first asked
};

}  // namespace ksbx
