// What two rulebooks say differently: added, removed and changed parts, a line each; for `ksbx rules diff`.
//
// Parts are compared by what they say (policy/rulebook/rulebook_parts.h), not by file, line or layout: a rulebook that
// was only tidied up has no difference. Old and new may be two rulebooks, or one without and with its overlays.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/rulebook/rulebook_parts.h"

namespace ksbx {

struct Difference {
  enum class Kind { added, removed, changed };
  Kind kind = Kind::changed;
  Part::Kind part = Part::Kind::rule;
  std::string id;
  Text label;          // of the part, as the new rulebook has it if it does
  Text line;           // which line of a changed part; empty if the part as a whole came or went
  std::string before;  // empty: the line is new
  std::string after;   // empty: the line is gone
  Text reason;         // of an overlay
  Origin origin;       // where the new rulebook says so; where it says nothing any more, the old one
};
std::string_view name_of(Difference::Kind kind);
Text label_of(Difference::Kind kind);

// By kind of part, in the order of the new rulebook; parts that are gone last within their kind. Empty if both say the
// same.
std::vector<Difference> differences(const Rulebook& before, const Rulebook& after);

}  // namespace ksbx
