// ClassReturns: which classes have returned their registers (点名册) with the attendance returns of one call.
//
// A list of those who were absent says of all others that they were there. A list of those who came, as gates and face
// readers keep it, says nothing of the others: they may be absent. So a class of which more rows say that somebody was
// there than that he was not has returned its register only if every pupil has a row; otherwise it stays open, those
// without a row stay unknown, and it is said who they are.
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

  explicit ClassReturns(Speaks speaks) : speaks_(speaks) {}

  // One row each. `source`: the place of its file among those of the call, where warnings about the class go.
  void nobody_absent(const Register& returned, int source);
  void said(const Student& student, Presence presence, const Register& returned, int source);
  // Rows about a pupil of the class contradict each other, or one was rejected: what became of someone is not known, so
  // the class stays open.
  void contradicted(const Register& returned, int source);

  // After the last row of all files: enters the registers; `warn` hears of each class that stays open
  // (W_REGISTER_OPEN), and of each that is said to be complete and is not (W_NOT_COMPLETE).
  using Warn = std::function<void(int source, Problem problem)>;
  void finish(const Workspace& workspace, const Organisation& organisation, AttendanceLoad& load, const Warn& warn);

 private:
  struct Rows {
    Register returned;  // of the first row
    int source = 0;
    std::vector<StudentId> spoken_of;
    std::vector<StudentId> came = {};  // a child as often as rows say so
    int missing = 0;
    bool is_complete = false;  // 全勤
    bool is_contradicted = false;
    bool lists_who_came() const { return std::ssize(came) > missing && !is_complete; }
  };
  Rows& rows_of(const Register& returned, int source);
  void enter_whole_schools(const Organisation& organisation, AttendanceLoad& load) const;

  Speaks speaks_;
  std::map<std::pair<UnitId, Day>, Rows> classes_;
};

}  // namespace ksbx
