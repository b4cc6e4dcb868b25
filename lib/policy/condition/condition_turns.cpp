#include "policy/condition/condition_turns.h"

#include <algorithm>

#include "policy/condition/condition_evaluation.h"
#include "policy/condition/condition_node.h"

namespace ksbx {
namespace {

class Turning {
 public:
  Turning(const Situation& situation, const NameTurns& names) : situation_(situation), names_(names) {}

  Turn of(const Node& node) const {
    switch (node.kind) {
      case Node::Kind::all_of: return of_list(node, Truth::no);
      case Node::Kind::any_of: return of_list(node, Truth::yes);
      case Node::Kind::compare:
      case Node::Kind::one_of:
      case Node::Kind::none_of: return of_comparison(node);
      case Node::Kind::name: return names_.of(node.slot);
      case Node::Kind::opposite:
      case Node::Kind::known:
      case Node::Kind::not_known:
      case Node::Kind::parameter:
      case Node::Kind::literal:
      case Node::Kind::sum:
      case Node::Kind::product:
      case Node::Kind::negative: break;
    }
    return of_children(node);
  }

 private:
  // An `and` is no as long as any of its children is, an `or` yes as long as any is: the last of those to turn decides.
  Turn of_list(const Node& node, Truth decides) const {
    Turn turn;
    bool is_decided = false;
    for (const Node& child : node.children) {
      if (truth_of(child, situation_) != decides) continue;
      turn = is_decided ? later(turn, of(child)) : of(child);
      is_decided = true;
    }
    return is_decided ? turn : of_children(node);
  }

  // A number of days that is compared with another number turns where it reaches that, and where it goes beyond.
  Turn of_comparison(const Node& node) const {
    const auto clock = std::ranges::find_if(node.children, [&](const Node& child) { return is_clock(child); });
    const auto others = [&](const auto& is_it) {
      return std::all_of(node.children.begin(), node.children.end(),
                         [&](const Node& child) { return &child == &*clock || is_it(child); });
    };
    if (clock == node.children.end() || !others([&](const Node& child) { return is_fixed(child); }))
      return of_children(node);
    Turn turn;
    for (const Node& child : node.children) {
      if (&child == &*clock) continue;
      const std::int64_t number = value_of(child, situation_).least();
      turn = earlier(turn, names_.reaches(clock->slot, number));
      turn = earlier(turn, names_.reaches(clock->slot, number + 1));
    }
    return turn;
  }

  bool is_clock(const Node& node) const { return node.kind == Node::Kind::name && names_.counts_days(node.slot); }

  // A number that is known and stands on no name.
  bool is_fixed(const Node& node) const {
    bool has_name = false;
    walk(node, [&](const Node& one) { has_name |= one.kind == Node::Kind::name; });
    return !has_name && node.type.kind == Type::Kind::integer && value_of(node, situation_).is_exact();
  }

  Turn of_children(const Node& node) const {
    Turn turn;
    for (const Node& child : node.children) turn = earlier(turn, of(child));
    return turn;
  }

  const Situation& situation_;
  const NameTurns& names_;
};

}  // namespace

Turn earlier(Turn one, Turn other) {
  return one && other ? std::min(one, other) : one ? one : other;
}

Turn later(Turn one, Turn other) {
  return one && other ? std::max(one, other) : Turn();
}

Turn turn_of(const Condition& condition, const Situation& situation, const NameTurns& names) {
  return Turning(situation, names).of(condition.root());
}

}  // namespace ksbx
