#include "cli/words/open_workspace.h"

#include <algorithm>

#include "app/workspace/clock_guard.h"
#include "app/workspace/closures.h"
#include "app/workspace/rules_then.h"
#include "cli/terminal/clock.h"
#include "cli/words/deliver.h"
#include "cli/words/trust.h"
#include "files/rulebook/rulebook_reader.h"
#include "policy/rulebook/scope_places.h"
#include "store/roster/unit_store.h"
#include "store/schema/open_store.h"
#include "store/sqlite/database_file.h"

namespace ksbx {
namespace {

// Errors end the command; warnings are reported and it goes on.
void stop_or_print(Context& context, const Problems& problems) {
  if (has_errors(problems)) throw Error(Failure::rules, problems);
  context.console.problems(problems);
}

ReadRulebook rules_read(Context& context, const std::vector<std::filesystem::path>& folders) {
  ReadRulebook read = read_rulebook(folders);
  stop_or_print(context, read.problems);
  return read;
}

// What can be refused is refused before anything is changed: also an answer that could not be given in the end.
ReadRulebook rules_read_for(Context& context, Access access) {
  if (access == Access::write) rendering_wanted(context);
  return rules_read(context, context.settings.rules.value);
}

// Whoever writes keeps what rules and calendars decide; who only looks sees them for what they are.
void refuse_rules_of_others(const Settings& settings, Access access) {
  if (access == Access::read) return;
  Problems doubted = distrusted(settings.rules, text("规则", "this part of the rules"));
  for (Problem& problem : distrusted(settings.calendars, text("校历", "this calendar")))
    doubted.push_back(std::move(problem));
  if (!doubted.empty()) throw Error(Failure::rules, std::move(doubted));
}

}  // namespace

Rulebook rulebook_of(Context& context) {
  return rulebook_of(context, context.settings.rules.value);
}

Rulebook rulebook_of(Context& context, const std::vector<std::filesystem::path>& folders) {
  return rules_read(context, folders).rulebook;
}

ReadCalendar calendar_of(Context& context) {
  ReadCalendar read = read_calendar(context.settings.calendars.value);
  stop_or_print(context, read.problems);
  return read;
}

std::vector<ReportDefinition> reports_of(Context& context) {
  ReadReports read = read_reports(context.settings.rules.value);
  stop_or_print(context, read.problems);
  return std::move(read.reports);
}

Database open_database(const Context& context, Access access) {
  Database database = open_store(context.settings.db.value.string(), access, context.lock_wait);
  context.console.scratch_folder = database.scratch_folder();
  if (database.was_rolled_back())
    context.console.problems({{Severity::warning,
                               "rolled-back",
                               {},
                               text("上一次写入被中断（断电或被终止），已经复原：那次改动没有留下任何内容，请再做一次",
                                    "the last change was cut short by a kill or a power cut and has been rolled back: "
                                    "nothing of it was saved, make it again"),
                               {}}});
  if (is_readable_by_all(database.path()))
    context.console.problems(
        {{Severity::warning,
          "database-readable",
          {},
          text("这台机器上谁都能读数据库 {}", "everyone on this machine may read database {}", database.path()),
          text("请运行 chmod o-r {}；分析人员用同一个组来读",
               "run chmod o-r {}; analysts read it as members of its group", database.path())}});
  context.outputs.claim(database);
  return database;
}

Occasion occasion_of(const Context& context, const std::string& command) {
  return {context.dates.now, command, context.environment.login};
}

OpenWorkspace::OpenWorkspace(Context& context, const std::string& command, Access access, const Dates& dates)
    : rules_(rules_read_for(context, access)),
      calendar_(calendar_of(context)),
      database_(open_database(context, access)),
      rulebook_(as_judged(database_, rules_.rulebook)),
      known_calendar_(with_closures(calendar_.calendar, database_, dates.now)),
      workspace_{database_, rulebook_, known_calendar_, dates, command, context.environment.login} {
  refuse_rules_of_others(context.settings, access);
  // Read again, after the journal was looked at as well: meanwhile others may have written with a later time than ours.
  if (access == Access::write && !context.common.dry_run)
    guard_clock(database_, workspace_.occasion(), read_clock(context.environment),
                context.common.accept_clock ? ClockBack::accept : ClockBack::refuse);
  if (names_places(rules_.rulebook))
    context.console.problems(unknown_places(rules_.rulebook, load_organisation(database_)));
  if (!calendar_.schools.empty())
    context.console.problems(unknown_schools(calendar_.schools, load_organisation(database_)));
}

}  // namespace ksbx
