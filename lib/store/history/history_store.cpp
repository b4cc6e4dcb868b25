#include "store/history/history_store.h"

#include <algorithm>
#include <iterator>

#include "base/problem.h"
#include "store/history/class_pupils.h"
#include "store/history/history_parts.h"
#include "store/history/record_row.h"
#include "store/roster/repair_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

// From here on one pass over all marks is quicker than looking each pupil up.
constexpr std::size_t many = 30'000;

// Facts may be entered for days before the subject came on the books; of one who is not on them they begin nothing.
void begin_by(History& history, Day day) {
  if (history.since) history.since = std::min(*history.since, day);
}

class StudentHistories {
 public:
  StudentHistories(Database& database, Moment known_at, MarksOf marks, RecordsOf records, RecordsOf naming)
      : database_(database),
        row_(database, select_students() + " WHERE id = ?"),
        known_at_(database, known_at),
        placements_(placements(database, known_at)),
        shelf_(database, known_at),
        marks_(std::move(marks)),
        records_(std::move(records)),
        naming_(std::move(naming)) {}

  // The order matters: the row is as it is now and is first set back to what was known then; the class, and with it the
  // kind of subject and the registers, is the one of then.
  std::optional<History> of(StudentId id) {
    if (!row_.start(id).step()) return std::nullopt;
    History history;
    history.student = student_in(row_);
    history.since = known_at_.since(id, since_in(row_, since_column));
    row_.reset();
    if (!history.since) history.merged_into = merged_into(id);
    known_at_.undo(*history.student);
    const UnitId school_class = history.student->school_class;
    history.subject = {school_class ? SubjectKind::student : SubjectKind::idle_minor, id, school_class};
    history.marks = marks_(id);
    if (!history.marks.empty()) begin_by(history, history.marks.front().day);
    history.placements = placements_(*history.student);
    history.registers = shelf_.of_student(school_class, history.placements);
    history.records = records_(id);
    if (!history.records.empty()) begin_by(history, history.records.front().day);
    history.named_in = naming_(id);
    return history;
  }

 private:
  StudentId merged_into(StudentId id) const {
    const StudentId now = same_child(database_, id);
    return now == id ? StudentId{} : now;
  }

  Database& database_;
  Statement row_;
  KnownAt known_at_;
  PlacementsOf placements_;
  RegisterShelf shelf_;
  MarksOf marks_;
  RecordsOf records_, naming_;
};

class UnitHistories {
 public:
  UnitHistories(Database& database, Moment known_at)
      : known_at_(known_at),
        since_(database, "SELECT since, taken_back FROM t_unit WHERE id = ?"),
        records_(database, formatted("{} x WHERE unit = ?1 AND recorded <= ?2 AND {} ORDER BY day, recorded, id",
                                     select_records(), record_held_at(database, "x", 2))),
        shelf_(database, known_at),
        pupils_(database, known_at) {}

  std::optional<History> of(const Subject& subject) {
    if (!since_.start(subject.unit).step()) return std::nullopt;
    History history;
    history.subject = subject;
    // Undone later than asked about: then it was still on the books.
    if (since_.is_null(1) || since_.moment(1) > known_at_) history.since = since_.day(0);
    since_.reset();
    if (subject.kind == SubjectKind::school_class) {
      history.registers = shelf_.of_class(subject.unit);
      if (history.since) history.pupil_turns = pupils_.turns(subject.unit, *history.since);
    }
    if (history.registers) begin_by(history, history.registers->front().day);
    records_.start(subject.unit, known_at_);
    while (records_.step()) history.records.push_back(record_in(records_));
    return history;
  }

 private:
  Moment known_at_;
  Statement since_, records_;
  RegisterShelf shelf_;
  ClassPupils pupils_;
};

// What cannot be read of one subject is reported to `unreadable` and stops no one else; without it, it ends everything.
template <class Histories, class Key>
void hand_over(Histories& histories, const Key& key, const Subject& subject,
               const std::function<void(History)>& receive, const Unreadable& unreadable) {
  std::optional<History> found;
  try {
    found = histories.of(key);
  } catch (const DamagedValue& damaged) {
    if (!unreadable) throw;
    return unreadable(subject, damaged.problems().front());
  }
  if (found) receive(std::move(*found));
}

bool is_about_student(const Subject& subject) {
  return subject.kind == SubjectKind::student || subject.kind == SubjectKind::idle_minor;
}

}  // namespace

History history(Database& database, const Organisation&, Subject subject, Moment known_at) {
  const Snapshot snapshot(database);
  std::optional<History> found =
      is_about_student(subject)
          ? StudentHistories(database, known_at, marks_one_by_one(database, known_at),
                             records_one_by_one(database, known_at), naming_one_by_one(database, known_at))
                .of(subject.student)
          : UnitHistories(database, known_at).of(subject);
  if (found) return std::move(*found);
  throw Error(Failure::internal, "no-such-subject", text("没有这个对象。", "there is no such subject."),
              text("请把这条信息告诉维护人员。", "please report this message."));
}

void for_each_history(Database& database, const Organisation&, std::vector<StudentId> students, Moment known_at,
                      const std::function<void(History)>& receive, const Unreadable& unreadable) {
  const Snapshot snapshot(database);
  std::ranges::sort(students);  // passes over marks and records go by pupil too, so both advance together
  students.erase(std::unique(students.begin(), students.end()), students.end());
  const bool in_one_pass = students.size() >= many;
  StudentHistories histories(
      database, known_at,
      in_one_pass ? marks_in_one_pass(database, known_at, students) : marks_one_by_one(database, known_at),
      in_one_pass ? records_in_one_pass(database, known_at) : records_one_by_one(database, known_at),
      in_one_pass ? naming_in_one_pass(database, known_at) : naming_one_by_one(database, known_at));
  for (StudentId student : students)
    hand_over(histories, student, {SubjectKind::student, student, {}}, receive, unreadable);
}

void for_each_history(Database& database, const Organisation&, const std::vector<Subject>& units, Moment known_at,
                      const std::function<void(History)>& receive, const Unreadable& unreadable) {
  const Snapshot snapshot(database);
  UnitHistories histories(database, known_at);
  for (const Subject& unit : units) hand_over(histories, unit, unit, receive, unreadable);
}

Seen seen_now(Database& database, Moment known_at) {
  if (Statement(database, "SELECT 1 FROM t_change WHERE at > ? LIMIT 1").start(known_at).step()) return {};
  return {database.number("SELECT max(change) FROM t_change"),
          StudentId{database.number("SELECT max(id) FROM t_student")}};
}

}  // namespace ksbx
