// Posts of one person for which two are entered: the class teacher of a class. Nearly always the list did not say that
// the former one left, and every duty of the class still goes to him.
#pragma once

#include <string>
#include <vector>

#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct SharedPost {
  UnitId unit;
  const Role* role = nullptr;       // of the rulebook
  std::vector<std::string> people;  // in the order in which they began
};

// Roles at a class that two or more people hold on one day from `day` on, without those who act for another.
std::vector<SharedPost> shared_posts(const Organisation& organisation, const Rulebook& rulebook, Day day);

}  // namespace ksbx
