#include "app/site/rule_booklet.h"

#include <algorithm>
#include <vector>

#include "app/papers/duty_words.h"
#include "base/ascii.h"
#include "base/join.h"
#include "policy/rulebook/citation.h"
#include "policy/rulebook/rulebook_parts.h"

namespace ksbx {
namespace {

bool is_of_word(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '$' || c == '.';
}

std::string word_for_reader(const Rulebook& rulebook, Day day, const std::string& word, Language language) {
  if (word == "and") return text("并且", "and").in(language);
  if (word == "or") return text("或者", "or").in(language);
  if (word == "not") return text("不是", "not").in(language);
  if (word.starts_with("$")) {
    const Parameter* parameter = rulebook.parameter(word.substr(1));
    return parameter ? words_of(*parameter, parameter->on(day).value) : word;
  }
  const FactDefinition* fact = rulebook.fact(word);
  return fact ? fact->label.in(language) : word;
}

Text label_of(DayUnit unit) {
  switch (unit) {
    case DayUnit::day: return text("天", "days");
    case DayUnit::work_day: return text("个工作日", "working days");
    case DayUnit::school_day: return text("个上学日", "school days");
  }
  return {};
}

Text label_of(const Rulebook& rulebook, Day day, const Due& due) {
  switch (due.kind) {
    case Due::Kind::same_day: return text("当天", "the same day");
    case Due::Kind::period_end: return text("期末", "by the end of the period");
    case Due::Kind::field: return text("记录写明的日期", "the date that the record says");
    case Due::Kind::within: break;
  }
  const Parameter* parameter =
      due.parameter < 0 ? nullptr : rulebook.parameter(rulebook.parameter_names.at(due.parameter).name);
  return text("{} {}内", "within {} {}", parameter ? parameter->on(day).value : due.number, label_of(due.unit));
}

struct Booklet {
  const Rulebook& rulebook;
  Day day;
  Language language;

  std::string in(const Text& words) const { return words.in(language); }

  std::string when(const Rule& rule) const {
    std::vector<std::string> all;
    const auto add = [&](const Text& label, const std::optional<Condition>& condition) {
      if (condition) all.push_back(in(label) + readable(rulebook, day, condition->source(), language));
    };
    add({}, rule.when);
    if (!rule.on_record.empty()) {
      const RecordKind* kind = rulebook.record(rule.on_record);
      all.push_back(in(text("有记录：{}", "a record: {}", kind ? kind->label : same_text(rule.on_record))));
    }
    add({}, rule.on_where);
    add(text("只要：", "as long as: "), rule.stands_while);
    return join(all, in(text("；", "; ")));
  }

  std::string duties(const Rule& rule) const {
    return join(rule.duties, in(text("；", "; ")), [&](const DutyItem& item) {
      return in(text("{}：{}（{}）", "{}: {} ({})", label_of_role(rulebook, item.who),
                     label_of_action(rulebook, item.action), label_of(rulebook, day, item.due)));
    });
  }

  // 二（一）2 …
  std::string clauses(const Rule& rule) const {
    std::vector<std::string> all;
    for (const std::string& id : rule.clauses)
      if (const Clause* clause = rulebook.clause(id))
        all.push_back(in(text("{} {}", "{} {}", cited(rulebook, {id}), clause->text)));
    return join(all, in(text("；", "; ")));
  }
};

Panel ladder(const Booklet& booklet) {
  Panel part;
  part.picture = Picture::timeline;
  part.across = {"step"};
  part.table = {
      "ladder",
      text("阶梯", "The ladder"),
      {{"step", text("步", "step")}, {"stage", text("阶段", "stage")}, {"rules", text("由哪些规则进入", "entered by")}},
      {}};
  for (std::size_t i = 0; i < booklet.rulebook.stages.size(); ++i) {
    const Stage& stage = booklet.rulebook.stages[i];
    std::vector<std::string> rules;
    for (const Rule& rule : booklet.rulebook.rules)
      if (rule.enter == stage.id && rule.in_force(booklet.day)) rules.push_back(booklet.in(rule.label));
    part.table.rows.push_back({formatted("{}", i + 1), booklet.in(stage.label), join(rules, "、")});
  }
  return part;
}

Panel rules(const Booklet& booklet) {
  Panel part;
  part.table = {"rules",
                text("规则和条文", "Rules and clauses"),
                {{"rule", text("规则", "rule")},
                 {"when", text("什么时候", "when")},
                 {"duties", text("谁做什么（期限）", "who does what (by when)")},
                 {"clauses", text("条文", "clauses")},
                 {"id", text("名字", "id")}},
                {}};
  for (const Rule& rule : booklet.rulebook.rules)
    if (rule.in_force(booklet.day))
      part.table.rows.push_back(
          {booklet.in(rule.label), booklet.when(rule), booklet.duties(rule), booklet.clauses(rule), rule.id});
  return part;
}

}  // namespace

std::string readable(const Rulebook& rulebook, Day day, const std::string& condition, Language language) {
  std::string out;
  for (std::size_t i = 0; i < condition.size();) {
    if (condition[i] == '\'') {  // a choice
      const std::size_t end = std::min(condition.find('\'', i + 1), condition.size() - 1);
      out += condition.substr(i, end - i + 1);
      i = end + 1;
      continue;
    }
    std::size_t end = i;
    while (end < condition.size() && is_of_word(condition[end])) ++end;
    if (end == i) {
      out += condition[i++];
      continue;
    }
    out += word_for_reader(rulebook, day, condition.substr(i, end - i), language);
    i = end;
  }
  return out;
}

Page rule_booklet(const Workspace& workspace, Language language) {
  const Booklet booklet{workspace.rulebook, workspace.dates.judged, language};
  Page page{"rules", text("规则手册（{}）", "The rules ({})", workspace.dates.judged.iso())};
  page.parts = {ladder(booklet), rules(booklet)};
  page.notes.push_back(
      text("每条规则写在哪个文件哪一行：ksbx rules show。", "Where each rule stands: ksbx rules show."));
  return page;
}

}  // namespace ksbx
