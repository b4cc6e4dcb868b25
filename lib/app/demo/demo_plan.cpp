#include "app/demo/demo_plan.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>

#include "app/demo/demo_names.h"
#include "base/problem.h"
#include "base/text.h"

namespace ksbx {

namespace {

constexpr int class_size = 42;
constexpr int grades = 9;
constexpr int story_towns = 3;

void check(const DemoOptions& options) {
  if (options.students < 270 || options.students > 5'000'000)
    throw Error(Failure::usage, "demo-size",
                text("示例城市的学生数 {} 不在 270 至 5000000 之间", "{} pupils: the sample city has 270 to 5000000",
                     options.students),
                text("请换一个数，例如 --students 2400", "choose another number, such as --students 2400"));
  const std::vector<Day>& days = options.school_days;
  const bool ascending = std::adjacent_find(days.begin(), days.end(), std::greater_equal<>()) == days.end();
  if (days.empty() || !ascending)
    throw Error(Failure::usage, "demo-days",
                text("示例城市的上课日必须至少有一天，并按先后排列",
                     "the sample city needs at least one school day, in ascending order"),
                text("请检查给出的日期", "check the days given"));
}

// 3 pairs of schools up to about 4,000 pupils, then one for each 27 classes.
int school_pairs(int students) {
  return std::max(story_towns, students / (27 * class_size));
}

std::vector<DemoTown> towns_for(int students) {
  const int towns = std::clamp(story_towns + students / 9000, story_towns, 120);
  const int villages = std::max(8, students / 300);
  std::vector<DemoTown> result;
  for (int town = 0; town < towns; ++town) {
    DemoTown made{formatted("990181{:03}", town + 1), demo_town_name(town), {}, town != 1};
    // Each town walks through the same names from another place: they recur between towns, not within one.
    const int from_story_town = (town + towns - demo_story_town) % towns;
    for (int n = from_story_town; n < villages; n += towns)
      made.villages.push_back(demo_village_name((n / towns + from_story_town * 7) % 160));
    result.push_back(std::move(made));
  }
  return result;
}

// The first pair is in 青石镇, the next in the two other towns of the default city, further ones in all towns in
// turn.
int town_of_pair(int pair, int towns) {
  return pair < story_towns ? demo_story_town - pair : pair % towns;
}

std::vector<DemoSchool> schools_for(int students, const std::vector<DemoTown>& towns) {
  std::vector<DemoSchool> schools;
  std::vector<int> primaries(towns.size(), 0);
  for (int pair = 0; pair < school_pairs(students); ++pair) {
    const int town = town_of_pair(pair, static_cast<int>(towns.size()));
    const std::string& town_name = towns[static_cast<std::size_t>(town)].name;
    const int nth = ++primaries[static_cast<std::size_t>(town)];
    const std::string primary = nth == 1 ? town_name + "中心小学" : town_name + "第" + chinese_numeral(nth) + "小学";
    schools.push_back(
        {formatted("999018{:04}", 2 * pair + 1), "石桥市第" + chinese_numeral(pair + 1) + "初级中学", town, 7, grades});
    schools.push_back({formatted("999018{:04}", 2 * pair + 2), "石桥市" + primary, town, 1, 6});
  }
  return schools;
}

// Classes spread evenly over all grades of all schools, pupils evenly over the classes, give or take three.
std::vector<DemoClass> classes_for(int students, const std::vector<DemoSchool>& schools) {
  const int units = static_cast<int>(schools.size()) / 2 * grades;
  const int wanted = std::max(units, (students + class_size - 1) / class_size);
  std::vector<DemoClass> classes;
  int unit = 0;
  for (int school = 0; school < static_cast<int>(schools.size()); ++school) {
    const DemoSchool& built = schools[static_cast<std::size_t>(school)];
    for (int grade = built.first_grade; grade <= built.last_grade; ++grade, ++unit) {
      const int here = wanted / units + (unit < wanted % units ? 1 : 0);
      for (int number = 1; number <= here; ++number) classes.push_back({school, grade, number});
    }
  }
  return classes;
}

void seat_pupils(int students, std::vector<DemoClass>& classes) {
  const int count = static_cast<int>(classes.size());
  std::vector<int> in_grade(grades + 1, 0);
  for (int n = 0; n < count; ++n) {
    DemoClass& made = classes[static_cast<std::size_t>(n)];
    made.size = students / count + (n < students % count ? 1 : 0);
    const bool has_partner = n / 2 * 2 + 1 < count;
    const int lent = students / count > 20 && has_partner ? n / 2 % 4 : 0;
    made.size += n % 2 == 0 ? lent : -lent;
    int& seated = in_grade[static_cast<std::size_t>(made.grade)];
    made.before_in_grade = seated;
    seated += made.size;
  }
}

// A class of the third pair's primary school, in 城东街道, waits for its class teacher.
void leave_one_class_without_teacher(std::vector<DemoClass>& classes) {
  for (DemoClass& made : classes)
    if (made.school == 5 && made.grade == 3 && made.number == 1) made.has_teacher = false;
}

// A story takes place in the class it names, or in the last class of that grade.
void place_cases(DemoPlan& plan) {
  plan.cases = demo_cases();
  for (DemoCase& known : plan.cases) {
    const int school = known.grade >= 7 ? demo_story_junior : demo_story_primary;
    const auto [first, last] = demo_classes_of(plan, school);
    for (int n = first; n < last; ++n) {
      const DemoClass& made = plan.classes[static_cast<std::size_t>(n)];
      if (made.grade == known.grade && made.number <= known.number) known.school_class = n;
    }
  }
}

int school_count(const DemoPlan& plan) {
  return static_cast<int>(plan.schools.size());
}

std::string staff_name(const DemoPlan& plan, int place) {
  return demo_distinct_name(plan.options.seed, place);
}

}  // namespace

std::vector<Day> demo_school_days() {
  std::vector<Day> days;
  for (const auto& [month, day] :
       {std::pair{9, 28}, {9, 29}, {9, 30}, {10, 8}, {10, 9}, {10, 10}, {10, 12}, {10, 13}, {10, 14}, {10, 15}})
    days.push_back(Day::nearest(2026, month, day));
  return days;
}

bool DemoPlan::covers_school(int school) const {
  return options.extent == DemoOptions::Extent::city ||
         schools[static_cast<std::size_t>(school)].town == demo_story_town;
}

bool DemoPlan::covers_town(int town) const {
  return options.extent == DemoOptions::Extent::city || town == demo_story_town ||
         town == demo_neighbour(demo_story_town);
}

DemoPlan demo_plan(const DemoOptions& options) {
  check(options);
  DemoPlan plan;
  plan.options = options;
  plan.towns = towns_for(options.students);
  plan.schools = schools_for(options.students, plan.towns);
  plan.classes = classes_for(options.students, plan.schools);
  seat_pupils(options.students, plan.classes);
  leave_one_class_without_teacher(plan.classes);
  place_cases(plan);
  return plan;
}

const DemoCase* demo_case_of(const DemoPlan& plan, int school_class, int seat) {
  // Asked for every pupil: only the first two schools have stories.
  if (plan.classes[static_cast<std::size_t>(school_class)].school > demo_story_primary) return nullptr;
  for (const DemoCase& known : plan.cases)
    if (known.school_class == school_class && known.seat == seat) return &known;
  return nullptr;
}

DemoClasses demo_classes_of(const DemoPlan& plan, int school) {
  const auto before = [](const DemoClass& made, int wanted) { return made.school < wanted; };
  const auto begin = plan.classes.begin();
  const auto first = std::lower_bound(begin, plan.classes.end(), school, before);
  const auto last = std::lower_bound(first, plan.classes.end(), school + 1, before);
  return {static_cast<int>(first - begin), static_cast<int>(last - begin)};
}

int demo_neighbour(int town) {
  return town == 0 ? 1 : town - 1;
}

std::string demo_grade_name(int grade) {
  return chinese_numeral(grade) + "年级";
}

std::string demo_class_name(int number) {
  return formatted("{}班", number);
}

// Places in the list of names: principals, vice principals, nine grade leaders a school, then two teachers a class.
std::string demo_principal(const DemoPlan& plan, int school) {
  return staff_name(plan, school);
}

std::string demo_vice_principal(const DemoPlan& plan, int school) {
  return staff_name(plan, school_count(plan) + school);
}

std::string demo_grade_leader(const DemoPlan& plan, int school, int grade) {
  return staff_name(plan, 2 * school_count(plan) + school * grades + grade - 1);
}

std::string demo_class_teacher(const DemoPlan& plan, int school_class) {
  return staff_name(plan, (2 + grades) * school_count(plan) + 2 * school_class);
}

std::string demo_subject_teacher(const DemoPlan& plan, int school_class) {
  return staff_name(plan, (2 + grades) * school_count(plan) + 2 * school_class + 1);
}

// After all teachers: an official and a police officer of each town.
std::string demo_town_official(const DemoPlan& plan, int town) {
  const int classes = static_cast<int>(plan.classes.size());
  return staff_name(plan, (2 + grades) * school_count(plan) + 2 * classes + 2 * town);
}

std::string demo_police_officer(const DemoPlan& plan, int town) {
  const int classes = static_cast<int>(plan.classes.size());
  return staff_name(plan, (2 + grades) * school_count(plan) + 2 * classes + 2 * town + 1);
}

std::string demo_register_keeper(const DemoPlan& plan, int school_class) {
  return plan.classes[static_cast<std::size_t>(school_class)].has_teacher ? demo_class_teacher(plan, school_class)
                                                                          : demo_subject_teacher(plan, school_class);
}

}  // namespace ksbx
