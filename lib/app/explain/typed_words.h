// typed_words: what people typed about a child is covered in explanations as it is in reports; what comes from a list
// or a calendar stays.
#pragma once

#include <string>
#include <vector>

#include "base/mask.h"
#include "model/attendance.h"
#include "model/record.h"
#include "model/unit.h"
#include "policy/judge/decide.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

class TypedWords {
 public:
  TypedWords(const Rulebook& rulebook, Masking masking) : rulebook_(rulebook), masking_(masking) {}

  void cover(std::vector<Mark>& marks) const;
  // And who made them, if he is not on the list of staff.
  void cover(std::vector<Record>& records, const Organisation& organisation) const;
  // Facts that are words of a record, and what was computed from them.
  void cover(std::vector<FactValue>& facts) const;
  void cover(std::vector<Leaf>& leaves) const;

 private:
  std::string covered(const std::string& words) const;
  bool is_typed(const std::string& fact) const;

  const Rulebook& rulebook_;
  Masking masking_;
};

}  // namespace ksbx
