// ksbx escalate: the nightly run. Judges every day not yet judged and says what is new.
#include "app/escalate.h"

#include "cli/commands.h"
#include "cli/deliver.h"
#include "cli/duty_lines.h"
#include "cli/open_desk.h"
#include "files/mask.h"
#include "policy/rulebook_check.h"
#include "store/unit_store.h"

namespace ksbx {
namespace {

struct EscalateCommand final : Command {
  bool provisional = false;

  void setup(Options& options) override {
    options.flag("--provisional", &provisional,
                 text("按今天已有的考勤先判一次，晚上再正式判",
                      "judge today from what is in so far; the night judges it again"));
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    writes(options, common);
    tells_table(options, common);
    options.example("ksbx escalate", text("每晚定时运行：补齐所有未判的日子",
                                          "every night by cron: catches up on every day not judged"));
    options.example("ksbx escalate --as-of 2026-10-15 --dry-run",
                    text("看看会产生什么，不写入", "see what would happen, write nothing"));
  }

  ExitCode run(Context& context) override {
    count(context.summary, Escalation{});
    OpenDesk open(context, "escalate", Access::write);
    Desk& desk = open.desk();
    // A rulebook that reads well may still overlook somebody: what `rules check` finds stops the night as well.
    Problems found = check(desk.rulebook, desk.today);
    if (has_errors(found)) throw Error(Failure::rules, std::move(found));
    EscalateRequest request;
    request.provisional = provisional;
    request.calendar_digest = open.calendar_digest();
    request.current = common.as_of.value_or(context.now.day());
    if (provisional) desk.today = request.current;
    const Escalation result = escalate(desk, request, common.dry_run ? Keep::nothing : Keep::changes);
    tell(context, desk, result);
    count(context.summary, result);
    return ExitCode::done;
  }

 private:
  void tell(Context& context, Desk& desk, const Escalation& result) const {
    const Organisation organisation = load_organisation(desk.database);
    std::vector<Duty> open;
    for (const Duty& duty : result.new_duties)
      if (duty.state == DutyState::open) open.push_back(duty);
    const Language language = context.console.language;
    Table table = table_of(std::move(open), desk, organisation, language);
    table.title = text("判断到 {} 新产生的任务", "New duties, judged through {}", desk.today.iso());
    if (table.rows.empty()) table.notes.push_back(text("没有新任务。", "Nothing new."));
    note(table, result, organisation);
    deliver(context, mask(std::move(table), Masking::normal));
    if (common.dry_run)
      context.console.say(text("以上只是演示，没有写入任何内容", "nothing was written: this was a rehearsal"));
  }

  static void note(Table& table, const Escalation& result, const Organisation& organisation) {
    for (const Document& document : result.documents) {
      const Unit* addressee = organisation.find(document.addressee);
      const Unit* copy = organisation.find(document.copy_to);
      Text line = text("文书 {}（{}）→ {}", "document {} ({}) → {}", document.number, label_of(document.line),
                       addressee ? same_text(addressee->name) : text("主送单位未落实", "addressee not known"));
      if (copy) line = text("{}，抄送 {}", "{}, copy to {}", line, copy->name);
      if (!document.corrects.empty()) line = text("{}，更正 {}", "{}, corrects {}", line, document.corrects);
      table.notes.push_back(line);
    }
    for (const Change& change : result.withdrawals)
      table.notes.push_back(text("撤销任务 {}：{}", "withdrew duty {}: {}", change.before.id.value, change.reason));
    for (const Change& change : result.amendments)
      table.notes.push_back(text("变更任务 {}：{}", "amended duty {}: {}", change.before.id.value, change.reason));
    if (result.doubts > 0)
      table.notes.push_back(text("有 {} 处因缺点名册或记录判断不了，见 ksbx report doubts",
                                 "{} rules could not be judged for lack of registers or records: ksbx report doubts",
                                 result.doubts));
  }

  static void count(Summary& summary, const Escalation& result) {
    summary.count("days", result.days);
    summary.count("checked", result.checked);
    summary.count("opened", result.opened);
    summary.count("amended", result.amended);
    summary.count("withdrawn", result.withdrawn);
    summary.count("done", result.done);
    summary.count("overdue", result.overdue);
    summary.count("doubts", result.doubts);
  }
};

}  // namespace

std::unique_ptr<Command> escalate_command() {
  return std::make_unique<EscalateCommand>();
}

}  // namespace ksbx
