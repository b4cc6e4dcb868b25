#include "policy/rulebook/rulebook_words.h"

#include "base/join.h"

namespace ksbx {

std::string_view name_of(Per per) {
  switch (per) {
    case Per::day: return "day";
    case Per::episode: return "episode";
    case Per::case_: return "case";
    case Per::term: return "term";
    case Per::month: return "month";
    case Per::quarter: return "quarter";
    case Per::half_year: return "half_year";
    case Per::year: return "year";
    case Per::school_year: return "school_year";
    case Per::event: return "event";
  }
  return "";
}

std::string_view name_of(Within within) {
  switch (within) {
    case Within::always: return "always";
    case Within::episode: return "episode";
    case Within::case_: return "case";
    case Within::term: return "term";
    case Within::month: return "month";
    case Within::quarter: return "quarter";
    case Within::half_year: return "half_year";
    case Within::year: return "year";
    case Within::school_year: return "school_year";
  }
  return "";
}

std::string_view name_of(FactDefinition::Kind kind) {
  switch (kind) {
    case FactDefinition::Kind::streak: return "streak";
    case FactDefinition::Kind::count: return "count";
    case FactDefinition::Kind::run: return "run";
    case FactDefinition::Kind::latest: return "latest";
    case FactDefinition::Kind::exists: return "exists";
    case FactDefinition::Kind::days_since: return "days_since";
    case FactDefinition::Kind::duty_state: return "duty_state";
    case FactDefinition::Kind::days_late: return "days_late";
    case FactDefinition::Kind::expression: return "expression";
    case FactDefinition::Kind::attribute: return "attribute";
  }
  return "";
}

UnitKind kind_at(RoleAt place) {
  switch (place) {
    case RoleAt::pupil:
    case RoleAt::school_class: return UnitKind::school_class;
    case RoleAt::grade: return UnitKind::grade;
    case RoleAt::school: return UnitKind::school;
    case RoleAt::education_office: return UnitKind::education_office;
    case RoleAt::bureau: return UnitKind::bureau;
    case RoleAt::village: return UnitKind::village;
    case RoleAt::town:
    case RoleAt::school_town: return UnitKind::town;
    case RoleAt::city: return UnitKind::city;
    case RoleAt::police_station: return UnitKind::police_station;
    case RoleAt::department: return UnitKind::department;
    case RoleAt::itself: break;
  }
  return UnitKind::city;
}

std::string_view name_of(RoleAt place) {
  switch (place) {
    case RoleAt::school_class: return "school_class";
    case RoleAt::grade: return "grade";
    case RoleAt::school: return "school";
    case RoleAt::education_office: return "education_office";
    case RoleAt::bureau: return "bureau";
    case RoleAt::village: return "village";
    case RoleAt::town: return "town";
    case RoleAt::city: return "city";
    case RoleAt::school_town: return "school_town";
    case RoleAt::police_station: return "police_station";
    case RoleAt::department: return "department";
    case RoleAt::pupil: return "pupil";
    case RoleAt::itself: return "itself";
  }
  return "";
}

std::string_view name_of(DayUnit unit) {
  switch (unit) {
    case DayUnit::day: return "day";
    case DayUnit::work_day: return "work_day";
    case DayUnit::school_day: return "school_day";
  }
  return "";
}

std::string_view name_of(FactDefinition::WindowUnit unit) {
  switch (unit) {
    case FactDefinition::WindowUnit::day: return "day";
    case FactDefinition::WindowUnit::school_day: return "school_day";
    case FactDefinition::WindowUnit::school_week: return "school_week";
  }
  return {};
}

std::string_view name_of(OpenCases open_cases) {
  return open_cases == OpenCases::keep ? "keep" : "apply";
}

std::string words_of(const Due& due, const Rulebook& rulebook) {
  switch (due.kind) {
    case Due::Kind::same_day: return "same_day";
    case Due::Kind::period_end: return "period_end";
    case Due::Kind::field: return due.field;
    case Due::Kind::within: break;
  }
  const std::string amount =
      due.parameter < 0 ? formatted("{}", due.number) : "$" + rulebook.parameter_names.at(due.parameter).name;
  return formatted("{} {}", amount, name_of(due.unit));
}

std::string words_of(const Proof& proof) {
  std::string words = proof.record;
  if (proof.where) words += "：" + proof.where->source();
  const std::string by = proof.anyone ? "anyone" : listed(proof.by);
  if (!by.empty()) words += "（" + by + "）";
  if (!proof.same.empty()) words += "（=" + proof.same + "）";
  return words;
}

std::string words_of(const Type& type) {
  switch (type.kind) {
    case Type::Kind::boolean: return "bool";
    case Type::Kind::integer: return "integer";
    case Type::Kind::text: return "text";
    case Type::Kind::date: return "date";
    case Type::Kind::choice: return "choice: " + listed(type.choices);
  }
  return "";
}

std::string listed(const std::vector<std::string>& words) {
  return join(words, "、");
}

}  // namespace ksbx
