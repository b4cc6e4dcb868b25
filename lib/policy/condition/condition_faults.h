// Faults: what is wrong with one condition, each at its own place in the file.
//
// A condition is a piece of a line in a rule file; whoever parses it counts in bytes from its
// start. Faults turns that into the line, the column in characters and the excerpt that a caret
// needs, so that no other part of the parser has to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "policy/condition/condition.h"

namespace ksbx {

class Faults {
 public:
  // All three must outlive this; every fault is added to `problems`.
  Faults(std::string_view source, const Condition::Place& place, Problems& problems)
      : source_(source), place_(place), problems_(problems) {}

  // An error at the character that starts at byte `at` of the source. In a condition of several
  // lines, the excerpt of a later line is that line of the source.
  void add(std::string code, std::size_t at, Text what, Text remedy);

  // The words of the source from byte `begin` up to `end`, for quoting them.
  std::string words(std::size_t begin, std::size_t end) const;

 private:
  std::string_view source_;
  const Condition::Place& place_;
  Problems& problems_;
};

}  // namespace ksbx
