// Attributes (属性): what the engine knows of a subject by itself. A fact of type "attribute" gives one of them a name
// in conditions.
#pragma once

#include <optional>
#include <string_view>

#include "policy/condition/value.h"

namespace ksbx {

enum class Attribute {
  age,
  grade,
  compulsory,
  preschool,
  enrolment,
  boarding,
  special_group,
  has_class_teacher,
  has_residence,
  has_village,
  has_education_office,
  register_returned,
  school_day,
  month,
  absent_now,
  absent_for,
  stage,
};

// All of them with type and label, in the order above; for the reader and for documentation. The choices of `stage` are
// the stages of a rulebook, so here they are empty.
const Vocabulary& attributes();

// The word that rule files have for it, its type and its label.
const Vocabulary::Name& definition_of(Attribute attribute);

// By its word; nothing if there is no such attribute.
std::optional<Attribute> attribute_named(std::string_view name);

}  // namespace ksbx
