// Who proves a duty: the right person of the right place.
#include "app/office.h"

using namespace ksbx;

namespace {

const std::map<std::string, std::string> promised = {
    {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "promised"}, {"reason", "weariness"}};

struct TwoSchools : Office {
  TwoSchools() {
    enrol();
    import_on("2026-11-15", {file("more.csv",
                                  "姓名,职务,单位,起始日期\n"
                                  "郑校长,校长,石桥市青石镇中心小学,2026-09-01\n"
                                  "孙老师,校长,石桥市青石镇中心小学,2026-09-01\n")});
    for (const std::string iso : {"2026-11-16", "2026-11-17"}) {
      absent(iso, {"钱试二"});
      escalate_on(iso);
    }
  }
  std::string state(const std::string& rule) {
    escalate_on("2026-11-17");
    return rows("SELECT state FROM duties WHERE action NOT LIKE 'oversee%' AND rule = '" + rule + "'");
  }
};

}  // namespace

TEST_CASE("the head of another school proves no visit, nor does a class teacher whose namesake heads one") {
  TwoSchools office;
  office.done("2026-11-17", "persuasion", "钱试二", promised, "郑校长");
  CHECK(office.state("leader-visit") == "open\n");
  CHECK(office.state("first-day-contact") == "open\n");
  office.done("2026-11-17", "persuasion", "钱试二", promised, "孙老师");
  CHECK(office.state("leader-visit") == "open\n");
  CHECK(office.state("first-day-contact") == "done\n");
  office.done("2026-11-17", "persuasion", "钱试二", promised, "赵校长");
  CHECK(office.state("leader-visit") == "done\n");
}

TEST_CASE("who taught the child when the matter arose proves it as well as who teaches him now") {
  TwoSchools office;
  office.import_on("2026-11-18", {office.file("moved.csv",
                                              "学校名称,年级,班级,姓名,身份证件号\n"
                                              "石桥市第一初级中学,七年级,2班,钱试二,99018120130204103X\n")});
  office.done("2026-11-18", "contact", "钱试二", {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  office.escalate_on("2026-11-18");
  CHECK(office.rows("SELECT state FROM duties WHERE rule = 'first-day-contact' AND item = '1'") == "done\n");
}

TEST_CASE(
    "a class or grade that several schools have is named with its school, and nobody is told that it is unknown") {
  TwoSchools office;
  office.import_on("2026-11-15", {office.file("other.csv",
                                              "学校名称,年级,班级,姓名,身份证件号\n"
                                              "石桥市青石镇中心小学,七年级,1班,周大海,99018120100513108X\n")});
  const auto bond = [&](const std::string& whom) {
    return refusal([&] { office.done("2026-11-17", "bond", whom, {{"level", "class"}, {"signed", "yes"}}, "赵校长"); });
  };
  CHECK(bond("七(1)班") == "R_AMBIGUOUS_UNIT");
  CHECK(bond("七年级") == "R_AMBIGUOUS_UNIT");
  CHECK(bond("七(1)班@石桥市第一初级中学") == "");
  CHECK(bond("七年级1班＠9990180002") == "");
  CHECK(bond("初一@石桥市第一初级中学") == "");
  CHECK(bond("七年级@没有的学校") == "R_UNKNOWN_UNIT");
  CHECK(office.rows("SELECT unit_code FROM records WHERE kind = 'bond' ORDER BY record") ==
        "9990180001/7/1\n9990180002/7/1\n9990180001/7\n");
}

TEST_CASE("a department is found by its official name and by its short one") {
  const auto owes = [](const std::string& name, const std::string& closed = "") {
    Office office;
    office.import_on("2026-11-15",
                     {office.file("departments.csv", "种类,代码,名称,上级代码,所在镇街代码,撤销日期\n部门,9901810R0," +
                                                         name + ",990181,," + closed + "\n")});
    office.escalate_on("2026-11-16");
    return office.rows(
        "SELECT DISTINCT responsible FROM duties WHERE role = 'hr_bureau' OR rule = 'employer-inspection'");
  };
  CHECK(owes("石桥市人力资源和社会保障局") == "石桥市人力资源和社会保障局\n");
  CHECK(owes("石桥市人社局") == "石桥市人社局\n");
  CHECK(owes("石桥市人社局", "2026-11-10") == "\"\"\n");  // closed: it answers for nothing
}

TEST_CASE("who came for the town, the police and the school is of that town, station and school, and each is another") {
  TwoSchools office;
  const auto together = [&](const std::string& police, const std::string& school) {
    return std::map<std::string, std::string>{
        {"town_present", "yes"},   {"police_present", "yes"}, {"school_present", "yes"}, {"town_member", "镇干部某"},
        {"police_member", police}, {"school_member", school}, {"outcome", "promised"}};
  };
  const auto refused = [&](const std::string& police, const std::string& school) {
    return refusal([&] { office.done("2026-11-17", "joint_persuasion", "钱试二", together(police, school), ""); });
  };
  CHECK(refused("镇干部某", "赵校长") == "member-twice");
  CHECK(refused("民警某", "郑校长") == "member-elsewhere");
  CHECK(refused("孙老师", "赵校长") == "member-elsewhere");
  office.done("2026-11-17", "joint_persuasion", "钱试二", together("民警某", "赵校长"), "");
  const auto result = office.import_on(
      "2026-11-17", {office.file("joint_persuasion.csv",
                                 "姓名,身份证件号,日期,镇政府（街道办事处）到场,派出所到场,学校到场,"
                                 "镇政府（街道办事处）到场人,派出所到场人,学校到场人,结果\n"
                                 "钱试二,99018120130204103X,2026-11-17,是,是,是,镇干部某,民警某,郑校长,拒绝返校\n")});
  CHECK(Office::all(result.files.front().rejects).front().code == "R_MEMBER");
}

TEST_CASE("a list names a child whom there is, by his short code and neither by number nor by name") {
  TwoSchools office;
  std::string code = office.rows("SELECT student_code FROM students ORDER BY student_code LIMIT 1");
  code.pop_back();
  const auto listed = [&](const std::string& student) {
    return refusal([&] {
      office.done("2026-11-17", "listed_pupil", "9990180001", {{"listing", "not_in_class"}, {"student", student}},
                  "赵校长");
    });
  };
  CHECK(listed("S-9999") == "unknown-pupil");
  CHECK(listed("x") == "unknown-pupil");
  CHECK(listed("99018120130204103X") == "unknown-pupil");
  CHECK(listed("钱试二") == "unknown-pupil");
  CHECK(listed(code) == "");
  const auto result = office.import_on("2026-11-17", {office.file("listed_pupil.csv",
                                                                  "学校名称,日期,名单,学生编码\n"
                                                                  "石桥市第一初级中学,2026-11-17,在籍不在校,x\n")});
  CHECK(Office::all(result.files.front().rejects).front().code == "R_UNKNOWN_PUPIL");
}
