#include "app/workspace/closures.h"

#include <algorithm>
#include <utility>

#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

// Its own, or that of the office above it.
UnitId town_of(const Organisation& organisation, const Unit& school) {
  for (const Unit* unit : organisation.chain(school.id))
    if (unit->town) return unit->town;
  return {};
}

bool names_schools(const Calendar& calendar) {
  const auto names_one = [](const auto& entry) { return !entry.school.empty(); };
  return std::ranges::any_of(calendar.parts().closures, names_one) ||
         std::ranges::any_of(calendar.parts().extra_days, names_one);
}

// What a file says of a school, it says by the code of the day; the school may have got another one since.
Calendar by_codes_of_now(const Calendar& calendar, const Organisation& organisation) {
  if (!names_schools(calendar)) return calendar;
  Calendar::Parts parts = calendar.as_written();
  const auto follow = [&](std::string& code, Day day) {
    const Unit* school = code.empty() ? nullptr : organisation.on(day).find_code(code);
    if (school) code = organisation.find(school->id)->code;
  };
  for (Closure& closure : parts.closures) follow(closure.school, closure.days.first);
  for (ExtraDay& extra : parts.extra_days) follow(extra.school, extra.day);
  return parts.closures == calendar.parts().closures && parts.extra_days == calendar.parts().extra_days
             ? calendar
             : calendar.with_codes(std::move(parts));
}

Calendar closed(const Calendar& calendar, const Organisation& organisation,
                const std::vector<EnteredClosure>& entered) {
  std::vector<Closure> all;
  for (const EnteredClosure& one : entered)
    for (Closure& closure : closures_of(organisation, one)) all.push_back(std::move(closure));
  return by_codes_of_now(calendar, organisation).with_closures(std::move(all));
}

}  // namespace

std::vector<Closure> closures_of(const Organisation& organisation, const EnteredClosure& entered) {
  const Session session = entered.session.value_or(Session::morning);
  const Sessions sessions =
      entered.session ? Sessions{session == Session::morning, session == Session::afternoon} : Sessions{};
  std::vector<Closure> closures;
  const auto close = [&](std::string school, UnitId school_class) {
    closures.push_back(
        {std::move(school), entered.days, entered.reason, entered.recorded.day(), sessions, school_class});
  };
  if (!entered.unit) {
    close({}, {});
    return closures;
  }
  const Unit* unit = organisation.find(entered.unit);
  if (unit == nullptr) return closures;
  if (unit->kind == UnitKind::town) {
    for (const Unit* school : organisation.of_kind(UnitKind::school))
      if (town_of(organisation, *school) == unit->id) close(school->code, {});
  } else if (unit->kind == UnitKind::school) {
    close(unit->code, {});
  } else {
    for (const UnitId one : organisation.classes_of(unit->id)) close(organisation.school_code_of(one), one);
  }
  return closures;
}

Calendar with_closures(const Calendar& calendar, Database& database, const Organisation& organisation,
                       Moment known_at) {
  return closed(calendar, organisation, closures_known(database, known_at));
}

Calendar with_closures(const Calendar& calendar, Database& database, Moment known_at) {
  const std::vector<EnteredClosure> all = closures_known(database, known_at);
  const bool needs_units = !all.empty() || names_schools(calendar);
  return needs_units ? closed(calendar, load_organisation(database, known_at), all) : calendar.with_closures({});
}

}  // namespace ksbx
