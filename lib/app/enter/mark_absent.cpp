#include "app/enter/mark_absent.h"

#include <algorithm>
#include <set>

#include "app/enter/lifted_absence.h"
#include "app/enter/refusal.h"
#include "app/workspace/class_register.h"
#include "app/workspace/pupils.h"
#include "app/workspace/units.h"
#include "base/join.h"
#include "policy/judge/decide.h"
#include "policy/ledger/reconcile.h"
#include "store/history/attendance_store.h"
#include "store/history/history_store.h"
#include "store/ledger/duty_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

constexpr std::size_t most_previews = 50;

SessionRange range_of(const MarkRequest& request) {
  return {request.day, request.last.value_or(request.day), request.from, request.to};
}

Problem in_future(const Workspace& workspace, Day day) {
  return {Severity::error,
          "future-date",
          {},
          text("日期 {} 还没有到", "{} is in the future", day.iso()),
          text("请检查日期，今天是 {}；事先批准的请假用 --excused 原因",
               "check the date, today is {}; leave that was granted ahead is entered with --excused REASON",
               workspace.dates.today.iso())};
}

// A register speaks of a day that was seen, and of one.
void check_days(const Workspace& workspace, const MarkRequest& request) {
  if (auto refused = refused_range(workspace.calendar, range_of(request)))
    throw Error(Failure::usage, Problems{std::move(*refused)});
  const bool has_registers = request.complete || !request.nil.empty();
  if (has_registers && request.last)
    throw Error(Failure::usage, "contradiction",
                text("--complete、--nil 只说一天", "--complete and --nil are about one day"),
                text("多天的请假单独登记", "enter the leave of several days by itself"));
  if (has_registers && request.day > workspace.dates.today)
    throw Error(Failure::usage, Problems{in_future(workspace, request.day)});
}

void check_lessons(const Workspace& workspace, Day day, const CalendarPlace& place) {
  if (workspace.calendar.is_school_day(day, place)) return;
  throw Error(Failure::usage, "no-school-day",
              text("{} 不上课（{}）", "there are no lessons on {} ({})", day.iso(),
                   workspace.calendar.why_no_school(day, place)),
              text("请检查日期；调课请写进校历", "check the date; make-up lessons belong in the calendar file"));
}

Sessions sessions_in(Half half) {
  return {half != Half::afternoon, half != Half::morning};
}

// The lessons that an absence is about: of whole days, the sessions that are held.
std::vector<LessonDay> lessons_missed(const Workspace& workspace, const SessionRange& range, Half half,
                                      const CalendarPlace& place) {
  std::vector<LessonDay> lessons = workspace.calendar.lessons_in(range, place);
  for (LessonDay& one : lessons) one.sessions = one.sessions & sessions_in(half);
  std::erase_if(lessons, [](const LessonDay& one) { return !one.sessions.any(); });
  if (!lessons.empty()) return lessons;
  if (range.first != range.last)
    throw Error(Failure::usage, "no-school-day",
                text("{} 至 {} 没有要登记的上课时间", "there are no lessons to mark from {} to {}", range.first.iso(),
                     range.last.iso()),
                text("请检查起止日期和时段；放假不用请假", "check dates and session; holidays need no leave"));
  check_lessons(workspace, range.first, place);
  const Session session =
      range.on(range.first).morning && half != Half::afternoon ? Session::morning : Session::afternoon;
  throw Error(Failure::usage, "no-school-day",
              text("{} {}不上课（{}）", "there are no lessons in the {1} of {0} ({2})", range.first.iso(),
                   label_of(session), workspace.calendar.why_no_lessons(range.first, session, place)),
              text("请检查日期和时段；调课请写进校历",
                   "check the date and the session; make-up lessons belong in the calendar file"));
}

// "登记 9 天；2026-11-14至2026-11-15不上课（周末），未登记": of a stretch; days next to each other in one.
Text days_marked(const Calendar& calendar, const SessionRange& range, const std::vector<LessonDay>& lessons,
                 const CalendarPlace& place) {
  if (range.first == range.last) return {};
  struct Gap {
    DayRange days;
    std::string why;
  };
  std::vector<Gap> gaps;
  for (Day day = range.first; day <= range.last; ++day) {
    if (calendar.is_school_day(day, place)) continue;
    std::string why = calendar.why_no_school(day, place);
    if (!gaps.empty() && gaps.back().days.last + 1 == day && gaps.back().why == why)
      gaps.back().days.last = day;
    else
      gaps.push_back({{day, day}, std::move(why)});
  }
  const Text marked = text("共登记 {} 个上课日（{} 至 {}）", "{} school days marked, {} to {}", lessons.size(),
                           lessons.front().day.iso(), lessons.back().day.iso());
  if (gaps.empty()) return marked;
  const std::string list = join(gaps, "、", [](const Gap& gap) { return in_words(gap.days) + "（" + gap.why + "）"; });
  return text("{}；不上课、未登记：{}", "{}; no lessons, not marked: {}", marked, list);
}

// The classes that a word of --nil means: a school's, or those that the words fit. Never a guess among several.
std::vector<UnitId> classes_meant(const Workspace& workspace, const Organisation& organisation,
                                  const std::string& words) {
  std::vector<UnitId> fitting = ClassRegister(organisation, workspace.dates.today).matching(words);
  if (fitting.size() == 1) return fitting;
  if (fitting.empty()) {
    Problems problems;
    const Unit* unit = unit_meant(organisation, words, {}, problems);
    if (unit && (unit->kind == UnitKind::school || unit->kind == UnitKind::school_class))
      return organisation.classes_of(unit->id);
    if (unit)
      problems.push_back(
          {Severity::error, "not-a-class", {}, text("“{}”不是学校或班级", "{} is not a school or class", words), {}});
    throw Error(Failure::usage, std::move(problems));
  }
  const std::string list = join(fitting, "；", [&](UnitId id) { return organisation.full_name(id); });
  throw Error(Failure::usage, "ambiguous-class", text("“{}”可能是：{}", "{} may be: {}", words, list),
              text("请连学校名称一起写，或用班级代码", "write the school's name as well, or use the class code"));
}

// Those of them that have lessons: of a school in which one class is closed, the others. Throws if none has.
std::vector<UnitId> with_lessons(const Workspace& workspace, const Organisation& organisation, Day day,
                                 std::vector<UnitId> classes) {
  std::vector<UnitId> held;
  for (const UnitId one : classes)
    if (workspace.calendar.is_school_day(day, organisation.calendar_place(one))) held.push_back(one);
  if (held.empty() && !classes.empty()) check_lessons(workspace, day, organisation.calendar_place(classes.front()));
  return held;
}

Mark on_day(Mark mark, const LessonDay& day) {
  mark.day = day.day;
  return mark;
}

struct Target {
  const Absence* absence;
  Student student;
  std::vector<LessonDay> lessons;
  Text days;  // of a stretch
};

// Who the absences are about. From the command line all must be clear; of a list, what is not clear is rejected.
std::vector<Target> targets_of(const Workspace& workspace, const Organisation& organisation, const MarkRequest& request,
                               Problems& rejected) {
  std::vector<Target> targets;
  Problems unclear;
  const SessionRange range = range_of(request);
  const auto refuse = [&](const Absence& absence, Problem problem) {
    problem.origin = absence.origin;
    (absence.origin.line > 0 ? rejected : unclear).push_back(std::move(problem));
  };
  for (const Absence& absence : request.absences) {
    if (absence.presence != Presence::excused && range.last > workspace.dates.today) {
      refuse(absence, in_future(workspace, std::max(range.first, workspace.dates.today + 1)));
      continue;
    }
    PupilFound found = pupil(workspace.database, organisation, absence.pupil, workspace.dates.today);
    if (!found.student) {
      refuse(absence, std::move(*found.problem));
      continue;
    }
    const CalendarPlace place = organisation.calendar_place(found.student->school_class);
    std::vector<LessonDay> lessons = lessons_missed(workspace, range, absence.half, place);
    Text days = days_marked(workspace.calendar, range, lessons, place);
    targets.push_back({&absence, std::move(*found.student), std::move(lessons), std::move(days)});
  }
  if (!unclear.empty()) throw Error(Failure::usage, std::move(unclear));
  return targets;
}

std::vector<Duty> started_by(const Workspace& workspace, const Organisation& organisation, const Judge& judge,
                             const Target& target, const DayRange& days) {
  const Subject subject = subject_of(target.student);
  const History past = history(workspace.database, organisation, subject, workspace.dates.now);
  const Plan plan = reconcile(judge, judge.decide(past), ledger(workspace.database, subject), past,
                              {days.last, days.last, days.last});
  std::vector<Duty> duties;
  for (const Duty& duty : plan.opened)
    if (days.contains(duty.opened) && duty.state == DutyState::open) duties.push_back(duty);
  return duties;
}

// What the marks start, seen before the day is over.
std::vector<MarkOutcome::Started> preview(const Workspace& workspace, const Organisation& organisation,
                                          const MarkRequest& request, const std::vector<Target>& targets) {
  std::vector<MarkOutcome::Started> all;
  const Day last = std::min(range_of(request).last, workspace.dates.today);
  const bool is_ahead = last < request.day;  // of days to come nothing is due
  std::optional<Judge> judge;
  if (!is_ahead)
    judge.emplace(workspace.rulebook, workspace.calendar, organisation, last, Timeline::Closed::provisional);
  for (std::size_t i = 0; i < targets.size() && i < most_previews; ++i) {
    MarkOutcome::Started started{described(targets[i].student, organisation, request.shown), {}, targets[i].days};
    if (judge) started.duties = started_by(workspace, organisation, *judge, targets[i], {request.day, last});
    all.push_back(std::move(started));
  }
  return all;
}

}  // namespace

MarkOutcome mark_absent(const Workspace& workspace, const MarkRequest& request, Keep keep) {
  MarkOutcome outcome;
  check_days(workspace, request);
  Transaction transaction(workspace.database,
                          workspace.occasion());  // first: what is looked up holds until it is written
  const Organisation organisation = load_organisation(workspace.database);
  outcome.rows = static_cast<int>(request.absences.size());
  const std::vector<Target> targets = targets_of(workspace, organisation, request, outcome.rejected);
  std::set<UnitId> returned;
  for (const Target& one : targets) {
    const Unit* school = organisation.above(one.student.school_class, UnitKind::school);
    if (!request.complete || !school) continue;
    const auto classes = with_lessons(workspace, organisation, request.day, organisation.classes_of(school->id));
    returned.insert(classes.begin(), classes.end());
  }
  for (const std::string& words : request.nil) {
    const auto classes = with_lessons(workspace, organisation, request.day,
                                      classes_meant(workspace, organisation.on(request.day), words));
    returned.insert(classes.begin(), classes.end());
  }

  AttendanceLoad load(transaction);
  for (const Target& one : targets) {
    const Mark mark{one.student.id,      request.day, Session::morning,   one.absence->presence,
                    one.absence->reason, request.by,  workspace.dates.now};
    for (const LessonDay& day : one.lessons)
      if (one.absence->origin.line > 0)
        if (auto told =
                lifted_absence(load, organisation, one.student, on_day(mark, day), day.sessions, one.absence->origin))
          outcome.lifted.push_back(*std::move(told));
    ++(load.add(mark, one.lessons) == Effect::written ? outcome.marked : outcome.unchanged);
  }
  for (const UnitId school_class : returned)
    if (load.add(Register{school_class, request.day, request.by, workspace.dates.now}) == Effect::written)
      ++outcome.registers;
  load.finish();
  outcome.started = preview(workspace, organisation, request, targets);
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

std::vector<Absence> read_list(std::string_view list, const std::string& file, const Absence& otherwise,
                               Problems& rejected) {
  std::vector<Absence> absences;
  int line_number = 0;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('\n'), list.size());
    std::string_view line = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    ++line_number;
    std::vector<std::string_view> cells;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t stop = std::min(line.find_first_of(",\t", at), line.size());
      cells.push_back(line.substr(at, stop - at));
      at = stop + 1;
    }
    Absence absence = otherwise;
    absence.pupil = read_text(cells[0]).value;
    absence.origin = {file, line_number, 1};
    if (absence.pupil.empty() || absence.pupil.front() == '#') continue;
    // A state right behind the pupil: no session is said.
    if (cells.size() == 2 && read_session(cells[1]).issue != CellIssue::none && read_attendance(cells[1]).value)
      cells.insert(cells.begin() + 1, std::string_view());
    const auto half = cells.size() > 1 ? read_session(cells[1]) : Parsed<Half>{otherwise.half, CellIssue::none};
    if (cells.size() > 1 && !read_text(cells[1]).value.empty()) absence.half = half.value;
    if (cells.size() > 2 && !read_text(cells[2]).value.empty()) {
      const auto status = read_attendance(cells[2]);
      if (!status.value) {
        rejected.push_back(problem_of(status.issue, {file, line_number, 3}, "状态", Severity::error));
        continue;
      }
      if (status.value->half) absence.half = *status.value->half;
      if (status.value->is_part && read_text(cells[1]).value.empty()) {
        rejected.push_back(problem_of(CellIssue::session_missing, {file, line_number, 3}, "状态", Severity::error));
        continue;
      }
      absence.presence = status.value->presence;
      absence.reason = status.value->reason;
    }
    if (half.issue != CellIssue::none) {
      rejected.push_back(problem_of(half.issue, {file, line_number, 2}, "时段", Severity::error));
      continue;
    }
    absences.push_back(std::move(absence));
  }
  return absences;
}

}  // namespace ksbx
