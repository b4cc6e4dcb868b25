// Promotion (升级): who moves up when a school year begins.
#pragma once

#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/student.h"

namespace ksbx {

// The last grade of a school: 6, 9 or 12. By its name (小学, 初级中学, 九年一贯制, 高级中学, 完全中学), else the end of
// the stage in which its highest grade lies. `grades`: the numbers of its grades; 0 if none of them is 1 to 12.
int last_grade(std::string_view school_name, const std::vector<int>& grades);

enum class Step {
  moves_up,       // 升级
  graduates,      // 毕业
  placed,         // 已在新学年的班级: placed there since the new grades hold
  stays,          // 休学: comes back into the class below
  not_completed,  // 辍学: left before the end of the last grade, so did not finish it
  no_grade,       // 年级不明: no one can tell which grade is the next
  gone            // not on the roll any more: nothing happens
};
Text label_of(Step step);
// Is there a pupil who stays and needs a person's attention?
bool is_left_behind(Step step);

// Whether he came into his class in the old school year, or since the new grades hold.
enum class PlacedWhen { last_year, this_year };

// `year`: the number of his grade, 0 if it is not known or before school.
Step step_of(Enrolment enrolment, int year, int last_year, PlacedWhen placed);

}  // namespace ksbx
