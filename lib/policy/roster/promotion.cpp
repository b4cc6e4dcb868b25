#include "policy/roster/promotion.h"

#include <algorithm>
#include <array>

namespace ksbx {
namespace {

struct SchoolType {
  std::string_view word;
  int last;
};
// The longer word first: 初级中学 is not 中学, 九年一贯制学校 may be called 实验小学.
constexpr std::array types = {SchoolType{"九年", 9},      SchoolType{"十二年", 12}, SchoolType{"完全中学", 12},
                              SchoolType{"高级中学", 12}, SchoolType{"高中", 12},   SchoolType{"初级中学", 9},
                              SchoolType{"初中", 9},      SchoolType{"小学", 6}};

}  // namespace

int last_grade(std::string_view school_name, const std::vector<int>& grades) {
  int highest = 0;
  for (const int grade : grades)
    if (grade >= 1 && grade <= 12) highest = std::max(highest, grade);
  if (highest == 0) return 0;
  const int end_of_stage = highest <= 6 ? 6 : highest <= 9 ? 9 : 12;
  for (const SchoolType& type : types)
    if (school_name.find(type.word) != std::string_view::npos) return std::max(type.last, end_of_stage);
  return end_of_stage;
}

Text label_of(Step step) {
  switch (step) {
    case Step::moves_up: return text("升级", "moved up");
    case Step::graduates: return text("毕业", "graduated");
    case Step::placed: return text("已在新班级", "placed already");
    case Step::stays: return text("休学，不随班升级", "suspended: stays");
    case Step::not_completed: return text("辍学，未毕业", "dropped out: not graduated");
    case Step::no_grade: return text("年级不明，没有升级", "grade not known: stays");
    case Step::gone: return text("已离校", "gone");
  }
  return {};
}

bool is_left_behind(Step step) {
  return step == Step::stays || step == Step::not_completed || step == Step::no_grade;
}

Step step_of(Enrolment enrolment, int year, int last_year, PlacedWhen placed) {
  switch (enrolment) {
    case Enrolment::transferred_out:
    case Enrolment::graduated:
    case Enrolment::deceased:
    case Enrolment::idle: return Step::gone;
    case Enrolment::enrolled:
    case Enrolment::suspended:
    case Enrolment::dropped_out: break;
  }
  if (placed == PlacedWhen::this_year) return Step::placed;
  if (enrolment == Enrolment::suspended) return Step::stays;
  if (year <= 0) return Step::no_grade;
  if (year < last_year) return Step::moves_up;
  return enrolment == Enrolment::dropped_out ? Step::not_completed : Step::graduates;
}

}  // namespace ksbx
