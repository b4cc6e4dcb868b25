// SlipKeys: what two descriptions of one child still have in common after a slip. Pure.
//
// Whoever looks for a child of whom something was written wrong, or corrected, keeps all others under these few keys
// and looks at those who share one, instead of at everybody. For each way in which two descriptions may be of one child
// (policy/roster/evidence.h, may_have_changed; policy/roster/near_miss.h, may_be_one) there is a key that both have.
// Two keys that are one number by chance cost a look.
//
//   for (const SlipKey key : SlipKeys(what, school, school_class)) kept.emplace(key, …);
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/id.h"
#include "policy/roster/evidence.h"

namespace ksbx {

using SlipKey = std::uint64_t;

class SlipKeys {
 public:
  // `place`: where a name, also with a slip, is reason enough to look; `birthday_place`: where a birthday is. None of
  // either: not known.
  SlipKeys(const Description& what, UnitId place, UnitId birthday_place);
  const SlipKey* begin() const { return keys_.data(); }
  const SlipKey* end() const { return keys_.data() + count_; }

 private:
  void add(SlipKey kind, SlipKey one, SlipKey other);
  void add_number(std::string_view number);
  void add_slips_of(std::u32string name, const Description& what, UnitId place);

  std::array<SlipKey, 48> keys_;  // of names longer than usual not every slip
  std::size_t count_ = 0;
};

}  // namespace ksbx
