#include "app/workspace/roster_signs.h"

#include <algorithm>
#include <map>

#include "store/history/record_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

std::string class_with_grade(const Organisation& organisation, UnitId school_class) {
  const Unit* one = organisation.find(school_class);
  if (!one) return {};
  const std::string grade = organisation.name_of(one->parent);
  return grade.empty() ? one->name : grade + " " + one->name;
}

std::map<std::string, FieldValue> fields_of(RosterSign sign, const std::string& school,
                                            const std::string& school_class) {
  switch (sign) {
    case RosterSign::missing:
    case RosterSign::reappeared: return {{"school", school}, {"class", school_class}};
    case RosterSign::transferred: return {{"receiving", school}, {"attending", false}};
    case RosterSign::graduated: return {{"completion", std::string("graduated")}, {"next", std::string("unknown")}};
  }
  return {};
}

bool fits(const Field& field, const FieldValue& value) {
  const auto* words = std::get_if<std::string>(&value);
  switch (field.type.kind) {
    case Type::Kind::boolean: return std::holds_alternative<bool>(value);
    case Type::Kind::text: return words != nullptr;
    case Type::Kind::choice: return words && std::ranges::find(field.type.choices, *words) != field.type.choices.end();
    case Type::Kind::integer:
    case Type::Kind::date: return false;
  }
  return false;
}

}  // namespace

std::string_view kind_of(RosterSign sign) {
  switch (sign) {
    case RosterSign::missing: return "roster_missing";
    case RosterSign::reappeared: return "roster_found";
    case RosterSign::transferred: return "transfer_in";
    case RosterSign::graduated: return "graduation";
  }
  return {};
}

std::unordered_set<StudentId> RosterSigns::missing() const {
  const auto students =
      students_left_at(workspace_.database, kind_of(RosterSign::missing), kind_of(RosterSign::reappeared));
  return {students.begin(), students.end()};
}

Effect RosterSigns::note(RosterSign sign, StudentId student, UnitId school_class) {
  const RecordKind* kind = workspace_.rulebook.record(kind_of(sign));
  if (!kind || !kind->is_about(SubjectKind::student)) return Effect::unchanged;
  const Unit* school = organisation().above(school_class, UnitKind::school);
  const std::map<std::string, FieldValue> told =
      fields_of(sign, school ? school->name : std::string(), class_with_grade(organisation(), school_class));
  Record record;
  record.kind = kind->kind;
  record.student = student;
  record.day = workspace_.today;
  record.recorded = workspace_.occasion.at;
  for (const Field& field : kind->fields) {
    const auto value = told.find(field.name);
    if (value != told.end() && fits(field, value->second))
      record.fields[field.name] = value->second;
    else if (field.required)
      return Effect::unchanged;
  }
  return add(transaction_, record).effect;
}

const Organisation& RosterSigns::organisation() {
  if (!organisation_) organisation_ = load_organisation(workspace_.database);
  return *organisation_;
}

}  // namespace ksbx
