#include "policy/condition/condition_range.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "policy/condition/condition_evaluation.h"

namespace ksbx {
namespace {

constexpr std::size_t most_worlds = 20'000;
constexpr std::int64_t largest_cut = 1'000'000'000'000;  // beyond it nothing is cut, so sums stay exact

// One piece of what a name can stand for. An uncertain value is a range that a missing register left.
struct Piece {
  enum class Kind { absent, uncertain, exact };
  Kind kind = Kind::exact;
  Value value;
};

// A piece for each name that the conditions ask about; the others are absent.
struct World {
  std::vector<Value> values;
  std::vector<Piece::Kind> kinds;
  std::set<int> asked_if_known;  // slots under `is known`
  std::span<const Value> parameters;
};

bool is_known_question(const Node& node) {
  return node.kind == Node::Kind::known || node.kind == Node::Kind::not_known;
}

// sign · (the value of slot) + offset; without a slot, the offset alone.
struct Linear {
  int slot = -1;
  std::int64_t sign = 1;
  std::int64_t offset = 0;
};

std::optional<Linear> linear(const Node& node, std::span<const Value> parameters);

std::optional<Linear> linear_sum(const Node& node, std::span<const Value> parameters) {
  Linear total;
  for (const Node& child : node.children) {
    const auto part = linear(child, parameters);
    if (!part || (part->slot >= 0 && total.slot >= 0)) return std::nullopt;
    if (part->slot >= 0) {
      total.slot = part->slot;
      total.sign = part->sign;
    }
    total.offset += part->offset;
  }
  return total;
}

std::optional<Linear> linear_constant(const Value& value) {
  if (!value.is_exact() || value.least() > largest_cut || value.least() < -largest_cut) return std::nullopt;
  return Linear{-1, 1, value.least()};
}

std::optional<Linear> linear(const Node& node, std::span<const Value> parameters) {
  if (node.kind == Node::Kind::name) return Linear{node.slot, 1, 0};
  if (node.kind == Node::Kind::literal) return linear_constant(node.literal);
  if (node.kind == Node::Kind::parameter) return linear_constant(parameters[static_cast<std::size_t>(node.slot)]);
  if (node.kind == Node::Kind::sum) return linear_sum(node, parameters);
  if (node.kind != Node::Kind::negative) return std::nullopt;
  const auto child = linear(node.children.front(), parameters);
  if (!child) return std::nullopt;
  return Linear{child->slot, -child->sign, -child->offset};
}

// The values at which the answers of comparisons may change, by slot.
class Cuts {
 public:
  explicit Cuts(std::span<const Value> parameters) : parameters_(parameters) {}

  void add(const Node& condition) {
    walk(condition, [&](const Node& node) {
      if (node.kind == Node::Kind::name) slots_.insert(node.slot);
      if (is_known_question(node))
        walk(node, [&](const Node& below) {
          if (below.kind == Node::Kind::name) asked_if_known_.insert(below.slot);
        });
      for (std::size_t i = 1; is_comparison(node) && i < node.children.size(); ++i)
        cut(node.children.front(), node.children[i]);
    });
  }

  const std::set<int>& slots() const { return slots_; }
  const std::set<int>& asked_if_known() const { return asked_if_known_; }

  std::vector<Piece> pieces(int slot, const Domain& domain) const {
    std::vector<Piece> all;
    if (domain.may_be_absent) all.push_back({Piece::Kind::absent, Value()});
    if (domain.type.kind == Type::Kind::text) {
      add_texts(slot, all);
      return all;
    }
    if (domain.least > domain.most) return all;
    if (domain.least < domain.most) all.push_back({Piece::Kind::uncertain, Value::between(domain.least, domain.most)});
    add_numbers(slot, domain, all);
    return all;
  }

 private:
  static bool is_comparison(const Node& node) {
    return node.kind == Node::Kind::compare || node.kind == Node::Kind::one_of || node.kind == Node::Kind::none_of;
  }

  void cut(const Node& left, const Node& right) {
    const Node& name = left.kind == Node::Kind::name ? left : right;
    const Node& other = left.kind == Node::Kind::name ? right : left;
    if (left.type.kind == Type::Kind::text) {
      if (other.kind == Node::Kind::literal) texts_[name.slot].insert(other.literal.text());
      return;
    }
    const auto a = linear(left, parameters_);
    const auto b = linear(right, parameters_);
    if (!a || !b || (a->slot < 0) == (b->slot < 0)) return;
    const Linear& moving = a->slot >= 0 ? *a : *b;
    const Linear& fixed = a->slot >= 0 ? *b : *a;
    numbers_[moving.slot].insert((fixed.offset - moving.offset) * moving.sign);
  }

  // The texts that are named, and one that is none of them.
  void add_texts(int slot, std::vector<Piece>& all) const {
    all.push_back({Piece::Kind::uncertain, Value::unknown()});
    std::string other = "?";
    if (const auto named = texts_.find(slot); named != texts_.end())
      for (const std::string& one : named->second) {
        all.push_back({Piece::Kind::exact, Value::of(one)});
        other += one;
      }
    all.push_back({Piece::Kind::exact, Value::of(other)});
  }

  void add_numbers(int slot, const Domain& domain, std::vector<Piece>& all) const {
    const auto add = [&](std::int64_t least, std::int64_t most) {
      if (least <= most) all.push_back({Piece::Kind::exact, Value::between(least, most)});
    };
    std::set<std::int64_t> cuts;
    if (const auto found = numbers_.find(slot); found != numbers_.end()) cuts = found->second;
    if (domain.type.kind == Type::Kind::choice || domain.type.kind == Type::Kind::boolean)
      for (std::int64_t one = domain.least; one <= domain.most; ++one) cuts.insert(one);
    std::int64_t next = domain.least;
    for (const std::int64_t at : cuts) {
      if (at < domain.least || at > domain.most) continue;
      add(next, at - 1);
      add(at, at);
      next = at + 1;
    }
    add(next, domain.most);
  }

  std::span<const Value> parameters_;
  std::set<int> slots_;
  std::set<int> asked_if_known_;
  std::map<int, std::set<std::int64_t>> numbers_;
  std::map<int, std::set<std::string>> texts_;
};

Answers only(Truth truth) {
  return {truth == Truth::yes, truth == Truth::no, truth == Truth::unknown};
}

std::vector<Truth> listed(const Answers& answers) {
  std::vector<Truth> all;
  if (answers.yes) all.push_back(Truth::yes);
  if (answers.no) all.push_back(Truth::no);
  if (answers.unknown) all.push_back(Truth::unknown);
  return all;
}

Answers joined(const Answers& a, const Answers& b) {
  return {a.yes || b.yes, a.no || b.no, a.unknown || b.unknown};
}

template <class Operation>
Answers combined(const Answers& a, const Answers& b, Operation operation) {
  Answers result;
  for (const Truth one : listed(a))
    for (const Truth other : listed(b)) result = joined(result, only(operation(one, other)));
  return result;
}

// Is one of the names below of this kind?
bool has(const Node& node, const World& world, Piece::Kind kind) {
  bool found = false;
  walk(node, [&](const Node& below) {
    if (below.kind == Node::Kind::name) found |= world.kinds[static_cast<std::size_t>(below.slot)] == kind;
  });
  return found;
}

Answers answers_to_known(const Node& child, const World& world) {
  if (has(child, world, Piece::Kind::absent)) return only(Truth::no);
  if (!has(child, world, Piece::Kind::uncertain)) return only(Truth::yes);
  return child.kind == Node::Kind::name ? only(Truth::no) : Answers{true, true, false};
}

// A comparison, or a boolean that stands alone.
Answers answers_of_leaf(const Node& leaf, const World& world) {
  bool asks_known = false;
  walk(leaf, [&](const Node& below) { asks_known |= is_known_question(below); });
  if (asks_known) return {true, true, true};
  const Truth truth = truth_of(leaf, {world.values, world.parameters});
  if (truth != Truth::unknown) return only(truth);
  if (!has(leaf, world, Piece::Kind::uncertain)) return {true, true, false};
  // An uncertain value may be a narrow range, for which the comparison is settled. That adds no answer that an exact
  // value does not give, unless the condition also asks whether the value is known.
  bool asked = false;
  walk(leaf, [&](const Node& below) {
    asked |= below.kind == Node::Kind::name && world.asked_if_known.contains(below.slot);
  });
  return asked ? Answers{true, true, true} : only(Truth::unknown);
}

Answers answers_in(const Node& node, const World& world) {
  switch (node.kind) {
    case Node::Kind::any_of:
    case Node::Kind::all_of: {
      Answers result = answers_in(node.children.front(), world);
      for (std::size_t i = 1; i < node.children.size(); ++i)
        result = combined(result, answers_in(node.children[i], world), node.kind == Node::Kind::any_of ? either : both);
      return result;
    }
    case Node::Kind::opposite: {
      const Answers child = answers_in(node.children.front(), world);
      return {child.no, child.yes, child.unknown};
    }
    case Node::Kind::known: return answers_to_known(node.children.front(), world);
    case Node::Kind::not_known: {
      const Answers known = answers_to_known(node.children.front(), world);
      return {known.no, known.yes, false};
    }
    case Node::Kind::compare:
    case Node::Kind::one_of:
    case Node::Kind::none_of:
    case Node::Kind::name:
    case Node::Kind::parameter:
    case Node::Kind::literal:
    case Node::Kind::sum:
    case Node::Kind::product:
    case Node::Kind::negative: break;
  }
  return answers_of_leaf(node, world);
}

// Calls `visit` for every combination of pieces, until it returns false; false, and no call, if they are too many.
template <class Visit>
bool for_each_world(const Cuts& cuts, const std::vector<Domain>& names, std::span<const Value> parameters,
                    const Visit& visit) {
  std::vector<std::pair<std::size_t, std::vector<Piece>>> choices;
  std::size_t worlds = 1;
  for (const int slot : cuts.slots()) {
    const auto place = static_cast<std::size_t>(slot);
    choices.emplace_back(place, cuts.pieces(slot, names[place]));
    worlds *= choices.back().second.size();
    if (worlds > most_worlds) return false;
  }
  World world{std::vector<Value>(names.size()), std::vector<Piece::Kind>(names.size(), Piece::Kind::absent),
              cuts.asked_if_known(), parameters};
  for (std::size_t number = 0; number < worlds; ++number) {
    std::size_t rest = number;
    for (const auto& [place, pieces] : choices) {
      const Piece& piece = pieces[rest % pieces.size()];
      rest /= pieces.size();
      world.values[place] = piece.value;
      world.kinds[place] = piece.kind;
    }
    if (!visit(world)) break;
  }
  return true;
}

}  // namespace

Domain whole_domain(const Type& type) {
  Domain domain{type};
  if (type.kind == Type::Kind::boolean) {
    domain.least = 0;
    domain.most = 1;
  } else if (type.kind == Type::Kind::choice) {
    domain.least = 0;
    domain.most = static_cast<std::int64_t>(type.choices.size()) - 1;
  }
  return domain;
}

Answers possible_answers(const Node& condition, const std::vector<Domain>& names, std::span<const Value> parameters) {
  Cuts cuts(parameters);
  cuts.add(condition);
  Answers result;
  const bool settled = for_each_world(cuts, names, parameters, [&](const World& world) {
    result = joined(result, answers_in(condition, world));
    return !(result.yes && result.no);
  });
  return settled ? result : Answers{true, true, true};
}

bool implies(const Node& if_, const Node& then, const std::vector<Domain>& names, std::span<const Value> parameters) {
  Cuts cuts(parameters);
  cuts.add(if_);
  cuts.add(then);
  bool holds = true;
  const bool settled = for_each_world(cuts, names, parameters, [&](const World& world) {
    if (!answers_in(if_, world).yes) return true;
    const Answers consequence = answers_in(then, world);
    return holds = consequence.yes && !consequence.no && !consequence.unknown;
  });
  return settled && holds;
}

}  // namespace ksbx
