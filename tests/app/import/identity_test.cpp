// Same child, same row: across files, terms and schools; and what only a person can decide.
#include "app/enter/undo.h"
#include "app/import/decisions.h"
#include "app/import/import.h"
#include "app/office.h"
#include "store/roster/deferral_store.h"

using namespace ksbx;

namespace {

const std::string head = "学校标识码,年级,班级,姓名,身份证件号,全国学籍号,出生日期\n";
const std::string first = "9990180001,七年级,";
const std::string second = "9990180002,六年级,";

const std::string wang = "99018120130204103X", li = "990181201303071046";

struct Pupils : Office {
  Pupils() {
    take("first.csv", first + "1班,王小明," + wang + ",G990181201302041031,\n" + first + "1班,李小红,,,2013-03-07\n");
  }

  ImportOutcome take(const std::string& name, const std::string& lines, const std::string& day = "2026-11-20") {
    return import_on(day, {file(name, head + lines)});
  }
  std::string doubt_of(const std::string& lines) {
    const ImportOutcome outcome = take("next.csv", lines);
    CHECK(outcome.deferred() == 1);
    CHECK(outcome.total().rows == 1);
    CHECK(outcome.total().accepted + outcome.total().provisional + outcome.total().rejected == 0);
    return rows("SELECT doubt, candidates FROM deferrals WHERE decision IS NULL ORDER BY deferral DESC LIMIT 1");
  }
  std::string code(const std::string& name) {
    return query(database, "code", "SELECT student_code FROM students WHERE student_name = '" + name + "'").rows.empty()
               ? ""
               : std::get<std::string>(
                     query(database, "code", "SELECT student_code FROM students WHERE student_name = '" + name + "'")
                         .rows[0][0]);
  }
  ImportOutcome decide(const std::string& decision) {
    const std::int64_t number = database.number("SELECT max(id) FROM t_deferral");
    return import_on("2026-11-21",
                     {file("decided.csv", "待定号,决定,姓名\n" + std::to_string(number) + "," + decision + ",x\n")});
  }
};

}  // namespace

TEST_CASE("the same id number with another name at another school waits for a person") {
  Pupils office;
  CHECK(office.doubt_of(second + "1班,赵大山," + wang + ",,\n") == "other_person," + office.code("王小明") + "\n");
  CHECK(office.count("students") == 2);
}

TEST_CASE("one 学籍号 under two id numbers waits for a person") {
  Pupils office;
  CHECK(office.doubt_of(first + "1班,王小明," + li + ",G990181201302041031,\n") ==
        "two_ids," + office.code("王小明") + "\n");
}

TEST_CASE("a provisional pupil who appears with an id number in another class waits for a person") {
  Pupils office;
  CHECK(office.doubt_of(first + "2班,李小红," + li + ",,\n") == "another_class," + office.code("李小红") + "\n");
}

TEST_CASE("no one is merged on a name alone, nor entered twice: a namesake of the class without a birthday waits") {
  Pupils office;
  CHECK(office.doubt_of(first + "1班,李小红,,,\n") == "name_and_class," + office.code("李小红") + "\n");
  CHECK(office.count("students") == 2);
}

TEST_CASE("whoever is in the same file is someone else: no doubt about him") {
  Pupils office;
  const ImportOutcome outcome =
      office.take("both.csv", first + "2班,李小红," + li + ",,\n" + first + "1班,李小红,,,2013-03-07\n");
  CHECK(outcome.deferred() == 0);
  CHECK(office.count("students") == 3);
}

TEST_CASE("two rows of one file that would be one provisional pupil: the second waits") {
  Office office;
  const std::string twice = first + "1班,李小红,,,2013-03-07\n";
  const ImportOutcome outcome = office.import_on(
      "2026-11-20", {office.file("twins.csv", head + twice + first + "1班,李小红,,L990181201303071046,2013-03-07\n")});
  CHECK(outcome.total().added == 1);
  CHECK(outcome.deferred() == 1);
}

TEST_CASE("a file of which no one could decide all rows in doubt is refused, and nothing of it is kept") {
  Office office;
  std::string rows = head;
  for (int number = 10'000; number < 30'010; ++number)
    rows += first + "1班,李小红,,L9901812013030" + std::to_string(number) + ",2013-03-07\n";
  CHECK(refusal([&] { office.import_on("2026-11-20", {office.file("same.csv", rows)}); }) == "too-many-doubts");
  CHECK(office.count("students") == 0);
}

TEST_CASE("decided as the same, the row is that pupil, then and ever after") {
  Pupils office;
  office.doubt_of(first + "2班,李小红," + li + ",,\n");
  CHECK(office.decide("同").total().changed == 1);
  CHECK(office.rows("SELECT class_code, id_number FROM students WHERE student_name = '李小红'") ==
        "9990180001/7/2," + li + "\n");
  CHECK(office.decide("同").total().unchanged == 1);
  const ImportOutcome again = office.take("next.csv", first + "2班,李小红," + li + ",,\n");
  CHECK(again.deferred() == 0);
  CHECK(again.total().unchanged == 1);
  CHECK(office.count("students") == 2);
}

TEST_CASE("decided as new, the child is another one; a number that is taken stays where it is") {
  Pupils office;
  office.doubt_of(second + "1班,赵大山," + wang + ",,\n");
  CHECK(office.decide("新").total().added == 1);
  CHECK(office.count("students") == 3);
  CHECK(office.rows("SELECT student_name FROM students WHERE id_number = '" + wang + "'") == "王小明\n");
}

TEST_CASE("decided by code, the row is the pupil of that code") {
  Pupils office;
  office.doubt_of(first + "1班,李小红,,,\n");
  CHECK(office.decide(office.code("李小红")).total().rejected == 0);
  CHECK(office.rows("SELECT count(*) FROM deferrals WHERE decision = 'same'") == "1\n");
}

TEST_CASE("an empty decision decides nothing, and nonsense is rejected with its row") {
  Pupils office;
  office.doubt_of(first + "1班,李小红,,,\n");
  CHECK(office.decide("").deferred() == 1);
  CHECK(Office::all(office.decide("大概是").files.front().rejects).front().code == "R_DECISION_UNREADABLE");
  CHECK(office.rows("SELECT count(*) FROM deferrals WHERE decision IS NULL") == "1\n");
}

TEST_CASE("a decision is not turned round by a second one") {
  Pupils office;
  office.doubt_of(first + "1班,李小红,,,\n");
  office.decide("新");
  CHECK(Office::all(office.decide("同").files.front().rejects).front().code == "R_DECISION_SETTLED");
}

TEST_CASE("a pupil who may be meant by a row in doubt has not vanished") {
  Pupils office;
  const ImportOutcome outcome =
      office.take("next.csv", first + "1班,王小明," + wang + ",,\n" + first + "1班,李小红,,,\n");
  CHECK(outcome.deferred() == 1);
  CHECK(outcome.total().vanished == 0);
}

TEST_CASE(
    "who left for another school and is on its roster is received, by number or as the only one of his birthday") {
  Pupils office;
  office.done("2026-11-20", "transfer_out", office.code("王小明"), {{"destination", "中心小学"}}, "赵校长");
  office.import_on("2026-11-20", {office.file("left.csv", head.substr(0, head.size() - 1) + ",学籍状态\n" + first +
                                                              "1班,李小红,,,2013-03-07,转出\n")});
  const ImportOutcome outcome =
      office.take("second.csv", second + "1班,王小明," + wang + ",,\n" + second + "1班,李小红,,,2013-03-07\n");
  CHECK(outcome.deferred() == 0);
  CHECK(office.rows("SELECT student_name, json_extract(fields, '$.receiving') FROM records WHERE kind = 'transfer_in' "
                    "ORDER BY 1") == "李小红,石桥市青石镇中心小学\n王小明,石桥市青石镇中心小学\n");
  CHECK(office.rows("SELECT enrolment FROM students WHERE student_name = '李小红'") == "enrolled\n");
  CHECK(office.count("students") == 2);
}

TEST_CASE("a wrong roster is not taken in one file of many: the others are, with --each") {
  Office office;
  ImportRequest request;
  request.each = true;
  request.files = {office.file("bad.csv", "没有,表头\n1,2\n"),
                   office.file("good.csv", head + first + "1班,李小红,,,2013-03-07\n")};
  const ImportOutcome dry_run = office.import_on("2026-11-20", request, Keep::nothing);
  CHECK(dry_run.refused.size() == 1);
  CHECK(dry_run.total().added == 1);
  CHECK(office.count("students") == 0);
  CHECK(office.import_on("2026-11-20", request).total().added == 1);
  CHECK(office.count("students") == 1);
}

TEST_CASE("a folder stands for its rosters, and what is left out of it is said") {
  Office office;
  std::filesystem::create_directories(office.folder.file("rosters/inner"));
  office.file("rosters/b.csv", head + first + "1班,李小红,,,2013-03-07\n");
  office.file("rosters/a.CSV", head + first + "2班,王小明,,,2013-02-04\n");
  office.file("rosters/~$a.xlsx", "x");
  office.file("rosters/letter.doc", "x");
  const ImportOutcome outcome = office.import_on("2026-11-20", {office.folder.file("rosters")});
  REQUIRE(outcome.files.size() == 2);
  CHECK(outcome.files[0].file == "a.CSV");
  REQUIRE(outcome.problems.size() == 1);
  CHECK(outcome.problems[0].what.zh == "没有读：inner、letter.doc");
  CHECK(has_errors(outcome.problems));  // also under -q, and by the exit code
}

TEST_CASE("with the roster that was undone its rows in doubt are gone, and come again with it") {
  Pupils office;
  const std::string line = second + "1班,赵大山," + wang + ",,\n";
  REQUIRE(office.take("next.csv", line, "2026-11-21").deferred() == 1);
  const Workspace workspace = office.on("2026-11-21");
  const UndoOutcome undone = undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(undone.effect == Effect::written);
  CHECK(office.count("deferrals") == 0);
  CHECK(office.count("students") == 2);
  CHECK(office.take("next.csv", line, "2026-11-22").deferred() == 1);
}

TEST_CASE("a decision that was undone has to be made again") {
  Pupils office;
  REQUIRE(office.take("next.csv", second + "1班,赵大山," + wang + ",,\n").deferred() == 1);
  REQUIRE(office.decide("新").total().added == 1);
  const Workspace workspace = office.on("2026-11-21");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(office.count("students") == 2);
  CHECK(office.rows("SELECT doubt FROM deferrals WHERE decision IS NULL") == "other_person\n");
  CHECK(office.decide("新").total().added == 1);
  CHECK(office.count("students") == 3);
}
