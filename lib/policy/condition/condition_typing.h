// Typing: puts the nodes of a condition together, and lets nothing through that could only be a mistake.
//
// A name must be in the vocabulary, a choice in the list of what it is compared with, a date must
// exist, and only like is compared with like. (SQLite would compare a text with a number, and
// answer for every pupil.)
//
// Each function takes the parts and returns the node made of them, or nothing if a part is missing
// or does not fit. What does not fit is a fault, reported once: a missing part has already been
// reported and causes no other. The caller says afterwards where in the source the node stands.
#pragma once

#include <optional>
#include <vector>

#include "policy/condition/condition_faults.h"
#include "policy/condition/condition_node.h"
#include "policy/condition/condition_tokens.h"

namespace ksbx {

class Typing {
 public:
  using Part = std::optional<Node>;

  // All three must outlive this.
  Typing(const Vocabulary& names, const Vocabulary& parameters, Faults& faults)
      : names_(names), parameters_(parameters), faults_(faults) {}

  // Codes "unknown-name" and "unknown-parameter", with the nearest right one, or all of them if they are few.
  Part name(const Token& word);
  Part parameter(const Token& token);

  // Literals. A text becomes a choice or a date when it is compared with one.
  static Node number_literal(const Token& token);
  static Node text_literal(const Token& token);
  static Node truth_literal(Truth truth);

  // any_of, all_of (of booleans), sum, product (of whole numbers). One part alone is returned as it
  // is, whatever its type.
  Part joined(Node::Kind kind, std::vector<Part> parts);
  // opposite (of a boolean), negative (of a whole number).
  Part turned(Node::Kind kind, Part part);
  Part compared(Part left, Node::Comparison comparison, Part right);
  // one_of, none_of. Codes "unknown-choice" and "condition-type", as in `compared`.
  Part listed(Node::Kind kind, Part part, std::vector<Part> items);
  // known, not_known.
  static Part known(Node::Kind kind, Part part);

  // The condition as a whole must be boolean.
  bool expect_boolean(const Node& node);

 private:
  bool expect(const Node& node, Type::Kind wanted);
  bool make_alike(Node& left, Node& right);
  bool read_as(Node& literal, const Type& type);
  bool expect_order(const Node& node);
  Text described(const Node& node) const;

  const Vocabulary& names_;
  const Vocabulary& parameters_;
  Faults& faults_;
};

}  // namespace ksbx
