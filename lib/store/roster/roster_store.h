// The roster: every minor on the books, one at a time and a million at a time.
//
// A pupil's row shows what is known now; each field that ever changed is kept with its old value,
// the day from which it holds and when ksbx was told. A row of a roster file is remembered by a
// fingerprint, so that importing the same file again reads no pupil's row at all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/student.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

class Namesakes;

// Pupils whose import was undone (undo) are left out of everything here but the first.
std::optional<Student> student(Database& database, StudentId id);
bool is_on_the_books(Database& database, StudentId id);
std::optional<Student> student_by_id_number(Database& database, std::string_view id_number);
std::optional<Student> student_by_xueji(Database& database, std::string_view xueji);
// Everyone of exactly this name (normal form C), by id; the second within these classes only (a
// class, or a school's).
std::vector<Student> students_named(Database& database, std::string_view name);
std::vector<Student> students_named(Database& database, std::string_view name, const std::vector<UnitId>& classes);
// Everyone on the books of a class, whatever their enrolment, by id.
std::vector<Student> students_of(Database& database, UnitId school_class);
// Everyone on the books, whatever their enrolment, by id, with the day since when.
void for_each_student(Database& database, const std::function<void(Student, Day since)>& receive);
// Out-of-school minors (社会闲散未成年人): no class, and not graduated, transferred or deceased. By id.
std::vector<StudentId> idle_minors(Database& database);

struct StudentChange {
  StudentId student;
  std::string field;          // a column of the view `students`: "school_class", "name", "enrolment"
  std::string before, after;  // as text; a unit by its number
  Day day;                    // from when it holds
  Moment recorded;
  std::int64_t change = 0;
  bool lasts = true;  // neither was it undone nor is it an undo
};
std::vector<StudentChange> changes_of(Database& database,
                                      StudentId id);  // in the order they were recorded
// The change with which a pupil first came on the books; 0 if an older ksbx did not keep it.
std::int64_t arrival_of(Database& database, StudentId id);
// Since when he is on the books; nothing if he is not.
std::optional<Day> on_the_books_since(Database& database, StudentId id);
// The same from another day on; `never` (store/roster/student_row.h) takes him off the books: he holds no number, and
// the row of a roster that was his is read anew.
void set_on_the_books_since(Transaction& transaction, StudentId id, Day since);
// The row of a roster that was his is read anew next time.
void forget_roster_row(Transaction& transaction, StudentId id);

// Since when a pupil is in the class he is in: the day of his last move that was not undone, else the day he came on
// the books.
std::optional<Day> placed_since(Database& database, StudentId id);
// Whether a roster or a person placed him on that day where he is. Moved up by promotion he is named by no one yet.
bool was_placed_on(Database& database, StudentId id, Day day);
// When he last came into another class than the one before, if ever.
std::optional<Day> changed_class(Database& database, StudentId id);
// Whether he was in that class and left it for another one on that day or later.
bool left_since(Database& database, StudentId id, UnitId school_class, Day day);
// Whoever is enrolled in the class since before that day. By id.
std::vector<StudentId> placed_before(Database& database, UnitId school_class, Day day);
// Whoever is in the class and on the books since before that day, whatever his standing. By id.
std::vector<StudentId> students_from_before(Database& database, UnitId school_class, Day day);
// Whoever graduated on that day or later, is on the books and has come back nowhere. By id.
std::vector<StudentId> graduated_since(Database& database, Day day);
// A roster of the new school year names him where he is: he is placed there from that day on (placed_since).
void stay(Transaction& transaction, StudentId id, UnitId school_class, Day day);
// He has moved up or graduated since the roster from which his row was last read (RosterLoad::was_promoted); or was
// held back after all.
void note_promoted(Transaction& transaction, StudentId id);
void note_held_back(Transaction& transaction, StudentId id);
// The day from which he has the standing with the roll that he has; none if it never changed, but for what was undone.
std::optional<Day> standing_since(Database& database, StudentId id);

// Brings one pupil from `before`, as found, to `after`, which has the same id: the fields that differ are written, with
// a change for each that holds from `day`, and a journal entry that names them. `unchanged` if none differs.
Effect update(Transaction& transaction, const Student& before, const Student& after, Day day);

// A roster on its way in. Everything happens inside the transaction; `finish` must be called before its commit.
//
//   RosterLoad load(transaction, today, namesakes);
//   for each row:
//     if (StudentId id = load.known(fingerprint)) { load.mention(id); continue; }   // same row as last time
//     if (auto match = load.find(student)) load.update(match->student, merged(match->student, student), fingerprint);
//     else load.insert(student, fingerprint);
//   for (StudentId id : load.vanished(classes)) …
//   load.finish();
class RosterLoad {
 public:
  // `day`: since when new pupils are on the books and from which changes hold.
  RosterLoad(Transaction& transaction, Day day, Namesakes& namesakes);
  ~RosterLoad();

  // The pupil whose latest row, before this load, had this fingerprint (base/digest.h); none if no one's had. 0 is no
  // fingerprint: a pupil who does not come from a file. Reads nothing that the load changes, so one other thread may
  // ask.
  StudentId known(std::int64_t fingerprint) const;
  // Whether he has moved up or graduated since that row.
  bool was_promoted(StudentId id) const;
  // The pupil is on the roster; or is not, after all.
  void mention(StudentId id);
  void unmention(StudentId id);

  enum class Identity { id_number, xueji, papers, class_name_birth };
  struct Match {
    Student student;
    Identity identity;
    bool mentioned = false;     // by an earlier row of the load
    bool was_reverted = false;  // an undo took him off the books; `update` brings him back, since when he was on them
  };
  // By id number; else by 学籍号; else by other papers; else by class, name and birth date, but not if both have an
  // id number and they differ. No one is matched on a name alone. Whoever takes the pupil for the one of the row
  // mentions him. Sees the rows put in before, also those of this load; but during a first load no number is looked
  // for: the caller sees to it that no two of its rows claim the same, and drops the load if two do
  // (app/import/row_conflicts.h).
  std::optional<Match> find(const Student& like);

  // Everyone of the class, name and birth date of `like`, if these are said, whatever their numbers: whoever is on the
  // books first, then by id. Of those whom the load put in itself the first.
  std::vector<Student> alike(const Student& like);

  StudentId insert(const Student& student, std::int64_t fingerprint);
  // `before` as found; `after` has the same id. Writes the fields that differ and a change for
  // each; always takes the fingerprint. `unchanged` if no field differs.
  Effect update(const Student& before, const Student& after, std::int64_t fingerprint);

  // Whether a pupil whom this load put in or updated before has the name and the class.
  bool has_namesake(const Student& like) const;

  // Were there no pupils at all before this load?
  bool is_first() const;
  // Has any row of the load so far mentioned the pupil? And all whom it mentioned, by their numbers, besides those in
  // `all`.
  bool mentions(StudentId id) const;
  void add_mentioned(std::vector<bool>& all) const;
  // Pupils enrolled in one of these classes whom the load has not mentioned. By id.
  std::vector<StudentId> vanished(const std::vector<UnitId>& classes) const;

  // What it brought: those who came have numbers that follow one another.
  struct Loaded {
    StudentId first;
    std::int64_t inserted = 0, changed = 0;
  };
  // Builds the indexes after a first load. What it brought is still to be noted (`note`).
  Loaded close();
  // The same, and notes it.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Writes who came and the journal entry: how many came, how many changed; none if none did. `taken_away`: who came and
// was taken away again since, ascending.
void note(Transaction& transaction, const RosterLoad::Loaded& loaded, const std::vector<StudentId>& taken_away = {});

// Takes a pupil away who was put in within this very transaction, by a load that is closed and not yet noted: as if he
// had never come.
void take_away(Transaction& transaction, StudentId student);

}  // namespace ksbx
