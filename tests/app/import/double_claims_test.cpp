// One child on the rosters of two schools, days or years apart (双重学籍).
#include "app/enter/promote.h"
#include "app/enter/undo.h"
#include "app/import/decisions.h"
#include "app/office.h"
#include "store/undo/undo_store.h"

using namespace ksbx;

namespace {

const std::string head_of_claims = "学校标识码,年级,班级,姓名,身份证件号\n";
const std::string wang = "99018120130204103X";

struct TwoSchools : Office {
  using Office::Office;
  ImportOutcome take(const std::string& iso, const std::string& name, const std::string& lines, bool snapshot = true) {
    ImportRequest request;
    request.files = {file(name, head_of_claims + lines)};
    request.snapshot = snapshot;
    return import_on(iso, request);
  }
  ImportOutcome first(const std::string& iso, const std::string& more = "", bool has_him = true) {
    return take(iso, "first.csv",
                "9990180001,七年级,1班,李小红,990181201303071046\n" +
                    (has_him ? "9990180001,七年级,1班,王小明," + wang + "\n" : std::string()) + more);
  }
  ImportOutcome second(const std::string& iso, bool has_him = true, bool snapshot = true) {
    return take(iso, "second.csv",
                "9990180002,六年级,1班,周小强,990181201305131081\n" +
                    (has_him ? "9990180002,六年级,1班,王小明," + wang + "\n" : std::string()),
                snapshot);
  }
  // He went from the first school to the second, and the first one names him again.
  void both() {
    first("2026-11-16");
    second("2026-11-17");
    first("2026-11-18");
  }
  // As a person fills it in and hands it back.
  std::string list_of_decisions() {
    RenderOptions options;
    options.raw_cells = true;
    return render(decisions_to_make(database), Format::csv, options);
  }
  ImportedFile decide(const std::string& iso, std::string list, const std::string& word) {
    const std::size_t line = list.find('\n') + 1, cell = list.find(',', line) + 1;
    list.insert(cell, word);
    return imported_on(iso, file("decided.csv", list));
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

TEST_CASE(
    "whom two calls of one evening name at two schools both have: he stays, and each roster again changes nothing") {
  for (const bool snapshot : {true, false}) {
    CAPTURE(snapshot);
    TwoSchools office;
    office.first("2026-11-16");
    const ImportOutcome second = office.second("2026-11-16", true, snapshot);
    CHECK(tells(second, "W_DOUBLE_CLAIM"));
    CHECK(second.total().rejected == 0);
    CHECK(second.total().changed == 0);
    CHECK(second.total().unchanged == 1);
    CHECK(office.school() == "9990180001\n");
    CHECK(office.claimed() == "9990180001,9990180002,2026-11-16\n");
    CHECK(office.rows("SELECT kind, count(*) FROM records GROUP BY kind") == "double_roll,1\n");
    const std::string code = office.rows("SELECT student_code FROM students WHERE student_name = '王小明'");
    const std::string changes = second.snapshot ? render(second.snapshot->changes, Format::csv) : std::string();
    CHECK(changes.find(code.substr(0, code.size() - 1)) == std::string::npos);
    CHECK(office.first("2026-11-16").total().changed == 0);  // his row is read anew, once
    const std::int64_t entries = office.entries();
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      office.first(iso);
      CHECK(tells(office.second(iso, true, snapshot), "W_DOUBLE_CLAIM"));
    }
    CHECK(office.entries() == entries);
    CHECK(office.school() == "9990180001\n");
  }
}

TEST_CASE("a double claim of one evening ends as any other, and is undone with the second roster") {
  TwoSchools dropped, undone;
  for (TwoSchools* office : {&dropped, &undone}) {
    office->first("2026-11-16");
    office->second("2026-11-16");
  }
  dropped.first("2026-11-17", "", false);
  CHECK(dropped.school() == "9990180002\n");
  CHECK(dropped.claimed().empty());
  const Workspace workspace = undone.on("2026-11-17");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(undone.claimed().empty());
  CHECK(undone.school() == "9990180001\n");
}

TEST_CASE(
    "who is on another school's roster in the call in which his own leaves him out has moved, on the same day too") {
  TwoSchools office;
  office.first("2026-11-16");
  ImportRequest request;
  request.files = {office.file("left.csv", head_of_claims + "9990180001,七年级,1班,李小红,990181201303071046\n"),
                   office.file("came.csv", head_of_claims + "9990180002,六年级,1班,王小明," + wang + "\n")};
  request.snapshot = true;
  CHECK_FALSE(tells(office.import_on("2026-11-16", request), "W_DOUBLE_CLAIM"));
  CHECK(office.school() == "9990180002\n");
  CHECK(office.claimed().empty());
}

TEST_CASE("who was moved up by promotion on the day on which another school names him has moved: no roster had him") {
  TwoSchools office(shipped_rules(), "2026-06-10");
  office.take("2026-06-10", "old.csv", "9990180002,五年级,1班,王小明," + wang + "\n");
  PromoteRequest request;
  request.to = day("2026-09-01");
  const Workspace workspace = office.on("2026-09-01");
  promote(workspace, request, Keep::changes);
  office.first("2026-09-01");
  CHECK(office.school() == "9990180001\n");
  CHECK(office.claimed().empty());
}

TEST_CASE(
    "found to be where he is, a child stays there however often the other school names him, until it leaves him out") {
  TwoSchools office;
  office.both();
  const std::string list = office.list_of_decisions();
  CHECK(list.find("@9990180001,") != std::string::npos);
  CHECK(office.decide("2026-11-18", list, "").counts.accepted == 0);
  const ImportedFile decided = office.decide("2026-11-18", list, "留");
  CHECK(decided.counts.changed == 1);
  CHECK(office.claimed().empty());
  CHECK(office.rows("SELECT kind FROM records WHERE kind LIKE 'double%' ORDER BY record") ==
        "double_roll\ndouble_roll_settled\n");
  CHECK(office.list_of_decisions().find('@') == std::string::npos);
  CHECK(office.decide("2026-11-18", list, "stay").counts.unchanged == 1);
  CHECK(Office::all(office.decide("2026-11-18", list, "转").rejects).front().code == "R_DECISION_SETTLED");
  const std::int64_t entries = office.entries();
  for (const char* iso : {"2026-11-18", "2026-11-19"}) CHECK(tells(office.first(iso), "W_DOUBLE_CLAIM"));
  CHECK(office.claimed().empty());
  CHECK(office.school() == "9990180002\n");
  CHECK(office.entries() == entries);
  office.first("2026-11-20", "", false);
  office.first("2026-11-21");
  CHECK(office.school() == "9990180001\n");
}

TEST_CASE("found to be at the other school, a child is in its class, and the one that he left does not get him back") {
  TwoSchools office;
  office.both();
  const std::string list = office.list_of_decisions();
  CHECK(office.decide("2026-11-18", list, "转").counts.changed == 1);
  CHECK(office.school() == "9990180001\n");
  CHECK(office.decide("2026-11-18", list, "move").counts.unchanged == 1);
  CHECK(tells(office.second("2026-11-19"), "W_DOUBLE_CLAIM"));
  CHECK(office.first("2026-11-19").total().vanished == 0);
  CHECK(office.claimed().empty());
  CHECK(office.school() == "9990180001\n");
}

TEST_CASE("a finding about a double claim is undone, and found otherwise") {
  TwoSchools office;
  office.both();
  const std::string list = office.list_of_decisions();
  office.decide("2026-11-18", list, "转");
  const Workspace workspace = office.on("2026-11-18");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(office.school() == "9990180002\n");
  CHECK(office.claimed() == "9990180002,9990180001,2026-11-18\n");
  CHECK(office.decide("2026-11-18", list, "留").counts.changed == 1);
  CHECK(office.school() == "9990180002\n");
}

TEST_CASE("the roster that showed a double claim is not undone while a finding builds on it") {
  TwoSchools office;
  office.both();
  const std::int64_t roster = changes_made(office.database, 1).front().number;
  office.decide("2026-11-18", office.list_of_decisions(), "留");
  const Workspace workspace = office.on("2026-11-19");
  CHECK(refusal([&] { undo(workspace, roster, Keep::changes, Language::zh, {}); }) == "undo-refused");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  undo(workspace, roster, Keep::changes, Language::zh, {});
  CHECK(office.claimed().empty());
}

TEST_CASE("whom his own school lets go is at the other one after all, whatever was found before") {
  TwoSchools one_call, two_calls;
  for (TwoSchools* office : {&one_call, &two_calls}) {
    office->both();
    office->decide("2026-11-18", office->list_of_decisions(), "留");
  }
  ImportRequest request;
  request.files = {one_call.file("1.csv", head_of_claims + "9990180002,六年级,1班,周小强,990181201305131081\n"),
                   one_call.file("2.csv", head_of_claims +
                                              "9990180001,七年级,1班,李小红,990181201303071046\n9990180001,七年级,"
                                              "1班,王小明," +
                                              wang + "\n")};
  request.snapshot = true;
  CHECK(one_call.import_on("2026-11-20", request).total().vanished == 0);
  CHECK(one_call.school() == "9990180001\n");
  CHECK(two_calls.second("2026-11-20", false).total().vanished == 1);
  CHECK_FALSE(tells(two_calls.first("2026-11-20"), "W_DOUBLE_CLAIM"));
  CHECK(two_calls.school() == "9990180001\n");
}

TEST_CASE("a finding of which number or name was altered, or about a child whom nobody has twice, changes nothing") {
  TwoSchools office;
  office.both();
  const std::string list = office.list_of_decisions();
  const auto code = [&](const std::string& text) {
    return Office::all(office.decide("2026-11-18", text, "留").rejects).front().code;
  };
  std::string of_another = list;
  const std::string classmate = office.rows("SELECT student_code FROM students WHERE student_name = '李小红'");
  of_another.replace(of_another.find("S-"), of_another.find('@') - of_another.find("S-"),
                     classmate.substr(0, classmate.size() - 1));
  CHECK(code(of_another) == "R_DECISION_FOREIGN");
  std::string renamed = list;
  renamed.replace(renamed.rfind("王小明"), std::string("王小明").size(), "李小红");
  CHECK(code(renamed) == "R_DECISION_FOREIGN");
  CHECK(code("待定号,决定\n" + short_code(StudentId{77}) + "@9990180001,\n") == "R_UNKNOWN_PUPIL");
  CHECK(Office::all(office.decide("2026-11-18", list, "新").rejects).front().code == "R_DECISION_UNREADABLE");
  CHECK(office.claimed() == "9990180002,9990180001,2026-11-18\n");
}

TEST_CASE("a double claim is put on record also where the roster had to be read twice") {
  TwoSchools office;
  office.first("2026-11-16");
  office.second("2026-11-17");
  const ImportOutcome again = office.first("2026-11-18", "9990180001,七年级,2班,李小红,990181201303071046\n");
  CHECK(again.total().rejected == 2);
  CHECK(office.claimed() == "9990180002,9990180001,2026-11-18\n");
  CHECK(office.rows("SELECT kind, count(*) FROM records GROUP BY kind") == "double_roll,1\n");
}
