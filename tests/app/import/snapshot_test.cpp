// Whole rosters: who is new, moved, missing; the guard; the new school year. After each, the same again changes
// nothing.
#include "app/enter/promote.h"
#include "app/import/import.h"
#include "app/office.h"
#include "base/digest.h"

using namespace ksbx;

namespace {

const std::string head_of_snapshot = "学校标识码,年级,班级,姓名,出生日期\n";

std::string line(const std::string& school, const std::string& grade, const std::string& name) {
  return school + "," + grade + ",1班," + name + ",2013-02-04\n";
}

// `count` pupils of one class, from the `from`th on.
std::string pupils(int from, int count, const std::string& grade = "七年级", const std::string& school = "9990180001") {
  std::string lines;
  for (int i = from; i < from + count; ++i) lines += line(school, grade, "学" + std::to_string(i));
  return lines;
}

struct RosterSchools : Office {
  ImportRequest snapshot(const std::string& name, const std::string& lines) {
    ImportRequest request;
    request.files = {file(name, head_of_snapshot + lines)};
    request.snapshot = true;
    return request;
  }
  std::string summary(const ImportOutcome& outcome) {
    const std::string csv = render(outcome.snapshot->summary, Format::csv);
    return csv.substr(csv.find('\n') + 1);
  }
  // All that is in the store, journal included, as one number.
  std::string digest() {
    std::string all;
    std::vector<std::string> tables;
    Statement names(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    names.start();
    while (names.step()) tables.push_back(names.text(0));
    for (const std::string& table : tables) {
      const bool is_list = table == "t_barred_number";
      Statement row(database, "SELECT * FROM " + table + (is_list ? " ORDER BY 1" : " ORDER BY 1, 2"));
      row.start();
      while (row.step()) {
        all += table;
        for (int column = 0; column < row.columns(); ++column) all += "|" + row.text(column);
      }
    }
    return sha256_hex(all);
  }
  PromoteOutcome promote_on(const std::string& iso, Keep keep = Keep::changes, const std::string& school = "") {
    PromoteRequest request;
    request.to = day("2026-09-01");
    if (!school.empty()) request.schools = {school};
    const Workspace workspace = on(iso);
    return promote(workspace, request, keep);
  }
};

}  // namespace

TEST_CASE(
    "each pupil of a whole roster is counted once: new, unchanged, changed, moved, promoted, returned, vanished") {
  RosterSchools office;
  const std::string b = "9990180001,七年级,2班,学2,2013-02-04\n";
  office.import_on("2026-09-10", office.snapshot("first.csv", pupils(1, 4)));
  const std::string newcomers = "9990180001,七年级,1班,何新一,2013-05-10\n9990180001,七年级,1班,何新二,2013-06-11\n";
  const ImportRequest second = office.snapshot("second.csv", line("9990180001", "七年级", "学1") + b + newcomers);
  // 学2 has no number, so another class is a doubt; 学3 and 学4 are missing.
  const ImportOutcome outcome = office.import_on("2026-11-20", second);
  CHECK(outcome.deferred() == 1);
  CHECK(office.summary(outcome) == "9990180001,石桥市第一初级中学,2,1,0,0,0,0,2,0\n");
  CHECK(outcome.total().vanished == 2);
  CHECK(office.rows("SELECT count(*) FROM records WHERE kind = 'roster_missing'") == "2\n");
  CHECK(office.rows("SELECT count(*) FROM students WHERE enrolment = 'enrolled'") == "6\n");
  const std::string before = office.digest();
  CHECK(office.summary(office.import_on("2026-11-21", second)) == "9990180001,石桥市第一初级中学,0,3,0,0,0,0,0,2\n");
  CHECK(office.digest() == before);
}

TEST_CASE("whoever was missing and is on a roster again has answered the question") {
  RosterSchools office;
  office.import_on("2026-09-10", office.snapshot("first.csv", pupils(1, 4)));
  office.import_on("2026-11-20", office.snapshot("second.csv", pupils(1, 3)));
  const ImportRequest third = office.snapshot("third.csv", pupils(1, 4));
  const ImportOutcome outcome = office.import_on("2026-11-21", third);
  CHECK(outcome.files[0].problems.front().code == "W_REAPPEARED");
  CHECK(office.rows("SELECT kind FROM records ORDER BY record") == "roster_missing\nroster_found\n");
  const std::string before = office.digest();
  office.import_on("2026-11-22", third);
  CHECK(office.digest() == before);
}

TEST_CASE("the duty to find out where a missing child is opens, and ends when a roster has him again") {
  RosterSchools office;
  office.import_on("2026-11-15", office.snapshot("first.csv", pupils(1, 4)));
  office.import_on("2026-11-16", office.snapshot("second.csv", pupils(1, 3)));
  office.escalate_on("2026-11-16");
  CHECK(office.rows("SELECT due, state FROM duties WHERE rule = 'roster-missing'") == "2026-11-17,open\n");
  office.import_on("2026-11-17", office.snapshot("third.csv", pupils(1, 4)));
  office.escalate_on("2026-11-17");
  CHECK(office.rows("SELECT state FROM duties WHERE rule = 'roster-missing'") == "done\n");
}

TEST_CASE("a school whose pupils are in two files of one call is whole") {
  RosterSchools office;
  office.import_on("2026-09-10", office.snapshot("first.csv", pupils(1, 4) + pupils(11, 4, "八年级")));
  ImportRequest both = office.snapshot("seven.csv", pupils(1, 4));
  both.files.push_back(office.file("eight.csv", head_of_snapshot + pupils(11, 4, "八年级")));
  CHECK(office.import_on("2026-11-20", both).total().vanished == 0);
}

TEST_CASE("a roster that lacks 30 % of last week's pupils is stopped by the guard, and nothing is written") {
  RosterSchools office;
  office.import_on("2026-11-16", office.snapshot("first.csv", pupils(1, 100)));
  const std::string before = office.digest();
  ImportRequest seventy = office.snapshot("seventy.csv", pupils(1, 70));
  CHECK(refusal([&] { office.import_on("2026-11-23", seventy); }) == "snapshot-guard");
  CHECK(office.digest() == before);
  seventy.accept = true;
  seventy.reason = "两校合并";
  CHECK(office.import_on("2026-11-23", seventy).total().vanished == 30);
  CHECK(office.rows("SELECT detail FROM journal WHERE event = 'import.accepted'") ==
        R"("{""moved"":0,""reason"":""两校合并"",""rejected"":0,""rows"":70,""vanished"":30}")"
        "\n");
  const std::string after = office.digest();
  seventy.accept = false;
  office.import_on("2026-11-24", seventy);  // who was missing before is no reason to stop
  CHECK(office.digest() == after);
}

TEST_CASE("in a new school year everyone moves up once, the last grade graduates, no one is lost") {
  RosterSchools office;
  office.import_on("2026-03-10",
                   office.snapshot("first.csv", pupils(1, 12) + pupils(20, 12, "八年级") + pupils(40, 12, "九年级") +
                                                    pupils(60, 3, "六年级", "9990180002")));
  office.import_on(
      "2026-03-10",
      {office.file("staff.csv",
                   "姓名,职务,单位,年级,班级,起始日期\n孙老师,班主任,石桥市第一初级中学,七年级,1班,2025-09-01\n"
                   "吴老师,班主任,石桥市第一初级中学,九年级,1班,2025-09-01\n")});
  CHECK(refusal([&] { office.promote_on("2026-08-31"); }) == "promote-early");
  const std::string untouched = office.digest();
  CHECK(office.promote_on("2026-09-01", Keep::nothing).promoted == 24);
  CHECK(office.digest() == untouched);
  const PromoteOutcome outcome = office.promote_on("2026-09-01");
  CHECK(outcome.promoted == 24);
  CHECK(outcome.graduated == 15);
  CHECK(outcome.list.rows.size() == 15);  // graduates of whom no one knows where they went
  CHECK(office.rows("SELECT class_code, enrolment, count(*) FROM students GROUP BY 1, 2 ORDER BY 1, 2") ==
        "9990180001/8/1,enrolled,12\n9990180001/9/1,enrolled,12\n9990180001/9/1,graduated,12\n9990180002/6/"
        "1,graduated,3\n");
  CHECK(office.rows("SELECT person, unit_code, since, until FROM staff ORDER BY since, unit_code") ==
        "孙老师,9990180001/7/1,2025-09-01,2026-08-31\n吴老师,9990180001/9/1,2025-09-01,2026-08-31\n"
        "孙老师,9990180001/8/1,2026-09-01,\n");
  CHECK(office.rows("SELECT count(*) FROM records WHERE kind = 'graduation'") == "15\n");
  const std::string before = office.digest();
  CHECK(office.promote_on("2026-09-02").promoted == 0);
  CHECK(office.digest() == before);
  office.import_on("2026-09-02",
                   {office.file("first.csv", head_of_snapshot + pupils(1, 12) + pupils(20, 12, "八年级") +
                                                 pupils(40, 12, "九年级") + pupils(60, 3, "六年级", "9990180002"))});
  CHECK(office.digest() == before);  // last year's roster says nothing new
}

TEST_CASE("whoever came into his class since August is there already, and where many are, the guard asks") {
  RosterSchools office;
  office.import_on("2026-03-10", office.snapshot("first.csv", pupils(1, 30) + pupils(40, 30, "八年级")));
  std::string newcomers, early;
  for (int i = 0; i < 12; ++i) newcomers += "9990180001,七年级,5班,新" + std::to_string(i) + "生,2014-02-04\n";
  for (int i = 0; i < 12; ++i) early += "9990180001,八年级,5班,早" + std::to_string(i) + "生,2013-12-04\n";
  office.import_on("2026-08-20", {office.file("new.csv", head_of_snapshot + newcomers)});
  CHECK(office.promote_on("2026-09-01", Keep::nothing).placed == 12);
  office.import_on("2026-08-20", {office.file("early.csv", head_of_snapshot + early)});
  CHECK(refusal([&] { office.promote_on("2026-09-01"); }) == "promotion-guard");
}
