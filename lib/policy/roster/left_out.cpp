#include "policy/roster/left_out.h"

#include <algorithm>
#include <utility>

#include "policy/roster/evidence.h"

namespace ksbx {
namespace {

constexpr std::size_t enough = 20;

// A class may have a child of whom only the birthday is still the same.
SlipKeys keys_of(const Student& student, UnitId school) {
  return {description_of(student), school, student.school_class};
}

}  // namespace

void LeftOut::add(Student student, UnitId school) {
  for (const SlipKey key : keys_of(student, school)) by_key_.emplace(key, missing_.size());
  missing_.push_back({std::move(student), school});
}

std::vector<StudentId> LeftOut::like(const Student& newcomer, UnitId school) const {
  std::vector<std::size_t> seen;
  std::vector<StudentId> here, elsewhere;
  for (const SlipKey key : keys_of(newcomer, school)) {
    const auto [first, last] = by_key_.equal_range(key);
    for (auto at = first; at != last; ++at) {
      if (std::ranges::find(seen, at->second) != seen.end()) continue;
      seen.push_back(at->second);
      const Missing& one = missing_[at->second];
      const bool same_school = school && one.school == school;
      const Where where = one.student.school_class == newcomer.school_class ? Where::same_class
                          : same_school                                     ? Where::same_school
                                                                            : Where::elsewhere;
      const Evidence evidence = evidence_of(description_of(one.student), description_of(newcomer));
      if (may_have_changed(evidence, where)) (same_school ? here : elsewhere).push_back(one.student.id);
    }
  }
  std::vector<StudentId>& found = here.empty() ? elsewhere : here;
  std::ranges::sort(found);
  if (found.size() > enough) found.resize(enough);
  return std::move(found);
}

}  // namespace ksbx
