// The headings of the views' columns and what each says about a person (store/views.h: column_named).
#include <map>

#include "store/views.h"

namespace ksbx {
namespace {

struct Heading {
  const char* zh;
  const char* en;
  Privacy privacy = Privacy::none;
};

const std::map<std::string, Heading>& headings() {
  static const std::map<std::string, Heading> all = {
      {"accepted", {"接受行数", "accepted"}},
      {"action", {"要做的事", "action"}},
      {"actor", {"操作账号", "login"}},
      {"added", {"新增", "new"}},
      {"address", {"现住址", "address", Privacy::address}},
      {"addressee", {"主送单位", "addressee"}},
      {"addressee_code", {"主送单位代码", "addressee code"}},
      {"after", {"改后", "after", Privacy::address}},
      {"amended", {"变更", "amended"}},
      {"answered", {"首次回执日期", "first answered"}},
      {"assigned", {"已落实到人", "assigned"}},
      {"before", {"改前", "before", Privacy::address}},
      {"birth", {"出生日期", "date of birth", Privacy::id_number}},
      {"boarding", {"寄宿", "boarding"}},
      {"by", {"登记人", "entered by"}},
      {"calendar", {"校历摘要", "calendar digest"}},
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
      {"corrected_by", {"被更正于", "corrected by"}},
      {"corrects", {"更正文书", "corrects"}},
      {"day", {"日期", "day"}},
      {"detail", {"详情", "detail"}},
      {"detected", {"发现日期", "detected"}},
      {"detected_late", {"补发现", "detected late"}},
      {"digest", {"文件摘要", "file digest"}},
      {"document", {"文书编号", "document"}},
      {"done", {"完成日期", "done"}},
      {"doubts", {"存疑", "doubts"}},
      {"due", {"期限", "due"}},
      {"duty", {"任务号", "duty"}},
      {"enrolment", {"学籍状态", "enrolment"}},
      {"event", {"事件", "event"}},
      {"field", {"字段", "field"}},
      {"fields", {"内容", "fields", Privacy::address}},
      {"file", {"文件", "file"}},
      {"form", {"文书种类", "form"}},
      {"grade", {"年级", "grade"}},
      {"guardian", {"监护人", "guardian", Privacy::name}},
      {"guardian_phone", {"监护人电话", "guardian's phone", Privacy::phone}},
      {"guardian_relation", {"与学生关系", "relation"}},
      {"hash", {"摘要", "hash"}},
      {"header", {"表头", "header"}},
      {"hukou", {"户籍地", "household register", Privacy::address}},
      {"id_number", {"身份证件号", "id number", Privacy::id_number}},
      {"import", {"导入号", "import"}},
      {"issued", {"签发日期", "issued"}},
      {"item", {"任务项", "item"}},
      {"kind", {"种类", "kind"}},
      {"latest", {"现行", "latest"}},
      {"leaves", {"不明之处", "what is unknown"}},
      {"line", {"线（行号）", "line"}},
      {"lines", {"行数", "rows"}},
      {"missing", {"缺少的内容", "missing sections"}},
      {"name", {"名称", "name"}},
      {"note", {"说明", "note"}},
      {"number", {"编号", "number"}},
      {"opened", {"产生", "opened"}},
      {"others", {"配合单位", "together with"}},
      {"overdue", {"逾期", "overdue"}},
      {"parent", {"上级单位", "parent"}},
      {"parent_code", {"上级代码", "parent code"}},
      {"period", {"周期", "period"}},
      {"person", {"责任人", "person"}},
      {"phone", {"联系电话", "phone", Privacy::phone}},
      {"presence", {"出勤状态", "presence"}},
      {"proof", {"完成依据", "proof"}},
      {"provisional", {"暂存", "provisional"}},
      {"reason", {"原因", "reason"}},
      {"record", {"记录号", "record"}},
      {"recorded", {"录入时间", "recorded"}},
      {"rejected", {"退回行数", "rejected"}},
      {"remind", {"提醒日期", "remind"}},
      {"responsible_code", {"责任单位代码", "responsible code"}},
      {"responsible_kind", {"责任单位种类", "responsible kind"}},
      {"responsible_unit", {"责任单位", "responsible unit"}},
      {"role", {"职责", "role"}},
      {"roles", {"身份", "roles"}},
      {"rule", {"规则", "rule"}},
      {"rulebook", {"规则摘要", "rulebook digest"}},
      {"run", {"运行号", "run"}},
      {"school", {"学校", "school"}},
      {"school_code", {"学校代码", "school code"}},
      {"school_town", {"学校所在镇街", "school's town"}},
      {"seq", {"序号", "number"}},
      {"session", {"时段", "session"}},
      {"sex", {"性别", "sex"}},
      {"since", {"起始日期", "since"}},
      {"special", {"特殊群体", "special group"}},
      {"stage", {"阶段", "stage"}},
      {"state", {"状态", "state"}},
      {"student", {"学生号", "student"}},
      {"student_code", {"学生短码", "code"}},
      {"student_name", {"姓名", "name", Privacy::name}},
      {"subject", {"对象", "subject"}},
      {"subject_kind", {"对象种类", "subject kind"}},
      {"through", {"判定日", "day judged"}},
      {"today", {"运行日", "day of the run"}},
      {"town", {"镇街", "town"}},
      {"town_code", {"镇街代码", "town code"}},
      {"unchanged", {"未变行数", "unchanged"}},
      {"unit_code", {"单位代码", "unit code"}},
      {"unit_kind", {"单位种类", "unit kind"}},
      {"unit_name", {"单位", "unit"}},
      {"until", {"结束日期", "until"}},
      {"vanished", {"消失人数", "vanished"}},
      {"version", {"第几次说法", "version"}},
      {"village", {"村（社区）", "village"}},
      {"why", {"理由", "why"}},
      {"withdrawn", {"撤销日期", "withdrawn"}},
      {"xueji", {"学籍号", "student number", Privacy::id_number}},
      {"year", {"年级数", "year"}},
  };
  return all;
}

}  // namespace

Column column_named(const std::string& name) {
  const auto found = headings().find(name);
  if (found == headings().end()) return {name, same_text(name), Privacy::none};
  return {name, {found->second.zh, found->second.en}, found->second.privacy};
}

}  // namespace ksbx
