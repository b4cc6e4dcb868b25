// Node: one step of a parsed condition, for whoever evaluates it or reasons about it (is it ever
// true? always?).
//
// The tree is typed and resolved: names and parameters are slots, choices are places in their
// type's list, dates are days, and every comparison has operands that can be compared. It is never
// changed after parsing, so threads may share it.
//
//   unexcused_days >= $leader_visit_after and mode in ('home_visit')
//   all_of( compare at_least( name 0, parameter 3 ), one_of( name 1, literal place 0 ) )
#pragma once

#include <cstddef>
#include <vector>

#include "policy/condition/value.h"

namespace ksbx {

struct Node {
  enum class Kind {
    any_of,     // or: yes if one child is; two children or more
    all_of,     // and: yes if all children are; two children or more
    opposite,   // not children[0]
    compare,    // children[0] `comparison` children[1]: no if either is absent
    one_of,     // children[0] in (children[1], …): `equal` to one of them
    none_of,    // children[0] not in (children[1], …): `unequal` to each of them, so no if one is absent
    known,      // children[0] is known: known exactly; no if it is absent, unknown or a range
    not_known,  // the opposite of `known`
    name,       // the value in `slot` of the names
    parameter,  // the value in `slot` of the parameters
    literal,    // `literal`
    sum,        // of two children or more; a - b is sum(a, negative(b)); absent if a child is
    product,    // of two children or more; absent if a child is
    negative,   // -children[0]
  };
  enum class Comparison { equal, unequal, less, at_most, greater, at_least };

  Kind kind = Kind::literal;
  Comparison comparison = Comparison::equal;
  int slot = -1;
  std::vector<Node> children = {};
  Value literal = {};
  Type type = {};         // of what this step yields; boolean for everything from any_of to not_known
  std::size_t begin = 0;  // where it is in Condition::source(), in bytes; `end` is after its last one
  std::size_t end = 0;

  // Does it answer a question by itself: a comparison, or a boolean that is not put together from
  // others?
  bool is_leaf() const { return kind != Kind::any_of && kind != Kind::all_of && kind != Kind::opposite; }
};

// Calls `visit` with the node and all below it, left to right.
template <class Visit>
void walk(const Node& node, const Visit& visit) {
  visit(node);
  for (const Node& child : node.children) walk(child, visit);
}

// The questions of a condition, left to right; they live as long as `root`.
std::vector<const Node*> leaves_of(const Node& root);

}  // namespace ksbx
