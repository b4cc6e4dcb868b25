#include "app/explain/evaluate.h"

#include "app/office.h"

namespace ksbx {
namespace {

struct Asked : Office {
  Asked() {
    import_on("2026-11-15", {file("students.csv", "学校名称,年级,班级,姓名\n石桥市第一初级中学,七年级,1班,钱试二\n")});
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      registers(iso, "七年级1班");
      absent(iso, {"钱试二"});
    }
  }
  Evaluation answer(const std::string& condition, const char* iso) {
    const Workspace workspace = on(iso);
    return evaluate(workspace, condition, "钱试二", day(iso), workspace.dates.now, {});
  }
};

}  // namespace

TEST_CASE("a condition is answered as the rule would answer it, with each comparison and the days that were counted") {
  Asked office;
  const Evaluation second = office.answer("unexcused_days >= $leader_visit_after and compulsory", "2026-11-17");
  CHECK(second.truth == Truth::yes);
  REQUIRE(second.leaves.size() == 2);
  CHECK(second.leaves[0].truth == Truth::yes);
  REQUIRE(second.facts.size() == 2);
  CHECK(second.facts[1].counted == std::vector<std::string>{"2026-11-17", "2026-11-16"});
  CHECK(office.answer("unexcused_days >= 2", "2026-11-16").truth == Truth::no);
}

TEST_CASE("what cannot be known yet is neither yes nor no") {
  Asked office;
  CHECK(office.answer("unexcused_days >= 3", "2026-11-18").truth == Truth::unknown);  // no register yet
}

TEST_CASE("every mistake in a condition is reported, and an unknown child is refused") {
  Asked office;
  const Workspace workspace = office.on("2026-11-17");
  CHECK(refusal([&] {
          evaluate(workspace, "unexcused_day > 'x'", "钱试二", workspace.dates.judged, workspace.dates.now, {});
        }) == "unknown-name");
  CHECK(refusal([&] {
          evaluate(workspace, "compulsory", "无此人", workspace.dates.judged, workspace.dates.now, {});
        }) == "unknown-pupil");
}

}  // namespace ksbx
