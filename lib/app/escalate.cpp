#include "app/escalate.h"

#include <algorithm>
#include <set>

#include "app/night.h"
#include "app/storm_watch.h"
#include "store/attendance_store.h"
#include "store/duty_store.h"
#include "store/history_store.h"
#include "store/question_store.h"
#include "store/unit_store.h"
#include "store/views.h"

namespace ksbx {
namespace {

// The days to judge: those after the last run; the last one again if it was judged already, for what came in since.
std::vector<Day> days_to_judge(Desk& desk, const std::optional<Run>& last) {
  const Day first_fact = first_day_of_facts(desk.database).value_or(desk.today);
  Day first = last ? last->through + 1 : std::min(first_fact, desk.today);
  if (last && desk.today < last->through)
    throw Error(Failure::usage, "already-judged",
                text("已经判断到 {}，不能回到 {}", "judged through {} already: cannot go back to {}",
                     last->through.iso(), desk.today.iso()),
                text("查看过去某天请用 report --as-of 或 explain --on",
                     "to look at a past day use report --as-of or explain --on"));
  if (last && last->through == desk.today) first = desk.today;
  std::vector<Day> days;
  for (Day day = first; day <= desk.today; ++day) days.push_back(day);
  return days;
}

void add_all(std::set<StudentId>& to, const std::vector<StudentId>& more) {
  to.insert(more.begin(), more.end());
}

// Who has a mark or a record on the day or a mark on the school day before it; whom a duty, a doubt, the calendar or a storm
// concerns; and, at the last pass, everybody about whom anything was said since the last run.
class Candidates {
 public:
  Candidates(Desk& desk, const Organisation& organisation, Seen since, bool everybody)
      : desk_(desk),
        organisation_(organisation),
        since_(since),
        everybody_(everybody),
        kinds_(desk.rulebook.subjects()) {}

  InQuestion on(Day day, bool last_pass) const {
    std::set<StudentId> students;
    add_all(students, students_with_facts_on(desk_.database, day));
    if (const auto before = desk_.calendar.previous_school_day(day))
      add_all(students, students_with_facts_on(desk_.database, *before));
    add_all(students, students_to_follow(desk_.database));
    if (last_pass) add_all(students, students_in_question(desk_.database, since_));
    if (last_pass && everybody_) add_all(students, students_with_facts(desk_.database));
    add_all(students, students_without_teacher(day));
    add_all(students, students_held_back(desk_.database, organisation_));
    return {{students.begin(), students.end()}, units(day, last_pass)};
  }

 private:
  std::vector<StudentId> students_without_teacher(Day day) const {
    std::vector<UnitId> classes;
    for (const Unit& unit : organisation_.units())
      if (unit.kind == UnitKind::school_class && organisation_.holders(unit.id, "class_teacher", day).empty())
        classes.push_back(unit.id);
    return students_of_classes(desk_.database, classes);
  }

  // Nobody is missing from a class that nobody attends: one that graduated, or where children waited to be placed.
  bool is_deserted(const Subject& subject) const {
    return subject.kind == SubjectKind::school_class && students_of_classes(desk_.database, {subject.unit}).empty() &&
           !has_duties(desk_.database, subject);
  }

  std::vector<Subject> units(Day day, bool last_pass) const {
    std::set<UnitId> ids;
    const auto in_question = units_in_question(desk_.database, last_pass ? since_ : seen_now(desk_.database));
    ids.insert(in_question.begin(), in_question.end());
    std::vector<UnitId> classes;
    for (const Unit& unit : organisation_.units()) {
      if (unit.kind == UnitKind::school_class)
        classes.push_back(unit.id);
      else if (kinds_.contains(subject_kind(unit.kind)))
        ids.insert(unit.id);
    }
    for (const MissingRegister& missing : missing_registers(desk_.database, {day, day}, classes))
      ids.insert(missing.school_class);
    if (last_pass && everybody_) ids.insert(classes.begin(), classes.end());
    std::vector<Subject> subjects;
    for (const UnitId id : ids) {
      const Unit* unit = organisation_.find(id);
      if (unit == nullptr || !kinds_.contains(subject_kind(unit->kind))) continue;
      const Subject subject = subject_of(*unit);
      if (!is_deserted(subject)) subjects.push_back(subject);
    }
    const std::vector<Subject> gone = units_gone(desk_.database);
    subjects.insert(subjects.end(), gone.begin(), gone.end());
    return subjects;
  }

  Desk& desk_;
  const Organisation& organisation_;
  Seen since_;
  bool everybody_;
  std::set<SubjectKind> kinds_;  // whom the rulebook has rules for
};

Run run_of(const Desk& desk, const EscalateRequest& request, Day through, Seen seen, const Escalation& pass) {
  Run run;
  run.through = through;
  run.today = request.current;
  run.provisional = request.provisional;
  run.rulebook = desk.rulebook.digest;
  run.calendar = request.calendar_digest;
  run.seen = seen;
  run.recorded = desk.occasion.at;
  run.checked = pass.checked;
  run.opened = pass.opened;
  run.amended = pass.amended;
  run.withdrawn = pass.withdrawn;
  run.done = pass.done;
  run.overdue = pass.overdue;
  run.doubts = pass.doubts;
  return run;
}

void add_to(Escalation& total, Escalation pass) {
  total.days += pass.days;
  total.checked += pass.checked;
  total.opened += pass.opened;
  total.amended += pass.amended;
  total.withdrawn += pass.withdrawn;
  total.done += pass.done;
  total.overdue += pass.overdue;
  total.doubts = pass.doubts;
  total.not_judged = std::move(pass.not_judged);
  total.storms = std::move(pass.storms);
  const auto move = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  move(total.new_duties, pass.new_duties);
  move(total.documents, pass.documents);
  move(total.sendings, pass.sendings);
  move(total.withdrawals, pass.withdrawals);
  move(total.amendments, pass.amendments);
  move(total.accepted_storms, pass.accepted_storms);
}

}  // namespace

Escalation escalate(Desk& desk, const EscalateRequest& request, Keep keep) {
  Escalation total;
  total.through = desk.today;
  const auto last = last_run(desk.database);
  desk.calendar.is_work_day(desk.today);  // outside the calendar is an error, before any day is judged
  const std::vector<Day> days = days_to_judge(desk, last);
  const bool rules_changed =
      last && (last->rulebook != desk.rulebook.digest || last->calendar != request.calendar_digest);
  const Organisation organisation = load_organisation(desk.database);
  const Candidates candidates(desk, organisation, last ? last->seen : Seen{}, !last || rules_changed);
  StormWatch storms(desk, organisation, request, last);
  const auto closed = request.provisional ? Timeline::Closed::provisional : Timeline::Closed::yes;

  // A rehearsal keeps one transaction open over all days, so that each sees the one before; then nothing is kept.
  std::optional<Transaction> rehearsal;
  if (keep == Keep::nothing) rehearsal.emplace(desk.database, desk.occasion);
  for (const Day day : days) {
    const bool last_pass = day == days.back();
    std::optional<Transaction> own;
    if (!rehearsal) own.emplace(desk.database, desk.occasion);
    Transaction& transaction = rehearsal ? *rehearsal : *own;
    const Seen seen = seen_now(desk.database);
    NightPass pass(desk, organisation, {day, desk.today, last_pass ? std::max(day, request.current) : day}, closed);
    pass.judge(candidates.on(day, last_pass));
    pass.hold_back(storms.look(pass.newcomers(), day));
    pass.apply(transaction);
    storms.keep(transaction);
    Escalation told;
    pass.tell(told);
    storms.tell(told);
    add(transaction, run_of(desk, request, day, last_pass ? seen : last ? last->seen : Seen{}, told));
    if (own) own->commit();
    add_to(total, std::move(told));
  }
  total.without_storm = storms.without_storm();
  return total;
}

}  // namespace ksbx
