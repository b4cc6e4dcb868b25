#include "policy/condition/condition_evaluation.h"

#include <algorithm>

namespace ksbx {
namespace {

constexpr std::int64_t no_limit = Value::no_limit;

// A value without its text: the numbers that it may be. Unknown is everything from -no_limit to
// no_limit.
struct Range {
  bool is_there = false;
  std::int64_t least = 0;
  std::int64_t most = 0;

  bool is_unlimited() const { return most == no_limit || least == -no_limit; }
  bool is_exact() const { return is_there && least == most && !is_unlimited(); }
};

Range computed_range(const Node& node, const Situation& situation);

// The value itself of a name, a parameter or a literal; nullptr for what has to be computed.
const Value* stored_value(const Node& node, const Situation& situation) {
  const auto slot = static_cast<std::size_t>(node.slot);
  if (node.kind == Node::Kind::name) return &situation.names[slot];
  if (node.kind == Node::Kind::parameter) return &situation.parameters[slot];
  return node.kind == Node::Kind::literal ? &node.literal : nullptr;
}

Range range_of(const Node& node, const Situation& situation) {
  const Value* value = stored_value(node, situation);
  if (!value) return computed_range(node, situation);
  return {value->known() != Value::Known::absent, value->least(), value->most()};
}

bool is_limit(std::int64_t number) {
  return number == no_limit || number == -no_limit;
}

// Without limit plus anything is without limit; an overflow becomes so.
std::int64_t sum(std::int64_t a, std::int64_t b) {
  if (is_limit(a)) return a;
  if (is_limit(b)) return b;
  std::int64_t result = 0;
  if (__builtin_add_overflow(a, b, &result)) return a > 0 ? no_limit : -no_limit;
  return std::max(result, -no_limit);
}

std::int64_t product(std::int64_t a, std::int64_t b) {
  if (a == 0 || b == 0) return 0;
  const std::int64_t limit = (a > 0) == (b > 0) ? no_limit : -no_limit;
  if (is_limit(a) || is_limit(b)) return limit;
  std::int64_t result = 0;
  return __builtin_mul_overflow(a, b, &result) ? limit : std::max(result, -no_limit);
}

Range negative(Range a) {
  return {a.is_there, -a.most, -a.least};
}

Range sum(Range a, Range b) {
  return {a.is_there && b.is_there, sum(a.least, b.least), sum(a.most, b.most)};
}

Range product(Range a, Range b) {
  const auto [least, most] = std::minmax(
      {product(a.least, b.least), product(a.least, b.most), product(a.most, b.least), product(a.most, b.most)});
  return {a.is_there && b.is_there, least, most};
}

template <class Operation>
Range fold(const Node& node, const Situation& situation, Operation operation) {
  Range result = range_of(node.children.front(), situation);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    result = operation(result, range_of(node.children[i], situation));
  }
  return result;
}

Range range_of_truth(Truth truth) {
  return {true, truth == Truth::yes ? 1 : 0, truth == Truth::no ? 0 : 1};
}

Range computed_range(const Node& node, const Situation& situation) {
  switch (node.kind) {
    case Node::Kind::sum: return fold(node, situation, [](Range a, Range b) { return sum(a, b); });
    case Node::Kind::product: return fold(node, situation, [](Range a, Range b) { return product(a, b); });
    case Node::Kind::negative: return negative(range_of(node.children.front(), situation));
    case Node::Kind::any_of:
    case Node::Kind::all_of:
    case Node::Kind::opposite:
    case Node::Kind::compare:
    case Node::Kind::one_of:
    case Node::Kind::none_of:
    case Node::Kind::known:
    case Node::Kind::not_known:
    case Node::Kind::name:
    case Node::Kind::parameter:
    case Node::Kind::literal: break;
  }
  return range_of_truth(truth_of(node, situation));
}

Truth is_less(Range a, Range b) {
  if (a.most < b.least) return Truth::yes;
  return a.least >= b.most ? Truth::no : Truth::unknown;
}

Truth is_equal(Range a, Range b) {
  if (a.is_exact() && b.is_exact()) return truth(a.least == b.least);
  return a.most < b.least || b.most < a.least ? Truth::no : Truth::unknown;
}

Truth compare(Range a, Node::Comparison comparison, Range b) {
  if (!a.is_there || !b.is_there) return Truth::no;
  switch (comparison) {
    case Node::Comparison::equal: return is_equal(a, b);
    case Node::Comparison::unequal: return opposite(is_equal(a, b));
    case Node::Comparison::less: return is_less(a, b);
    case Node::Comparison::at_most: return opposite(is_less(b, a));
    case Node::Comparison::greater: return is_less(b, a);
    case Node::Comparison::at_least: return opposite(is_less(a, b));
  }
  return Truth::unknown;
}

// Texts are equal or not; the parser lets no other comparison through.
Truth compare_texts(const Value& a, Node::Comparison comparison, const Value& b) {
  if (a.known() == Value::Known::absent || b.known() == Value::Known::absent) return Truth::no;
  if (!a.is_exact() || !b.is_exact()) return Truth::unknown;
  return truth((a.text() == b.text()) == (comparison == Node::Comparison::equal));
}

Truth compare(const Node& left, Node::Comparison comparison, const Node& right, const Situation& situation) {
  if (left.type.kind != Type::Kind::text) {
    return compare(range_of(left, situation), comparison, range_of(right, situation));
  }
  const Value* a = stored_value(left, situation);
  const Value* b = stored_value(right, situation);
  return a && b ? compare_texts(*a, comparison, *b) : Truth::unknown;
}

Truth compare_with_list(const Node& node, const Situation& situation) {
  const bool is_one_of = node.kind == Node::Kind::one_of;
  const auto comparison = is_one_of ? Node::Comparison::equal : Node::Comparison::unequal;
  Truth result = truth(!is_one_of);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const Truth item = compare(node.children.front(), comparison, node.children[i], situation);
    result = is_one_of ? either(result, item) : both(result, item);
  }
  return result;
}

Truth any_of(const Node& node, const Situation& situation) {
  Truth result = Truth::no;
  for (const Node& child : node.children) {
    result = either(result, truth_of(child, situation));
    if (result == Truth::yes) break;
  }
  return result;
}

Truth all_of(const Node& node, const Situation& situation) {
  Truth result = Truth::yes;
  for (const Node& child : node.children) {
    result = both(result, truth_of(child, situation));
    if (result == Truth::no) break;
  }
  return result;
}

bool is_known(const Node& node, const Situation& situation) {
  if (const Value* value = stored_value(node, situation)) return value->is_exact();
  return range_of(node, situation).is_exact();
}

}  // namespace

Truth truth_of(const Node& node, const Situation& situation) {
  switch (node.kind) {
    case Node::Kind::any_of: return any_of(node, situation);
    case Node::Kind::all_of: return all_of(node, situation);
    case Node::Kind::opposite: return opposite(truth_of(node.children.front(), situation));
    case Node::Kind::compare: return compare(node.children[0], node.comparison, node.children[1], situation);
    case Node::Kind::one_of:
    case Node::Kind::none_of: return compare_with_list(node, situation);
    case Node::Kind::known: return truth(is_known(node.children.front(), situation));
    case Node::Kind::not_known: return truth(!is_known(node.children.front(), situation));
    case Node::Kind::name:
    case Node::Kind::parameter:
    case Node::Kind::literal: return stored_value(node, situation)->truth();
    case Node::Kind::sum:
    case Node::Kind::product:
    case Node::Kind::negative: break;
  }
  return Truth::unknown;
}

Value value_of(const Node& node, const Situation& situation) {
  if (const Value* value = stored_value(node, situation)) return *value;
  if (node.type.kind == Type::Kind::boolean) return Value::of(truth_of(node, situation));
  const Range range = range_of(node, situation);
  return range.is_there ? Value::between(range.least, range.most) : Value();
}

}  // namespace ksbx
