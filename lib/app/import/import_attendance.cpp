// Attendance returns: a row for each pupil who was not there all day, or one row 全勤 for a class in which no one was
// absent. A class that has a row for a date has returned its register for that date (app/enter/class_returns.h); with
// `complete`, so have all classes of its school. Rows that contradict each other are entered by no one
// (app/enter/session_claims.h). A row that was rejected and may say of someone that he was missing keeps the register
// of its class open: else he would be present. Of a day to come only leave is taken, and no register: no one has
// seen it.
#include <algorithm>

#include "app/enter/lifted_absence.h"
#include "app/enter/replaced_states.h"
#include "app/import/attendance_call.h"
#include "app/import/import_context.h"
#include "app/workspace/pupils.h"
#include "store/roster/roster_store.h"

namespace ksbx {
namespace {

class AttendanceRows {
 public:
  explicit AttendanceRows(ImportContext& context)
      : context_(context),
        call_(*context.attendance),
        file_(call_.file),
        names_(context.sheet.names_everyone()      ? ClassReturns::Names::everyone
               : context.sheet.names_the_missing() ? ClassReturns::Names::missing
               : context.is_mended()               ? ClassReturns::Names::corrected
                                                   : ClassReturns::Names::some) {}

  void take(const Row& row) {
    const auto date = date_in(context_, row, ColumnName::date);
    if (!date) return take_rejected(row);
    context_.speaks_of(*date);
    if (context_.request.only_day && *date != *context_.request.only_day) refuse_other_day(row, *date);
    auto attended = attendance_in(row.cell(ColumnName::attendance));
    if (!attended.value) {
      keep_open(row, *date);
      return context_.reject(row, ColumnName::attendance, attended.issue);
    }
    heed_reason(row, *attended.value);
    if (!is_usable(row, *date, *attended.value)) return;
    attended.value->nobody_absent ? take_register(row, *date) : take_pupil(row, *date, *attended.value);
  }

  // After the last row.
  void finish() {
    if (const std::size_t blanks = context_.sheet.blanks_as_there(); blanks > 0)
      context_.result.notes.push_back(text("{} 个空格按到校算：同一天班里有别的标记，又没有图例说空格是什么",
                                           "{} empty cells count as present: others of the class have marks of the "
                                           "day, and no legend says what an empty cell means",
                                           blanks));
    replaced_.tell(context_.result.notes);
  }

  // A row that was rejected as such.
  void take_rejected(const Row& row) {
    const std::string_view cell = row.cell(ColumnName::date);
    const auto read = read_date(cell).value;
    const auto date = read ? read : day_beside_other_weekday(cell);
    const auto attended = attendance_in(row.cell(ColumnName::attendance)).value;
    const bool says_there = attended && !attended->nobody_absent && was_there(attended->presence);
    if (date && !says_there) keep_open(row, *date);
  }

 private:
  [[noreturn]] void refuse_other_day(const Row& row, Day date) const {
    const std::string said = context_.request.only_day->iso();
    throw Error(Failure::input,
                {Problem{Severity::error, "E_DATE_CONTRADICTS", row.origin(ColumnName::date),
                         text("文件里写的是 {}，命令里写的是 {}：不知道是哪一天，什么都没有登记",
                              "the file says {}, the command {}: of which day it is is not known, and nothing was "
                              "entered",
                              date.iso(), said),
                         text("文件对就去掉 --date，命令对就改正文件里的日期",
                              "if the file is right leave out --date, otherwise correct the date in it")}});
  }

  // The rulebook's own codes come before the words that everyone uses.
  Parsed<std::optional<Attended>> attendance_in(std::string_view cell) const {
    if (const AttendanceCode* code = context_.workspace.rulebook.attendance_code(read_text(cell).value))
      return {Attended{code->presence, false, code->label.zh, {}, false}, CellIssue::none};
    return read_attendance(cell);
  }

  // 缺勤 because of 病假 is leave. 旷课 beside a reason that speaks of leave is neither, nor is 未到 where no one was
  // reached: someone has to find out.
  void heed_reason(const Row& row, Attended& attended) {
    if (attended.nobody_absent || attended.presence != Presence::unexcused) return;
    const std::string reason = read_note(row.cell(ColumnName::reason)).value;
    if (reason.empty()) return;
    const bool is_open = says_only_absent(read_text(row.cell(ColumnName::attendance)).value);
    const auto said = read_attendance(reason).value;
    if (is_open && said && !said->nobody_absent && said->presence == Presence::excused) {
      attended.presence = Presence::excused;
      return;
    }
    if (is_open && speaks_of_no_answer(reason))
      return find_out(row, attended, "W_REASON_UNKNOWN",
                      text("状态写的是“{}”，原因“{}”说的是还没有问到：按待核实登记",
                           "the status is {}, and by the reason “{}” no one was reached: entered as unverified",
                           read_text(row.cell(ColumnName::attendance)).value, reason),
                      text("请核实：请了假写病假、事假等，没有请假写旷课",
                           "find out: with leave write 病假, 事假 …, without it 旷课"));
    if (speaks_of_leave(reason) || (is_open && speaks_of_cause_of_leave(reason)))
      find_out(row, attended, "W_REASON_OF_LEAVE",
               text("状态写的是“{}”，原因“{}”像是请了假：按待核实登记",
                    "the status is {}, and the reason “{}” speaks of leave: entered as unverified",
                    read_text(row.cell(ColumnName::attendance)).value, reason),
               text("请核实：请了假写病假、事假等，没有请假就改正原因",
                    "find out: with leave write 病假, 事假 …, without it correct the reason"));
  }

  void find_out(const Row& row, Attended& attended, const char* code, Text what, Text remedy) {
    attended.presence = Presence::unverified;
    context_.warn({Severity::warning, code, row.origin(ColumnName::reason), std::move(what), std::move(remedy)});
  }

  // A row of which it is not known whom it says to be missing would otherwise make everyone of its class present.
  void keep_open(const Row& row, Day date) {
    if (date > context_.workspace.dates.today) return;
    const auto& place = context_.classes.find(context_.class_words(row), date);
    if (place.school_class) call_.returns.contradicted(register_of(place.school_class, date, row), file_);
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
    const auto& place = context_.classes.find(context_.class_words(row), date);
    if (!place.school_class)
      return context_.reject(
          row,
          {Severity::error, "R_UNKNOWN_UNIT", row.origin(ColumnName::school_class),
           place.unknown.empty() ? text("没有登记过这个班", "no such class is registered") : place.unknown,
           place.school ? text("班级随学生花名册建立，请先导入花名册；年级、班级请写清楚",
                               "classes come with the roster of pupils: import it first; give grade and class")
                        : text("请写清学校名称或学校标识码；整张表是一个学校的，用 --set 学校=学校名称",
                               "give the school's name or code; if all rows are of one school, --set school=NAME")});
    warn_of_no_lessons(row, place.school_class, date, Half::whole_day);
    const Register returned = register_of(place.school_class, date, row);
    const Effect effect = call_.returns.nobody_absent(returned, file_, call_.load);
    effect == Effect::written ? context_.accept_new() : context_.accept(effect);
  }

  void take_pupil(const Row& row, Day date, const Attended& attended) {
    const auto session = session_in(row, attended);
    if (session.issue != CellIssue::none) {
      if (!was_there(attended.presence)) keep_open(row, date);
      return context_.reject(row, ColumnName::session, session.issue);
    }
    const Student* student = pupil_of(row, date);
    if (student == nullptr) {
      if (!was_there(attended.presence)) keep_open(row, date);
      return;
    }
    std::string reason = read_note(row.cell(ColumnName::reason)).value;
    if (reason.empty()) reason = attended.reason;
    Mark mark{student->id, date, Session::morning, attended.presence, reason, by(row), context_.workspace.dates.now};
    const auto lessons = lessons_to_mark(row, *student, mark, sessions_of(*student, date, session.value));
    if (!lessons) return;
    warn_of_no_lessons(row, student->school_class, date, session.value);
    const UnitId school_class = was_in_class(date) ? student->school_class : UnitId{};
    const auto before = ReplacedStates::before(call_.load, mark, {&*lessons, 1}, school_class);
    const Effect effect = enter(row, *student, mark, *lessons);
    if (before && effect == Effect::written) replaced_.add(*before, mark, *student, context_.organisation);
    if (speaks_of_class(*student, date))
      call_.returns.said(*student, attended.presence, register_of(student->school_class, date, row), file_, names_);
    effect == Effect::written ? context_.accept_new() : context_.accept(effect);
  }

  // That he came is what the register of his class says; a mark is made only where it could not.
  Effect enter(const Row& row, const Student& student, const Mark& mark, const LessonDay& lessons) {
    const bool says_no_more = mark.presence == Presence::present && mark.reason.empty() && lessons.sessions.any() &&
                              speaks_of_class(student, mark.day) && was_in_class(mark.day) &&
                              call_.load.is_silent_of(student.id, lessons);
    if (!says_no_more) {
      if (auto told = lifted_absence(call_.load, context_.organisation, student, mark, lessons.sessions,
                                     row.origin(ColumnName::attendance)))
        context_.warn(*std::move(told));
      return call_.load.add(mark, {&lessons, 1});
    }
    const Register returned = register_of(student.school_class, mark.day, row);
    return call_.returns.came(student, lessons.sessions, returned, file_, call_.load) ? Effect::written
                                                                                      : Effect::unchanged;
  }

  // Nothing if the row was rejected. A class register comes pupil by pupil, some twenty rows of each.
  const Student* pupil_of(const Row& row, Day date) {
    std::string words;
    for (const ColumnName column : {ColumnName::name, ColumnName::id_number, ColumnName::xueji, ColumnName::school_code,
                                    ColumnName::school_name, ColumnName::grade, ColumnName::school_class}) {
      words += row.cell(column);
      words += '\x1f';
    }
    words += std::to_string(context_.classes.find(context_.class_words(row), date).school.value);  // of that day
    if (last_.words == words) return &last_.pupil;
    auto found = pupil_of_row(context_, row, date);
    if (!found) return nullptr;
    const Day since = changed_class(context_.workspace.database, found->id).value_or(Day::first());
    last_ = {std::move(words), std::move(*found), since};
    return &last_.pupil;
  }

  // Whether the class of the last pupil was his on that day: the register of another one says nothing of him.
  bool was_in_class(Day date) const { return last_.since <= date; }

  // The column says it, or the word itself: 上午旷课.
  static Parsed<Half> session_in(const Row& row, const Attended& attended) {
    const std::string_view cell = row.cell(ColumnName::session);
    if (!read_text(cell).value.empty()) return read_session(cell);
    const bool is_part = is_part_of_days(row.cell(ColumnName::amount_of_days)) ||
                         !read_text(row.cell(ColumnName::amount_of_lessons)).value.empty();
    const bool is_how = attended.presence == Presence::late || attended.presence == Presence::left_early;
    if (attended.is_part || (is_part && !attended.half && !is_how))
      return {Half::whole_day, CellIssue::session_missing};
    return {attended.half.value_or(Half::whole_day), CellIssue::none};
  }

  // Those of the sessions of which no earlier row said the same; nothing, and the row is rejected, if another row
  // contradicts.
  std::optional<LessonDay> lessons_to_mark(const Row& row, const Student& student, Mark mark, Sessions sessions) {
    using Standing = SessionClaims::Standing;
    LessonDay lessons{mark.day, sessions};
    std::optional<SessionClaims::Met> other_words;
    for (const Session session : {Session::morning, Session::afternoon}) {
      if (!sessions.has(session)) continue;
      mark.session = session;
      const auto met = call_.claims.meet(mark, {file_, row.line()});
      if (met.standing == Standing::contradicted) {
        if (speaks_of_class(student, mark.day))
          call_.returns.contradicted(register_of(student.school_class, mark.day, row), file_);
        context_.reject(row, contradiction(row, student, mark, met));
        return std::nullopt;
      }
      if (met.standing == Standing::other_words) other_words = met;
      if (met.standing != Standing::first)
        (session == Session::morning ? lessons.sessions.morning : lessons.sessions.afternoon) = false;
    }
    if (other_words)
      context_.warn({Severity::warning, "W_SAID_BEFORE", row.origin(ColumnName::attendance),
                     text("{}已经说过同一学生这一时段的情况，按那一行",
                          "the same pupil and session stand in {}, which counts", place_of(other_words->other)),
                     text("请核对两行的状态和原因，只留一行", "check status and reason of both rows, keep one")});
    return lessons;
  }

  Problem contradiction(const Row& row, const Student& student, const Mark& mark, const SessionClaims::Met& met) const {
    return {Severity::error, "R_ATTENDANCE_CONFLICT", row.origin(ColumnName::attendance),
            text("{} {}{}：这一行是“{}”，{}是“{}”，两行矛盾，都没有登记",
                 "{} on {} ({}): this row says “{}”, {} says “{}”; neither was entered",
                 described(student, context_.organisation, Masking::normal), mark.day.iso(), label_of(mark.session),
                 label_of(mark.presence), place_of(met.other), label_of(met.its)),
            text("请核对后只留对的一行再导入", "find out which is so, keep that row and import again")};
  }

  // "第 3 行", or "a.csv 第 3 行" of another file.
  Text place_of(const SessionClaims::Place& place) const {
    const std::string& path = call_.files.at(static_cast<std::size_t>(place.file));
    const std::string file = path.substr(path.find_last_of('/') + 1);
    if (place.file == file_) return text("第 {} 行", "line {}", place.line);
    return text("{} 第 {} 行", "line {1} of {0}", file, place.line);
  }

  // What is said of a day or a session without lessons is kept, since the calendar may be wrong, and told, since the
  // date may be.
  void warn_of_no_lessons(const Row& row, UnitId school_class, Day date, Half half) {
    const CalendarPlace place = context_.organisation.calendar_place(school_class);
    const Calendar& calendar = context_.workspace.calendar;
    const Sessions held = calendar.sessions_on(date, place);
    const Sessions meant{half != Half::afternoon, half != Half::morning};
    if ((held & meant).any()) return;
    const Session session = meant.morning ? Session::morning : Session::afternoon;
    const std::string why =
        held.any() ? calendar.why_no_lessons(date, session, place) : calendar.why_no_school(date, place);
    context_.warn({Severity::warning, "W_NO_SCHOOL_DAY", row.origin(ColumnName::date),
                   text("{} 不上课（{}）：这一行存下了，但不算缺课",
                        "there are no lessons on {} ({}): kept, but it counts for nothing", date.iso(), why),
                   text("请检查日期；调课请写进校历", "check the date; make-up lessons belong in the calendar file")});
  }

  // Of a whole day, the sessions that are held. What is said of another one is kept, as on a day without lessons: the
  // calendar may be wrong.
  Sessions sessions_of(const Student& student, Day date, Half half) const {
    if (half != Half::whole_day) return {half == Half::morning, half == Half::afternoon};
    const CalendarPlace place = context_.organisation.calendar_place(student.school_class);
    const Sessions held = context_.workspace.calendar.sessions_on(date, place);
    return held.any() ? held : Sessions{};
  }

  bool speaks_of_class(const Student& student, Day date) const {
    return student.school_class && date <= context_.workspace.dates.today;
  }

  std::string by(const Row& row) const { return read_text(row.cell(ColumnName::by)).value; }

  Register register_of(UnitId school_class, Day date, const Row& row) const {
    return {school_class, date, by(row), context_.workspace.dates.now};
  }

  ImportContext& context_;
  AttendanceCall& call_;
  int file_;  // its place among those of the call
  ClassReturns::Names names_;
  ReplacedStates replaced_;
  struct {
    std::string words;  // of the row that named him
    Student pupil;
    Day since = {};  // he is in his class
  } last_;
};

}  // namespace

void import_attendance(ImportContext& context) {
  AttendanceRows rows(context);
  while (const Row* row = context.sheet.next()) context.admits(*row) ? rows.take(*row) : rows.take_rejected(*row);
  rows.finish();
}

}  // namespace ksbx
