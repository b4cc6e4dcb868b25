#include "app/enter/mark_absent.h"

#include <algorithm>
#include <set>

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

void check_day(const Workspace& workspace, Day day) {
  if (day > workspace.dates.today)
    throw Error(Failure::usage, "future-date", text("日期 {} 还没有到", "{} is in the future", day.iso()),
                text("请检查 --date；今天是 {}", "check --date; today is {}", workspace.dates.today.iso()));
}

void check_lessons(const Workspace& workspace, Day day, const std::string& school) {
  if (workspace.calendar.is_school_day(day, school)) return;
  throw Error(Failure::usage, "no-school-day",
              text("{} 不上课（{}）", "there are no lessons on {} ({})", day.iso(),
                   workspace.calendar.why_no_school(day, school)),
              text("请检查日期；调课请写进校历", "check the date; make-up lessons belong in the calendar file"));
}

// The sessions that an absence is about: of a whole day, those that are held.
Sessions sessions_of(const Workspace& workspace, Day day, Half half, const std::string& school) {
  check_lessons(workspace, day, school);
  const Sessions held = workspace.calendar.sessions_on(day, school);
  if (half == Half::whole_day) return held;
  const Session session = half == Half::morning ? Session::morning : Session::afternoon;
  if (held.has(session)) return {session == Session::morning, session == Session::afternoon};
  throw Error(Failure::usage, "no-school-day",
              text("{} {}不上课（{}）", "there are no lessons in the {1} of {0} ({2})", day.iso(), label_of(session),
                   workspace.calendar.why_no_lessons(day, session, school)),
              text("请检查日期和时段；调课请写进校历",
                   "check the date and the session; make-up lessons belong in the calendar file"));
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

struct Target {
  const Absence* absence;
  Student student;
  Sessions sessions;
};

// Who the absences are about. From the command line all must be clear; of a list, what is not clear is rejected.
std::vector<Target> targets_of(const Workspace& workspace, const Organisation& organisation, const MarkRequest& request,
                               Problems& rejected) {
  std::vector<Target> targets;
  Problems unclear;
  for (const Absence& absence : request.absences) {
    PupilFound found = pupil(workspace.database, organisation, absence.pupil, workspace.dates.today);
    if (found.student) {
      const std::string school = organisation.school_code_of(found.student->school_class);
      const Sessions sessions = sessions_of(workspace, request.day, absence.half, school);
      targets.push_back({&absence, std::move(*found.student), sessions});
      continue;
    }
    found.problem->origin = absence.origin;
    (absence.origin.line > 0 ? rejected : unclear).push_back(std::move(*found.problem));
  }
  if (!unclear.empty()) throw Error(Failure::usage, std::move(unclear));
  return targets;
}

Effect add_marks(AttendanceLoad& load, const Workspace& workspace, const MarkRequest& request, const Target& target) {
  const Absence& absence = *target.absence;
  Mark mark{target.student.id, request.day, Session::morning,   absence.presence,
            absence.reason,    request.by,  workspace.dates.now};
  bool written = false;
  if (target.sessions.morning) written = load.add(mark) == Effect::written;
  mark.session = Session::afternoon;
  if (target.sessions.afternoon) written = load.add(mark) == Effect::written || written;
  return written ? Effect::written : Effect::unchanged;
}

// What the marks start, seen before the day is over.
std::vector<MarkOutcome::Started> preview(const Workspace& workspace, const Organisation& organisation,
                                          const MarkRequest& request, const std::vector<Target>& targets) {
  std::vector<MarkOutcome::Started> all;
  const Judge judge(workspace.rulebook, workspace.calendar, organisation, request.day, Timeline::Closed::provisional);
  for (std::size_t i = 0; i < targets.size() && i < most_previews; ++i) {
    const Subject subject = subject_of(targets[i].student);
    const History past = history(workspace.database, organisation, subject, workspace.dates.now);
    const Plan plan = reconcile(judge, judge.decide(past), ledger(workspace.database, subject), past,
                                {request.day, request.day, request.day});
    MarkOutcome::Started started{described(targets[i].student, organisation, request.shown), {}};
    for (const Duty& duty : plan.opened)
      if (duty.opened == request.day && duty.state == DutyState::open) started.duties.push_back(duty);
    all.push_back(std::move(started));
  }
  return all;
}

}  // namespace

MarkOutcome mark_absent(const Workspace& workspace, const MarkRequest& request, Keep keep) {
  MarkOutcome outcome;
  check_day(workspace, request.day);
  Transaction transaction(workspace.database,
                          workspace.occasion());  // first: what is looked up holds until it is written
  const Organisation organisation = load_organisation(workspace.database);
  outcome.rows = static_cast<int>(request.absences.size());
  const std::vector<Target> targets = targets_of(workspace, organisation, request, outcome.rejected);
  std::set<UnitId> returned;
  for (const Target& one : targets) {
    const Unit* school = organisation.above(one.student.school_class, UnitKind::school);
    if (!request.complete || !school) continue;
    const auto classes = organisation.classes_of(school->id);
    returned.insert(classes.begin(), classes.end());
  }
  for (const std::string& words : request.nil) {
    const auto classes = classes_meant(workspace, organisation, words);
    for (const UnitId one : classes) check_lessons(workspace, request.day, organisation.school_code_of(one));
    returned.insert(classes.begin(), classes.end());
  }

  AttendanceLoad load(transaction);
  for (const Target& one : targets)
    ++(add_marks(load, workspace, request, one) == Effect::written ? outcome.marked : outcome.unchanged);
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
    const auto half = cells.size() > 1 ? read_session(cells[1]) : Parsed<Half>{otherwise.half, CellIssue::none};
    if (cells.size() > 1 && !read_text(cells[1]).value.empty()) absence.half = half.value;
    if (cells.size() > 2 && !read_text(cells[2]).value.empty()) {
      const auto status = read_attendance(cells[2]);
      if (!status.value) {
        rejected.push_back(problem_of(status.issue, {file, line_number, 3}, "状态", Severity::error));
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
