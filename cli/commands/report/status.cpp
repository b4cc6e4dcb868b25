// ksbx status: which database, rules and calendars are used and why, what is in the store, whether last night ran.
#include "app/report/status.h"

#include <charconv>
#include <string_view>

#include "app/workspace/last_night.h"
#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/words/open_workspace.h"

namespace ksbx {
namespace {

std::string paths_in_words(const std::vector<std::filesystem::path>& paths) {
  return join(paths, "、", [](const std::filesystem::path& path) { return path.string(); });
}

template <class T>
Text origin(const Setting<T>& setting) {
  return setting.where.empty() ? label_of(setting.layer)
                               : text("{} {}", "{} {}", label_of(setting.layer), setting.where);
}

// Hours: 26h, 26, or days, 2d. Failure::usage ("bad-age").
std::int64_t hours_in(const std::string& age) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(age.data(), age.data() + age.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(age.data() + age.size() - end));
  constexpr std::int64_t most = 10'000, hours_a_day = 24;
  if (error != std::errc() || number < 1 || number > most || (!unit.empty() && unit != "h" && unit != "d"))
    throw Error(Failure::usage, "bad-age", text("--max-age 不能是“{}”", "--max-age cannot be {}", age),
                text("请写小时数，如 26h，或天数，如 2d", "write hours as in 26h, or days as in 2d"));
  return unit == "d" ? number * hours_a_day : number;
}

struct StatusCommand final : Command {
  std::optional<std::string> max_age;

  void setup(Options& options) override {
    options.option("--max-age", &max_age, text("时长", "AGE"),
                   text("上次判断早于此（如 26h、2d）就以 1 退出，供监控用",
                        "exit 1 if the last run is older (as in: 26h, 2d), for monitoring"));
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    options.example("ksbx status --max-age 26h",
                    text("昨晚没有运行就报警", "fails if the run of last night is missing"));
  }

  ExitCode run(Context& context) override {
    const std::int64_t most_hours = max_age ? hours_in(*max_age) : 0;
    print_settings(context);  // first: they say why a database cannot be opened
    OpenWorkspace open(context, "status", Access::read);
    const Status now = status(open.workspace(), context.dates.today);
    print_rules(context, open.workspace());
    print_store(context, now);
    context.console.answer({});
    print_work(context, now);
    const auto behind = nights_behind(open.workspace(), context.dates.judged);
    if (behind) context.console.say(*behind);
    return print_last_run(context, now, most_hours);
  }

 private:
  static void print_settings(Context& context) {
    const Settings& settings = context.settings;
    context.console.answer(
        text("数据库：{}（{}）", "database: {} ({})", settings.db.value.string(), origin(settings.db)));
    context.console.answer(
        text("规则集：{}（{}）", "rulebook: {} ({})", paths_in_words(settings.rules.value), origin(settings.rules)));
    context.console.answer(text("校历：{}（{}）", "calendars: {} ({})", paths_in_words(settings.calendars.value),
                                origin(settings.calendars)));
    context.console.answer(text("判断日：{}", "day judged: {}", context.dates.judged.iso()));
  }

  static void print_rules(Context& context, const Workspace& workspace) {
    context.console.answer(text("规则：{}，{} 条，摘要 {}", "rules: {}, {} of them, digest {}",
                                workspace.rulebook.title, workspace.rulebook.rules.size(),
                                workspace.rulebook.digest.substr(0, 12)));
    const DayRange range = workspace.calendar.range();
    context.console.answer(text("校历范围：{} 至 {}", "calendar: {} to {}", range.first.iso(), range.last.iso()));
  }

  // What is to be done, what is late, who has not answered: with the report that lists it.
  static void print_work(Context& context, const Status& now) {
    context.console.answer(text(
        "任务：待办 {}（涉及学生 {}），今天到期 {}，逾期 {}，暂停 {}，未落实责任人 {}，见 ksbx report duties",
        "duties: {} open (about {} pupils), {} due today, {} overdue, {} muted, {} unassigned; see ksbx report duties",
        now.open_duties, now.pupils_in_question, now.due_today, now.overdue_duties, now.muted_duties,
        now.unassigned_duties));
    context.console.answer(text(
        "双线：等待签收 {}（政府线 {}，教育线 {}），见 ksbx report dual-track",
        "both lines: {} documents unacknowledged (government {}, education {}); see ksbx report "
        "dual-track",
        now.awaited_by_government + now.awaited_by_education, now.awaited_by_government, now.awaited_by_education));
    context.console.answer(text("点名册：{} 份没有交；判断不了的情况 {}", "registers: {} missing; {} doubts",
                                now.missing_registers, now.doubts));
    if (now.deferred > 0)
      context.console.answer(text("待核定的名册记录 {}，见 ksbx report deferred，用 ksbx import --decisions 导出",
                                  "{} rows of rosters in doubt: see ksbx report deferred, ksbx import --decisions",
                                  now.deferred));
    if (!now.schools_held_back.empty())
      context.console.answer(text("突增待核对的学校：{}，见 ksbx report storms",
                                  "held back until someone has checked: {}; see ksbx report storms",
                                  join(now.schools_held_back, "、")));
  }

  static void print_store(Context& context, const Status& now) {
    context.console.answer(text("花名册：学校 {}，班级 {}，学生 {}（暂定 {}，不在校 {}）",
                                "rosters: {} schools, {} classes, {} pupils ({} provisional, {} out of school)",
                                now.schools, now.classes, now.students, now.provisional, now.idle));
    context.console.answer(text("日志链：{}", "journal: {}", now.journal.print()));
  }

  // most_hours: 0 if no one asked.
  static ExitCode print_last_run(Context& context, const Status& now, std::int64_t most_hours) {
    if (!now.last_run) {
      context.console.answer(text("还没有运行过 ksbx escalate", "ksbx escalate has not run yet"));
      return most_hours > 0 ? ExitCode::findings : ExitCode::done;
    }
    const auto hours = (context.dates.now.seconds - now.last_run->recorded.seconds) / 3600;
    context.console.answer(text("上次判断：{} 运行，判断到 {}", "last run: {}, judged through {}",
                                now.last_run->recorded.iso(), now.last_run->through.iso()));
    if (most_hours == 0 || hours <= most_hours) return ExitCode::done;
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
