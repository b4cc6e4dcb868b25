// Parts: everything that a rulebook defines, line by line in the words of rule files; to be listed or compared.
//
// A part is a parameter, a rule, a fact … with its id. Its lines are what it says: each dated value, the condition,
// who, by when, what proves it. Two parts that say the same have the same lines, wherever they stand and however their
// file is laid out.
//
//   rule leader-visit    when: unexcused_days >= $leader_visit_after · 1 who: school_leader · 1 due: same_day
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "base/text.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct Part {
  enum class Kind { parameter, rule, fact, record, role, stage, action, form, guard, meaning };
  // One thing that it says. `key` is what makes it the same line in another rulebook: "when", "2027-03-01 junior".
  struct Line {
    std::string key;
    Text label;
    std::string words;
    Origin origin = {};  // where it differs from the part's own: dated values, switched off, duties
    Text reason = {};    // why an overlay says so
  };
  Kind kind = Kind::rule;
  std::string id;
  Text label;
  Origin origin;
  std::vector<Line> lines;  // no two with the same key; none without words
};
std::string_view name_of(Part::Kind kind);
Text label_of(Part::Kind kind);

// All of them, by kind, in the rulebook's order.
std::vector<Part> parts_of(const Rulebook& rulebook);

// How a value of a parameter reads: "3", and of a time of day "18:00".
std::string words_of(const Parameter& parameter, std::int64_t value);

}  // namespace ksbx
