// ClassReturns: which classes have returned their registers (点名册) with the attendance returns of one call.
//
// A list of those who were absent says of all others that they were there. A list in which somebody came, as gates and
// class registers keep it, says nothing of those who are not in it: a page may be missing. So a class of which any row
// says that a pupil came, or whose list names all (TableShape::names_everyone), has returned its register only if every
// pupil has a row; otherwise it stays open, those without a row stay unknown, and it is said who they are. Late pupils,
// those who missed the other half of the day, or fewer lessons than make one, are among the absent in lists of them and
// do not count as such.
//
// What earlier calls entered counts, too: who has a mark of that day needs no row. So rows that were rejected and come
// back corrected complete the register that they kept open. By themselves they do not show whether their list named
// everyone; where it was entered that pupils came, it did.
//
// A returned register says that whoever has no mark came, so a row that says no more than that is no mark: a class
// register of a month has fifty such rows for one that tells something. They are kept until it is known whether the
// register is returned, in eight bytes each, and entered where it is not.
#pragma once

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "app/workspace/workspace.h"
#include "model/student.h"
#include "model/unit.h"
#include "store/history/attendance_store.h"

namespace ksbx {

class ClassReturns {
 public:
  enum class Speaks { of_rows, of_whole_schools };  // the latter: their classes without a row were complete
  // Whom a list is meant to name: some, everyone, those who missed something, some of an earlier list.
  enum class Names { some, everyone, missing, corrected };

  explicit ClassReturns(Speaks speaks) : speaks_(speaks) {}

  // One row each. `source`: the place of its file among those of the call, where warnings about the class go.
  // Unchanged if the register is there already, or another row said so.
  Effect nobody_absent(const Register& returned, int source, const AttendanceLoad& load);
  void said(const Student& student, Presence presence, const Register& returned, int source, Names names);
  // He came to these lessons, and nothing else was ever said of them. False if the register is there already.
  bool came(const Student& student, Sessions lessons, const Register& returned, int source, AttendanceLoad& load);
  // Rows about a pupil of the class contradict each other, or one was rejected: what became of someone is not known, so
  // the class stays open, whatever else is said of it.
  void contradicted(const Register& returned, int source);

  // After the last row of all files: enters the registers; `warn` hears of each class that stays open
  // (W_REGISTER_OPEN), and of each that is said to be complete and is not (W_NOT_COMPLETE); `note`, once a file, of the
  // classes whose registers are returned because it names some who were absent.
  using Warn = std::function<void(int source, Problem problem)>;
  using Note = std::function<void(int source, Text words)>;
  void finish(const Workspace& workspace, const Organisation& organisation, AttendanceLoad& load, const Warn& warn,
              const Note& note);

 private:
  class KnownMarks;
  struct Rows {
    Register returned;  // of the first row
    int source = 0;
    std::vector<StudentId> spoken_of = {};
    std::vector<StudentId> there = {};  // a child as often as rows say so
    std::vector<StudentId> late = {};   // or left early
    std::vector<StudentId> missing = {};
    std::vector<std::int64_t> came = {};  // of each: the pupil, morning, afternoon
    bool was_returned = false;            // before this call
    bool names_everyone = false;
    bool is_correction = false;
    bool is_complete = false;  // 全勤
    bool is_contradicted = false;
    bool lists_who_came() const;
    bool lists_the_absent() const { return !missing.empty() && !is_complete && !is_correction && !lists_who_came(); }
    std::vector<Student> not_spoken_of(Database& database, KnownMarks& known) const;
  };
  Rows& rows_of(const Register& returned, int source);
  void enter_whole_schools(const Organisation& organisation, AttendanceLoad& load) const;

  Speaks speaks_;
  std::map<std::pair<UnitId, Day>, Rows> classes_;
};

}  // namespace ksbx
