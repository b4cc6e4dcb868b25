// Leave lists (请假表): a row for each leave, from one session to another. Every lesson in it is marked as missed with
// leave; days to come may be in it. A leave says nothing of the class: it makes no register.
#include "app/enter/refusal.h"
#include "app/import/import_context.h"
#include "store/history/attendance_store.h"

namespace ksbx {
namespace {

class LeaveRows {
 public:
  explicit LeaveRows(ImportContext& context) : context_(context), load_(context.transaction) {}

  void take(const Row& row) {
    const auto range = range_of(row);
    const auto reason = range ? reason_of(row) : std::nullopt;
    const auto student = reason ? pupil_of_row(context_, row) : std::nullopt;
    if (!student) return;
    const CalendarPlace place = context_.organisation.calendar_place(student->school_class);
    const std::vector<LessonDay> lessons = context_.workspace.calendar.lessons_in(*range, place);
    if (lessons.empty())
      return context_.reject(row, {Severity::error, "R_NO_SCHOOL_DAY", row.origin(ColumnName::from),
                                   text("{} 至 {} 没有上课日", "there are no lessons from {} to {}", range->first.iso(),
                                        range->last.iso()),
                                   text("请检查起止日期；放假不用请假", "check the dates; holidays need no leave")});
    const Mark mark{student->id,
                    range->first,
                    range->from,
                    Presence::excused,
                    *reason,
                    read_text(row.cell(ColumnName::by)).value,
                    context_.workspace.dates.now};
    const Effect effect = load_.add(mark, lessons);
    effect == Effect::written ? context_.accept_new() : context_.accept(effect);
  }

  void finish() { load_.finish(); }

 private:
  std::optional<SessionRange> range_of(const Row& row) {
    const auto first = date_in(context_, row, ColumnName::from);
    const auto last = first ? date_in(context_, row, ColumnName::until) : std::nullopt;
    if (!last) return std::nullopt;
    const auto begins = read_session(row.cell(ColumnName::from_session));
    const auto ends = read_session(row.cell(ColumnName::to_session));
    if (begins.issue != CellIssue::none || ends.issue != CellIssue::none) {
      const bool is_first = begins.issue != CellIssue::none;
      context_.reject(row, is_first ? ColumnName::from_session : ColumnName::to_session,
                      is_first ? begins.issue : ends.issue);
      return std::nullopt;
    }
    const SessionRange range{*first, *last, first_session(row, begins.value), last_session(row, ends.value)};
    const bool is_part = is_part_of_days(row.cell(ColumnName::amount_of_days)) ||
                         !read_text(row.cell(ColumnName::amount_of_lessons)).value.empty();
    if (is_part && range.from == Session::morning && range.to == Session::afternoon &&
        read_text(row.cell(ColumnName::from_session)).value.empty() &&
        read_text(row.cell(ColumnName::to_session)).value.empty()) {
      context_.reject(row, ColumnName::from_session, CellIssue::session_missing);
      return std::nullopt;
    }
    if (auto refused = refused_range(context_.workspace.calendar, range)) {
      refused->code = "R_LEAVE_DAYS";
      refused->origin = row.origin(ColumnName::until);
      context_.reject(row, std::move(*refused));
      return std::nullopt;
    }
    for (Day day = range.first; day <= range.last; ++day)
      if (!is_covered(context_, row, day == range.first ? ColumnName::from : ColumnName::until, day))
        return std::nullopt;
    return range;
  }

  // Where no column says the half, the time behind the date does: from 14:00 on it is the afternoon.
  static constexpr int noon = 12 * 60, end_of_morning = 12 * 60 + 30;
  static Session first_session(const Row& row, Half said) {
    const auto time = time_behind_date(row.cell(ColumnName::from));
    const bool is_said = !read_text(row.cell(ColumnName::from_session)).value.empty();
    const bool is_late = is_said ? said == Half::afternoon : time && *time >= noon;
    return is_late ? Session::afternoon : Session::morning;
  }
  static Session last_session(const Row& row, Half said) {
    const auto time = time_behind_date(row.cell(ColumnName::until));
    const bool is_said = !read_text(row.cell(ColumnName::to_session)).value.empty();
    const bool is_early = is_said ? said == Half::morning : time && *time > 0 && *time <= end_of_morning;
    return is_early ? Session::morning : Session::afternoon;
  }

  // "病假：手术", from the kind of leave and what it is for; one of them is enough. A word that says something else
  // than leave stands in the wrong list.
  std::optional<std::string> reason_of(const Row& row) {
    const std::string kind = read_text(row.cell(ColumnName::leave_type)).value;
    const std::string reason = read_note(row.cell(ColumnName::reason)).value;
    if (kind.empty() && reason.empty()) {
      context_.reject(row, ColumnName::leave_type, CellIssue::value_missing);
      return std::nullopt;
    }
    const auto said = read_attendance(kind);
    if (said.value && (said.value->nobody_absent || said.value->presence != Presence::excused)) {
      context_.reject(row, {Severity::error, "R_NOT_LEAVE", row.origin(ColumnName::leave_type),
                            text("“{}”不是请假", "{} is no leave", kind),
                            text("缺课、到校写进考勤表", "absence and attendance belong in an attendance return")});
      return std::nullopt;
    }
    return kind.empty() || reason.empty() || kind == reason ? (kind.empty() ? reason : kind) : kind + "：" + reason;
  }

  ImportContext& context_;
  AttendanceLoad load_;
};

}  // namespace

void import_leave(ImportContext& context) {
  LeaveRows rows(context);
  while (const Row* row = context.next()) rows.take(*row);
  rows.finish();
}

}  // namespace ksbx
