// Leave lists (请假表): a row for each leave, from one session to another. Every lesson in it is marked as missed with
// leave; days to come may be in it. A leave says nothing of the class: it makes no register.
#include <algorithm>
#include <cstdlib>

#include "app/enter/refusal.h"
#include "app/enter/replaced_states.h"
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
    const auto student = reason ? pupil_of_row(context_, row, range->first) : std::nullopt;
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
    check_count(row, *range, lessons);
    context_.speaks_of(range->first);
    context_.speaks_of(range->last);
    tell_of_absence(row, mark, lessons);
    const auto before = ReplacedStates::before(load_, mark, lessons, student->school_class);
    const Effect effect = load_.add(mark, lessons);
    if (before && effect == Effect::written) replaced_.add(*before, mark, *student, context_.organisation);
    effect == Effect::written ? context_.accept_new() : context_.accept(effect);
  }

  void finish() {
    load_.finish();
    replaced_.tell(context_.result.notes);
  }

 private:
  // A register of the same call says that he was missing without leave: the leave counts, and one of them may be wrong.
  void tell_of_absence(const Row& row, const Mark& leave, const std::vector<LessonDay>& lessons) {
    for (const Mark& said : marks_of(context_.workspace.database, leave.student)) {
      if (said.recorded != leave.recorded || said.presence != Presence::unexcused) continue;
      const bool is_covered_by_leave = std::ranges::any_of(
          lessons, [&](const LessonDay& one) { return one.day == said.day && one.sessions.has(said.session); });
      if (!is_covered_by_leave) continue;
      return context_.warn({Severity::warning, "W_LEAVE_OVER_ABSENCE", row.origin(ColumnName::from),
                            text("{} {}：一起导入的考勤表写的是缺勤，没有请假；按请假登记",
                                 "{} ({}): the attendance that was imported with it says absent without leave; entered "
                                 "as leave",
                                 said.day.iso(), label_of(said.session)),
                            text("请核对：没有请假就删去这一行，再导入考勤表",
                                 "find out; if there was no leave remove the row and import the attendance again")});
    }
  }

  // Leave that was refused or withdrawn is none; what is still to be decided neither.
  bool is_granted(const Row& row) {
    for (const ColumnName column : {ColumnName::granted, ColumnName::granting}) {
      const std::string word = read_text(row.cell(column)).value;
      if (word.empty() || says_granted(word)) continue;
      context_.reject(row,
                      {Severity::error, "R_NOT_LEAVE", row.origin(column),
                       text("审批写的是“{}”，不算请假", "it was asked for, and the answer is “{}”: no leave", word),
                       text("没有批准的假不登记；已经批准就改正这一格再导入",
                            "leave that was not granted is not entered; if it was, correct the cell and import "
                            "again")});
      return false;
    }
    return true;
  }
  static bool says_granted(std::string_view word) {
    for (std::string_view known : {"同意", "已同意", "通过", "已通过", "审批通过", "批准", "已批准", "准假", "完成",
                                   "已完成", "审批完成", "是", "有效"})
      if (word == known) return true;
    return false;
  }

  std::optional<SessionRange> range_of(const Row& row) {
    if (!is_granted(row)) return std::nullopt;
    const auto days = days_of(row);
    if (!days) return std::nullopt;
    const auto begins = read_session(row.cell(ColumnName::from_session));
    const auto ends = read_session(row.cell(ColumnName::to_session));
    if (begins.issue != CellIssue::none || ends.issue != CellIssue::none) {
      const bool is_first = begins.issue != CellIssue::none;
      context_.reject(row, is_first ? ColumnName::from_session : ColumnName::to_session,
                      is_first ? begins.issue : ends.issue);
      return std::nullopt;
    }
    const SessionRange range{days->first, days->last, first_session(row, begins.value, days->from),
                             last_session(row, ends.value, days->to)};
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
    return until_return(row, range);
  }

  // From the two columns, or from one that says both: 11月9日至13日. A single day is one day, unless more are counted.
  std::optional<DaySpan> days_of(const Row& row) {
    const Day today = context_.workspace.dates.today;
    const bool has_end = !read_text(row.cell(ColumnName::until)).value.empty();
    const auto written = read_date(row.cell(ColumnName::from)).value;
    const auto span = written ? DaySpan{*written, *written} : read_span(row.cell(ColumnName::from), today);
    const auto first = span ? std::optional(span->first) : date_in(context_, row, ColumnName::from);
    if (!first) return std::nullopt;
    if (!has_end) return is_open(row, *span) ? until_when(row, *span) : one_cell(row, *span);
    if (const auto last = read_last_day(row.cell(ColumnName::until)).value)
      return DaySpan{*first, *last, span->from, Half::whole_day};
    if (const auto last = read_span(row.cell(ColumnName::until), *first); last && last->first == last->last)
      return DaySpan{*first, last->last, span->from, last->to};
    date_in(context_, row, ColumnName::until);
    return std::nullopt;
  }
  // 11月9日起, and a last day that was left blank where there is a column for it: for one day, or until no one knows
  // when.
  bool is_open(const Row& row, const DaySpan& span) const {
    const std::string from = read_text(row.cell(ColumnName::from)).value;
    const bool only_begins = from.ends_with("起") || from.ends_with("开始") || from.ends_with("以后");
    const bool is_one_day =
        days_counted(row).value_or(2) <= 1 || !read_text(row.cell(ColumnName::amount_of_lessons)).value.empty();
    return span.first == span.last && !is_one_day && (only_begins || context_.sheet.has(ColumnName::until));
  }
  // The day on which he was back says it as well.
  std::optional<DaySpan> until_when(const Row& row, const DaySpan& span) {
    if (const auto back = read_date(row.cell(ColumnName::back_on)).value; back && *back > span.first)
      return DaySpan{span.first, *back - 1, span.from, Half::whole_day};
    context_.reject(
        row, {Severity::error, "R_LEAVE_DAYS", row.origin(ColumnName::until),
              text("写了从 {} 起，没有写到哪天", "it begins on {}, and its last day is not said", span.first.iso()),
              text("请写明到哪天止；只请一天的，结束日期写同一天；还不知道的，先写到已经知道的那天",
                   "say the last day: the same one for a single day, and as far as is known if it goes on")});
    return std::nullopt;
  }
  std::optional<DaySpan> one_cell(const Row& row, const DaySpan& span) {
    const auto count = days_counted(row);
    if (span.first != span.last || !count || *count <= 1) return span;
    context_.reject(row, {Severity::error, "R_LEAVE_DAYS", row.origin(ColumnName::amount_of_days),
                          text("写了 {} 天，却只有一个日期", "{} days, and a single date",
                               read_text(row.cell(ColumnName::amount_of_days)).value),
                          text("请写明到哪天止：另加一列结束日期，或写成 11月9日至11月13日",
                               "say the last day: in a column 结束日期, or as 11月9日至11月13日")});
    return std::nullopt;
  }

  // 3, 3天, 0.5: nothing for all else.
  static std::optional<double> days_counted(const Row& row) {
    std::string word = read_code(row.cell(ColumnName::amount_of_days));
    if (word.ends_with("天")) word.resize(word.size() - std::string_view("天").size());
    if (word.empty() || word.size() > 5 || word.find_first_not_of("0123456789.") != std::string::npos ||
        std::ranges::count(word, '.') > 1)
      return std::nullopt;
    return std::strtod(word.c_str(), nullptr);
  }

  // The day on which the child was back is no leave.
  std::optional<SessionRange> until_return(const Row& row, SessionRange range) {
    const auto back = read_date(row.cell(ColumnName::back_on)).value;
    if (!back || *back > range.last) return range;
    if (*back <= range.first) {
      context_.reject(row, {Severity::error, "R_LEAVE_DAYS", row.origin(ColumnName::back_on),
                            text("销假日期 {} 不在请假第一天之后", "the child was back on {}, not after the first day",
                                 back->iso()),
                            text("请核对起止日期和销假日期", "check the dates")});
      return std::nullopt;
    }
    range.last = *back - 1;
    range.to = Session::afternoon;
    context_.warn({Severity::warning, "W_LEAVE_SHORTENED", row.origin(ColumnName::back_on),
                   text("{} 已销假：请假只算到 {}", "back on {}: the leave ends on {}", back->iso(), range.last.iso()),
                   text("销假当天上午还没来的，用 mark-absent 补上",
                        "if he was still away that morning, enter it with "
                        "mark-absent")});
    return range;
  }

  // A column says the half, or the word behind the date, or the time there: from noon on it is the afternoon.
  static constexpr int noon = 12 * 60, end_of_morning = 12 * 60 + 30;
  static Session first_session(const Row& row, Half in_column, Half behind_date) {
    const Half said = in_column == Half::whole_day ? behind_date : in_column;
    const auto time = time_behind_date(row.cell(ColumnName::from));
    const bool is_said = said != Half::whole_day || !read_text(row.cell(ColumnName::from_session)).value.empty();
    const bool is_late = is_said ? said == Half::afternoon : time && *time >= noon;
    return is_late ? Session::afternoon : Session::morning;
  }
  static Session last_session(const Row& row, Half in_column, Half behind_date) {
    const Half said = in_column == Half::whole_day ? behind_date : in_column;
    const auto time = time_behind_date(row.cell(ColumnName::until));
    const bool is_said = said != Half::whole_day || !read_text(row.cell(ColumnName::to_session)).value.empty();
    const bool is_early = is_said ? said == Half::morning : time && *time > 0 && *time <= end_of_morning;
    return is_early ? Session::morning : Session::afternoon;
  }

  // Somebody counted days, of the calendar or with lessons: a mistake in one of the dates shows here.
  void check_count(const Row& row, const SessionRange& range, const std::vector<LessonDay>& lessons) {
    const auto count = days_counted(row);
    if (!count) return;
    double of_lessons = 0;
    for (const LessonDay& one : lessons)
      of_lessons += (one.sessions.morning ? 0.5 : 0) + (one.sessions.afternoon ? 0.5 : 0);
    const double halves_off = (range.from == Session::afternoon ? 0.5 : 0) + (range.to == Session::morning ? 0.5 : 0);
    const double of_calendar = range.last - range.first + 1 - halves_off;
    if (*count == of_lessons || *count == of_calendar || *count == static_cast<double>(lessons.size())) return;
    context_.warn({Severity::warning, "W_LEAVE_COUNT", row.origin(ColumnName::amount_of_days),
                   text("写了 {} 天，{} 至 {} 有 {} 个上课日：按起止日期登记",
                        "{0} days by the list, and {1} to {2} has {3} school days: entered by the dates",
                        read_text(row.cell(ColumnName::amount_of_days)).value, range.first.iso(), range.last.iso(),
                        lessons.size()),
                   text("请核对起止日期和天数", "check the dates and the number of days")});
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
  ReplacedStates replaced_;
};

}  // namespace

void import_leave(ImportContext& context) {
  LeaveRows rows(context);
  while (const Row* row = context.next()) rows.take(*row);
  rows.finish();
}

}  // namespace ksbx
