#include "policy/roster/movement.h"

namespace ksbx {

std::string_view name_of(Movement movement) {
  switch (movement) {
    case Movement::added: return "new";
    case Movement::unchanged: return "unchanged";
    case Movement::changed: return "changed";
    case Movement::moved: return "moved";
    case Movement::promoted: return "promoted";
    case Movement::returned: return "returned";
    case Movement::vanished: return "vanished";
    case Movement::still_missing: return "still_missing";
  }
  return {};
}

Text label_of(Movement movement) {
  switch (movement) {
    case Movement::added: return text("新增", "new");
    case Movement::unchanged: return text("未变", "unchanged");
    case Movement::changed: return text("变更", "changed");
    case Movement::moved: return text("换班转校", "moved");
    case Movement::promoted: return text("升级", "promoted");
    case Movement::returned: return text("返回", "returned");
    case Movement::vanished: return text("不见", "vanished");
    case Movement::still_missing: return text("仍不见", "still missing");
  }
  return {};
}

Movement movement(const RollPlace& before, const RollPlace& after, bool was_missing, bool differs) {
  const bool is_back = before.enrolment != Enrolment::enrolled && after.enrolment == Enrolment::enrolled;
  const bool other_school = before.school && before.school != after.school;
  const bool next_grade = before.year > 0 && after.year == before.year + 1;
  if (next_grade && (before.enrolment == Enrolment::graduated || (!other_school && !is_back && !was_missing)))
    return Movement::promoted;
  if (other_school && before.enrolment == Enrolment::transferred_out) return Movement::moved;
  if (was_missing || is_back) return Movement::returned;
  if (before.school_class != after.school_class && !before.unclear) return Movement::moved;
  return differs ? Movement::changed : Movement::unchanged;
}

Day grades_begin(Day day) {
  const int year = day.month() >= 8 ? day.year() : day.year() - 1;
  return Day::nearest(year, 8, 1);
}

bool is_too_many(std::int64_t odd, std::int64_t of) {
  return odd > 10 && odd * 10 > of;
}

}  // namespace ksbx
