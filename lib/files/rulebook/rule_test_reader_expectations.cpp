// What a rule test expects: duties, doubts, stage, documents.
#include "files/rulebook/rule_test_reading.h"

namespace ksbx::reading {
namespace {

constexpr std::array expected_line_words{
    Meaning<Line>{"government", Line::government},
    Meaning<Line>{"education", Line::education},
};

constexpr std::array document_kind_words{
    Meaning<DocumentKind>{"original", DocumentKind::original},
    Meaning<DocumentKind>{"supplement", DocumentKind::supplement},
    Meaning<DocumentKind>{"correction", DocumentKind::correction},
    Meaning<DocumentKind>{"release", DocumentKind::release},
    Meaning<DocumentKind>{"withdrawal", DocumentKind::withdrawal},
    Meaning<DocumentKind>{"reinstatement", DocumentKind::reinstatement},
};

std::vector<Word> read_rules_named(Reading& reading, TableReader& table, std::string_view key) {
  std::vector<Word> rules;
  const auto known = names_of(reading.book.rules, &Rule::id);
  for (const Word& word : table.names(key))
    if (is_one_of(table, word, text("规则", "rule"), "unknown-rule", known)) rules.push_back(word);
  return rules;
}

void read_item(Reading& reading, TableReader& table, ExpectedDuty& expected) {
  const auto rule = table.word("rule", Need::required);
  const auto item = table.word("duty");
  if (!rule || !is_one_of(table, *rule, text("规则", "rule"), "unknown-rule", names_of(reading.book.rules, &Rule::id)))
    return;
  expected.rule = rule->name;
  if (!item) return;
  const auto items = names_of(reading.book.rule(rule->name)->duties, &DutyItem::id);
  if (is_one_of(table, *item, text("任务", "duty"), "unknown-duty", items)) expected.duty = item->name;
}

ExpectedDuty read_duty(Reading& reading, TableReader& table) {
  ExpectedDuty expected;
  read_item(reading, table, expected);
  expected.opened = table.date("opened");
  expected.due = table.date("due");
  expected.remind = table.date("remind");
  expected.done = table.date("done");
  if (const auto state = table.word("state"); state && is_one_of(table, *state, text("状态", "state"), "unknown-word",
                                                                 {"open", "done", "overdue", "missed", "withdrawn"}))
    expected.state = state->name;
  expected.late = table.yes_or_no("late");
  expected.who = table.words("who");
  expected.assigned = table.yes_or_no("assigned");
  table.finish();
  return expected;
}

ExpectedDocument read_document(Reading& reading, TableReader& table) {
  ExpectedDocument expected;
  if (table.has("line")) expected.line = meaning(table, "line", expected_line_words);
  if (const auto form = table.word("form"); form && is_one_of(table, *form, text("文书样式", "form"), "unknown-form",
                                                              names_of(reading.book.forms, &Form::id)))
    expected.form = form->name;
  expected.to = table.words("to");
  if (const TomlValue* copy = table.value("copy_to")) {
    const auto* words = std::get_if<std::string>(&copy->content);
    if (words == nullptr)
      table.wrong_type(*copy, "copy_to", text("单位名称，不抄送时写 \"\"", "a unit's name, or \"\" for no copy"));
    if (words) expected.copy_to = *words;
  }
  if (table.has("kind")) expected.kind = meaning(table, "kind", document_kind_words);
  expected.correction = table.yes_or_no("correction");
  expected.answered = table.yes_or_no("answered");
  table.finish();
  return expected;
}

// `documents = 2`, or the list of them.
void read_documents(Reading& reading, TableReader& table, RuleTest& test) {
  const TomlEntry* entry = table.content().find("documents");
  if (entry && !std::holds_alternative<TomlArray>(entry->value.content)) {
    test.document_count = table.number("documents");
    return;
  }
  std::vector<ExpectedDocument> documents;
  for (TableReader& one : table.tables("documents", text("期望的文书", "expected document")))
    documents.push_back(read_document(reading, one));
  if (entry) test.documents = std::move(documents);
}

void read_stage(Reading& reading, TableReader& table, RuleTest& test) {
  const auto stage = table.word("stage");
  if (stage &&
      is_one_of(table, *stage, text("阶段", "stage"), "unknown-stage", names_of(reading.book.stages, &Stage::id)))
    test.stage = stage->name;
}

}  // namespace

void read_expectations(Reading& reading, TableReader& table, RuleTest& test) {
  for (const Word& rule : read_rules_named(reading, table, "rules")) test.rules.insert(rule.name);
  for (TableReader& one : table.tables("expect", text("期望的任务", "expected duty"), Need::required))
    test.duties.push_back(read_duty(reading, one));
  for (const ExpectedDuty& duty : test.duties)
    if (!test.rules.empty() && !duty.rule.empty() && !test.rules.contains(duty.rule))
      table.problem("not-compared", table.origin(),
                    text("期望里有规则“{}”，rules 里却没有它", "“{}” is expected but not among `rules`", duty.rule),
                    text("请把它写进 rules，或删去 rules", "Add it to `rules`, or remove `rules`"));
  if (table.has("doubts")) {
    test.doubts.emplace();
    for (const Word& rule : read_rules_named(reading, table, "doubts")) test.doubts->insert(rule.name);
  }
  read_stage(reading, table, test);
  read_documents(reading, table, test);
  if (table.has("expect") && test.duties.empty() && !table.has("rules"))
    table.problem("no-expectation", table.origin(),
                  text("测试“{}”没有写明期望什么", "the test “{}” does not say what it expects", test.name),
                  text("请写出期望的任务；如果期望什么都不发生，请在 rules 里写明是哪些规则",
                       "State the duties; if nothing should happen, name the rules concerned in `rules`"));
}

}  // namespace ksbx::reading
