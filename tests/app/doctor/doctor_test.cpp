#include "app/doctor/doctor.h"

#include <sys/wait.h>
#include <unistd.h>

#include "app/office.h"
#include "app/report/report.h"
#include "store/sqlite/draft_file.h"

using namespace ksbx;

namespace {

std::map<std::string, std::int64_t> findings(Office& office, const std::string& iso) {
  const Workspace workspace = office.on(iso);
  std::map<std::string, std::int64_t> all;
  for (const DoctorFinding& one : diagnose(workspace, shipped_reports(), {}, Language::zh, {}).findings)
    all[one.check] = one.count;
  return all;
}

std::string answer(Office& office, const std::string& name) {
  const Workspace workspace = office.on("2026-11-16");
  return render(report(workspace, shipped_reports(), {name}).table, Format::csv);
}

// As a mistake of ours would leave it: days that are too late, and nothing that speaks against them.
void put_off(Office& office, const std::string& table) {
  office.database.execute("UPDATE " + table +
                          " SET day = 80000; DROP TRIGGER t_run_no_UPDATE; UPDATE t_run SET wakes = "
                          "NULL");
}

constexpr const char* header = "学校名称,年级,班级,姓名,身份证件号,出生日期,现住址,学籍状态\n";

}  // namespace

TEST_CASE("whoever a night left asleep is named, and a night that asks everyone sets it right") {
  Office office;
  office.enrol();
  office.escalate_on("2026-11-15");
  office.absent("2026-11-16", {"钱试二"});
  office.registers("2026-11-16");
  office.escalate_on("2026-11-16");
  CHECK_FALSE(findings(office, "2026-11-16").contains("left-asleep"));
  put_off(office, "t_wake_student");
  office.registers("2026-11-17");
  office.escalate_on("2026-11-17");
  CHECK(findings(office, "2026-11-17").at("left-asleep") == 1);
  const Workspace workspace = office.on("2026-11-17");
  EscalateRequest request;
  request.everybody = true;
  CHECK(escalate(workspace, request, Keep::changes).counts.overdue > 0);
  CHECK_FALSE(findings(office, "2026-11-17").contains("left-asleep"));
}

TEST_CASE("a town that a night left asleep is named as well") {
  Office office;
  office.enrol();
  office.escalate_on("2026-11-16");
  put_off(office, "t_wake_unit");
  office.escalate_on("2026-12-02");
  CHECK(findings(office, "2026-12-02").at("left-asleep") >= 1);
  EscalateRequest request;
  request.everybody = true;
  CHECK(escalate(office.on("2026-12-02"), request, Keep::changes).counts.opened > 0);
  CHECK_FALSE(findings(office, "2026-12-02").contains("left-asleep"));
}

TEST_CASE("days of looking again that other hands put off are named, and no night believes them") {
  Office office, untouched;
  for (Office* one : {&office, &untouched}) {
    one->enrol();
    one->escalate_on("2026-11-16");
  }
  CHECK_FALSE(findings(office, "2026-11-16").contains("wakes-altered"));
  office.database.execute("UPDATE t_wake_unit SET day = 80000; UPDATE t_wake_student SET day = day + 30");
  CHECK(findings(office, "2026-11-16").contains("wakes-altered"));
  CHECK(office.escalate_on("2026-12-02").counts.opened == untouched.escalate_on("2026-12-02").counts.opened);
  CHECK_FALSE(findings(office, "2026-12-02").contains("wakes-altered"));
}

TEST_CASE("a copy that a killed backup left next to the store is removed, and one of another machine is named") {
  Office office;
  const pid_t killed = ::fork();
  if (killed == 0) ::_exit(0);
  ::waitpid(killed, nullptr, 0);
  std::string draft = draft_name_beside(office.database.path());
  draft.replace(draft.rfind(std::to_string(::getpid())), std::to_string(::getpid()).size(), std::to_string(killed));
  std::ofstream(draft) << "half a copy";
  std::ofstream(office.folder.file(".ksbx-elsewhere-17-0000abcd")) << "half a copy";
  const Workspace workspace = office.on("2026-11-16");
  std::vector<std::int64_t> counts;
  for (const DoctorFinding& one : diagnose(workspace, {}, {}, Language::zh, {}).findings)
    if (one.check == "left-drafts") counts.push_back(one.count);
  CHECK(counts == std::vector<std::int64_t>{1, 1});
  CHECK_FALSE(std::filesystem::exists(draft));
  CHECK(std::filesystem::exists(office.folder.file(".ksbx-elsewhere-17-0000abcd")));
}

TEST_CASE("a child without class, with an odd age or entered twice is found, each with what to do") {
  Office office;
  office.import_on(
      "2026-11-16",
      {office.file("roster.csv", std::string(header) +
                                     "石桥市第一初级中学,七年级,1班,王小明,99018120130204103X,,青石镇柳树村1号,\n"
                                     "石桥市第一初级中学,八年级,1班,王小明,,2013-02-04,青石镇柳树村1号,\n"
                                     "石桥市第一初级中学,七年级,1班,李小红,990181200703071040,,外省,\n"
                                     "石桥市第一初级中学,,,郑小雨,,2012-05-06,青石镇柳树村4号,\n")});
  const auto found = findings(office, "2026-11-16");
  CHECK(found.at("double-pupils") == 1);
  CHECK(found.at("odd-ages") == 1);
  CHECK(found.at("unplaced") == 1);
  CHECK(found.at("chain-breaks") >= 1);
  CHECK(found.at("quality-pupils") >= 2);
  CHECK(found.at("vacancies") >= 1);
  const Workspace workspace = office.on("2026-11-16");
  for (const DoctorFinding& one : diagnose(workspace, shipped_reports(), {}, Language::zh, {}).findings) {
    CAPTURE(one.check);
    CHECK_FALSE(one.remedy.zh.empty());
    CHECK(one.example.find("王小明") == std::string::npos);
  }
}

TEST_CASE("the list of rows to correct names the reason, and loses a row that was corrected") {
  Office office;
  const std::string broken = "石桥市第一初级中学,七年级,1班,李小红,990181201303071040,2013-03-07,青石镇柳树村2号,\n";
  office.import_on("2026-11-16", {office.file("roster.csv", header + broken)});
  CHECK(answer(office, "quality-pupils").find("证件号校验位不对,***.csv,2") != std::string::npos);
  CHECK(office.import_on("2026-11-16", {office.folder.file("roster.csv")}).total().unchanged == 1);
  CHECK(answer(office, "quality-pupils").find("证件号校验位不对") != std::string::npos);
  const std::string mended = "石桥市第一初级中学,七年级,1班,李小红,990181201303071046,2013-03-07,青石镇柳树村2号,\n";
  office.import_on("2026-11-17", {office.file("mended.csv", header + mended)});
  CHECK(answer(office, "quality-pupils").find("李") == std::string::npos);
}

TEST_CASE("the quality of each column counts what is empty, a placeholder or broken") {
  Office office;
  office.import_on("2026-11-16",
                   {office.file("roster.csv",
                                "学校名称,年级,班级,姓名,身份证件号,现住址,成员1姓名\n"
                                "石桥市第一初级中学,七年级,1班,王小明,99018120130204103X,青石镇柳树村1号,无\n"
                                "石桥市第一初级中学,七年级,1班,李小红,990181201303071040,,李建国\n")});
  const std::string table = answer(office, "quality");
  CHECK(table.find("监护人,2,0,1,0,1,50") != std::string::npos);
  CHECK(table.find("现住址,2,1,0,0,1,50") != std::string::npos);
  CHECK(table.find("身份证件号,2,0,0,1,1,50") != std::string::npos);  // the broken one is not counted as empty, too
  CHECK(answer(office, "quality-schools").find("石桥市第一初级中学,9990180001,2,1,2,") != std::string::npos);
}

TEST_CASE("a calendar that ends soon is a finding") {
  Office office;
  CHECK_FALSE(findings(office, "2026-11-16").contains("calendar-ends"));
  CHECK(findings(office, office.calendar.range().last.iso()).contains("calendar-ends"));
}
