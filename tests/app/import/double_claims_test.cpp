// One child on the rosters of two schools, days or years apart (双重学籍).
#include "app/enter/undo.h"
#include "app/office.h"

using namespace ksbx;

namespace {

const std::string head = "学校标识码,年级,班级,姓名,身份证件号\n";
const std::string wang = "99018120130204103X";

struct TwoSchools : Office {
  ImportOutcome take(const std::string& iso, const std::string& name, const std::string& lines, bool snapshot = true) {
    ImportRequest request;
    request.files = {file(name, head + lines)};
    request.snapshot = snapshot;
    return import_on(iso, request);
  }
  ImportOutcome first(const std::string& iso, const std::string& more = "", bool has_him = true) {
    return take(iso, "first.csv",
                "9990180001,七年级,1班,李小红,990181201303071046\n" +
                    (has_him ? "9990180001,七年级,1班,王小明," + wang + "\n" : std::string()) + more);
  }
  ImportOutcome second(const std::string& iso, bool has_him = true) {
    return take(iso, "second.csv",
                "9990180002,六年级,1班,周小强,990181201305131081\n" +
                    (has_him ? "9990180002,六年级,1班,王小明," + wang + "\n" : std::string()));
  }
  std::string school() { return rows("SELECT school_code FROM students WHERE student_name = '王小明'"); }
  std::string claimed() { return rows("SELECT school_code, other_school_code, since FROM double_claims"); }
};

bool tells(const ImportOutcome& outcome, const std::string& code) {
  for (const ImportedFile& one : outcome.files)
    for (const Problem& problem : one.problems)
      if (problem.code == code) return true;
  return false;
}

}  // namespace

TEST_CASE(
    "who is named by two schools in turn stays where he is, both are told, and each roster again changes nothing") {
  TwoSchools office;
  office.first("2026-11-16");
  office.second("2026-11-17");
  CHECK(office.school() == "9990180002\n");
  CHECK(office.claimed().empty());
  const ImportOutcome again = office.first("2026-11-18");
  CHECK(tells(again, "W_DOUBLE_CLAIM"));
  CHECK(again.total().rejected == 0);
  CHECK(office.school() == "9990180002\n");
  CHECK(office.claimed() == "9990180002,9990180001,2026-11-18\n");
  const std::int64_t entries = office.entries();
  for (int run = 0; run < 2; ++run) {
    office.second("2026-11-19");
    CHECK(tells(office.first("2026-11-19"), "W_DOUBLE_CLAIM"));
  }
  CHECK(office.entries() == entries);
  CHECK(office.school() == "9990180002\n");
}

TEST_CASE("a double claim is a duty for the school and the bureau, until the other roster leaves the child out") {
  TwoSchools office;
  office.first("2026-11-16");
  office.second("2026-11-17");
  office.first("2026-11-18");
  office.escalate_on("2026-11-18");
  CHECK(office.rows("SELECT item, state FROM duties WHERE rule = 'double-roll' ORDER BY item") ==
        "explain,open\nsettle,open\n");
  office.first("2026-11-19", "", false);
  CHECK(office.claimed().empty());
  CHECK(office.school() == "9990180002\n");
  office.escalate_on("2026-11-19");
  CHECK(office.rows("SELECT item, state FROM duties WHERE rule = 'double-roll' ORDER BY item") ==
        "explain,done\nsettle,done\n");
}

TEST_CASE("whom the school in which he is leaves out is in the class of the other one that has him, and not missing") {
  TwoSchools office;
  office.first("2026-11-16");
  office.second("2026-11-17");
  office.first("2026-11-18");
  const ImportOutcome dropped = office.second("2026-11-19", false);
  CHECK(dropped.total().vanished == 0);
  CHECK(office.school() == "9990180001\n");
  CHECK(office.claimed().empty());
}

TEST_CASE("whom his former school left out may come back to it years later: that is a move") {
  TwoSchools office;
  office.first("2026-11-16");
  office.second("2026-11-17");
  office.first("2026-11-18", "", false);
  office.first("2026-11-19");
  CHECK(office.claimed().empty());
  CHECK(office.school() == "9990180001\n");
}

TEST_CASE("a double claim is gone with the roster that showed it, when that is undone") {
  TwoSchools office;
  office.first("2026-11-16");
  office.second("2026-11-17");
  office.first("2026-11-18");
  const Workspace workspace = office.on("2026-11-18");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(office.claimed().empty());
  CHECK(office.school() == "9990180002\n");
}
