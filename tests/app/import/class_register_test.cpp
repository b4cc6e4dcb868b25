// Class registers with days across, on their way into the store.
#include <algorithm>

#include "app/office.h"

using namespace ksbx;

namespace {

const std::string title = "石桥市第一初级中学七年级1班2026年11月考勤表\n图例：√出勤 ×旷课 △病假\n";

}  // namespace

TEST_CASE("a class register enters the marks of its days, and the days that are filled in are returned") {
  Office office;
  office.enrol();
  const std::string path =
      office.file("11月.csv", title + "姓名,9,10,11,12,13,旷课数\n钱试二,√,×,×,,,2\n孙试三,√,√,△,,,\n" +
                                  "李试四,√,√,√,,,\n周试五,√,√,√,,,\n吴试六,√,√,√,,,\n郑试七,√,√,√,,,\n");
  const ImportedFile file = office.imported_on("2026-11-13", path);
  CHECK(file.kind == "attendance");
  CHECK(file.counts.rows == 18);
  CHECK(file.counts.rejected == 0);
  CHECK(office.rows("SELECT day, session, presence, reason FROM absences ORDER BY day, session") ==
        "2026-11-10,am,unexcused,\n2026-11-10,pm,unexcused,\n2026-11-11,am,unexcused,\n2026-11-11,am,excused,病假\n"
        "2026-11-11,pm,unexcused,\n2026-11-11,pm,excused,病假\n");
  CHECK(office.rows("SELECT day FROM registers ORDER BY day") == "2026-11-09\n2026-11-10\n2026-11-11\n");
  CHECK(office.imported_on("2026-11-13", path).counts.unchanged == 18);
  CHECK(std::ranges::count(file.problems, "W_FROM_TITLE", &Problem::code) == 1);  // school, class and month in one line
}

TEST_CASE("a register that leaves pupils of the class out returns no day, whoever of the others came") {
  Office office;
  office.enrol();
  const ImportedFile file = office.imported_on(
      "2026-11-13", office.file("11月.csv", title + "姓名,9,10,11,12,13\n钱试二,√,×,,,\n孙试三,√,×,,,\n"));
  CHECK(office.rows("SELECT day FROM registers").empty());
  CHECK(office.rows("SELECT DISTINCT day, presence FROM absences") == "2026-11-10,unexcused\n");
  CHECK(std::ranges::count(file.problems, "W_REGISTER_OPEN", &Problem::code) == 1);
}

TEST_CASE("rows of a register that come back corrected return its day once everyone of the class is accounted for") {
  Office office;
  office.enrol();
  const std::string others = "李试四,√,×,,,\n周试五,√,√,,,\n吴试六,×,√,,,\n郑试七,√,√,,,\n";
  const ImportedFile file = office.imported_on(
      "2026-11-13", office.file("11月.csv", title + "姓名,9,10,11,12,13\n钱试二,◎,√,,,\n孙试三,◎,√,,,\n" + others));
  CHECK(file.counts.rejected == 2);
  CHECK(office.rows("SELECT day FROM registers") == "2026-11-10\n");
  const auto corrected = [&](const std::string& name, const std::string& state) {
    return office.imported_on("2026-11-14", office.file(name + ".csv",
                                                        "日期,学校名称,年级,班级,姓名,状态,拒收原因\n2026-11-09,"
                                                        "石桥市第一初级中学,七年级,1班," +
                                                            name + "," + state + ",\n"));
  };
  const ImportedFile first = corrected("钱试二", "旷课");
  CHECK(std::ranges::count(first.problems, "W_REGISTER_OPEN", &Problem::code) == 1);
  CHECK(office.rows("SELECT day FROM registers") == "2026-11-10\n");
  CHECK(corrected("孙试三", "到校").problems.empty());
  CHECK(office.rows("SELECT day FROM registers ORDER BY day") == "2026-11-09\n2026-11-10\n");
  CHECK(office.rows("SELECT DISTINCT student_name FROM absences WHERE day = '2026-11-09' ORDER BY 1") ==
        "吴试六\n钱试二\n");
}

TEST_CASE("a register in an office without pupils enters none") {
  Office office;
  const ImportedFile file = office.imported_on(
      "2026-11-13",
      office.file("kq.csv", "学校名称,班级,姓名,11月9日,11月10日\n石桥市第一初级中学,七年级1班,钱试二,到校,旷课\n"));
  CHECK(file.kind == "attendance");
  CHECK(file.counts.rejected == 2);
  CHECK(office.rows("SELECT student_code FROM students").empty());
}

TEST_CASE("the rejects of a register name line and day, and come back as a list") {
  Office office;
  office.enrol();
  const ImportedFile file = office.imported_on(
      "2026-11-13", office.file("七年级1班11月.csv", "姓名,9,10,11,12,13\n钱试二,旷课,◎,,,\n无名氏,,,,,\n"));
  const std::vector<Reject> rejects = Office::all(file.rejects);
  REQUIRE(rejects.size() == 2);  // where no mark of a day is known, its blanks say nothing
  CHECK(rejects.front().code == "R_STATUS_UNREADABLE");
  CHECK(rejects.front().line == 2);
  std::string list;
  const auto add = [&list](const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) list += cell + ",";
    list.back() = '\n';
  };
  add(rejects.front().header);
  for (const Reject& reject : rejects) add(reject.cells);
  CHECK(list.find("钱试二,,,") != std::string::npos);
  const ImportedFile again = office.imported_on("2026-11-13", office.file("mended.csv", list));
  CHECK(again.kind == "attendance");
  CHECK(again.counts.rows == 2);
}

TEST_CASE("a register that cannot be understood further down enters nothing at all") {
  Office office;
  office.enrol();
  const std::string path = office.file(
      "kq.csv", title + "姓名,9,10,11,12,13\n钱试二,×,,,,\n\n七年级2班,,,,,\n姓名,9,9,11,12,13\n李试四,×,,,,\n");
  CHECK(refusal([&] { office.imported_on("2026-11-13", path); }) == "E_DAY_UNCLEAR");
  CHECK(office.rows("SELECT day FROM absences").empty());
}

TEST_CASE("a register of one day with a column for each half enters half days and returns the day") {
  Office office;
  office.enrol();
  const ImportedFile file = office.imported_on(
      "2026-11-13", office.file("点名.csv",
                                "石桥市第一初级中学七年级1班2026年11月10日点名册\n姓名,上午,下午\n钱试二,到,旷\n"
                                "孙试三,病假,到\n李试四,到,到\n周试五,到,到\n吴试六,到,\n郑试七,到,到\n"));
  CHECK(file.kind == "attendance");
  CHECK(file.counts.rejected == 0);
  CHECK(office.rows("SELECT student_name, session, presence FROM absences ORDER BY session") ==
        "孙试三,am,excused\n钱试二,pm,unexcused\n");
  CHECK(office.rows("SELECT day FROM registers") == "2026-11-10\n");
}

TEST_CASE("a list by lessons enters half days by the rulebook, with the lessons as the reason") {
  Office office;
  office.enrol();
  const std::string head = "七年级1班2026年11月10日课堂考勤\n姓名,第1节,第2节,第3节,第4节,第5节,第6节,第7节\n";
  const ImportedFile file = office.imported_on(
      "2026-11-13", office.file("课.csv", head + "钱试二,√,旷课,旷课,√,√,√,√\n孙试三,√,√,√,√,病假,病假,病假\n" +
                                              "李试四,旷课,√,√,√,√,√,√\n周试五,√,√,√,√,√,√,√\n"));
  CHECK(file.counts.rejected == 0);
  CHECK(office.rows("SELECT day, session, presence, reason FROM absences ORDER BY day, session") ==
        "2026-11-10,am,unexcused,第2、3节\n2026-11-10,pm,excused,病假\n");
  CHECK(std::ranges::count(file.problems, "W_LESSONS_FEW", &Problem::code) == 1);
}

TEST_CASE("a list of missed lessons returns the register, also where too few were missed to count") {
  Office office;
  office.enrol();
  const std::string list = "日期,学校名称,年级,班级,姓名,缺课节次,状态\n2026-11-10,石桥市第一初级中学,七年级,1班,";
  const ImportedFile one = office.imported_on("2026-11-13", office.file("课.csv", list + "钱试二,第3节,旷课\n"));
  CHECK(one.counts.rejected == 0);
  CHECK(std::ranges::count(one.problems, "W_LESSONS_FEW", &Problem::code) == 1);
  CHECK(std::ranges::count(one.problems, "W_REGISTER_OPEN", &Problem::code) == 0);
  CHECK(office.rows("SELECT day FROM registers") == "2026-11-10\n");
  CHECK(office.rows("SELECT day FROM absences").empty());
  Office other;
  other.enrol();
  const ImportedFile unread = other.imported_on("2026-11-13", other.file("课.csv", list + "钱试二,两节,旷课\n"));
  CHECK(std::ranges::count(unread.problems, "R_LESSONS_UNREAD", &Problem::code) == 1);
  CHECK(other.rows("SELECT day FROM registers").empty());
}
