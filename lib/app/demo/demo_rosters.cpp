// The pupils of the sample city as files: the rosters of its schools and the list of minors without one.
#include <optional>
#include <string>
#include <string_view>

#include "app/demo/demo_files.h"
#include "app/demo/demo_people.h"
#include "base/text.h"

namespace ksbx {

namespace {

// The official headers of the national school register; one more, 建档立卡, is used locally.
const std::vector<std::string_view>& header() {
  static const std::vector<std::string_view> columns = {
      "学校标识码", "学校名称",     "年级",     "班级",     "姓名",      "性别",      "出生日期",
      "身份证件号", "全国学籍号",   "户籍地址", "现住址",   "成员1姓名", "成员1关系", "成员1联系电话",
      "就读方式",   "是否留守儿童", "建档立卡", "学籍状态", "民族"};
  return columns;
}

// What the class says of a pupil; empty for a minor without a school.
struct Place {
  std::string_view school_code;
  std::string_view school_name;
  std::string grade;
  std::string number;
};

void write_pupil(const DemoPupil& pupil, const Place& place, std::string_view status, DemoSheet& sheet) {
  const std::string birth = pupil.birth.iso();
  const bool idle = place.school_code.empty();
  sheet.row({place.school_code, place.school_name, place.grade, place.number, pupil.name,
             pupil.sex == Sex::male ? "男" : "女", birth, pupil.id_as_written, pupil.xueji, pupil.hukou, pupil.address,
             pupil.guardian, pupil.relation, pupil.guardian_phone,
             idle             ? ""
             : pupil.boarding ? "住校"
                              : "走读",
             pupil.left_behind ? "是" : "否", pupil.poor ? "是" : "否", status, pupil.ethnicity});
}

void write_school(const DemoPlan& plan, int place, DemoSheet& sheet) {
  const DemoSchool& school = plan.schools[static_cast<std::size_t>(place)];
  const auto [first, last] = demo_classes_of(plan, place);
  for (int n = first; n < last; ++n) {
    const DemoClass& taught = plan.classes[static_cast<std::size_t>(n)];
    const Place here{school.code, school.name, demo_grade_name(taught.grade), demo_class_name(taught.number)};
    for (int seat = 0; seat < taught.size; ++seat) write_pupil(demo_pupil(plan, n, seat), here, "在读", sheet);
  }
}

std::string title(const DemoPlan& plan, std::string_view of_whom, std::string_view list) {
  const int year = demo_school_year(plan);
  return formatted("{}{}—{}学年度{}", of_whom, year, year + 1, list);
}

DemoSheet roster(const DemoPlan& plan, const DemoOpen& open, std::string name, std::string_view of_whom,
                 std::string_view list) {
  return DemoSheet(open({std::move(name), DemoKind::students, "", ""}), header(), plan.options.dress,
                   {title(plan, of_whom, list), std::string(of_whom)});
}

void write_idle_minors(const DemoPlan& plan, const DemoOpen& open) {
  DemoSheet sheet = roster(plan, open, "students-idle.csv", "石桥市公安局", "社会闲散未成年人名册");
  for (int n = 0; n < demo_idle_minors; ++n) write_pupil(demo_idle_minor(plan, n), {}, "社会闲散", sheet);
  sheet.close();
}

}  // namespace

void write_demo_rosters(const DemoPlan& plan, const DemoOpen& open) {
  const bool per_school = plan.options.rosters == DemoOptions::Rosters::per_school;
  std::optional<DemoSheet> all;
  if (!per_school) all.emplace(roster(plan, open, "students.csv", "石桥市", "学生花名册"));
  for (int place = 0; place < static_cast<int>(plan.schools.size()); ++place) {
    if (!plan.covers_school(place)) continue;
    if (all) {
      write_school(plan, place, *all);
      continue;
    }
    const DemoSchool& school = plan.schools[static_cast<std::size_t>(place)];
    DemoSheet sheet = roster(plan, open, "students-" + school.code + ".csv", school.name, "学生花名册");
    write_school(plan, place, sheet);
    sheet.close();
  }
  if (all) all->close();
  write_idle_minors(plan, open);
}

}  // namespace ksbx
