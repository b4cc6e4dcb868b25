// ksbx status: which database, rules and calendars are used and why, what is in the store, whether last night ran.
#include "app/status.h"

#include "base/join.h"
#include "cli/commands.h"
#include "cli/open_desk.h"

namespace ksbx {
namespace {

std::string joined(const std::vector<std::filesystem::path>& paths) {
  std::string all;
  for (const auto& path : paths) all += (all.empty() ? "" : "、") + path.string();
  return all;
}

template <class T>
Text origin(const Setting<T>& setting) {
  return setting.where.empty() ? label_of(setting.layer)
                               : text("{} {}", "{} {}", label_of(setting.layer), setting.where);
}

struct StatusCommand final : Command {
  std::optional<int> max_age_hours;

  void setup(Options& options) override {
    options.number(
        "--max-age", &max_age_hours, 1, 10'000, text("小时", "HOURS"),
        text("上次判断早于这么多小时就以 1 退出，供监控用", "exit 1 if the last run is older, for monitoring"));
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    options.example("ksbx status --max-age 26",
                    text("昨晚没有运行就报警", "raises the alarm if last night did not run"));
  }

  ExitCode run(Context& context) override {
    tell_settings(context);
    OpenDesk open(context, "status", Access::read);
    const Status now = status(open.desk().database, open.desk().today);
    tell_rules(context, open.desk());
    tell_counts(context, now);
    return tell_last_run(context, now);
  }

 private:
  static void tell_settings(Context& context) {
    const Settings& settings = context.settings;
    context.console.answer(
        text("数据库：{}（{}）", "database: {} ({})", settings.db.value.string(), origin(settings.db)));
    context.console.answer(
        text("规则集：{}（{}）", "rulebook: {} ({})", joined(settings.rules.value), origin(settings.rules)));
    context.console.answer(
        text("校历：{}（{}）", "calendars: {} ({})", joined(settings.calendars.value), origin(settings.calendars)));
    context.console.answer(text("判断日：{}", "day judged: {}", context.judged().iso()));
  }

  static void tell_rules(Context& context, const Desk& desk) {
    context.console.answer(text("规则：{}，{} 条，摘要 {}", "rules: {}, {} of them, digest {}", desk.rulebook.title,
                                desk.rulebook.rules.size(), desk.rulebook.digest.substr(0, 12)));
    const DayRange range = desk.calendar.range();
    context.console.answer(text("校历范围：{} 至 {}", "calendar: {} to {}", range.first.iso(), range.last.iso()));
  }

  static void tell_counts(Context& context, const Status& now) {
    context.console.answer(text("学校 {}，班级 {}，学生 {}（暂定 {}，不在校 {}）",
                                "{} schools, {} classes, {} pupils ({} provisional, {} out of school)", now.schools,
                                now.classes, now.students, now.provisional, now.idle));
    context.console.answer(text("待办 {}，其中逾期 {}，未落实责任人 {}；判断不了 {}",
                                "{} duties open, {} overdue, {} unassigned; {} doubts", now.open_duties,
                                now.overdue_duties, now.unassigned_duties, now.doubts));
    if (!now.schools_held_back.empty())
      context.console.answer(text("突增待核对的学校：{}，见 ksbx report storms",
                                  "held back until somebody has looked: {}; see ksbx report storms",
                                  join(now.schools_held_back, "、")));
    context.console.answer(text("日志链：{}", "journal: {}", now.journal.print()));
  }

  ExitCode tell_last_run(Context& context, const Status& now) const {
    if (!now.last_run) {
      context.console.answer(text("还没有运行过 ksbx escalate", "ksbx escalate has not run yet"));
      return max_age_hours ? ExitCode::findings : ExitCode::done;
    }
    const auto hours = (context.now.seconds - now.last_run->recorded.seconds) / 3600;
    context.console.answer(text("上次判断：{} 运行，判断到 {}", "last run: {}, judged through {}",
                                now.last_run->recorded.iso(), now.last_run->through.iso()));
    if (!max_age_hours || hours <= *max_age_hours) return ExitCode::done;
    context.console.problems({{Severity::warning,
                               "run-overdue",
                               {},
                               text("距上次判断已有 {} 小时", "the last run was {} hours ago", hours),
                               text("检查定时任务，然后运行 ksbx escalate 补上",
                                    "check the cron job, then run ksbx escalate to catch up")}});
    return ExitCode::findings;
  }
};

}  // namespace

std::unique_ptr<Command> status_command() {
  return std::make_unique<StatusCommand>();
}

}  // namespace ksbx
