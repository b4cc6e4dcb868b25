// The table of keys. docs/rules.md says the same in sentences.

#include "files/rulebook/rulebook_schema.h"

#include <algorithm>

#include "policy/rulebook/rulebook.h"

namespace ksbx {
namespace {

using enum SchemaKey::Holds;
using Names = std::vector<std::string>;

constexpr bool mandatory = true;

Names subjects() {
  Names words;
  for (const SubjectKind kind : all_subject_kinds()) words.emplace_back(name_of(kind));
  return words;
}
const Names presences = {"present", "unexcused", "excused", "unverified", "late", "left_early"};
const Names both_lines = {"government", "education"};
const Names due_units = {"day", "work_day", "school_day"};

Names subjects_of_records() {
  Names words = subjects();
  words.emplace_back("document");
  return words;
}

SchemaKey id() {
  return {"id", word, text("唯一的名字", "its name, once"), mandatory};
}
SchemaKey label_needed() {
  return {"label", label, text("给人看的名称", "what people read"), mandatory};
}
SchemaKey clause(bool is_needed) {
  return {"clause", names, text("依据的条文", "the clauses it answers to"), is_needed};
}
SchemaKey interpretation() {
  return {"interpretation", label,
          text("意见没有写明时怎样理解", "how the text was interpreted where it says nothing")};
}
SchemaKey where() {
  return {"where", one_text, text("记录要满足的条件", "a condition over the record's fields")};
}
SchemaKey record(bool is_needed) {
  return {"record", word, text("记录种类", "a kind of record"), is_needed};
}

SchemaSection file_section() {
  return {"file",
          {{"id", word, text("规则集的名字", "name of the rulebook")},
           {"title", label, text("规则集的标题", "title of the rulebook")},
           {"case", table, text("个案何时了结", "when a case closes"), false, {}, "case"},
           {"school_year", table, text("学年何时开始", "when a school year begins"), false, {}, "school_year"},
           {"oversight",
            table,
            text("督办：逾期的任务告诉上一级", "overdue duties told one level up"),
            false,
            {},
            "oversight"},
           {"storm", table, text("突增保护", "storm guard"), false, {}, "storm"},
           {"lessons", table, text("按节次记的考勤", "attendance by lessons"), false, {}, "lessons"},
           {"meaning",
            table,
            text("含义：规则集里哪个名字是系统要认得的", "the names that the program must know"),
            false,
            {},
            "meaning"},
           {"overlay", word, text("叠加在哪个规则集之上", "the rulebook that this overlay changes")},
           {"reason", label, text("叠加的理由", "why there is this overlay")},
           {"param", named, text("参数", "parameters"), false, {}, "param"},
           {"clause", tables, text("条文", "clauses"), false, {}, "clause"},
           {"role", tables, text("角色", "roles"), false, {}, "role"},
           {"stage", tables, text("阶段，由低到高", "stages, lowest first"), false, {}, "stage"},
           {"action", tables, text("行动", "actions"), false, {}, "action"},
           {"form", tables, text("文书样式", "forms of documents"), false, {}, "form"},
           {"office",
            tables,
            text("单位在公文上的全称和机关代字", "full names of offices, and the signs of their numbers"),
            false,
            {},
            "office"},
           {"document_number",
            table,
            text("发文字号的写法", "how numbers of documents are written"),
            false,
            {},
            "document_number"},
           {"choices", tables, text("选项表", "lists of choices"), false, {}, "choices"},
           {"record", tables, text("记录种类", "kinds of record"), false, {}, "record"},
           {"attendance", tables, text("考勤代码", "attendance codes"), false, {}, "attendance"},
           {"fact", tables, text("事实", "facts"), false, {}, "fact"},
           {"rule", tables, text("规则", "rules"), false, {}, "rule"}}};
}

std::vector<SchemaSection> number_sections() {
  return {
      {"case",
       {{"closes_after", amount, text("几个上学日后了结，如 \"$watch_days\"", "school days after which it closes"),
         mandatory},
        {"signs_last", amount,
         text("只有苗头没有缺课时，阶段保持几天", "days that a stage lasts without any absence")}}},
      {"school_year", {{"begins", one_text, text("几月几日，如 \"09-01\"", "month and day, as \"09-01\""), mandatory}}},
      {"storm",
       {{"share", amount,
         text("超过在籍人数的百分之几，如 \"$storm_share\"", "above which percentage of enrolled pupils"), mandatory},
        {"least", amount, text("并且至少几名学生，如 \"$storm_least\"", "minimum number of pupils"), mandatory}}},
      {"lessons",
       {{"morning", amount, text("上午几节，如 \"$morning_lessons\"", "lessons of the morning"), mandatory},
        {"afternoon", amount, text("下午几节，如 \"$afternoon_lessons\"", "lessons of the afternoon"), mandatory},
        {"share", amount,
         text("缺百分之几算缺半天，如 \"$missed_lessons_share\"", "percentage missed that makes the half day missed"),
         mandatory}}},
      {"oversight",
       {{"action", word, text("上一级要做什么", "what whoever hears of it does"), mandatory},
        {"record", word, text("证明督办过的记录", "the kind of record that proves it"), mandatory},
        {"within", amount, text("多久之内", "how many"), mandatory},
        {"unit", word, text("单位", "unit"), mandatory, {"day", "school_day", "work_day"}}}},
      {"param",
       {{"label", label, text("这个数是什么", "what the number means")},
        {"unit",
         word,
         text("单位", "unit"),
         false,
         {"school_day", "work_day", "day", "school_week", "session", "record", "pupil", "per_cent", "time"}},
        {"range", any, text("[最小, 最大]", "[least, most]")},
        {"mandatory", table, text("意见的底线", "the limit that the policy sets"), false, {}, "mandatory"},
        clause(false),
        interpretation(),
        {"values", tables, text("各日期起的值", "dated values"), mandatory, {}, "value"}}},
      {"mandatory", {{"at_least", any, text("不得少于", "at least")}, {"at_most", any, text("不得多于", "at most")}}},
      {"value",
       {{"from", iso_date, text("生效日期", "first day"), mandatory},
        {"value", any, text("值", "the value"), mandatory},
        {"deviation", one_text, text("允许更宽的文号", "the document that allows a weaker value")},
        {"reason", label, text("为什么改", "why it was changed")},
        {"was", any, text("叠加时看到的原值", "the value that the overlay was written for")},
        {"school", word, text("只用于这所学校（代码）", "for this school only (code)")},
        {"town", word, text("只用于这个镇街（代码）", "for this town only (code)")},
        {"level", word, text("只用于这个学段", "for this level only"), false, {"primary", "junior", "senior"}},
        {"open_cases", word, text("以前的个案沿用旧值还是改用新值", "what open cases do"), false, {"keep", "apply"}}}}};
}

std::vector<SchemaSection> name_sections() {
  return {
      {"clause",
       {id(),
        {"article", one_text, text("出处", "where it is")},
        {"zh", one_text, text("要求，用自己的话", "the requirement, in Chinese"), mandatory},
        {"en", one_text, text("英文", "in English")},
        {"out_of_scope", label, text("为什么不由本程序落实", "why this program does not implement it")}}},
      {"role",
       {id(),
        label_needed(),
        {"at",
         word,
         text("从学生出发到哪里找", "where it is found, starting from the pupil"),
         mandatory,
         {"school_class", "grade", "school", "education_office", "bureau", "village", "town", "city", "school_town",
          "police_station", "department", "pupil", "itself"}},
        {"named", names,
         text("部门名称中的字，几种叫法写成一列", "part of the department's name, or a list of such parts")},
        {"field", one_text,
         text("由记录的哪个栏目写明单位，如 \"finding.station\"",
              "the field of records that names the unit, as \"finding.station\"")},
        {"otherwise", word, text("那里没有单位时由哪个角色代", "the role that stands in where there is no unit")},
        {"members", names, text("也算数的角色", "roles that count as this one")},
        {"person", yes_or_no, text("必须落实到人", "must be a named person")},
        {"line", word, text("属于哪条线", "its line"), false, both_lines}}},
      {"stage",
       {id(), label_needed(), {"ends", label, text("此后由谁接着办", "who goes on, where nothing here follows")}}},
      {"action", {id(), label_needed()}},
      {"form",
       {id(),
        {"title", label, text("标题", "title"), mandatory},
        {"titles", table, text("在某一条线上叫什么", "what it is called on one line"), false, {}, "titles"},
        {"body", one_text, text("正文，{{栏目}} 由系统填写", "the text with {{fields}}")},
        {"file", one_text, text("或正文所在的文件，在 forms/ 里", "or the file in forms/ with the text")},
        {"resend", names,
         text("没有签收时几个工作日后再报送，如 \"$resend_first\"",
              "working days after which it is sent again if unanswered")},
        {"answer", table, text("收文单位多久之内签收", "until when its receivers sign for it"), false, {}, "answer"},
        {"notice",
         word,
         text("是哪种通知的写法", "the wording of which notices it is"),
         false,
         {"correction", "release", "withdrawal", "reinstatement"}},
        {"must_include", names, text("必写的栏目", "mandatory fields")},
        {"single_line", yes_or_no, text("只发一处", "meant for one authority alone")}}},
      {"titles",
       {{"government", label, text("政府线的标题", "on the government line")},
        {"education", label, text("教育线的标题", "on the education line")}}},
      {"office",
       {{"kind", word, text("哪种单位", "the kind of unit")},
        {"ends", one_text, text("名称以什么结尾，如 \"镇\"", "how its name ends, as \"镇\"")},
        {"unit", word, text("或哪个单位（代码）", "or the one of this code")},
        {"name", one_text, text("全称，如 \"{{unit}}人民政府\"", "its full name, as \"{{unit}}人民政府\"")},
        {"sign", one_text, text("机关代字", "the sign of its numbers")}}},
      {"document_number",
       {{"form", one_text,
         text("发文字号的写法，用 {{sign}} {{year}} {{unit}} {{line}} {{count}}",
              "how it is written, with {{sign}} {{year}} {{unit}} {{line}} {{count}}")},
        {"sign", one_text, text("没有自己机关代字的单位用什么", "the sign of whoever has none")}}},
      {"answer",
       {{"within", amount, text("几天，如 \"$answer_within\"", "how many days, as \"$answer_within\""), mandatory},
        {"unit", word, text("天数的单位", "the unit"), true, {"day", "school_day", "work_day"}},
        {"action", word, text("这项任务叫什么", "the action to sign"), mandatory},
        {"escalate", any, text("没有签收时告诉谁", "who hears that nobody signed"), false, {}, "level"}}},
      {"level",
       {{"after", amount, text("逾期多久", "how long after it fell due"), mandatory},
        {"unit", word, text("单位", "unit"), mandatory, {"day", "school_day", "work_day"}},
        {"to", word, text("告诉谁", "the role that hears of it"), mandatory}}},
      {"choices", {id(), {"values", tables, text("选项", "the choices"), mandatory, {}, "choice"}}},
      {"choice",
       {id(),
        {"zh", one_text, text("中文", "Chinese"), mandatory},
        {"en", one_text, text("英文", "English")},
        {"also", names, text("表里的其他写法", "what tables also write for it")}}}};
}

// A parameter has a $, and a choice may be in any script; all others are names.
SchemaSection meaning_section() {
  SchemaSection section{"meaning", {}};
  for (const MeaningKey& key : meaning_keys()) {
    const bool is_name = key.names != MeaningKey::Names::parameter && key.names != MeaningKey::Names::choice;
    section.keys.push_back({std::string(key.key), is_name ? word : one_text, key.what});
  }
  return section;
}

std::vector<SchemaSection> record_sections() {
  return {
      {"record",
       {{"kind", word, text("唯一的名字", "its name, once"), mandatory},
        label_needed(),
        {"subject", names, text("关于谁", "whom it is about"), mandatory, subjects_of_records()},
        clause(false),
        {"by", names, text("谁可以登记", "who may make it")},
        {"date_headers", names, text("表里日期一栏的其他写法", "what tables also call the date")},
        {"by_headers", names, text("表里记录人一栏的其他写法", "what tables also call who made it")},
        {"also", names, text("人们怎样称呼这种记录", "what people call such records")},
        {"only_if_named", yes_or_no,
         text("只有标题或 --kind 说是它，才按它读表", "its tables are known by a title or --kind alone")},
        {"mutes_until", word, text("到哪个日期栏目为止暂停任务", "the date field until which duties are muted")},
        {"mutes_at_most", amount, text("最多暂停几天，如 \"$pause_at_most\"", "days for which it can mute at most")},
        {"fields", tables, text("栏目", "fields"), false, {}, "field"}}},
      {"field",
       {{"name", word, text("栏目名", "name"), mandatory},
        {"label", label, text("给人看的名称", "what people read")},
        {"type", word, text("类型", "type"), mandatory, {"bool", "integer", "text", "choice", "date"}},
        {"required", yes_or_no, text("必填", "must be filled in")},
        {"choices_from", word, text("用哪个选项表", "a list of choices")},
        {"choices", names, text("自己的选项", "its own choices")},
        {"choice_labels", labels, text("选项的名称", "labels of its choices")},
        {"ordered", yes_or_no, text("选项有高低", "the order means something")},
        {"headers", names, text("表里这一栏的其他写法", "what tables also call it")},
        {"member_of", word, text("填的是哪个角色那边的人", "the role of whose unit it names somebody")},
        {"pupil", yes_or_no, text("填的是学生短码", "a pupil's short code")}}},
      {"words", {{"zh", one_text, text("中文", "Chinese"), mandatory}, {"en", one_text, text("英文", "English")}}},
      {"attendance",
       {{"code", word, text("考勤表里写的代码", "the code in attendance returns"), mandatory},
        label_needed(),
        {"status", word, text("算作哪种考勤", "what it counts as"), mandatory, presences}}},
      {"fact",
       {{"name", word, text("条件里写的名字", "the name in conditions"), mandatory},
        {"type",
         word,
         text("怎样得出", "how it is computed"),
         mandatory,
         {"streak", "count", "run", "latest", "exists", "days_since", "duty_state", "days_late", "expression",
          "attribute"}},
        {"label", label, text("给人看的名称", "what people read")},
        clause(false),
        {"status", names, text("计入的考勤", "attendance that counts"), false, presences},
        {"skips", names, text("不计也不中断的考勤", "attendance that neither counts nor breaks"), false, presences},
        {"whole_day", yes_or_no, text("按整天计", "counts whole days")},
        {"any_session", yes_or_no, text("按天计，半天也算", "counts days, even if half")},
        {"window", amount,
         text("最近几个上学日、教学周；记录则为最近几天", "the last so many school days or weeks; of records, days")},
        {"window_unit", word, text("窗口的单位", "unit of the window"), false, {"day", "school_day", "school_week"}},
        {"unit", word, text("天数的单位", "in what days are counted"), false, due_units},
        {"since", word, text("只看最近一次这种记录之后的考勤", "only attendance after the latest such record")},
        {"first_after", names,
         text("从这些事实的记录之后第一次起算", "from the first one after the records of these facts")},
        {"within",
         word,
         text("在什么范围内", "over what stretch"),
         false,
         {"always", "episode", "case", "month", "quarter", "half_year", "year", "term", "school_year"}},
        {"same", word, text("哪个栏目要写该年年份", "the field that must say the year")},
        record(false),
        where(),
        {"by", names, text("谁登记的才算", "who must have made the record")},
        {"field", word, text("取哪个栏目；计数时把它的数加起来", "the field that is taken; of a count, added up")},
        {"duty", word, text("看哪条规则的任务", "the rule whose duty is looked at")},
        {"named", names, text("名册上哪些特殊群体", "which special groups of the roster")},
        {"value", one_text, text("算式", "the expression")},
        {"attribute", word, text("系统自带的属性", "what ksbx knows by itself"), false, attributes().words()}}}};
}

std::vector<SchemaSection> rule_sections() {
  return {
      {"rule",
       {id(),
        {"label", label, text("给人看的名称", "what people read")},
        {"for", word, text("关于谁", "who it is about"), false, subjects()},
        clause(false),
        interpretation(),
        {"when", one_text, text("条件", "a condition over facts")},
        {"while", one_text, text("存续条件：不再成立就撤销", "a condition without which open duties are withdrawn")},
        {"per",
         word,
         text("每个什么一次", "once for each"),
         false,
         {"day", "episode", "case", "month", "quarter", "half_year", "year", "term", "school_year", "event"}},
        {"on", table, text("触发记录", "the record that starts it"), false, {}, "on"},
        {"enter", word, text("进入的阶段", "the stage it leads to")},
        {"from", iso_date, text("从哪天起", "its first day")},
        {"mandatory", yes_or_no, text("意见明文要求，停用或取代要有文号", "demanded by the policy itself")},
        {"deviation", one_text,
         text("允许停用或取代的文号（只在叠加规则里）", "the document that allows it (overlays only)")},
        {"off", yes_or_no, text("停用（只在叠加规则里）", "switched off (overlays only)")},
        {"replaces", yes_or_no, text("取代原规则（只在叠加规则里）", "replaces the rule below (overlays only)")},
        {"reason", label, text("停用或取代的理由", "why it is off or replaced")},
        {"duty", tables, text("任务", "duties"), false, {}, "duty"}}},
      {"on", {record(mandatory), where()}},
      {"duty",
       {{"id", word, text("规则里唯一的名字", "its name in the rule")},
        {"who", word, text("谁的任务", "the role that owes it"), mandatory},
        {"with", names, text("会同谁", "roles that take part")},
        {"action", word, text("做什么", "what to do")},
        {"due", word_or_table, text("期限", "deadline"), mandatory, {"same_day", "period_end"}, "within"},
        {"remind", table, text("提前提醒", "reminder"), false, {}, "before"},
        {"escalate",
         any,
         text("逾期告诉谁，一级或逐级", "who hears that it is late, level by level"),
         false,
         {},
         "level"},
        {"done_by", tables, text("完成凭据", "records that prove it"), false, {}, "proof"},
        {"done_when", one_text, text("怎样算完成", "a condition that ends it")},
        {"document", table, text("文书", "document"), false, {}, "document"},
        {"share", names, text("可以转交的栏目", "fields that may be passed on")}}},
      {"within",
       {{"within", amount, text("多久之内", "how many")},
        {"unit", word, text("单位", "unit"), false, due_units},
        {"field", word, text("或触发记录的哪个日期栏目", "or the date field of the record that starts it")}}},
      {"before",
       {{"before", amount, text("提前多久", "how many before"), mandatory},
        {"unit", word, text("单位", "unit"), mandatory, due_units}}},
      {"proof",
       {record(mandatory),
        where(),
        {"by", names, text("谁做的算数", "who may have made it")},
        {"same", word,
         text("哪个栏目要与触发记录相同，每年、每学年的写该年年份",
              "the field that must say the same as the record that starts it; of a yearly rule the year")}}},
      {"document",
       {{"form", word, text("文书样式", "its form"), mandatory},
        {"lines", names, text("发往哪条线", "its lines"), mandatory, both_lines},
        {"to", names, text("各线的收文单位", "who receives it on each line")},
        {"copy", names, text("各线的抄送单位，不抄送的写 \"\"", "who gets a copy on each line, \"\" for none")},
        {"must_include", names, text("必写的栏目", "fields that must be there")}}}};
}

}  // namespace

const std::vector<SchemaSection>& rulebook_schema() {
  static const std::vector<SchemaSection> all = [] {
    std::vector<SchemaSection> sections = {file_section(), meaning_section()};
    for (const auto& some : {number_sections(), name_sections(), record_sections(), rule_sections()})
      sections.insert(sections.end(), some.begin(), some.end());
    return sections;
  }();
  return all;
}

}  // namespace ksbx
