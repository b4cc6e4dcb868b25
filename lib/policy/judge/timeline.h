// Timeline: one pupil's school days in order, cut into episodes and cases.
//
// An episode (缺课过程) runs from the first session missed without leave to the next attended one; leave and missing
// registers neither start nor end it. A case (个案) holds the episodes of one pupil until he has attended `watch_days`
// whole school days since the last of them (POLICY defaults 4, 5 and 13).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "model/attendance.h"
#include "model/history.h"

namespace ksbx {

// Missed, and no one has granted leave.
bool without_leave(Presence presence);

struct SchoolDay {
  Day day;
  // Nothing: no lessons in that session. It was neither attended nor missed, and comes between no two others.
  std::optional<Presence> morning = Presence::unknown;
  std::optional<Presence> afternoon = Presence::unknown;
  // Nobody had spoken of the pupil by then, and his class returned no register: the day tells nothing of him, and
  // counts for nothing.
  bool is_silent = false;
  bool attended_all() const {
    return was_there(morning.value_or(Presence::present)) && was_there(afternoon.value_or(Presence::present));
  }
  // Of the last session held.
  Presence last() const { return afternoon ? *afternoon : morning.value_or(Presence::unknown); }
};

// One session in time; orders morning before afternoon.
struct SessionPoint {
  Day day;
  Session session = Session::morning;
  auto operator<=>(const SessionPoint&) const = default;
};

struct Episode {
  Day first;
  Session session = Session::morning;  // the first one missed
  Day last_missed;
  std::optional<Day> returned;  // the day of the first attended session after it; none: still running
  Day case_first;               // the first day of the case that it belongs to
  int watch_days = 0;           // whole school days attended after it, after which that case closes
  std::string key() const;      // "episode 2026-11-20 am"
};
// The session at which the episode of such a key begins; nothing if it is no episode's key.
std::optional<SessionPoint> episode_start(std::string_view key);
// The first day of the case of such a key ("case 2026-11-20"); nothing if it is no case's key.
std::optional<Day> case_start(std::string_view key);

class Timeline {
 public:
  enum class Closed { yes, provisional };

  // `school_days` ascending; only those from the first mark, record or register through `through` are kept.
  // `watch_days`: after how many whole days attended a case that began on a day closes. `held`: the sessions with
  // lessons on a school day, at least one; without it, both.
  Timeline(const History& history, const std::vector<Day>& school_days, Day through, Closed closed,
           const std::function<int(Day)>& watch_days, const std::function<Sessions(Day)>& held = {});

  const std::vector<SchoolDay>& days() const { return days_; }
  const std::vector<Episode>& episodes() const { return episodes_; }

  // How many of days() are not later than `day`: the prefix that was over by then.
  std::size_t count_until(Day day) const;
  bool is_running(Day day) const;  // is there an absence on `day` from which the pupil is not back?
  // The episode that runs on `day` or ended on it; nullptr if there is none.
  const Episode* episode_on(Day day) const;
  // The first day of the case that is open on `day`; nothing if none is.
  std::optional<Day> case_on(Day day) const;
  std::vector<SessionPoint> attended() const;
  std::vector<Day> whole_days_attended() const;  // ascending; of every session held
  // How the case that is open on `day` goes on if nothing more happens than attendance.
  struct Watch {
    std::optional<Day> closes;  // the first day without it; nothing: not yet
    int days_left = 0;          // to be attended until then
  };
  Watch watch_of(const Episode& episode) const;
  // What the first school session after `day` of which there is neither leave nor a gap brought, as it can be known by
  // the evening of `on`; unknown before.
  Presence next_session_after(Day day, Day on) const;

 private:
  void mark_days(const History& history, const std::vector<Day>& school_days, Day through, Closed closed,
                 const std::function<Sessions(Day)>& held);
  void find_episodes();
  void group_into_cases(const std::function<int(Day)>& watch_days);
  const Episode* latest_episode(Day day) const;  // the last one that began on `day` or before; nullptr if none did
  // Were so many whole days attended in [from, to]?
  bool closes_case(Day from, Day to, int watch_days) const;

  std::vector<SchoolDay> days_;
  std::vector<Episode> episodes_;
};

}  // namespace ksbx
