// RosterLoad (store/roster/roster_store.h): a roster on its way in.
#include <algorithm>
#include <unordered_set>

#include "base/digest.h"
#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/reverted.h"
#include "store/roster/namesakes.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"
#include "store/roster/student_writer.h"
#include "store/schema/packed.h"
#include "store/spill/key_map.h"

namespace ksbx {
namespace {

std::int64_t key_of_name(const Student& student) {
  return joined(fingerprint(student.name), student.school_class.value);
}

bool same_class_name_birth(const Student& a, const Student& b) {
  return a.school_class == b.school_class && a.name == b.name && a.birth == b.birth;
}

// An id number that differs tells two children of one name and birthday apart: twins in a class.
bool different_id_numbers(const Student& a, const Student& b) {
  return !a.id_number.empty() && !b.id_number.empty() && a.id_number != b.id_number;
}

// Like those of roster_store.h, but a pupil whose import was undone is found too: the import that names him again
// brings him back.
std::optional<Student> ever_with(Database& database, std::string_view column, const std::string& number) {
  const Cell key = packed(number);
  Statement row(database,
                formatted("{} WHERE {} = ? ORDER BY {} DESC, id LIMIT 1", select_students(), column, on_the_books));
  if (!row.start(key).step()) return std::nullopt;
  return student_in(row);
}

// An index that is kept up row by row costs a page for each row; made at the end it is one sort (decision 88). Returns
// the statements that make them again.
std::vector<std::string> drop_student_indexes(Database& database) {
  std::vector<std::string> names, statements;
  Statement rows(database,
                 "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 't_student' ORDER BY rowid");
  while (rows.step()) {
    names.push_back(rows.text(0));
    statements.push_back(rows.text(1));
  }
  rows.reset();
  for (const std::string& name : names) database.execute(formatted("DROP INDEX {}", name));
  return statements;
}

}  // namespace

// Numbers are found by the indexes of the table, but during a first load, which builds a table that has none yet. Names
// are found in memory: those of pupils who were there by Namesakes, those of pupils put in so far here.
struct RosterLoad::State {
  State(Transaction& the_transaction, Day the_day, Namesakes& the_earlier)
      : transaction(the_transaction),
        database(the_transaction.database()),
        day(the_day),
        earlier(the_earlier),
        first_load(database.number("SELECT count(*) FROM (SELECT 1 FROM t_student LIMIT 1)") == 0),
        next_id(database.number("SELECT max(id) FROM t_student") + 1),
        mentioned(static_cast<std::size_t>(next_id)),
        rows(database.folder()),
        names(database.folder()),
        namesakes(database.folder()),
        by_id(database, select_students() + " WHERE id = ?"),
        add_students(database, insert_students()),
        add_rows(database, "INSERT INTO t_roster_row(student, fingerprint) SELECT c0, c1 FROM fed"),
        writer(the_transaction, the_day),
        anybody_left(anything_reverted(database)),
        note_row(database, "INSERT OR REPLACE INTO t_roster_row(student, fingerprint) VALUES (?, ?)") {
    Statement known_rows(database, "SELECT student, fingerprint, promoted FROM t_roster_row WHERE fingerprint <> 0");
    while (known_rows.step()) {
      rows.insert(known_rows.number(1), known_rows.number(0));
      if (known_rows.number(2) != 0) promoted.insert(known_rows.id<StudentId>(0));
    }
    earlier.begin_roster();
    if (!first_load) return;
    indexes = drop_student_indexes(database);
    appending.emplace(database);
  }

  void mention(StudentId id) {
    const auto at = static_cast<std::size_t>(id.value);
    if (at >= mentioned.size()) mentioned.resize(std::max(at + 1, 2 * mentioned.size()));
    mentioned[at] = true;
  }

  std::optional<Student> read(StudentId id) {
    if (!id) return std::nullopt;
    put_in();  // he may be among those who wait
    if (!by_id.start(id).step()) return std::nullopt;
    std::optional<Student> found = student_in(by_id);
    by_id.reset();
    return found;
  }

  // Before a first load there was no one, and no two rows of it claim the same number: RowConflicts ensures it
  // (decision 103). So neither number is looked up, for which there is no index yet.
  std::optional<Student> by_id_number(const std::string& id_number) {
    return first_load || id_number.empty() ? std::nullopt : ever_with(database, "id_number", id_number);
  }

  std::optional<Student> by_xueji(const std::string& number) {
    return first_load || number.empty() ? std::nullopt : ever_with(database, "xueji", number);
  }

  // Few have any, so there is an index of those alone.
  std::optional<Student> by_papers(const std::string& papers) {
    if (first_load || papers.empty()) return std::nullopt;
    Statement row(database, formatted("{} WHERE other_id = ? AND other_id <> '' ORDER BY {} DESC, id LIMIT 1",
                                      select_students(), on_the_books));
    if (!row.start(papers).step()) return std::nullopt;
    return student_in(row);
  }

  std::optional<Student> by_name(const Student& like) {
    for (Student& one : alike(like))
      if (!different_id_numbers(one, like)) return std::move(one);
    return std::nullopt;
  }

  // Keys are fingerprints, which two names may share, and a pupil may have been renamed or moved since his key was
  // kept: each one found is read and compared. Of the pupils of this load each map keeps the first of a key, so of
  // three with one name and birthday in a class the third is not found.
  std::vector<Student> alike(const Student& like) {
    std::vector<Student> found;
    if (!like.birth || like.name.empty()) return found;
    const auto add = [&](StudentId id) {
      std::optional<Student> one = read(id);
      if (one && same_class_name_birth(*one, like)) found.push_back(std::move(*one));
    };
    if (!first_load)
      earlier.born(like.name, *like.birth, [&](StudentId id) {
        add(id);
        return true;
      });
    const std::int64_t key = key_of_name(like);
    for (const StudentId id :
         {StudentId{names.find(key)}, StudentId{namesakes.find(joined(key, like.birth->serial()))}})
      if (std::ranges::find(found, id, &Student::id) == found.end()) add(id);
    if (anybody_left)  // who is on the books goes before one whose import was undone
      std::stable_partition(found.begin(), found.end(),
                            [&](const Student& one) { return is_on_the_books(database, one.id); });
    return found;
  }

  void keep_name(const Student& student, StudentId id) {
    if (student.name.empty()) return;
    const std::int64_t key = key_of_name(student);
    if (names.insert(key, id.value) != id.value && student.birth)
      namesakes.insert(joined(key, student.birth->serial()), id.value);
  }

  // On the books again since the day that the undo took away: it is the old value of the last change of `since`.
  Effect bring_back(StudentId id) {
    if (!anybody_left || is_on_the_books(database, id)) return Effect::unchanged;
    Statement before(
        database, "SELECT before FROM t_student_change WHERE student = ? AND field = 'since' ORDER BY id DESC LIMIT 1");
    const std::optional<Day> since = before.start(id).step() ? since_of(before.text(0)) : std::nullopt;
    writer.set_since(id, never, since.value_or(day));
    return Effect::written;
  }

  // The new pupils of a first load go in by the hundred; later ones at once, since the next row may look for them by a
  // number, in the table.
  void add(const Student& student, StudentId id, std::int64_t print) {
    keep_name(student, id);
    mention(id);
    Arrived& place = arrived[waiting++];
    place.row.id = id;
    place.row.code = short_code(id);
    place.row.student = student;
    place.print = print;
    if (!first_load || waiting == arrived.size()) put_in();
  }

  void put_in() {
    if (waiting == 0) return;
    add_students.run(waiting, [&](std::size_t row, int column) { return fed_value(arrived[row].row, day, column); });
    add_rows.run(waiting, [&](std::size_t row, int column) {
      return FedValue(column == 0 ? arrived[row].row.id.value : arrived[row].print);
    });
    waiting = 0;
  }

  struct Arrived {
    NewStudent row;
    std::int64_t print = 0;
  };
  static constexpr std::size_t together = 256;

  Transaction& transaction;
  Database& database;
  Day day;
  Namesakes& earlier;
  bool first_load;
  std::vector<std::string> indexes;  // those that a first load has dropped, as statements
  std::int64_t next_id;
  std::vector<bool> mentioned;             // by number of the pupil
  KeyMap rows;                             // whose row had a fingerprint before the load
  std::unordered_set<StudentId> promoted;  // since that row
  KeyMap names;                            // whom it put in or named again, by class and name: the first of each
  KeyMap namesakes;                        // the others, by class, name and birth: the first of each
  Statement by_id;
  RowFeed add_students, add_rows;
  std::vector<Arrived> arrived =
      std::vector<Arrived>(together);  // places that are used again: copies into them allocate no more
  std::size_t waiting = 0;             // of them taken, and not put in yet
  StudentWriter writer;
  // during a first load, which only adds at the end of tables and then builds indexes
  std::optional<SmallCache> appending;
  bool anybody_left;  // there may be pupils whose import was undone
  Statement note_row;
  std::int64_t inserted = 0, changed = 0;
};

RosterLoad::RosterLoad(Transaction& transaction, Day day, Namesakes& namesakes)
    : state_(std::make_unique<State>(transaction, day, namesakes)) {}
RosterLoad::~RosterLoad() = default;

StudentId RosterLoad::known(std::int64_t fingerprint) const {
  return StudentId{state_->rows.find(fingerprint)};
}

bool RosterLoad::was_promoted(StudentId id) const {
  return state_->promoted.contains(id);
}

void RosterLoad::mention(StudentId id) {
  state_->mention(id);
}

std::optional<RosterLoad::Match> RosterLoad::find(const Student& like) {
  std::optional<Match> match;
  if (auto found = state_->by_id_number(like.id_number))
    match = Match{std::move(*found), Identity::id_number};
  else if (auto same_xueji = state_->by_xueji(like.xueji))
    match = Match{std::move(*same_xueji), Identity::xueji};
  else if (auto same_papers = state_->by_papers(like.other_id))
    match = Match{std::move(*same_papers), Identity::papers};
  else if (auto same_name = state_->by_name(like))
    match = Match{std::move(*same_name), Identity::class_name_birth};
  if (!match) return match;
  match->mentioned = mentions(match->student.id);
  match->was_reverted = state_->anybody_left && !is_on_the_books(state_->database, match->student.id);
  return match;
}

std::vector<Student> RosterLoad::alike(const Student& like) {
  return state_->alike(like);
}

StudentId RosterLoad::insert(const Student& student, std::int64_t fingerprint) {
  State& state = *state_;
  const StudentId id{state.next_id++};
  state.add(student, id, fingerprint);
  ++state.inserted;
  return id;
}

Effect RosterLoad::update(const Student& before, const Student& after, std::int64_t fingerprint) {
  State& state = *state_;
  // Also of a row that changes nothing: next time its fingerprint is known, and the row is not even read.
  state.note_row.execute(after.id, fingerprint);
  state.mention(after.id);
  state.keep_name(after, after.id);
  const Effect came_back = state.bring_back(after.id);
  if (state.writer.update(before, after) == Effect::unchanged && came_back == Effect::unchanged)
    return Effect::unchanged;
  ++state.changed;
  return Effect::written;
}

bool RosterLoad::has_namesake(const Student& like) const {
  return like.school_class && state_->names.find(key_of_name(like)) != 0;
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
  // Before a first load there was no one who could vanish; and each class would be a walk through a table without
  // indexes.
  if (state.first_load) return found;
  Statement rows(state.database,
                 formatted("SELECT id FROM t_student WHERE class IS ? AND enrolment = ? AND {}", on_the_books));
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
  state.put_in();
  state.names.clear();
  state.namesakes.clear();
  for (const std::string& index : state.indexes) state.database.execute(index);
  state.indexes.clear();
  state.first_load = false;
  state.appending.reset();
  if (state.inserted == 0 && state.changed == 0) return;  // the same roster again is no change and no entry
  if (state.inserted > 0)                                 // one row for all of them: their numbers follow one another
    Statement(state.database, "INSERT INTO t_arrival(change, first, last) VALUES (?, ?, ?)")
        .execute(state.transaction.change(), state.next_id - state.inserted, state.next_id - 1);
  append(state.transaction, "roster.loaded", "",
         formatted(R"({{"changed":{},"inserted":{}}})", state.changed, state.inserted));
}

}  // namespace ksbx
