// What the engine knows of a subject by itself (policy/rulebook/attribute.h).
#include <algorithm>

#include "policy/judge/facts.h"

namespace ksbx {
namespace {

bool is_of_the_nine_years(const Unit* grade) {
  return grade->year >= 1 && grade->year <= 9;
}

Value age_on(Day day, const Student& student) {
  if (!student.birth) return {};
  return Value::of(std::int64_t{age_in_years(*student.birth, day, AgeReached::day_after_birthday)});
}

}  // namespace

Value FactReader::register_returned(Day day) const {
  if (!history_.registers) return Value::of(Truth::no);
  const auto& all = *history_.registers;
  return Value::of(truth(std::any_of(all.begin(), all.end(), [day](const auto& one) { return one.day == day; })));
}

Value FactReader::has_class_teacher(Day day) const {
  const UnitId place = history_.student ? history_.student->school_class : history_.subject.unit;
  const std::string& role = rulebook_.meaning.id(Meant::class_teacher);
  return Value::of(truth(!organisation_.holders(place, role, day).empty()));
}

Value FactReader::absent_now(Day day) const {
  const std::size_t until = timeline_.count_until(day);
  if (until == 0) return Value::of(Truth::no);
  const Presence last = timeline_.days()[until - 1].afternoon;
  if (last == Presence::unknown) return Value::unknown();
  return Value::of(truth(last == Presence::unexcused || last == Presence::unverified));
}

const Unit* FactReader::grade() const {
  return history_.student ? organisation_.above(history_.student->school_class, UnitKind::grade) : nullptr;
}

// A pupil, class or grade is of the nine years or not; a school is if any of its grades is. Nothing is known of a
// school without grades.
Value FactReader::is_compulsory() const {
  const Unit* own = history_.student ? grade() : organisation_.above(history_.subject.unit, UnitKind::grade);
  if (own) return Value::of(truth(is_of_the_nine_years(own)));
  if (history_.student) return {};
  const std::vector<const Unit*> grades = organisation_.children(history_.subject.unit, UnitKind::grade);
  if (grades.empty()) return {};
  return Value::of(truth(std::any_of(grades.begin(), grades.end(), is_of_the_nine_years)));
}

Value FactReader::attribute(const FactDefinition& fact, const FactDay& on, Trace* trace) const {
  const Student* pupil = history_.student ? &*history_.student : nullptr;
  switch (*fact.attribute) {
    case Attribute::age: return pupil ? age_on(on.day, *pupil) : Value();
    case Attribute::grade: return grade() ? Value::of(std::int64_t{grade()->year}) : Value();
    case Attribute::compulsory: return is_compulsory();
    case Attribute::enrolment:
      return pupil ? value_of(std::string(name_of(history_.enrolment_on(on.day))), fact.type) : Value();
    case Attribute::boarding: return pupil ? Value::of(truth(pupil->boarding)) : Value();
    case Attribute::has_class_teacher: return has_class_teacher(on.day);
    case Attribute::has_residence: return pupil ? Value::of(truth(static_cast<bool>(pupil->residence))) : Value();
    case Attribute::register_returned: return register_returned(on.day);
    case Attribute::school_day:
      return Value::of(truth(calendar_.is_school_day(on.day, organisation_.school_code_of(history_.subject.unit))));
    case Attribute::month: return Value::of(std::int64_t{on.day.month()});
    case Attribute::absent_now: return absent_now(on.day);
    case Attribute::absent_for: return absent_for(on.day, trace);
    case Attribute::stage: return on.stage;
  }
  return {};
}

}  // namespace ksbx
