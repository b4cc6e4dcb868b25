#include "app/workspace/field_words.h"

#include "store/roster/student_row.h"
#include "store/schema/views.h"

namespace ksbx {

Text label_of(Sex sex) {
  switch (sex) {
    case Sex::unknown: return {};
    case Sex::male: return text("男", "male");
    case Sex::female: return text("女", "female");
  }
  return {};
}

Text label_of_field(std::string_view field) {
  const StudentField* known = student_field(field);
  return known ? known->label() : column_named(std::string(field)).label;
}

Text words_of_field(std::string_view field, const std::string& stored, const Organisation& organisation,
                    Masking masking) {
  const StudentField* known = student_field(field);
  if (field == "since" && stored == never.iso()) return text("不在册", "off the books");
  if (known == nullptr || stored.empty()) return same_text(stored);
  if (std::holds_alternative<UnitId Student::*>(known->member))
    return same_text(organisation.full_name(UnitId{std::stoll(stored)}));
  if (std::holds_alternative<bool Student::*>(known->member))
    return stored == "1" ? text("是", "yes") : text("否", "no");
  if (std::holds_alternative<Sex Student::*>(known->member)) return label_of(static_cast<Sex>(std::stoi(stored)));
  if (const auto standing = enrolment(stored); standing && known->member == StudentField::Member(&Student::enrolment))
    return label_of(*standing);
  return same_text(masked(stored, known->privacy, masking));
}

}  // namespace ksbx
