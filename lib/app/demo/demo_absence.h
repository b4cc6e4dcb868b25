// Who of the sample city was absent when, and what his school did about it.
#pragma once

#include <string>
#include <vector>

#include "app/demo/demo_cases.h"
#include "app/demo/demo_plan.h"

namespace ksbx {

// A stretch of DemoOptions::school_days, by place: [first, last).
struct DemoDays {
  int first = 0;
  int last = 0;
};

// The pupil's days in `days`, one letter each, as in DemoCase. About two in a hundred are no P; one pupil in 200 is ill
// for two to five days, one in 1,000 stays away for two or three days without leave, one in 3,000 does not come back.
std::string demo_letters(const DemoPlan& plan, int school_class, int seat, DemoDays days);

// Whether the class returned its register of that school day. One in 150 did not; in the schools of the stories exactly
// one.
bool demo_register_returned(const DemoPlan& plan, int school_class, int day);

// What was recorded of the pupil until the evening before the last school day, in order. Where there is no story, the
// class teacher telephones on the first day of each absence and a leader visits on the next ones; outside the story's
// schools, one contact in ten was forgotten.
std::vector<DemoRecord> demo_records(const DemoPlan& plan, int school_class, int seat);

}  // namespace ksbx
