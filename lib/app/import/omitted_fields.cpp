#include "app/import/omitted_fields.h"

namespace ksbx {
namespace {

void keep_identity(const GivenFields& row, const Student& known, Student& student) {
  if (student.xueji.empty()) student.xueji = known.xueji;
  if (student.other_id.empty()) student.other_id = known.other_id;
  if (!student.id_number.empty()) return;
  student.id_number = known.id_number;
  const bool known_by_id = !known.id_number.empty();
  if (known_by_id || !row.has(ColumnName::birth_date)) student.birth = known.birth;
  if (known_by_id || !row.has(ColumnName::sex)) student.sex = known.sex;
}

void keep_plain(const GivenFields& row, const Student& known, Student& student) {
  for (const FieldColumns& one : plain_columns())
    if (!row.has(one.column) && !row.has(one.otherwise))
      std::visit([&](auto member) { student.*member = known.*member; }, one.field->member);
  // Where no number of the guardian was ever given, it is the pupil's, and goes with it.
  const bool own_number = !known.guardian_phone.empty() && known.guardian_phone != known.phone;
  if (!row.has(ColumnName::guardian_phone) && !own_number) student.guardian_phone = student.phone;
}

void keep_residence(const GivenFields& row, Residences& residences, const Student& known, Student& student) {
  if (!row.has(ColumnName::residence) && student.address == known.address) student.residence = known.residence;
  if (!student.residence) student.residence = residences.find(student.address);
}

void keep_special(const GivenFields& row, const Student& known, Student& student) {
  std::string special;
  for (const auto& [column, word] : circumstances) {
    const Student& source = row.has(column) ? student : known;
    if (source.special.find(word) != std::string::npos) add_circumstance(special, word);
  }
  student.special = special;
}

}  // namespace

void add_circumstance(std::string& special, std::string_view word) {
  if (!special.empty()) special += "、";
  special += word;
}

void keep_omitted(const GivenFields& row, Residences& residences, const Student& known, Student& student) {
  keep_identity(row, known, student);
  keep_plain(row, known, student);
  keep_residence(row, residences, known, student);
  keep_special(row, known, student);
  if (!row.has(ColumnName::enrolment) && student.school_class == known.school_class)
    student.enrolment = known.enrolment;
}

}  // namespace ksbx
