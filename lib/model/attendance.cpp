#include "model/attendance.h"

namespace ksbx {

std::string_view name_of(Session session) {
  switch (session) {
    case Session::morning: return "am";
    case Session::afternoon: return "pm";
  }
  return {};
}

Text label_of(Session session) {
  switch (session) {
    case Session::morning: return {"上午", "morning"};
    case Session::afternoon: return {"下午", "afternoon"};
  }
  return {};
}

std::optional<Session> session(std::string_view name) {
  for (Session one : {Session::morning, Session::afternoon})
    if (name_of(one) == name) return one;
  return std::nullopt;
}

std::string_view name_of(Presence presence) {
  switch (presence) {
    case Presence::present: return "present";
    case Presence::unexcused: return "unexcused";
    case Presence::excused: return "excused";
    case Presence::unverified: return "unverified";
    case Presence::late: return "late";
    case Presence::left_early: return "left_early";
    case Presence::unknown: return "unknown";
  }
  return {};
}

Text label_of(Presence presence) {
  switch (presence) {
    case Presence::present: return {"到校", "present"};
    case Presence::unexcused: return {"无故缺课", "absent without leave"};
    case Presence::excused: return {"请假", "on leave"};
    case Presence::unverified: return {"缺课待核实", "absent, leave not yet clear"};
    case Presence::late: return {"迟到", "late"};
    case Presence::left_early: return {"早退", "left early"};
    case Presence::unknown: return {"情况不明", "unknown"};
  }
  return {};
}

std::optional<Presence> presence(std::string_view name) {
  for (Presence one : {Presence::present, Presence::unexcused, Presence::excused, Presence::unverified, Presence::late,
                       Presence::left_early, Presence::unknown})
    if (name_of(one) == name) return one;
  return std::nullopt;
}

bool was_there(Presence presence) {
  return presence == Presence::present || presence == Presence::late || presence == Presence::left_early;
}

}  // namespace ksbx
