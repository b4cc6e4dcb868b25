// Attendance: what is known of each half day.
//
// It is sparse. A row says that a session was missed (or, as a correction, that it was attended after all); a register
// says that a class's return for a date came in. Present = register and no row. Unknown = no register. Nothing is ever
// overwritten: the row recorded last holds, as known at a given moment.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/text.h"
#include "model/id.h"

namespace ksbx {

enum class Session { morning, afternoon };  // 上午, 下午
std::string_view name_of(Session session);  // "am", "pm"
Text label_of(Session session);
std::optional<Session> session(std::string_view name);  // nothing for any other word

// The sessions of a date in which there are lessons.
struct Sessions {
  bool morning = true;
  bool afternoon = true;
  bool any() const { return morning || afternoon; }
  bool is_half_day() const { return morning != afternoon; }
  Sessions operator&(const Sessions& other) const { return {morning && other.morning, afternoon && other.afternoon}; }
  bool has(Session session) const { return session == Session::morning ? morning : afternoon; }
  Sessions without(const Sessions& other) const { return {morning && !other.morning, afternoon && !other.afternoon}; }
  bool operator==(const Sessions&) const = default;
};

// What is known of one pupil in one session.
//   unverified: absent, and whether there is leave is still being asked.
//   late, left_early: the child was there, and came after the beginning or went before the end.
enum class Presence { present, unexcused, excused, unverified, late, left_early, unknown };
std::string_view name_of(Presence presence);
Text label_of(Presence presence);
std::optional<Presence> presence(std::string_view name);
bool was_there(Presence presence);  // present, late, left early

// One row: a pupil's session and what was said of it, when.
struct Mark {
  StudentId student;
  Day day;
  Session session = Session::morning;
  Presence presence = Presence::unexcused;  // unknown: of another pupil (store/history/fact_move.h)
  std::string reason;
  std::string by;  // who said so, as entered
  Moment recorded;
  bool operator==(const Mark&) const = default;
};

// A class's attendance return (点名册) for one date.
struct Register {
  UnitId school_class;
  Day day;
  std::string by;
  Moment recorded;
  bool operator==(const Register&) const = default;
};

}  // namespace ksbx
