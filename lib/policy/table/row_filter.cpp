// The condition of --where: a report's columns become the names of the rules' condition language.
#include "policy/table/row_filter.h"

#include <algorithm>
#include <cmath>

#include "base/problem.h"
#include "policy/condition/condition.h"
#include "policy/condition/condition_evaluation.h"

namespace ksbx {
namespace {

constexpr std::int64_t thousandths = 1000;

bool is_fraction(ColumnType type) {
  return type == ColumnType::decimal || type == ColumnType::percent;
}

// What the column may hold, and whatever else it does hold.
std::vector<std::string> values_of(const Table& table, std::size_t column, std::vector<std::string> values) {
  for (const auto& row : table.rows)
    if (const auto* words = std::get_if<std::string>(&row[column]); words != nullptr && !words->empty())
      if (std::ranges::find(values, *words) == values.end()) values.push_back(*words);
  return values;
}

Type type_in_conditions(const Table& table, std::size_t place, const Choices& choices) {
  const Column& column = table.columns[place];
  if (const auto known = choices.find(column.name); known != choices.end())
    return {Type::Kind::choice, values_of(table, place, known->second)};
  if (is_number(column.type)) return {Type::Kind::integer};
  // A masked date is no date.
  if (column.type == ColumnType::date && column.privacy == Privacy::none) return {Type::Kind::date};
  return {Type::Kind::text};
}

Value number_value(const Cell& cell, ColumnType type) {
  const auto number = number_of(cell);
  if (!number) return Value::unknown();  // hidden: "<3"
  return Value::of(static_cast<std::int64_t>(std::llround(is_fraction(type) ? *number * thousandths : *number)));
}

Value value_of(const Cell& cell, const Column& column, const Type& type) {
  if (std::holds_alternative<std::monostate>(cell)) return {};
  if (type.kind == Type::Kind::integer) return number_value(cell, column.type);
  const auto* text = std::get_if<std::string>(&cell);
  const std::string words = text != nullptr ? *text : formatted("{}", number_of(cell).value_or(0));
  if (words.empty()) return {};
  if (type.kind == Type::Kind::date) {
    const auto day = Day::parse(words);
    return day ? Value::of(*day) : Value::unknown();
  }
  if (type.kind != Type::Kind::choice) return Value::of(words);
  return Value::choice(static_cast<std::size_t>(std::ranges::find(type.choices, words) - type.choices.begin()));
}

[[noreturn]] void refuse_mixture(const std::string& condition) {
  throw Error(Failure::usage,
              {{Severity::error,
                "condition-type",
                {"--where", 1, 1},
                text("百分比和小数只能与整数比较", "a fraction or per cent can only be compared with a number"),
                text("例如 percent < 95", "as in: percent < 95"),
                condition}});
}

// Fractions are kept as thousandths, so the numbers that they are compared with must be too.
class Scaling {
 public:
  Scaling(const Table& table, const std::string& condition) : table_(table), condition_(condition) {}

  void look_at(Node& node) const {
    const bool compares =
        node.kind == Node::Kind::compare || node.kind == Node::Kind::one_of || node.kind == Node::Kind::none_of;
    if (compares && has_fraction(node)) return scale(node);
    for (Node& child : node.children) look_at(child);
  }

 private:
  bool stands_for_fraction(const Node& node) const {
    return node.kind == Node::Kind::name && is_fraction(table_.columns[static_cast<std::size_t>(node.slot)].type);
  }
  bool has_fraction(const Node& node) const {
    return stands_for_fraction(node) ||
           std::ranges::any_of(node.children, [&](const Node& child) { return has_fraction(child); });
  }
  void scale(Node& node) const {
    if (node.kind == Node::Kind::product || (node.kind == Node::Kind::name && !stands_for_fraction(node)))
      refuse_mixture(condition_);
    if (node.kind == Node::Kind::literal) node.literal = Value::of(node.literal.least() * thousandths);
    for (Node& child : node.children) scale(child);
  }

  const Table& table_;
  const std::string& condition_;
};

// The tree of the condition; throws what is wrong with it.
Node parsed(const Table& table, const std::string& condition, const Vocabulary& names) {
  Problems problems;
  const Condition::Place place{{"--where", 1, 1}, condition};
  const auto read = Condition::parse(condition, names, Vocabulary{}, place, problems);
  if (!read) throw Error(Failure::usage, std::move(problems));
  Node root = read->root();
  Scaling(table, condition).look_at(root);
  return root;
}

}  // namespace

struct RowFilter::Judgement {
  std::vector<Type> types;  // of the columns
  Node root;
  std::size_t unknown = 0;  // rows so far
};

RowFilter::RowFilter(const Table& table, const std::string& condition, const Choices& choices)
    : judgement_(std::make_unique<Judgement>()) {
  Vocabulary names;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    judgement_->types.push_back(type_in_conditions(table, i, choices));
    names.add({table.columns[i].name, judgement_->types.back(), table.columns[i].label});
  }
  judgement_->root = parsed(table, condition, names);
}

RowFilter::RowFilter(RowFilter&&) noexcept = default;
RowFilter& RowFilter::operator=(RowFilter&&) noexcept = default;
RowFilter::~RowFilter() = default;

void RowFilter::keep(Table& block) {
  std::erase_if(block.rows, [&](const std::vector<Cell>& row) {
    std::vector<Value> values;
    for (std::size_t i = 0; i < row.size(); ++i)
      values.push_back(value_of(row[i], block.columns[i], judgement_->types[i]));
    const Truth holds = truth_of(judgement_->root, {values, {}});
    if (holds == Truth::unknown) ++judgement_->unknown;
    return holds != Truth::yes;
  });
}

void RowFilter::add_note(Table& table) const {
  if (judgement_->unknown == 0) return;
  table.notes.push_back(text("另有 {} 行无法判断是否符合 --where（有的数没有写出来），没有列出。",
                             "{} more rows are left out: --where cannot use figures that are not shown.",
                             judgement_->unknown));
}

Choices with_values(const Table& block, Choices choices) {
  for (std::size_t i = 0; i < block.columns.size(); ++i)
    if (const auto known = choices.find(block.columns[i].name); known != choices.end())
      known->second = values_of(block, i, std::move(known->second));
  return choices;
}

}  // namespace ksbx
