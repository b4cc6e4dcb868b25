// One child entered at the desk: the same as an import of one row, but for what a person who is there can correct.
#include "app/import/add_child.h"

#include "app/enter/undo.h"
#include "app/office.h"

using namespace ksbx;

namespace {

using Standing = AddOutcome::Standing;

struct Desk : Office {
  AddOutcome add(ChildKind kind, const std::vector<TypedCell>& cells, Keep keep = Keep::changes,
                 const std::string& iso = "2026-11-20") {
    const Workspace workspace = on(iso);
    return add_child(workspace, {kind, cells, {}}, keep);
  }
  AddOutcome minor(const std::vector<TypedCell>& cells, Keep keep = Keep::changes) {
    return add(ChildKind::minor, cells, keep);
  }
  AddOutcome student(const std::vector<TypedCell>& cells) { return add(ChildKind::student, cells); }
  std::string refused(ChildKind kind, const std::vector<TypedCell>& cells) {
    const std::string before = database_bytes();
    const std::string codes = refusal([&] { add(kind, cells); });
    CHECK(database_bytes() == before);
    return codes;
  }
  std::string child(const std::string& name) {
    return rows(
        "SELECT student_name, sex, birth, class, town, village, address, guardian, enrolment, since FROM students "
        "WHERE student_name = '" +
        name + "'");
  }
  static std::string codes(const AddOutcome& outcome) {
    std::string all;
    for (const Problem& problem : outcome.problems) all += (all.empty() ? "" : " ") + problem.code;
    return all;
  }
};

const TypedCell stranger{"姓名", "贺小野"}, born{"出生日期", "2012-03-04"}, lives{"现住址", "青石镇柳树村5号"};

}  // namespace

TEST_CASE("a child added at the desk is the same child as one of a roster with that row") {
  Desk desk, roster;
  desk.minor({stranger, {"性别", "男"}, born, lives, {"监护人", "贺大山"}});
  roster.import_on("2026-11-20", {roster.file("one.csv",
                                              "姓名,性别,出生日期,现住址,监护人,学籍状态\n"
                                              "贺小野,男,2012-03-04,青石镇柳树村5号,贺大山,社会闲散\n")});
  CHECK(desk.child("贺小野") == roster.child("贺小野"));
  CHECK(desk.rows("SELECT kind, lines, provisional, added FROM imports ORDER BY import DESC LIMIT 1") ==
        roster.rows("SELECT kind, lines, provisional, added FROM imports ORDER BY import DESC LIMIT 1"));
}

TEST_CASE("who adds a child learns the short code, and who adds it again that nothing is new") {
  Desk desk;
  const AddOutcome first = desk.minor({stranger, born, lives});
  CHECK(first.standing == Standing::added);
  CHECK(first.provisional);
  CHECK(first.who.zh == "贺*野（社会闲散未成年人，" + short_code(first.student) + "）");
  const AddOutcome again = desk.minor({lives, born, stranger});
  CHECK(again.standing == Standing::known);
  CHECK(again.student == first.student);
  CHECK(desk.count("students") == 1);
}

TEST_CASE("what becomes known later is added to the child, and said") {
  Desk desk;
  const AddOutcome first = desk.minor({stranger, born, lives});
  const AddOutcome later = desk.minor({stranger, born, {"guardian", "贺大山"}});
  CHECK(later.standing == Standing::changed);
  CHECK(later.student == first.student);
  REQUIRE(later.changes.size() == 1);
  CHECK(later.changes.front().zh == "监护人：无 → 贺*山");
}

TEST_CASE("a rehearsal names the child without a code and keeps nothing") {
  Desk desk;
  const std::string before = desk.database_bytes();
  const AddOutcome rehearsed = desk.minor({stranger, born, lives}, Keep::nothing);
  CHECK(rehearsed.standing == Standing::added);
  CHECK(rehearsed.who.zh == "贺*野");
  CHECK(desk.database_bytes() == before);
}

TEST_CASE("an undo takes the child off the books, and adding it again brings it back under its code") {
  Desk desk;
  const AddOutcome first = desk.minor({stranger, born, lives});
  const Workspace workspace = desk.on("2026-11-20", "20:05:00");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(desk.count("students") == 0);
  const AddOutcome again = desk.minor({stranger, born, lives});
  CHECK(again.standing == Standing::added);
  CHECK(again.student == first.student);
}

TEST_CASE("a pupil added to a class does not make its other pupils missing") {
  Desk desk;
  desk.enrol();
  const std::int64_t before = desk.count("students");
  const AddOutcome added =
      desk.student({{"姓名", "孙小溪"}, {"班级", "七(1)班@石桥市第一初级中学"}, {"出生日期", "2013-05-06"}});
  CHECK(added.standing == Standing::added);
  CHECK(added.counts.vanished == 0);
  CHECK(desk.codes(added) == "");
  CHECK(desk.count("students") == before + 1);
}

TEST_CASE("a class may be said in every way in which people say it, and is never made by a slip") {
  const std::vector<std::vector<TypedCell>> ways = {
      {{"班级", "七(1)班"}},
      {{"班级", "七（1）班＠石桥市第一初级中学"}},
      {{"班级", "1班@9990180001"}, {"年级", "初一"}},
      {{"class", "1"}, {"grade", "7"}, {"school", "石桥市第一初级中学"}},
      {{"班级", "9990180001/7/1"}},
  };
  for (const std::vector<TypedCell>& way : ways) {
    CAPTURE(way.front().value);
    Desk desk;
    desk.enrol();
    std::vector<TypedCell> cells = way;
    cells.insert(cells.begin(), {"姓名", "孙小溪"});
    CHECK(desk.student(cells).who.zh.find("石桥市第一初级中学 七年级 1班") != std::string::npos);
  }
  Desk desk;
  desk.enrol();
  const TypedCell name{"姓名", "孙小溪"};
  CHECK(desk.refused(ChildKind::student, {name}) == "missing-argument");
  CHECK(desk.refused(ChildKind::student, {name, {"学校", "石桥市第一初级中学"}}) == "missing-argument");
  CHECK(desk.refused(ChildKind::student, {name, {"班级", "七(9)班@石桥市第一初级中学"}}) == "R_UNKNOWN_UNIT");
  CHECK(desk.refused(ChildKind::student, {name, {"班级", "七(1)班@石桥市第一初中学"}}) == "R_UNKNOWN_UNIT");
  CHECK(desk.refused(ChildKind::student, {name, {"班级", "午睡班"}}) == "R_UNKNOWN_UNIT");
}

TEST_CASE("what a roster would drop is refused at the desk, all of it at once") {
  Desk desk;
  const auto refused = [&](const std::vector<TypedCell>& cells) { return desk.refused(ChildKind::minor, cells); };
  CHECK(refused({{"性别", "男"}}) == "missing-argument");
  CHECK(refused({stranger, {"出生日期", "2012-02-30"}, {"性别", "?"}, {"身份证件号", "990181201203040012"}}) ==
        "R_DATE_UNREADABLE R_ID_CHECKDIGIT R_SEX_UNREADABLE");
  CHECK(refused({stranger, {"全国学籍号", "G12"}}) == "R_XUEJI_FORMAT");
  CHECK(refused({stranger, {"出生日期", "2027-01-01"}}) == "R_BIRTH_FUTURE");
  CHECK(refused({stranger, {"居住地代码", "柳叔村"}}) == "R_UNKNOWN_UNIT");
  CHECK(refused({stranger, {"班级", "七(1)班"}}) == "contradiction");
  CHECK(refused({stranger, {"学籍状态", "在读"}}) == "contradiction");
  CHECK(refused({{"姓名", "合计"}, {"性别", ""}, {"出生日期", ""}}) == "not-a-name");
  CHECK(refused({{"姓名", "S-X8D6"}, lives}) == "not-a-name");
  CHECK(refused({{"姓名", "99018120130204103X"}}) == "not-a-name");
  CHECK(desk.refused(ChildKind::student, {stranger, {"班级", "七(1)班"}, {"学籍状态", "社会闲散"}}) == "contradiction");
}

TEST_CASE("a place in a message is the column as it was typed") {
  Desk desk;
  try {
    desk.minor({stranger, {"生日", "2012-02-30"}});
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.problems().front().origin == Origin{"生日", 0, 0});
  }
}

TEST_CASE("a child on the roll of a school is never taken off it by being found in the street") {
  Desk desk;
  desk.import_on("2026-11-19", {desk.file("class.csv",
                                          "学校标识码,年级,班级,姓名,身份证件号,出生日期\n"
                                          "9990180001,七年级,1班,王小明,99018120130204103X,\n"
                                          "9990180001,七年级,1班,李小红,,2013-03-07\n")});
  CHECK(desk.refused(ChildKind::minor, {{"姓名", "王小明"}, {"证件号", "99018120130204103X"}}) == "at-school");
  const AddOutcome doubtful = desk.minor({{"姓名", "李小红"}, {"生日", "2013-03-07"}, lives});
  CHECK(doubtful.standing == Standing::in_doubt);
  CHECK(doubtful.deferred == 1);
  CHECK(desk.codes(doubtful) == "W_DEFERRED");
  CHECK(desk.count("students") == 2);
}

TEST_CASE("a minor found in the street who turns out to be a pupil stays on the roll of his school") {
  Desk desk;
  desk.import_on("2026-11-19", {desk.file("class.csv",
                                          "学校标识码,年级,班级,姓名,出生日期\n"
                                          "9990180001,七年级,1班,李小红,2013-03-07\n")});
  CHECK(desk.minor({{"姓名", "李小红"}, {"生日", "2013-03-07"}, lives}).standing == Standing::in_doubt);
  desk.import_on("2026-11-20", {desk.file("decided.csv", "待定号,决定,姓名\n1,同,x\n")});
  CHECK(desk.rows("SELECT class, enrolment, village FROM students") == "1班,enrolled,柳树村\n");
  CHECK(desk.refused(ChildKind::minor, {{"姓名", "李小红"}, {"生日", "2013-03-07"}, lives}) == "at-school");
}

TEST_CASE("two children of one name stay two, and whoever adds the second hears of the first") {
  Desk desk;
  desk.minor({stranger, born, lives});
  const AddOutcome other = desk.minor({stranger, {"出生日期", "2011-07-08"}, lives});
  CHECK(other.standing == Standing::added);
  CHECK(desk.codes(other) == "namesake");
  CHECK(desk.count("students") == 2);
}

TEST_CASE("a minor of whom too little is known is entered, with what will be missing") {
  Desk desk;
  CHECK(desk.codes(desk.minor({stranger})) == "no-residence no-birthday");
  CHECK(desk.count("students") == 1);
}
