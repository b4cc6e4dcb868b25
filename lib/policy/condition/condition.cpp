#include "policy/condition/condition.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "policy/condition/condition_evaluation.h"
#include "policy/condition/condition_faults.h"
#include "policy/condition/condition_node.h"
#include "policy/condition/condition_parser.h"

namespace ksbx {
namespace {

// Misspellings are found before unknown names, but people read from left to right.
void sort_by_place(Problems& problems, std::size_t first) {
  const auto place = [](const Problem& problem) { return std::pair(problem.origin.line, problem.origin.column); };
  std::stable_sort(problems.begin() + static_cast<std::ptrdiff_t>(first), problems.end(),
                   [&](const Problem& a, const Problem& b) { return place(a) < place(b); });
}

std::shared_ptr<const Node> parse_node(std::string_view source, Wanted wanted, const Vocabulary& names,
                                       const Vocabulary& parameters, const Condition::Place& place,
                                       Problems& problems) {
  const std::size_t problems_before = problems.size();
  Faults faults(source, place, problems);
  std::optional<Node> node = parse_condition(source, wanted, names, parameters, faults);
  sort_by_place(problems, problems_before);
  if (!node || problems.size() > problems_before) return nullptr;
  return std::make_shared<const Node>(std::move(*node));
}

std::shared_ptr<const Condition::Words> words_used(const Node& root, Node::Kind kind, const Vocabulary& all) {
  Condition::Words words;
  walk(root, [&](const Node& node) {
    if (node.kind == kind) words.try_emplace(node.slot, all.at(node.slot));
  });
  return std::make_shared<const Condition::Words>(std::move(words));
}

std::vector<int> slots_of(const Condition::Words& words) {
  const auto slots = std::views::keys(words);
  return {slots.begin(), slots.end()};
}

void collect_leaves(const Node& node, std::vector<const Node*>& leaves) {
  if (node.is_leaf()) return leaves.push_back(&node);
  for (const Node& child : node.children) collect_leaves(child, leaves);
}

// Each word once, in the order in which the leaf has them.
std::vector<Leaf::Word> words_of(const Node& leaf, const Situation& situation, const Condition::Words& names,
                                 const Condition::Words& parameters) {
  std::vector<Leaf::Word> words;
  walk(leaf, [&](const Node& node) {
    const bool is_name = node.kind == Node::Kind::name;
    if (!is_name && node.kind != Node::Kind::parameter) return;
    const Vocabulary::Name& word = (is_name ? names : parameters).at(node.slot);
    const std::string name = is_name ? word.name : "$" + word.name;
    if (std::ranges::count(words, name, &Leaf::Word::name) > 0) return;
    words.push_back({name, word.label, value_of(node, situation).show(word.type)});
  });
  return words;
}

}  // namespace

std::vector<const Node*> leaves_of(const Node& root) {
  std::vector<const Node*> leaves;
  collect_leaves(root, leaves);
  return leaves;
}

Condition::Condition(std::string_view source, std::shared_ptr<const Node> root, const Vocabulary& names,
                     const Vocabulary& parameters, Place place)
    : source_(source),
      place_(std::move(place)),
      root_(std::move(root)),
      names_(words_used(*root_, Node::Kind::name, names)),
      parameters_(words_used(*root_, Node::Kind::parameter, parameters)) {}

std::optional<Condition> Condition::parse(std::string_view source, const Vocabulary& names,
                                          const Vocabulary& parameters, const Place& place, Problems& problems) {
  auto root = parse_node(source, Wanted::boolean, names, parameters, place, problems);
  if (!root) return std::nullopt;
  return Condition(source, std::move(root), names, parameters, place);
}

std::optional<Condition> Condition::parse_value(std::string_view source, const Vocabulary& names,
                                                const Vocabulary& parameters, const Place& place, Problems& problems) {
  auto root = parse_node(source, Wanted::any_value, names, parameters, place, problems);
  if (!root) return std::nullopt;
  return Condition(source, std::move(root), names, parameters, place);
}

const Type& Condition::type() const {
  return root_->type;
}

Truth Condition::holds(Situation situation) const {
  return truth_of(*root_, situation);
}

Value Condition::value(Situation situation) const {
  return value_of(*root_, situation);
}

std::vector<Leaf> Condition::explain(Situation situation) const {
  const std::vector<const Node*> nodes = leaves_of(*root_);
  std::vector<Leaf> leaves;
  leaves.reserve(nodes.size());
  for (const Node* node : nodes) {
    const bool is_question = node->type.kind == Type::Kind::boolean;
    leaves.push_back({.source = source_.substr(node->begin, node->end - node->begin),
                      .truth = is_question ? truth_of(*node, situation) : Truth::unknown,
                      .words = words_of(*node, situation, *names_, *parameters_)});
  }
  return leaves;
}

std::vector<int> Condition::names_used() const {
  return slots_of(*names_);
}

bool Condition::uses_name(int slot) const {
  return names_->contains(slot);
}

std::vector<int> Condition::parameters_used() const {
  return slots_of(*parameters_);
}

}  // namespace ksbx
