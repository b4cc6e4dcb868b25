// Undo: which changes there are, what builds on them, and taking one back.
//
// A change is one transaction that wrote facts: an import, a mark-absent, a record. Taking it back is a change of its
// own. Marks, registers and records stay and no longer hold (store/journal/reverted.h); fields of pupils, units and
// assignments are set back to what they were; pupils who came with it are on the books since never
// (store/roster/student_row.h). So the history as known before is still there, and the same file, imported again,
// brings everything back under the same codes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/student.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

struct ChangeMade {
  std::int64_t number = 0;
  Moment at;
  std::string command;
  std::string actor;
  std::vector<std::string> files;  // of an import
  std::int64_t marks = 0, registers = 0, records = 0;
  std::int64_t pupils_added = 0, pupils_changed = 0;  // added: brought back ones included
  std::int64_t units = 0, assignments = 0, closures = 0;
  std::optional<std::int64_t> reverted_by;  // the change that took it back
  std::optional<std::int64_t> reverts;      // it is an undo itself

  std::int64_t total() const {
    return marks + registers + records + pupils_added + pupils_changed + units + assignments + closures;
  }
};
// Those that wrote anything, the latest first; at most `most`.
std::vector<ChangeMade> changes_made(Database& database, int most);
std::optional<ChangeMade> change_made(Database& database, std::int64_t number);

// What builds on a change, so that it cannot be undone alone.
struct BuiltOn {
  enum class What {
    later_mark,     // a session was spoken of again
    acknowledged,   // a document of these pupils was answered
    field_changed,  // a later change altered the same fields of the same pupils
    decided,        // someone decided about rows in doubt that came with it
    claim_decided,  // someone found out where pupils are whom two schools have, as it showed
    number_given,   // an id number that would be given back is another pupil's by now
    pupil_used,     // later changes speak of pupils who came with it
    unit_used,      // someone is in a unit that came with it
    unit_changed,   // a later change altered the same units or assignments
    too_old,        // made by an older ksbx, which did not keep how things were before
  };
  What what = What::later_mark;
  std::int64_t count = 0;
  std::int64_t later = 0;  // the latest change that does so; 0 if it is none
  std::string example;     // short code, unit's name, document number, or the numbers of rows in doubt
};
// Empty if nothing does.
std::vector<BuiltOn> built_on(Database& database, std::int64_t change);

// One thing that taking the change back would do.
struct RevertedFact {
  enum class Kind {
    mark,
    returned_register,
    record,
    moved_record,  // it was given to another pupil, or held no longer
    pupil_added,
    pupil_changed,
    unit_added,
    unit_changed,
    assignment,
    closure
  };
  Kind kind = Kind::mark;
  StudentId student;
  UnitId unit;  // the class of a register, the unit of a record, …; of a closure of everybody none
  std::optional<Day> day;
  std::string field;   // session, record kind, field of the pupil or unit, kind of the new unit, role: by its name
  std::string before;  // as it is now: presence, value of the field, who holds the post; "" for nothing
  std::string after;   // as it will be
};
// At most `most`, in the order of the kinds.
std::vector<RevertedFact> facts_of_change(Database& database, std::int64_t change, int most);

// Files that came in after it and whose rows were, in part at least, known already. What they said in the same words as
// the change was not stored a second time, so it goes with the change, and they should be imported once more.
std::vector<std::string> files_to_repeat(Database& database, std::int64_t change);

// Undoes the change under a change of this transaction, with one journal entry besides those of the pupils. The
// caller has asked built_on. `unchanged` if it is undone already.
Effect revert(Transaction& transaction, std::int64_t change);

}  // namespace ksbx
