// ksbx rules eval: would this condition hold for this child on that day, and why?
#include "app/explain/evaluate.h"

#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/words/marks.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

Text words_of(Truth truth) {
  switch (truth) {
    case Truth::yes: return text("成立", "holds");
    case Truth::no: return text("不成立", "does not hold");
    case Truth::unknown: return text("无法判断", "cannot be judged");
  }
  return {};
}

Text joined(const Text& label, const std::vector<std::string>& words) {
  return words.empty() ? Text{} : text("　{}：{}", "  {}: {}", label, join(words, "、"));
}

struct RulesEval final : Command {
  std::string condition;
  std::string pupil;
  std::optional<Day> on;

  void setup(Options& options) override {
    options
        .positional(text("条件", "CONDITION"), &condition,
                    text("照规则里 when 的写法，整句加引号", "written as after `when` in a rule, in quotes"))
        .required();
    options
        .option("--student", &pupil, text("学生", "PUPIL"),
                text("短码、学籍号、证件号，或“姓名@班级”", "short code, 学籍号, id number or name@class"))
        .required();
    options.option("--on", &on, text("日期", "DATE"),
                   text("问哪一天；不写则为判断日", "which day; default: the day judged"));
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    options.example("ksbx rules eval \"unexcused_days >= 2\" --student S-7K3Q --on 2026-11-23",
                    text("那天这个条件成立吗", "did it hold on that day?"));
  }

  ExitCode run(Context& context) override {
    const Disclosure shown = disclosure_of(context);
    OpenWorkspace open(context, "rules eval", Access::read);
    const Workspace& workspace = open.workspace();
    const Day day = on.value_or(context.dates.judged);
    Answer answer(context);
    print(answer, evaluate(workspace, condition, pupil, day, context.dates.now, shown), workspace.rulebook);
    answer.hand_over({"rules eval", "rules eval", shown});
    return ExitCode::done;
  }

 private:
  static void print(Answer& answer, const Evaluation& found, const Rulebook& rulebook) {
    answer.say(text("{}　{}：{}", "{}, {}: {}", found.who, found.day.iso(), words_of(found.truth)));
    for (const Leaf& leaf : found.leaves) {
      Text words;
      for (const Leaf::Word& word : leaf.words) words = text("{}　{}＝{}", "{}  {} = {}", words, word.name, word.value);
      answer.say(text("  {} {}{}", "  {} {}{}", sign(leaf.truth), leaf.source, words));
    }
    for (const FactValue& value : found.facts) {
      const FactDefinition* fact = rulebook.fact(value.name);
      answer.say(text("  {}（{}）＝ {}{}{}", "  {} ({}) = {}{}{}", fact->label, value.name,
                      value.value.show(fact->type), joined(text("计入", "counted"), value.counted),
                      joined(text("不计", "not counted"), value.skipped)));
    }
  }
};

}  // namespace

std::unique_ptr<Command> rules_eval_command() {
  return std::make_unique<RulesEval>();
}

}  // namespace ksbx
