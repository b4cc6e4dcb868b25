// Rosters and staff lists: no child is lost in silence, none is counted as missing who is there.
#include "app/office.h"

using namespace ksbx;

namespace {

const std::string roster_head = "学校标识码,年级,班级,姓名,身份证件号\n";
const std::string wang_id = "99018120130204103X", li_id = "990181201303071046", zhou_id = "990181201305131081";

std::string roster_row(const std::string& name, const std::string& id, const std::string& school_class = "1班",
                       const std::string& code = "9990180001", const std::string& grade = "七年级") {
  return code + "," + grade + "," + school_class + "," + name + "," + id + "\n";
}

// "a.csv: R_X:1 W_Y:2 | b.csv: -"
std::string told_of(const ImportOutcome& outcome) {
  std::string all;
  for (const ImportedFile& file : outcome.files) {
    std::map<std::string, int> codes;
    for (const Problem& problem : file.problems) ++codes[problem.code];
    all += (all.empty() ? "" : " | ") + file.file + ":";
    for (const auto& [code, count] : codes) all += " " + code + ":" + std::to_string(count);
    if (codes.empty()) all += " -";
  }
  return all;
}

struct Rosters : Office {
  ImportOutcome take(const std::vector<std::pair<std::string, std::string>>& files, bool each = false,
                     bool snapshot = false) {
    ImportRequest request;
    request.supplement = supplement;
    for (const auto& [name, text] : files) request.files.push_back(file(name, text));
    request.each = each;
    request.snapshot = snapshot;
    return import_on("2026-11-20", request);
  }
  bool supplement = false;
};

const std::vector<std::pair<std::string, std::string>> two_schools = {
    {"a.csv", roster_head + roster_row("王小明", wang_id) + roster_row("李小红", li_id)},
    {"b.csv", roster_head + roster_row("周小强", zhou_id, "1班", "9990180002", "六年级") +
                  roster_row("王小明", wang_id, "1班", "9990180002", "六年级")}};

}  // namespace

TEST_CASE("a child on the rosters of two schools of one call is a conflict, and the second run changes nothing") {
  Rosters office;
  for (int run = 0; run < 2; ++run) {
    const ImportOutcome outcome = office.take(two_schools);
    CHECK(told_of(outcome) == "a.csv: R_DUPLICATE_CONFLICT:1 | b.csv: R_DUPLICATE_CONFLICT:1");
    CHECK(outcome.total().added == (run == 0 ? 2 : 0));
    CHECK(outcome.total().changed == 0);
    CHECK(outcome.files[0].problems.front().what.zh.find("b.csv 第 3 行") != std::string::npos);
    CHECK(outcome.files[1].problems.front().what.zh.find("a.csv 第 2 行") != std::string::npos);
  }
  CHECK(office.rows("SELECT count(*) FROM students") == "2\n");
}

TEST_CASE("a child known before who is on two rosters stays where it was, and is not missing") {
  Rosters office;
  office.take({{"before.csv", roster_head + roster_row("王小明", wang_id) + roster_row("李小红", li_id)}});
  const ImportOutcome outcome = office.take(two_schools, false, true);
  CHECK(outcome.total().vanished == 0);
  CHECK(office.rows("SELECT school_code FROM students WHERE student_name = '王小明'") == "9990180001\n");
}

TEST_CASE("a child in two classes of one school is a conflict, in one roster and in two") {
  Rosters office;
  const ImportOutcome outcome =
      office.take({{"1.csv", roster_head + roster_row("王小明", wang_id) + roster_row("李小红", li_id)},
                   {"2.csv", roster_head + roster_row("王小明", wang_id, "2班")}});
  CHECK(told_of(outcome) == "1.csv: R_DUPLICATE_CONFLICT:1 | 2.csv: R_DUPLICATE_CONFLICT:1");
}

TEST_CASE("a child who is on two rosters of one call with the same words is told and taken once") {
  Rosters office;
  const std::string other_order =
      "姓名,班级,身份证件号,年级,学校标识码\n王小明,七(1)班," + wang_id + ",初一,9990180001\n";
  for (int run = 0; run < 2; ++run) {
    const ImportOutcome outcome =
        office.take({{"1.csv", roster_head + roster_row("王小明", wang_id)}, {"2.csv", other_order}});
    CHECK(told_of(outcome) == "1.csv: - | 2.csv: W_DUPLICATE_SAME:1");
    CHECK(outcome.total().changed == 0);
  }
}

TEST_CASE("a second roster that says more of the same children adds it") {
  Rosters office;
  const std::string phones = "学校标识码,姓名,身份证件号,联系电话\n9990180001,王小明," + wang_id + ",13812345678\n";
  const ImportOutcome outcome =
      office.take({{"1.csv", roster_head + roster_row("王小明", wang_id)}, {"2.csv", phones}});
  CHECK(outcome.total().rejected == 0);
  CHECK(office.rows("SELECT phone, class FROM students") == "13812345678,1班\n");
  const ImportOutcome again = office.take({{"1.csv", roster_head + roster_row("王小明", wang_id)}, {"2.csv", phones}});
  CHECK(again.total().changed == 0);
}

TEST_CASE("whom one school lists as gone and another as its own went from the one to the other") {
  Rosters office;
  const std::string left =
      "学校标识码,年级,班级,姓名,身份证件号,学籍状态\n9990180001,七年级,1班,王小明," + wang_id + ",转出\n";
  const ImportOutcome outcome = office.take(
      {{"1.csv", left}, {"2.csv", roster_head + roster_row("王小明", wang_id, "1班", "9990180002", "六年级")}});
  CHECK(outcome.total().rejected == 0);
  CHECK(office.rows("SELECT school_code, enrolment FROM students") == "9990180002,enrolled\n");
}

TEST_CASE("with each file for itself the earlier one stays and the later row is rejected") {
  Rosters office;
  for (int run = 0; run < 2; ++run) {
    const ImportOutcome outcome = office.take(two_schools, true);
    CHECK(told_of(outcome) == "a.csv: - | b.csv: R_DUPLICATE_CONFLICT:1");
    CHECK(outcome.total().changed == 0);
    CHECK(office.rows("SELECT school_code FROM students WHERE student_name = '王小明'") == "9990180001\n");
  }
}

TEST_CASE("two children with one 学籍号 are kept by their id numbers") {
  Rosters office;
  const std::string with_xueji = "学校标识码,年级,班级,姓名,身份证件号,全国学籍号\n";
  const std::string number = "G990181201401010018";
  const std::string one = "9990180001,七年级,1班,王小明," + wang_id + "," + number + "\n";
  const std::string two = "9990180001,七年级,1班,李小红," + li_id + "," + number + "\n";
  CHECK(told_of(office.take({{"a.csv", with_xueji + one + two}})) == "a.csv: W_XUEJI_DOUBTFUL:2");
  CHECK(office.rows("SELECT student_name, coalesce(xueji, '') FROM students ORDER BY 1") == "李小红,\n王小明,\n");
  Rosters two_files;
  const std::string three = "9990180001,七年级,2班,李小红," + li_id + "," + number + "\n";
  CHECK(told_of(two_files.take({{"a.csv", with_xueji + one}, {"b.csv", with_xueji + three}})) ==
        "a.csv: W_XUEJI_DOUBTFUL:1 | b.csv: W_XUEJI_DOUBTFUL:1");
  CHECK(two_files.rows("SELECT count(*) FROM students") == "2\n");
}

TEST_CASE("a row twice with another serial number is the same row") {
  Rosters office;
  const std::string numbered = "序号,学校标识码,年级,班级,姓名,身份证件号\n";
  const ImportOutcome outcome =
      office.take({{"a.csv", numbered + "1," + roster_row("王小明", wang_id) + "2," + roster_row("李小红", li_id) +
                                 "3," + roster_row("王小明", wang_id)}});
  CHECK(told_of(outcome) == "a.csv: W_DUPLICATE_SAME:1 W_IGNORED_COLUMNS:1");
  CHECK(outcome.total().accepted == 2);
}

TEST_CASE("a child whose row is rejected has not vanished, whatever is wrong with the row") {
  const std::string good = roster_row("李小红", li_id);
  for (const std::string& bad : {std::string("9990180001,七年级,1班,王小明," + wang_id + ",多余\n"),  // too many cells
                                 "9990180001,七年级,1班,王小明,,\"" + wang_id + "\"\n",               // shifted
                                 "9990180001;七年级;1班;王小明;" + wang_id + "\n",       // another delimiter
                                 std::string("9990180001,七年级,1班,王小明,,x,y\n")}) {  // by name and class
    CAPTURE(bad);
    Rosters office;
    office.take({{"a.csv", roster_head + roster_row("王小明", wang_id) + good}});
    const ImportOutcome outcome = office.take({{"a.csv", roster_head + bad + good}}, false, true);
    CHECK(outcome.total().rejected == 1);
    CHECK(outcome.total().vanished == 0);
  }
}

TEST_CASE("words that say nothing are no guardian and no address") {
  Rosters office;
  office.take({{"a.csv", "学校标识码,年级,班级,姓名,身份证件号,监护人姓名,现住址\n9990180001,七年级,1班,王小明," +
                             wang_id + ",NULL,#N/A\n9990180001,七年级,1班,李小红," + li_id + ",李大红,—\n"}});
  CHECK(office.rows("SELECT student_name, guardian, address FROM students ORDER BY 1") == "李小红,李大红,\n王小明,,\n");
}

TEST_CASE("a list of newcomers misses no one and needs no one to accept it") {
  Rosters office;
  std::string all, more;
  for (int i = 0; i < 20; ++i) all += roster_row("学" + std::to_string(i), "");
  for (int i = 20; i < 23; ++i) more += roster_row("学" + std::to_string(i), "");
  office.take({{"all.csv", roster_head + all}});
  CHECK(refusal([&] { office.take({{"more.csv", roster_head + more}}); }) == "snapshot-guard");
  office.supplement = true;
  const ImportOutcome outcome = office.take({{"more.csv", roster_head + more}});
  CHECK(outcome.total().added == 3);
  CHECK(outcome.total().vanished == 0);
  CHECK(office.rows("SELECT count(*) FROM journal WHERE event = 'import.accepted'") == "0\n");
  CHECK(refusal([&] { office.take({{"more.csv", roster_head + more}}, false, true); }) == "E_PART_OF_ROSTER");
}

TEST_CASE("a list of newcomers that may mean either of two namesakes waits for a person and changes neither") {
  Rosters office;
  const std::string roster = "学校标识码,年级,班级,姓名,出生日期,监护人姓名\n", place = "9990180001,七年级,1班,";
  office.take({{"all.csv", roster + place + "王小明,2013-02-04,\n" + place + "王小明,2013-05-06,\n" + place +
                               "李小红,2013-03-07,\n"}});
  const std::string before = office.rows("SELECT * FROM students ORDER BY student_code");
  office.supplement = true;
  for (const char* row : {"王小明,,王大\n", "王小明,,\n"}) {
    CAPTURE(row);
    const ImportOutcome outcome = office.take({{"more.csv", roster + place + row}});
    CHECK(told_of(outcome).find("W_DEFERRED:1") != std::string::npos);
    CHECK(outcome.deferred() == 1);
    CHECK(outcome.total().added == 0);
    CHECK(outcome.total().changed == 0);
    CHECK(office.rows("SELECT * FROM students ORDER BY student_code") == before);
  }
  CHECK(office.take({{"third.csv", roster + place + "王小明,2013-07-08,王三\n"}}).total().added == 1);
}

TEST_CASE("papers of another type are kept with their type, and no one is asked for a type that is there") {
  Rosters office;
  const std::string with_type = "学校标识码,年级,班级,姓名,身份证件类型,身份证件号\n";
  const std::string place = "9990180001,七年级,1班,";
  const std::string lines = place + "玛丽,护照,E12345678\n" + place + "王小明,居民身份证," + wang_id + "\n" + place +
                            "李小红,居民身份证,E7654321\n";
  const ImportOutcome outcome = office.take({{"a.csv", with_type + lines}});
  CHECK(told_of(outcome) == "a.csv: W_ID_FORMAT:1");
  CHECK(outcome.files[0].problems.front().remedy.zh.find("请填写") == std::string::npos);
  CHECK(office.rows("SELECT student_name, other_id, provisional FROM students ORDER BY 1") ==
        "李小红,,1\n王小明,,0\n玛丽,护照 E12345678,1\n");
  CHECK(office.take({{"a.csv", with_type + lines}}).total().unchanged == 3);
}
