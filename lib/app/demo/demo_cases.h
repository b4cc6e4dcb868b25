// The stories of the sample city: pupils of 青石镇 through whom the policy can be seen at work on the last school
// day.
//
// 2026-10-15, the day to judge, finds: a morning missed and a first day to be followed up today, a leader's visit due
// today, a dual report that falls due because a promise was broken twice, one issued before the weekend, one for a
// child who lives in another town, a police visit due today, a call no one answered and a leader who only telephoned
// (both overdue), a promise that was kept, leave from the second day, a pupil who comes and goes, a sign of dropping
// out before any absence, one missing register, and five minors without a school, two of whom no one has met this
// month.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/student.h"

namespace ksbx {

// Who says that something was done.
enum class DemoActor { class_teacher, principal, vice_principal, town, police_station };

// A record of a story: so many school days before the last one, with its fields in the order of demo_record_kinds().
struct DemoRecord {
  std::string_view kind;
  int days_before_last = 0;
  DemoActor by = DemoActor::class_teacher;
  std::vector<std::string> cells;
  std::vector<DemoActor> came = {};  // whose names fill the fields after `cells`
};

struct DemoCase {
  std::string_view name;
  Sex sex = Sex::male;
  int grade = 7;                 // 1 … 6: 青石镇中心小学; 7 … 9: 石桥市第一初级中学
  int number = 1;                // the class; the last one there is, in a city so small that it has fewer
  int seat = 0;                  // 0 … 9, different within a grade
  bool lives_next_door = false;  // in 白杨镇
  // One letter a school day, the last one is the day to judge: P present, U absent without leave, a and p only in the
  // morning or afternoon, E on leave, V absent and not yet verified.
  std::string_view letters = "PPPPPPPPPP";
  std::vector<DemoRecord> known = {};
  int school_class = -1;  // its place in DemoPlan::classes, filled in by demo_plan
};

// Grade and number of the class whose register of the last day is missing; there is none in a city so small that it
// lacks it.
constexpr int demo_missing_grade = 9;
constexpr int demo_missing_number = 2;

std::vector<DemoCase> demo_cases();

// What was recorded of the n-th out-of-school minor: a file for the four in 青石镇, a meeting this month for three of
// them. The fifth lives where there is no police station, so no one has done anything.
std::vector<DemoRecord> demo_idle_records(int n);

// The record files of the city: each kind with the Chinese labels of its fields, in the order of the rulebook.
struct DemoRecordKind {
  std::string_view kind;
  std::vector<std::string_view> fields;
};
std::vector<DemoRecordKind> demo_record_kinds();

}  // namespace ksbx
