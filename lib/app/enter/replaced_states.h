// ReplacedStates: the absences of one file that take the place of something else that was known of a child (到校 →
// 病假, 旷课 → 病假), told in one line.
//
// The later list counts, as corrections must. That an absence is taken back is told row by row (lifted_absence.h).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/text.h"
#include "model/attendance.h"
#include "model/student.h"
#include "model/unit.h"
#include "store/history/attendance_store.h"

namespace ksbx {

class ReplacedStates {
 public:
  struct Before {
    Day day;
    Session session;
    Presence presence;
  };
  // Asked before the mark is added: the first of the lessons of which something else than an absence of its kind
  // holds. Nothing if there is none, or if `mark` is no absence. A child without a mark came if the register of
  // `school_class` is returned; without a class only marks are asked.
  static std::optional<Before> before(const AttendanceLoad& load, const Mark& mark, std::span<const LessonDay> lessons,
                                      UnitId school_class);
  // That `mark` took its place.
  void add(const Before& before, const Mark& mark, const Student& student, const Organisation& organisation);
  // One sentence, or none: how many rows, and the first of them.
  void tell(std::vector<Text>& notes) const;

 private:
  std::vector<Text> first_;
  std::size_t count_ = 0;
};

}  // namespace ksbx
