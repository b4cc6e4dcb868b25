// The headings of the views' columns and what each says about a person (store/schema/views.h: column_named, column_of).
#include <algorithm>
#include <map>
#include <utility>

#include "model/student.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

struct Heading {
  const char* zh;
  const char* en;
  Privacy privacy;
};

// The views' column of a pupil's field; nothing where they show more of it than it holds: a class with its grade, the
// village and the town of the residence.
std::string column_of_views(const StudentField& field) {
  if (std::holds_alternative<UnitId Student::*>(field.member)) return {};
  return field.member == StudentField::Member(&Student::name) ? "student_name" : std::string(field.name);
}

std::map<std::string, Heading> headings_but_of_pupils() {  // NOLINT(readability-function-size): a table
  using enum Privacy;
  return {
      {"accepted", {"接受行数", "accepted", none}},
      {"acknowledged", {"签收日期", "acknowledged", none}},
      {"acting", {"代理", "acting", none}},
      {"action", {"要做的事", "action", none}},
      {"actor", {"操作账号", "login", none}},
      {"added", {"新增", "new", none}},
      {"address_key", {"现住址代号", "key of the address", none}},
      {"addressee", {"主送单位", "addressee", none}},
      {"addressee_code", {"主送单位代码", "addressee code", none}},
      {"after", {"改后", "after", text}},
      {"age", {"年龄", "age", none}},
      {"amended", {"变更", "amended", none}},
      {"answered", {"首次回执日期", "first answered", none}},
      {"arrived", {"初次在册", "came on the books", none}},
      {"assigned", {"已落实到人", "assigned", none}},
      {"before", {"改前", "before", text}},
      {"birth_key", {"出生日期代号", "key of the date of birth", none}},
      {"birthday", {"当天生日", "birthday", none}},
      {"by", {"登记人", "entered by", none}},
      {"calendar", {"校历摘要", "calendar digest", none}},
      {"candidates", {"可能是", "may be", none}},
      {"cause", {"可能原因", "likely cause", none}},
      {"cells", {"原始单元格", "original cells", text}},
      {"changed", {"变更行数", "changed", none}},
      {"checked", {"核查对象数", "checked", none}},
      {"class", {"班级", "class", none}},
      {"class_code", {"班级代码", "class code", none}},
      {"class_key", {"班级代号", "key of the class", none}},
      {"clauses", {"依据条款", "clauses", none}},
      {"closed", {"撤销日期", "closed on", none}},
      {"code", {"代码", "code", none}},
      {"cohort", {"九月起的出生年", "year of birth from September", none}},
      {"command", {"命令", "command", none}},
      {"closure", {"停课号", "closure", none}},
      {"content", {"正文", "content", text}},
      {"copy_to", {"抄送单位", "copy to", none}},
      {"copy_to_code", {"抄送单位代码", "copy-to code", none}},
      {"corrected_by", {"后一文书", "corrected by", none}},
      {"corrected_on", {"后一文书日期", "corrected on", none}},
      {"corrects", {"前一文书", "corrects", none}},
      {"day", {"日期", "day", none}},
      {"decision", {"决定", "decision", none}},
      {"deferral", {"待定号", "number in doubt", none}},
      {"detail", {"详情", "detail", text}},
      {"detected", {"发现日期", "detected", none}},
      {"detected_late", {"补发现", "detected late", none}},
      {"digest", {"文件摘要", "file digest", none}},
      {"document", {"文书编号", "document", none}},
      {"done", {"完成日期", "done", none}},
      {"doubt", {"为什么待定", "why in doubt", none}},
      {"doubts", {"存疑", "doubts", none}},
      {"due", {"期限", "due", none}},
      {"duty", {"任务号", "duty", none}},
      {"ended", {"了结日", "ended", none}},
      {"enrolled", {"在籍人数", "enrolled", none}},
      {"ethnicity_key", {"民族代号", "key of the ethnicity", none}},
      {"event", {"事件", "event", none}},
      {"field", {"字段", "field", none}},
      {"fields", {"内容", "fields", text}},
      {"file", {"文件", "file", none}},
      {"first", {"首日", "first day", none}},
      {"form", {"文书种类", "form", none}},
      {"format", {"格式", "format", none}},
      {"grade", {"年级", "grade", none}},
      {"guardian_key", {"监护人代号", "key of the guardian", none}},
      {"guardian_phone_key", {"监护人电话代号", "key of the guardian's phone", none}},
      {"guardian_relation_key", {"与学生关系代号", "key of the relation", none}},
      {"hash", {"摘要", "hash", none}},
      {"header", {"表头", "header", text}},
      {"home", {"户籍所在镇街", "home town", none}},
      {"hukou_key", {"户籍地代号", "key of the household register", none}},
      {"id_number_key", {"身份证件号代号", "key of the id number", none}},
      {"import", {"导入号", "import", none}},
      {"issued", {"签发日期", "issued", none}},
      {"issuer", {"签发单位", "issuer", none}},
      {"issuer_code", {"签发单位代码", "issuer code", none}},
      {"item", {"任务项", "item", none}},
      {"judged", {"最近判断日", "last judged", none}},
      {"kind", {"种类", "kind", none}},
      {"last", {"末日", "last day", none}},
      {"latest", {"现行", "latest", none}},
      {"leaves", {"不明之处", "what is unknown", none}},
      {"letters", {"字数", "letters", none}},
      {"line", {"线（行号）", "line", none}},
      {"lines", {"行数", "rows", none}},
      {"masking", {"遮盖", "masking", none}},
      {"merged_into", {"并入", "merged into", none}},
      {"merged_into_code", {"并入单位代码", "code of what it was merged into", none}},
      {"missing", {"缺少的内容", "missing sections", none}},
      {"muted_until", {"暂停到", "muted until", none}},
      {"name", {"名称", "name", none}},
      {"name_key", {"姓名代号", "key of the name", none}},
      {"note", {"说明", "note", none}},
      {"nth", {"第几次期限", "nth", none}},
      {"number", {"编号", "number", none}},
      {"opened", {"产生", "opened", none}},
      {"other_class", {"另一班级", "other class", none}},
      {"other_grade", {"另一年级", "other grade", none}},
      {"other_school", {"另一学校", "other school", none}},
      {"other_school_code", {"另一学校代码", "other school code", none}},
      {"others", {"配合单位", "together with", none}},
      {"participants", {"会同", "with", none}},
      {"participant_roles", {"会同职责", "roles that take part", none}},
      {"overdue", {"逾期", "overdue", none}},
      {"parent", {"上级单位", "parent", none}},
      {"parent_code", {"上级代码", "parent code", none}},
      {"passed_on", {"交接日期", "passed on", none}},
      {"period", {"周期", "period", none}},
      {"person", {"责任人", "person", none}},
      {"phone_key", {"联系电话代号", "key of the phone", none}},
      {"presence", {"出勤状态", "presence", none}},
      {"problem", {"原因代码", "code of the reason", none}},
      {"proof", {"完成依据", "proof", none}},
      {"provisional", {"暂存", "provisional", none}},
      {"pupils", {"新进入预警人数", "newly escalated", none}},
      {"reason", {"原因", "reason", none}},
      {"record", {"记录号", "record", none}},
      {"recorded", {"录入时间", "recorded", none}},
      {"rejected", {"退回行数", "rejected", none}},
      {"remind", {"提醒日期", "remind", none}},
      {"report", {"报表", "report", none}},
      {"responsible", {"责任人", "responsible", none}},
      {"responsible_code", {"责任单位代码", "responsible code", none}},
      {"responsible_kind", {"责任单位种类", "responsible kind", none}},
      {"responsible_unit", {"责任单位", "responsible unit", none}},
      {"role", {"职责", "role", none}},
      {"roles", {"身份", "roles", none}},
      {"rows", {"行数", "rows", none}},
      {"rule", {"规则", "rule", none}},
      {"rulebook", {"规则摘要", "rulebook digest", none}},
      {"run", {"运行号", "run", none}},
      {"school", {"学校", "school", none}},
      {"school_code", {"学校代码", "school code", none}},
      {"school_town", {"学校所在镇街", "school's town", none}},
      {"school_unit", {"学校号", "school number", none}},
      {"sentence", {"没能判断的原因", "why not judged", none}},
      {"seq", {"序号", "number", none}},
      {"serves", {"辖区", "area", none}},
      {"serves_codes", {"辖区代码", "codes of the area", none}},
      {"session", {"时段", "session", none}},
      {"settled", {"决定时间", "decided", none}},
      {"sex_key", {"性别代号", "key of the sex", none}},
      {"signing", {"签收任务", "duty to sign", none}},
      {"share", {"占在籍百分比", "per cent of enrolled", none}},
      {"since", {"起始日期", "since", none}},
      {"staff", {"人员号", "staff number", none}},
      {"stage", {"阶段", "stage", none}},
      {"state", {"状态", "state", none}},
      {"storm", {"突增号", "storm", none}},
      {"student", {"学生号", "student", none}},
      {"student_code", {"学生短码", "code", none}},
      {"subject", {"对象", "subject", none}},
      {"subject_kind", {"对象种类", "subject kind", none}},
      {"successor", {"接收单位", "successor", none}},
      {"successor_code", {"接收单位代码", "code of the successor", none}},
      {"successor_unit", {"接收单位号", "number of the successor", none}},
      {"taken_back", {"撤销时间", "undone at", none}},
      {"text_key", {"文字代号", "key of the text", none}},
      {"through", {"判定日", "day judged", none}},
      {"time", {"时间", "time", none}},
      {"today", {"运行日", "day of the run", none}},
      {"town", {"镇街", "town", none}},
      {"town_code", {"镇街代码", "town code", none}},
      {"unchanged", {"未变行数", "unchanged", none}},
      {"undone", {"撤销时间", "undone at", none}},
      {"unit", {"单位号", "unit number", none}},
      {"unit_code", {"单位代码", "unit code", none}},
      {"unit_kind", {"单位种类", "unit kind", none}},
      {"unit_name", {"单位", "unit", none}},
      {"until", {"结束日期", "until", none}},
      {"vanished", {"消失人数", "vanished", none}},
      {"version", {"第几次说法", "version", none}},
      {"village", {"村（社区）", "village", none}},
      {"village_key", {"村（社区）代号", "key of the village", none}},
      {"why", {"理由", "why", none}},
      {"withdrawn", {"撤销日期", "withdrawn", none}},
      {"withdrawn_on", {"撤回日期", "withdrawn on", none}},
      {"xueji_key", {"学籍号代号", "key of the student number", none}},
      {"year", {"年级数", "year", none}},
  };
}

const std::map<std::string, Heading>& headings() {
  static const std::map<std::string, Heading> all = [] {
    auto made = headings_but_of_pupils();
    for (const StudentField& field : student_fields)
      if (const std::string column = column_of_views(field); !column.empty())
        made[column] = {field.zh, field.en, field.privacy};
    return made;
  }();
  return all;
}

// What the name of a column does not say yet: the same word stands for a list of the rulebook in one view and for what
// someone typed in another.
const std::map<std::pair<std::string, std::string>, Privacy>& typed_columns() {
  static const std::map<std::pair<std::string, std::string>, Privacy> all = {
      {{"absences", "reason"}, Privacy::text},  {{"attendance_history", "reason"}, Privacy::text},
      {{"data_issues", "file"}, Privacy::file}, {{"deferrals", "file"}, Privacy::file},
      {{"exports", "reason"}, Privacy::text},   {{"imports", "file"}, Privacy::file},
      {{"rejects", "file"}, Privacy::file},     {{"rejects", "reason"}, Privacy::sentence},
      {{"absences", "by"}, Privacy::maker},     {{"attendance_history", "by"}, Privacy::maker},
      {{"registers", "by"}, Privacy::maker},    {{"records", "by"}, Privacy::maker},
      {{"closures", "by"}, Privacy::maker},
  };
  return all;
}

// Columns that are no text. Where two views differ (a day in duties, a number in runs), that of duties.
ColumnType type_of(const std::string& name) {
  static const std::map<std::string, ColumnType> types = [] {
    std::map<std::string, ColumnType> all = {{"recorded", ColumnType::moment}, {"share", ColumnType::percent}};
    for (const char* day :
         {"acknowledged", "answered", "closed",  "corrected_on", "day",    "detected",    "done",        "due",
          "ended",        "first",    "issued",  "last",         "judged", "muted_until", "opened",      "overdue",
          "remind",       "since",    "through", "today",        "until",  "withdrawn",   "withdrawn_on"})
      all[day] = ColumnType::date;
    for (const char* count : {"accepted", "added", "amended", "changed", "checked", "doubts", "enrolled", "lines",
                              "pupils", "rejected", "rows", "unchanged", "vanished"})
      all[count] = ColumnType::count;
    for (const char* number :
         {"acting",        "age",     "arrived", "assigned",    "birthday",       "closure", "cohort",
          "detected_late", "duty",    "import",  "latest",      "letters",        "nth",     "proof",
          "provisional",   "record",  "run",     "school_unit", "successor_unit", "seq",     "staff",
          "storm",         "student", "version", "year"})
      all[number] = ColumnType::integer;
    for (const char* code : {"class_code", "copy_to_code", "corrected_by", "corrects", "document", "number",
                             "responsible_code", "school_code", "student_code", "unit_code"})
      all[code] = ColumnType::code;
    for (const StudentField& field : student_fields) {
      if (std::holds_alternative<std::optional<Day> Student::*>(field.member))
        all[column_of_views(field)] = ColumnType::date;
      if (std::holds_alternative<bool Student::*>(field.member)) all[column_of_views(field)] = ColumnType::integer;
    }
    return all;
  }();
  const auto found = types.find(name);
  return found == types.end() ? ColumnType::text : found->second;
}

// What a row is about is read first.
int rank_of(const std::string& name) {
  static const std::map<std::string, int> ranks = {
      {"action", 2}, {"class", 3},        {"due", 2},          {"grade", 3}, {"number", 2},
      {"school", 3}, {"student_code", 2}, {"student_name", 2}, {"town", 3},  {"unit_name", 3},
  };
  const auto found = ranks.find(name);
  return found == ranks.end() ? ordinary_rank : found->second;
}

// A short code says no more than the column of codes does; whatever else was written there is typed.
bool is_code_of(const Field& field, std::string_view value) {
  return field.pupil && student_of_code(value).has_value();
}

bool is_about_children(const RecordKind& kind) {
  return kind.about_document() || kind.about_minor() || kind.can_name_pupils();
}

}  // namespace

Column column_of(const std::string& view, const std::string& name, const Rulebook& rulebook) {
  Column column = column_named(name);
  if (const auto typed = typed_columns().find({view, name}); typed != typed_columns().end())
    column.privacy = typed->second;
  constexpr std::string_view prefix = "record_";
  if (!view.starts_with(prefix)) return column;
  const RecordKind* kind = rulebook.record(view.substr(prefix.size()));
  const Field* field = kind == nullptr ? nullptr : kind->field(name);
  if (name == "by") column.privacy = Privacy::maker;
  if (field == nullptr || name == "by") return column;
  if (!field->label.empty()) column.label = field->label;
  if (is_typed_of_children(*kind, *field)) column.privacy = Privacy::text;
  return column;
}

bool is_typed_of_children(const RecordKind& kind, const Field& field) {
  return field.type.kind == Type::Kind::text && !field.pupil && is_about_children(kind);
}

bool is_typed_of_children(const RecordKind* kind, const Field* field, std::string_view value, bool of_pupil) {
  if (kind == nullptr || field == nullptr) return true;
  const Type& type = field->type;
  const bool is_listed =
      type.kind == Type::Kind::choice && std::ranges::find(type.choices, value) != type.choices.end();
  return (of_pupil || is_about_children(*kind)) && !is_listed && !is_code_of(*field, value);
}

bool is_stated(const std::string& view, const std::string& name) {
  return typed_columns().contains({view, name}) || headings().contains(name);
}

Column column_named(const std::string& name) {
  const auto found = headings().find(name);
  if (found == headings().end()) return {name, same_text(name)};
  return {name, {found->second.zh, found->second.en}, found->second.privacy, type_of(name), {}, rank_of(name)};
}

}  // namespace ksbx
