// RosterChanges: what the rosters of one import say of the pupils who were known, and who is missing from them.
//
// Before anybody is called new or missing, each who would be new is held against each who would be missing, of all
// rosters of the call, and who is missing from an earlier one of this school year (policy/roster/left_out.h): who may
// be one child is not entered a second time, but waits as a row in doubt, and the other one is not missing while it
// does.
//
// Whom another school names has moved there; but if his former school, which never left him out of a roster, names him
// again, both have him (store/roster/claim_store.h): he stays where he is, both are told, and that goes on until a
// roster of one of them leaves him out. So it is at once where two calls of one day name him: neither roster is later.
//
// A roster that is not said to be whole speaks of its classes only: who was in one of them and is not on it is named.
// With `--snapshot` the rosters of the call together are the whole roster of every school in them: each pupil is
// classed (policy/roster/movement.h), listed with the fields that changed, and who is missing goes on record as a sign,
// never off the books. In both cases a guard stops where too many vanish, move or are refused; pupils who left for
// another school or had vanished are reported once they turn up; and whose 学籍状态 becomes 转出, 休学, 辍学, 毕业 or
// 死亡 is on record as if someone had said so, and so is a newcomer with such a standing among pupils who were known.
// Of a class that comes on the books itself he is not: nobody has to answer for what was before the books began; nor is
// a graduate of the last grade of his school, who may have left it in any year.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/import/import.h"
#include "app/import/import_context.h"
#include "app/workspace/roster_signs.h"
#include "policy/roster/movement.h"
#include "store/roster/claim_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"
#include "store/spill/row_runs.h"

namespace ksbx {

struct RosterChange {
  Movement movement = Movement::unchanged;
  StudentId student;
  UnitId school_class;  // the one he is in; of a missing pupil, the one he was in
  std::vector<FieldDifference> fields;
};

class RosterChanges {
 public:
  // How many of each movement, by school; none for pupils without a school.
  using Counts = std::array<std::int64_t, all_movements.size()>;

  RosterChanges(const Workspace& workspace, const ImportRequest& request, Transaction& transaction);

  // One row each. `place`: the school and class of the row.
  void unchanged(const ClassRegister::Found& place);
  void added(StudentId id, const Student& student, const ClassRegister::Found& place);
  // Before a row is written: if its school names a pupil again who went from it to another and whom it never let go, or
  // of whom a person found that he is at the other, what is to be told: he stays where he is. `said`: what the row
  // says, with its class.
  std::optional<Problem> claimed_elsewhere(const ImportContext& context, const Row& row, const Student& before,
                                           const Student& said, const ClassRegister::Found& place);
  // What a person found about a pupil whom two schools have: he stays where he is, or is in the class of `school`, and
  // the other one's claim is denied. Again: `unchanged`. Nothing if the school has no claim, or it was found otherwise.
  enum class Found { stays, moves };
  std::optional<Effect> decide_claim(const Organisation& organisation, StudentId student, UnitId school, Found found);
  // One whom no one knew was entered for that row, of a store that was not empty.
  void newcomer(const ImportContext& context, const Row& row, StudentId id, std::int64_t print);
  // The same, of any list that was not the first, and whoever came back whom an undo had taken off the books.
  void came(const ImportContext& context, StudentId id, const Student& student);
  void came_back(const ImportContext& context, StudentId id, const Student& student);
  // Before it is written: where the pupil was, and since when, is asked of the store.
  void updating(const Organisation& organisation, const Student& before, const Student& after,
                const ClassRegister::Found& place);

  // After the last row of a roster and before `load.close()`: says who left his old school and came here, and who had
  // vanished and is here again.
  void finish_file(ImportContext& context, const RosterLoad& load, const std::set<UnitId>& classes);
  void note(const RosterLoad::Loaded& loaded) { loads_.push_back(loaded); }
  // After the last roster, before anything else is said of its pupils: who was new and is a row in doubt now; unless
  // the rosters are whole, also who is missing from their classes. Throws the guard's refusal. `files`: all so far.
  void finish_rosters(std::vector<ImportedFile>& files);
  // The same for rows that a person decided about: no one is missing from those, and they are no reason to stop.
  void finish_decisions(ImportContext& context, const RosterLoad& load);
  // After the last file, for whole rosters: who is missing from all of them. What is said goes to the last roster.
  void finish(ImportedFile& last_roster);

  // What the rows of the file at hand said so far, once what was written of them is undone.
  void forget_file();

  // Whether the guard would have stopped the import, had it not been accepted.
  bool guard_overridden() const { return guard_overridden_; }
  std::int64_t moved() const { return moved_; }
  // For whole rosters.
  const std::map<UnitId, Counts>& by_school() const { return schools_; }
  const std::vector<RosterChange>& list() const { return list_; }

 private:
  using Schools = std::map<UnitId, Counts>;
  struct Arrival {
    StudentId student;
    UnitId from, school_class;
  };
  // Whose standing with the roll is another now, as the roster says and nobody said before.
  struct Departure {
    StudentId student;
    UnitId school_class;
    Enrolment before, after;
  };
  // Who came on the books with another standing than enrolled.
  struct Newcomer {
    StudentId student;
    UnitId school_class;
    Enrolment standing;
    std::string path;
  };
  // A pupil on a list of newcomers who was in another class.
  struct Move {
    Student before;
    UnitId from, to;
  };
  // A pupil whom his school named on this day, too, and who moved to this one.
  struct SameDay {
    Student before;
    UnitId from, school, school_class;
    Origin origin;
    std::string path;
  };
  // What the rows of one file say.
  struct OfFile {
    std::vector<Arrival> arrivals;
    std::vector<Departure> departures;
    std::vector<Newcomer> came;
    std::vector<Move> moves;
    std::vector<SameDay> same_day;
    bool is_among_reads = false;  // the last of `reads_` is of this reading
    std::int64_t moved = 0;       // enrolled pupils in another class, but for those who were due to move up
    Schools schools;
    std::vector<RosterChange> list;
  };

  // Of a file that newcomers are in, in one reading of it.
  struct Read {
    std::string path, file;
    std::vector<std::string> header;
    bool is_forgotten = false;
  };
  // A roster that is not whole.
  struct Part {
    std::string path;
    std::vector<UnitId> classes;
    std::int64_t moved = 0;
  };

  void read_claims();
  Claim* claim_of(StudentId student, UnitId school);
  void note_claim(Claim& claim, ClaimStanding standing);
  void note_first_word(const ImportContext& context, const Row& row, const Student& before, UnitId from,
                       const Claim& claim);
  void claim_twice(Claim& claim, UnitId school_class);
  bool has_let_go(const Student& before) const;
  bool is_asked(UnitId school, UnitId school_class) const;
  void claim_moves_of_one_day(std::vector<ImportedFile>& files);
  void forget_move(StudentId student, UnitId school);
  void settle_claims();
  std::vector<StudentId> not_mentioned(const std::vector<UnitId>& classes) const;
  std::vector<StudentId> not_mentioned(std::vector<StudentId> found) const;
  void hold_back(std::vector<ImportedFile>& files);
  std::vector<StudentId> newcomers_in_doubt(std::vector<ImportedFile>& files);
  std::vector<StudentId> left_out_of_rosters(const Organisation& organisation) const;
  bool went_missing_this_year(StudentId student) const;
  void forget_added(const std::vector<StudentId>& held_back);
  void keep(Movement movement, StudentId student, UnitId school, UnitId school_class,
            std::vector<FieldDifference> fields);
  bool has_left(const Student& before) const;
  void add_file();
  void list_arrivals(ImportContext& context);
  void list_departures(ImportContext& context);
  std::vector<std::pair<std::string, Problem>> list_newcomers();
  bool is_sign(const Organisation& organisation, UnitId school_class, Enrolment standing) const;
  bool has_known(UnitId school_class) const;
  void list_moves(ImportContext& context);
  void list_found(ImportContext& context, const RosterLoad& load);
  void list_missing(ImportedFile& file, const std::vector<Student>& gone);
  void guard(const ImportedFile& file, std::int64_t vanished, std::int64_t moved);

  const Workspace& workspace_;
  const ImportRequest& request_;
  Transaction& transaction_;
  RosterSigns signs_;
  std::unordered_set<StudentId> missing_;  // before this import, without those found again
  OfFile file_;                            // the one at hand
  std::int64_t moved_ = 0;                 // of the files before it, as the rest
  std::int64_t refused_ = 0, rows_ = 0;    // of whole rosters, over all files
  bool guard_overridden_ = false;
  std::vector<bool> mentioned_;  // by number of the pupil
  std::vector<RosterLoad::Loaded> loads_;
  std::vector<Read> reads_;
  RowRuns newcomers_;  // number, which of `reads_`, line, fingerprint, cells
  std::vector<Newcomer> came_;
  std::set<StudentId> back_;  // whom this call brought back
  std::vector<Part> parts_;
  std::vector<SameDay> same_day_;
  std::map<StudentId, std::vector<Claim>> claims_;
  std::set<std::pair<StudentId, UnitId>> named_;  // of claims: which rosters of this call named the pupil
  Schools schools_;
  std::vector<RosterChange> list_;
};

// Throws Error (Failure::input, "E_PART_OF_ROSTER") if the import says that its rosters are whole: this file is a part
// by nature.
void refuse_part_of_roster(const ImportContext& context);

}  // namespace ksbx
