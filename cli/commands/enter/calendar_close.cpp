// ksbx calendar close and open: lessons that are called off (停课), and held after all.
#include "app/enter/close_lessons.h"
#include "app/enter/undo.h"
#include "cli/commands/commands.h"
#include "cli/words/open_workspace.h"

namespace ksbx {
namespace {

struct CalendarClose final : Command {
  std::optional<Day> first, last;
  std::optional<std::string> school_class, grade, school, town;
  bool everybody = false;
  std::string session = "day", reason, by;

  void setup(Options& options) override {
    options.option("--from", &first, text("日期", "DATE"), text("从哪天起停课", "the first day without lessons"));
    options.option("--to", &last, text("日期", "DATE"),
                   text("到哪天止；不写则只停一天", "the last; default: the first"));
    options.option("--class", &school_class, text("班级", "CLASS"), text("这个班", "this class"));
    options.option("--grade", &grade, text("年级", "GRADE"),
                   text("这个年级（年级@学校）", "this grade, as GRADE@SCHOOL"));
    options.option("--school", &school, text("学校", "SCHOOL"), text("这所学校", "this school"));
    options.option("--town", &town, text("镇街", "TOWN"), text("这个镇街的所有学校", "all schools of this town"));
    options.flag("--everybody", &everybody, text("全市所有学校", "all schools of the city"));
    options.choice("--session", &session, {"am", "pm", "day"},
                   text("每天只停上午、只停下午，还是全天", "mornings, afternoons or whole days"));
    options.option("--reason", &reason, text("原因", "REASON"), text("停课原因", "why"));
    options.option("--by", &by, text("姓名", "NAME"), text("决定或登记人", "who says so"));
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    options.example(
        "ksbx calendar close --class 七(1)班@石桥市第一初级中学 --from 2026-11-09 --to 2026-11-13 --reason 流感停课",
        text("一个班因流感停课五天", "one class stays at home for five days"));
    options.example("ksbx calendar close --everybody --from 2026-11-09 --session pm --reason 暴雪",
                    text("全市一个下午不上课", "an afternoon without lessons everywhere"));
  }

  ExitCode run(Context& context) override {
    const CloseRequest request = requested();
    OpenWorkspace open(context, "calendar-close", Access::write);
    const CloseOutcome outcome =
        close_lessons(open.workspace(), request, common.dry_run ? Keep::nothing : Keep::changes);
    context.summary.count("closures", outcome.effect == Effect::written ? 1 : 0);
    context.summary.count("days", outcome.school_days);
    context.summary.count("judged", outcome.judged);
    Console& console = context.console;
    if (outcome.effect == Effect::unchanged) {
      console.say(text("已经这样登记过，没有再做什么", "it was entered before: nothing was done"));
      return ExitCode::done;
    }
    console.say(text("停课 {}：{}，{}，{} 个上课日", "closure {}: {}, {}, {} school days", outcome.closure,
                     outcome.whom, in_words(request.days), outcome.school_days));
    if (outcome.judged > 0)
      console.say(text("其中 {} 天已经判断过：由此产生的任务和文书，下一次 ksbx escalate 会撤销或更正",
                       "{} of them are judged: the next ksbx escalate withdraws or corrects what came of them",
                       outcome.judged));
    if (common.dry_run) say_dry_run(console);
    return ExitCode::done;
  }

 private:
  CloseRequest requested() const {
    CloseRequest request;
    int said = everybody ? 1 : 0;
    const auto take = [&](const std::optional<std::string>& words, UnitKind kind) {
      if (!words) return;
      ++said;
      request.whom = kind;
      request.unit = *words;
    };
    take(school_class, UnitKind::school_class);
    take(grade, UnitKind::grade);
    take(school, UnitKind::school);
    take(town, UnitKind::town);
    if (said != 1)
      throw Error(Failure::usage, said == 0 ? "missing-argument" : "contradiction",
                  text("要写明谁停课，而且只写一个", "say once who has no lessons"),
                  text("--class、--grade、--school、--town、--everybody 选一个",
                       "one of --class, --grade, --school, --town and --everybody"));
    if (!first)
      throw Error(Failure::usage, "missing-argument", text("没有写从哪天起", "the first day is missing"),
                  text("加上 --from 日期", "add --from DATE"));
    request.days = {*first, last.value_or(*first)};
    if (session != "day") request.session = session == "am" ? Session::morning : Session::afternoon;
    request.reason = reason;
    request.by = by;
    return request;
  }
};

struct CalendarOpen final : Command {
  std::optional<int> closure;

  void setup(Options& options) override {
    options.positional(text("停课号", "CLOSURE"), &closure,
                       text("ksbx calendar list 里的编号", "its number in ksbx calendar list"));
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    options.example("ksbx calendar open 3", text("停课 3 取消，照常上课", "closure 3 is off: lessons are held"));
  }

  ExitCode run(Context& context) override {
    if (!closure)
      throw Error(Failure::usage, "missing-argument", text("没有写停课号", "the number of the closure is missing"),
                  text("编号见 ksbx calendar list", "ksbx calendar list shows the numbers"));
    OpenWorkspace open(context, "calendar-open", Access::write);
    const UndoOutcome outcome = undo(open.workspace(), change_of_closure(open.workspace(), *closure),
                                     common.dry_run ? Keep::nothing : Keep::changes, context.console.language, {});
    context.summary.count("closures", outcome.effect == Effect::written ? 1 : 0);
    if (outcome.effect == Effect::unchanged)
      context.console.say(
          text("停课 {} 已经取消过，没有再做什么", "closure {} was off already: nothing was done", *closure));
    else if (common.dry_run)
      say_dry_run(context.console);
    else
      context.console.say(text("停课 {} 已取消；由此而来的任务，下一次 ksbx escalate 会重新判断",
                               "closure {} is off; the next ksbx escalate judges those days anew", *closure));
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> calendar_close_command() {
  return std::make_unique<CalendarClose>();
}

std::unique_ptr<Command> calendar_open_command() {
  return std::make_unique<CalendarOpen>();
}

}  // namespace ksbx
