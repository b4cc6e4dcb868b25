// ksbx explain: why a duty about one child exists, or why not.
#include "app/explain/explain.h"

#include "app/papers/duty_words.h"
#include "app/workspace/last_night.h"
#include "app/workspace/rules_then.h"
#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/words/duty_lines.h"
#include "cli/words/marks.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"
#include "policy/rulebook/citation.h"

namespace ksbx {
namespace {

void begin_part(Answer& answer, const char* zh, const char* en) {
  answer.say({});
  answer.say(Text{zh, en});
}

Text verdict(const Judgement& judgement) {
  if (judgement.truth == Truth::yes) return text("成立", "holds");
  if (judgement.truth == Truth::unknown) return text("无法判断", "cannot be judged");
  if (judgement.period.empty() && judgement.rule->per != Per::event)
    return text("不适用（当天无相应缺课过程、学期或上课日）", "does not apply (no such episode, term or school day)");
  return text("不成立", "does not hold");
}

// What was counted, "2026-11-23 am", or not, "2026-11-24 excused/unexcused": the words of attendance as people call
// them.
Text called(const std::string& counted) {
  Text all;
  for (std::size_t at = 0; at <= counted.size();) {
    const std::size_t end = std::min(counted.find_first_of(" /", at), counted.size());
    const std::string word = counted.substr(at, end - at);
    Text label = same_text(word);
    if (const auto half = session(word)) label = label_of(*half);
    if (const auto status = presence(word)) label = label_of(*status);
    all = text("{}{}{}", "{}{}{}", all, label, end < counted.size() ? counted.substr(end, 1) : "");
    at = end + 1;
  }
  return all;
}

Text called(const std::vector<std::string>& counted) {
  return enumerated(
      counted, [](const std::string& one) { return called(one); }, same_text("、"));
}

Text yes_or_no(bool yes) {
  return yes ? text("是", "yes") : text("否", "no");
}

// A field and its value by their labels.
Text field_in_words(const RecordKind* kind, const std::string& name, const FieldValue& value) {
  const Field* field = kind ? kind->field(name) : nullptr;
  Text said = std::holds_alternative<bool>(value) ? yes_or_no(std::get<bool>(value)) : same_text(text_of(value));
  if (field == nullptr) return text("{}={}", "{}={}", name, said);
  for (std::size_t i = 0; i < field->type.choices.size() && i < field->choice_labels.size(); ++i)
    if (field->type.choices[i] == text_of(value)) said = field->choice_labels[i];
  return text("{}={}", "{}={}", field->label, said);
}

struct Explain final : Command {
  std::string pupil;
  std::optional<Day> on;
  std::optional<std::string> rule, known_at;
  bool codes = false;
  Unmask unmask;

  void setup(Options& options) override {
    options
        .positional(text("学生", "PUPIL"), &pupil,
                    text("短码、学籍号、证件号，或“姓名@班级”", "short code, 学籍号, id number or name@class"))
        .required();
    options.option("--on", &on, text("日期", "DATE"),
                   text("解释哪一天；不写则为判断日", "which day; default: the day judged"));
    options.option("--rule", &rule, text("规则", "RULE"), text("只解释这一条规则", "this rule only"));
    options.option("--known-at", &known_at, text("时刻", "MOMENT"),
                   text("只用到那时为止已登记的情况，如 2026-11-18T20:00",
                        "with what was entered by then, as in 2026-11-18T20:00"));
    options.flag("--codes", &codes,
                 text("条文写成规则文件里的编号（P29），不写成条款",
                      "clauses by the numbers of the rule files (P29) instead of articles"));
    masks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    options.example("ksbx explain S-7K3Q --on 2026-11-18", text("那天为什么上报", "why he was reported that day"));
    options.example("ksbx explain 王小明@七(1)班 --rule leader-visit",
                    text("这条规则逐项怎么判的", "this rule, leaf by leaf"));
  }

  ExitCode run(Context& context) override {
    const Disclosure shown = disclosure_of(context, unmask);
    OpenWorkspace open(context, "explain", Access::read);
    const std::optional<RulesThen> then = rules_of_that_night(context, open);
    const Workspace& asked = open.workspace();
    const Workspace workspace{asked.database,
                              then                   ? then->rules.rulebook
                              : names_rules(context) ? open.rules().rulebook
                                                     : asked.rulebook,
                              then ? then->calendar.calendar : asked.calendar,
                              asked.dates,
                              asked.command,
                              asked.actor};
    if (rule && workspace.rulebook.rule(*rule) == nullptr) throw unknown_rule(workspace.rulebook);
    const Explanation why = explain(workspace, pupil, on.value_or(context.dates.judged), moment(context), shown);
    Answer answer(context);
    print_who(answer, why);
    if (!rule) print_attendance(answer, why, workspace.rulebook);
    print_facts(answer, why, workspace.rulebook);
    print_rules(answer, why, workspace.rulebook);
    print_duties(answer, why, workspace.rulebook);
    if (!rule) print_what_if(answer, why, workspace.rulebook);
    answer.hand_over({"explain", "explain", shown});
    if (const auto behind = nights_behind(workspace, why.day)) context.console.say(*behind);
    return ExitCode::done;
  }

 private:
  Cited clauses() const { return codes ? Cited::numbers : Cited::articles; }

  // What somebody names is tried as it stands, also on days that were judged by other numbers.
  static bool names_rules(const Context& context) { return context.settings.rules.layer == Layer::flag; }

  // A past day is explained by the rules of its night, unless others are asked for by --rules; nothing: by those in
  // use.
  std::optional<RulesThen> rules_of_that_night(Context& context, const OpenWorkspace& open) const {
    const Settings& settings = context.settings;
    if (!on || names_rules(context) || settings.calendars.layer == Layer::flag) return std::nullopt;
    Database& database = open.workspace().database;
    const std::vector<Run> nights = runs_of_day(database, *on, moment(context));
    if (nights.empty()) return std::nullopt;
    const Run& night = nights.front();
    if (!judged_otherwise(night, open.workspace().rulebook, open.calendar_digest())) return std::nullopt;
    std::optional<RulesThen> then = rules_then(database, night);
    if (then)
      context.console.say(text("按 {} 那一夜所用的规则解释（摘要 {}），现在用的已经不同；要按现在的，加 --rules",
                               "by the rules of the night of {} (digest {}), which differ from those in use; name "
                               "--rules for those",
                               on->iso(), night.rulebook.substr(0, 12)));
    else
      context.console.say(text("{} 那一夜所用的规则（摘要 {}）没有留存，按现在的规则解释",
                               "the rules of the night of {} (digest {}) were not kept: explained by those in use",
                               on->iso(), night.rulebook.substr(0, 12)));
    return then;
  }

  Moment moment(const Context& context) const {
    if (!known_at) return context.dates.now;
    if (const auto given = Moment::parse(*known_at)) return *given;
    throw Error(Failure::usage, "bad-moment", text("看不懂时刻“{}”", "cannot read the date and time {}", *known_at),
                text("写成 2026-11-18 或 2026-11-18T20:00", "write 2026-11-18 or 2026-11-18T20:00"));
  }

  Error unknown_rule(const Rulebook& rulebook) const {
    std::vector<std::string> known;
    for (const Rule& one : rulebook.rules) known.push_back(one.id);
    return Error(Failure::usage, "unknown-rule", text("没有规则“{}”", "there is no rule {}", *rule),
                 text("现有规则：{}", "the rules are {}", join(known, "、")));
  }

  static void print_who(Answer& answer, const Explanation& why) {
    answer.say(text("{}　{}", "{}, {}", why.who, why.day.iso()));
    if (!why.stage.empty()) answer.say(text("阶段：{}", "stage: {}", why.stage));
    for (const Text& chain : why.chains) answer.say(chain);
    if (why.not_judged)
      answer.say(text("没能判断（{}）：{}；{}", "could not be judged ({}): {}; {}", why.not_judged->code,
                      why.not_judged->what, why.not_judged->remedy));
  }

  static void print_attendance(Answer& answer, const Explanation& why, const Rulebook& rulebook) {
    begin_part(answer, "近三十天的缺课（含更正，按登记先后）",
               "Absences of the last thirty days (with corrections, as entered)");
    if (why.marks.empty()) answer.say(text("  没有", "  none"));
    for (const Mark& mark : why.marks)
      answer.say(text("  {} {} {}{}　登记于 {}", "  {} {} {}{}, entered {}", mark.day.iso(), label_of(mark.session),
                      label_of(mark.presence), mark.reason.empty() ? "" : "（" + mark.reason + "）",
                      mark.recorded.iso()));
    begin_part(answer, "记录", "Records");
    if (why.records.empty()) answer.say(text("  没有", "  none"));
    for (const Record& record : why.records) {
      const RecordKind* kind = rulebook.record(record.kind);
      Text line =
          text("  {} {} {}", "  {} {} {}", record.day.iso(), kind ? kind->label : same_text(record.kind), record.by);
      if (!record.student && record.unit)
        line = text("{}（{}）", "{} ({})", line, why.organisation.full_name(record.unit));
      for (const auto& [name, value] : record.fields)
        line = text("{} {}", "{} {}", line, field_in_words(kind, name, value));
      answer.say(text("{}　登记于 {}", "{}, entered {}", line, record.recorded.iso()));
    }
  }

  // With --rule only what that rule asks.
  bool is_asked(const Explanation& why, const std::string& fact, const Rulebook& rulebook) const {
    if (!rule) return true;
    for (const Judgement& judgement : why.rules) {
      if (judgement.rule->id != *rule || !judgement.rule->when) continue;
      for (int slot : judgement.rule->when->names_used())
        if (rulebook.fact_names.at(slot).name == fact) return true;
    }
    return false;
  }

  void print_facts(Answer& answer, const Explanation& why, const Rulebook& rulebook) const {
    begin_part(answer, "事实", "Facts");
    for (const FactValue& value : why.facts) {
      const FactDefinition* fact = rulebook.fact(value.name);
      if (fact == nullptr || !is_asked(why, value.name, rulebook)) continue;
      answer.say(text("  {}（{}）＝ {}", "  {} ({}) = {}", fact->label, value.name, value.value.show(fact->type)));
      if (!value.counted.empty()) answer.say(text("    计入：{}", "    counted: {}", called(value.counted)));
      if (!value.skipped.empty()) answer.say(text("    不计：{}", "    not counted: {}", called(value.skipped)));
    }
  }

  void print_rules(Answer& answer, const Explanation& why, const Rulebook& rulebook) const {
    begin_part(answer, "规则", "Rules");
    for (const Judgement& judgement : why.rules) {
      const Rule& one = *judgement.rule;
      if (rule && one.id != *rule) continue;
      answer.say(text("  {} {}（{}，{}）：{}", "  {} {} ({}, {}): {}", sign(judgement.truth), one.label, one.id,
                      cited(rulebook, one.clauses, clauses()), verdict(judgement)));
      for (const Leaf& leaf : judgement.leaves) {
        Text words;
        for (const Leaf::Word& word : leaf.words)
          words = text("{}　{}＝{}", "{}  {} = {}", words, word.name, word.value);
        answer.say(text("      {} {}{}", "      {} {}{}", sign(leaf.truth), leaf.source, words));
      }
    }
  }

  void print_duties(Answer& answer, const Explanation& why, const Rulebook& rulebook) const {
    begin_part(answer, "任务", "Duties");
    bool any = false;
    for (const Duty& duty : why.ledger.duties) {
      if (duty.opened > why.day || (rule && duty.key.rule != *rule)) continue;
      any = true;
      answer.say(text("  [{}] {}", "  [{}] {}", state_on(duty, why.day),
                      in_words(duty, rulebook, why.organisation, clauses())));
      answer.say(
          text("      {} 产生（{}）{}", "      opened {} ({}){}", duty.opened.iso(), duty.key.rule,
               duty.detected > duty.opened ? text("，{} 才发现", ", discovered {}", duty.detected.iso()) : Text{}));
      if (!duty.note.empty()) answer.say(text("      {}", "      {}", duty.note));
      for (const Document& document : why.ledger.documents)
        if (document.duty == duty.id)
          answer.say(text("      文书 {}（{}），{} 发出，内容校验 {}", "      document {} ({}), issued {}, content {}",
                          document.number, label_of(document.line), document.issued.iso(),
                          document.hash.substr(0, 12)));
    }
    if (!any) answer.say(text("  没有", "  none"));
  }

  void print_what_if(Answer& answer, const Explanation& why, const Rulebook& rulebook) const {
    begin_part(answer, "再发生一件事会怎样", "What one more event would start");
    for (const Explanation::WhatIf& what_if : why.what_if) {
      answer.say(text("  {}：", "  {}:", what_if.event));
      if (what_if.duties.empty()) answer.say(text("    不产生新任务", "    nothing new"));
      for (const Duty& duty : what_if.duties)
        answer.say(text("    {}", "    {}", in_words(duty, rulebook, why.organisation, clauses())));
    }
  }
};

}  // namespace

std::unique_ptr<Command> explain_command() {
  return std::make_unique<Explain>();
}

}  // namespace ksbx
