#include "app/enter/close_lessons.h"

#include <algorithm>
#include <set>

#include "app/enter/refusal.h"
#include "app/workspace/class_register.h"
#include "app/workspace/closures.h"
#include "app/workspace/units.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/night_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

[[noreturn]] void refuse(Problem problem) {
  throw Error(Failure::usage, Problems{std::move(problem)});
}

UnitId unit_called(const Organisation& organisation, Day today, UnitKind kind, const std::string& words) {
  const ClassRegister classes(organisation, today);
  std::vector<UnitId> fitting;
  if (kind == UnitKind::school_class) fitting = classes.matching(words);
  if (kind == UnitKind::grade) fitting = classes.grades_matching(words);
  if (fitting.size() > 1) refuse(ambiguous_unit(organisation, words, fitting));
  if (fitting.size() == 1) return fitting.front();
  Problems problems;
  const Unit* unit = unit_meant(organisation, words, {}, problems);
  if (unit == nullptr) throw Error(Failure::usage, std::move(problems));
  if (unit->kind == kind) return unit->id;
  throw Error(Failure::usage, "other-unit-kind",
              text("“{}”不是{}，是{}", "{0} is no {1} but a {2}", words, label_of(kind), label_of(unit->kind)),
              text("用 --class、--grade、--school、--town 中合适的一个",
                   "use the right one of --class, --grade, "
                   "--school and --town"));
}

void check(const Workspace& workspace, const CloseRequest& request) {
  if (request.reason.empty())
    throw Error(Failure::usage, "no-reason", text("没有写停课原因", "no reason is given"),
                text("加上 --reason，如 --reason 流感停课", "add --reason"));
  if (auto refused = refused_range(workspace.calendar, {request.days.first, request.days.last})) refuse(*refused);
  for (Day day = request.days.first; day <= request.days.last; ++day)
    if (auto refused = refused_day(workspace.calendar, day, day)) refuse(std::move(*refused));
}

// The days on which anybody it concerns would have lessons in what it closes.
std::vector<Day> days_closed(const Calendar& calendar, const std::vector<Closure>& closures) {
  std::set<Day> days;
  for (const Closure& closure : closures)
    for (const LessonDay& one :
         calendar.lessons_in({closure.days.first, closure.days.last}, {closure.school, closure.school_class}))
      if ((one.sessions & closure.sessions).any()) days.insert(one.day);
  return {days.begin(), days.end()};
}

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

CloseOutcome close_lessons(const Workspace& workspace, const CloseRequest& request, Keep keep) {
  check(workspace, request);
  Database& database = workspace.database;
  Transaction transaction(database, workspace.occasion());
  const Organisation organisation = load_organisation(database);
  EnteredClosure entered{0, {}, request.days, request.session, request.reason, request.by, workspace.dates.now, 0};
  if (request.whom) entered.unit = unit_called(organisation, workspace.dates.today, *request.whom, request.unit);
  CloseOutcome outcome;
  outcome.whom =
      request.whom ? same_text(organisation.full_name(entered.unit)) : text("全市所有学校", "all schools of the city");
  const std::vector<Day> days = days_closed(workspace.calendar, closures_of(organisation, entered));
  outcome.effect = add(transaction, entered);
  if (outcome.effect == Effect::unchanged) return outcome;
  if (days.empty())
    throw Error(Failure::usage, "no-school-day",
                text("{} 在 {} 本来就不上课", "{} has no lessons on {} anyway", outcome.whom, in_words(request.days)),
                text("请检查起止日期；已有的停课见 ksbx calendar list",
                     "check the dates; ksbx calendar list shows what is closed already"));
  outcome.school_days = static_cast<int>(days.size());
  if (const auto judged = last_run(database))
    outcome.judged = static_cast<int>(std::ranges::count_if(days, [&](Day day) { return day <= judged->through; }));
  outcome.closure = closures_known(database, workspace.dates.now).back().id;
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

std::int64_t change_of_closure(const Workspace& workspace, std::int64_t closure) {
  if (const auto entered = closure_entered(workspace.database, closure)) return entered->change;
  throw Error(Failure::usage, "unknown-closure", text("没有停课 {}", "there is no closure {}", closure),
              text("编号见 ksbx calendar list", "ksbx calendar list shows the numbers"));
}

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
