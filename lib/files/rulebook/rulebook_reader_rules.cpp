// Rules: [[rule]], when these facts hold, these duties arise.

#include <algorithm>

#include "base/utf8.h"
#include "files/rulebook/rulebook_overlay.h"
#include "files/rulebook/rulebook_reading.h"

namespace ksbx::reading {
namespace {

SubjectKind subject_of(TableReader& table) {
  std::vector<std::string> words;
  for (const SubjectKind kind : all_subject_kinds()) words.emplace_back(name_of(kind));
  const auto word = table.word("for");
  if (!word || !is_one_of(table, *word, text("对象", "subject"), "unknown-word", words)) return SubjectKind::student;
  return *subject_kind(word->name);
}

void read_event(Reading& reading, TableReader& table, Rule& rule) {
  if ((rule.per == Per::event) != table.has("on"))
    table.problem("event-without-record", table.origin(),
                  text("per = \"event\" 和 on = {{ record = … }} 要一起写",
                       "per = \"event\" and on = {{ record = … }} belong together"),
                  text("请补上缺的一个，或两个都删去", "Add the one that is missing, or remove both"));
  auto on = table.table("on", text("触发记录", "event"));
  if (!on) return;
  if (const RecordKind* kind = read_record_kind(reading, *on, "record", Need::required)) {
    rule.on_record = kind->kind;
    rule.on_where = read_condition(reading, *on, "where", kind->names);
  } else {
    on->value("where");
  }
  on->finish();
}

// Only pupils have episodes and cases.
void check_period(TableReader& table, const Rule& rule) {
  if (rule.subject == SubjectKind::student || (rule.per != Per::episode && rule.per != Per::case_)) return;
  table.problem("period-without-episode", table.content().find("per")->value.origin,
                text("只有在校学生才有“缺课过程”和“个案”", "only pupils have episodes and cases"),
                text("请改用 day、month、half_year、year 或 event", "Use day, month, half_year, year or event"));
}

// A fact looks at the duties of a rule that there is, and of which it can know what becomes of them.
void check_asked(Reading& reading, const Word& word) {
  const Rule* rule = reading.book.rule(word.name);
  if (rule == nullptr) {
    reading.problems.push_back({Severity::error, "unknown-rule", word.origin,
                                text("没有叫“{}”的规则", "there is no rule “{}”", display(word.name)),
                                remedy_for(word.name, names_of(reading.book.rules, &Rule::id))});
  } else if (std::ranges::none_of(rule->duties, is_judged_alone)) {
    reading.problems.push_back({Severity::error, "duty-of-paper", word.origin,
                                text("规则“{}”只发文书，文书办没办完，事实看不到",
                                     "the rule “{}” only sends papers: no fact knows what becomes of them", word.name),
                                text("文书逾期没人签收，请在样式的 answer 里写 escalate",
                                     "For unsigned papers, use escalate in answer of the form")});
  }
}

void read_rule(Reading& reading, TableReader table) {
  if (reading.book.is_overlaid(table.origin()) && changes_rule(table)) return change_rule(reading, table);
  const Word id = new_name(table, "id", names_of(reading.book.rules, &Rule::id));
  Rule rule = rule_of(reading, table, id.name);
  if (!id.empty()) reading.book.rules.push_back(std::move(rule));
}

}  // namespace

Rule rule_of(Reading& reading, TableReader& table, std::string id) {
  Rule rule;
  rule.id = std::move(id);
  rule.origin = table.origin();
  rule.label = table.label("label").value_or(same_text(rule.id));
  rule.subject = subject_of(table);
  rule.clauses = read_clauses(reading, table, Need::required);
  rule.interpretation = table.label("interpretation").value_or(Text{});
  rule.when = read_condition(reading, table, "when", reading.book.fact_names);
  rule.stands_while = read_condition(reading, table, "while", reading.book.fact_names);
  rule.from = table.date("from");
  rule.mandatory = table.yes_or_no("mandatory").value_or(false);
  const auto per = per_of(table, "per");
  rule.per = per.value_or(Per::day);
  if (per) {
    read_event(reading, table, rule);
    check_period(table, rule);
  } else {
    table.value("on");
  }
  if (const auto stage = table.word("enter"); stage && is_one_of(table, *stage, text("阶段", "stage"), "unknown-stage",
                                                                 names_of(reading.book.stages, &Stage::id)))
    rule.enter = stage->name;
  rule.duties = read_duties(reading, table, rule);
  table.finish();
  return rule;
}

void read_rules(Reading& reading) {
  for (TableReader& root : reading.roots)
    for (auto& table : root.tables("rule", text("规则", "rule"))) read_rule(reading, table);
  for (const Word& word : reading.asked_rules) check_asked(reading, word);
}

}  // namespace ksbx::reading
