// Lists whose columns fit, and whose title says that they are something else.
#include <doctest/doctest.h>

#include "files/shape/find_shape.h"
#include "files/sheet/roster_text.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

SheetOptions as_they_come(const std::string& kind = {}) {
  SheetOptions options;
  options.shape = find_shape;
  options.today = Day::of(2026, 11, 23);
  options.layout = kind;
  return options;
}

std::vector<Layout> kinds() {
  RecordKind out, complaint;
  out.kind = "transfer_out";
  out.label = text("转出", "transfer out");
  complaint.kind = "complaint";
  complaint.label = text("师德投诉", "complaint");
  Field about;
  about.name = "about";
  about.label = text("事由", "about");
  about.required = true;
  complaint.fields = {about};
  complaint.only_if_named = true;
  return layouts({out, complaint});
}

// The kind of a text, or the codes by which it is refused.
std::string kind_of(const std::string& text, const std::string& name = "表.csv", const std::string& kind = {}) {
  std::string found;
  const std::string codes =
      refusal_of([&] { found = Sheet::of_bytes(text, name, kinds(), as_they_come(kind)).layout().name; });
  return found.empty() ? codes : found;
}

Text remedy_of(const std::string& text) {
  try {
    Sheet::of_bytes(text, "表.csv", kinds(), as_they_come());
  } catch (const Error& error) {
    return error.problems().front().remedy;
  }
  return {};
}

const std::string pupil = "学校名称,年级,班级,姓名,身份证件号\n石桥市第一初级中学,七年级,1班,赵试一,\n";

}  // namespace

TEST_CASE("children of households are no roster, and are compared with the rolls") {
  const std::string household = "柳树村适龄儿童摸底表\n姓名,性别,身份证号,出生日期,就读学校\n赵试一,男,,2014-05-05,\n";
  CHECK(kind_of(household) == "E_OTHER_LIST");
  CHECK(remedy_of(household).zh.find("ksbx compare --register") != std::string::npos);
  CHECK(kind_of(household, "表.csv", "students") == "students");
}

TEST_CASE("a list of teachers, of the absent, of those who left or of some pupils is no roster") {
  for (const char* title : {"石桥市第一初级中学教职工花名册", "石桥市第一初级中学2026年11月10日未到校学生名单",
                            "请假学生名单", "2026年秋季转出学生名单", "2026年秋季资助学生花名册", "留守儿童登记表"}) {
    CAPTURE(title);
    CHECK(kind_of(std::string(title) + "\n" + pupil) == "E_OTHER_LIST");
    CHECK(kind_of(std::string(title) + "\n" + pupil, "表.csv", "students") == "students");
    CHECK(kind_of(pupil, std::string(title) + ".csv") == "E_OTHER_LIST");
  }
  CHECK(kind_of("姓名,学校名称,性别,职称\n王老师,石桥市第一初级中学,男,一级\n") == "E_OTHER_LIST");
}

TEST_CASE("a roster keeps being one whatever its school is called and whatever it says to include") {
  for (const char* title : {"石桥市特殊教育学校七年级学生花名册", "七年级1班花名册（含休学、留守）", "班主任：王老师",
                            "石桥市第一初级中学学生花名册"}) {
    CAPTURE(title);
    CHECK(kind_of(std::string(title) + "\n" + pupil) == "students");
  }
}

TEST_CASE("a list with 状态 and 备注 is attendance where 旷课 stands below") {
  RecordKind gone;
  gone.kind = "roll_dropout";
  gone.label = text("学籍登记为辍学", "dropout");
  Field note;
  note.name = "note";
  note.label = text("备注", "note");
  gone.fields = {note};
  const std::string list = "日期,学校,班级,姓名,状态,备注\n2026-11-10,一中,七1班,钱试二,旷课,\n";
  CHECK(Sheet::of_bytes(list, "表.csv", layouts({gone}), as_they_come()).layout().name == "attendance");
}

TEST_CASE("who was not in the dormitory in the evening missed no lesson") {
  for (const char* title : {"2026年11月10日住宿生晚点名缺勤", "11月10日晚归学生", "查寝未到名单2026年11月10日"}) {
    CAPTURE(title);
    CHECK(kind_of(std::string(title) + "\n学校名称,班级,姓名,状态\n一中,七1班,钱试二,缺勤\n") == "E_OTHER_LIST");
  }
}

TEST_CASE("a refused list is told which kind to write") {
  CHECK(remedy_of("2026年秋季转出学生名单\n" + pupil).zh.find("--kind transfer_out") != std::string::npos);
  CHECK(remedy_of("未到校学生名单\n" + pupil).zh.find("--kind attendance --set 状态=") != std::string::npos);
  CHECK(remedy_of("资助学生花名册\n" + pupil).zh.find("--kind students --supplement") != std::string::npos);
}

TEST_CASE("a register of meals, homework or evening study is read only when somebody says that it is attendance") {
  const std::string days = "序号,姓名,2,3,4,5,6,9,10,11\n1,赵试一,√,×,√,√,√,√,√,√\n2,钱试二,√,√,√,√,√,√,√,√\n";
  for (const char* what :
       {"午餐就餐登记表", "数学作业完成情况登记表", "课后服务考勤表", "晚自习点名册", "住校生就寝点名表"}) {
    CAPTURE(what);
    const std::string title = std::string("石桥市第一初级中学七年级1班2026年11月") + what + "\n";
    CHECK(kind_of(title + days) == "E_OTHER_LIST");
    CHECK(kind_of(title + days, "表.csv", "attendance") == "attendance");
  }
  CHECK(kind_of("石桥市第一初级中学七年级1班2026年11月考勤表\n" + days) == "attendance");
}

TEST_CASE("what may be leave or absence is asked, and a complaint is never guessed") {
  CHECK(kind_of("姓名,班级,日期,事由\n赵试一,七年级1班,2026-11-10,发烧\n") == "E_WHICH_ROSTER");
  const Text remedy = remedy_of("姓名,班级,日期,事由\n赵试一,七年级1班,2026-11-10,发烧\n");
  CHECK(remedy.zh.find("--kind leave") != std::string::npos);
  CHECK(remedy.zh.find("--kind attendance --set 状态=待核实") != std::string::npos);
  CHECK(kind_of("姓名,班级,请假日期,事由\n赵试一,七年级1班,2026-11-10,发烧\n") == "leave");
  CHECK(kind_of("请假登记\n姓名,班级,日期,事由\n赵试一,七年级1班,2026-11-10,发烧\n") == "leave");
  CHECK(kind_of("师德投诉登记表\n姓名,班级,日期,事由\n赵试一,七年级1班,2026-11-10,其他\n") == "complaint");
}

TEST_CASE("a state such as 旷课 makes a list attendance, of the day that its name says") {
  const std::string list = "学校名称,年级,班级,姓名,状态\n石桥市第一初级中学,七年级,1班,赵试一,旷课\n";
  CHECK(kind_of(list, "名单.csv") == "E_MISSING_COLUMN");
  CHECK(remedy_of(list).zh.find("--set 日期=2026-11-10") != std::string::npos);
  Sheet named = Sheet::of_bytes(list, "11月10日缺勤.csv", kinds(), as_they_come());
  CHECK(named.layout().name == "attendance");
  CHECK(named.next()->cell(ColumnName::date) == "2026-11-10");
  CHECK(kind_of("学校名称,年级,班级,姓名,状态\n石桥市第一初级中学,七年级,1班,赵试一,在校\n") == "students");
}

TEST_CASE("all columns that are missing are named at once") {
  std::string what;
  try {
    Sheet::of_bytes("学校名称,姓名,班级,地点\n石桥市第一初级中学,赵试一,七年级1班,校门\n", "表.csv", layouts({}),
                    as_they_come("attendance"));
  } catch (const Error& error) {
    CHECK(error.problems().size() == 1);
    what = error.problems().front().what.zh;
  }
  CHECK(what == "考勤表缺少必需的列：日期、状态。");
}
