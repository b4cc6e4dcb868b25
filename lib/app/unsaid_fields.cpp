#include "app/unsaid_fields.h"

namespace ksbx {
namespace {

void keep_identity(const Sheet& sheet, const Student& known, Student& student) {
  if (student.xueji.empty()) student.xueji = known.xueji;
  if (!student.id_number.empty()) return;
  student.id_number = known.id_number;
  const bool told_by_id = !known.id_number.empty();
  if (told_by_id || !sheet.has(ColumnName::birth_date)) student.birth = known.birth;
  if (told_by_id || !sheet.has(ColumnName::sex)) student.sex = known.sex;
}

void keep_contact(const Sheet& sheet, const Student& known, Student& student) {
  if (!sheet.has(ColumnName::address)) student.address = known.address;
  if (!sheet.has(ColumnName::hukou_address) && !sheet.has(ColumnName::hukou_division)) student.hukou = known.hukou;
  if (!sheet.has(ColumnName::phone)) student.phone = known.phone;
  if (!sheet.has(ColumnName::guardian)) student.guardian = known.guardian;
  if (!sheet.has(ColumnName::guardian_relation)) student.guardian_relation = known.guardian_relation;
  // Where no number of the guardian was ever told, it is the pupil's, and goes with it.
  const bool own_number = !known.guardian_phone.empty() && known.guardian_phone != known.phone;
  if (!sheet.has(ColumnName::guardian_phone))
    student.guardian_phone = own_number ? known.guardian_phone : student.phone;
}

void keep_residence(const Sheet& sheet, Residences& residences, const Student& known, Student& student) {
  if (!sheet.has(ColumnName::residence) && student.address == known.address) student.residence = known.residence;
  if (!student.residence) student.residence = residences.find(student.address);
}

void keep_special(const Sheet& sheet, const Student& known, Student& student) {
  std::string special;
  for (const auto& [column, word] : circumstances) {
    const Student& source = sheet.has(column) ? student : known;
    if (source.special.find(word) != std::string::npos) add_circumstance(special, word);
  }
  student.special = special;
}

}  // namespace

void add_circumstance(std::string& special, std::string_view word) {
  if (!special.empty()) special += "、";
  special += word;
}

void keep_unsaid(const Sheet& sheet, Residences& residences, const Student& known, Student& student) {
  keep_identity(sheet, known, student);
  keep_contact(sheet, known, student);
  keep_residence(sheet, residences, known, student);
  keep_special(sheet, known, student);
  if (!sheet.has(ColumnName::boarding)) student.boarding = known.boarding;
  if (!sheet.has(ColumnName::enrolment) && student.school_class == known.school_class)
    student.enrolment = known.enrolment;
}

}  // namespace ksbx
