#include "store/attendance_store.h"

#include <map>
#include <unordered_set>

#include "base/digest.h"
#include "base/problem.h"
#include "store/journal.h"

namespace ksbx {
namespace {

constexpr const char* select_marks = "SELECT student, day, session, presence, reason, by, recorded FROM t_mark";

Mark mark_in(const Statement& row) {
  return {row.id<StudentId>(0),
          row.day(1),
          static_cast<Session>(row.small(2)),
          static_cast<Presence>(row.small(3)),
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
               "SELECT seq, presence, reason FROM t_mark WHERE day = ? AND student = ? AND session "
               "= ? ORDER BY seq "
               "DESC LIMIT 1"),
        insert_mark(the_transaction.database(),
                    "INSERT INTO t_mark(day, student, session, seq, presence, reason, by, "
                    "recorded, change) VALUES (?, "
                    "?, ?, ?, ?, ?, ?, ?, ?)"),
        insert_register(the_transaction.database(),
                        "INSERT INTO t_register(day, class, by, recorded, change) VALUES (?, ?, ?, "
                        "?, ?) ON CONFLICT "
                        "DO NOTHING") {}

  // What one date was given, for its journal entry: the hash runs over the rows in the order they came.
  struct Added {
    std::int64_t marks = 0, registers = 0;
    std::string hash;
  };
  void note(Day day, std::string row) {
    Added& date = added[day];
    date.hash = sha256_hex(date.hash + row);
  }

  Transaction& transaction;
  Statement latest, insert_mark, insert_register;
  std::map<Day, Added> added;
};

AttendanceLoad::AttendanceLoad(Transaction& transaction) : state_(std::make_unique<State>(transaction)) {}
AttendanceLoad::~AttendanceLoad() = default;

Effect AttendanceLoad::add(const Mark& mark) {
  State& state = *state_;
  if (mark.presence == Presence::unknown) refuse_unknown();
  const int session = static_cast<int>(mark.session);
  const int presence = static_cast<int>(mark.presence);
  std::int64_t last = 0;
  if (state.latest.start(mark.day, mark.student, session).step()) {
    if (state.latest.small(1) == presence && state.latest.view(2) == mark.reason) return Effect::unchanged;
    last = state.latest.number(0);
  }
  state.latest.reset();
  state.insert_mark.execute(mark.day, mark.student, session, last + 1, presence, mark.reason, mark.by, mark.recorded,
                            state.transaction.change());
  ++state.added[mark.day].marks;
  state.note(mark.day, format("m{} {} {} {} {} {} {}", mark.student.value, session, last + 1, presence,
                              mark.recorded.seconds, mark.reason, mark.by));
  return Effect::written;
}

Effect AttendanceLoad::add(const Register& returned) {
  State& state = *state_;
  state.insert_register.execute(returned.day, returned.school_class, returned.by, returned.recorded,
                                state.transaction.change());
  if (state.transaction.database().rows_changed() == 0) return Effect::unchanged;
  ++state.added[returned.day].registers;
  state.note(returned.day, format("r{} {} {}", returned.school_class.value, returned.recorded.seconds, returned.by));
  return Effect::written;
}

void AttendanceLoad::finish() {
  for (const auto& [day, date] : state_->added)
    append(state_->transaction, "attendance.added", "",
           format(R"({{"day":"{}","marks":{},"registers":{},"sha256":"{}"}})", day.iso(), date.marks, date.registers,
                  date.hash));
  state_->added.clear();
}

std::vector<Mark> marks_of(Database& database, StudentId student) {
  Statement rows(database, std::string(select_marks) + " WHERE student = ? ORDER BY day, session, seq");
  rows.start(student);
  std::vector<Mark> marks;
  while (rows.step()) marks.push_back(mark_in(rows));
  return marks;
}

std::vector<Mark> marks_on(Database& database, Day day) {
  Statement rows(database, std::string(select_marks) + " WHERE day = ? ORDER BY student, session, seq");
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
  return marks;
}

std::vector<Register> registers_on(Database& database, Day day) {
  Statement rows(database, "SELECT class, day, by, recorded FROM t_register WHERE day = ? ORDER BY class");
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
