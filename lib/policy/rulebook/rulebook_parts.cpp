#include "policy/rulebook/rulebook_parts.h"

#include "base/join.h"
#include "policy/rulebook/rulebook_words.h"

namespace ksbx {
namespace {

// Collects the lines of one part; lines without words are left out.
struct Lines {
  std::vector<Part::Line> all;

  void add(std::string key, Text label, std::string words) {
    if (!words.empty()) all.push_back({std::move(key), std::move(label), std::move(words)});
  }
  void add(std::string key, Text label, const std::optional<Condition>& condition) {
    if (condition) add(std::move(key), std::move(label), condition->source());
  }
};

template <class T>
Part part(Part::Kind kind, const T& thing, std::string id, Lines lines) {
  return {kind, std::move(id), thing.label, thing.origin, std::move(lines.all)};
}

Part::Line line_of(const Parameter& parameter, const Parameter::Dated& dated) {
  Part::Line line;
  const std::string scope = dated.scope.everybody() ? "" : " " + dated.scope.print().en;
  line.key = dated.from.iso() + scope;
  line.label = dated.scope.everybody() ? text("{} 起", "from {}", dated.from.iso())
                                       : text("{} 起（{}）", "from {} ({})", dated.from.iso(), dated.scope.print());
  line.words = words_of(parameter, dated.value);
  if (dated.open_cases == OpenCases::keep) line.words += " (open_cases: keep)";
  line.origin = dated.origin;
  line.reason = dated.reason;
  return line;
}

Part part_of(const Parameter& parameter) {
  Lines lines;
  lines.add("unit", text("单位", "unit"), parameter.unit);
  const auto limit = [&](const char* key, Text label, const std::optional<std::int64_t>& value) {
    if (value) lines.add(key, std::move(label), words_of(parameter, *value));
  };
  limit("at_least", text("不得少于", "at least"), parameter.mandatory_at_least);
  limit("at_most", text("不得多于", "at most"), parameter.mandatory_at_most);
  lines.add("clause", text("条文", "clauses"), listed(parameter.clauses));
  for (const Parameter::Dated& dated : parameter.values) lines.all.push_back(line_of(parameter, dated));
  return part(Part::Kind::parameter, parameter, parameter.id, std::move(lines));
}

std::string words_of(const DocumentOrder& order) {
  std::string words = order.form;
  for (std::size_t i = 0; i < order.lines.size(); ++i)
    words += formatted("；{} → {}", name_of(order.lines[i]), order.to[i]);
  return words;
}

void add_duty(Lines& lines, const DutyItem& item, const Rulebook& rulebook) {
  const auto add = [&](const std::string& key, const Text& label, std::string words) {
    lines.add(item.id + " " + key, text("任务 {} {}", "duty {} {}", item.id, label), std::move(words));
  };
  add("who", text("责任", "who"), item.who);
  add("with", text("会同", "with"), listed(item.with));
  add("action", text("做什么", "action"), item.action);
  std::vector<std::string> proofs;
  for (const Proof& proof : item.done_by) proofs.push_back(words_of(proof));
  add("done_by", text("凭据", "proof"), listed(proofs));
  if (item.done_when) add("done_when", text("完成条件", "done when"), item.done_when->source());
  add("due", text("期限", "due"), words_of(item.due, rulebook));
  if (item.remind_before) add("remind", text("提前提醒", "reminder"), words_of(*item.remind_before, rulebook));
  if (item.oversees)
    add("after", text("逾期多久", "how long overdue"),
        item.oversees->item + " + " + words_of(item.oversees->after, rulebook));
  if (item.document) {
    add("document", text("文书", "document"), words_of(*item.document));
    add("must_include", text("必写", "must include"), listed(item.document->must_include));
  }
  add("share", text("可提供", "may share"), listed(item.share));
}

Part part_of(const Rule& rule, const Rulebook& rulebook) {
  Lines lines;
  lines.add("for", text("对象", "for"), std::string(name_of(rule.subject)));
  lines.add("when", text("条件", "when"), rule.when);
  lines.add("while", text("存续条件", "while"), rule.stands_while);
  lines.add("on", text("记录", "on"), rule.on_record);
  lines.add("on_where", text("记录条件", "where"), rule.on_where);
  lines.add("per", text("每", "per"), std::string(name_of(rule.per)));
  lines.add("enter", text("进入阶段", "enter"), rule.enter);
  lines.add("clause", text("条文", "clauses"), listed(rule.clauses));
  if (rule.from) lines.add("from", text("开始执行", "in force from"), rule.from->iso());
  if (rule.mandatory) lines.add("mandatory", text("意见要求", "mandatory"), "true");
  for (const DutyItem& item : rule.duties) add_duty(lines, item, rulebook);
  if (rule.off)
    lines.all.push_back({"off", text("停用", "switched off"), rule.off->from ? rule.off->from->iso() : "✓",
                         rule.off->origin, rule.off->reason});
  return part(Part::Kind::rule, rule, rule.id, std::move(lines));
}

std::string statuses_of(const std::vector<Presence>& all) {
  std::vector<std::string> names;
  for (const Presence one : all) names.emplace_back(name_of(one));
  return listed(names);
}

Part part_of(const FactDefinition& fact, const Rulebook& rulebook) {
  Lines lines;
  lines.add("type", text("算法", "type"), std::string(name_of(fact.kind)));
  lines.add("status", text("计入", "status"), statuses_of(fact.status));
  lines.add("skips", text("跳过", "skips"), statuses_of(fact.skips));
  if (fact.whole_day) lines.add("whole_day", text("按整天", "whole days"), "true");
  if (fact.any_session) lines.add("any_session", text("半天也算一天", "half a day is a day"), "true");
  if (fact.window_parameter >= 0)
    lines.add("window", text("窗口", "window"), "$" + rulebook.parameter_names.at(fact.window_parameter).name);
  else if (fact.window > 0)
    lines.add("window", text("窗口", "window"), formatted("{}", fact.window));
  const auto usual = fact.record.empty() ? FactDefinition::WindowUnit::school_day : FactDefinition::WindowUnit::day;
  if (fact.kind == FactDefinition::Kind::count && fact.window_unit != usual)
    lines.add("window_unit", text("窗口单位", "unit of the window"), std::string(name_of(fact.window_unit)));
  if (fact.since_unit != DayUnit::day) lines.add("unit", text("单位", "unit"), std::string(name_of(fact.since_unit)));
  lines.add("first_after", text("从此后第一次起算", "from the first after"), listed(fact.first_after));
  lines.add("since", text("只看此后", "since"), fact.since);
  lines.add("record", text("记录", "record"), fact.record);
  lines.add("where", text("记录条件", "where"), fact.where);
  lines.add("by", text("谁登记的", "made by"), listed(fact.by));
  lines.add("field", text("栏目", "field"), fact.field);
  lines.add("named", text("哪些群体", "named"), listed(fact.named));
  if (fact.within != Within::always) lines.add("within", text("范围", "within"), std::string(name_of(fact.within)));
  lines.add("same", text("写该年年份的栏目", "field that says the year"), fact.same);
  lines.add("value", text("算式", "value"), fact.value);
  if (fact.attribute) lines.add("attribute", text("属性", "attribute"), definition_of(*fact.attribute).name);
  return part(Part::Kind::fact, fact, fact.name, std::move(lines));
}

Part part_of(const RecordKind& kind, const Rulebook& rulebook) {
  Lines lines;
  std::vector<std::string> subjects;
  for (const SubjectKind subject : kind.subjects) subjects.emplace_back(name_of(subject));
  lines.add("subject", text("对象", "subject"), kind.about_document() ? "document" : listed(subjects));
  for (const Field& field : kind.fields)
    lines.add("field " + field.name, text("栏目 {}", "field {}", field.name),
              words_of(field.type) + (field.required ? " *" : "") +
                  (field.member_of.empty() ? "" : " (" + field.member_of + ")") + (field.pupil ? " (pupil)" : ""));
  lines.add("by", text("谁可以登记", "who may make it"), listed(kind.by));
  lines.add("mutes_until", text("暂停任务到", "mutes duties until"), kind.mutes_until);
  if (kind.mutes_at_most >= 0)
    lines.add("mutes_at_most", text("最多暂停几天", "days of it at most"),
              "$" + rulebook.parameter_names.at(kind.mutes_at_most).name);
  lines.add("clause", text("条文", "clauses"), listed(kind.clauses));
  return part(Part::Kind::record, kind, kind.kind, std::move(lines));
}

Part part_of(const Role& role) {
  Lines lines;
  lines.add("at", text("在", "at"), std::string(name_of(role.at)));
  lines.add("named", text("名称含", "named"), listed(role.named));
  lines.add("field", text("由记录写明", "named by records"), role.record.empty() ? "" : role.record + "." + role.field);
  lines.add("otherwise", text("没有时", "otherwise"), role.otherwise);
  lines.add("members", text("包括", "members"), listed(role.members));
  if (role.person) lines.add("person", text("须有姓名", "a person"), "true");
  if (role.line) lines.add("line", text("线", "line"), std::string(name_of(*role.line)));
  return part(Part::Kind::role, role, role.id, std::move(lines));
}

Part part_of(const Stage& stage, std::size_t place) {
  Lines lines;
  lines.add("place", text("次序", "place"), formatted("{}", place));
  return part(Part::Kind::stage, stage, stage.id, std::move(lines));
}

Part part_of(const Form& form, const Rulebook& rulebook) {
  Lines lines;
  lines.add("body", text("正文", "body"), form.body);
  for (const auto& [line, title] : form.titles)
    lines.add("titles " + std::string(name_of(line)), text("{}标题", "title, {}", label_of(line)), title.zh);
  lines.add("must_include", text("必写", "mandatory"), join(form.must_include, " "));
  std::vector<std::string> resend;
  for (const int slot : form.resend) resend.push_back("$" + rulebook.parameter_names.at(slot).name);
  lines.add("resend", text("再报送", "sent again"), join(resend, " "));
  return {Part::Kind::form, form.id, form.title, form.origin, std::move(lines.all)};
}

Part part_of(const StormGuard& guard, const Rulebook& rulebook) {
  Lines lines;
  const auto add = [&](const char* key, Text label, int slot) {
    lines.add(key, std::move(label), "$" + rulebook.parameter_names.at(slot).name);
  };
  add("share", text("超过在籍的百分之几", "above which percentage"), guard.share);
  add("least", text("至少几名学生", "minimum number of pupils"), guard.least);
  return {Part::Kind::guard, "storm", text("突增保护", "storm guard"), guard.origin, std::move(lines.all)};
}

Part part_of(const LessonCount& lessons, const Rulebook& rulebook) {
  Lines lines;
  const auto add = [&](const char* key, Text label, int slot) {
    lines.add(key, std::move(label), "$" + rulebook.parameter_names.at(slot).name);
  };
  add("morning", text("上午几节", "lessons of the morning"), lessons.morning);
  add("afternoon", text("下午几节", "lessons of the afternoon"), lessons.afternoon);
  add("share", text("缺百分之几算缺半天", "percentage missed that makes the half day missed"), lessons.share);
  return {Part::Kind::meaning, "lessons", text("按节次记的考勤", "attendance by lessons"), lessons.origin,
          std::move(lines.all)};
}

Part part_of(const MeaningKey& key, const Referent& named) {
  Lines lines;
  lines.add("names", text("指", "names"), named.words());
  return {Part::Kind::meaning, std::string(key.key), key.what, named.origin, std::move(lines.all)};
}

}  // namespace

std::string_view name_of(Part::Kind kind) {
  switch (kind) {
    case Part::Kind::parameter: return "parameter";
    case Part::Kind::rule: return "rule";
    case Part::Kind::fact: return "fact";
    case Part::Kind::record: return "record";
    case Part::Kind::role: return "role";
    case Part::Kind::stage: return "stage";
    case Part::Kind::action: return "action";
    case Part::Kind::form: return "form";
    case Part::Kind::guard: return "guard";
    case Part::Kind::meaning: return "meaning";
  }
  return "";
}

Text label_of(Part::Kind kind) {
  switch (kind) {
    case Part::Kind::parameter: return text("参数", "parameter");
    case Part::Kind::rule: return text("规则", "rule");
    case Part::Kind::fact: return text("事实", "fact");
    case Part::Kind::record: return text("记录种类", "record kind");
    case Part::Kind::role: return text("角色", "role");
    case Part::Kind::stage: return text("阶段", "stage");
    case Part::Kind::action: return text("行动", "action");
    case Part::Kind::form: return text("文书样式", "form");
    case Part::Kind::guard: return text("保护措施", "guard");
    case Part::Kind::meaning: return text("含义", "meaning");
  }
  return {};
}

std::vector<Part> parts_of(const Rulebook& rulebook) {
  std::vector<Part> parts;
  for (const Parameter& one : rulebook.parameters) parts.push_back(part_of(one));
  for (const Rule& one : rulebook.rules) parts.push_back(part_of(one, rulebook));
  for (const FactDefinition& one : rulebook.facts) parts.push_back(part_of(one, rulebook));
  for (const RecordKind& one : rulebook.records) parts.push_back(part_of(one, rulebook));
  for (const Role& one : rulebook.roles) parts.push_back(part_of(one));
  for (std::size_t i = 0; i < rulebook.stages.size(); ++i) parts.push_back(part_of(rulebook.stages[i], i + 1));
  for (const Action& one : rulebook.actions) parts.push_back({Part::Kind::action, one.id, one.label, {}, {}});
  for (const Form& one : rulebook.forms) parts.push_back(part_of(one, rulebook));
  if (rulebook.storm.share >= 0 && rulebook.storm.least >= 0) parts.push_back(part_of(rulebook.storm, rulebook));
  if (rulebook.lessons.is_known()) parts.push_back(part_of(rulebook.lessons, rulebook));
  for (const MeaningKey& key : meaning_keys())
    if (const Referent* named = rulebook.meaning.find(key.meant)) parts.push_back(part_of(key, *named));
  return parts;
}

std::string words_of(const Parameter& parameter, std::int64_t value) {
  if (parameter.unit != "time") return formatted("{}", value);
  return formatted("{:02}:{:02}", value / 60, value % 60);
}

}  // namespace ksbx
