#include "app/workspace/pupils.h"

#include "app/office.h"
#include "store/roster/unit_store.h"

using namespace ksbx;

namespace {

// Two children of one name in two classes, and one more.
struct Namesakes : Office {
  Namesakes() {
    import_on("2026-11-15", {file("students.csv",
                                  "学校名称,年级,班级,姓名,身份证件号,全国学籍号\n"
                                  "石桥市第一初级中学,七年级,1班,王小明,99018120130204103X,G99018120130204103X\n"
                                  "石桥市第一初级中学,七年级,2班,王小明,990181201304101075,\n"
                                  "石桥市青石镇中心小学,三年级,1班,李小红,,\n")});
    organisation = load_organisation(database);
  }
  PupilFound find(const std::string& words) { return pupil(database, organisation, words, day("2026-11-16")); }

  Organisation organisation;
};

}  // namespace

TEST_CASE("a pupil is found by short code, id number, 学籍号, and name with class in any spelling") {
  Namesakes office;
  const StudentId wanted = office.find("99018120130204103X").student.value().id;
  const std::string code = short_code(wanted);
  for (const std::string& words :
       {code, std::string("G99018120130204103X"), std::string("王小明@七(1)班"), std::string("王小明@七年级1班"),
        std::string("王小明@七（1）班"), std::string("王小明@石桥市第一初级中学七(1)班"), std::string("王小明@初一1班"),
        std::string("王小明@9990180001/7/1")}) {
    CAPTURE(words);
    const PupilFound found = office.find(words);
    REQUIRE(found.student.has_value());
    CHECK(found.student->id == wanted);
  }
  CHECK(office.find("李小红").student.has_value());
}

TEST_CASE("a name that two pupils have names both with class and code, masked, and decides nothing") {
  Namesakes office;
  const PupilFound found = office.find("王小明");
  CHECK_FALSE(found.student.has_value());
  REQUIRE(found.problem.has_value());
  CHECK(found.problem->code == "ambiguous-pupil");
  for (const char* part : {"王*明（石桥市第一初级中学 七年级 1班，S-", "王*明（石桥市第一初级中学 七年级 2班，S-"})
    CHECK(found.problem->what.zh.find(part) != std::string::npos);
}

TEST_CASE("no one is found by a name that no one has, a class that he is not in, or an unknown number") {
  Namesakes office;
  for (const char* words : {"王大明", "王小明@七(3)班", "王小明@", "@七(1)班", "", "S-ZZZZ", "990181201303071046"}) {
    CAPTURE(words);
    const PupilFound found = office.find(words);
    CHECK_FALSE(found.student.has_value());
    REQUIRE(found.problem.has_value());
    CHECK(found.problem->code == "unknown-pupil");
  }
}
