// Day reports, chat lists and exports of clock-in programs, on their way into the store.
#include <algorithm>

#include "app/office.h"

using namespace ksbx;

namespace {

const std::string day_report_header = "日期,学校名称,班级,应到,实到,缺勤学生姓名及原因\n";

std::string rejected_codes(const ImportedFile& file) {
  std::string codes;
  for (const Reject& reject : Office::all(file.rejects)) codes += (codes.empty() ? "" : " ") + reject.code;
  return codes;
}

}  // namespace

TEST_CASE("a day report enters who was missing and returns the registers of its classes") {
  Office office;
  office.enrol();
  const ImportedFile file = office.imported_on(
      "2026-11-13",
      office.file("日报.csv", day_report_header + "2026-11-10,石桥市第一初级中学,七年级1班,2,1,钱试二（旷课）\n"
                                                  "2026-11-11,石桥市第一初级中学,七年级1班,2,2,无\n"));
  CHECK(file.kind == "attendance");
  CHECK(file.counts.rejected == 0);
  CHECK(office.rows("SELECT day, session, presence FROM absences ORDER BY day, session") ==
        "2026-11-10,am,unexcused\n2026-11-10,pm,unexcused\n");
  CHECK(office.rows("SELECT day FROM registers ORDER BY day") == "2026-11-10\n2026-11-11\n");
}

TEST_CASE("a class that names fewer than are missing stays open, and whom it names is entered") {
  Office office;
  office.enrol();
  const ImportedFile file = office.imported_on(
      "2026-11-13",
      office.file("日报.csv", day_report_header + "2026-11-10,石桥市第一初级中学,七年级1班,3,1,钱试二（旷课）\n"
                                                  "2026-11-11,石桥市第一初级中学,七年级1班,3,2,\n"));
  CHECK(rejected_codes(file) == "R_NAMES_MISSING R_NAMES_MISSING");
  CHECK(office.rows("SELECT DISTINCT day FROM absences") == "2026-11-10\n");
  CHECK(office.rows("SELECT day FROM registers").empty());
}

TEST_CASE("a name that is on no roll, or a state that is not understood, keeps the register of its class open") {
  for (const char* cell : {"无名氏（旷课）", "钱试二（阑尾炎）"}) {
    CAPTURE(cell);
    Office office;
    office.enrol();
    const ImportedFile file = office.imported_on(
        "2026-11-13",
        office.file("日报.csv", day_report_header + "2026-11-10,石桥市第一初级中学,七年级1班,2,1," + cell + "\n"));
    CHECK(file.counts.rejected == 1);
    CHECK(office.rows("SELECT day FROM registers").empty());
  }
}

TEST_CASE("a row that says of a stranger that he came keeps no register open") {
  Office office;
  office.enrol();
  const ImportedFile file = office.imported_on(
      "2026-11-13", office.file("kq.csv",
                                "日期,学校名称,班级,姓名,状态\n2026-11-10,石桥市第一初级中学,七年级1班,无名氏,到校\n"
                                "2026-11-10,石桥市第一初级中学,七年级1班,钱试二,旷课\n"));
  CHECK(file.counts.rejected == 1);
  CHECK(office.rows("SELECT day FROM registers") == "2026-11-10\n");
}

TEST_CASE("a chat list enters who was missing, and its rejects come back as a list") {
  Office office;
  office.enrol();
  const ImportedFile file = office.imported_on(
      "2026-11-13",
      office.file("群.txt", "#接龙\n11月10日缺勤 石桥市第一初级中学\n1. 七(1)班 钱试二 旷课，无名氏 病假\n"));
  CHECK(file.kind == "attendance");
  CHECK(rejected_codes(file) == "R_UNKNOWN_PUPIL");
  CHECK(office.rows("SELECT DISTINCT day, presence FROM absences") == "2026-11-10,unexcused\n");
  CHECK(office.rows("SELECT day FROM registers").empty());
}

TEST_CASE("a missing clock-in is unverified, and classes of which not all clocked in stay open") {
  Office office;
  office.enrol();
  const ImportedFile file =
      office.imported_on("2026-11-13", office.file("打卡.csv",
                                                   "姓名,部门,日期,上班1打卡结果,下班1打卡结果\n"
                                                   "钱试二,石桥市第一初级中学-七年级1班,26-11-10 星期二,旷工,缺卡\n"));
  CHECK(file.kind == "attendance");
  CHECK(file.counts.rejected == 0);
  CHECK(office.rows("SELECT session, presence FROM absences ORDER BY session") == "am,unexcused\npm,unverified\n");
  CHECK(office.rows("SELECT day FROM registers").empty());
  CHECK(std::ranges::count(file.problems, "W_REGISTER_OPEN", &Problem::code) == 1);
}
