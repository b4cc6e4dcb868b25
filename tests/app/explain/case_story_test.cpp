#include "app/explain/case_story.h"

#include "app/office.h"
#include "files/render/render_page.h"
#include "said.h"

using namespace ksbx;

namespace {

// 钱试二 stayed away for two days, two persuasions failed, and the school reported it; then the town answered.
struct ReportedCase : Office {
  ReportedCase() {
    enrol();
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      registers(iso);
      absent(iso, {"钱试二"});
      done(iso, "persuasion", "钱试二",
           {{"mode", "home_visit"},
            {"reached", "yes"},
            {"outcome", "refused"},
            {"reason", "weariness"},
            {"family", "父母外出务工"}},
           "赵校长");
      escalate_on(iso);
    }
  }
  Page story(const Disclosure& shown = {}, const std::string& pupil = "钱试二") {
    const Workspace workspace = on("2026-11-18");
    return case_story(workspace, pupil, shown, Language::zh);
  }
};

const Table& part(const Page& page, const std::string& name) {
  for (const Panel& one : page.parts)
    if (one.table.name == name) return one.table;
  FAIL("no such part: " << name);
  return page.parts.front().table;
}

std::string csv(const Page& page, const std::string& name) {
  return render(part(page, name), Format::csv);
}

}  // namespace

TEST_CASE("whoever reads the rule files gets the clauses of a child's story by their numbers") {
  ReportedCase office;
  const Workspace workspace = office.on("2026-11-18");
  const Page story = case_story(workspace, "钱试二", {}, Language::zh, Cited::numbers);
  for (const char* name : {"open", "duties"}) {
    CAPTURE(name);
    CHECK(contains(csv(story, name), "P30"));
    CHECK_FALSE(contains(csv(story, name), "二（一）2"));
  }
}

TEST_CASE("the story of a child has both chains with the people, what is open, and what happened in order") {
  ReportedCase office;
  const Page story = office.story();
  const std::string all = render(story, Format::table);
  CHECK(contains(all, "政府线：石桥市 → 青石镇 → 柳树村"));
  CHECK(contains(all, "1班 → 学生（班主任 孙老师）"));
  CHECK(contains(all, "监护人："));
  CHECK(contains(csv(story, "open"), "二（一）2"));
  const std::string what = csv(story, "timeline");
  CHECK(what.find("2026-11-16,无故缺课") < what.find("2026-11-17,学生辍学情况报告"));
  CHECK(contains(what, "结果：拒绝返校"));
  CHECK(contains(csv(story, "documents"), "政府线,青石镇,未签收"));
}

TEST_CASE("the attendance strip says what was known of each session, and no register is not present") {
  ReportedCase office;
  const std::string strip = csv(office.story(), "attendance");
  CHECK(contains(strip, "2026-11-16,缺,缺\n2026-11-17,缺,缺\n2026-11-18,？,？\n"));
}

TEST_CASE("the attendance strip begins with the first register that was returned when the child was on the roll") {
  for (const auto& [entered, is_shown] : {std::pair{"2026-11-16", true}, {"2026-11-13", false}}) {
    CAPTURE(entered);
    Office office;
    office.enrol();  // on 2026-11-15
    std::string register_of_class =
        "石桥市第一初级中学七年级1班2026年11月考勤表\n图例：√出勤 ×旷课\n姓名,9,10,11,12,13\n";
    for (const char* name : {"钱试二", "孙试三", "李试四", "周试五", "吴试六", "郑试七"})
      register_of_class += std::string(name) + ",,,√,√,\n";
    office.imported_on(entered, office.file("11月.csv", register_of_class));
    const Workspace workspace = office.on("2026-11-18");
    const std::string strip = csv(case_story(workspace, "钱试二", {}, Language::zh), "attendance");
    CHECK(contains(strip, "2026-11-11,到,到\n2026-11-12,到,到\n") == is_shown);
    CHECK_FALSE(contains(strip, "2026-11-10"));
  }
}

TEST_CASE("a story shows no name of the family and nothing of what was written about it unless someone gave a reason") {
  ReportedCase office;
  for (Format format : {Format::table, Format::json, Format::md, Format::html}) {
    const std::string masked = render(office.story(), format);
    for (const char* secret : {"钱试二", "父母外出务工", "990181201"}) {
      CAPTURE(secret);
      CHECK_FALSE(contains(masked, secret));
    }
    CHECK(contains(masked, format == Format::md ? "钱\\*二" : "钱*二"));
  }
  const std::string whole = render(office.story({Masking::none, "家访"}), Format::table);
  CHECK(contains(whole, "钱试二"));
  CHECK(contains(whole, "父母外出务工"));
}

TEST_CASE("the story of a child tells of the lists that name him, and whose they are") {
  ReportedCase office;
  std::string code = office.rows("SELECT student_code FROM students WHERE student_name = '钱试二'");
  code.pop_back();
  office.done("2026-11-18", "listed_pupil", "9990180001", {{"listing", "not_in_class"}, {"student", code}}, "赵校长");
  const std::string told = csv(office.story(), "timeline");
  CHECK(contains(told, "2026-11-18,名单逐人登记,石桥市第一初级中学　赵校长；名单：在籍不在校"));
}

TEST_CASE("a document is received from the day of its receipt") {
  ReportedCase office;
  const std::string numbers =
      office.rows("SELECT number FROM documents WHERE line = 'government' AND rule = 'dual-report'");
  office.done("2026-11-18", "receipt", numbers.substr(0, numbers.find('\n')), {}, "李镇长");
  CHECK(contains(csv(office.story(), "documents"), "政府线,青石镇,2026-11-18"));
}

TEST_CASE("a child about whom nothing is known has a story all the same") {
  ReportedCase office;
  const Page story = office.story(Masking::normal, "郑试七");
  CHECK(part(story, "open").rows.empty());
  CHECK(contains(render(story, Format::html), "没有未完成的任务。"));
  CHECK(refusal([&] { office.story(Masking::normal, "无此人"); }) == "unknown-pupil");
}
