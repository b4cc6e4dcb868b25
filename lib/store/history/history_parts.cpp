#include "store/history/history_parts.h"

#include <algorithm>
#include <ranges>

#include "store/history/attendance_store.h"
#include "store/history/record_row.h"
#include "store/journal/reverted.h"
#include "store/roster/student_row.h"

namespace ksbx {
MarksOf marks_one_by_one(Database& database, Moment known_at) {
  auto said = std::make_shared<SaidMarks>(database, known_at);
  return [said, known_at](StudentId student) { return as_known(said->of(student), known_at); };
}

RecordsOf records_one_by_one(Database& database, Moment known_at) {
  auto rows = std::make_shared<Statement>(
      database, formatted("{} x WHERE student = ?1 AND recorded <= ?2 AND {} ORDER BY day, recorded, id",
                          select_records(), record_held_at(database, "x", 2)));
  return [rows, known_at](StudentId student) {
    std::vector<Record> records;
    rows->start(student, known_at);
    while (rows->step()) records.push_back(record_in(*rows));
    return records;
  };
}

RecordsOf records_in_one_pass(Database& database, Moment known_at) {
  auto rows = std::make_shared<Statement>(
      database,
      formatted("{} x WHERE student IS NOT NULL AND recorded <= ?1 AND {} ORDER BY student, day, recorded, id",
                select_records(), record_held_at(database, "x", 1)));
  rows->start(known_at);
  auto there = std::make_shared<bool>(rows->step());
  return [rows, there](StudentId student) {
    constexpr int student_column = 2;
    std::vector<Record> records;
    for (; *there && rows->id<StudentId>(student_column) <= student; *there = rows->step())
      if (rows->id<StudentId>(student_column) == student) records.push_back(record_in(*rows));
    return records;
  };
}

RecordsOf naming_one_by_one(Database& database, Moment known_at) {
  auto rows = std::make_shared<Statement>(
      database, formatted("{} x WHERE {} AND recorded <= ?2 AND {} ORDER BY day, recorded, id", select_records(),
                          names_pupil("x", 1), record_held_at(database, "x", 2)));
  return [rows, known_at](StudentId student) {
    std::vector<Record> records;
    rows->start(student, known_at);
    while (rows->step()) records.push_back(record_in(*rows));
    return records;
  };
}

// Few are named anywhere, and only they are looked up.
RecordsOf naming_in_one_pass(Database& database, Moment known_at) {
  auto named =
      std::make_shared<Statement>(database, "SELECT student FROM t_named_pupil GROUP BY student ORDER BY student");
  named->start();
  auto there = std::make_shared<bool>(named->step());
  return [named, there, of = naming_one_by_one(database, known_at)](StudentId student) {
    while (*there && named->id<StudentId>(0) < student) *there = named->step();
    return *there && named->id<StudentId>(0) == student ? of(student) : std::vector<Record>();
  };
}

PlacementsOf placements(Database& database, Moment known_at) {
  auto rows = std::make_shared<Statement>(
      database,
      // What was undone leaves no trace in a pupil's history: neither the change nor the undo that set it back.
      "SELECT field, before, after, day FROM t_student_change WHERE student = ?1 AND field IN ('school_class', "
      "'residence', 'boarding', 'enrolment', 'special') AND recorded <= ?2 AND change NOT IN (SELECT change FROM "
      "t_taken_back "
      "WHERE at <= ?2) AND change NOT IN (SELECT undo FROM t_taken_back) ORDER BY id");
  return [rows, known_at](const Student& now) {
    struct Change {
      std::string field, before, after;
      Day day;
    };
    std::vector<Change> changes;
    rows->start(now.id, known_at);
    while (rows->step()) changes.push_back({rows->text(0), rows->text(1), rows->text(2), rows->day(3)});
    std::vector<Placement> all;
    if (changes.empty()) return all;
    Student then = now;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
      set_field(then, change->field, change->before);
    all.push_back(placement_of(then, Day::first()));
    // Of two changes of a field the one that was entered later holds from its day on.
    std::vector<Change> lasting;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
      const auto overrules = [&](const Change& later) {
        return later.field == change->field && later.day <= change->day;
      };
      if (std::none_of(change + 1, changes.end(), overrules)) lasting.push_back(*change);
    }
    std::ranges::stable_sort(lasting, {}, &Change::day);
    for (const Change& change : lasting) {
      set_field(then, change.field, change.after);
      if (all.back().from == change.day) all.pop_back();
      all.push_back(placement_of(then, change.day));
    }
    return all;
  };
}

RegisterShelf::RegisterShelf(Database& database, Moment known_at)
    : known_at_(known_at),
      registers_(database,
                 formatted("SELECT day, recorded FROM t_register r WHERE class = ?1 AND recorded <= ?2 AND {} "
                           "ORDER BY day",
                           held_at(database, "r.change", 2))) {}

Registers RegisterShelf::of_class(UnitId school_class) {
  if (!school_class) return nullptr;
  const auto [place, is_new] = classes_.try_emplace(school_class);
  if (!is_new) return place->second;
  auto returned = std::make_shared<std::vector<ReturnedRegister>>();
  registers_.start(school_class, known_at_);
  while (registers_.step()) returned->push_back({registers_.day(0), registers_.moment(1).day()});
  if (!returned->empty()) place->second = std::move(returned);
  return place->second;
}

Registers RegisterShelf::of_student(UnitId now, const std::vector<Placement>& placements) {
  if (placements.empty()) return of_class(now);
  auto joined = std::make_shared<std::vector<ReturnedRegister>>();
  for (auto placement = placements.begin(); placement != placements.end(); ++placement) {
    const Registers one = of_class(placement->school_class);
    if (!one) continue;
    const auto next = placement + 1;
    for (const ReturnedRegister& returned : *one)
      if ((placement == placements.begin() || placement->from <= returned.day) &&
          (next == placements.end() || returned.day < next->from))
        joined->push_back(returned);
  }
  return joined->empty() ? nullptr : Registers(std::move(joined));
}

KnownAt::KnownAt(Database& database, Moment known_at) {
  Statement rows(database,
                 "SELECT student, field, before FROM t_student_change WHERE change IN (SELECT "
                 "change FROM t_change "
                 "WHERE at > ?) ORDER BY id DESC");
  rows.start(known_at);
  while (rows.step()) later_[rows.id<StudentId>(0)].push_back({rows.text(1), rows.text(2)});
}

void KnownAt::undo(Student& student) const {
  const auto found = later_.find(student.id);
  if (found == later_.end()) return;
  for (const Field& field : found->second) set_field(student, field.name, field.before);
}

std::optional<Day> KnownAt::since(StudentId student, std::optional<Day> now) const {
  const auto found = later_.find(student);
  if (found == later_.end()) return now;
  std::optional<Day> then = now;
  for (const Field& field : found->second)
    if (field.name == "since") then = since_of(field.before);
  return then;
}

}  // namespace ksbx
