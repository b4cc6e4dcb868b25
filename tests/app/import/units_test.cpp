// What a list of units says beyond names and superiors.
#include "app/doctor/doctor.h"
#include "app/enter/undo.h"
#include "app/office.h"
#include "app/workspace/closures.h"
#include "store/roster/unit_store.h"

using namespace ksbx;

namespace {

constexpr const char* header = "种类,代码,名称,上级代码,所在镇街代码,辖区,生效日期\n";

// A second town with a village of its own, and a second village in the first.
struct TwoTowns : Office {
  TwoTowns() {
    import_on("2026-11-15", {file("towns.csv",
                                  "种类,代码,名称,上级代码\n"
                                  "镇街,990181004,河口镇,990181\n"
                                  "村,990181004001,渡口村,990181004\n"
                                  "村,990181003006,北山村,990181003\n"
                                  "村,990181004006,北山村,990181004\n")});
  }

  ImportedFile list_on(const std::string& iso, const std::string& rows) {
    return imported_on(iso, file("list.csv", header + rows));
  }
  std::string area(const std::string& code) {
    return rows("SELECT coalesce(serves_codes, 'none') FROM units WHERE code = '" + code + "'");
  }
  std::string examples(const std::string& check) {
    std::string all;
    for (const DoctorFinding& finding : diagnose(on("2026-11-16"), {}, {}, Language::zh, {}).findings)
      if (finding.check == check) all += finding.example;
    return all;
  }
  // On the evening of that day: which police station owes the card of the idle minor.
  std::string owed_by_night(const std::string& iso) {
    escalate_on(iso);
    return rows("SELECT responsible FROM duties WHERE rule = 'idle-file' AND item = '1' AND state = 'open'");
  }
};

std::string reasons(const ImportedFile& imported) {
  std::string all;
  for (const Reject& reject : Office::all(imported.rejects)) all += std::to_string(reject.line) + reject.code + " ";
  return all;
}

}  // namespace

TEST_CASE("the area of a police station is read by name or code, above or below what it names") {
  TwoTowns city;
  const ImportedFile imported = city.list_on("2026-11-15",
                                             "派出所,990181003P0,青石镇派出所,990181,990181003,青石镇、新桥镇,\n"
                                             "派出所,990181003P1,北山派出所,990181,990181003,\"990181003006,渡口村\",\n"
                                             "镇街,990181005,新桥镇,990181,,,\n");
  CHECK(imported.counts.accepted == 3);
  CHECK(city.area("990181003P0") == "990181003、990181005\n");
  CHECK(city.area("990181003P1") == "990181004001、990181003006\n");
  city.imported_on("2026-11-16", city.file("without.csv",
                                           "种类,代码,名称,上级代码,所在镇街代码\n"
                                           "派出所,990181003P1,北山所,990181,990181003\n"));
  CHECK(city.area("990181003P1") == "990181004001、990181003006\n");  // a list without the column says nothing of it
  city.list_on("2026-11-16", "派出所,990181003P1,北山所,990181,990181003,,\n");
  CHECK(city.area("990181003P1") == "none\n");
}

TEST_CASE("an area that nobody knows, that two places could be, or that is no place is refused with its line") {
  TwoTowns city;
  CHECK(reasons(city.list_on("2026-11-15",
                             "派出所,990181003P0,青石镇派出所,990181,990181003,青石镇、海口镇,\n"
                             "派出所,990181003P1,北山派出所,990181,990181003,北山村,\n"
                             "派出所,990181003P2,城关派出所,990181,990181003,石桥市教育局,\n"
                             "村,990181003005,柳树村,990181003,,北山村,\n")) ==
        "2R_UNKNOWN_UNIT 3R_AMBIGUOUS_UNIT 4R_AREA 5R_AREA ");
  CHECK(city.area("990181003P0") == "none\n");
  CHECK(city.rows("SELECT count(*) FROM units WHERE kind = 'police_station'") == "1\n");
}

TEST_CASE("a town without a police station is listed, and a place that two serve alike") {
  TwoTowns city;
  CHECK(city.examples("town-without-station") == "河口镇");
  city.list_on("2026-11-16", "派出所,990181003P0,青石镇派出所,990181,990181003,青石镇、河口镇,\n");
  CHECK(city.examples("town-without-station").empty());
  CHECK(city.examples("several-stations").empty());
  city.list_on("2026-11-16",
               "派出所,990181003P1,北山派出所,990181,990181003,990181003006,\n"
               "派出所,990181003P2,城关派出所,990181,990181003,990181003006、河口镇,\n");
  CHECK(city.examples("several-stations") ==
        "青石镇 北山村（北山派出所、城关派出所）、河口镇（青石镇派出所、城关派出所）");
}

TEST_CASE("a new police station owes what is open from its first day on, and not what was missed before") {
  TwoTowns city;
  city.import_on("2026-11-15", {city.file("idle.csv",
                                          "姓名,身份证件号,现住址,学籍状态\n"
                                          "吴小军,99018120100513108X,青石镇柳树村5号,社会闲散\n")});
  CHECK(city.owed_by_night("2026-11-16") == "青石镇派出所\n");
  city.owed_by_night("2026-11-25");  // missed by then
  city.list_on("2026-11-26", "派出所,990181003P1,柳树派出所,990181,990181003,柳树村,2026-11-26\n");
  CHECK(city.owed_by_night("2026-11-26") == "柳树派出所\n");
  CHECK(city.rows("SELECT m.responsible FROM deadlines m JOIN duties d USING (duty) WHERE d.rule = 'idle-file' AND "
                  "m.passed_on IS NOT NULL") == "青石镇派出所\n");
}

TEST_CASE("a police station of two towns is asked for its own duties once") {
  TwoTowns one_town, two_towns;
  two_towns.list_on("2026-11-15", "派出所,990181003P0,青石镇派出所,990181,990181003,青石镇、河口镇,\n");
  const auto own_duties = [](TwoTowns& city) {
    city.escalate_on("2026-11-16");
    return city.rows("SELECT rule, item FROM duties WHERE unit_code = '990181003P0' ORDER BY 1, 2");
  };
  const std::string owed = own_duties(two_towns);
  CHECK_FALSE(owed.empty());
  CHECK(owed == own_duties(one_town));
}

TEST_CASE("a merger that cannot be is refused with its line") {
  struct Case {
    const char* rows;
    const char* refused;
  };
  const Case cases[] = {
      {"村,990181003006,北山村,990181003,2026-11-15,990181004006\n", ""},
      {"村,990181003006,北山村,990181003,,990181004006\n", "2R_MERGER "},              // not closed
      {"村,990181003006,北山村,990181003,2026-11-15,青石镇\n", "2R_MERGER "},          // another kind
      {"村,990181003006,北山村,990181003,2026-11-15,南山村\n", "2R_UNKNOWN_UNIT "},    // unknown
      {"村,990181003006,北山村,990181003,2026-11-15,北山村\n", "2R_AMBIGUOUS_UNIT "},  // two of that name
      {"村,990181003006,北山村,990181003,2026-11-15,990181003006\n", "2R_MERGER "},    // into itself
      {"村,990181003006,北山村,990181003,2026-11-15,渡口村\n"
       "村,990181004001,渡口村,990181004,2026-11-10,\n",
       "2R_MERGER "},  // closed, and merged into no other
      {"村,990181003006,北山村,990181003,2026-11-15,渡口村\n"
       "村,990181004001,渡口村,990181004,2026-11-10,柳树村\n",
       ""},  // on to the next
      {"村,990181003006,北山村,990181003,2026-11-15,渡口村\n"
       "村,990181004001,渡口村,990181004,2026-11-10,990181003006\n",
       "3R_MERGER "},  // a circle
      {"村,990181003007,甲村,990181003,2026-11-15,乙村\n"
       "村,990181003008,乙村,990181003,2026-11-15,丙村\n"
       "村,990181003009,丙村,990181003,,\n",
       ""},  // new ones that name each other
      {"村,990181003007,甲村,990181003,2026-11-15,乙村\n"
       "村,990181003008,乙村,990181003,2026-11-15,甲村\n",
       "2R_UNKNOWN_UNIT 3R_UNKNOWN_UNIT "},
  };
  for (const Case& one : cases) {
    CAPTURE(one.rows);
    TwoTowns city;
    const ImportedFile imported = city.imported_on(
        "2026-11-15", city.file("list.csv", std::string("种类,代码,名称,上级代码,撤销日期,并入\n") + one.rows));
    CHECK(reasons(imported) == one.refused);
  }
}

TEST_CASE("a merged village hands its children and their open duties over, until it is opened again") {
  TwoTowns city;
  city.import_on("2026-11-15", {city.file("idle.csv",
                                          "姓名,身份证件号,现住址,学籍状态\n"
                                          "吴小军,99018120100513108X,青石镇柳树村5号,社会闲散\n")});
  city.list_on("2026-11-15", "派出所,990181004P0,河口派出所,990181,990181004,,\n");
  CHECK(city.owed_by_night("2026-11-16") == "青石镇派出所\n");
  city.import_on("2026-11-17", {city.file("merged.csv",
                                          "种类,代码,名称,撤销日期,并入\n"
                                          "村,990181003005,柳树村,2026-11-17,渡口村\n")});
  CHECK(city.owed_by_night("2026-11-17") == "河口派出所\n");
  CHECK(city.rows("SELECT town, village FROM students") == "河口镇,渡口村\n");
  CHECK(city.rows("SELECT unit_name, closed, successor FROM successors") == "柳树村,2026-11-17,渡口村\n");
  CHECK(city.rows("SELECT parent, merged_into_code FROM units WHERE name = '柳树村'") == "青石镇,990181004001\n");
  city.import_on("2026-11-18", {city.file("again.csv",
                                          "种类,代码,名称,上级代码\n"
                                          "村,990181003005,柳树村,990181003\n")});
  CHECK(city.rows("SELECT merged_into FROM units WHERE name = '柳树村'") == "渡口村\n");  // a list without the column
  city.import_on("2026-11-18", {city.file("open.csv",
                                          "种类,代码,名称,上级代码,撤销日期\n"
                                          "村,990181003005,柳树村,990181003,\n")});
  CHECK(city.rows("SELECT count(*) FROM successors") == "0\n");
  undo(city.on("2026-11-18"), {}, Keep::changes, Language::zh, {});
  CHECK(city.rows("SELECT successor FROM successors") == "渡口村\n");
  city.import_on("2026-11-18", {city.folder.file("open.csv")});
  CHECK(city.owed_by_night("2026-11-18") == "青石镇派出所\n");
}

namespace {

// A class of the first school, whose code changes.
struct NewCode : Office {
  NewCode() { roster_on("2026-11-16", "9990180001"); }

  ImportedFile roster_on(const std::string& iso, const std::string& code) {
    return imported_on(iso, file("roster_" + code + ".csv", "学校标识码,年级,班级,姓名,身份证件号\n" + code +
                                                                ",七年级,1班,李小红,990181201303071046\n"));
  }
  ImportedFile coded_on(const std::string& iso, const std::string& code, const std::string& former,
                        const std::string& from) {
    return imported_on(iso, file("coded.csv", "种类,代码,原代码,名称,生效日期\n学校," + code + "," + former +
                                                  ",石桥市第一初级中学," + from + "\n"));
  }
  std::string place() { return rows("SELECT class_code FROM students"); }
};

}  // namespace

TEST_CASE("a school under a new code, and back, is one school: nobody moves, whichever code a roster has") {
  NewCode office;
  CHECK(office.coded_on("2026-11-18", "9990180077", "9990180001", "2026-11-18").counts.changed == 1);
  CHECK(office.place() == "9990180077/7/1\n");
  for (const char* code : {"9990180001", "9990180077"}) {
    const RowCounts counts = office.roster_on("2026-11-19", code).counts;
    CHECK(counts.accepted == 1);
    CHECK(counts.unchanged == 1);
  }
  CHECK(office.rows("SELECT count(*) FROM units WHERE kind = 'class'") == "1\n");
  CHECK(office.coded_on("2026-11-25", "9990180001", "9990180077", "2026-11-25").counts.changed == 1);
  CHECK(office.place() == "9990180001/7/1\n");
  // What was said of the days before is said again.
  CHECK(office.coded_on("2026-11-26", "9990180077", "9990180001", "2026-11-18").counts.unchanged == 1);
  CHECK(office.place() == "9990180001/7/1\n");
  const Organisation city = load_organisation(office.database);
  const UnitId school = city.find_code("9990180001")->id;
  CHECK(city.on(day("2026-11-20")).find(school)->code == "9990180077");
  CHECK(city.find_code("9990180077")->id == school);
  CHECK(office.rows("SELECT count(*) FROM student_changes") == "0\n");
}

TEST_CASE("a list that has the code of before leaves the new one alone, and an undo gives it back") {
  NewCode office;
  office.coded_on("2026-11-18", "9990180077", "9990180001", "2026-11-18");
  office.import_on("2026-11-19", {hazards + "units.csv"});
  CHECK(office.place() == "9990180077/7/1\n");
  NewCode undone;
  undone.coded_on("2026-11-18", "9990180077", "9990180001", "2026-11-18");
  undo(undone.on("2026-11-19"), std::nullopt, Keep::changes, Language::zh, {});
  CHECK(undone.place() == "9990180001/7/1\n");
}

TEST_CASE("a former code that nobody has, and a new code that is another school's, are refused") {
  NewCode office;
  CHECK(reasons(office.coded_on("2026-11-18", "9990180077", "9990180088", "")) == "2R_FORMER_CODE ");
  CHECK(reasons(office.coded_on("2026-11-18", "9990180002", "9990180001", "")) == "2R_FORMER_CODE ");
  CHECK(office.place() == "9990180001/7/1\n");
}

TEST_CASE("attendance, leave and records of a day are about the school that had the code on that day") {
  NewCode office;
  office.coded_on("2026-11-18", "9990180077", "9990180001", "2026-11-18");
  CHECK(office
            .imported_on("2026-11-18", office.file("other.csv",
                                                   "种类,代码,原代码,名称,生效日期\n"
                                                   "学校,9990180001,9990180002,石桥市青石镇中心小学,2026-11-18\n"))
            .counts.changed == 1);
  office.imported_on("2026-11-18", office.file("namesake.csv",
                                               "学校标识码,年级,班级,姓名,身份证件号\n"
                                               "9990180001,七年级,1班,李小红,990181201405120021\n"));
  const ImportedFile marks =
      office.imported_on("2026-11-20", office.file("marks.csv",
                                                   "日期,学校标识码,年级,班级,姓名,状态\n"
                                                   "2026-11-17,9990180001,七年级,1班,李小红,旷课\n"
                                                   "2026-11-19,9990180001,七年级,1班,李小红,病假\n"
                                                   "2026-11-16,9990180001,七年级,1班,,全勤\n"));
  CHECK(marks.counts.rejected == 0);
  CHECK(office.rows("SELECT school_code FROM students ORDER BY student") == "9990180077\n9990180001\n");
  CHECK(office.rows("SELECT DISTINCT day, school_code, presence FROM absences ORDER BY day") ==
        "2026-11-17,9990180077,unexcused\n2026-11-19,9990180001,excused\n");
  CHECK(office.rows("SELECT day, class_code FROM registers WHERE day = '2026-11-16'") == "2026-11-16,9990180077/7/1\n");
  office.imported_on("2026-11-20", office.file("leave.csv",
                                               "学校标识码,年级,班级,姓名,开始日期,结束日期,请假类型\n"
                                               "9990180001,七年级,1班,李小红,2026-11-16,2026-11-16,病假\n"));
  CHECK(office.rows("SELECT DISTINCT school_code FROM absences WHERE day = '2026-11-16'") == "9990180077\n");
  office.imported_on("2026-11-20", office.file("staff.csv",
                                               "姓名,职务,单位,年级,班级,起始日期\n"
                                               "孙老师,班主任,石桥市第一初级中学,七年级,1班,2026-09-01\n"));
  office.imported_on("2026-11-20", office.file("visits.csv",
                                               "日期,学校标识码,年级,班级,姓名,记录人,方式,是否联系上\n"
                                               "2026-11-17,9990180001,七年级,1班,李小红,孙老师,电话,是\n"));
  CHECK(office.rows("SELECT school_code FROM records") == "9990180077\n");
}

TEST_CASE("a closure that a calendar file gives under a former code closes that school on its day, and no other") {
  NewCode office;
  Calendar::Parts parts = office.calendar.parts();
  parts.closures = {{"9990180001", {day("2026-11-17"), day("2026-11-17")}, "停电", day("2026-11-16")},
                    {"9990180001", {day("2026-11-19"), day("2026-11-19")}, "停水", day("2026-11-19")}};
  office.coded_on("2026-11-18", "9990180077", "9990180001", "2026-11-18");
  office.imported_on("2026-11-18", office.file("other.csv",
                                               "种类,代码,原代码,名称,生效日期\n"
                                               "学校,9990180001,9990180002,石桥市青石镇中心小学,2026-11-18\n"));
  const Organisation city = load_organisation(office.database);
  const Calendar known = with_closures(Calendar(parts), office.database, *Moment::parse("2026-11-20T20:00:00"));
  const CalendarPlace first = city.calendar_place(city.find_code("9990180077")->id);
  const CalendarPlace primary = city.calendar_place(city.find_code("9990180001")->id);
  CHECK_FALSE(known.is_school_day(day("2026-11-17"), first));
  CHECK(known.is_school_day(day("2026-11-17"), primary));
  CHECK(known.is_school_day(day("2026-11-19"), first));
  CHECK_FALSE(known.is_school_day(day("2026-11-19"), primary));
  CHECK(known.why_no_school(day("2026-11-17"), first) == "停电");
  // Whoever asks as known before the change asks by the code of then.
  const Organisation before = load_organisation(office.database, *Moment::parse("2026-11-17T20:00:00"));
  const Calendar then = with_closures(known, office.database, before, *Moment::parse("2026-11-17T20:00:00"));
  CHECK_FALSE(then.is_school_day(day("2026-11-17"), before.calendar_place(before.find_code("9990180001")->id)));
}
