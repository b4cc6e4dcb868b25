#include "policy/condition/condition_typing.h"

#include <algorithm>
#include <utility>

#include "base/join.h"
#include "base/nearest.h"

namespace ksbx {
namespace {

constexpr std::size_t few = 12;

Text word_for(Type::Kind kind) {
  switch (kind) {
    case Type::Kind::boolean: return {"“是/否”值", "a yes or no"};
    case Type::Kind::integer: return {"整数", "a whole number"};
    case Type::Kind::text: return {"文字", "a text"};
    case Type::Kind::choice: return {"选项", "a choice"};
    case Type::Kind::date: return {"日期", "a date"};
  }
  return {};
}

std::vector<std::string> marked(std::vector<std::string> words, std::string_view before, std::string_view after) {
  for (std::string& word : words) word = formatted("{}{}{}", before, word, after);
  return words;
}

// "Did you mean …?", then all of them if they are few.
Text suggestion(const std::string& nearest, const std::vector<std::string>& known) {
  Text all;
  if (known.empty()) {
    all = {"此处没有任何可用的名称", "none can be used here"};
  } else if (known.size() <= few) {
    all = text("可用的有：{}", "there are: {}", enumerated(known));
  } else {
    all = text("可用的共 {} 个，见规则集的说明", "there are {}; see the documentation of the rulebook", known.size());
  }
  if (nearest.empty()) return all;
  return text("是不是想写 {}？{}", "did you mean {}? {}", nearest, all);
}

// The name whose label is `words`: 连续无故缺课天数 → unexcused_days. Empty if there is none.
std::string labelled(const Vocabulary& names, const std::string& words) {
  for (int slot = 0; slot < names.size(); ++slot) {
    const Vocabulary::Name& name = names.at(slot);
    if (name.label.zh == words || name.label.en == words) return name.name;
  }
  return "";
}

bool is_choice_of_any(const Vocabulary& names, const std::string& word) {
  for (int slot = 0; slot < names.size(); ++slot)
    if (std::ranges::count(names.at(slot).type.choices, word) > 0) return true;
  return false;
}

bool is_text_literal(const Node& node) {
  return node.kind == Node::Kind::literal && node.type.kind == Type::Kind::text;
}

bool all_there(const std::vector<Typing::Part>& parts) {
  return std::ranges::all_of(parts, [](const Typing::Part& part) { return part.has_value(); });
}

// What to do about two operands that cannot be compared.
Text remedy_for(const Node& left, const Node& right) {
  const auto has = [&](Type::Kind kind) { return left.type.kind == kind || right.type.kind == kind; };
  if (has(Type::Kind::choice) && left.type.kind == right.type.kind) {
    return {"两边的选项不是同一份清单，请分别与选项比较",
            "the two choose from different lists: compare each with one of its choices"};
  }
  if (has(Type::Kind::choice)) {
    return {"选项只能与单引号里的选项比较，例如 mode = 'home_visit'",
            "compare a choice with one of its choices in single quotes, as in mode = 'home_visit'"};
  }
  if (has(Type::Kind::date)) {
    return {"日期只能与日期比较，写成 'YYYY-MM-DD'，例如 '2026-09-01'",
            "compare a date with a date, written 'YYYY-MM-DD', as in '2026-09-01'"};
  }
  if (has(Type::Kind::text) && has(Type::Kind::integer)) {
    return {"数字不加引号，文字要加单引号", "write numbers without quotes, texts in single quotes"};
  }
  return {"请让两边是同一种类型", "both sides must have the same type"};
}

Text remedy_for(Type::Kind wanted) {
  if (wanted == Type::Kind::boolean) {
    return {"请写成比较，例如 unexcused_days >= 2 或 outcome = 'refused'",
            "write a comparison, as in unexcused_days >= 2 or outcome = 'refused'"};
  }
  return {"加、减、乘只能用于整数", "only whole numbers can be added, subtracted or multiplied"};
}

}  // namespace

Typing::Part Typing::name(const Token& word) {
  if (const std::optional<int> slot = names_.slot(word.spelling)) {
    return Node{.kind = Node::Kind::name, .slot = *slot, .type = names_.at(*slot).type};
  }
  Text remedy;
  if (const std::string meant = labelled(names_, word.spelling); !meant.empty()) {
    remedy = text("条件里要写英文名 {}", "in conditions it is called {}", meant);
  } else if (parameters_.slot(word.spelling)) {
    remedy = text("这是参数，前面要加 $：${0}", "it is a parameter and needs a $: ${0}", word.spelling);
  } else if (is_choice_of_any(names_, word.spelling)) {
    remedy = text("选项要放在单引号里：'{}'", "a choice goes in single quotes: '{}'", word.spelling);
  } else {
    remedy = suggestion(nearest(word.spelling, names_.words()), names_.words());
  }
  faults_.add("unknown-name", word.begin,
              text("没有名为“{}”的事实或字段", "there is no fact or field \"{}\"", word.spelling), std::move(remedy));
  return std::nullopt;
}

Typing::Part Typing::parameter(const Token& token) {
  if (const std::optional<int> slot = parameters_.slot(token.spelling)) {
    return Node{.kind = Node::Kind::parameter, .slot = *slot, .type = parameters_.at(*slot).type};
  }
  Text remedy;
  if (names_.slot(token.spelling)) {
    remedy = text("这不是参数，请去掉 $：{}", "it is not a parameter: write {} without the $", token.spelling);
  } else {
    const std::string near = nearest(token.spelling, parameters_.words());
    remedy = suggestion(near.empty() ? "" : "$" + near, marked(parameters_.words(), "$", ""));
  }
  faults_.add("unknown-parameter", token.begin,
              text("没有名为“${}”的参数", "there is no parameter \"${}\"", token.spelling), std::move(remedy));
  return std::nullopt;
}

Node Typing::number_literal(const Token& token) {
  return {.literal = Value::of(token.number), .type = {.kind = Type::Kind::integer}};
}

Node Typing::text_literal(const Token& token) {
  return {.literal = Value::of(token.spelling), .type = {.kind = Type::Kind::text}};
}

Node Typing::truth_literal(Truth truth) {
  return {.literal = Value::of(truth), .type = {.kind = Type::Kind::boolean}};
}

Typing::Part Typing::joined(Node::Kind kind, std::vector<Part> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  const bool is_logic = kind == Node::Kind::any_of || kind == Node::Kind::all_of;
  const Type::Kind type = is_logic ? Type::Kind::boolean : Type::Kind::integer;
  Node node{.kind = kind, .type = {.kind = type}};
  bool fits = all_there(parts);
  for (Part& part : parts) {
    if (!part) continue;
    if (!expect(*part, type)) fits = false;
    node.children.push_back(std::move(*part));
  }
  if (!fits) return std::nullopt;
  return node;
}

Typing::Part Typing::turned(Node::Kind kind, Part part) {
  const Type::Kind type = kind == Node::Kind::opposite ? Type::Kind::boolean : Type::Kind::integer;
  if (!part || !expect(*part, type)) return std::nullopt;
  Node node{.kind = kind, .type = {.kind = type}};
  node.children.push_back(std::move(*part));
  return node;
}

Typing::Part Typing::compared(Part left, Node::Comparison comparison, Part right) {
  if (!left || !right || !make_alike(*left, *right)) return std::nullopt;
  const bool is_equality = comparison == Node::Comparison::equal || comparison == Node::Comparison::unequal;
  if (!is_equality && !expect_order(*left)) return std::nullopt;
  Node node{.kind = Node::Kind::compare, .comparison = comparison};
  node.children.push_back(std::move(*left));
  node.children.push_back(std::move(*right));
  return node;
}

Typing::Part Typing::listed(Node::Kind kind, Part part, std::vector<Part> items) {
  if (!part) return std::nullopt;
  bool fits = all_there(items);
  for (Part& item : items) {
    if (item && !make_alike(*part, *item)) fits = false;
  }
  if (!fits) return std::nullopt;
  Node node{.kind = kind};
  node.children.push_back(std::move(*part));
  for (Part& item : items) node.children.push_back(std::move(*item));
  return node;
}

Typing::Part Typing::known(Node::Kind kind, Part part) {
  if (!part) return std::nullopt;
  Node node{.kind = kind};
  node.children.push_back(std::move(*part));
  return node;
}

bool Typing::expect_boolean(const Node& node) {
  return expect(node, Type::Kind::boolean);
}

bool Typing::expect(const Node& node, Type::Kind wanted) {
  if (node.type.kind == wanted) return true;
  faults_.add("condition-type", node.begin,
              text("{}，这里需要{}", "{}, but {} is needed here", described(node), word_for(wanted)),
              remedy_for(wanted));
  return false;
}

// Both operands of one type; a text literal is read as the choice or the date that the other side
// calls for.
bool Typing::make_alike(Node& left, Node& right) {
  if (is_text_literal(left) && !is_text_literal(right) && !read_as(left, right.type)) return false;
  if (is_text_literal(right) && !is_text_literal(left) && !read_as(right, left.type)) return false;
  const bool is_alike = left.type.kind == right.type.kind && left.type.choices == right.type.choices;
  if (is_alike) return true;
  faults_.add("condition-type", right.begin,
              text("{}，{}，两者不能比较", "{} and {}: they cannot be compared", described(left), described(right)),
              remedy_for(left, right));
  return false;
}

bool Typing::read_as(Node& literal, const Type& type) {
  const std::string& words = literal.literal.text();
  if (type.kind == Type::Kind::choice) {
    const auto choice = std::ranges::find(type.choices, words);
    if (choice == type.choices.end()) {
      const std::string near = nearest(words, type.choices);
      faults_.add("unknown-choice", literal.begin, text("没有“{}”这个选项", "there is no choice \"{}\"", words),
                  suggestion(near.empty() ? "" : formatted("'{}'", near), marked(type.choices, "'", "'")));
      return false;
    }
    literal.literal = Value::choice(static_cast<std::size_t>(choice - type.choices.begin()));
    literal.type = type;
  } else if (type.kind == Type::Kind::date) {
    const std::optional<Day> day = Day::parse(words);
    if (!day) {
      faults_.add("condition-type", literal.begin, text("“{}”不是日期", "\"{}\" is not a date", words),
                  {"日期要写成 'YYYY-MM-DD'，并且确有这一天，例如 '2026-09-01'",
                   "write a date that exists as 'YYYY-MM-DD', as in '2026-09-01'"});
      return false;
    }
    literal.literal = Value::of(*day);
    literal.type = type;
  }
  return true;
}

bool Typing::expect_order(const Node& node) {
  const bool has_order =
      node.type.kind == Type::Kind::integer || node.type.kind == Type::Kind::date || node.type.ordered;
  if (has_order) return true;
  faults_.add("condition-type", node.begin, text("{}，没有大小或先后之分", "{}, which has no order", described(node)),
              {"请改用 =、!= 或 in (…)", "use =, != or in (…) instead"});
  return false;
}

// “outcome”是选项
Text Typing::described(const Node& node) const {
  return text("“{}”是{}", "\"{}\" is {}", faults_.words(node.begin, node.end), word_for(node.type.kind));
}

}  // namespace ksbx
