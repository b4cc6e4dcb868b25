// Period: the stretch in which a rule gives rise to its duties once (`per`), and the deadline of a duty.
#pragma once

#include <optional>
#include <string>

#include "model/calendar.h"
#include "policy/judge/timeline.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct Period {
  // Part of DutyKey: "2026-11-23", "episode 2026-11-20 am", "case 2026-11-20", "2026-11", "2026-Q4", "2026-H2",
  // "2026-2027".
  std::string key;
  Day last;  // where `due = "period_end"` falls; for an episode or case, the day judged
};

// The period of `per` in which `day` lies; nothing if there is none (no episode is running, no term). Events have their
// own.
std::optional<Period> period_of(Per per, Day day, const Timeline& timeline, const Calendar& calendar,
                                const Rulebook& rulebook);

// The first day of the period of `per` in which `day` lies: of one that goes by the calendar; `day` itself of any
// other.
Day first_of_period(Per per, Day day, const Calendar& calendar, const Rulebook& rulebook);

// The day by which a duty that opened on `opened` must be done. Deadlines in school days follow the class's own
// calendar, in working days the nation's. Nothing where the calendar ends before it, or a record has to say it.
std::optional<Day> deadline(const Due& due, Day opened, Day period_end, const std::vector<Value>& parameters,
                            const Calendar& calendar, const CalendarPlace& place);

// The key of the period of a rule about events: "record 17".
std::string event_key(RecordId record);
bool is_event_key(std::string_view key);

}  // namespace ksbx
