// What a staff list says of posts beyond who holds them.
#include "app/doctor/doctor.h"
#include "app/enter/undo.h"
#include "app/office.h"

using namespace ksbx;

namespace {

struct ActingOffice : Office {
  ActingOffice() { enrol(); }

  ImportedFile acting_on(const std::string& iso, const std::string& until, const std::string& acting = "是") {
    return imported_on(iso, file("acting.csv",
                                 "姓名,职务,单位,年级,班级,起始日期,结束日期,代理\n"
                                 "吴老师,班主任,石桥市第一初级中学,七年级,1班,2026-11-16," +
                                     until + "," + acting + "\n"));
  }
  std::string owes(const std::string& rule) {
    return rows("SELECT DISTINCT person FROM duties WHERE rule = '" + rule + "' AND item = '1' AND state = 'open'");
  }
  std::string is_acting() { return rows("SELECT acting, coalesce(until, '') FROM staff WHERE person = '吴老师'"); }
  std::int64_t endless(const std::string& iso) {
    for (const DoctorFinding& finding : diagnose(on(iso), {}, {}, Language::zh, {}).findings)
      if (finding.check == "acting-without-end") return finding.count;
    return 0;
  }
};

}  // namespace

TEST_CASE("duties of a class go to the acting teacher while he acts, and back to its own teacher after it") {
  ActingOffice office;
  office.acting_on("2026-11-16", "2026-11-17");
  office.absent("2026-11-16", {"钱试二"});
  office.escalate_on("2026-11-16");
  CHECK(office.owes("first-day-contact") == "吴老师\n");
  office.absent("2026-11-17", {"钱试二"});
  office.escalate_on("2026-11-17");
  CHECK(office.owes("first-day-contact") == "吴老师\n");
  office.absent("2026-11-18", {"钱试二"});
  office.escalate_on("2026-11-18");
  CHECK(office.owes("first-day-contact") == "孙老师\n");
}

TEST_CASE("what the acting teacher does counts as done by the class teacher") {
  ActingOffice office;
  office.acting_on("2026-11-16", "2026-11-20");
  office.absent("2026-11-16", {"钱试二"});
  office.done("2026-11-16", "contact", "钱试二", {{"mode", "phone"}, {"reached", "yes"}}, "吴老师");
  office.escalate_on("2026-11-16");
  CHECK(office.rows("SELECT state FROM duties WHERE rule = 'first-day-contact'") == "done\n");
}

TEST_CASE("a list that does not speak of acting leaves it, and an undo sets it back") {
  ActingOffice office;
  CHECK(office.acting_on("2026-11-16", "2026-11-20").counts.added == 1);
  CHECK(office.acting_on("2026-11-16", "2026-11-20").counts.unchanged == 1);
  office.import_on("2026-11-17", {office.file("until.csv",
                                              "姓名,职务,单位,年级,班级,起始日期,结束日期\n"
                                              "吴老师,班主任,石桥市第一初级中学,七年级,1班,2026-11-16,2026-11-27\n")});
  CHECK(office.is_acting() == "1,2026-11-27\n");
  office.acting_on("2026-11-18", "", "否");
  CHECK(office.is_acting() == "0,\n");
  undo(office.on("2026-11-18"), {}, Keep::changes, Language::zh, {});
  CHECK(office.is_acting() == "1,2026-11-27\n");
}

TEST_CASE("an acting post without an end is listed, and a word that is no yes or no is refused") {
  ActingOffice office;
  CHECK(office.endless("2026-11-16") == 0);
  CHECK(office.acting_on("2026-11-16", "", "也许").counts.rejected == 1);
  CHECK(office.rows("SELECT count(*) FROM staff WHERE person = '吴老师'") == "0\n");
  office.acting_on("2026-11-16", "");
  CHECK(office.endless("2026-11-16") == 1);
  office.acting_on("2026-11-16", "2026-11-27");
  CHECK(office.endless("2026-11-16") == 0);
}
