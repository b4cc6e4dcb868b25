#include "app/papers/blank_form.h"

#include <algorithm>
#include <array>

#include "base/join.h"
#include "files/sheet/given_cells.h"
#include "files/sheet/mapping.h"

namespace ksbx {
namespace {

// What stands in a column that has no choices of its own.
struct Explained {
  ColumnName column;
  Text about;
  std::string example;
  std::vector<std::string> choices = {};
};

const std::vector<Explained>& explained() {
  using enum ColumnName;
  static const std::vector<Explained> all = {
      {name, text("姓名全称，与户口簿一致", "the full name"), "张小明"},
      {id_number, text("18 位身份证件号", "the id number of 18 characters"), ""},
      {id_type, text("居民身份证、护照等；不写则是居民身份证", "the type of the paper; default: the identity card"),
       "居民身份证"},
      {xueji, text("全国学籍号，G 或 L 开头", "the national student number, beginning with G or L"), ""},
      {sex, text("男或女", "男 or 女"), "男", {"男", "女"}},
      {birth_date, text("日期", "a date"), "2013-09-01"},
      {school_code, text("学校标识码，10 位", "the code of the school, 10 digits"), ""},
      {school_name, text("学校全称", "the full name of the school"), "石桥市第一初级中学"},
      {ColumnName::unit_kind, {}, "", {"市", "教育局", "部门", "镇街", "村", "派出所", "教办", "学校", "场所"}},
      {grade, text("年级", "the grade"), "七年级"},
      {school_class, text("班级", "the class"), "1班"},
      {enrolled_month, text("年月", "a month"), "2026-09"},
      {boarding, text("走读或寄宿", "走读 or 寄宿"), "走读", {"走读", "寄宿"}},
      {phone, text("11 位手机号或带区号的电话", "a phone number"), ""},
      {guardian_phone, text("11 位手机号或带区号的电话", "a phone number"), ""},
      {ColumnName::enrolment, text("在读、休学、转出、毕业等；不写则是在读", "在读, 休学, 转出, 毕业 …; default: 在读"),
       "在读"},
      {session,
       text("上午、下午或全天；不写则是全天", "上午, 下午 or 全天; default: 全天"),
       "全天",
       {"上午", "下午", "全天"}},
      {from_session, text("上午或下午；不写则从上午起", "上午 or 下午; default: 上午"), "上午", {"上午", "下午"}},
      {to_session, text("上午或下午；不写则到下午止", "上午 or 下午; default: 下午"), "下午", {"上午", "下午"}},
      {amount_of_days, text("整天写 1 或不写；0.5 天要写明时段", "1 or nothing for whole days; 0.5 needs the half"),
       ""},
      {amount_of_lessons, text("只缺几节时写，并写明时段", "where only lessons were missed; needs the half"), ""},
      {date, text("日期", "a date"), "2026-11-10"},
      {from, text("日期", "a date"), "2026-09-01"},
      {until, text("日期", "a date"), "2027-07-10"},
      {closed, text("日期", "a date"), ""},
      {ColumnName::time, text("几点几分", "the time"), "14:30"},
      {by, text("姓名", "a name"), "王老师"},
      {role, text("班主任、校长等规则集里的职务", "a role of the rulebook, such as 班主任 or 校长"), "班主任"},
      {acting, text("是代理就写“是”", "是 if the post is held for another"), "", {"是", "否"}},
  };
  return all;
}

// What people write of a choice and the importer reads.
std::vector<std::string> words_of_choices(const ColumnRule& rule) {
  std::vector<std::string> words;
  for (const Choice& one : rule.choices) words.push_back(one.label.zh.empty() ? one.word : one.label.zh);
  return words;
}

Text needed(const Layout& layout, int place) {
  for (const std::vector<int>& group : layout.needs) {
    if (std::find(group.begin(), group.end(), place) == group.end()) continue;
    if (group.size() == 1) return text("必填", "yes");
    const std::string names =
        join(group, "、", [&](int one) { return layout.columns[static_cast<std::size_t>(one)].headers.front(); });
    return text("{}至少填一列", "one of {}", names);
  }
  return text("可不填", "no");
}

FormColumn form_column(const Layout& layout, std::size_t place) {
  const ColumnRule& rule = layout.columns[place];
  FormColumn column{rule.headers.front()};
  column.needed = needed(layout, static_cast<int>(place));
  column.choices = words_of_choices(rule);
  if (rule.field < 0)
    for (const Explained& one : explained())
      if (one.column == rule.column) {
        column.about = one.about;
        column.example = one.example;
        if (column.choices.empty()) column.choices = one.choices;
      }
  if (column.about.empty() && !column.choices.empty())
    column.about = same_text(join(column.choices, "、", [](const std::string& one) { return one; }));
  if (column.about.empty() && rule.is_date) column.about = text("日期，如 2026-11-10", "a date, as 2026-11-10");
  if (column.example.empty() && !column.choices.empty() && rule.field >= 0) column.example = column.choices.front();
  column.width = rule.is_date ? 12 : rule.column == ColumnName::id_number && rule.field < 0 ? 22 : 14;
  return column;
}

std::vector<Text> notes_of(const Layout& layout) {
  return {
      text("这是空白的{}。只填第一张工作表，一行一条，列名不要改；用不到的列可以空着或删去。",
           "A blank {}. Fill in the first sheet alone, one row each, and leave the headers as they are; columns that "
           "are "
           "not used may stay empty or be removed.",
           layout.label),
      text("格子都是文本，证件号不会变形；日期写成 2026-11-10。",
           "All cells are texts, so that no number is rounded; dates are written 2026-11-10."),
      text("收回后导入：ksbx import --kind {} 文件", "When it comes back: ksbx import --kind {} FILE", layout.name)};
}

constexpr std::string_view legend = "图例：√出勤 ×旷课 △病假 ○事假 ◇待核实";

FormColumn day_column(std::string heading, int width) {
  FormColumn column{std::move(heading), {"√", "×", "△", "○", "◇"}};
  column.width = width;
  return column;
}

const char* weekday_word(Day day) {
  constexpr std::array words = {"一", "二", "三", "四", "五", "六", "日"};
  return words[static_cast<std::size_t>(day.weekday()) - 1];
}

Month month_of(const std::vector<TypedCell>& given, Day today) {
  const auto said = given_month(given);
  if (!said) return {today.year(), today.month()};
  const auto month = read_title(*said).month;
  if (!month || month->year == 0)
    throw Error(Failure::usage, "bad-month", text("“{}”不是年月", "\"{}\" is no month", *said),
                text("写成 --set 月份=2026-11", "write --set month=2026-11"));
  return *month;
}

}  // namespace

BlankForm blank_form(const Layout& layout) {
  BlankForm form{layout.label, {}, {}, notes_of(layout)};
  for (std::size_t i = 0; i < layout.columns.size(); ++i) form.columns.push_back(form_column(layout, i));
  return form;
}

BlankForm blank_register(const Layout& attendance, const std::vector<TypedCell>& given, Day today) {
  const Text kind = text("班级考勤表", "class register");
  for (const TypedCell& cell : given)
    if (!is_month_word(cell.column) && place_of_column(attendance, cell.column) < 0)
      throw Error(Failure::usage, "unknown-column",
                  text("考勤表没有“{}”这一栏", "a register has no column {}", cell.column),
                  text("可用：月份、学校、班级", "it has: month, school, class"));
  const Month month = month_of(given, today);
  const auto school = given_for(given, attendance, ColumnName::school_name);
  const auto grade = given_for(given, attendance, ColumnName::grade);
  const auto school_class = given_for(given, attendance, ColumnName::school_class);
  BlankForm form{kind, {}, {}, {}};
  form.above = {formatted("{}{}{}{}年{}月考勤表", school.value_or(""), grade.value_or(""), school_class.value_or(""),
                          month.year, month.month),
                std::string(legend)};
  form.notes = {
      text("一行一名学生，一天一列；没到的写符号，到了的写 √ 或空着。全班没有一个符号的一天算没有点名。",
           "A row for each pupil, a column for each day; whoever came has √ or nothing. A day without any mark in "
           "the class was not called."),
      text("上午、下午不同的，请改用考勤表（--template attendance）。",
           "Where the halves of a day differ, use the list (--template attendance).")};
  const auto add = [&](ColumnName column) {
    for (std::size_t i = 0; i < attendance.columns.size(); ++i)
      if (attendance.columns[i].field < 0 && attendance.columns[i].column == column)
        form.columns.push_back(form_column(attendance, i));
  };
  if (!school) add(ColumnName::school_name);
  if (!school_class) add(ColumnName::grade);
  if (!school_class) add(ColumnName::school_class);
  add(ColumnName::name);
  for (FormColumn& column : form.columns) column.needed = text("必填", "yes");
  for (Day day = Day::nearest(month.year, month.month, 1); day.month() == month.month; day = day + 1)
    form.columns.push_back(day_column(formatted("{}({})", day.day_of_month(), weekday_word(day)), 6));
  return form;
}

BlankForm owed_register(const Layout& attendance, const OwedRegister& owed) {
  BlankForm form{text("补交点名册", "missing registers"), {}, {}, {}};
  form.above = {formatted("{}{}{}点名册", owed.school, owed.grade, owed.school_class), std::string(legend)};
  form.notes = {
      text("一行一名学生，一天一列；没到的写符号，到了的写 √。全班到齐的一天，至少给一名学生写 "
           "√：一个符号也没有的一天算没有点名。",
           "A row for each pupil, a column for each day: who came has √. Where all came, give one of them √: a day "
           "without any mark was not called."),
      text("填好后放回原文件夹：ksbx collect 文件夹", "Put it back into its folder: ksbx collect FOLDER")};
  for (std::size_t i = 0; i < attendance.columns.size(); ++i)
    if (attendance.columns[i].field < 0 && attendance.columns[i].column == ColumnName::name)
      form.columns.push_back(form_column(attendance, i));
  form.columns.front().needed = text("必填", "yes");
  for (const Day day : owed.days) form.columns.push_back(day_column(day.iso(), 12));
  for (const std::string& pupil : owed.pupils) form.rows.push_back({pupil});
  return form;
}

}  // namespace ksbx
