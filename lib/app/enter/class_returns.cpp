#include "app/enter/class_returns.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "base/join.h"
#include "base/mask.h"
#include "model/history.h"
#include "store/roster/roster_store.h"

namespace ksbx {
namespace {

std::vector<Student> pupils_on_roll(Database& database, UnitId school_class) {
  std::vector<Student> pupils = students_of(database, school_class);
  std::erase_if(pupils, [](const Student& one) { return one.enrolment != Enrolment::enrolled; });
  return pupils;
}

std::int64_t packed(StudentId student, Sessions lessons) {
  return student.value << 2 | std::int64_t{lessons.morning} << 1 | std::int64_t{lessons.afternoon};
}

// What a register that is not returned cannot say.
void enter_who_came(const Register& returned, const std::vector<std::int64_t>& came, AttendanceLoad& load) {
  for (const std::int64_t one : came) {
    const LessonDay lessons{returned.day, {(one & 2) != 0, (one & 1) != 0}};
    load.add(
        {StudentId{one >> 2}, returned.day, Session::morning, Presence::present, {}, returned.by, returned.recorded},
        {&lessons, 1});
  }
}

std::string some_names(const std::vector<Student>& pupils) {
  constexpr std::size_t most = 3;
  const std::span<const Student> named = std::span(pupils).first(std::min(most, pupils.size()));
  return join(named, "、", [](const Student& one) {
    return formatted("{}（{}）", masked(one.name, Privacy::name, Masking::normal), short_code(one.id));
  });
}

// A class of which rows only say who came, and not of everyone, on one day or more.
struct OpenDays {
  int source = 0;
  std::vector<Day> days;
  std::size_t there = 0;        // children, on the first of them
  std::vector<Student> others;  // of whom nothing is said then
};

Problem stays_open(const Organisation& organisation, UnitId school_class, const OpenDays& open) {
  const Day first = open.days.front();
  const std::string names = some_names(open.others) + (open.others.size() > 3 ? "…" : "");
  const Text when = open.days.size() == 1
                        ? text("{}", "{}", first.iso())
                        : text("{} 等 {} 天", "{} and other days, {} in all", first.iso(), open.days.size());
  const Text came = open.there > 0 ? text("只写了 {} 人到校", "{} came by the list", open.there)
                                   : text("写到的都没到校", "no one came by the list");
  return {Severity::warning,
          "W_REGISTER_OPEN",
          {},
          text("{} {}：{}，没有写的有 {} 人：{}；点名册没有交齐",
               "{} on {}: {}, and of {} pupils it says nothing: {}. The register is not returned",
               organisation.full_name(school_class), when, came, open.others.size(), names),
          text("补上这些学生的状态；没到校的写旷课、请假等",
               "add rows for these pupils: 旷课, 请假 … if they did not come")};
}

Problem not_complete(const Organisation& organisation, const Register& returned, std::size_t missing) {
  return {Severity::warning,
          "W_NOT_COMPLETE",
          {},
          text("{} {}：写了全勤，又有 {} 行说有人没到；按没到登记",
               "{} on {}: no one is said to be absent, and {} rows say that somebody was; these count",
               organisation.full_name(returned.school_class), returned.day.iso(), missing),
          text("请核对；没有全勤就删去全勤那一行", "check it; if somebody was absent, remove the row 全勤")};
}

// Who is not on a list of the absent counts as present.
Text returned_by_list(const Organisation& organisation, const std::vector<std::pair<UnitId, Day>>& returned) {
  constexpr std::size_t most = 3;
  std::vector<UnitId> classes;
  DayRange days{returned.front().second, returned.front().second};
  for (const auto& [school_class, day] : returned) {
    if (std::ranges::find(classes, school_class) == classes.end()) classes.push_back(school_class);
    days = {std::min(days.first, day), std::max(days.last, day)};
  }
  const std::span<const UnitId> named = std::span(classes).first(std::min(most, classes.size()));
  const std::string names = join(named, "、", [&](UnitId one) { return organisation.full_name(one); });
  return text("{} 个班的点名册由这份名单交齐（{}）：{}{}；名单外的学生按到校算",
              "the registers of {} classes are returned by this list ({}): {}{}; whoever it does not name counts as "
              "present",
              classes.size(), in_words(days), names, classes.size() > most ? Text{" 等", " …"} : Text{});
}

// 全勤, and a row that was turned back: it may be about a child who is missing.
Problem complete_in_doubt(const Organisation& organisation, const Register& returned) {
  return {
      Severity::warning,
      "W_NOT_COMPLETE",
      {},
      text("{} {}：写了全勤，又有退回的行说有人没到；没有按全勤登记，点名册没有交齐",
           "{} on {}: no one is said to be absent, and a row that was rejected says that somebody was; the register "
           "is not returned",
           organisation.full_name(returned.school_class), returned.day.iso()),
      text("请改正退回的行再导入；没有这回事，就删去它，只导入全勤那一行",
           "correct the rejected row and import it; if it is wrong, import the row 全勤 without it")};
}

}  // namespace

// What is known of a day from marks, those of earlier calls among them.
class ClassReturns::KnownMarks {
 public:
  explicit KnownMarks(const Workspace& workspace)
      : marks_(workspace.database, workspace.dates.now), now_(workspace.dates.now) {}

  bool speak_of(const Student& student, Day day) {
    return any(student, day, [](Presence presence) { return presence != Presence::unknown; });
  }
  bool say_he_came(const Student& student, Day day) {
    return any(student, day, [](Presence presence) { return presence == Presence::present; });
  }

 private:
  template <class Is>
  bool any(const Student& student, Day day, Is is) {
    return std::ranges::any_of(as_known(marks_.of(student.id), now_),
                               [&](const Mark& mark) { return mark.day == day && is(mark.presence); });
  }

  SaidMarks marks_;
  Moment now_;
};

// Pupils on the roll of the class of whom nothing is said, where the register needs a row of everyone.
std::vector<Student> ClassReturns::Rows::not_spoken_of(Database& database, KnownMarks& known) const {
  std::vector<Student> others = pupils_on_roll(database, returned.school_class);
  const auto was_said_to_come = [&](const Student& one) { return known.say_he_came(one, returned.day); };
  if (!lists_who_came() && !(is_correction && std::ranges::any_of(others, was_said_to_come))) return {};
  const std::set<StudentId> named(spoken_of.begin(), spoken_of.end());
  std::erase_if(others,
                [&](const Student& one) { return named.contains(one.id) || known.speak_of(one, returned.day); });
  return others;
}

bool ClassReturns::Rows::lists_who_came() const {
  if (is_complete) return false;
  if (names_everyone || there.size() + late.size() > missing.size()) return true;
  return std::ranges::any_of(there, [this](StudentId one) { return std::ranges::find(missing, one) == missing.end(); });
}

ClassReturns::Rows& ClassReturns::rows_of(const Register& returned, int source) {
  return classes_.try_emplace({returned.school_class, returned.day}, Rows{returned, source, {}}).first->second;
}

Effect ClassReturns::nobody_absent(const Register& returned, int source, const AttendanceLoad& load) {
  Rows& rows = rows_of(returned, source);
  if (std::exchange(rows.is_complete, true)) return Effect::unchanged;
  rows.returned = returned;
  return load.has(returned) ? Effect::unchanged : Effect::written;
}

void ClassReturns::said(const Student& student, Presence presence, const Register& returned, int source, Names names) {
  Rows& rows = rows_of(returned, source);
  rows.names_everyone = rows.names_everyone || names == Names::everyone;
  rows.is_correction = rows.is_correction || names == Names::corrected;
  rows.spoken_of.push_back(student.id);
  if (names == Names::missing && was_there(presence)) return;  // too few lessons of a half day
  (presence == Presence::present ? rows.there : was_there(presence) ? rows.late : rows.missing).push_back(student.id);
}

bool ClassReturns::came(const Student& student, Sessions lessons, const Register& returned, int source,
                        AttendanceLoad& load) {
  Rows& rows = rows_of(returned, source);
  if (rows.came.empty()) rows.was_returned = rows.is_complete || load.has(returned);
  rows.came.push_back(packed(student.id, lessons));
  return !rows.was_returned;
}

void ClassReturns::contradicted(const Register& returned, int source) {
  rows_of(returned, source).is_contradicted = true;
}

void ClassReturns::finish(const Workspace& workspace, const Organisation& organisation, AttendanceLoad& load,
                          const Warn& warn, const Note& note) {
  std::map<UnitId, OpenDays> open;
  std::map<int, std::vector<std::pair<UnitId, Day>>> closed;  // by lists of the absent, of each file
  KnownMarks known(workspace);
  for (const auto& [place, rows] : classes_) {
    if (rows.is_complete && !rows.missing.empty())
      warn(rows.source, not_complete(organisation, rows.returned, rows.missing.size()));
    else if (rows.is_complete && rows.is_contradicted && !load.has(rows.returned))
      warn(rows.source, complete_in_doubt(organisation, rows.returned));
    if (rows.is_contradicted) {
      enter_who_came(rows.returned, rows.came, load);
      continue;
    }
    if (load.has(rows.returned)) continue;
    const std::vector<Student> others =
        rows.is_complete ? std::vector<Student>{} : rows.not_spoken_of(workspace.database, known);
    if (others.empty()) {
      load.add(rows.returned);
      if (rows.lists_the_absent()) closed[rows.source].push_back(place);
    } else {
      enter_who_came(rows.returned, rows.came, load);
      if (!workspace.calendar.is_school_day(place.second, organisation.calendar_place(place.first))) continue;
      std::set<StudentId> there(rows.there.begin(), rows.there.end());
      there.insert(rows.late.begin(), rows.late.end());
      OpenDays& of_class = open.try_emplace(place.first, OpenDays{rows.source, {}, there.size(), others}).first->second;
      of_class.days.push_back(place.second);
    }
  }
  for (const auto& [school_class, days] : open) warn(days.source, stays_open(organisation, school_class, days));
  for (const auto& [source, returned] : closed) note(source, returned_by_list(organisation, returned));
  if (speaks_ == Speaks::of_whole_schools) enter_whole_schools(organisation, load);
}

// Of a school whose rows only say who came, classes without a row are not complete.
void ClassReturns::enter_whole_schools(const Organisation& organisation, AttendanceLoad& load) const {
  std::set<std::pair<UnitId, Day>> entered;
  for (const auto& [place, rows] : classes_) {
    const Unit* school = organisation.above(place.first, UnitKind::school);
    if (!school || rows.lists_who_came() || !entered.emplace(school->id, place.second).second) continue;
    for (const UnitId other : organisation.classes_of(school->id)) {
      if (classes_.contains({other, place.second})) continue;
      Register returned = rows.returned;
      returned.school_class = other;
      load.add(returned);
    }
  }
}

}  // namespace ksbx
