#include "policy/roster/left_out.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "policy/roster/evidence.h"

namespace ksbx {
namespace {

constexpr std::size_t enough = 20;

// What two who may be one have in common: a name, or all of it but one character or the order, with the school, the
// year or the day of the year of birth; or class and birthday. Two keys that are one number by chance cost a look.
class Keys {
 public:
  Keys(const Student& student, UnitId school) {
    const std::u32string name = folded_name(student.name);
    const auto with = [&](const std::u32string& part, bool is_whole) {
      if (school) add(1, part, school.value);
      if (!student.birth) return;
      add(2, part, student.birth->year());
      if (is_whole) add(3, part, student.birth->month() * 100 + student.birth->day_of_month());
    };
    with(name, true);
    std::u32string ordered = name;
    std::ranges::sort(ordered);
    with(U"=" + ordered, false);
    for (std::size_t i = 0; i < name.size(); ++i) {
      std::u32string without = name;
      without[i] = U'*';
      with(without, false);
    }
    if (student.school_class && student.birth)
      add(4, {}, student.school_class.value * 1'000'003 + student.birth->serial());
    std::ranges::sort(keys_);
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  }
  std::vector<std::uint64_t> all() && { return std::move(keys_); }

 private:
  void add(std::uint64_t kind, const std::u32string& name, std::int64_t other) {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
    const std::uint64_t words = std::hash<std::u32string>()(name);
    keys_.push_back((words ^ static_cast<std::uint64_t>(other) * odd) * odd + kind);
  }
  std::vector<std::uint64_t> keys_;
};

}  // namespace

void LeftOut::add(Student student, UnitId school) {
  for (const std::uint64_t key : Keys(student, school).all()) by_key_.emplace(key, missing_.size());
  missing_.push_back({std::move(student), school});
}

std::vector<StudentId> LeftOut::like(const Student& newcomer, UnitId school) const {
  std::vector<std::size_t> seen;
  std::vector<StudentId> here, elsewhere;
  for (const std::uint64_t key : Keys(newcomer, school).all()) {
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
