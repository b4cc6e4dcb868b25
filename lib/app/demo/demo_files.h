// The files of the sample city, one function for each sort, in the columns that `ksbx import` recognises by their
// headers.
#pragma once

#include "app/demo/demo_plan.h"
#include "app/demo/demo_sheet.h"

namespace ksbx {

// units.csv: the city, its bureau and departments, towns with villages, offices and police stations, schools.
void write_demo_units(const DemoPlan& plan, const DemoOpen& open);

// staff.csv: principals, a leader for each grade, teachers of each class, and who answers for a town and its police
// station.
void write_demo_staff(const DemoPlan& plan, const DemoOpen& open);

// students-<学校标识码>.csv for each school or one students.csv, then students-idle.csv: minors who have no school.
void write_demo_rosters(const DemoPlan& plan, const DemoOpen& open);

// attendance-<date>.csv for each calendar week, by its first school day: a row for each pupil and time absent, and a
// row 全勤 for each class and day on which no one was. A class and day without any row returned no register.
void write_demo_attendance(const DemoPlan& plan, const DemoOpen& open);

// <kind>.csv for each kind of record: contact.csv, persuasion.csv, …
void write_demo_records(const DemoPlan& plan, const DemoOpen& open);

}  // namespace ksbx
