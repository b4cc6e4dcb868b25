#include "store/roster/student_row.h"

#include <array>
#include <charconv>

#include "base/text.h"
#include "store/schema/packed.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

std::string shown(const std::string& value) {
  return value;
}
std::string shown(std::optional<Day> value) {
  return value ? value->iso() : std::string();
}
std::string shown(UnitId value) {
  return value ? std::to_string(value.value) : std::string();
}
std::string shown(bool value) {
  return value ? "1" : "0";
}
std::string shown(Sex value) {
  return std::to_string(static_cast<int>(value));
}
std::string shown(Enrolment value) {
  return std::string(name_of(value));
}

void take(std::string& field, const std::string& value) {
  field = value;
}
void take(std::optional<Day>& field, const std::string& value) {
  field = Day::parse(value);
}
void take(UnitId& field, const std::string& value) {
  field = unit_of(value);
}
void take(bool& field, const std::string& value) {
  field = value == "1";
}
void take(Sex& field, const std::string& value) {
  for (const Sex one : {Sex::unknown, Sex::male, Sex::female})
    if (shown(one) == value) field = one;
}
void take(Enrolment& field, const std::string& value) {
  field = enrolment(value).value_or(field);
}

// Calls `visit` with the name and the member of every field that may change.
template <class Visit>
void for_each_field(Visit visit) {
  visit("name", &Student::name);
  visit("id_number", &Student::id_number);
  visit("xueji", &Student::xueji);
  visit("sex", &Student::sex);
  visit("birth", &Student::birth);
  visit("school_class", &Student::school_class);
  visit("residence", &Student::residence);
  visit("address", &Student::address);
  visit("hukou", &Student::hukou);
  visit("phone", &Student::phone);
  visit("guardian", &Student::guardian);
  visit("guardian_relation", &Student::guardian_relation);
  visit("guardian_phone", &Student::guardian_phone);
  visit("boarding", &Student::boarding);
  visit("special", &Student::special);
  visit("enrolment", &Student::enrolment);
}

}  // namespace

UnitId unit_of(const std::string& number) {
  UnitId unit;
  const char* end = number.data() + number.size();
  const auto [read, failed] = std::from_chars(number.data(), end, unit.value);
  if (!number.empty() && (failed != std::errc() || read != end)) fail_damaged_value("t_student_change");
  return unit;
}

std::optional<Day> since_in(const Statement& row, int column) {
  if (row.number(column) == never.serial()) return std::nullopt;
  return row.day(column);
}

std::optional<Day> since_of(const std::string& value) {
  if (value == never.iso()) return std::nullopt;
  const std::optional<Day> day = Day::parse(value);
  if (!day) fail_damaged_value("t_student_change");
  return day;
}

std::string select_students() {
  return "SELECT id, name, id_number, xueji, sex, birth, class, residence, address, hukou, phone, "
         "guardian, "
         "guardian_relation, guardian_phone, boarding, special, enrolment, since FROM t_student";
}

Student student_in(const Statement& row) {
  Student student;
  student.id = row.id<StudentId>(0);
  student.name = row.text(1);
  student.id_number = unpacked(row, 2);
  student.xueji = unpacked(row, 3);
  student.sex = one_of(row, 4, Sex::female);
  student.birth = row.maybe_day(5);
  student.school_class = row.id<UnitId>(6);
  student.residence = row.id<UnitId>(7);
  student.address = row.text(8);
  student.hukou = row.text(9);
  student.phone = row.text(10);
  student.guardian = row.text(11);
  student.guardian_relation = row.text(12);
  student.guardian_phone = row.text(13);
  student.boarding = row.number(14) != 0;
  student.special = row.text(15);
  student.enrolment = one_of(row, 16, Enrolment::idle);
  return student;
}

FedValue fed_value(const NewStudent& row, Day since, int column) {
  const Student& student = row.student;
  const auto number = [](auto value) { return FedValue(static_cast<std::int64_t>(value)); };
  const auto words = [](const std::string& value) { return FedValue(std::string_view(value)); };
  const auto unit = [](UnitId id) { return id ? FedValue(id.value) : FedValue(); };
  const auto identity = [&](const std::string& value) {
    if (const auto whole = packed_number(value)) return FedValue(*whole);
    return value.empty() ? FedValue() : words(value);
  };
  switch (column) {
    case 0: return number(row.id.value);
    case 1: return words(row.code);
    case 2: return number(since.serial());
    case 3: return words(student.name);
    case 4: return identity(student.id_number);
    case 5: return identity(student.xueji);
    case 6: return number(student.sex);
    case 7: return student.birth ? number(student.birth->serial()) : FedValue();
    case 8: return unit(student.school_class);
    case 9: return unit(student.residence);
    case 10: return words(student.address);
    case 11: return words(student.hukou);
    case 12: return words(student.phone);
    case 13: return words(student.guardian);
    case 14: return words(student.guardian_relation);
    case 15: return words(student.guardian_phone);
    case 16: return number(student.boarding);
    case 17: return words(student.special);
    case 18: return number(student.enrolment);
    default: return {};
  }
}

void bind_student(Statement& update, const Student& student) {
  int at = 0;
  const auto bind_identity = [&](const std::string& number) {
    if (const auto whole = packed_number(number)) return update.bind(++at, *whole);
    number.empty() ? update.bind(++at, nullptr) : update.bind(++at, number);
  };
  update.bind(++at, student.name);
  bind_identity(student.id_number);
  bind_identity(student.xueji);
  update.bind(++at, static_cast<int>(student.sex));
  update.bind(++at, student.birth);
  update.bind(++at, student.school_class);
  update.bind(++at, student.residence);
  for (const std::string* words : {&student.address, &student.hukou, &student.phone, &student.guardian,
                                   &student.guardian_relation, &student.guardian_phone})
    update.bind(++at, *words);
  update.bind(++at, student.boarding);
  update.bind(++at, student.special);
  update.bind(++at, static_cast<int>(student.enrolment));
  update.bind(++at, student.id);
}

std::vector<FieldDifference> differences(const Student& before, const Student& after) {
  std::vector<FieldDifference> found;
  for_each_field([&](std::string_view field, auto member) {
    if (before.*member != after.*member) found.push_back({field, shown(before.*member), shown(after.*member)});
  });
  return found;
}

void set_field(Student& student, std::string_view field, const std::string& value) {
  for_each_field([&](std::string_view name, auto member) {
    if (name == field) take(student.*member, value);
  });
}

}  // namespace ksbx
