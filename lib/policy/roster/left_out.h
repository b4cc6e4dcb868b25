// LeftOut (名册里不见了的): those who are missing from new rosters, for asking which of them someone new may be. Pure.
//
// A child whose name, birthday or number was corrected between two rosters looks like one who came and one who is gone.
// So nobody is called new or missing before both lists were held against each other. Each of the missing is kept under
// the few keys that he would still share after one correction, so a question looks at a handful of them, however many
// there are.
//
//   LeftOut missing;
//   for (…) missing.add(pupil, school);
//   for (StudentId who : missing.like(newcomer, his_school)) …
#pragma once

#include <unordered_map>
#include <vector>

#include "model/student.h"
#include "policy/roster/slip_keys.h"

namespace ksbx {

class LeftOut {
 public:
  // `school`: where he was.
  void add(Student student, UnitId school);
  bool empty() const { return missing_.empty(); }

  // Those who may be the newcomer (policy/roster/evidence.h, may_have_changed), by id: of his school if any are, else
  // of the city; at most as many as a person can choose from.
  std::vector<StudentId> like(const Student& newcomer, UnitId school) const;

 private:
  struct Missing {
    Student student;
    UnitId school;
  };
  std::vector<Missing> missing_;
  std::unordered_multimap<SlipKey, std::size_t> by_key_;
};

}  // namespace ksbx
