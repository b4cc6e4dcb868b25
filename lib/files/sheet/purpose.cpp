#include "files/sheet/purpose.h"

#include <algorithm>
#include <string_view>

#include "files/cell/cell_words.h"
#include "files/sheet/header_match.h"

namespace ksbx {
namespace {

struct PurposeSign {
  std::string_view word;
  Purpose purpose;
};

// What is a part of a whole (晚自习缺勤名单) comes first.
constexpr PurposeSign title_signs[] = {
    {"教职工", Purpose::staff},       {"教职员", Purpose::staff},       {"教师名册", Purpose::staff},
    {"教师花名册", Purpose::staff},   {"教师名单", Purpose::staff},     {"教师一览", Purpose::staff},
    {"教师信息", Purpose::staff},     {"教师登记", Purpose::staff},     {"教师基本", Purpose::staff},
    {"教师考勤", Purpose::staff},     {"教师请假", Purpose::staff},     {"教师情况", Purpose::staff},
    {"教师统计", Purpose::staff},     {"任课教师", Purpose::staff},     {"班主任一览", Purpose::staff},
    {"班主任名册", Purpose::staff},   {"班主任名单", Purpose::staff},   {"班主任花名册", Purpose::staff},
    {"班主任登记", Purpose::staff},   {"班主任信息", Purpose::staff},   {"作业", Purpose::no_lesson},
    {"背诵", Purpose::no_lesson},     {"就餐", Purpose::no_lesson},     {"用餐", Purpose::no_lesson},
    {"早餐", Purpose::no_lesson},     {"午餐", Purpose::no_lesson},     {"晚餐", Purpose::no_lesson},
    {"营养餐", Purpose::no_lesson},   {"午休", Purpose::no_lesson},     {"午托", Purpose::no_lesson},
    {"课后服务", Purpose::no_lesson}, {"课后延时", Purpose::no_lesson}, {"延时服务", Purpose::no_lesson},
    {"托管", Purpose::no_lesson},     {"晚自习", Purpose::no_lesson},   {"晚自修", Purpose::no_lesson},
    {"晚修", Purpose::no_lesson},     {"就寝", Purpose::no_lesson},     {"宿舍", Purpose::no_lesson},
    {"寝室", Purpose::no_lesson},     {"住校生", Purpose::no_lesson},   {"寄宿生", Purpose::no_lesson},
    {"住宿生", Purpose::no_lesson},   {"内宿生", Purpose::no_lesson},   {"晚点名", Purpose::no_lesson},
    {"晚归", Purpose::no_lesson},     {"查寝", Purpose::no_lesson},     {"夜不归宿", Purpose::no_lesson},
    {"值日", Purpose::no_lesson},     {"校车", Purpose::no_lesson},     {"社团", Purpose::no_lesson},
    {"兴趣班", Purpose::no_lesson},   {"请假", Purpose::leave},         {"病假", Purpose::leave},
    {"事假", Purpose::leave},         {"销假", Purpose::leave},         {"未到校", Purpose::absent},
    {"未返校", Purpose::absent},      {"缺勤", Purpose::absent},        {"缺课", Purpose::absent},
    {"缺席", Purpose::absent},        {"旷课", Purpose::absent},        {"逃课", Purpose::absent},
    {"逃学", Purpose::absent},        {"转出", Purpose::left},          {"转入", Purpose::left},
    {"转学", Purpose::left},          {"休学", Purpose::left},          {"复学", Purpose::left},
    {"退学", Purpose::left},          {"辍学", Purpose::left},          {"失学", Purpose::left},
    {"流失", Purpose::left},          {"资助", Purpose::some},          {"补助", Purpose::some},
    {"助学", Purpose::some},          {"困难", Purpose::some},          {"贫困", Purpose::some},
    {"低保", Purpose::some},          {"特困", Purpose::some},          {"脱贫", Purpose::some},
    {"建档立卡", Purpose::some},      {"留守", Purpose::some},          {"残疾", Purpose::some},
    {"随迁", Purpose::some},          {"孤儿", Purpose::some},          {"单亲", Purpose::some},
    {"送教", Purpose::some},          {"获奖", Purpose::some},          {"报名", Purpose::some},
    {"参赛", Purpose::some},          {"儿童摸底", Purpose::household}, {"少年摸底", Purpose::household},
    {"入户摸底", Purpose::household}, {"户籍人口", Purpose::household}, {"户籍适龄", Purpose::household}};

// How a column begins that rosters of pupils do not have.
constexpr PurposeSign header_signs[] = {
    {"职称", Purpose::staff},    {"任教", Purpose::staff},     {"任课", Purpose::staff},
    {"工号", Purpose::staff},    {"教师资格", Purpose::staff}, {"参加工作", Purpose::staff},
    {"请假", Purpose::leave},    {"销假", Purpose::leave},     {"未到校", Purpose::absent},
    {"未返校", Purpose::absent}, {"缺勤", Purpose::absent},    {"缺课", Purpose::absent},
    {"旷课", Purpose::absent},   {"转出", Purpose::left},      {"转入学校", Purpose::left},
    {"转入时间", Purpose::left}, {"转入日期", Purpose::left},  {"休学", Purpose::left},
    {"退学", Purpose::left},     {"辍学", Purpose::left},      {"流失", Purpose::left},
    {"资助金额", Purpose::some}, {"补助金额", Purpose::some},  {"发放金额", Purpose::some},
    {"减免金额", Purpose::some}};

bool ends_with_any(std::string_view words, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return words.ends_with(end); });
}

// Without the school's own name (特殊教育学校) and what a bracket says is in the list or is not (含休学).
std::string telling_words(const std::string& title) {
  std::string words = plain(title);
  if (const std::string school = read_title(words).school; !school.empty())
    if (const std::size_t at = words.find(school); at != std::string::npos) words.erase(at, school.size());
  for (std::string_view open : {"(含", "(不含", "(除", "(包括", "(包含", "(无"})
    for (std::size_t at = words.find(open); at != std::string::npos; at = words.find(open)) {
      const std::size_t end = words.find(')', at);
      words.erase(at, end == std::string::npos ? end : end + 1 - at);
    }
  return words;
}

bool says(std::string_view words, std::string_view sign) {
  for (std::size_t at = words.find(sign); at != std::string_view::npos; at = words.find(sign, at + sign.size()))
    if (!ends_with_any(words.substr(0, at), {"含", "除", "无", "非", "不", "是否"})) return true;
  return false;
}

// The kind of record whose name has the word: 转出.
const Layout* record_called(std::string_view word, const std::vector<Layout>& layouts) {
  for (const Layout& layout : layouts)
    if (layout.kind == RosterKind::record && layout.label.zh.find(word) != std::string::npos) return &layout;
  return nullptr;
}

Text what_it_is(Purpose purpose, const Layout& taken_for) {
  switch (purpose) {
    case Purpose::staff: return text("这是教职工的表", "it is of teachers and staff");
    case Purpose::absent: return text("这是没到校的学生的名单", "it lists pupils who were absent");
    case Purpose::leave: return text("这是请假学生的名单", "it lists pupils on leave");
    case Purpose::left: return text("这是学籍有变动的学生的名单", "it lists pupils who left, paused or came");
    case Purpose::some:
      return text("这只是一部分学生：没有列出的会算作不见了",
                  "it lists a part of the pupils: all others would count as missing");
    case Purpose::household:
      return text("这是按户摸底的名单，上面的孩子不一定在校",
                  "it lists the children of households, who need not be at any school");
    case Purpose::no_lesson: break;
  }
  if (taken_for.kind == RosterKind::students) return what_it_is(Purpose::some, taken_for);
  return text("这不是上课的考勤：√ 不能当作上午、下午都到校", "it is not of lessons: √ does not say who was at school");
}

Text only_some() {
  return text("只补充、更正其中的学生：加 --kind students --supplement",
              "to add or correct the pupils in it: --kind students --supplement");
}

Text what_to_do(const PurposeFound& found, const Layout& taken_for, const std::vector<Layout>& layouts) {
  const bool is_roster = taken_for.kind == RosterKind::students;
  switch (found.purpose) {
    case Purpose::staff:
      return text("教职工表要有 姓名、职务、单位，用 --kind staff 导入",
                  "a list of staff has 姓名, 职务 and 单位 and is imported with --kind staff");
    case Purpose::absent:
      return text(
          "当考勤导入：加 --kind attendance --set 状态=旷课（不清楚的写 待核实）；没写日期的再加 --set "
          "日期=2026-11-10",
          "to enter them as absent: --kind attendance --set 状态=旷课 (待核实 where it is not known), and --set "
          "日期=2026-11-10 if it does not say the day");
    case Purpose::leave:
      return text("当请假导入：加 --kind leave；没写日期的再加 --set 开始日期=2026-11-10",
                  "to enter them as on leave: --kind leave, and --set 开始日期=2026-11-10 if it does not say the day");
    case Purpose::left:
      if (const Layout* record = record_called(found.word, layouts))
        return text("当“{0}”记录导入：加 --kind {1}", "to enter records of it: --kind {1} ({0})", record->label,
                    record->name);
      return only_some();
    case Purpose::some: return only_some();
    case Purpose::household:
      return text("同学籍比对、查谁没有入学，用 ksbx compare --register 加这个文件",
                  "to compare it with the rolls and find who is on none: ksbx compare --register and this file");
    case Purpose::no_lesson: break;
  }
  return is_roster ? only_some()
                   : text("只要没到校上课的，另列一张表", "list those who missed lessons in a table of their own");
}

}  // namespace

std::optional<PurposeFound> purpose_of(const std::vector<TitleText>& titles, const std::vector<std::string>& headers) {
  for (const TitleText& title : titles) {
    const std::string words = telling_words(title.words);
    for (const PurposeSign& sign : title_signs)
      if (says(words, sign.word)) return PurposeFound{sign.purpose, std::string(sign.word), title.where, title.line};
  }
  for (const std::string& header : headers) {
    const std::string words = plain(header);
    for (const PurposeSign& sign : header_signs)
      if (trimmed(words).starts_with(sign.word))
        return PurposeFound{sign.purpose, std::string(trimmed(words)), text("列名", "a header"), 0};
  }
  return std::nullopt;
}

bool contradicts(RosterKind kind, Purpose purpose) {
  switch (kind) {
    case RosterKind::students: return true;
    case RosterKind::attendance:
    case RosterKind::leave: return purpose == Purpose::staff || purpose == Purpose::no_lesson;
    case RosterKind::units:
    case RosterKind::staff:
    case RosterKind::record: break;
  }
  return false;
}

Problem other_list(const PurposeFound& found, const Layout& taken_for, const std::vector<Layout>& layouts,
                   const std::string& file) {
  return {Severity::error,
          "E_OTHER_LIST",
          {file, found.line, 0},
          text("{}写着“{}”：{}，不能当作{}。", "{} says \"{}\": {}, and is not taken for a {}", found.where, found.word,
               what_it_is(found.purpose, taken_for), taken_for.label),
          text("{}；确是{}，加 --kind {}。", "{}; if it is a {} after all, add --kind {}.",
               what_to_do(found, taken_for, layouts), taken_for.label, taken_for.name)};
}

std::vector<Layout> kinds_to_guess(std::vector<Layout> layouts, const std::vector<TitleText>& titles) {
  std::erase_if(layouts, [&](const Layout& layout) {
    return layout.only_if_named && std::ranges::none_of(titles, [&](const TitleText& title) {
             return title.words.find(layout.label.zh) != std::string::npos;
           });
  });
  return layouts;
}

}  // namespace ksbx
