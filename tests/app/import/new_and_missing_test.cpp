// A child of whom something was corrected is not one who came and one who is gone.
#include "app/enter/undo.h"
#include "app/office.h"

using namespace ksbx;

namespace {

const std::string head_of_rosters = "学校标识码,年级,班级,姓名,出生日期,身份证件号\n";
const std::string third_grade = "9990180002,三年级,1班,", seventh_grade = "9990180001,七年级,1班,";

struct WholeRosters : Office {
  using Office::Office;
  ImportOutcome take(const std::string& iso, const std::vector<std::string>& rosters, bool snapshot = true) {
    ImportRequest request;
    int number = 0;
    for (const std::string& lines : rosters)
      request.files.push_back(file(std::to_string(++number) + ".csv", head_of_rosters + lines));
    request.snapshot = snapshot;
    return import_on(iso, request);
  }
  std::string waiting() {
    return rows("SELECT student_name, doubt FROM deferrals WHERE decision IS NULL ORDER BY deferral");
  }
  ImportOutcome decide(const std::string& decision) {
    return import_on("2026-11-22", {file("d.csv", "待定号,决定,姓名\n1," + decision + ",x\n")});
  }
};

}  // namespace

TEST_CASE("a character, a birthday or both corrected is one row in doubt: nobody is new, nobody missing") {
  struct Correction {
    const char* row;
  };
  for (const char* row :
       {"王晓明,2016-05-07,\n", "王小明,2015-11-30,\n", "王晓明,2016-07-05,\n", "王小明,2016-05-08,\n"})
    for (const bool snapshot : {true, false}) {
      CAPTURE(row);
      CAPTURE(snapshot);
      WholeRosters office;
      const std::string other = third_grade + "李大红,2016-09-30,\n";
      office.take("2026-11-19", {third_grade + "王小明,2016-05-07,\n" + other});
      const std::string roster = third_grade + row + other;
      for (const char* day : {"2026-11-20", "2026-11-21"}) {
        const ImportOutcome outcome = office.take(day, {roster}, snapshot);
        CHECK(outcome.deferred() == 1);
        CHECK(outcome.total().added == 0);
        CHECK(outcome.total().vanished == 0);
        CHECK(office.waiting() == std::string(row).substr(0, std::string(row).find(',')) + ",left_out\n");
        CHECK(office.count("students") == 2);
      }
      CHECK(office.decide("同").total().changed == 1);
      const ImportOutcome settled = office.take("2026-11-23", {roster}, snapshot);
      CHECK(settled.deferred() == 0);
      CHECK(settled.total().unchanged == 2);
      CHECK(office.count("students") == 2);
    }
}

TEST_CASE("the same roster again, while its row waits, changes nothing in the store") {
  WholeRosters office;
  office.take("2026-11-19", {third_grade + "王小明,2016-05-07,\n"});
  office.take("2026-11-20", {third_grade + "王晓明,2016-05-07,\n"});
  const std::int64_t entries = office.entries();
  const std::string arrivals = office.rows("SELECT count(*) FROM imports");
  office.take("2026-11-21", {third_grade + "王晓明,2016-05-07,\n"});
  CHECK(office.entries() == entries);
  CHECK(office.rows("SELECT count(*) FROM imports") == arrivals);
}

TEST_CASE("decided as new, the child is entered, and the other one is missing from the next roster") {
  WholeRosters office;
  const std::string roster = third_grade + "王晓明,2016-05-07,\n";
  office.take("2026-11-19", {third_grade + "王小明,2016-05-07,\n"});
  office.take("2026-11-20", {roster});
  CHECK(office.decide("新").total().added == 1);
  const ImportOutcome outcome = office.take("2026-11-23", {roster});
  CHECK(outcome.deferred() == 0);
  CHECK(outcome.total().vanished == 1);
}

TEST_CASE("a child with another number at another school of the call is held against who is missing from the first") {
  WholeRosters office;
  const std::string stays = third_grade + "李大红,2016-09-30,990181201609300024\n";
  office.take("2026-11-19", {third_grade + "王小明,2016-05-07,990181201605070022\n" + stays,
                             seventh_grade + "周强,2013-01-02,990181201301020018\n"});
  const ImportOutcome outcome =
      office.take("2026-11-20", {stays, seventh_grade + "周强,2013-01-02,990181201301020018\n" + seventh_grade +
                                            "王小明,2016-05-07,990181201605071279\n"});
  CHECK(office.waiting() == "王小明,left_out\n");
  CHECK(outcome.total().vanished == 0);
  CHECK(outcome.total().added == 0);
  CHECK(outcome.snapshot->changes.rows.empty());
}

TEST_CASE("who went missing this school year is held against newcomers of a later call, at another school too") {
  struct Case {
    const char *first, *missed, *later;
    bool is_in_doubt;
  };
  for (const Case& one :
       {Case{"2026-11-18", "2026-11-19", "2026-11-20", true}, Case{"2026-05-18", "2026-05-19", "2026-11-20", false}})
    for (const bool snapshot : {true, false}) {
      CAPTURE(one.missed);
      CAPTURE(snapshot);
      WholeRosters office(shipped_rules(), "2026-05-15");
      const std::string stays = third_grade + "李大红,2016-09-30,990181201609300024\n";
      const std::string other_school = seventh_grade + "周强,2013-01-02,990181201301020018\n";
      office.take(one.first, {third_grade + "王小明,2016-05-07,990181201605070022\n" + stays, other_school});
      CHECK(office.take(one.missed, {stays}).total().vanished == 1);
      const std::string newcomer = other_school + seventh_grade + "王小明,2016-05-07,990181201605071279\n";
      const ImportOutcome outcome = office.take(one.later, {newcomer}, snapshot);
      CHECK(office.waiting() == (one.is_in_doubt ? "王小明,left_out\n" : ""));
      CHECK(outcome.total().added == (one.is_in_doubt ? 0 : 1));
      if (!one.is_in_doubt) continue;
      CHECK(office.decide("同").total().changed == 1);
      CHECK(office.rows("SELECT school_code, id_number FROM students WHERE student_name = '王小明'") ==
            "9990180001,990181201605071279\n");
      CHECK(office.rows("SELECT kind FROM records WHERE kind LIKE 'roster%' ORDER BY record") ==
            "roster_missing\nroster_found\n");
    }
}

TEST_CASE("who came with the same roster as one in doubt is on the books, and goes with it when it is undone") {
  WholeRosters office;
  office.take("2026-11-19", {third_grade + "王小明,2016-05-07,\n"});
  office.take("2026-11-20", {third_grade + "赵山,2017-01-01,\n" + third_grade + "王晓明,2016-05-07,\n" + third_grade +
                             "钱水,2017-02-02,\n"});
  CHECK(office.count("students") == 3);
  const Workspace workspace = office.on("2026-11-21");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(office.rows("SELECT student_name FROM students") == "王小明\n");
  CHECK(office.count("deferrals") == 0);
}

TEST_CASE("newcomers like nobody who is missing are entered, and who is missing is told") {
  WholeRosters office;
  office.take("2026-11-19", {third_grade + "王小明,2016-05-07,\n" + third_grade + "李大红,2016-09-30,\n"});
  const ImportOutcome outcome =
      office.take("2026-11-20", {third_grade + "王小明,2016-05-07,\n" + third_grade + "周强,2016-01-01,\n"});
  CHECK(outcome.deferred() == 0);
  CHECK(outcome.total().added == 1);
  CHECK(outcome.total().vanished == 1);
}
