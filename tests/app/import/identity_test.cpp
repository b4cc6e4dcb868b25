// Same child, same row: across files, terms and schools; and what only a person can decide.
#include "app/enter/undo.h"
#include "app/import/decisions.h"
#include "app/import/import.h"
#include "app/office.h"
#include "store/roster/deferral_store.h"

using namespace ksbx;

namespace {

const std::string head_of_identity = "学校标识码,年级,班级,姓名,身份证件号,全国学籍号,出生日期\n";
const std::string first = "9990180001,七年级,";
const std::string second = "9990180002,六年级,";

const std::string wang = "99018120130204103X", li = "990181201303071046";

struct Pupils : Office {
  Pupils() {
    take("first.csv", first + "1班,王小明," + wang + ",G990181201302041031,\n" + first + "1班,李小红,,,2013-03-07\n");
  }

  ImportOutcome take(const std::string& name, const std::string& lines, const std::string& day = "2026-11-20") {
    return import_on(day, {file(name, head_of_identity + lines)});
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
      "2026-11-20",
      {office.file("twins.csv", head_of_identity + twice + first + "1班,李小红,,L990181201303071046,2013-03-07\n")});
  CHECK(outcome.total().added == 1);
  CHECK(outcome.deferred() == 1);
}

TEST_CASE("a file of which no one could decide all rows in doubt is refused, and nothing of it is kept") {
  Office office;
  std::string rows = head_of_identity;
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
  office.import_on("2026-11-20",
                   {office.file("left.csv", head_of_identity.substr(0, head_of_identity.size() - 1) + ",学籍状态\n" +
                                                first + "1班,李小红,,,2013-03-07,转出\n")});
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
                   office.file("good.csv", head_of_identity + first + "1班,李小红,,,2013-03-07\n")};
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
  office.file("rosters/b.csv", head_of_identity + first + "1班,李小红,,,2013-03-07\n");
  office.file("rosters/a.CSV", head_of_identity + first + "2班,王小明,,,2013-02-04\n");
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

namespace {

// Rows with what each of them says of class, name, birthday and number.
const std::string short_head = "学校标识码,年级,班级,姓名,出生日期,身份证件号\n";

struct Class : Office {
  ImportOutcome take(const std::string& name, const std::string& lines, const std::string& day = "2026-11-20",
                     bool snapshot = true) {
    ImportRequest request;
    request.files = {file(name, short_head + lines)};
    request.snapshot = snapshot;
    return import_on(day, request);
  }
  std::string waiting() {
    return rows("SELECT student_name, doubt FROM deferrals WHERE decision IS NULL ORDER BY deferral");
  }
};

const std::string third_year = "9990180002,三年级,1班,";

std::string codes_of(const ImportOutcome& outcome) {
  std::map<std::string, int> codes;
  for (const ImportedFile& one : outcome.files)
    for (const Problem& problem : one.problems) ++codes[problem.code];
  std::string all;
  for (const auto& [code, count] : codes) all += (all.empty() ? "" : " ") + code + ":" + std::to_string(count);
  return all;
}

}  // namespace

TEST_CASE("the number of a child who left, on the row of another child of the school, takes over no one's entry") {
  Class office;
  office.take("a.csv",
              "9990180002,六年级,1班,李国,2013-05-07,990181201305070020\n9990180002,一年级,1班,张三,2018-05-08,"
              "990181201805080065\n",
              "2026-11-19");
  const ImportOutcome outcome = office.take("b.csv", "9990180002,一年级,1班,张三,2018-05-08,990181201305070020\n");
  CHECK(office.waiting() == "张三,two_pupils\n");
  CHECK(outcome.total().vanished == 0);
  CHECK(office.rows("SELECT student_name, birth FROM students ORDER BY birth") == "李国,2013-05-07\n张三,2018-05-08\n");
}

TEST_CASE("another name with nothing but a known child's number takes over no entry, in another class or in his own") {
  const std::string bare_head = "学校标识码,年级,班级,姓名,身份证件号\n";
  for (const char* school_class : {"七年级,1班,", "九年级,1班,"}) {
    Class office;
    const std::string number = ",990181201105070026\n";
    office.import_on("2026-11-19", {office.file("1.csv", bare_head + "9990180001,九年级,1班,李国" + number)});
    ImportRequest request;
    request.files = {office.file("2.csv", bare_head + "9990180001," + school_class + "章新来" + number)};
    request.snapshot = true;
    const ImportOutcome outcome = office.import_on("2026-11-20", request);
    CHECK(office.waiting() == "章新来,other_person\n");
    CHECK(outcome.total().vanished == 0);
    CHECK(office.rows("SELECT student_name, grade FROM students") == "李国,九年级\n");
  }
}

TEST_CASE("a row with a wrong number is decided for the child of its name, who keeps his own number") {
  Class office;
  office.take("a.csv",
              "9990180002,六年级,1班,李国,2013-05-07,990181201305070020\n9990180002,一年级,1班,张三,2018-05-08,"
              "990181201805080065\n",
              "2026-11-19");
  office.take("b.csv", "9990180002,一年级,1班,张三,2018-05-08,990181201305070020\n");
  const std::string code = office.rows("SELECT student_code FROM students WHERE student_name = '张三'");
  const ImportOutcome decided = office.import_on(
      "2026-11-21", {office.file("d.csv", "待定号,决定,姓名\n1," + code.substr(0, code.size() - 1) + ",x\n")});
  CHECK(codes_of(decided) == "W_NUMBER_TAKEN:1");
  CHECK(office.rows("SELECT student_name, id_number, birth FROM students ORDER BY birth") ==
        "李国,990181201305070020,2013-05-07\n张三,990181201805080065,2018-05-08\n");
}

TEST_CASE("a corrected id number of a child of the class is in doubt, not a second child and a missing one") {
  Class office;
  office.take("1.csv", third_year + "李国,2016-05-07,990181201605070022\n", "2026-11-19");
  const ImportOutcome outcome = office.take("2.csv", third_year + "李国,2016-05-07,990181201605070049\n");
  CHECK(office.waiting() == "李国,two_ids\n");
  CHECK(outcome.total().vanished == 0);
  CHECK(office.count("students") == 1);
}

TEST_CASE("two namesakes of one birthday with two numbers are two children, whichever row comes first") {
  const std::string one = third_year + "李国,2016-05-07,990181201605070022\n",
                    two = third_year + "李国,2016-05-07,990181201605070049\n";
  for (const std::string& both : {one + two, two + one}) {
    Class office;
    office.take("1.csv", one, "2026-11-19");
    const ImportOutcome outcome = office.take("2.csv", both);
    CHECK(outcome.deferred() == 0);
    CHECK(outcome.total().added == 1);
    CHECK(office.count("students") == 2);
  }
}

TEST_CASE("a number that is corrected by one slip under the same 学籍号 is the same child, and told") {
  Office office;
  const std::string with_xueji = "学校标识码,年级,班级,姓名,出生日期,身份证件号,全国学籍号\n";
  const std::string same = ",G990181201605070022\n";
  office.import_on("2026-11-19",
                   {office.file("1.csv", with_xueji + third_year + "李国,2016-05-07,990181201605070022" + same)});
  const ImportOutcome outcome = office.import_on(
      "2026-11-20", {office.file("2.csv", with_xueji + third_year + "李国,2016-05-07,990181201605070049" + same)});
  CHECK(codes_of(outcome) == "W_ID_CORRECTED:1");
  CHECK(office.rows("SELECT id_number FROM students") == "990181201605070049\n");
  CHECK(office.rows("SELECT field FROM student_changes") == "id_number\n");
}

TEST_CASE("a classmate's number in the row of another child loses no child: both are kept without it") {
  const std::string rows =
      third_year + "李国,2016-05-07,990181201605070022\n" + third_year + "张三,2016-11-30,990181201605070022\n";
  Class office;
  for (const char* day : {"2026-11-19", "2026-11-20"}) {
    const ImportOutcome outcome = office.take("1.csv", rows, day);
    CHECK(codes_of(outcome) == "W_ID_DOUBTFUL:2");
    CHECK(outcome.total().rejected == 0);
    CHECK(outcome.total().vanished == 0);
  }
  CHECK(office.rows("SELECT student_name, id_number, birth FROM students ORDER BY birth") ==
        "李国,,2016-05-07\n张三,,2016-11-30\n");
}

TEST_CASE("a number that was dragged down a column costs none of the children who have been known") {
  Class office;
  office.take("1.csv",
              third_year + "李国,2016-05-07,990181201605070022\n" + third_year + "张三,2016-11-30,990181201611300031\n",
              "2026-11-19");
  const ImportOutcome outcome = office.take("2.csv", third_year + "李国,2016-05-07,990181201605070022\n" + third_year +
                                                         "张三,2016-11-30,990181201605070022\n");
  CHECK(codes_of(outcome) == "W_ID_DOUBTFUL:2");
  CHECK(outcome.total().vanished == 0);
  CHECK(office.rows("SELECT student_name, id_number FROM students ORDER BY birth") ==
        "李国,990181201605070022\n张三,990181201611300031\n");
}

TEST_CASE("a number that was dragged to a twin or a namesake accuses neither: name or birthday tells them apart") {
  const std::string dragged = ",990181201403030022\n", other_class = "9990180002,三年级,2班,";
  struct Pair {
    std::string one, two, number_of_two;
  };
  for (const Pair& pair :
       {Pair{third_year + "喻双甲,2014-03-03", third_year + "喻双乙,2014-03-03", "990181201403030049"},
        Pair{third_year + "王磊,2014-03-03", other_class + "王磊,2013-11-03", "990181201311030025"}}) {
    Class office;
    office.take("1.csv", pair.one + dragged + pair.two + "," + pair.number_of_two + "\n", "2026-11-19");
    const ImportOutcome outcome = office.take("2.csv", pair.one + dragged + pair.two + dragged);
    CHECK(codes_of(outcome) == "W_ID_DOUBTFUL:2");
    CHECK(outcome.total().rejected == 0);
    CHECK(outcome.total().vanished == 0);
    CHECK(office.rows("SELECT id_number FROM students ORDER BY student") ==
          "990181201403030022\n" + pair.number_of_two + "\n");
  }
}

TEST_CASE("a row that is rejected for the number in it accuses no child whose name and class it has") {
  const std::string bare_head = "学校标识码,年级,班级,姓名,身份证件号\n", other_class = "9990180002,三年级,2班,";
  Class office;
  const auto take = [&](const std::string& day, const std::string& second) {
    ImportRequest request;
    request.files = {office.file(
        "1.csv", bare_head + third_year + "王磊,990181201403030022\n" + other_class + "王磊," + second + "\n")};
    request.snapshot = true;
    return office.import_on(day, request);
  };
  take("2026-11-19", "990181201311030025");
  const ImportOutcome outcome = take("2026-11-20", "990181201403030022");
  CHECK(outcome.total().rejected == 2);
  CHECK(outcome.total().vanished == 0);
}

TEST_CASE("two schools of one call with one number for two children keep both, without it") {
  Class office;
  ImportRequest request;
  request.files = {office.file("a.csv", short_head + third_year + "李国,2016-05-07,990181201605070022\n"),
                   office.file("b.csv", short_head + "9990180001,七年级,1班,张三,2013-11-30,990181201605070022\n")};
  const ImportOutcome outcome = office.import_on("2026-11-19", request);
  CHECK(codes_of(outcome) == "W_ID_DOUBTFUL:2");
  CHECK(office.rows("SELECT student_name, id_number, birth FROM students ORDER BY birth DESC") ==
        "李国,,2016-05-07\n张三,,2013-11-30\n");
}

TEST_CASE("a passport is a number: its child is known again in another class and at another school") {
  Office office;
  const std::string papers = "学校标识码,年级,班级,姓名,出生日期,证件类型,身份证件号\n";
  const std::string passport = ",2016-05-07,护照,E12345678\n";
  office.import_on("2026-11-19", {office.file("1.csv", papers + third_year + "艾力" + passport)});
  const ImportOutcome moved =
      office.import_on("2026-11-20", {office.file("2.csv", papers + "9990180001,七年级,2班,艾力" + passport)});
  CHECK(moved.deferred() == 0);
  CHECK(office.rows("SELECT class_code, other_id FROM students") == "9990180001/7/2,护照 E12345678\n");
}

TEST_CASE("an official code that no school has, beside the name of one that has another, is asked about") {
  Office office;
  const std::string lines =
      "学校标识码,学校名称,年级,班级,姓名,出生日期\n9990180077,石桥市第一初级中学,七年级,1班,王小明,2013-02-04\n";
  const ImportOutcome outcome = office.import_on("2026-11-20", {office.file("1.csv", lines)});
  CHECK(Office::all(outcome.files.front().rejects).front().code == "R_SCHOOL_CODE");
  CHECK(office.count("students") == 0);
}
