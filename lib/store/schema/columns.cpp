// The headings of the views' columns and what each says about a person (store/schema/views.h: column_named).
#include <map>

#include "model/student.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

struct Heading {
  const char* zh;
  const char* en;
  Privacy privacy = Privacy::none;
};

// The views' column of a pupil's field; nothing where they show more of it than it holds: a class with its grade, the
// village and the town of the residence.
std::string column_of_views(const StudentField& field) {
  if (std::holds_alternative<UnitId Student::*>(field.member)) return {};
  return field.member == StudentField::Member(&Student::name) ? "student_name" : std::string(field.name);
}

std::map<std::string, Heading> headings_but_of_pupils() {
  return {
      {"accepted", {"接受行数", "accepted"}},
      {"acknowledged", {"签收日期", "acknowledged"}},
      {"action", {"要做的事", "action"}},
      {"actor", {"操作账号", "login"}},
      {"added", {"新增", "new"}},
      {"addressee", {"主送单位", "addressee"}},
      {"addressee_code", {"主送单位代码", "addressee code"}},
      {"after", {"改后", "after", Privacy::address}},
      {"amended", {"变更", "amended"}},
      {"answered", {"首次回执日期", "first answered"}},
      {"assigned", {"已落实到人", "assigned"}},
      {"before", {"改前", "before", Privacy::address}},
      {"by", {"登记人", "entered by"}},
      {"calendar", {"校历摘要", "calendar digest"}},
      {"cause", {"可能原因", "likely cause"}},
      {"candidates", {"可能是", "may be"}},
      {"cells", {"原始单元格", "original cells", Privacy::address}},
      {"changed", {"变更行数", "changed"}},
      {"checked", {"核查对象数", "checked"}},
      {"class", {"班级", "class"}},
      {"class_code", {"班级代码", "class code"}},
      {"clauses", {"依据条款", "clauses"}},
      {"code", {"代码", "code"}},
      {"command", {"命令", "command"}},
      {"content", {"正文", "content", Privacy::address}},
      {"copy_to", {"抄送单位", "copy to"}},
      {"copy_to_code", {"抄送单位代码", "copy-to code"}},
      {"corrected_by", {"后一文书", "corrected by"}},
      {"corrected_on", {"后一文书日期", "corrected on"}},
      {"corrects", {"前一文书", "corrects"}},
      {"day", {"日期", "day"}},
      {"decision", {"决定", "decision"}},
      {"deferral", {"待定号", "number in doubt"}},
      {"detail", {"详情", "detail"}},
      {"detected", {"发现日期", "detected"}},
      {"detected_late", {"补发现", "detected late"}},
      {"digest", {"文件摘要", "file digest"}},
      {"document", {"文书编号", "document"}},
      {"done", {"完成日期", "done"}},
      {"doubt", {"为什么待定", "why in doubt"}},
      {"doubts", {"存疑", "doubts"}},
      {"due", {"期限", "due"}},
      {"duty", {"任务号", "duty"}},
      {"ended", {"了结日", "ended"}},
      {"enrolled", {"在籍人数", "enrolled"}},
      {"event", {"事件", "event"}},
      {"field", {"字段", "field"}},
      {"fields", {"内容", "fields", Privacy::address}},
      {"file", {"文件", "file"}},
      {"form", {"文书种类", "form"}},
      {"format", {"格式", "format"}},
      {"grade", {"年级", "grade"}},
      {"hash", {"摘要", "hash"}},
      {"header", {"表头", "header"}},
      {"import", {"导入号", "import"}},
      {"issued", {"签发日期", "issued"}},
      {"issuer", {"签发单位", "issuer"}},
      {"issuer_code", {"签发单位代码", "issuer code"}},
      {"item", {"任务项", "item"}},
      {"judged", {"最近判断日", "last judged"}},
      {"kind", {"种类", "kind"}},
      {"latest", {"现行", "latest"}},
      {"leaves", {"不明之处", "what is unknown"}},
      {"line", {"线（行号）", "line"}},
      {"lines", {"行数", "rows"}},
      {"masking", {"遮盖", "masking"}},
      {"missing", {"缺少的内容", "missing sections"}},
      {"muted_until", {"暂停到", "muted until"}},
      {"name", {"名称", "name"}},
      {"nth", {"第几次期限", "nth"}},
      {"note", {"说明", "note"}},
      {"nth", {"第几次", "time"}},
      {"number", {"编号", "number"}},
      {"opened", {"产生", "opened"}},
      {"others", {"配合单位", "together with"}},
      {"overdue", {"逾期", "overdue"}},
      {"parent", {"上级单位", "parent"}},
      {"parent_code", {"上级代码", "parent code"}},
      {"passed_on", {"交接日期", "passed on"}},
      {"period", {"周期", "period"}},
      {"person", {"责任人", "person"}},
      {"presence", {"出勤状态", "presence"}},
      {"problem", {"原因代码", "code of the reason"}},
      {"proof", {"完成依据", "proof"}},
      {"provisional", {"暂存", "provisional"}},
      {"pupils", {"新进入预警人数", "newly escalated"}},
      {"reason", {"原因", "reason"}},
      {"record", {"记录号", "record"}},
      {"recorded", {"录入时间", "recorded"}},
      {"rejected", {"退回行数", "rejected"}},
      {"remind", {"提醒日期", "remind"}},
      {"report", {"报表", "report"}},
      {"responsible", {"责任人", "responsible"}},
      {"responsible_code", {"责任单位代码", "responsible code"}},
      {"responsible_kind", {"责任单位种类", "responsible kind"}},
      {"responsible_unit", {"责任单位", "responsible unit"}},
      {"role", {"职责", "role"}},
      {"roles", {"身份", "roles"}},
      {"rows", {"行数", "rows"}},
      {"rule", {"规则", "rule"}},
      {"rulebook", {"规则摘要", "rulebook digest"}},
      {"run", {"运行号", "run"}},
      {"school", {"学校", "school"}},
      {"school_code", {"学校代码", "school code"}},
      {"school_unit", {"学校号", "school number"}},
      {"school_town", {"学校所在镇街", "school's town"}},
      {"sentence", {"没能判断的原因", "why not judged"}},
      {"seq", {"序号", "number"}},
      {"session", {"时段", "session"}},
      {"settled", {"决定时间", "decided"}},
      {"share", {"占在籍百分比", "per cent of enrolled"}},
      {"since", {"起始日期", "since"}},
      {"closed", {"撤销日期", "closed on"}},
      {"staff", {"人员号", "staff number"}},
      {"stage", {"阶段", "stage"}},
      {"state", {"状态", "state"}},
      {"storm", {"突增号", "storm"}},
      {"student", {"学生号", "student"}},
      {"student_code", {"学生短码", "code"}},
      {"subject", {"对象", "subject"}},
      {"subject_kind", {"对象种类", "subject kind"}},
      {"taken_back", {"撤销时间", "undone at"}},
      {"through", {"判定日", "day judged"}},
      {"today", {"运行日", "day of the run"}},
      {"time", {"时间", "time"}},
      {"town", {"镇街", "town"}},
      {"town_code", {"镇街代码", "town code"}},
      {"unchanged", {"未变行数", "unchanged"}},
      {"unit", {"单位号", "unit number"}},
      {"unit_code", {"单位代码", "unit code"}},
      {"unit_kind", {"单位种类", "unit kind"}},
      {"undone", {"撤销时间", "undone at"}},
      {"unit_name", {"单位", "unit"}},
      {"until", {"结束日期", "until"}},
      {"vanished", {"消失人数", "vanished"}},
      {"version", {"第几次说法", "version"}},
      {"village", {"村（社区）", "village"}},
      {"why", {"理由", "why"}},
      {"withdrawn", {"撤销日期", "withdrawn"}},
      {"withdrawn_on", {"撤回日期", "withdrawn on"}},
      {"year", {"年级数", "year"}},
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

// Columns that are no text. Where two views differ (a day in duties, a number in runs), that of duties.
ColumnType type_of(const std::string& name) {
  static const std::map<std::string, ColumnType> types = [] {
    std::map<std::string, ColumnType> all = {{"recorded", ColumnType::moment}, {"share", ColumnType::percent}};
    for (const char* day :
         {"acknowledged", "answered", "closed",  "corrected_on", "day",         "detected",  "done",
          "due",          "ended",    "issued",  "judged",       "muted_until", "opened",    "overdue",
          "remind",       "since",    "through", "today",        "until",       "withdrawn", "withdrawn_on"})
      all[day] = ColumnType::date;
    for (const char* count : {"accepted", "added", "amended", "changed", "checked", "doubts", "enrolled", "lines",
                              "pupils", "rejected", "rows", "unchanged", "vanished"})
      all[count] = ColumnType::count;
    for (const char* number : {"assigned", "detected_late", "duty", "import", "latest", "nth", "proof", "provisional",
                               "record", "run", "school_unit", "seq", "staff", "storm", "student", "version", "year"})
      all[number] = ColumnType::integer;
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

}  // namespace

Column column_named(const std::string& name) {
  const auto found = headings().find(name);
  if (found == headings().end()) return {name, same_text(name)};
  return {name, {found->second.zh, found->second.en}, found->second.privacy, type_of(name)};
}

}  // namespace ksbx
