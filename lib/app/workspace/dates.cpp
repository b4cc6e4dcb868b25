#include "app/workspace/dates.h"

namespace ksbx {

Dates dates_at(Moment now, int closes_at_minute, std::optional<Day> as_of) {
  const Day closed = now.minute_of_day() >= closes_at_minute ? now.day() : now.day() - 1;
  return {now, as_of.value_or(now.day()), as_of.value_or(closed), closed};
}

}  // namespace ksbx
