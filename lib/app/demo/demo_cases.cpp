#include "app/demo/demo_cases.h"

#include "base/text.h"

namespace ksbx {

namespace {

using Actor = DemoActor;

DemoRecord call(int days_before_last, std::string reached, std::string note) {
  return {"contact", days_before_last, Actor::class_teacher, {"电话", std::move(reached), "", std::move(note)}};
}

struct HomeVisit {
  int days_before_last = 0;
  Actor by = Actor::principal;
  std::string outcome;
  std::string reason;
  std::string family;
  std::string met = "是";  // someone of the family, even if not the child
};

DemoRecord home_visit(HomeVisit visit) {
  return {
      "persuasion",
      visit.days_before_last,
      visit.by,
      {"家访", std::move(visit.met), std::move(visit.outcome), std::move(visit.reason), std::move(visit.family), ""}};
}

DemoRecord report_to_school(int days_before_last) {
  return {"school_report", days_before_last, Actor::class_teacher, {"年级主任", "", "下午已到校"}};
}

// P27 to P29 on their first days: what is due on the day judged.
std::vector<DemoCase> first_days() {
  return {
      {"陈立志", Sex::male, 7, 1, 3, false, "PPPPPPPPPa"},
      {"林小雨", Sex::female, 8, 1, 5, false, "PPPPPPPPPU"},
      {"许文", Sex::female, 7, 2, 1, false, "PPPPPPPPPV"},
      {"周安平", Sex::male, 7, 2, 8, false, "PPPPPPPPUU", {call(1, "是", "母亲接听，答应问清楚")}},
      {"冯丽", Sex::female, 5, 1, 1, false, "PPPPPPPUPP", {call(2, "否", "无人接听")}},
      {"邓小军", Sex::male, 4, 1, 0, false, "PPPPPPUEEE", {call(3, "是", "父亲接听，称孩子身体不适")}},
      {"曹阳",
       Sex::male,
       6,
       1,
       7,
       false,
       "aPpPaPpPaP",
       {report_to_school(9), report_to_school(7), report_to_school(5), report_to_school(3), report_to_school(1)}},
  };
}

// P29 and P30: visits, promises kept and broken, a deputy head who only telephoned.
std::vector<DemoCase> promises() {
  return {
      {"何家宝",
       Sex::male,
       9,
       2,
       6,
       false,
       "PPPUUPPPPP",
       {call(6, "是", "祖父接听，称节后想多玩几天"),
        home_visit({5, Actor::vice_principal, "答应返校", "沉迷网络", "父母在外，随祖父生活"}),
        {"return", 4, Actor::class_teacher, {"经劝复", "补课日当天返校"}}}},
      {"孙玉兰",
       Sex::female,
       7,
       1,
       9,
       false,
       "PPPPPPUUUU",
       {call(3, "是", "母亲接听，称孩子不肯起床"),
        home_visit({2, Actor::vice_principal, "答应返校", "厌学", "母亲一人照看两个孩子"}),
        home_visit({1, Actor::principal, "答应返校", "厌学", "母亲一人照看两个孩子"})}},
      {"马建国",
       Sex::male,
       8,
       1,
       0,
       false,
       "PPPPPPPUUP",
       {call(2, "是", "父亲接听"),
        {"persuasion", 1, Actor::vice_principal, {"电话", "是", "答应返校", "厌学", "", "未上门"}}}},
  };
}

// P30, P31, P16: refused twice across the holiday, reported, persuaded jointly, refused again, ordered.
DemoCase refused_across_the_holiday() {
  const std::string family = "父亲在外务工，家中农活由母亲和孩子承担";
  return {
      "吴春生",
      Sex::male,
      9,
      1,
      2,
      false,
      "PPUUUUUUUU",
      {call(7, "是", "母亲接听，称孩子要提前回家"),
       home_visit({6, Actor::principal, "拒绝返校", "外出务工", family}),
       home_visit({5, Actor::vice_principal, "拒绝返校", "外出务工", family}),
       {"joint_persuasion",
        2,
        Actor::town,
        {"是", "是", "是", "拒绝返校", "监护人坚持让孩子外出务工"},
        {Actor::town, Actor::police_station, Actor::principal}},
       {"refusal", 2, Actor::town, {"外出务工", "读完初中也是打工，不如早去"}},
       {"order", 1, Actor::town, {"责令送学生入学", "《中华人民共和国义务教育法》第五十八条", "青石政责〔2026〕1号"}}}};
}

// P43 with POLICY's copy: the home is in another town than the school.
DemoCase lives_in_another_town() {
  const std::string family = "随外祖母住在白杨镇，父母离异";
  return {
      "郑晓燕",
      Sex::female,
      8,
      2,
      4,
      true,
      "PPPPPUUUUU",
      {call(4, "是", "外祖母接听"), home_visit({3, Actor::vice_principal, "未找到人", "家庭变故或缺少监护", family}),
       home_visit({2, Actor::principal, "拒绝返校", "家庭变故或缺少监护", family})}};
}

// P58, P59: no one has seen him since before the holiday, so the police station is asked.
DemoCase cannot_be_found() {
  const std::string family = "父母带他外出，只有祖母在家，不知去向";
  return {"蒋大勇",
          Sex::male,
          8,
          2,
          9,
          false,
          "UUUUUUUUUU",
          {call(9, "是", "父亲接听，称在外地，随后停机"),
           home_visit({8, Actor::vice_principal, "未找到人", "随家人外出", family}),
           home_visit({7, Actor::principal, "未找到人", "随家人外出", family, "否"}),
           {"joint_persuasion",
            4,
            Actor::town,
            {"是", "是", "是", "未找到人", "家中无人"},
            {Actor::town, Actor::police_station, Actor::vice_principal}},
           {"cannot_persuade", 3, Actor::principal, {"失去联系", "多次上门均无人，电话停机", "校长办公会"}}}};
}

// P45, P46: a sign before any absence. And three who are only there: namesakes, and a name with a rare character.
std::vector<DemoCase> present_every_day() {
  return {
      {"谢婷",
       Sex::female,
       9,
       1,
       8,
       false,
       "PPPPPPPPPP",
       {{"signal",
         2,
         Actor::class_teacher,
         {"流露不想上学", "学习困难", "父母在外务工，随祖父母生活", "课间对同学说不想念了"}}}},
      {"王小明", Sex::male, 7, 2, 5},
      {"王小明", Sex::male, 3, 1, 6},
      {"龚䶮", Sex::male, 3, 1, 2},
  };
}

}  // namespace

std::vector<DemoCase> demo_cases() {
  std::vector<DemoCase> cases = first_days();
  for (DemoCase& known : promises()) cases.push_back(std::move(known));
  cases.push_back(refused_across_the_holiday());
  cases.push_back(lives_in_another_town());
  cases.push_back(cannot_be_found());
  for (DemoCase& known : present_every_day()) cases.push_back(std::move(known));
  return cases;
}

std::vector<DemoRecord> demo_idle_records(int n) {
  if (n == 4) return {};
  const std::string situation = n % 2 == 0 ? "在社会上闲散" : "务工";
  std::vector<DemoRecord> records = {{"card", 9, Actor::police_station, {situation, formatted("990181-{:04}", n + 1)}}};
  if (n < 3)
    records.push_back({"meeting",
                       1 + n,
                       Actor::police_station,
                       {"是", situation, "教育局、司法局、民政局、团市委、妇联", "", "是", "是", "是", "是", "是"}});
  return records;
}

std::vector<DemoRecordKind> demo_record_kinds() {
  return {
      {"school_report", {"汇报给谁", "原因", "备注"}},
      {"contact", {"方式", "是否联系上", "原因", "备注"}},
      {"persuasion", {"方式", "是否见到或联系上", "结果", "原因", "家庭情况", "备注"}},
      {"joint_persuasion",
       {"镇政府（街道办事处）到场", "派出所到场", "学校到场", "结果", "备注", "镇政府（街道办事处）到场人",
        "派出所到场人", "学校到场人"}},
      {"return", {"因何返校", "备注"}},
      {"signal", {"表现", "原因", "家庭情况", "备注"}},
      {"refusal", {"原因", "监护人的说法"}},
      {"order", {"措施", "法律依据", "文号"}},
      {"cannot_persuade", {"理由", "情况说明", "批准人"}},
      {"card", {"现状", "档案编号"}},
      {"meeting",
       {"是否当面", "现状", "参加部门", "备注", "教育部门参加", "司法部门参加", "民政部门参加", "团委参加",
        "妇联参加"}},
  };
}

}  // namespace ksbx
