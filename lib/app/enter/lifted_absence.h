// lifted_absence: that a list says of a child who was entered as absent that he came.
//
// The later list counts, as corrections must; a clock-in program may not know what the class teacher does, so the
// contradiction is told.
#pragma once

#include <optional>

#include "base/problem.h"
#include "model/attendance.h"
#include "model/student.h"
#include "model/unit.h"
#include "store/history/attendance_store.h"

namespace ksbx {

// W_ABSENCE_LIFTED with child and session, of the first session in which `mark` takes back an absence that holds;
// nothing if it takes back none. Asked before the mark is added.
std::optional<Problem> lifted_absence(const AttendanceLoad& load, const Organisation& organisation,
                                      const Student& student, const Mark& mark, Sessions sessions, Origin origin);

}  // namespace ksbx
