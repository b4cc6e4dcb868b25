// Movement (花名册里的变动): what a roster says of a pupil who is compared with what was known of him.
//
// Each pupil of a roster, and each pupil of its schools who is not on it, is exactly one of these, so the counts of a
// school add up to the pupils on its roster and those missing from it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/day.h"
#include "base/text.h"
#include "model/id.h"
#include "model/student.h"

namespace ksbx {

enum class Movement {
  added,          // 新增: no one knew him
  unchanged,      // 未变
  changed,        // 变更: something else than his place or standing
  moved,          // 换班转校: another class or another school
  promoted,       // 升级: the next grade, in his school or out of the last grade of another
  returned,       // 返回: had been missing, suspended, gone, and is enrolled again
  vanished,       // 不见: enrolled at a school of this whole roster, and not on it
  still_missing,  // 仍不见: vanished before, and still not on it
};
inline constexpr std::array all_movements = {Movement::added,    Movement::unchanged,    Movement::changed,
                                             Movement::moved,    Movement::promoted,     Movement::returned,
                                             Movement::vanished, Movement::still_missing};
std::string_view name_of(Movement movement);
Text label_of(Movement movement);

// Where a pupil is and how he stands with the roll.
struct RollPlace {
  UnitId school;  // none: out of school
  UnitId school_class;
  int year = 0;          // the number of the grade; 0: not known, or before school
  bool unclear = false;  // waits in a class for children whose grade or class is not known
  Enrolment enrolment = Enrolment::enrolled;
};

// How a known pupil moved; `differs`: whether any field of him does. Never added, vanished or still_missing.
Movement movement(const RollPlace& before, const RollPlace& after, bool was_missing, bool differs);

// The 1 August from which rosters show the grades of the school year in which `day` lies, as readers of grades count it
// (files/cell/cell.h).
Day grades_begin(Day day);

// More than 10 pupils and more than 10 % of them: hardly what the school meant.
bool is_too_many(std::int64_t odd, std::int64_t of);

}  // namespace ksbx
