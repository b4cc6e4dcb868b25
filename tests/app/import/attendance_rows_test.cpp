// Rows of attendance and of visits as offices send them: whom they are about, whether they agree, and what they say of
// the class.
#include <algorithm>

#include "app/office.h"

using namespace ksbx;

namespace {

const std::string head_of_marks = "日期,学校名称,年级,班级,姓名,身份证件号,状态\n";
const std::string who = "石桥市第一初级中学,七年级,1班,";
const std::string day16 = "2026-11-16," + who;

struct WithPupils : Office {
  WithPupils() { enrol(); }

  ImportedFile taken(const std::string& content, const std::string& on = "2026-11-20") {
    return imported_on(on, file("rows.csv", content));
  }
  std::string absences() { return rows("SELECT day, student_name, session, presence FROM absences ORDER BY 1, 2, 3"); }
  std::string registers_in() { return rows("SELECT day, class_code FROM registers ORDER BY 1, 2"); }
};

// "R_A R_B": of every problem of the file, in order.
std::string codes(const ImportedFile& file) {
  std::string all;
  for (const Problem& problem : file.problems) all += (all.empty() ? "" : " ") + problem.code;
  return all;
}

bool says(const ImportedFile& file, const std::string& code, const std::string& words) {
  return std::ranges::any_of(file.problems, [&](const Problem& problem) {
    return problem.code == code && problem.what.zh.find(words) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("a list of the absent says once whose registers it returns") {
  WithPupils office;
  const std::string list = head_of_marks + day16 + "钱试二,,旷课\n" + day16 + "孙试三,,病假\n";
  const ImportedFile first = office.taken(list);
  REQUIRE(first.notes.size() == 1);
  CHECK(first.notes[0].zh.starts_with("1 个班的点名册由这份名单交齐（2026-11-16）"));
  CHECK(office.taken(list).notes.empty());
  CHECK(office.taken("日期,学校名称,年级,班级,状态\n2026-11-17," + who + "全勤\n").notes.empty());
}

TEST_CASE("what a later list changes of what was entered is told in one line") {
  WithPupils office;
  office.taken(head_of_marks + day16 + "钱试二,,旷课\n");
  const ImportedFile later = office.taken(head_of_marks + day16 + "钱试二,,病假\n" + day16 + "孙试三,,旷课\n");
  REQUIRE(later.notes.size() == 1);
  CHECK(later.notes[0].zh.starts_with("2 行改了以前登记的情况：钱*二"));
  CHECK(later.notes[0].zh.find("无故缺课 → 请假；孙*三") != std::string::npos);
  CHECK(later.notes[0].zh.ends_with("到校 → 无故缺课"));
  CHECK(codes(later).empty());
  CHECK(office.taken(head_of_marks + day16 + "钱试二,,病假\n").notes.empty());
}

TEST_CASE("a leave that takes the place of an absence is told") {
  WithPupils office;
  office.taken(head_of_marks + day16 + "钱试二,,旷课\n");
  const ImportedFile leave = office.taken("学校名称,年级,班级,姓名,请假类型,开始日期,结束日期\n" + who +
                                          "钱试二,病假,2026-11-16,2026-11-16\n");
  REQUIRE(leave.kind == "leave");
  REQUIRE(leave.notes.size() == 1);
  CHECK(leave.notes[0].zh.starts_with("1 行改了以前登记的情况：钱*二"));
}

TEST_CASE("how many empty cells of a register count as present is said once") {
  WithPupils office;
  const std::string title = "石桥市第一初级中学七年级1班2026年11月考勤表\n", head = "姓名,16日,17日\n";
  const std::string marks = "钱试二,√,×\n孙试三,√,\n李试四,√,√\n";
  const ImportedFile file = office.taken(title + head + marks);
  REQUIRE(!file.notes.empty());
  CHECK(file.notes[0].zh.starts_with("1 个空格按到校算"));
  CHECK(office.taken(title + head + "钱试二,√,×\n孙试三,√,√\n李试四,√,√\n").notes.empty());
}

TEST_CASE("one child's name beside another's number accuses neither, and both are named") {
  WithPupils office;
  const ImportedFile file = office.taken(head_of_marks + day16 + "钱试二,990181201303071046,旷课\n");
  CHECK(codes(file) == "R_OTHER_PERSON");
  CHECK(says(file, "R_OTHER_PERSON", "孙*三"));
  CHECK(says(file, "R_OTHER_PERSON", "钱*二"));
  CHECK(office.absences().empty());
  CHECK(office.registers_in().empty());
}

TEST_CASE("a name that is on no roster beside a known number accuses no one") {
  WithPupils office;
  const ImportedFile file = office.taken(head_of_marks + "2026-11-16,,,,孙试五,990181201303071046,旷课\n");
  CHECK(codes(file) == "R_OTHER_PERSON");
  CHECK(office.absences().empty());
}

TEST_CASE("a visit whose name and number are two children's is no one's visit") {
  WithPupils office;
  const ImportedFile file = office.taken(
      "日期,姓名,身份证件号,记录人,方式,是否联系上\n2026-11-16,钱试二,990181201303071046,孙老师,电话,是\n");
  CHECK(codes(file) == "R_OTHER_PERSON");
  CHECK(office.rows("SELECT kind FROM records").empty());
}

TEST_CASE("the spelling of a name contradicts no number") {
  for (const char* name : {"孙 试三", "孫试三", "孙试三（走读）", "　孙试三", "孙·试三"}) {
    CAPTURE(name);
    WithPupils office;
    const ImportedFile file = office.taken(head_of_marks + day16 + name + ",990181201303071046,旷课\n");
    CHECK(codes(file).empty());
    CHECK(office.absences() == "2026-11-16,孙试三,am,unexcused\n2026-11-16,孙试三,pm,unexcused\n");
  }
}

TEST_CASE("a child of the class who has another number than the row is not meant") {
  WithPupils office;
  const ImportedFile file = office.taken(head_of_marks + day16 + "钱试二,990181201305020656,旷课\n");
  CHECK(codes(file) == "R_OTHER_PERSON");
  CHECK(office.absences().empty());
}

TEST_CASE("a name alone is no one; with the school it is the only one of that name there") {
  WithPupils office;
  const ImportedFile alone = office.taken("日期,姓名,状态\n2026-11-16,钱试二,旷课\n");
  CHECK(codes(alone) == "R_UNKNOWN_PUPIL");
  CHECK(says(alone, "R_UNKNOWN_PUPIL", "钱*二"));
  CHECK(alone.problems.front().remedy.zh.find("学校和班级") != std::string::npos);
  CHECK(office.absences().empty());
  CHECK(codes(office.taken("日期,学校名称,姓名,状态\n2026-11-16,石桥市第一初级中学,钱试二,旷课\n")).empty());
  CHECK(codes(office.taken("日期,班级,姓名,状态\n2026-11-17,七(1)班,孙试三,旷课\n")).empty());
  CHECK(office.rows("SELECT DISTINCT student_name FROM absences ORDER BY 1") == "孙试三\n钱试二\n");
}

TEST_CASE("a name is sought at the school and in the class that the row names, and nowhere else") {
  WithPupils office;
  const std::string columns = "日期,学校名称,年级,班级,姓名,状态\n";
  CHECK(codes(office.taken(columns + "2026-11-16,石桥市青石镇中心小学,,,钱试二,旷课\n")) == "R_UNKNOWN_PUPIL");
  CHECK(codes(office.taken(columns + "2026-11-16,没有这所学校,七年级,1班,钱试二,旷课\n")) == "R_UNKNOWN_PUPIL");
  CHECK(codes(office.taken(columns + "2026-11-16,,八年级,1班,钱试二,旷课\n")) == "R_UNKNOWN_PUPIL");
  CHECK(codes(office.taken(columns + "2026-11-16,石桥市第一初级中学,七年级,9班,钱试二,旷课\n")) == "R_UNKNOWN_PUPIL");
  CHECK(office.absences().empty());
}

TEST_CASE("a school is known by a short name that fits no other one, and each name is told once") {
  WithPupils office;
  const std::string rows = "2026-11-16,石桥一中,七年级,1班,钱试二,旷课\n2026-11-16,石桥一中,七年级,1班,孙试三,旷课\n";
  const ImportedFile file = office.taken("日期,学校名称,年级,班级,姓名,状态\n" + rows);
  CHECK(codes(file) == "W_SCHOOL_SHORT");
  CHECK(says(file, "W_SCHOOL_SHORT", "石桥市第一初级中学"));
  CHECK(office.rows("SELECT DISTINCT student_name FROM absences ORDER BY 1") == "孙试三\n钱试二\n");
}

TEST_CASE("of several schools that a short name fits none is taken, and they are listed") {
  WithPupils office;
  office.import_on("2026-11-15", {office.file("units.csv",
                                              "种类,代码,名称,上级代码,所在镇街代码\n"
                                              "学校,9990180009,石桥市第一高级中学,990181E00,990181003\n")});
  const ImportedFile file =
      office.taken("日期,学校名称,年级,班级,姓名,状态\n2026-11-16,石桥一中,七年级,1班,钱试二,旷课\n");
  CHECK(codes(file) == "R_UNKNOWN_PUPIL");
  CHECK(says(file, "R_UNKNOWN_PUPIL", "石桥市第一初级中学、石桥市第一高级中学"));
  CHECK(office.absences().empty());
}

TEST_CASE("a roster needs the registered name of its school, since it enters pupils") {
  WithPupils office;
  const ImportedFile file =
      office.taken("学校名称,年级,班级,姓名,性别,出生日期\n石桥一中,七年级,1班,周新来,男,2013-05-01\n");
  CHECK(codes(file).find("R_UNKNOWN_UNIT") != std::string::npos);
  CHECK(says(file, "R_UNKNOWN_UNIT", "是不是“石桥市第一初级中学”"));
}

TEST_CASE("where a table names no school, the answer says how to give it") {
  WithPupils office;
  for (const char* rows :
       {"日期,姓名,状态\n2026-11-16,钱试二,旷课\n", "日期,班级,姓名,状态\n2026-11-16,八1班,钱试二,旷课\n"}) {
    CAPTURE(rows);
    const ImportedFile file = office.taken(rows);
    CHECK(codes(file) == "R_UNKNOWN_PUPIL");
    CHECK(file.problems.front().remedy.zh.find("--set 学校=") != std::string::npos);
  }
}

TEST_CASE("who is unknown is not asked for a number that is there") {
  WithPupils office;
  const ImportedFile file = office.taken(head_of_marks + day16 + "无名氏,990181201305020656,旷课\n");
  CHECK(says(file, "R_UNKNOWN_PUPIL", "无*氏"));
  CHECK(file.problems.front().remedy.zh.find("写身份证件号") == std::string::npos);
}

TEST_CASE("two rows that contradict each other are both turned back, whichever comes first") {
  for (const auto& [first, second] : {std::pair{"旷课", "到校"}, {"到校", "旷课"}, {"旷课", "病假"}}) {
    CAPTURE(first);
    WithPupils office;
    const ImportedFile file = office.taken(head_of_marks + day16 + "钱试二,," + first + "\n" + day16 +
                                           "孙试三,,旷课\n" + day16 + "钱试二,," + second + "\n");
    CHECK(codes(file) == "R_ATTENDANCE_CONFLICT R_ATTENDANCE_CONFLICT");
    CHECK(says(file, "R_ATTENDANCE_CONFLICT", "第 4 行"));
    CHECK(says(file, "R_ATTENDANCE_CONFLICT", "第 2 行"));
    CHECK(file.counts.accepted == 1);
    CHECK(file.counts.rejected == 2);
    CHECK(office.absences() == "2026-11-16,孙试三,am,unexcused\n2026-11-16,孙试三,pm,unexcused\n");
    CHECK(office.registers_in().empty());  // what became of 钱试二 is not known
  }
}

TEST_CASE("rows of two files of one call contradict each other, too") {
  WithPupils office;
  const ImportOutcome outcome = office.import_on(
      "2026-11-20", {office.file("a.csv", head_of_marks + day16 + "钱试二,,旷课\n"),
                     office.file("b.csv", head_of_marks + day16 + "钱试二,,上午,病假\n" + day16 + "钱试二,,病假\n")});
  CHECK(outcome.total().rejected == 3);
  CHECK(says(outcome.files.front(), "R_ATTENDANCE_CONFLICT", "b.csv 第 3 行"));
  CHECK(says(outcome.files.back(), "R_ATTENDANCE_CONFLICT", "a.csv 第 2 行"));
  CHECK(office.absences().empty());
}

TEST_CASE("a morning missed and an afternoon attended are no contradiction; the same row twice counts once") {
  WithPupils office;
  const std::string columns = "日期,学校名称,年级,班级,姓名,时段,状态\n";
  const ImportedFile file = office.taken(columns + day16 + "钱试二,上午,旷课\n" + day16 + "钱试二,下午,到校\n" + day16 +
                                         "钱试二,上午,旷课\n");
  CHECK(codes(file).empty());
  CHECK(file.counts.added == 2);
  CHECK(file.counts.unchanged == 1);
  CHECK(office.absences() == "2026-11-16,钱试二,am,unexcused\n");
  CHECK(office.taken(columns + day16 + "钱试二,上午,旷课\n" + day16 + "钱试二,下午,到校\n").counts.unchanged == 2);
  CHECK(office.count("t_mark") == 1);  // the register says that he came
}

TEST_CASE("the same state for two reasons is entered once, and told") {
  WithPupils office;
  const std::string columns = "日期,学校名称,年级,班级,姓名,状态,原因\n";
  const std::string rows = columns + day16 + "钱试二,病假,发烧\n" + day16 + "钱试二,病假,感冒\n";
  CHECK(codes(office.taken(rows)) == "W_SAID_BEFORE");
  CHECK(office.count("t_mark") == 2);
  office.taken(rows);
  CHECK(office.count("t_mark") == 2);
}

TEST_CASE("a list of those who came leaves the class open, and says who is not on it") {
  WithPupils office;
  const ImportedFile file = office.taken(head_of_marks + day16 + "钱试二,,到校\n" + day16 + "孙试三,,到校\n");
  CHECK(codes(file) == "W_REGISTER_OPEN");
  CHECK(says(file, "W_REGISTER_OPEN", "七年级 1班 2026-11-16"));
  CHECK(says(file, "W_REGISTER_OPEN", "没有写的有 4 人：李*四"));
  CHECK(office.registers_in().empty());
}

TEST_CASE("a list of everyone of whom most came is a register, in whatever files it is") {
  WithPupils office;
  std::string rows = head_of_marks;
  for (const char* name : {"钱试二", "孙试三", "李试四", "周试五"}) rows += day16 + name + ",,到校\n";
  const std::string rest = head_of_marks + day16 + "吴试六,,旷课\n" + day16 + "郑试七,,到校\n";
  const ImportOutcome outcome =
      office.import_on("2026-11-20", {office.file("a.csv", rows), office.file("b.csv", rest)});
  CHECK(outcome.files.front().problems.empty());
  CHECK(outcome.files.back().problems.empty());
  CHECK(office.registers_in() == "2026-11-16,9990180001/7/1\n");
}

TEST_CASE("of whom earlier lists of the day speak, a list of those who came needs no row") {
  WithPupils office;
  std::string rows = head_of_marks;
  for (const char* name : {"钱试二", "孙试三", "李试四", "周试五"}) rows += day16 + name + ",,到校\n";
  CHECK(codes(office.taken(rows)) == "W_REGISTER_OPEN");
  const ImportedFile file = office.taken(head_of_marks + day16 + "吴试六,,到校\n");
  CHECK(says(file, "W_REGISTER_OPEN", "没有写的有 1 人：郑*七"));
  CHECK(office.registers_in().empty());
  CHECK(codes(office.taken(head_of_marks + day16 + "郑试七,,到校\n")).empty());
  CHECK(office.registers_in() == "2026-11-16,9990180001/7/1\n");
}

TEST_CASE("a list of those absent closes the class, and one in which somebody came needs a row of every pupil") {
  WithPupils absent;
  CHECK(codes(absent.taken(head_of_marks + day16 + "钱试二,,旷课\n" + day16 + "孙试三,,迟到\n")).empty());
  CHECK(absent.registers_in() == "2026-11-16,9990180001/7/1\n");
  WithPupils office;
  const ImportedFile file = office.taken(head_of_marks + day16 + "钱试二,,病假\n" + day16 + "孙试三,,病假\n" + day16 +
                                         "李试四,,病假\n" + day16 + "周试五,,到校\n" + day16 + "吴试六,,到校\n");
  CHECK(codes(file) == "W_REGISTER_OPEN");
  CHECK(says(file, "W_REGISTER_OPEN", "没有写的有 1 人：郑*七"));
  CHECK(office.registers_in().empty());
}

TEST_CASE("a row that is turned back and may be about a missing child keeps the class open beside 全勤") {
  for (const bool complete_first : {true, false}) {
    CAPTURE(complete_first);
    WithPupils office;
    const std::string complete = day16 + ",,全勤\n", stranger = day16 + "钱试儿,,旷课\n";
    const ImportedFile file =
        office.taken(head_of_marks + (complete_first ? complete + stranger : stranger + complete));
    CHECK(codes(file) == "R_UNKNOWN_PUPIL W_NOT_COMPLETE");
    CHECK(office.registers_in().empty());
    CHECK(office.taken(head_of_marks + complete).counts.added == 1);
    CHECK(office.registers_in() == "2026-11-16,9990180001/7/1\n");
  }
}

TEST_CASE("a list of those who came closes no class of the school, though it is said to be whole") {
  WithPupils office;
  ImportRequest request;
  request.complete = true;
  request.files = {office.file("a.csv", head_of_marks + day16 + "钱试二,,到校\n")};
  office.import_on("2026-11-20", request);
  CHECK(office.registers_in().empty());
}

TEST_CASE("缺勤 for a reason that is leave is leave, and 旷课 for one that speaks of it is to be found out") {
  const struct {
    const char *state, *reason, *presence, *told;
  } cases[] = {{"缺勤", "病假", "excused", ""},
               {"缺勤", "参加县运动会", "unverified", "W_REASON_OF_LEAVE"},
               {"缺勤", "上网", "unexcused", ""},
               {"未到", "电话没人接", "unverified", "W_REASON_UNKNOWN"},
               {"上午没来", "发烧", "unverified", "W_REASON_OF_LEAVE"},
               {"旷课", "电话没人接", "unexcused", ""},
               {"旷课", "已补假条", "unverified", "W_REASON_OF_LEAVE"},
               {"旷课", "病假", "unverified", "W_REASON_OF_LEAVE"},
               {"旷课", "未请假", "unexcused", ""},
               {"旷课", "放假后未返校", "unexcused", ""}};
  for (const auto& [state, reason, presence, told] : cases) {
    CAPTURE(state);
    CAPTURE(reason);
    WithPupils office;
    CHECK(codes(office.taken("日期,学校名称,年级,班级,姓名,状态,原因\n" + day16 + "钱试二," + state + "," + reason +
                             "\n")) == told);
    CHECK(office.rows("SELECT DISTINCT presence FROM absences") == std::string(presence) + "\n");
  }
}

TEST_CASE("a later list that says of an absent child that he came is told, and so is one that says he was late") {
  for (const char* later : {"到校", "迟到"}) {
    CAPTURE(later);
    WithPupils office;
    CHECK(codes(office.taken(head_of_marks + day16 + "钱试二,,旷课\n")) == "");
    const ImportedFile file = office.taken(head_of_marks + day16 + "钱试二,," + later + "\n");
    CHECK(says(file, "W_ABSENCE_LIFTED", "钱*二"));
    CHECK(says(file, "W_ABSENCE_LIFTED", "无故缺课"));
    CHECK(office.rows("SELECT 1 FROM absences WHERE presence = 'unexcused'").empty());
    CHECK(!says(office.taken(head_of_marks + day16 + "钱试二,," + later + "\n"), "W_ABSENCE_LIFTED", ""));
  }
  WithPupils office;
  office.taken(head_of_marks + day16 + "钱试二,,旷课\n");
  CHECK(!says(office.taken(head_of_marks + day16 + "钱试二,,病假\n"), "W_ABSENCE_LIFTED", ""));
}

TEST_CASE("a class that is said to be complete beside a child who is absent is told") {
  WithPupils office;
  CHECK(codes(office.taken(head_of_marks + day16 + "钱试二,,旷课\n" + day16 + ",,全勤\n")) == "W_NOT_COMPLETE");
  CHECK(office.absences() == "2026-11-16,钱试二,am,unexcused\n2026-11-16,钱试二,pm,unexcused\n");
}

TEST_CASE("a date beside the weekday of another is rejected, and both weekdays are named with line and column") {
  WithPupils office;
  const std::string list = "姓名,日期,学校名称,年级,班级,状态\n";
  const ImportedFile file =
      office.taken(list + "钱试二,2026-11-16 星期一," + who + "旷课\n" + "孙试三,2026-11-16 星期三," + who + "旷课\n");
  CHECK(codes(file) == "R_DATE_WEEKDAY");
  CHECK(says(file, "R_DATE_WEEKDAY", "日期“2026-11-16 星期三”：2026-11-16 是周一，不是周三"));
  CHECK(file.problems.front().origin.line == 3);
  CHECK(file.problems.front().origin.column == 2);
  CHECK(office.rows("SELECT DISTINCT student_name FROM absences") == "钱试二\n");
  CHECK(office.registers_in().empty());
}

TEST_CASE("an absence on a day without lessons is kept and told") {
  WithPupils office;
  const ImportedFile file =
      office.taken(head_of_marks + "2026-11-15," + who + "钱试二,,旷课\n2026-10-01," + who +
                   "孙试三,,旷课\n2026-10-10," + who + "李试四,,旷课\n2026-11-08," + who + ",,全勤\n");
  CHECK(codes(file) == "W_NO_SCHOOL_DAY W_NO_SCHOOL_DAY W_NO_SCHOOL_DAY");
  CHECK(file.counts.accepted == 4);
}

TEST_CASE("a part of a day is not taken for the whole, unless the row says which half") {
  WithPupils office;
  const std::string columns = "日期,学校名称,年级,班级,姓名,时段,状态\n";
  CHECK(codes(office.taken(columns + day16 + "钱试二,,旷课2节\n")) == "R_SESSION_MISSING");
  CHECK(codes(office.taken(columns + day16 + "钱试二,下午,旷课2节\n" + day16 + "孙试三,,上午旷课\n")).empty());
  CHECK(office.absences() == "2026-11-16,孙试三,am,unexcused\n2026-11-16,钱试二,pm,unexcused\n");
  const std::string day17 = "2026-11-17,石桥市第一初级中学,七年级,1班,";
  CHECK(codes(office.taken("日期,学校名称,年级,班级,姓名,状态,缺勤天数\n" + day17 + "钱试二,旷课,0.5\n" + day17 +
                           "孙试三,下午旷课,0.5\n" + day17 + "李试四,旷课,1\n")) == "R_SESSION_MISSING");
  CHECK(codes(office.taken("日期,学校名称,年级,班级,姓名,缺勤类型,节数\n" + day17 + "钱试二,旷课,1\n")) ==
        "R_SESSION_MISSING");
}

TEST_CASE("who was late or left early was there, and it is kept") {
  WithPupils office;
  office.taken(head_of_marks + day16 + "钱试二,,迟到10分钟\n" + day16 + "孙试三,,早退\n" + day16 + "李试四,,旷课\n");
  CHECK(office.absences() == "2026-11-16,李试四,am,unexcused\n2026-11-16,李试四,pm,unexcused\n");
  CHECK(office.rows("SELECT DISTINCT student_name, presence, reason FROM attendance_history WHERE presence <> "
                    "'unexcused' ORDER BY 1") == "孙试三,left_early,\n钱试二,late,10分钟\n");
}

TEST_CASE("words of a school's own are read as its mapping says, in attendance and in visits") {
  WithPupils office;
  ImportRequest request;
  request.mapping.values = {{"attendance", "○", "excused", {}}};
  request.files = {office.file("a.csv", head_of_marks + day16 + "钱试二,,○\n")};
  CHECK(office.import_on("2026-11-20", request).total().accepted == 1);
  CHECK(office.rows("SELECT DISTINCT presence FROM absences") == "excused\n");
  request.mapping.values = {{"mode", "上门", "home_visit", {}}, {"reached", "见到了", "是", {}}};
  request.files = {office.file("b.csv",
                               "日期,学校名称,班级,姓名,记录人,方式,是否联系上\n2026-11-16,石桥市第一初级中学,七(1)班,"
                               "钱试二,孙老师,上门,见到了\n")};
  CHECK(office.import_on("2026-11-20", request).total().accepted == 1);
  CHECK(office.rows("SELECT kind FROM records") == "contact\n");
}

namespace {

const std::string visits = "日期,学校名称,班级,姓名,记录人,方式,是否见到或联系上,结果,备注\n";
const std::string visit_of = "2026-11-16,石桥市第一初级中学,七(1)班,钱试二,";

}  // namespace

TEST_CASE("a choice that is not known is turned back with the words and labels of all") {
  WithPupils office;
  const ImportedFile file = office.taken(visits + visit_of + "孙老师,微信视频,是,答应返校,\n");
  REQUIRE(codes(file) == "R_CHOICE_UNKNOWN");
  CHECK(file.problems.front().remedy.zh.find("home_visit（家访）、phone（电话）") != std::string::npos);
  CHECK(file.problems.front().remedy.zh.find("[values.mode]") != std::string::npos);
}

TEST_CASE("what offices write for a visit to the home is one") {
  WithPupils office;
  for (const char* mode : {"上门", "实地", "入户", "家访"}) {
    CAPTURE(mode);
    const ImportedFile file = office.taken(visits + visit_of + "孙老师," + mode + ",是,答应返校," + mode + "\n");
    CHECK(file.counts.accepted == 1);
  }
}

TEST_CASE("a list of visits as schools keep it is read, with its headings, its days and its 在 and 不在") {
  WithPupils office;
  const std::string head =
      "家访记录表\n家访时间,学校名称,班级,学生姓名,家访教师,家访方式,家长是否在家,家访情况,家访结果\n";
  const std::string of_class = ",石桥市第一初级中学,七（1）班,";
  const ImportedFile file =
      office.taken(head + "2026年11月16日晚" + of_class + "钱试二,孙老师,上门,在,奶奶说孩子不想读,答应周一返校\n" +
                   "11.17" + of_class + "孙试三,孙老师,上门家访,不在,家中无人,未见到\n" + "11月18日下午" + of_class +
                   "李试四,孙老师,电话,是,,拒绝\n");
  CHECK(file.kind == "persuasion");
  CHECK(file.counts.accepted == 3);
  CHECK(office.rows("SELECT day, reached, outcome FROM record_persuasion ORDER BY day") ==
        "2026-11-16,1,promised\n2026-11-17,0,not_found\n2026-11-18,1,refused\n");
}

TEST_CASE("a visit of 11.17 is that of the nearest year; 11.1 may have been 11.10 and is asked for") {
  WithPupils office;
  const ImportedFile file = office.taken(visits + visit_of + "孙老师,电话,是,答应返校,\n");
  REQUIRE(file.counts.accepted == 1);
  const std::string rest = visit_of.substr(visit_of.find(','));
  CHECK(office.taken(visits + "11.17" + rest + "孙老师,电话,是,答应返校,\n").counts.accepted == 1);
  CHECK(codes(office.taken(visits + "11.1" + rest + "孙老师,电话,是,答应返校,\n")) == "R_DATE");
  CHECK(office.rows("SELECT day FROM record_persuasion ORDER BY day") == "2026-11-16\n2026-11-17\n");
}

TEST_CASE("a form about one visit is one record") {
  WithPupils office;
  const ImportedFile file = office.taken(
      "家访记录表,,,\n学生姓名,钱试二,班级,七（1）班\n家访时间,2026年11月16日,家访教师,孙老师\n"
      "家访方式,上门,家长是否在家,在\n家访内容,了解缺课原因,家访结果,答应返校\n家长签字,,教师签字,孙老师\n");
  CHECK(file.kind == "persuasion");
  CHECK(file.counts.accepted == 1);
  CHECK(office.rows("SELECT day, reached, outcome FROM record_persuasion") == "2026-11-16,1,promised\n");
}

TEST_CASE("a promise to be back the next day is a promise to return") {
  WithPupils office;
  CHECK(office.taken(visits + visit_of + "孙老师,电话,是,答应第二天返校,\n").counts.accepted == 1);
  CHECK(office.rows("SELECT outcome FROM record_persuasion") == "promised\n");
}

TEST_CASE("what came of a visit is understood in the words of schools where they are plain, and asked for where not") {
  WithPupils office;
  const std::string seen = "孙老师,电话,见到家长,", unseen = "孙老师,登门,未见到,";
  CHECK(office.taken(visits + visit_of + seen + "同意下周返校,\n").counts.accepted == 1);
  CHECK(office.rows("SELECT reached, outcome FROM record_persuasion") == "1,promised\n");
  CHECK(office.taken(visits + visit_of + unseen + "去向不明,\n").counts.accepted == 1);
  CHECK(office.rows("SELECT outcome FROM record_persuasion WHERE NOT reached") == "not_found\n");
  for (const char* words : {"\"未返校，继续做工作\"", "仍在做工作", "家长不在家"}) {
    CAPTURE(words);
    CHECK(codes(office.taken(visits + visit_of + seen + words + ",\n")) == "R_CHOICE_UNKNOWN");
  }
  ImportRequest mapped;
  mapped.mapping.values = {{"outcome", "未返校，继续做工作", "refused", {}}};
  mapped.files = {office.file("m.csv", visits + visit_of + seen + "\"未返校，继续做工作\",家长不同意\n")};
  CHECK(office.import_on("2026-11-20", mapped).total().accepted == 1);
}

TEST_CASE("a list of the absent is attendance by its title, though its columns are those of a report, too") {
  WithPupils office;
  const ImportedFile file = office.taken(
      "缺勤学生名单\n日期,学校名称,班级,姓名,原因,备注\n2026-11-16,石桥市第一初级中学,七(1)班,钱试二,旷课,电话打不通\n"
      "2026-11-16,石桥市第一初级中学,七(1)班,孙试三,,\n");
  CHECK(file.kind == "attendance");
  CHECK(codes(file) == "R_STATUS_UNREADABLE W_SKIPPED_ABOVE_HEADER");
  CHECK(office.rows("SELECT DISTINCT student_name, presence, reason FROM absences") == "钱试二,unexcused,电话打不通\n");
  CHECK(office
            .taken("缺勤学生家访表\n日期,学校名称,班级,姓名,记录人,方式,是否联系上,原因,备注\n2026-11-16,"
                   "石桥市第一初级中学,七(1)班,钱试二,孙老师,电话,是,,\n")
            .kind == "contact");
}

TEST_CASE("a visit on a day without its year was in the nearest, and none is taken that is still to come") {
  WithPupils office;
  const std::string where = ",石桥市第一初级中学,七(1)班,钱试二,孙老师,电话,是,答应返校,\n";
  CHECK(codes(office.taken(visits + "11月16日" + where)).empty());
  CHECK(office.rows("SELECT day FROM record_persuasion") == "2026-11-16\n");
  CHECK(codes(office.taken(visits + "11月26日" + where)) == "R_FUTURE_DATE");
  CHECK(codes(office.taken(visits + "11月" + where)) == "R_DATE");
}

TEST_CASE("of a visit sheet that does not say whom it reached no one is told to say so of all rows") {
  WithPupils office;
  ImportRequest request;
  request.files = {office.file("v.csv",
                               "家访日期,学校,班级,学生姓名,家访教师,家访形式,效果\n2026-11-16,石桥市第一初级"
                               "中学,七(1)班,钱试二,孙老师,家访,答应返校\n")};
  CHECK(refusal([&] { office.import_on("2026-11-20", request); }) == "E_MISSING_COLUMN");
  try {
    office.import_on("2026-11-20", request);
  } catch (const Error& error) {
    CHECK(error.problems().front().remedy.zh.find("=是") == std::string::npos);
    CHECK(error.problems().front().remedy.zh.find("每行写是或否") != std::string::npos);
  }
}

TEST_CASE("several who made a visit are several makers, with all their roles") {
  for (const char* makers : {"孙老师、赵校长", "孙老师 赵校长", "\"孙老师,赵校长\"", "孙老师/赵校长", "孙老师和赵校长",
                             "赵校长；孙老师", "孙老师\t赵校长"}) {
    CAPTURE(makers);
    WithPupils office;
    const ImportedFile file = office.taken(visits + visit_of + makers + ",家访,是,答应返校,\n");
    CHECK(codes(file).empty());
    const std::string roles = office.rows("SELECT roles FROM records");
    CHECK(roles.find("class_teacher") != std::string::npos);
    CHECK(roles.find("principal") != std::string::npos);
  }
}

TEST_CASE("a visit of which no one with a role is the maker is taken with a warning") {
  for (const char* maker : {"", "路人", "路人甲、路人乙"}) {
    CAPTURE(maker);
    WithPupils office;
    CHECK(codes(office.taken(visits + visit_of + maker + ",家访,是,答应返校,\n")) == "record-without-person");
  }
}

TEST_CASE("notes are kept in their words and lines, whatever they begin with") {
  struct Example {
    const char* cell;
    const char* kept;
  };
  for (const Example& one : {Example{"- 家长外出", "- 家长外出"},
                             {"-- 无人 --", "-- 无人 --"},
                             {"=同学说", "=同学说"},
                             {"'=同学说", "=同学说"},
                             {"张三 李四 都不在", "张三 李四 都不在"},
                             {"\"第一次：没人。\r\n第二次：见到奶奶。\"", "第一次：没人。\n第二次：见到奶奶。"},
                             {"'不去' 是他的原话'", "'不去' 是他的原话'"},
                             {"家长　愿意", "家长　愿意"}}) {
    CAPTURE(one.cell);
    WithPupils office;
    CHECK(codes(office.taken(visits + visit_of + "孙老师,家访,是,答应返校," + one.cell + "\n")).empty());
    CHECK(office.rows("SELECT note FROM record_persuasion").find(one.kept) != std::string::npos);
  }
}

TEST_CASE("visit sheets as schools keep them are recognised as visits") {
  WithPupils office;
  const ImportedFile file = office.taken(
      "家访日期,学校,班级,学生姓名,家访教师,家访形式,是否见到家长,效果,家访记录\n2026-11-16,石桥市第一初级中学,七(1)班,"
      "钱试二,孙老师,家访,是,答应返校,- 在家\n");
  CHECK(file.kind == "persuasion");
  CHECK(codes(file).empty());
}

TEST_CASE("a return of another day than the command says is refused, and nothing is entered") {
  WithPupils office;
  ImportRequest request;
  request.files = {office.file("rows.csv", head_of_marks + day16 + "钱试二,,旷课\n")};
  request.only_day = day("2026-11-17");
  CHECK(refusal([&] { office.import_on("2026-11-20", request); }) == "E_DATE_CONTRADICTS");
  CHECK(office.absences().empty());
  request.only_day = day("2026-11-16");
  CHECK(refusal([&] { office.import_on("2026-11-20", request); }).empty());
  CHECK(!office.absences().empty());
}

TEST_CASE("of a class of which only some are said to have come, children are counted and not half days") {
  WithPupils office;
  const ImportedFile file = office.taken("日期,学校名称,年级,班级,姓名,时段,状态\n" + day16 + "钱试二,上午,到校\n" +
                                         day16 + "钱试二,下午,到校\n");
  CHECK(says(file, "W_REGISTER_OPEN", "只写了 1 人到校"));
}
