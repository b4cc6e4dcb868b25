// ksbx escalate: the nightly run. Judges every day not yet judged and says what is new.
#include "app/night/night_list.h"

#include <algorithm>

#include "app/report/pages.h"
#include "app/workspace/rules_then.h"
#include "base/mask.h"
#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/duty_lines.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"
#include "files/render/render_page.h"
#include "files/rulebook/rule_texts.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

struct EscalateCommand final : Command {
  bool everybody = false;
  bool provisional = false;
  std::vector<std::string> accepted_storms;
  std::optional<std::string> digest;

  void setup(Options& options) override {
    options.flag("--provisional", &provisional,
                 text("按今天已有的考勤先判一次，晚上再正式判",
                      "judge today from what has been entered so far; the night judges it again"));
    options.flag("--everybody", &everybody,
                 text("判断所有人，不只是到期和有新情况的",
                      "judges everyone, not only those who are due or about whom something was entered"));
    options.option("--accept-storm", &accepted_storms, text("学校", "SCHOOL"),
                   text("突增已核对属实，放行这所学校（名称或代码），可重复写",
                        "a storm was checked and is real: let this school through (name or code); may be repeated"));
    options
        .option("--digest", &digest, text("文件", "FILE"),
                text("把每日简报（ksbx report digest）写进文件，格式看文件名；没有可报的就是空文件",
                     "writes the digest (ksbx report digest) to a file, in the format of its name; nothing to report: "
                     "an empty file"))
        .names_file(FileRole::written);
    uses_database(options, common);
    uses_rules(options, common);
    judges(options, common);
    writes(options, common);
    tells_table(options, common);
    options.example("ksbx escalate", text("每晚定时运行：补齐所有未判的日子",
                                          "every night by cron: catches up on every day not judged"));
    options.example("ksbx escalate --accept-storm 9990180001",
                    text("这所学校的突增已核对属实：产生任务，期限照旧",
                         "the storm of this school is real: its duties are opened, with their original deadlines"));
    options.example("ksbx escalate --as-of 2026-10-15 --dry-run",
                    text("看看会产生什么，不写入", "shows what would happen, writes nothing"));
  }

  ExitCode run(Context& context) override {
    count(context.summary, Escalation{});
    const Disclosure shown = disclosure_of(context);
    const Digest wanted = digest_wanted(context);  // first: no night is judged for a digest that cannot be written
    OpenWorkspace open(context, "escalate", Access::write);
    const Workspace& workspace = open.workspace();
    EscalateRequest request;
    request.everybody = everybody;
    request.provisional = provisional;
    request.calendar_digest = open.calendar_digest();
    request.rulebook_text = [&open] { return packed_rules(open.rules().layers); };
    request.calendar_text = [&open] { return packed_rules(by_folder(open.calendar().files)); };
    request.accepted_storms = accepted_storms;
    request.kept = [&context](const Escalation& so_far) { count(context.summary, so_far); };
    if (const auto last = last_run(workspace.database); last && last->rulebook != workspace.rulebook.digest)
      context.console.problems(changed_in_place(workspace.database, workspace.rulebook));
    const Escalation result = escalate(workspace, request, common.dry_run ? Keep::nothing : Keep::changes);
    count(context.summary, result);
    if (digest && !common.dry_run) write_digest(context, workspace, wanted);  // first: the list tells that all is out
    if (!common.dry_run) list_ = night_list(workspace, result);
    print(context, workspace, list_ ? *list_ : NightList{result, {}, {}, {}}, shown);
    if (!result.storms.empty()) return exit_code_of(Failure::guard);
    return result.not_judged.empty() ? ExitCode::done : ExitCode::rejected;
  }

  bool must_go_out() const override { return list_.has_value(); }

  void went_out(Context& context) override {
    if (!list_) return;
    Database database = open_database(context, Access::write);
    note_delivered(database, occasion_of(context, "escalate"), *list_);
  }

 private:
  std::optional<NightList> list_;  // that goes out

  struct Digest {
    Format format = Format::table;
    std::vector<ReportDefinition> reports;
  };

  // Throws Error (Failure::usage, Failure::rules) for a digest that could not be written.
  Digest digest_wanted(Context& context) const {
    if (!digest) return {};
    const auto format = output_format_of_file(*digest);
    if (!format || !holds_pages(*format))
      throw Error(Failure::usage, "digest-format",
                  text("每日简报有几张表，{} 装不下", "a digest has several tables: {} can hold only one", *digest),
                  text("文件名用 .txt、.md、.html 或 .xlsx 结尾", "end the name in .txt, .md, .html or .xlsx"));
    Digest wanted{*format, reports_of(context)};
    report_named(wanted.reports, "digest");
    return wanted;
  }

  // Whoever sends it on looks whether it is empty; so one of yesterday must not stay.
  void write_digest(Context& context, const Workspace& workspace, const Digest& wanted) const {
    const Disclosure shown = disclosure({}, Leaves::as_a_file);
    const Page night = page(workspace, wanted.reports, {"digest", shown, context.console.language});
    std::string bytes;
    if (!night.parts.empty()) {
      RenderOptions options;
      options.language = context.console.language;
      options.made = context.dates.now;
      bytes = render(night, wanted.format, options);
    }
    if (bytes.empty()) return write_file(context, *digest, bytes);
    write_on_record(context, *digest, bytes,
                    {"escalate", "digest", shown, rows_of(night), std::string(name_of(wanted.format))});
  }

  void print(Context& context, const Workspace& workspace, const NightList& list, const Disclosure& shown) const {
    const Escalation& result = list.found;
    const Organisation organisation = load_organisation(workspace.database);
    std::vector<Duty> open;
    for (const Duty& duty : result.new_duties)
      if (duty.state == DutyState::open && !duty.muted_until) open.push_back(duty);
    const Language language = context.console.language;
    Table table = table_of(std::move(open), workspace, organisation, language);
    table.title = text("判断到 {} 新产生的任务", "New duties, judged through {}", result.through.iso());
    if (table.rows.empty()) table.notes.push_back(text("没有新任务。", "Nothing new."));
    if (list.also_from)
      table.notes.push_back(text("也列出了 {} 至 {} 各夜的内容：那些夜的清单没有送出",
                                 "with what the nights from {} to {} found: their list was not delivered",
                                 list.also_from->iso(), list.also_to->iso()));
    note(table, result, organisation);
    deliver_changes_on_record(context, mask(std::move(table), shown), {"escalate", "new-duties", shown});
    for (const Storm& storm : result.storms) context.console.problems({held_back(storm, organisation)});
    if (!result.not_judged.empty()) context.console.problems({left_out(result.not_judged, organisation)});
    if (common.dry_run) say_dry_run(context.console);
  }

  static Text what_it_corrects(const Document& document) {
    switch (document.kind) {
      case DocumentKind::original: return {};
      case DocumentKind::supplement: return text("，补报 {}", ", the complete version of {}", document.corrects);
      case DocumentKind::correction: return text("，更正 {}", ", corrects {}", document.corrects);
      case DocumentKind::release: return text("，{} 改送其他单位", ", {} goes to another unit now", document.corrects);
      case DocumentKind::withdrawal: return text("，撤回 {}", ", withdraws {}", document.corrects);
      case DocumentKind::reinstatement:
        return text("，恢复 {} 所撤回的文书", ", reinstates what {} withdrew", document.corrects);
    }
    return {};
  }

  static void note(Table& table, const Escalation& result, const Organisation& organisation) {
    for (const Document& document : result.documents) {
      const Unit* addressee = organisation.find(document.addressee);
      const Unit* copy = organisation.find(document.copy_to);
      Text line = text("文书 {}（{}）→ {}", "document {} ({}) → {}", document.number, label_of(document.line),
                       addressee ? same_text(addressee->name) : text("主送单位未落实", "addressee not known"));
      if (copy) line = text("{}，抄送 {}", "{}, copy to {}", line, copy->name);
      line = text("{}{}", "{}{}", line, what_it_corrects(document));
      table.notes.push_back(line);
    }
    for (const Sending& sending : result.sendings)
      table.notes.push_back(text("文书 {} 没有签收，{} 第 {} 次再报送",
                                 "document {} is not acknowledged: sent again on {}, time {}", sending.number,
                                 sending.day.iso(), sending.nth));
    for (const Change& change : result.withdrawals)
      table.notes.push_back(text("撤销任务 {}：{}", "withdrew duty {}: {}", change.before.id.value, change.reason));
    for (const Change& change : result.amendments)
      if (change.before.muted_until == change.after.muted_until)
        table.notes.push_back(text("变更任务 {}：{}", "amended duty {}: {}", change.before.id.value, change.reason));
    note_pauses(table, result);
    for (const Storm& storm : result.accepted_storms)
      table.notes.push_back(text("放行突增：{}，{} 名学生", "let through: {}, {} pupils",
                                 organisation.find(storm.school)->name, storm.pupils));
    for (const UnitId school : result.without_storm)
      table.notes.push_back(text("{} 没有因突增被拦下的任务，不用放行",
                                 "nothing is held back for {}: nothing to let through",
                                 organisation.find(school)->name));
    if (const auto rules = result.doubts - static_cast<int>(result.not_judged.size()); rules > 0)
      table.notes.push_back(
          text("有 {} 处因缺点名册或记录判断不了，见 ksbx report doubts",
               "{} rules could not be judged because registers or records are missing: ksbx report doubts", rules));
  }

  // Muted is not hidden: what a pause keeps out of the list is counted, with the last day of it.
  static void note_pauses(Table& table, const Escalation& result) {
    std::size_t muted = 0;
    std::optional<Day> last;
    const auto add = [&](const std::optional<Day>& until) {
      if (!until || *until < result.through) return;
      ++muted;
      last = std::max(last.value_or(*until), *until);
    };
    for (const Duty& duty : result.new_duties)
      if (duty.state == DutyState::open) add(duty.muted_until);
    for (const Change& change : result.amendments)
      if (change.before.muted_until != change.after.muted_until) add(change.after.muted_until);
    if (muted > 0)
      table.notes.push_back(text("有 {} 项任务在暂停中，没有列出，最晚暂停到 {}，见 ksbx report pauses",
                                 "{} duties are muted by pauses and not listed, the last until {}: ksbx report pauses",
                                 muted, last->iso()));
  }

  static Problem held_back(const Storm& storm, const Organisation& organisation) {
    const Unit* school = organisation.find(storm.school);
    return {
        Severity::error,
        "storm",
        {},
        text("{} 有 {} 名学生一起新进入预警，占在籍 {} 人的 {}%；该校没有产生新任务和文书。可能的原因：{}",
             "{}: {} of {} pupils newly escalated in one night, {}%; no new duties or documents for this "
             "school. Likely: {}",
             school->name, storm.pupils, storm.enrolled, storm.pupils * 100 / std::max(storm.enrolled, 1), storm.cause),
        text("有误的，改正后再运行 ksbx escalate；核对属实的，运行 ksbx escalate --accept-storm {}，期限照旧",
             "if it is wrong, correct it and run ksbx escalate again; if it is true, run ksbx escalate --accept-storm "
             "{}: the deadlines stay",
             school->code)};
  }

  // The first one stands for all: the report names each.
  static Problem left_out(const std::vector<Doubt>& not_judged, const Organisation& organisation) {
    const Doubt& first = not_judged.front();
    const std::string who = first.subject.student ? short_code(first.subject.student)
                                                  : organisation.name_of(first.subject.unit, "（单位已不在册）");
    return {
        Severity::error,
        "not-judged",
        {},
        text("有 {} 个对象没能判断，其原有任务没有改动，其余的都已判断；例如 {}（{}）：{}",
             "{} pupils or units could not be judged: their duties stay as they are, and all others were judged; for "
             "example {} ({}): {}",
             not_judged.size(), who, first.problem->code, first.problem->what),
        text("逐个原因见 ksbx report doubts；处理后再运行 ksbx escalate",
             "see each reason in ksbx report doubts, correct it, and run ksbx escalate again")};
  }

  static void count(Summary& summary, const Escalation& result) {
    summary.count("days", result.days);
    summary.count("checked", result.counts.checked);
    summary.count("opened", result.counts.opened);
    summary.count("amended", result.counts.amended);
    summary.count("withdrawn", result.counts.withdrawn);
    summary.count("done", result.counts.done);
    summary.count("overdue", result.counts.overdue);
    summary.count("doubts", result.doubts);
    summary.count("storms", static_cast<std::int64_t>(result.storms.size()));
  }
};

}  // namespace

std::unique_ptr<Command> escalate_command() {
  return std::make_unique<EscalateCommand>();
}

}  // namespace ksbx
