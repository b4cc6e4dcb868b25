// The pupils of the sample city, each made anew from the seed, the class and the seat whenever a file needs one.
#pragma once

#include <string>

#include "app/demo/demo_plan.h"
#include "base/day.h"
#include "model/student.h"

namespace ksbx {

// A pupil as a roster shows him. Every tenth or so boards, lives with grandparents or is on the list of poor
// households.
struct DemoPupil {
  std::string name;
  Sex sex = Sex::unknown;
  Day birth;
  std::string ethnicity;
  std::string id_as_written;  // usually right; of one in 300 missing, of one in 600 with a wrong check character
  std::string xueji;          // always there and always right: registers and records name the pupil by it
  std::string hukou;
  std::string address;  // 石桥市青石镇柳树村3组12号
  std::string guardian;
  std::string relation;  // 父亲
  std::string guardian_phone;
  bool boarding = false;  // only in junior schools
  bool left_behind = false;
  bool poor = false;
};

// The pupil on `seat` (0 … size - 1) of a class. Born in the school year that fits the grade; three in a hundred live
// in the neighbouring town. The id number is unique in the city.
DemoPupil demo_pupil(const DemoPlan& plan, int school_class, int seat);

// The n-th out-of-school minor (社会闲散未成年人, 0 … 4): aged 15 or 16, in 青石镇 except the last, who lives in
// 白杨镇.
DemoPupil demo_idle_minor(const DemoPlan& plan, int n);
constexpr int demo_idle_minors = 5;

// The year in which the school year of these days began: 2026 for October 2026 and for March 2027.
int demo_school_year(const DemoPlan& plan);

}  // namespace ksbx
