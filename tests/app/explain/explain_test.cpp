#include "app/explain/explain.h"

#include "app/office.h"

using namespace ksbx;

namespace {

struct SecondDay : Office {
  SecondDay() {
    enrol();
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      registers(iso);
      absent(iso, {"钱试二"});
      escalate_on(iso);
    }
  }
  Explanation why(const std::string& on_day, const std::string& known_at = "2026-12-31T00:00:00") {
    return explain(on(on_day), "钱试二", day(on_day), *Moment::parse(known_at), {});
  }
};

const FactValue& fact(const Explanation& why, const std::string& name) {
  for (const FactValue& value : why.facts)
    if (value.name == name) return value;
  FAIL("no such fact: " << name);
  return why.facts.front();
}

Truth judged(const Explanation& why, const std::string& rule) {
  for (const Judgement& judgement : why.rules)
    if (judgement.rule->id == rule) return judgement.truth;
  FAIL("no such rule: " << rule);
  return Truth::unknown;
}

}  // namespace

TEST_CASE("an explanation names both chains, the days counted and every rule, and covers the name") {
  SecondDay office;
  const Explanation why = office.why("2026-11-17");
  CHECK(why.who.zh.find("钱*二（石桥市第一初级中学 七年级 1班，S-") == 0);
  REQUIRE(why.chains.size() == 2);
  CHECK(why.chains[0].zh == "政府线：石桥市 → 青石镇 → 柳树村 → 家庭（青石镇派出所）");
  CHECK(why.chains[1].zh.find("石桥市教育局 → 青石镇教办 → 石桥市第一初级中学 → 七年级 → 1班") != std::string::npos);
  CHECK(fact(why, "unexcused_days").counted == std::vector<std::string>{"2026-11-17", "2026-11-16"});
  CHECK(judged(why, "leader-visit") == Truth::yes);
  CHECK(judged(why, "dual-report") == Truth::no);
  CHECK(why.marks.size() == 4);
}

TEST_CASE("units that are above each other by mistake do not keep the answer from coming") {
  SecondDay office;
  office.database.execute(
      "UPDATE t_unit SET parent = (SELECT id FROM t_unit WHERE name = '石桥市第一初级中学') WHERE name = '青石镇教办'");
  CHECK(office.why("2026-11-17").chains[1].zh.find("青石镇教办 → 石桥市第一初级中学 → 七年级") != std::string::npos);
}

TEST_CASE("the day before, it was another answer, and it still is") {
  SecondDay office;
  CHECK(judged(office.why("2026-11-16"), "leader-visit") == Truth::no);
}

TEST_CASE("with what was known then, the answer of then") {
  SecondDay office;
  MarkRequest leave;
  leave.day = day("2026-11-17");
  leave.absences = {{"钱试二", Half::whole_day, Presence::excused, "病假"}};
  Workspace later = office.on("2026-11-19");
  mark_absent(later, leave, Keep::changes);
  CHECK(judged(office.why("2026-11-17"), "leader-visit") == Truth::no);
  CHECK(judged(office.why("2026-11-17", "2026-11-18T00:00:00"), "leader-visit") == Truth::yes);
}

TEST_CASE("an explanation hides what people typed about a child, unless somebody says why it is needed") {
  Office office;
  office.enrol();
  MarkRequest ill;
  ill.day = day("2026-11-16");
  ill.absences = {{"钱试二", Half::whole_day, Presence::excused, "钱家长说住院"}};
  const Workspace workspace = office.on("2026-11-16");
  mark_absent(workspace, ill, Keep::changes);
  office.done("2026-11-16", "contact", "钱试二",
              {{"mode", "phone"}, {"reached", "yes"}, {"note", "钱家长电话 13812345678"}}, "孙老师");
  const auto typed = [&](const Disclosure& shown) {
    const Explanation why = explain(workspace, "钱试二", day("2026-11-16"), workspace.dates.now, shown);
    return why.marks.front().reason + "/" + text_of(why.records.front().fields.at("note")) + "/" +
           text_of(why.records.front().fields.at("mode")) + "/" + why.records.front().by;
  };
  CHECK(typed({}) == "***/***/phone/孙老师");
  CHECK(typed(Masking::strict) == "***/***/phone/孙老师");
  CHECK(typed({Masking::none, "家访"}) == "钱家长说住院/钱家长电话 13812345678/phone/孙老师");
}

TEST_CASE("lists that name a child are on record of him, in order with his own, and those of others are not") {
  SecondDay office;
  std::string code = office.rows("SELECT student_code FROM students WHERE student_name = '钱试二'");
  code.pop_back();
  std::string other = office.rows("SELECT student_code FROM students WHERE student_name <> '钱试二' LIMIT 1");
  other.pop_back();
  const std::string school = "9990180001";
  office.done("2026-11-17", "listed_pupil", school, {{"listing", "not_in_class"}, {"student", code}}, "赵校长");
  office.done("2026-11-17", "listed_pupil", school, {{"listing", "not_in_class"}, {"student", other}}, "赵校长");
  office.done("2026-11-18", "contact", "钱试二", {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  office.done("2026-11-19", "listed_pupil", school, {{"listing", "not_in_class"}, {"student", code}}, "赵校长");
  const auto kinds = [&](const std::string& iso) {
    std::string told;
    for (const Record& record : office.why(iso).records) told += record.day.iso() + " " + record.kind + "\n";
    return told;
  };
  CHECK(kinds("2026-11-16") == "");
  CHECK(kinds("2026-11-18") == "2026-11-17 listed_pupil\n2026-11-18 contact\n");
  CHECK(kinds("2026-11-19") == "2026-11-17 listed_pupil\n2026-11-18 contact\n2026-11-19 listed_pupil\n");
}

TEST_CASE("what one more absence would start does not depend on what came later") {
  Office office;
  office.enrol();
  office.registers("2026-11-16");
  office.absent("2026-11-16", {"钱试二"});
  const auto started = [&] {
    const Workspace workspace = office.on("2026-11-20");
    const Explanation why = explain(workspace, "钱试二", day("2026-11-16"), workspace.dates.now, {});
    REQUIRE_FALSE(why.what_if.empty());
    std::string rules;
    for (const Duty& duty : why.what_if.front().duties) rules += duty.key.rule + "/" + duty.key.item + " ";
    return rules;
  };
  const std::string before = started();
  CHECK(before != "");
  office.absent("2026-11-19", {"钱试二"});
  CHECK(started() == before);
}

TEST_CASE("what one more event would start is what it then starts") {
  SecondDay office;
  Workspace first = office.on("2026-11-16");
  office.done("2026-11-17", "persuasion", "钱试二",
              {{"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}}, "赵校长");
  const Explanation why = office.why("2026-11-17");
  REQUIRE(why.what_if.size() == 2);
  std::string rules;
  for (const Duty& duty : why.what_if[1].duties) rules += duty.key.rule + " ";
  CHECK(rules.find("dual-report") != std::string::npos);
  CHECK(office.count("duties WHERE rule = 'dual-report'") == 0);
}
