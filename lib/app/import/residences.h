// Residences: which village or town an address lies in. It decides the government line (P43).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/unit.h"

namespace ksbx {

class Residences {
 public:
  explicit Residences(const Organisation& organisation);

  // 石桥市青石镇柳树村1号 → 柳树村 of 青石镇; the town if the village is not known; none if no town is named. A
  // village's name without its town counts only if only one village has it. A unit's code is understood too.
  UnitId find(std::string_view address);

 private:
  UnitId look_up(std::string_view address) const;

  const Organisation& organisation_;
  struct Town {
    const Unit* town;
    std::vector<const Unit*> villages;
  };
  std::vector<Town> towns_;
  std::unordered_map<std::string, UnitId> seen_;  // by the address up to the village
};

}  // namespace ksbx
