#include "app/enter/lifted_absence.h"

#include <utility>

#include "app/workspace/pupils.h"

namespace ksbx {

std::optional<Problem> lifted_absence(const AttendanceLoad& load, const Organisation& organisation,
                                      const Student& student, const Mark& mark, Sessions sessions, Origin origin) {
  if (!was_there(mark.presence)) return std::nullopt;
  for (const Session session : {Session::morning, Session::afternoon}) {
    if (!sessions.has(session)) continue;
    const Presence before = load.holding(student.id, mark.day, session);
    if (before == Presence::unknown || was_there(before)) continue;
    return Problem{
        Severity::warning, "W_ABSENCE_LIFTED", std::move(origin),
        text("{} {}{}：以前登记的是“{}”，这一行是“{}”，两份表矛盾；已按这一行改",
             "{} on {} ({}): entered as “{}” before, and “{}” by this row; the lists contradict, this row counts now",
             described(student, organisation, Masking::normal), mark.day.iso(), label_of(session), label_of(before),
             label_of(mark.presence)),
        text("请核实：以前登记的对，就用 undo 撤销这次导入，改正这一行再导入",
             "find out which is so: if it is the former, undo this import, correct the row and import it again")};
  }
  return std::nullopt;
}

}  // namespace ksbx
