// Who hears of late steps (督办), on whose side, and with how much time.
#include "app/enter/close_lessons.h"
#include "app/enter/undo.h"
#include "app/office.h"
#include "app/workspace/closures.h"

using namespace ksbx;

namespace {

const std::map<std::string, std::string> refused = {
    {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "work"}};

// 钱试二 misses Monday and Tuesday.
struct TwoDays : Office {
  TwoDays() { enrol(); }

  void day_missed(const std::string& iso) {
    absent(iso, {"钱试二"});
    registers(iso);
  }
  // The head goes on both days, in vain: both lines are told on Tuesday.
  void told() {
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      day_missed(iso);
      done(iso, "persuasion", "钱试二", refused, "赵校长");
      escalate_on(iso);
    }
  }
  void quiet(std::initializer_list<const char*> days) {
    for (const char* iso : days) {
      registers(iso);
      escalate_on(iso);
    }
  }
  std::string duty(const std::string& where) {
    return rows(
        "SELECT state, opened, due, coalesce(overdue, ''), person FROM duties WHERE student_name = '钱试二' AND " +
        where + " ORDER BY duty");
  }
  std::int64_t missed(const std::string& where) {
    return count("t_miss m JOIN t_duty x ON x.id = m.duty WHERE " + where);
  }
};

}  // namespace

TEST_CASE("whoever was ordered to stop has his days anew when he is asked again, and missed nothing in between") {
  TwoDays office;
  office.told();
  CHECK(office.duty("rule = 'joint-persuasion'") == "open,2026-11-17,2026-11-20,,\n");
  CloseRequest flu;
  flu.days = {day("2026-11-16"), day("2026-11-23")};
  flu.reason = "流感停课";
  Calendar known;
  const auto now = [&](const std::string& iso) {
    const Workspace workspace = office.on(iso);
    known = with_closures(office.calendar, office.database, workspace.dates.now);
    return Workspace{office.database, office.rules, known, workspace.dates, "test", "zhang"};
  };
  const auto night = [&](const std::string& iso) {
    const Workspace workspace = now(iso);
    escalate(workspace, {}, Keep::changes);
  };
  const Workspace wednesday = now("2026-11-18");
  const std::int64_t closure = close_lessons(wednesday, flu, Keep::changes).closure;
  night("2026-11-18");
  CHECK(office.duty("rule = 'joint-persuasion'") == "withdrawn,2026-11-17,2026-11-20,,\n");
  for (const char* iso : {"2026-11-19", "2026-11-20", "2026-11-23"}) night(iso);
  const Workspace tuesday = now("2026-11-24");
  undo(tuesday, change_of_closure(tuesday, closure), Keep::changes, Language::zh, Disclosure{});
  night("2026-11-24");
  CHECK(office.duty("rule = 'joint-persuasion'") == "open,2026-11-17,2026-11-27,,\n");
  CHECK(office.missed("x.rule = 'joint-persuasion'") == 0);
  night("2026-11-25");
  CHECK(office.duty("rule = 'joint-persuasion'") == "open,2026-11-17,2026-11-27,,\n");
  night("2026-11-30");
  CHECK(office.missed("x.rule = 'joint-persuasion'") == 1);
}

TEST_CASE("a step is overseen in the school that was late, not in the one to which the child went") {
  TwoDays office;
  office.import_on("2026-11-15",
                   {office.file("more.csv", "姓名,职务,单位,起始日期\n冯校长,校长,石桥市青石镇中心小学,2026-09-01\n")});
  office.day_missed("2026-11-16");
  office.escalate_on("2026-11-16");
  office.import_on("2026-11-17", {office.file("moved.csv",
                                              "学校名称,年级,班级,姓名,身份证件号\n"
                                              "石桥市青石镇中心小学,六年级,1班,钱试二,99018120130204103X\n")});
  office.quiet({"2026-11-17", "2026-11-18"});
  CHECK(office.rows("SELECT DISTINCT person FROM duties WHERE student_name = '钱试二' AND action LIKE 'oversee-%' AND "
                    "role = 'principal'") == "赵校长\n");
}

TEST_CASE("whoever is told late of a late step has his time from that night on") {
  TwoDays office;
  office.day_missed("2026-11-16");
  office.escalate_on("2026-11-16");
  for (const char* iso : {"2026-11-17", "2026-11-18", "2026-11-19"}) office.registers(iso);
  office.escalate_on("2026-11-20");
  CHECK(office.duty("rule = 'first-day-contact' AND item = '1-late-1'") == "open,2026-11-17,2026-11-23,,赵校长\n");
  CHECK(office.missed("x.action LIKE 'oversee-%'") == 0);
}

TEST_CASE("what is overseen is in the name of the duty") {
  TwoDays office;
  office.day_missed("2026-11-16");
  office.quiet({"2026-11-16", "2026-11-17", "2026-11-18"});
  CHECK(office.rules.action("oversee-contact_family")->label.zh == "督办：家访或电话联系家长");
}

TEST_CASE("a next step that falls due beyond the calendars stops neither the record nor the night") {
  TwoDays office;
  for (const char* iso : {"2026-12-01", "2026-12-02"}) {
    office.day_missed(iso);
    office.done(iso, "persuasion", "钱试二", refused, "赵校长");
    office.escalate_on(iso);
  }
  office.done("2026-12-03", "joint_persuasion", "钱试二",
              {{"town_present", "yes"},
               {"police_present", "yes"},
               {"school_present", "yes"},
               {"town_member", "甲"},
               {"police_member", "乙"},
               {"school_member", "赵校长"},
               {"outcome", "refused"}},
              "甲");
  office.day_missed("2026-12-03");
  office.day_missed("2026-12-04");
  const Escalation night = office.escalate_on("2026-12-04");
  CHECK(night.not_judged.empty());
  CHECK(office.duty("rule = 'joint-round'") == "open,2026-12-03,2027-01-02,,\n");
}

TEST_CASE("of a day that was called off the register is asked for no more, nor overseen, and both say why") {
  TwoDays office;
  office.escalate_on("2026-11-16");
  office.escalate_on("2026-11-17");
  CloseRequest flu;
  flu.days = {day("2026-11-16"), day("2026-11-16")};
  flu.reason = "流感停课";
  close_lessons(office.on("2026-11-18"), flu, Keep::changes);
  const Workspace wednesday = office.on("2026-11-18");
  const Calendar known = with_closures(office.calendar, office.database, wednesday.dates.now);
  escalate({office.database, office.rules, known, wednesday.dates, "test", "zhang"}, {}, Keep::changes);
  CHECK(
      office.rows("SELECT item, note FROM duties WHERE rule = 'missing-register' AND period = '2026-11-16' AND opened "
                  "<= '2026-11-17' ORDER BY item") ==
      "1,因流感停课 2026-11-16，不再成立\n1-late-1,因流感停课 2026-11-16，不再成立\n");
}
