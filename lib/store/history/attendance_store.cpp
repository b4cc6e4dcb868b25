#include "store/history/attendance_store.h"

#include <map>
#include <optional>
#include <unordered_set>
#include <utility>

#include "base/digest.h"
#include "base/problem.h"
#include "store/journal/journal.h"
#include "store/journal/reverted.h"
#include "store/roster/student_row.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

constexpr const char* select_marks = "SELECT student, day, session, presence, reason, by, recorded FROM t_mark";

Mark mark_in(const Statement& row) {
  return {row.id<StudentId>(0),
          row.day(1),
          one_of(row, 2, Session::afternoon),
          one_of(row, 3, Presence::unknown),
          row.text(4),
          row.text(5),
          row.moment(6)};
}

void refuse_unknown() {
  throw Error(Failure::internal, "mark-unknown",
              text("“未知”不能作为出勤状态登记。", "\"unknown\" cannot be marked as attendance."),
              text("请把这条信息告诉维护人员。", "please report this message."));
}

}  // namespace

struct AttendanceLoad::State {
  explicit State(Transaction& the_transaction)
      : transaction(the_transaction),
        latest(the_transaction.database(),
               formatted("SELECT seq, presence, reason, {} FROM t_mark m WHERE day = ? AND student = ? AND session = ? "
                         "ORDER BY seq DESC",
                         holds("m.change"))),
        insert_mark(the_transaction.database(),
                    "INSERT INTO t_mark(day, student, session, seq, presence, reason, by, "
                    "recorded, change) VALUES (?, "
                    "?, ?, ?, ?, ?, ?, ?, ?)"),
        known_register(
            the_transaction.database(),
            formatted("SELECT 1 FROM t_register r WHERE r.day = ? AND r.class = ? AND {}", holds("r.change"))),
        insert_register(the_transaction.database(),
                        "INSERT INTO t_register(day, class, by, recorded, change) VALUES (?, ?, ?, ?, ?)") {}

  // The number of the last statement on a session, 0 for none, and what holds of it: presence and reason of the last
  // one that was not undone.
  std::pair<std::int64_t, std::optional<std::pair<int, std::string>>> latest_mark(Day day, StudentId student,
                                                                                  int session) {
    std::int64_t last = 0;
    std::optional<std::pair<int, std::string>> known;
    latest.start(day, student, session);
    while (!known && latest.step()) {
      if (last == 0) last = latest.number(0);
      if (latest.number(3) != 0) known.emplace(latest.small(1), latest.text(2));
    }
    latest.reset();
    if (known && known->first == static_cast<int>(Presence::unknown)) known.reset();
    return {last, std::move(known)};
  }

  void put_in(const Mark& mark, std::int64_t seq) {
    const int session = static_cast<int>(mark.session);
    const int presence = static_cast<int>(mark.presence);
    insert_mark.execute(mark.day, mark.student, session, seq, presence, mark.reason, mark.by, mark.recorded,
                        transaction.change());
    ++added[mark.day].marks;
    note(mark.day, formatted("m{} {} {} {} {} {} {}", mark.student.value, session, seq, presence, mark.recorded.seconds,
                             mark.reason, mark.by));
  }

  // What one date was given, for its journal entry: the hash runs over the rows in the order they came.
  struct Added {
    std::int64_t marks = 0, registers = 0;
    std::string hash;
  };
  void note(Day day, const std::string& row) {
    Added& date = added[day];
    date.hash = sha256_hex(date.hash + row);
  }

  Transaction& transaction;
  Statement latest, insert_mark, known_register, insert_register;
  std::map<Day, Added> added;
};

AttendanceLoad::AttendanceLoad(Transaction& transaction) : state_(std::make_unique<State>(transaction)) {}
AttendanceLoad::~AttendanceLoad() = default;

Effect AttendanceLoad::add(const Mark& mark) {
  State& state = *state_;
  if (mark.presence == Presence::unknown) refuse_unknown();
  const int session = static_cast<int>(mark.session);
  const int presence = static_cast<int>(mark.presence);
  const auto [last, known] = state.latest_mark(mark.day, mark.student, session);
  if (known && *known == std::pair(presence, mark.reason)) return Effect::unchanged;
  state.put_in(mark, last + 1);
  return Effect::written;
}

Presence AttendanceLoad::holding(StudentId student, Day day, Session session) const {
  const auto known = state_->latest_mark(day, student, static_cast<int>(session)).second;
  return known ? static_cast<Presence>(known->first) : Presence::unknown;
}

Effect AttendanceLoad::withdraw(Mark mark) {
  const auto [last, known] = state_->latest_mark(mark.day, mark.student, static_cast<int>(mark.session));
  if (!known) return Effect::unchanged;
  mark.presence = Presence::unknown;
  state_->put_in(mark, last + 1);
  return Effect::written;
}

Effect AttendanceLoad::add(Mark mark, std::span<const LessonDay> lessons) {
  Effect effect = Effect::unchanged;
  for (const LessonDay& one : lessons)
    for (const Session session : {Session::morning, Session::afternoon}) {
      if (!one.sessions.has(session)) continue;
      mark.day = one.day;
      mark.session = session;
      if (add(mark) == Effect::written) effect = Effect::written;
    }
  return effect;
}

Effect AttendanceLoad::add(const Register& returned) {
  State& state = *state_;
  // Asked first: a change is only numbered if there is one.
  if (has(returned)) return Effect::unchanged;
  state.insert_register.execute(returned.day, returned.school_class, returned.by, returned.recorded,
                                state.transaction.change());
  ++state.added[returned.day].registers;
  state.note(returned.day, formatted("r{} {} {}", returned.school_class.value, returned.recorded.seconds, returned.by));
  return Effect::written;
}

bool AttendanceLoad::has(const Register& returned) const {
  const bool is_known = state_->known_register.start(returned.day, returned.school_class).step();
  state_->known_register.reset();
  return is_known;
}

bool AttendanceLoad::is_silent_of(StudentId student, const LessonDay& lessons) const {
  for (const Session session : {Session::morning, Session::afternoon})
    if (lessons.sessions.has(session) &&
        state_->latest_mark(lessons.day, student, static_cast<int>(session)).first != 0)
      return false;
  return true;
}

void AttendanceLoad::finish() {
  for (const auto& [day, date] : state_->added)
    append(state_->transaction, "attendance.added", "",
           formatted(R"({{"day":"{}","marks":{},"registers":{},"sha256":"{}"}})", day.iso(), date.marks, date.registers,
                     date.hash));
  state_->added.clear();
}

SaidMarks::SaidMarks(Database& database, Moment known_at)
    : known_at_(known_at),
      rows_(database, formatted("{} m WHERE student = ?1 AND recorded <= ?2 AND {} ORDER BY day, session, seq",
                                select_marks, held_at(database, "m.change", 2))) {}

std::vector<Mark> SaidMarks::of(StudentId student) {
  rows_.start(student, known_at_);
  std::vector<Mark> marks;
  while (rows_.step()) marks.push_back(mark_in(rows_));
  return marks;
}

std::vector<Mark> marks_of(Database& database, StudentId student, Moment known_at) {
  const Snapshot snapshot(database);
  return SaidMarks(database, known_at).of(student);
}

std::vector<Mark> marks_of(Database& database, StudentId student) {
  return marks_of(database, student, Moment::at(never, 0, 0));
}

std::vector<Mark> marks_on(Database& database, Day day) {
  Statement rows(
      database, formatted("{} m WHERE day = ? AND {} ORDER BY student, session, seq", select_marks, holds("m.change")));
  rows.start(day);
  std::vector<Mark> marks;
  while (rows.step()) {
    Mark mark = mark_in(rows);
    const bool corrects =
        !marks.empty() && marks.back().student == mark.student && marks.back().session == mark.session;
    if (corrects)
      marks.back() = std::move(mark);
    else
      marks.push_back(std::move(mark));
  }
  std::erase_if(marks, [](const Mark& mark) { return mark.presence == Presence::unknown; });
  return marks;
}

std::vector<Register> registers_on(Database& database, Day day) {
  Statement rows(database,
                 formatted("SELECT class, day, by, recorded FROM t_register r WHERE day = ? AND {} ORDER BY class",
                           holds("r.change")));
  rows.start(day);
  std::vector<Register> registers;
  while (rows.step()) registers.push_back({rows.id<UnitId>(0), rows.day(1), rows.text(2), rows.moment(3)});
  return registers;
}

std::vector<MissingRegister> missing_registers(Database& database, DayRange days, const std::vector<UnitId>& classes) {
  std::vector<MissingRegister> missing;
  for (Day day = days.first; day <= days.last; ++day) {
    std::unordered_set<UnitId> returned;
    for (const Register& one : registers_on(database, day)) returned.insert(one.school_class);
    for (UnitId one : classes)
      if (!returned.contains(one)) missing.push_back({one, day});
  }
  return missing;
}

}  // namespace ksbx
