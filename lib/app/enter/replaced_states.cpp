#include "app/enter/replaced_states.h"

#include "app/workspace/pupils.h"
#include "base/join.h"

namespace ksbx {

std::optional<ReplacedStates::Before> ReplacedStates::before(const AttendanceLoad& load, const Mark& mark,
                                                             std::span<const LessonDay> lessons, UnitId school_class) {
  if (was_there(mark.presence)) return std::nullopt;
  for (const LessonDay& one : lessons) {
    const bool is_returned = school_class && load.has(Register{school_class, one.day, mark.by, mark.recorded});
    for (const Session session : {Session::morning, Session::afternoon}) {
      if (!one.sessions.has(session)) continue;
      Presence known = load.holding(mark.student, one.day, session);
      if (known == Presence::unknown && is_returned) known = Presence::present;
      if (known != Presence::unknown && known != mark.presence) return Before{one.day, session, known};
    }
  }
  return std::nullopt;
}

void ReplacedStates::add(const Before& before, const Mark& mark, const Student& student,
                         const Organisation& organisation) {
  constexpr std::size_t most = 3;
  if (++count_ > most) return;
  first_.push_back(text("{} {}{} {} → {}", "{} on {} ({}) {} → {}", described(student, organisation, Masking::normal),
                        before.day.iso(), label_of(before.session), label_of(before.presence),
                        label_of(mark.presence)));
}

void ReplacedStates::tell(std::vector<Text>& notes) const {
  if (count_ == 0) return;
  notes.push_back(text("{} 行改了以前登记的情况：{}{}", "{} rows change what was entered before: {}{}", count_,
                       enumerated(first_, {}, {"；", "; "}), count_ > first_.size() ? Text{" 等", " …"} : Text{}));
}

}  // namespace ksbx
