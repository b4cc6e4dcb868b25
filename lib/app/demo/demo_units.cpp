// The organisation of the sample city as files: units.csv and staff.csv.
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "app/demo/demo_files.h"
#include "app/demo/demo_people.h"
#include "base/text.h"

namespace ksbx {

namespace {

constexpr std::string_view city = "990181";
constexpr std::string_view bureau = "990181E00";

// The departments that the policy calls upon, by the names people use.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> departments = {{
    {"990181D01", "石桥市公安局"},
    {"990181D02", "石桥市司法局"},
    {"990181D03", "石桥市民政局"},
    {"990181D04", "石桥市人社局"},
    {"990181D05", "共青团石桥市委"},
    {"990181D06", "石桥市妇联"},
    {"990181D07", "石桥市控辍保学工作领导小组"},
}};

std::string office_of(const DemoTown& town) {
  return town.code + "E0";
}
std::string police_of(const DemoTown& town) {
  return town.code + "P0";
}

void write_town(const DemoPlan& plan, int place, DemoSheet& sheet) {
  const DemoTown& town = plan.towns[static_cast<std::size_t>(place)];
  sheet.row({"镇街", town.code, town.name, city, ""});
  int n = 0;
  for (const std::string& village : town.villages)
    sheet.row({"村", formatted("{}{:03}", town.code, ++n), village, town.code, ""});
  sheet.row({"教办", office_of(town), town.name + "教办", bureau, town.code});
  if (town.has_police_station) sheet.row({"派出所", police_of(town), town.name + "派出所", city, town.code});
}

// The rows of staff.csv, all from the first day of the school year.
class StaffRows {
 public:
  StaffRows(const DemoPlan& plan, DemoSheet& sheet)
      : plan_(plan), sheet_(sheet), from_(Day::nearest(demo_school_year(plan), 9, 1).iso()) {}

  void town(int place) {
    const DemoTown& town = plan_.towns[static_cast<std::size_t>(place)];
    add(demo_town_official(plan_, place), "镇政府（街道办事处）", town.code);
    if (town.has_police_station) add(demo_police_officer(plan_, place), "派出所", police_of(town));
  }

  void school(int place) {
    const DemoSchool& school = plan_.schools[static_cast<std::size_t>(place)];
    add(demo_principal(plan_, place), "校长", school.code);
    add(demo_vice_principal(plan_, place), "副校长", school.code);
    for (int grade = school.first_grade; grade <= school.last_grade; ++grade)
      add(demo_grade_leader(plan_, place, grade), "年级主任", school.code, demo_grade_name(grade));
    const auto [first, last] = demo_classes_of(plan_, place);
    for (int n = first; n < last; ++n) teachers(n, school.code);
  }

 private:
  void teachers(int school_class, std::string_view school) {
    const DemoClass& taught = plan_.classes[static_cast<std::size_t>(school_class)];
    const std::string grade = demo_grade_name(taught.grade);
    const std::string number = demo_class_name(taught.number);
    if (taught.has_teacher) add(demo_class_teacher(plan_, school_class), "班主任", school, grade, number);
    add(demo_subject_teacher(plan_, school_class), "任课教师", school, grade, number);
  }

  void add(std::string_view name, std::string_view role, std::string_view unit, std::string_view grade = "",
           std::string_view number = "") {
    sheet_.row({name, role, unit, grade, number, from_});
  }

  const DemoPlan& plan_;
  DemoSheet& sheet_;
  std::string from_;
};

}  // namespace

void write_demo_units(const DemoPlan& plan, const DemoOpen& open) {
  DemoSheet sheet(open({"units.csv", DemoKind::units, "", ""}), {"种类", "代码", "名称", "上级代码", "所在镇街代码"},
                  plan.options.dress, {"石桥市控辍保学单位一览表", "石桥市教育局"});
  sheet.row({"市", city, "石桥市", "", ""});
  sheet.row({"教育局", bureau, "石桥市教育局", city, ""});
  for (const auto& [code, name] : departments) sheet.row({"部门", code, name, city, ""});
  for (int town = 0; town < static_cast<int>(plan.towns.size()); ++town)
    if (plan.covers_town(town)) write_town(plan, town, sheet);
  for (int place = 0; place < static_cast<int>(plan.schools.size()); ++place) {
    const DemoSchool& school = plan.schools[static_cast<std::size_t>(place)];
    const DemoTown& town = plan.towns[static_cast<std::size_t>(school.town)];
    if (plan.covers_school(place)) sheet.row({"学校", school.code, school.name, office_of(town), town.code});
  }
  sheet.close();
}

void write_demo_staff(const DemoPlan& plan, const DemoOpen& open) {
  DemoSheet sheet(open({"staff.csv", DemoKind::staff, "", ""}),
                  {"姓名", "职务", "单位代码", "年级", "班级", "起始日期"}, plan.options.dress,
                  {"石桥市控辍保学包保责任人花名册", "石桥市教育局"});
  StaffRows rows(plan, sheet);
  for (int town = 0; town < static_cast<int>(plan.towns.size()); ++town)
    if (plan.covers_town(town)) rows.town(town);
  for (int school = 0; school < static_cast<int>(plan.schools.size()); ++school)
    if (plan.covers_school(school)) rows.school(school);
  sheet.close();
}

}  // namespace ksbx
