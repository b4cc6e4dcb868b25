#include "app/rules/calendar_list.h"

#include <algorithm>
#include <set>

#include "store/history/closure_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

// A line of the list; consecutive days of one name are one.
struct Entry {
  DayRange days;
  Text kind;
  std::string whom, session, reason, entered;
  std::int64_t closure = 0;
};

Text label_of_sessions(const Sessions& sessions) {
  return sessions.is_half_day() ? label_of(sessions.morning ? Session::morning : Session::afternoon) : Text{};
}

void add_days(std::vector<Entry>& entries, const std::set<Day>& days, const Text& kind,
              const std::map<Day, std::string>& names) {
  std::size_t last = entries.size();
  for (const Day day : days) {
    const auto named = names.find(day);
    const std::string name = named == names.end() ? std::string() : named->second;
    if (last < entries.size() && entries.back().days.last + 1 == day && entries.back().reason == name)
      entries.back().days.last = day;
    else
      entries.push_back({{day, day}, kind, {}, {}, name, {}});
  }
}

std::vector<Entry> entries_of(const Calendar& files, Database& database, Moment known_at, Language language) {
  const Organisation organisation = load_organisation(database);
  const auto school = [&](const std::string& code) {
    const Unit* unit = organisation.find_code(code);
    return code.empty() ? text("全市", "everybody").in(language) : unit ? unit->name : code;
  };
  std::vector<Entry> entries;
  for (const Term& term : files.parts().terms)
    entries.push_back({term.days, text("学期", "term"), {}, {}, term.name, {}});
  add_days(entries, files.parts().holidays, text("放假", "holiday"), files.parts().holiday_names);
  add_days(entries, files.parts().makeup_workdays, text("调休上班", "make-up day"), {});
  for (const Closure& one : files.parts().closures)
    entries.push_back({one.days, text("停课（校历文件）", "closure in a file"), school(one.school),
                       label_of_sessions(one.sessions).in(language), one.reason, one.entered.iso()});
  for (const ExtraDay& one : files.parts().extra_days)
    entries.push_back({{one.day, one.day},
                       text("补课日", "extra day"),
                       school(one.school),
                       label_of_sessions(one.sessions).in(language),
                       one.reason,
                       one.entered.iso()});
  for (const EnteredClosure& one : closures_known(database, known_at))
    entries.push_back({one.days, text("停课", "closure"), one.unit ? organisation.full_name(one.unit) : school({}),
                       one.session ? label_of(*one.session).in(language) : std::string(), one.reason,
                       one.recorded.day().iso(), one.id});
  std::ranges::stable_sort(entries, {}, [](const Entry& entry) { return entry.days.first; });
  return entries;
}

}  // namespace

Table calendar_list(const Calendar& files, Database& database, Moment known_at, Language language) {
  Table table{"calendar-list",
              text("校历", "Calendar"),
              {{"first", text("首日", "first day")},
               {"last", text("末日", "last day")},
               {"kind", text("种类", "kind")},
               {"whom", text("范围", "whom")},
               {"session", text("时段", "session")},
               {"reason", text("名称或原因", "name or reason")},
               {"entered", text("登记日期", "entered")},
               {"closure", text("停课号", "closure")}},
              {}};
  for (const Entry& one : entries_of(files, database, known_at, language))
    table.rows.push_back({one.days.first.iso(), one.days.last.iso(), one.kind.in(language), one.whom, one.session,
                          one.reason, one.entered, one.closure ? Cell(one.closure) : Cell()});
  table.notes.push_back(text("停课号用于 ksbx calendar open：恢复上课。",
                             "The number of a closure is for ksbx calendar open: lessons are held after all."));
  return table;
}

}  // namespace ksbx
