#include "app/papers/documents.h"

#include "app/office.h"
#include "policy/papers/office.h"
#include "said.h"

using namespace ksbx;

namespace {

const Disclosure unmasked{Masking::none, "家访"};

// 钱试二 stayed away for two days, two persuasions failed, and the school reported it.
struct Reported2Days : Office {
  Reported2Days() {
    enrol();
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      registers(iso);
      absent(iso, {"钱试二"});
      done(iso, "persuasion", "钱试二",
           {{"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}}, "赵校长");
      escalate_on(iso);
    }
  }
  std::string number(const char* line) {
    const std::string all =
        rows(formatted("SELECT number FROM documents WHERE rule = 'dual-report' AND line = '{}'", line));
    return all.substr(0, all.find('\n'));
  }
  std::string printed(const std::string& which, const Disclosure& shown) {
    const Workspace workspace = on("2026-11-17");
    return paper_text(printed_document(workspace, which, shown));
  }
  std::string on_demand(const char* form, const char* whom, const Disclosure& shown) {
    const Workspace workspace = on("2026-11-17");
    return paper_text(document_on_demand(workspace, shipped_reports(), form, whom, shown));
  }
};

}  // namespace

TEST_CASE("a document prints as original, stub and receipt slip, with its number on each") {
  Reported2Days office;
  const std::string number = office.number("government");
  const std::string printed = office.printed(number, unmasked);
  for (const char* part : {"存　根", "回　执", "钱试二", "关于学生辍学情况的函", "经办人", "签收人"}) {
    CAPTURE(part);
    CHECK(contains(printed, part));
  }
  const std::string shown = official_number(office.rules, number);
  CHECK(shown.ends_with("-政-1号"));
  std::size_t times = 0;
  for (auto at = printed.find(shown); at != std::string::npos; at = printed.find(shown, at + 1)) ++times;
  CHECK(times == 3);
}

TEST_CASE("a school writes a report to the bureau and a letter to the town, with one text that makes no request") {
  Reported2Days office;
  const Workspace workspace = office.on("2026-11-17");
  const Paper report = printed_document(workspace, office.number("education"), unmasked);
  const Paper letter = printed_document(workspace, office.number("government"), unmasked);
  CHECK(report.title == "关于学生辍学情况的报告");
  CHECK(letter.title == "关于学生辍学情况的函");
  CHECK(report.content == letter.content);
  CHECK(letter.to.ends_with("镇人民政府"));
  CHECK_FALSE(contains(report.content, "请"));
}

TEST_CASE("a paper has no day as programs write it, no address twice, and says in what post a visitor came") {
  Reported2Days office;
  const std::string text = office.printed(office.number("government"), unmasked);
  CHECK(contains(text, "缺课时间：2026年11月16日全天、11月17日全天。"));
  CHECK(contains(text, "，赵校长（校长），"));
  CHECK_FALSE(contains(text, "2026-11-"));
}

TEST_CASE("who was told where a child lives hears of his move, also to the same number in another village") {
  Reported2Days office;
  CHECK(contains(office.printed(office.number("government"), unmasked), "现住址：青石镇柳树村1号\n"));
  office.registers("2026-11-18");
  office.absent("2026-11-18", {"钱试二"});
  office.import_on("2026-11-18",
                   {office.file("villages.csv", "种类,代码,名称,所在镇街代码\n村,990181003006,石磨村,990181003\n")});
  office.import_on(
      "2026-11-18",
      {office.file("moved.csv",
                   "学校名称,年级,班级,姓名,身份证件号,所在村,现住址\n石桥市第一初级中学,七年级,1班,钱试二,"
                   "99018120130204103X,石磨村,石桥市青石镇石磨村1号\n")});
  office.escalate_on("2026-11-18");
  CHECK(contains(office.rows("SELECT content FROM documents WHERE kind = 'correction' AND rule = 'dual-report'"),
                 "现住址：原为“青石镇柳树村1号”，现为“青石镇石磨村1号”"));
}

TEST_CASE("the stub has a short check that people can compare") {
  Reported2Days office;
  const std::string text = office.printed(office.number("government"), unmasked);
  const std::string hash = office.rows("SELECT hash FROM documents WHERE rule = 'dual-report' AND line = 'government'");
  CHECK(contains(text, "内容校验：" + hash.substr(0, 8) + "\n"));
}

TEST_CASE("all papers of a night, or all that a unit has not signed for, are printed at once") {
  Reported2Days office;
  const Workspace workspace = office.on("2026-11-17");
  const auto of_night = printed_documents(workspace, {day("2026-11-17"), {}}, unmasked);
  CHECK(of_night.size() >= 2);
  for (const Paper& paper : printed_documents(workspace, {std::nullopt, "石桥市教育局"}, unmasked))
    CHECK(paper.to == "石桥市教育局");
  CHECK(refusal([&] { printed_documents(workspace, {day("2026-11-16"), {}}, unmasked); }) == "no-documents");
  CHECK(refusal([&] { printed_documents(workspace, {std::nullopt, "无此镇"}, unmasked); }) == "R_UNKNOWN_UNIT");
}

TEST_CASE("a report in a paper is a table, whose header and cells are apart") {
  Reported2Days office;
  const Paper bulletin =
      document_on_demand(office.on("2026-11-17"), shipped_reports(), "town-bulletin", "青石镇", Masking::normal);
  CHECK(contains(bulletin.content, "类别\t单位\t缺课学生\t"));
  CHECK(contains(paper_html(bulletin), "<th>单位</th>"));
}

TEST_CASE("a document about a pupil shows no name unless someone may read it") {
  Reported2Days office;
  const std::string printed = office.printed(office.number("education"), Masking::normal);
  CHECK_FALSE(contains(printed, "钱试二"));
  CHECK(contains(printed, "钱*二"));
  CHECK(contains(printed, "--unmask"));
  CHECK(refusal([&] { office.on_demand("visit-sheet", "钱试二", Masking::normal); }) == "document-with-names");
}

TEST_CASE("a paper on demand is filled in and leaves the store alone") {
  Reported2Days office;
  const std::string before = office.database_bytes();
  const std::string sheet = office.on_demand("visit-sheet", "钱试二", unmasked);
  CHECK(contains(sheet, "学生：钱试二"));
  CHECK(contains(sheet, "连续无故 2 天"));
  CHECK(office.database_bytes() == before);
}

TEST_CASE("a paper whose mandatory section is not known is refused with what is missing") {
  Reported2Days office;
  Rulebook rules = shipped_rules();
  Form letter;
  letter.id = "letter";
  letter.title = {"责任书", "letter"};
  letter.body = "{student}：{guardian}，{reason}\n";
  letter.must_include = {"guardian", "reason"};
  Form bulletin;
  bulletin.id = "bulletin";
  bulletin.title = {"通报", "bulletin"};
  bulletin.body = "{unit}，{period}\n{issuer}\n";
  rules.forms.push_back(letter);
  rules.forms.push_back(bulletin);
  const Workspace workspace{office.database, rules, office.calendar, office.on("2026-11-17").dates, "test", "zhang"};
  std::string missing;
  try {
    document_on_demand(workspace, shipped_reports(), "letter", "郑试七", unmasked);
  } catch (const Error& error) {
    missing = error.problems().front().code + " " + error.problems().front().what.zh;
  }
  CHECK(missing == "form-incomplete “责任书”还缺：原因");
  CHECK(paper_text(document_on_demand(workspace, shipped_reports(), "bulletin", "青石镇", Masking::normal)) ==
        "青石镇，2026年11月\n青石镇人民政府\n");
}

TEST_CASE("a document's number is understood as it is typed from paper, if only one document is meant") {
  Reported2Days office;
  for (const char* typed :
       {"控辍〔2026〕9990180001-政-0001", "控辍[2026]9990180001-政-0001", "控辍〔2026〕9990180001-政-1号",
        "控辍（2026）9990180001-政-1", "2026 9990180001 政 1 号", "9990180001-政-0001"}) {
    CAPTURE(typed);
    CHECK(contains(office.printed(typed, unmasked), "控辍〔2026〕9990180001-政-1号"));
  }
  for (const char* typed : {"0001", "教-政-0001", "2025 9990180001-政-0001", "001-政-0001", ""}) {
    CAPTURE(typed);
    CHECK(refusal([&] { office.printed(typed, unmasked); }) == "unknown-document");
  }
  CHECK(contains(office.printed("教1", unmasked), "控辍〔2026〕9990180001-教-1号"));
  CHECK(refusal([&] { office.printed("政-1", unmasked); }) == "ambiguous-document");  // the school's and the town's
}

TEST_CASE("a number or a form that does not exist is answered with what there is") {
  Reported2Days office;
  CHECK(refusal([&] { office.printed("控辍〔2026〕9990180001-政-9999", unmasked); }) == "unknown-document");
  CHECK(refusal([&] { office.on_demand("visit-shet", "钱试二", unmasked); }) == "unknown-form");
  CHECK(refusal([&] { office.on_demand("visit-sheet", "无此人", unmasked); }) == "unknown-pupil");
}
