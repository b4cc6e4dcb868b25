// What the engine knows of a subject by itself (policy/rulebook/attribute.h).
#include <algorithm>

#include "policy/judge/facts.h"
#include "policy/judge/route.h"

namespace ksbx {
namespace {

bool is_of_the_nine_years(int grade) {
  return grade >= 1 && grade <= 9;
}

bool is_before_school(int grade) {
  return grade < 1;
}

// What a grade is by its number. Where nobody told which it is, as the other grades of its school are, if all are
// alike.
Truth by_number(const Organisation& organisation, const Unit& grade, bool (&is)(int)) {
  if (!is_unclear(grade)) return truth(is(grade.year));
  std::vector<Truth> others;
  for (const Unit* other : organisation.children(grade.parent, UnitKind::grade))
    if (!is_unclear(*other)) others.push_back(truth(is(other->year)));
  const bool are_alike = !others.empty() && std::ranges::count(others, others.front()) == std::ssize(others);
  return are_alike ? others.front() : Truth::unknown;
}

// The number that the rulebook means on that day; the law's where it says none.
std::int64_t age_meant(Meant meant, std::int64_t otherwise, const Rulebook& rulebook, const FactDay& on) {
  const auto slot = rulebook.parameter_names.slot(rulebook.meaning.id(meant));
  return slot ? on.parameters[static_cast<std::size_t>(*slot)].least() : otherwise;
}

// Whoever was of school age when the school year began is in one of the nine years, or should be.
Truth is_of_school_age(const Student& student, const Rulebook& rulebook, const FactDay& on) {
  if (!student.birth) return Truth::unknown;
  const int age = age_in_years(*student.birth, rulebook.school_year_of(on.day), AgeReached::day_after_birthday);
  return truth(age >= age_meant(Meant::school_age_from, 6, rulebook, on) &&
               age <= age_meant(Meant::compulsory_until, 14, rulebook, on));
}

Value age_on(Day day, const Student& student) {
  if (!student.birth) return {};
  return Value::of(std::int64_t{age_in_years(*student.birth, day, AgeReached::day_after_birthday)});
}

// Does the roster name one of these groups, or, where none is named, any? 建档立卡贫困户 is one of 建档立卡.
bool is_in_group(const std::string& special, const std::vector<std::string>& named) {
  if (named.empty()) return !special.empty();
  return std::ranges::any_of(named, [&](const std::string& words) { return special.find(words) != std::string::npos; });
}

}  // namespace

Value FactReader::register_returned(Day day) const {
  if (!history_.registers) return Value::of(Truth::no);
  const auto& all = *history_.registers;
  return Value::of(truth(std::any_of(all.begin(), all.end(), [day](const auto& one) { return one.day == day; })));
}

Value FactReader::has_class_teacher(Day day) const {
  const UnitId place = history_.placement_on(day).school_class;
  const std::string& role = rulebook_.meaning.id(Meant::class_teacher);
  return Value::of(truth(!organisation_.holders(place, role, day).empty()));
}

Value FactReader::absent_now(Day day) const {
  const std::size_t until = timeline_.count_until(day);
  if (until == 0 || timeline_.days()[until - 1].is_silent) return Value::of(Truth::no);
  const Presence last = timeline_.days()[until - 1].last();
  if (last == Presence::unknown) return Value::unknown();
  return Value::of(truth(last == Presence::unexcused || last == Presence::unverified));
}

const Unit* FactReader::grade_unit(Day day) const {
  return history_.student ? organisation_.on(day).above(history_.placement_on(day).school_class, UnitKind::grade)
                          : nullptr;
}

Value FactReader::grade(Day day) const {
  const Unit* grade = grade_unit(day);
  if (grade == nullptr) return {};
  return is_unclear(*grade) ? Value::unknown() : Value::of(std::int64_t{grade->year});
}

// A pupil, class or grade is of the nine years or not, and a minor at no school by his age; a school is if any of its
// grades is. Nothing is known of a school without grades.
Value FactReader::is_compulsory(const FactDay& on) const {
  const Organisation then = organisation_.on(on.day);
  const Unit* own = history_.student ? grade_unit(on.day) : then.above(history_.subject.unit, UnitKind::grade);
  if (own) {
    const Truth by_grade = by_number(then, *own, is_of_the_nine_years);
    const bool tells = by_grade == Truth::unknown && history_.student &&
                       is_of_school_age(*history_.student, rulebook_, on) == Truth::yes;
    return Value::of(tells ? Truth::yes : by_grade);
  }
  if (history_.student)
    return history_.placement_on(on.day).school_class ? Value()
                                                      : Value::of(is_of_school_age(*history_.student, rulebook_, on));
  Truth any = Truth::no;
  const std::vector<const Unit*> grades = then.children(history_.subject.unit, UnitKind::grade);
  for (const Unit* grade : grades) any = either(any, by_number(then, *grade, is_of_the_nine_years));
  return grades.empty() ? Value() : Value::of(any);
}

// Only whom it is known of: nobody is left out because a grade is not known.
Value FactReader::is_preschool(Day day) const {
  const Organisation then = organisation_.on(day);
  const Unit* own = history_.student ? grade_unit(day) : then.above(history_.subject.unit, UnitKind::grade);
  return Value::of(truth(own && by_number(then, *own, is_before_school) == Truth::yes));
}

Value FactReader::attribute(const FactDefinition& fact, const FactDay& on, Trace* trace) const {
  const Student* pupil = history_.student ? &*history_.student : nullptr;
  const Placement here = history_.placement_on(on.day);
  switch (*fact.attribute) {
    case Attribute::age: return pupil ? age_on(on.day, *pupil) : Value();
    case Attribute::grade: return grade(on.day);
    case Attribute::compulsory: return is_compulsory(on);
    case Attribute::preschool: return is_preschool(on.day);
    case Attribute::enrolment: return pupil ? value_of(std::string(name_of(here.enrolment)), fact.type) : Value();
    case Attribute::boarding: return pupil ? Value::of(truth(here.boarding)) : Value();
    case Attribute::has_class_teacher: return has_class_teacher(on.day);
    case Attribute::has_residence: return pupil ? Value::of(truth(static_cast<bool>(here.residence))) : Value();
    case Attribute::has_village:
      return pupil ? Value::of(truth(organisation_.on(on.day).above(here.residence, UnitKind::village) != nullptr))
                   : Value();
    case Attribute::special_group: return pupil ? Value::of(truth(is_in_group(here.special, fact.named))) : Value();
    case Attribute::has_education_office:
      return Value::of(truth(unit_at(RoleAt::education_office, organisation_, history_, on.day, on.day) != nullptr));
    case Attribute::register_returned: return register_returned(on.day);
    case Attribute::school_day: return Value::of(truth(std::ranges::binary_search(school_days_, on.day)));
    case Attribute::month: return Value::of(std::int64_t{on.day.month()});
    case Attribute::absent_now: return absent_now(on.day);
    case Attribute::absent_for: return absent_for(on.day, trace);
    case Attribute::stage: return on.stage;
  }
  return {};
}

}  // namespace ksbx
