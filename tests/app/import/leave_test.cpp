// Leave lists on their way in.
#include "app/office.h"

using namespace ksbx;

TEST_CASE("a leave list marks every lesson of each leave, days to come included, and makes no register") {
  Office office;
  office.enrol();
  const ImportedFile file =
      office.imported_on("2026-11-16", office.file("请假表.csv",
                                                   "班级,姓名,开始日期,开始时段,结束日期,结束时段,请假类型,原因\n"
                                                   "七年级1班,钱试二,2026-11-13,,2026-11-17,上午,病假,发烧\n"
                                                   "七年级1班,孙试三,2026-11-18,下午,2026-11-18,,事假,\n"));
  CHECK(file.kind == "leave");
  CHECK(file.counts.rows == 2);
  CHECK(file.counts.rejected == 0);
  CHECK(office.rows("SELECT day, session, presence, reason FROM absences ORDER BY 1, 2") ==
        "2026-11-13,am,excused,病假：发烧\n2026-11-13,pm,excused,病假：发烧\n2026-11-16,am,excused,病假：发烧\n"
        "2026-11-16,pm,excused,病假：发烧\n2026-11-17,am,excused,病假：发烧\n2026-11-18,pm,excused,事假\n");
  CHECK(office.rows("SELECT day FROM registers").empty());
}

TEST_CASE("rows of a leave list that are no leave are rejected, each with its place and remedy") {
  Office office;
  office.enrol();
  const ImportedFile file =
      office.imported_on("2026-11-16", office.file("leave.csv",
                                                   "班级,姓名,开始日期,结束日期,请假类型\n"
                                                   "七年级1班,钱试二,2026-11-19,2026-11-18,病假\n"
                                                   "七年级1班,钱试二,2026-11-21,2026-11-22,病假\n"
                                                   "七年级1班,钱试二,2026-11-18,2027-06-30,病假\n"
                                                   "七年级1班,钱试二,2031-11-18,2031-11-19,病假\n"
                                                   "七年级1班,钱试二,2026-11-16,2026-11-16,旷课\n"
                                                   "七年级1班,钱试二,2026-11-16,2026-11-16,\n"
                                                   "七年级1班,无名氏,2026-11-16,2026-11-16,病假\n"));
  std::string codes;
  for (const Reject& reject : Office::all(file.rejects)) codes += reject.code + " ";
  CHECK(codes ==
        "R_LEAVE_DAYS R_NO_SCHOOL_DAY R_LEAVE_DAYS R_OUTSIDE_CALENDAR R_NOT_LEAVE R_VALUE_MISSING R_UNKNOWN_PUPIL ");
  CHECK(office.rows("SELECT day FROM absences").empty());
}

TEST_CASE("an attendance return takes leave of days to come, but makes no register of them") {
  Office office;
  office.enrol();
  const ImportedFile file = office.imported_on("2026-11-16", office.file("kq.csv",
                                                                         "日期,班级,姓名,状态\n"
                                                                         "2026-11-17,七年级1班,钱试二,病假\n"
                                                                         "2026-11-17,七年级1班,孙试三,缺课\n"
                                                                         "2026-11-17,七年级1班,,全勤\n"));
  std::string codes;
  for (const Reject& reject : Office::all(file.rejects)) codes += reject.code + " ";
  CHECK(codes == "R_FUTURE_DATE R_FUTURE_DATE ");
  CHECK(office.rows("SELECT day, presence FROM absences") == "2026-11-17,excused\n2026-11-17,excused\n");
  CHECK(office.rows("SELECT day FROM registers").empty());
}

TEST_CASE("a leave is read from one cell, and from a single date") {
  Office office;
  office.enrol();
  const ImportedFile file =
      office.imported_on("2026-11-16", office.file("请假表.csv",
                                                   "班级,姓名,请假类型,请假时间,天数\n"
                                                   "七年级1班,钱试二,病假,2026年11月17日至11月18日,2\n"
                                                   "七年级1班,孙试三,事假,11月19日下午,0.5\n"
                                                   "七年级1班,李试四,事假,11.20-11.20,1\n"
                                                   "七年级1班,李试四,事假,2026-11-17,3\n"
                                                   "七年级1班,李试四,事假,9日至13日,5\n"));
  CHECK(office.rows("SELECT day, session FROM absences ORDER BY 1, 2") ==
        "2026-11-17,am\n2026-11-17,pm\n2026-11-18,am\n2026-11-18,pm\n2026-11-19,pm\n2026-11-20,am\n2026-11-20,pm\n");
  std::string codes;
  for (const Reject& reject : Office::all(file.rejects)) codes += reject.code + " ";
  CHECK(codes == "R_LEAVE_DAYS R_DATE_UNREADABLE ");
}

TEST_CASE("leave that was refused, withdrawn or cut short is not taken for more than it was") {
  Office office;
  office.enrol();
  const ImportedFile file = office.imported_on(
      "2026-11-16", office.file("请假表.csv",
                                "班级,姓名,请假类型,开始日期,结束日期,销假日期,审批状态,审批结果\n"
                                "七年级1班,钱试二,病假,2026-11-17,2026-11-20,2026-11-18,已完成,同意\n"
                                "七年级1班,孙试三,事假,2026-11-17,2026-11-20,,已完成,拒绝\n"
                                "七年级1班,李试四,事假,2026-11-17,2026-11-20,,已撤销,\n"));
  CHECK(office.rows("SELECT day, session FROM absences ORDER BY 1, 2") == "2026-11-17,am\n2026-11-17,pm\n");
  CHECK(std::ranges::count(file.problems, "W_LEAVE_SHORTENED", &Problem::code) == 1);
  std::string codes;
  for (const Reject& reject : Office::all(file.rejects)) codes += reject.code + " ";
  CHECK(codes == "R_NOT_LEAVE R_NOT_LEAVE ");
}

TEST_CASE("a number of days that fits neither the dates nor the school days is told") {
  Office office;
  office.enrol();
  const ImportedFile file =
      office.imported_on("2026-11-16", office.file("请假表.csv",
                                                   "班级,姓名,请假类型,开始日期,结束日期,天数\n"
                                                   "七年级1班,钱试二,病假,2026-11-17,2026-11-24,3\n"
                                                   "七年级1班,孙试三,病假,2026-11-17,2026-11-24,6天\n"
                                                   "七年级1班,李试四,病假,2026-11-17,2026-11-24,8\n"));
  CHECK(file.counts.accepted == 3);
  CHECK(std::ranges::count(file.problems, "W_LEAVE_COUNT", &Problem::code) == 1);
}
