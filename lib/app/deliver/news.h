// News: what nobody was given yet of what is to be done.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/deliver/delivery.h"

namespace ksbx {

struct News {
  bool everything = false;       // nothing was ever handed out, or all is asked for
  std::set<DutyId> duties;       // opened, open again, or changed
  std::set<std::string> papers;  // numbers of documents issued or sent again
  std::vector<Duty> withdrawn;
  bool leaves_gap = false;  // runs between the last delivery and the day that was named are not told of
  std::optional<Day> told;  // what was due on this day or later is news once it is overdue

  // Of an open duty with that deadline, on that day.
  bool has(DutyId duty, std::optional<Day> due, Day today) const;
};
News news_since(Database& database, const Since& since, Cut by);

}  // namespace ksbx
