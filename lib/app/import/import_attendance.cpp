// Attendance returns: a row for each pupil who was not there all day, or one row 全勤 for a class in which no one was
// absent. A class that has a row for a date has returned its register for that date; with `complete`, so have all
// classes of its school. Of a day to come only leave is taken, and no register: no one has seen it.
#include <set>
#include <utility>

#include "app/enter/mark_absent.h"
#include "app/import/import_context.h"
#include "store/history/attendance_store.h"

namespace ksbx {
namespace {

class AttendanceRows {
 public:
  explicit AttendanceRows(ImportContext& context) : context_(context), load_(context.transaction) {}

  void take(const Row& row) {
    const auto date = date_in(context_, row, ColumnName::date);
    if (!date) return;
    const auto attended = attendance_in(row.cell(ColumnName::attendance));
    if (!attended.value) return context_.reject(row, ColumnName::attendance, attended.issue);
    if (!is_usable(row, *date, *attended.value)) return;
    attended.value->nobody_absent ? take_register(row, *date) : take_pupil(row, *date, *attended.value);
  }

  void finish() { load_.finish(); }

 private:
  // The rulebook's own codes come before the words that everyone uses.
  Parsed<std::optional<Attended>> attendance_in(std::string_view cell) const {
    if (const AttendanceCode* code = context_.workspace.rulebook.attendance_code(read_text(cell).value))
      return {Attended{code->presence, false, code->label.zh}, CellIssue::none};
    return read_attendance(cell);
  }

  bool is_usable(const Row& row, Day date, const Attended& attended) {
    const bool is_leave = !attended.nobody_absent && attended.presence == Presence::excused;
    if (date > context_.workspace.dates.today && !is_leave) {
      context_.reject(row, {Severity::error, "R_FUTURE_DATE", row.origin(ColumnName::date),
                            text("日期 {} 还没有到", "{} is in the future", date.iso()),
                            text("请检查日期，今天是 {}；还没到的日子只能登记请假",
                                 "check the date, today is {}; of a day to come only leave can be entered",
                                 context_.workspace.dates.today.iso())});
      return false;
    }
    return is_covered(context_, row, ColumnName::date, date);
  }

  void take_register(const Row& row, Day date) {
    const auto& place = context_.classes.find(context_.class_words(row));
    if (!place.school_class)
      return context_.reject(
          row,
          {Severity::error, "R_UNKNOWN_UNIT", row.origin(ColumnName::school_class),
           place.unknown.empty() ? text("没有登记过这个班", "no such class is registered") : place.unknown,
           text("班级随学生花名册建立，请先导入花名册", "classes come with the roster of pupils: import it first")});
    count(returned(place.school_class, date, row));
  }

  void take_pupil(const Row& row, Day date, const Attended& attended) {
    const auto session = read_session(row.cell(ColumnName::session));
    if (session.issue != CellIssue::none) return context_.reject(row, ColumnName::session, session.issue);
    const auto student = pupil_of_row(context_, row);
    if (!student) return;
    std::string reason = read_text(row.cell(ColumnName::reason)).value;
    if (reason.empty()) reason = attended.reason;
    const Mark mark{student->id,
                    date,
                    Session::morning,
                    attended.presence,
                    reason,
                    read_text(row.cell(ColumnName::by)).value,
                    context_.workspace.dates.now};
    const LessonDay lessons{date, sessions_of(*student, date, session.value)};
    const Effect effect = load_.add(mark, {&lessons, 1});
    if (student->school_class && date <= context_.workspace.dates.today) returned(student->school_class, date, row);
    count(effect);
  }

  // Of a whole day, the sessions that are held. What is said of another one is kept, as on a day without lessons: the
  // calendar may be wrong.
  Sessions sessions_of(const Student& student, Day date, Half half) const {
    if (half != Half::whole_day) return {half == Half::morning, half == Half::afternoon};
    const CalendarPlace place = context_.organisation.calendar_place(student.school_class);
    const Sessions held = context_.workspace.calendar.sessions_on(date, place);
    return held.any() ? held : Sessions{};
  }

  Effect returned(UnitId school_class, Day date, const Row& row) {
    const Unit* school =
        context_.request.complete ? context_.organisation.above(school_class, UnitKind::school) : nullptr;
    if (school && whole_schools_.insert({school->id, date}).second)
      for (const UnitId other : context_.organisation.classes_of(school->id)) enter(other, date, row);
    return enter(school_class, date, row);
  }

  Effect enter(UnitId school_class, Day date, const Row& row) {
    return load_.add(
        Register{school_class, date, read_text(row.cell(ColumnName::by)).value, context_.workspace.dates.now});
  }

  void count(Effect effect) { effect == Effect::written ? context_.accept_new() : context_.accept(effect); }

  ImportContext& context_;
  AttendanceLoad load_;
  std::set<std::pair<UnitId, Day>> whole_schools_;  // whose classes have all been entered for the day
};

}  // namespace

void import_attendance(ImportContext& context) {
  AttendanceRows rows(context);
  while (const Row* row = context.next()) rows.take(*row);
  rows.finish();
}

}  // namespace ksbx
