#include "files/sheet/columns.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "base/join.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "files/sheet/header_match.h"

namespace ksbx {
namespace {

using enum ColumnName;

using Needs = std::initializer_list<std::initializer_list<ColumnName>>;

// The names that the national school register, the offices and English speakers use; the best one first.
std::vector<ColumnRule> pupil_columns() {
  return {
      {name, -1, {"姓名", "学生姓名", "学生名字", "名字", "name", "student", "student name"}},
      {id_number,
       -1,
       {"身份证件号", "身份证号", "身份证号码", "公民身份号码", "证件号码", "证件号", "身份证", "身份证明号码",
        "id number", "id"}},
      {xueji, -1, {"全国学籍号", "学籍号", "国网学籍号", "全国统一学籍号", "学籍号码", "学籍编号", "xueji"}},
      {school_code, -1, {"学校标识码", "学校代码", "学校编码", "机构代码", "标识码", "school code"}},
      {school_name,
       -1,
       {"学校名称", "学校", "所在学校", "就读学校", "校名", "所属学校", "学校全称", "school name", "school"}},
      {grade, -1, {"年级", "年级名称", "所在年级", "就读年级", "grade"}},
      {school_class, -1, {"班级", "班级名称", "班号", "所在班级", "班", "班别", "就读班级", "年级班级", "class"}},
  };
}

std::vector<ColumnRule> with(std::vector<ColumnRule> first, std::vector<ColumnRule> more) {
  first.insert(first.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  return first;
}

std::vector<ColumnRule> student_columns() {
  return with(
      pupil_columns(),
      {
          {id_type, -1, {"身份证件类型", "证件类型", "id type"}},
          {sex, -1, {"性别", "sex", "gender"}},
          {birth_date,
           -1,
           {"出生日期", "出生年月日", "出生年月", "生日", "出生时间", "birth date", "date of birth", "birth"}},
          {ethnicity, -1, {"民族", "族别", "民族名称", "民族成份", "民族成分", "ethnicity", "ethnic group"}},
          {enrolled_month, -1, {"入学年月", "入学时间", "入学日期", "enrolled"}},
          {boarding,
           -1,
           {"就读方式", "寄宿", "住校", "住宿", "是否寄宿生", "是否住校生", "住宿情况", "住宿方式", "boarding"}},
          {residence,
           -1,
           {"居住地代码", "现住址行政区划", "所在村代码", "村居代码", "所在村", "所在村居", "村居", "居住村",
            "residence code", "residence"}},
          {address,
           -1,
           {"现住址", "家庭住址", "居住地址", "住址", "家庭地址", "家庭详细住址", "家庭详细地址", "现居住地址",
            "现居住地", "现住地址", "实际居住地址", "address"}},
          {hukou_division, -1, {"户口所在地行政区划", "户口所在地", "户籍所在地", "户籍地", "hukou division"}},
          {hukou_address, -1, {"户籍地址", "户口所在地详细地址", "户籍详细地址", "hukou address", "hukou"}},
          {phone,
           -1,
           {"联系电话", "电话", "手机", "手机号", "手机号码", "家长电话", "联系方式", "联系手机", "电话号码", "phone"}},
          {guardian,
           -1,
           {"成员1姓名", "监护人姓名", "监护人1姓名", "第一监护人姓名", "第一监护人", "监护人", "家长姓名", "家长",
            "父亲姓名", "guardian", "guardian name", "guardian1 name"}},
          {guardian_relation,
           -1,
           {"成员1关系", "监护人1关系", "监护人关系", "与学生关系", "与监护人关系", "第一监护人关系", "家长关系",
            "guardian relation", "guardian1 relation"}},
          {guardian_phone, -1, {"成员1联系电话",   "监护人电话",     "监护人联系电话",     "监护人1电话",
                                "监护人1联系电话", "第一监护人电话", "第一监护人联系电话", "监护人手机",
                                "监护人手机号",    "监护人联系方式", "家长电话",           "家长联系电话",
                                "家长手机",        "家长手机号",     "家长联系方式",       "父亲电话",
                                "父亲联系电话",    "父亲手机",       "guardian phone",     "guardian1 phone"}},
          {ColumnName::enrolment,
           -1,
           {"学籍状态", "学生状态", "在校状态", "就读状态", "在籍状态", "状态", "enrolment", "status"}},
          {left_behind, -1, {"是否留守儿童", "留守情况", "留守", "留守类型", "left behind"}},
          {migrant_child,
           -1,
           {"是否进城务工人员随迁子女", "是否随迁子女", "随迁", "进城务工人员随迁子女", "随迁子女情况",
            "migrant child"}},
          {orphan, -1, {"是否孤儿", "orphan"}},
          {disability, -1, {"残疾类型", "残疾人类型", "是否残疾", "残疾情况", "残疾类别", "是否残疾人", "disability"}},
          {single_parent, -1, {"是否单亲", "单亲家庭", "是否单亲家庭子女", "single parent"}},
          {poverty,
           -1,
           {"建档立卡", "是否脱贫户", "监测户", "防返贫监测对象", "建档立卡户", "建档立卡贫困户", "是否建档立卡学生",
            "脱贫家庭", "poverty"}},
      });
}

std::vector<ColumnRule> unit_columns() {
  return {
      {unit_kind, -1, {"种类", "单位种类", "单位类型", "类型", "类别", "kind"}},
      {unit_code, -1, {"代码", "单位代码", "编码", "code"}},
      {former_code, -1, {"原代码", "原单位代码", "旧代码", "former code"}},
      {unit_name, -1, {"名称", "单位名称", "name"}},
      {parent_code, -1, {"上级代码", "上级单位代码", "上级", "parent", "parent code"}},
      {town_code, -1, {"所在镇街代码", "镇街代码", "所在镇街", "town", "town code"}},
      {serves, -1, {"辖区", "管辖范围", "负责镇街", "serves"}},
      {from, -1, {"生效日期", "变更日期", "from"}},
      {closed, -1, {"撤销日期", "停办日期", "撤并日期", "closed"}},
      {merged_into, -1, {"并入", "合并到", "接收单位", "merged into"}},
  };
}

std::vector<ColumnRule> staff_columns() {
  return {
      {name, -1, {"姓名", "教师姓名", "人员姓名", "name"}},
      {role, -1, {"职务", "角色", "岗位", "职责", "role"}},
      {unit, -1, {"单位代码", "学校标识码", "学校代码", "单位", "单位名称", "学校名称", "学校", "unit", "unit code"}},
      {grade, -1, {"年级", "年级名称", "所在年级", "grade"}},
      {school_class,
       -1,
       {"班级", "班级名称", "班号", "所在班级", "班", "所带班级", "任教班级", "负责班级", "管理班级", "class"}},
      {from, -1, {"起始日期", "开始日期", "任职日期", "起", "from"}},
      {until, -1, {"结束日期", "截止日期", "离任日期", "止", "until"}},
      {acting, -1, {"代理", "临时代理", "acting"}},
  };
}

std::vector<Choice> states() {
  std::vector<Choice> all;
  for (const Presence one : {Presence::unexcused, Presence::excused, Presence::unverified, Presence::present,
                             Presence::late, Presence::left_early})
    all.push_back({std::string(name_of(one)), label_of(one)});
  all.push_back({"complete", text("全勤", "no one of the class absent")});
  return all;
}

std::vector<ColumnRule> attendance_columns() {
  std::vector<ColumnRule> columns = with(
      pupil_columns(),
      {
          {date, -1, {"日期", "考勤日期", "缺勤日期", "旷课日期", "缺课日期", "未到校日期", "点名日期", "date", "day"}},
          {session, -1, {"时段", "半天", "节次", "上午下午", "session"}},
          {attendance, -1, {"状态", "出勤状态", "考勤状态", "出勤情况", "考勤", "缺勤类型", "status", "attendance"}},
          {reason, -1, {"原因", "事由", "缺勤原因", "请假原因", "未到校原因", "缺课原因", "旷课原因", "reason"}},
          {by, -1, {"登记人", "记录人", "填报人", "班主任", "by"}},
          {amount_of_days, -1, {"缺勤天数", "旷课天数", "缺课天数", "请假天数", "天数", "时长", "days"}},
          {amount_of_lessons, -1, {"节数", "旷课节数", "缺课节数", "缺勤节数", "课时数", "lessons"}},
      });
  for (ColumnRule& column : columns)
    if (column.column == attendance) column.choices = states();
  return columns;
}

std::vector<ColumnRule> leave_columns() {
  return with(
      pupil_columns(),
      {
          {from,
           -1,
           {"开始日期", "请假开始日期", "起始日期", "请假日期", "开始时间", "请假时间", "请假起止时间", "请假起止日期",
            "起止日期", "起止时间", "起", "日期", "from", "start date"}},
          {until, -1, {"结束日期", "请假结束日期", "截止日期", "终止日期", "结束时间", "止", "until", "end date"}},
          {back_on, -1, {"销假日期", "销假时间", "实际返校日期", "返校日期", "返校时间"}},
          {amount_of_days, -1, {"请假天数", "天数", "共计天数", "合计天数", "时长", "请假时长", "days"}},
          {amount_of_lessons, -1, {"节数", "请假节数", "缺课节数", "lessons"}},
          {granted, -1, {"审批结果", "审核结果", "是否批准", "是否同意"}},
          {granting, -1, {"审批状态", "审核状态", "流程状态"}},
          {from_session, -1, {"开始时段", "起始时段", "开始半天", "from session"}},
          {to_session, -1, {"结束时段", "截止时段", "结束半天", "to session"}},
          {leave_type, -1, {"请假类型", "请假种类", "假别", "请假类别", "leave type", "leave"}},
          {reason, -1, {"请假原因", "原因", "请假事由", "事由", "reason"}},
          {by, -1, {"批准人", "登记人", "记录人", "填报人", "班主任", "by"}},
      });
}

std::vector<ColumnRule> record_columns() {
  return with(pupil_columns(), {
                                   {date, -1, {"日期", "记录日期", "发生日期", "date", "day"}},
                                   {ColumnName::time, -1, {"时间", "时刻", "几点", "time"}},
                                   {unit_code, -1, {"单位代码", "单位", "单位名称", "unit", "unit code"}},
                                   {document, -1, {"文书编号", "文号", "文书号", "document"}},
                                   {by, -1, {"记录人", "经办人", "登记人", "填报人", "by"}},
                                   {by_role, -1, {"角色", "记录人角色", "职务", "by role", "role"}},
                               });
}

std::vector<std::vector<int>> places_of(const std::vector<ColumnRule>& columns, Needs needs) {
  std::vector<std::vector<int>> result;
  for (const auto& group : needs) {
    std::vector<int> places;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].field < 0 && std::find(group.begin(), group.end(), columns[i].column) != group.end())
        places.push_back(static_cast<int>(i));
    result.push_back(std::move(places));
  }
  return result;
}

constexpr bool holds_dates(ColumnName column) {
  return column == birth_date || column == date || column == from || column == until || column == closed;
}

void normalise(Layout& layout) {
  for (ColumnRule& column : layout.columns) {
    for (const std::string& header : column.headers) column.normal.push_back(normal_header(header));
    if (column.field < 0) column.is_date = holds_dates(column.column);
  }
}

Layout layout(RosterKind kind, Text label, std::vector<ColumnRule> columns, Needs needs) {
  Layout made{kind, std::string(name_of(kind)), std::move(label), std::move(columns), {}};
  made.needs = places_of(made.columns, needs);
  normalise(made);
  return made;
}

// The columns of which one must say whom a record is about. There is one city and one bureau: they need not be named.
std::vector<ColumnName> naming(SubjectKind subject) {
  switch (subject) {
    case SubjectKind::student:
    case SubjectKind::idle_minor: return {id_number, xueji, name};
    case SubjectKind::school_class: return {school_class, unit_code};
    case SubjectKind::grade:
    case SubjectKind::school:
    case SubjectKind::education_office:
    case SubjectKind::village:
    case SubjectKind::town:
    case SubjectKind::police_station:
    case SubjectKind::department:
    case SubjectKind::premises: return {unit_code, school_code, school_name};
    case SubjectKind::bureau:
    case SubjectKind::city: break;
  }
  return {};
}

std::vector<std::vector<int>> subject_needs(const RecordKind& record, const std::vector<ColumnRule>& columns) {
  if (record.about_document()) return places_of(columns, {{date}, {document}});
  auto needs = places_of(columns, {{date}});
  std::vector<int> any;
  for (const SubjectKind subject : record.subjects) {
    const std::vector<ColumnName> names = naming(subject);
    if (names.empty()) return needs;
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
      const ColumnRule& column = columns[static_cast<std::size_t>(i)];
      const bool names_it = column.field < 0 && std::find(names.begin(), names.end(), column.column) != names.end();
      if (names_it && std::find(any.begin(), any.end(), i) == any.end()) any.push_back(i);
    }
  }
  needs.push_back(std::move(any));
  return needs;
}

std::vector<Choice> choices_in(const Field& field) {
  const auto words = [&](std::size_t i) {
    return i < field.choice_words.size() ? field.choice_words[i] : std::vector<std::string>{};
  };
  if (field.type.kind == Type::Kind::boolean)
    return {{"是", text("是", "yes"), words(0)}, {"否", text("否", "no"), words(1)}};
  std::vector<Choice> all;
  for (std::size_t i = 0; i < field.type.choices.size(); ++i)
    all.push_back({field.type.choices[i], field.choice_labels[i], words(i)});
  return all;
}

void add_headers(std::vector<ColumnRule>& columns, ColumnName name, const std::vector<std::string>& headers) {
  for (ColumnRule& column : columns)
    if (column.field < 0 && column.column == name)
      column.headers.insert(column.headers.end(), headers.begin(), headers.end());
}

Layout record_layout(const RecordKind& record) {
  Layout made{RosterKind::record, record.kind, record.label, record_columns(), {}};
  add_headers(made.columns, date, record.date_headers);
  add_headers(made.columns, by, record.by_headers);
  made.needs = subject_needs(record, made.columns);
  made.only_if_named = record.only_if_named;
  made.also = record.also;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const Field& field = record.fields[i];
    ColumnRule rule{ColumnName::name, static_cast<int>(i), {field.label.zh, field.name, field.label.en}, field.name};
    std::erase(rule.headers, "");
    rule.headers.insert(rule.headers.end(), field.headers.begin(), field.headers.end());
    rule.choices = choices_in(field);
    rule.is_date = field.type.kind == Type::Kind::date;
    if (field.required) made.needs.push_back({static_cast<int>(made.columns.size())});
    made.columns.push_back(std::move(rule));
  }
  normalise(made);
  return made;
}

}  // namespace

std::string_view name_of(RosterKind kind) {
  switch (kind) {
    case RosterKind::units: return "units";
    case RosterKind::staff: return "staff";
    case RosterKind::students: return "students";
    case RosterKind::attendance: return "attendance";
    case RosterKind::leave: return "leave";
    case RosterKind::record: return "record";
  }
  return {};
}

namespace {

constexpr std::string_view word_for(ColumnName column) {
  switch (column) {
    case name: return "name";
    case id_number: return "id_number";
    case id_type: return "id_type";
    case xueji: return "xueji";
    case sex: return "sex";
    case birth_date: return "birth_date";
    case ethnicity: return "ethnicity";
    case school_code: return "school_code";
    case school_name: return "school_name";
    case grade: return "grade";
    case school_class: return "class";
    case enrolled_month: return "enrolled_month";
    case boarding: return "boarding";
    case residence: return "residence";
    case address: return "address";
    case hukou_division: return "hukou_division";
    case hukou_address: return "hukou_address";
    case phone: return "phone";
    case guardian: return "guardian";
    case guardian_relation: return "guardian_relation";
    case guardian_phone: return "guardian_phone";
    case ColumnName::enrolment: return "enrolment";
    case left_behind: return "left_behind";
    case migrant_child: return "migrant_child";
    case orphan: return "orphan";
    case disability: return "disability";
    case single_parent: return "single_parent";
    case poverty: return "poverty";
    case ColumnName::unit_kind: return "kind";
    case unit_code: return "unit_code";
    case former_code: return "former_code";
    case unit_name: return "unit_name";
    case parent_code: return "parent_code";
    case town_code: return "town_code";
    case serves: return "serves";
    case role: return "role";
    case unit: return "unit";
    case from: return "from";
    case closed: return "closed";
    case merged_into: return "merged_into";
    case until: return "until";
    case acting: return "acting";
    case date: return "date";
    case ColumnName::session: return "session";
    case attendance: return "attendance";
    case reason: return "reason";
    case by: return "by";
    case from_session: return "from_session";
    case to_session: return "to_session";
    case leave_type: return "leave_type";
    case amount_of_days: return "days";
    case amount_of_lessons: return "lessons";
    case back_on: return "back_on";
    case granted: return "granted";
    case granting: return "granting";
    case ColumnName::time: return "time";
    case by_role: return "by_role";
    case document: return "document";
  }
  return {};
}

constexpr FieldColumns columns_of(const StudentField& field) {
  // The address says more than the division.
  if (field.name == "hukou") return {&field, hukou_address, hukou_division};
  for (int i = 0; i < column_names; ++i)
    if (const auto column = static_cast<ColumnName>(i); word_for(column) == field.name) return {&field, column, column};
  throw "a plain field of a pupil has no column in rosters";  // does not compile
}

constexpr auto columns_of_plain_fields = [] {
  std::array<FieldColumns, static_cast<std::size_t>(std::ranges::count_if(student_fields, &StudentField::is_plain))>
      all;
  auto* next = all.begin();
  for (const StudentField& field : student_fields)
    if (field.is_plain()) *next++ = columns_of(field);
  return all;
}();

}  // namespace

std::string_view name_of(ColumnName column) {
  return word_for(column);
}

std::span<const FieldColumns> plain_columns() {
  return columns_of_plain_fields;
}

std::vector<Layout> layouts(const std::vector<RecordKind>& records) {
  std::vector<Layout> all;
  all.push_back(layout(RosterKind::units, text("单位表", "units"), unit_columns(),
                       {{ColumnName::unit_kind}, {unit_code}, {unit_name}}));
  all.push_back(layout(RosterKind::staff, text("教职工与责任分工表", "staff and assignments"), staff_columns(),
                       {{name}, {role}, {unit}}));
  // Out-of-school minors have no school, but then a column says what they are.
  all.push_back(layout(RosterKind::students, text("学生花名册", "roster of pupils"), student_columns(),
                       {{name}, {school_code, school_name, ColumnName::enrolment}}));
  all.push_back(layout(RosterKind::attendance, text("考勤表", "attendance"), attendance_columns(),
                       {{date}, {attendance}, {name, id_number, xueji, school_class}}));
  all.push_back(layout(RosterKind::leave, text("请假表", "leave"), leave_columns(),
                       {{from}, {leave_type, reason}, {name, id_number, xueji}}));
  for (const RecordKind& record : records) all.push_back(record_layout(record));
  return all;
}

std::vector<Layout> layouts_of(const Rulebook& rulebook) {
  std::vector<Layout> all = layouts(rulebook.records);
  const auto parameter = [&](int slot) { return rulebook.parameters[static_cast<std::size_t>(slot)]; };
  if (const LessonCount& lessons = rulebook.lessons; lessons.is_known())
    std::ranges::find(all, RosterKind::attendance, &Layout::kind)->lessons =
        std::make_shared<const LessonRule>(LessonRule{parameter(lessons.morning), parameter(lessons.afternoon),
                                                      parameter(lessons.share), rulebook.attendance_codes});
  for (Layout& one : all)
    for (ColumnRule& column : one.columns)
      if (one.kind == RosterKind::attendance && column.column == attendance)
        for (const AttendanceCode& code : rulebook.attendance_codes) column.choices.push_back({code.code, code.label});
  return all;
}

bool is_understood(const ColumnRule& column, std::string_view cell) {
  const std::string word = comparable(cell);
  const auto is_word = [&](const Choice& one) {
    return comparable(one.word) == word || comparable(one.label.zh) == word || comparable(one.label.en) == word ||
           std::ranges::any_of(one.also, [&](const std::string& other) { return comparable(other) == word; });
  };
  if (std::ranges::any_of(column.choices, is_word)) return true;
  if (column.field < 0) return column.column == attendance && read_attendance(cell).issue == CellIssue::none;
  const bool is_yes_no = !column.choices.empty() && column.choices.front().word == "是";
  return is_yes_no && read_yes_no(cell).issue == CellIssue::none;
}

Text choices_of(const ColumnRule& column) {
  return enumerated(column.choices, [](const Choice& one) {
    return one.word == one.label.zh ? one.label : text("{}（{}）", "{} ({})", one.word, one.label);
  });
}

Layout people_layout(Text label) {
  std::vector<ColumnRule> columns = {
      {name, -1, {"姓名", "成员姓名", "家庭成员姓名", "儿童姓名", "学生姓名", "name"}},
      {id_number,
       -1,
       {"公民身份号码", "身份证件号", "身份证号", "身份证号码", "证件号码", "证件号", "身份证", "id number", "id"}},
      {birth_date, -1, {"出生日期", "出生年月日", "出生年月", "生日", "birth date", "date of birth", "birth"}},
      {town_code, -1, {"乡镇", "镇街", "乡镇街道", "所属乡镇", "街道", "town"}},
      {residence, -1, {"行政村", "村居", "所在村", "村", "村名", "社区", "居委会", "村委会", "village", "residence"}},
      {address, -1, {"户籍地址", "住址", "家庭住址", "现住址", "地址", "详细地址", "address"}},
      {guardian, -1, {"监护人", "监护人姓名", "户主姓名", "户主", "家长姓名", "guardian"}},
      {guardian_phone, -1, {"监护人电话", "联系电话", "电话", "手机", "手机号码", "家长电话", "phone"}},
  };
  Layout made = layout(RosterKind::students, std::move(label), std::move(columns), {{name}, {id_number, birth_date}});
  made.name = "people";
  return made;
}

}  // namespace ksbx
