// Decisions about rows in doubt that were wrong, and undo where decisions were made.
#include "app/enter/undo.h"
#include "app/import/decisions.h"
#include "app/office.h"
#include "app/repair/split_pupil.h"
#include "store/undo/undo_store.h"

using namespace ksbx;

namespace {

const std::string roster_head = "学校标识码,年级,班级,姓名,身份证件号,全国学籍号,出生日期\n";
const std::string class_seven = "9990180001,七年级,1班,";
const std::string first_number = "99018120130204103X", second_number = "990181201303071046";
const std::string national_number = "G990181201302041031";

struct RowsInDoubt : Office {
  RowsInDoubt() {
    take("first.csv", class_seven + "王小明," + first_number + "," + national_number + ",2013-02-04\n");
    REQUIRE(take("next.csv", class_seven + "王小明," + second_number + "," + national_number + ",\n" + class_seven +
                                 "孙大山,,,2013-05-05\n")
                .deferred() == 1);
    roster = changes_made(database, 1).front().number;
  }

  ImportOutcome take(const std::string& name, const std::string& lines, const std::string& day = "2026-11-20") {
    return import_on(day, {file(name, roster_head + lines)});
  }
  ImportOutcome decide(const std::string& decision) {
    return import_on("2026-11-21", {file("decided.csv", "待定号,决定,姓名\n" + waiting() + "," + decision + ",x\n")});
  }
  std::string waiting() { return std::to_string(database.number("SELECT max(id) FROM t_deferral")); }
  void undo_change(std::optional<std::int64_t> number = std::nullopt) {
    const Workspace workspace = on("2026-11-21");
    undo(workspace, number, Keep::changes, Language::zh, {});
  }

  std::int64_t roster = 0;  // the change of the roster with the row in doubt
};

}  // namespace

TEST_CASE("decided as new by mistake, undone, decided as the same: the child is one, with the number of the row") {
  RowsInDoubt office;
  REQUIRE(office.decide("新").total().added == 1);
  office.undo_change();
  CHECK(office.decide("同").total().changed == 1);
  CHECK(office.rows("SELECT student_name, id_number FROM students WHERE student_name = '王小明'") ==
        "王小明," + second_number + "\n");
  const ImportOutcome again =
      office.take("again.csv", class_seven + "王小明," + second_number + "," + national_number + ",2013-03-07\n");
  CHECK(again.deferred() == 0);
  CHECK(again.total().added == 0);
  CHECK(office.count("students") == 2);
}

TEST_CASE("a row decided as a new child comes again with the other's number: each child keeps what is his") {
  RowsInDoubt office;
  const std::string dragged = class_seven + "张三," + first_number + ",,2013-08-08\n";
  REQUIRE(office.take("dragged.csv", dragged).deferred() == 1);
  REQUIRE(office.decide("新").total().added == 1);
  office.take("right.csv", class_seven + "张三,990181201308080216,,2013-08-08\n", "2026-11-22");
  const ImportOutcome again = office.take("dragged.csv", dragged, "2026-11-23");
  CHECK(again.deferred() == 0);
  CHECK(
      office.rows("SELECT student_name, id_number, birth FROM students WHERE student_name IN ('王小明', '张三') ORDER "
                  "BY student") == "王小明," + first_number + ",2013-02-04\n张三,990181201308080216,2013-08-08\n");
}

TEST_CASE("a row decided to be the wrong child is the other one's once the two are parted") {
  RowsInDoubt office;
  const std::string dragged = class_seven + "张三," + first_number + ",,2013-08-08\n";
  REQUIRE(office.take("dragged.csv", dragged).deferred() == 1);
  REQUIRE(office.decide("同").total().changed == 1);
  const std::string code = office.rows("SELECT student_code FROM students WHERE student_name = '张三'").substr(0, 6);
  const Workspace workspace = office.on("2026-11-22");
  RenderOptions options;
  options.raw_cells = true;
  const std::string parts =
      render(split_to_decide(workspace, code, std::nullopt, Disclosure::to_fill_in()), Format::csv, options);
  split_pupil(workspace, {code, office.file("parts.csv", parts), std::nullopt, "两户人家", {}, Language::zh},
              Keep::changes);
  for (const char* iso : {"2026-11-23", "2026-11-24"}) {
    CHECK(office.take("dragged.csv", dragged, iso).deferred() == 0);
    CHECK(office.rows("SELECT student_name FROM students WHERE student_name IN ('王小明', '张三') ORDER BY student") ==
          "王小明\n张三\n");
  }
}

TEST_CASE("decided as the same by mistake, undone, decided as new: two children, each with his number") {
  RowsInDoubt office;
  REQUIRE(office.decide("同").total().changed == 1);
  office.undo_change();
  CHECK(office.decide("新").total().added == 1);
  CHECK(office.rows("SELECT id_number FROM students WHERE student_name = '王小明' ORDER BY student") ==
        first_number + "\n" + second_number + "\n");
}

TEST_CASE("a child whose import was undone does not come back for a number that is another child's by now") {
  Office office;
  office.import_on("2026-11-20",
                   {office.file("a.csv", roster_head + class_seven + "王小明," + first_number + ",,2013-02-04\n")});
  const Workspace workspace = office.on("2026-11-20");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  // Under another name and day: nobody knows that it is the same number as that of the row that was wrong.
  office.import_on("2026-11-21",
                   {office.file("b.csv", roster_head + class_seven + "李大海," + second_number + ",,2013-03-07\n")});
  office.database.execute(
      "UPDATE t_student SET id_number = (SELECT id_number FROM t_student WHERE since >= 2932896) "
      "WHERE name = '李大海'");
  const ImportOutcome outcome =
      office.import_on("2026-11-22", {office.file("c.csv", roster_head + class_seven + "王小明,,,2013-02-04\n")});
  CHECK(outcome.total().added == 1);
  CHECK(office.rows("SELECT student_name, id_number FROM students ORDER BY student") ==
        "王小明,\n李大海," + first_number + "\n");
}

TEST_CASE("a roster is not undone while someone's decisions build on it, and the message names them") {
  RowsInDoubt office;
  office.decide("新");
  const Workspace workspace = office.on("2026-11-21");
  try {
    undo(workspace, office.roster, Keep::changes, Language::zh, {});
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.problems().front().code == "undo-refused");
    CHECK(error.problems().front().what.zh.find("待定号 " + office.waiting()) != std::string::npos);
    CHECK(error.problems().front().remedy.zh.find(std::to_string(office.roster + 1)) != std::string::npos);
  }
  office.undo_change();
  office.undo_change(office.roster);
  CHECK(office.count("deferrals") == 0);
}

TEST_CASE("the list of another store, or one with an altered number, decides nothing") {
  RowsInDoubt office, other;
  other.registers("2026-11-16");
  const auto decided = [](Office& from, Office& at) {
    RenderOptions options;
    options.raw_cells = true;
    std::string list = render(decisions_to_make(from.database), Format::csv, options);
    const std::size_t row = list.find('\n') + 1, cell = list.find(',', row) + 1;
    list.insert(cell, "新");
    return at.imported_on("2026-11-21", at.file("list.csv", list));
  };
  const ImportedFile foreign = decided(other, office);
  CHECK(Office::all(foreign.rejects).front().code == "R_DECISION_FOREIGN");
  CHECK(foreign.counts.added == 0);
  CHECK(decided(office, office).counts.added == 1);
}

TEST_CASE("no decision means a pupil whose import was undone") {
  RowsInDoubt office;
  office.import_on("2026-11-20", {office.file("other.csv", roster_head + class_seven + "李大海,,,2013-03-07\n")});
  const std::string code = office.rows("SELECT student_code FROM students WHERE student_name = '李大海'").substr(0, 6);
  office.undo_change();
  CHECK(Office::all(office.decide(code).files.front().rejects).front().code == "R_UNKNOWN_PUPIL");
}

TEST_CASE("a list of which a name was altered, or only some columns sorted, decides nothing") {
  RowsInDoubt office;
  RenderOptions options;
  options.raw_cells = true;
  std::string list = render(decisions_to_make(office.database), Format::csv, options);
  list.insert(list.find(',', list.find('\n')) + 1, "同");
  const std::string name = ",王小明,", altered = ",赵大山,";
  REQUIRE(list.find(name) != std::string::npos);
  list.replace(list.find(name), name.size(), altered);
  const ImportedFile decided = office.imported_on("2026-11-21", office.file("list.csv", list));
  CHECK(Office::all(decided.rejects).front().code == "R_DECISION_FOREIGN");
  CHECK(office.count("deferrals WHERE decision IS NULL") == 1);
}

namespace {

// Three children whose numbers are all other ones in the next roster.
struct ThreeInDoubt : Office {
  ThreeInDoubt() {
    take("1.csv", {"环甲,990181201405010025,,2014-05-01", "环乙,990181201405020020,,2014-05-02",
                   "环丙,990181201405030026,,2014-05-03"});
    REQUIRE(take("2.csv", {"环甲,990181201405010703,,2014-05-01", "环乙,990181201405020717,,2014-05-02",
                           "环丙,990181201405030720,,2014-05-03"})
                .deferred() == 3);
    const std::string all = rows("SELECT student_code FROM students ORDER BY student");
    for (std::size_t at = 0; at + 6 < all.size(); at += 7) codes.push_back(all.substr(at, 6));
  }
  ImportOutcome take(const std::string& name, const std::vector<std::string>& pupils) {
    std::string lines = roster_head;
    for (const std::string& pupil : pupils) lines += class_seven + pupil + "\n";
    return import_on("2026-11-20", {file(name, lines)});
  }
  // The codes of what is refused.
  std::string decide(const std::vector<std::string>& decisions) {
    std::string lines = "待定号,决定\n";
    for (std::size_t i = 0; i < decisions.size(); ++i) lines += std::to_string(i + 1) + "," + decisions[i] + "\n";
    const ImportedFile decided = imported_on("2026-11-21", file("decided.csv", lines));
    std::string refused;
    for (const auto& one : Office::all(decided.rejects)) refused += (refused.empty() ? "" : " ") + one.code;
    return refused;
  }
  std::string books() { return rows("SELECT student_name, birth, id_number FROM students ORDER BY student"); }
  std::vector<std::string> codes;
};

}  // namespace

TEST_CASE("decisions that exchange two children, or send three round in a circle, are refused") {
  ThreeInDoubt office;
  const std::string before = office.books();
  REQUIRE(office.codes.size() == 3);
  CHECK(office.decide({office.codes[1], office.codes[0], ""}) == "R_DECISION_OTHER R_DECISION_OTHER");
  CHECK(office.decide({office.codes[1], office.codes[2], office.codes[0]}) ==
        "R_DECISION_OTHER R_DECISION_OTHER R_DECISION_OTHER");
  CHECK(office.books() == before);
  CHECK(office.decide({"同", office.codes[1], "同"}) == "");
  CHECK(office.count("students WHERE id_number LIKE '%7__'") == 3);
}

TEST_CASE("decisions that make one child of three are refused line by line, the right one too") {
  ThreeInDoubt office;
  const std::string before = office.books();
  CHECK(office.decide({"同", office.codes[0], office.codes[0]}) ==
        "R_DECISION_SEVERAL R_DECISION_SEVERAL R_DECISION_SEVERAL");
  CHECK(office.books() == before);
  CHECK(office.count("deferrals WHERE decision IS NULL") == 3);
}
