// RosterLoad (store/roster_store.h): a roster on its way in.
#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "store/journal.h"
#include "store/key_map.h"
#include "store/roster_store.h"
#include "store/schema.h"
#include "store/student_row.h"
#include "store/student_writer.h"

namespace ksbx {
namespace {

std::int64_t key_of_name(const Student& student) {
  return fingerprint(std::to_string(student.school_class.value) + '|' + std::to_string(student.birth->serial()) + '|' +
                     student.name);
}

bool same_class_name_birth(const Student& a, const Student& b) {
  return a.school_class == b.school_class && a.name == b.name && a.birth == b.birth;
}

// An id number that differs tells two children of one name and birthday apart: twins in a class.
bool different_id_numbers(const Student& a, const Student& b) {
  return !a.id_number.empty() && !b.id_number.empty() && a.id_number != b.id_number;
}

void drop_student_indexes(Database& database) {
  for (const char* index : {"t_student_id_number", "t_student_xueji", "t_student_class"})
    database.execute(format("DROP INDEX {}", index));
}

}  // namespace

// Two ways to find a pupil: by the indexes of the table; or, while a first load builds a table that has none yet, by keys
// in memory for those put in so far.
struct RosterLoad::State {
  State(Transaction& the_transaction, Day the_day)
      : transaction(the_transaction),
        database(the_transaction.database()),
        day(the_day),
        first_load(database.number("SELECT count(*) FROM (SELECT 1 FROM t_student LIMIT 1)") == 0),
        next_id(database.number("SELECT max(id) FROM t_student") + 1),
        mentioned(static_cast<std::size_t>(next_id)),
        by_id(database, select_students() + " WHERE id = ?"),
        insert_row(database, insert_student),
        writer(the_transaction, the_day),
        note_row(database, "INSERT OR REPLACE INTO t_roster_row(student, fingerprint) VALUES (?, ?)") {
    Statement known_rows(database, "SELECT student, fingerprint FROM t_roster_row WHERE fingerprint <> 0");
    rows.reserve(static_cast<std::size_t>(next_id));
    while (known_rows.step()) rows.insert(known_rows.number(1), known_rows.number(0));
    if (first_load) drop_student_indexes(database);
  }

  void mention(StudentId id) {
    const auto at = static_cast<std::size_t>(id.value);
    if (at >= mentioned.size()) mentioned.resize(std::max(at + 1, 2 * mentioned.size()));
    mentioned[at] = true;
  }

  std::optional<Student> read(StudentId id) {
    if (!id || !by_id.start(id).step()) return std::nullopt;
    std::optional<Student> found = student_in(by_id);
    by_id.reset();
    return found;
  }

  std::optional<Student> by_id_number(const std::string& id_number) {
    if (id_number.empty()) return std::nullopt;
    if (!first_load) return student_by_id_number(database, id_number);
    std::optional<Student> found = read(StudentId{ids.find(fingerprint(id_number))});
    return found && found->id_number == id_number ? found : std::nullopt;
  }

  std::optional<Student> by_xueji(const std::string& number) {
    if (number.empty()) return std::nullopt;
    if (!first_load) return student_by_xueji(database, number);
    std::optional<Student> found = read(StudentId{xuejis.find(fingerprint(number))});
    return found && found->xueji == number ? found : std::nullopt;
  }

  std::optional<Student> by_name(const Student& like) {
    if (!like.birth || like.name.empty()) return std::nullopt;
    if (first_load) {
      std::optional<Student> found = read(StudentId{names.find(key_of_name(like))});
      if (found && same_class_name_birth(*found, like) && !different_id_numbers(*found, like)) return found;
      return std::nullopt;
    }
    for (const Student& one : students_named(database, like.name, {like.school_class}))
      if (one.birth == like.birth && !different_id_numbers(one, like)) return one;
    return std::nullopt;
  }

  // Nothing to keep once the table has its indexes.
  void keep_keys(const Student& student) {
    if (!first_load) return;
    if (!student.id_number.empty()) ids.insert(fingerprint(student.id_number), student.id.value);
    if (!student.xueji.empty()) xuejis.insert(fingerprint(student.xueji), student.id.value);
    if (student.birth && !student.name.empty()) names.insert(key_of_name(student), student.id.value);
  }

  void take_fingerprint(StudentId id, std::int64_t print) {
    note_row.execute(id, print);
    if (print != 0) rows.insert(print, id.value);
    mention(id);
  }

  Transaction& transaction;
  Database& database;
  Day day;
  bool first_load;
  std::int64_t next_id;
  std::vector<bool> mentioned;  // by number of the pupil
  KeyMap rows, ids, xuejis, names;
  Statement by_id, insert_row;
  StudentWriter writer;
  Statement note_row;
  std::int64_t inserted = 0, changed = 0;
};

RosterLoad::RosterLoad(Transaction& transaction, Day day) : state_(std::make_unique<State>(transaction, day)) {}
RosterLoad::~RosterLoad() = default;

std::optional<StudentId> RosterLoad::known(std::int64_t fingerprint) {
  const StudentId id{state_->rows.find(fingerprint)};
  if (!id) return std::nullopt;
  state_->mention(id);
  return id;
}

std::optional<RosterLoad::Match> RosterLoad::find(const Student& like) {
  std::optional<Match> match;
  if (auto found = state_->by_id_number(like.id_number))
    match = Match{std::move(*found), Identity::id_number};
  else if (auto same_xueji = state_->by_xueji(like.xueji))
    match = Match{std::move(*same_xueji), Identity::xueji};
  else if (auto same_name = state_->by_name(like))
    match = Match{std::move(*same_name), Identity::class_name_birth};
  if (match) {
    match->mentioned = mentions(match->student.id);
    state_->mention(match->student.id);
  }
  return match;
}

StudentId RosterLoad::insert(const Student& student, std::int64_t fingerprint) {
  State& state = *state_;
  Student added = student;
  added.id = StudentId{state.next_id++};
  const std::string code = short_code(added.id);
  state.insert_row.reset();
  const int at = bind_student(state.insert_row, added);
  state.insert_row.bind(at + 1, code);
  state.insert_row.bind(at + 2, state.day);
  state.insert_row.step();
  state.insert_row.reset();
  state.take_fingerprint(added.id, fingerprint);
  state.keep_keys(added);
  ++state.inserted;
  return added.id;
}

Effect RosterLoad::update(const Student& before, const Student& after, std::int64_t fingerprint) {
  State& state = *state_;
  state.take_fingerprint(after.id, fingerprint);
  if (state.writer.update(before, after) == Effect::unchanged) return Effect::unchanged;
  state.keep_keys(after);
  ++state.changed;
  return Effect::written;
}

void RosterLoad::mention(StudentId id) {
  state_->mention(id);
}

bool RosterLoad::is_first() const {
  return state_->first_load;
}

bool RosterLoad::mentions(StudentId id) const {
  const auto at = static_cast<std::size_t>(id.value);
  return at < state_->mentioned.size() && state_->mentioned[at];
}

void RosterLoad::add_mentioned(std::vector<bool>& all) const {
  const std::vector<bool>& mentioned = state_->mentioned;
  if (all.size() < mentioned.size()) all.resize(mentioned.size());
  for (std::size_t at = 0; at < mentioned.size(); ++at)
    if (mentioned[at]) all[at] = true;
}

std::vector<StudentId> RosterLoad::vanished(const std::vector<UnitId>& classes) const {
  State& state = *state_;
  std::vector<StudentId> found;
  // Before a first load nobody was there who could vanish; and each class would be a walk through a table without indexes.
  if (state.first_load) return found;
  Statement rows(state.database, "SELECT id FROM t_student WHERE class IS ? AND enrolment = ?");
  for (UnitId one : classes) {
    rows.start(one, static_cast<int>(Enrolment::enrolled));
    while (rows.step())
      if (const std::int64_t id = rows.number(0); !state.mentioned[static_cast<std::size_t>(id)])
        found.push_back(StudentId{id});
  }
  std::ranges::sort(found);
  return found;
}

void RosterLoad::finish() {
  State& state = *state_;
  if (state.first_load)
    for (const std::string& index : student_indexes()) state.database.execute(index);
  state.first_load = false;
  if (state.inserted == 0 && state.changed == 0) return;
  append(state.transaction, "roster.loaded", "",
         format(R"({{"changed":{},"inserted":{}}})", state.changed, state.inserted));
}

}  // namespace ksbx
