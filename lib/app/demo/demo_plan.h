// DemoPlan: the organisation of the sample city at a given size: towns, villages, schools, classes, and who teaches
// where.
//
// Schools come in pairs, a primary and a junior one, for about 1,100 pupils each. Everything is in vectors and named by
// its place in them; nothing is kept for each pupil, so a plan is small at any size.
#pragma once

#include <string>
#include <vector>

#include "app/demo/demo.h"
#include "app/demo/demo_cases.h"
#include "base/day.h"

namespace ksbx {

struct DemoTown {
  std::string code;                   // 990181003
  std::string name;                   // 青石镇
  std::vector<std::string> villages;  // the first has the code …001
  bool has_police_station = true;
};

struct DemoSchool {
  std::string code;  // 9990180001
  std::string name;
  int town = 0;
  int first_grade = 1;  // 1 or 7
  int last_grade = 6;   // 6 or 9
};

struct DemoClass {
  int school = 0;
  int grade = 1;   // 1 … 9
  int number = 1;  // 1班
  int size = 0;
  int before_in_grade = 0;  // pupils of this grade in classes before this one, city-wide: makes id numbers unique
  bool has_teacher = true;  // one class of the city has no 班主任
};

struct DemoPlan {
  DemoOptions options;
  std::vector<DemoTown> towns;
  std::vector<DemoSchool> schools;
  std::vector<DemoClass> classes;  // by school, grade and number
  std::vector<DemoCase> cases;     // the told stories, with their classes

  // Does the extent asked for cover this school and its pupils?
  bool covers_school(int school) const;
  bool covers_town(int town) const;  // the neighbour included
};

// Where the stories happen: 青石镇, its first junior and its first primary school.
constexpr int demo_story_town = 2;
constexpr int demo_story_junior = 0;
constexpr int demo_story_primary = 1;

// Throws Error(Failure::usage) where demo.h says so.
DemoPlan demo_plan(const DemoOptions& options);

// The story of the pupil on this seat; nullptr for nearly everyone.
const DemoCase* demo_case_of(const DemoPlan& plan, int school_class, int seat);
// The classes of one school, as a range of places [first, last) in DemoPlan::classes.
struct DemoClasses {
  int first = 0;
  int last = 0;
};
DemoClasses demo_classes_of(const DemoPlan& plan, int school);

// The town where some pupils of a town's schools live although it is another one.
int demo_neighbour(int town);

std::string demo_grade_name(int grade);   // 七年级
std::string demo_class_name(int number);  // 1班

// Names of staff; no two people of the city's staff share a name, because records name them.
std::string demo_principal(const DemoPlan& plan, int school);
std::string demo_vice_principal(const DemoPlan& plan, int school);
std::string demo_grade_leader(const DemoPlan& plan, int school, int grade);
std::string demo_class_teacher(const DemoPlan& plan,
                               int school_class);  // also of the class that has none
std::string demo_subject_teacher(const DemoPlan& plan, int school_class);

// Who answers for a town and for its police station.
std::string demo_town_official(const DemoPlan& plan, int town);
std::string demo_police_officer(const DemoPlan& plan, int town);

// Who keeps the register of a class: the 班主任, or the subject teacher where there is none.
std::string demo_register_keeper(const DemoPlan& plan, int school_class);

}  // namespace ksbx
