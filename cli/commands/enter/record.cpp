// ksbx record: what was done or found, in typed fields.
#include "app/enter/record.h"

#include "app/import/import.h"
#include "cli/commands/commands.h"
#include "cli/commands/enter/import_output.h"
#include "cli/words/duty_lines.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

struct RecordCommand final : Command {
  std::string kind;
  std::vector<std::string> words;
  std::optional<Day> date;
  std::string time;
  std::string by;
  std::vector<std::string> roles;
  std::optional<std::string> from;
  std::string worksheet;

  void setup(Options& options) override {
    options
        .positional(text("种类", "KIND"), &kind,
                    text("记录种类，如 persuasion；写错时会列出可用的",
                         "kind of record, as in: persuasion; an unknown one lists them all"))
        .required();
    options.positional(
        text("对象 栏目=值", "SUBJECT FIELD=VALUE"), &words,
        text("学生、单位或文书编号，然后各栏目", "a pupil, a unit or a document's number, then the fields"));
    options.option("--date", &date, text("日期", "DATE"),
                   text("哪一天做的；不写则为今天", "when it was done; default: today"));
    options.option("--time", &time, text("时间", "TIME"),
                   text("当天几点做的，如 14:30；同一天做了两次的要写",
                        "at what time, as in 14:30; needed where it was done twice a day"));
    options.option("--by", &by, text("姓名", "NAME"), text("谁做的", "who did it"));
    options.option("--role", &roles, text("职务", "ROLE"),
                   text("以什么职务（不在教职工表上的人）", "in which role, for someone who is not on the staff list"));
    options
        .option("--from", &from, text("文件", "FILE"), text("一批记录的 CSV 或 xlsx", "many records, as CSV or xlsx"))
        .names_file(FileRole::read);
    takes_worksheet(options, worksheet);
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    options.example(
        "ksbx record persuasion S-7K3Q mode=home_visit reached=true outcome=refused reason=weariness --by 李校长",
        text("校领导家访，学生拒绝返校", "a leader's visit; the pupil refused"));
    options.example("ksbx record receipt 控辍〔2026〕9990180001-政-0001 received_by=张三",
                    text("镇政府签收", "the town received it"));
  }

  ExitCode run(Context& context) override {
    const Disclosure shown = disclosure_of(context);
    OpenWorkspace open(context, "record", Access::write);
    const Keep keep = common.dry_run ? Keep::nothing : Keep::changes;
    if (from) return import_records(context, open.workspace(), keep);
    const RecordOutcome outcome = record(open.workspace(), requested(open.workspace(), shown), keep);
    print(context, open.workspace(), outcome, shown);
    context.summary.count("rows", 1);
    context.summary.count("recorded", outcome.effect == Effect::written ? 1 : 0);
    context.summary.count("unchanged", outcome.effect == Effect::written ? 0 : 1);
    context.summary.count("proved", static_cast<std::int64_t>(outcome.proofs.proved.size()));
    return ExitCode::done;
  }

 private:
  RecordRequest requested(const Workspace& workspace, const Disclosure& shown) const {
    if (words.empty())
      throw Error(
          Failure::usage, "missing-argument", text("没有说是关于谁的", "the subject is missing"),
          text("写出学生、单位或文书编号，或用 --from 文件", "name a pupil, a unit or a document, or use --from FILE"));
    RecordRequest request;
    request.kind = kind;
    request.subject = words.front();
    request.day = date.value_or(workspace.dates.today);
    request.time = time;
    request.by = by;
    request.roles = roles;
    request.shown = shown;
    Problems problems;
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::size_t equals = words[i].find('=');
      if (equals == std::string::npos)
        problems.push_back({Severity::error,
                            "not-a-field",
                            {},
                            text("“{}”不是“栏目=值”", "{} is not FIELD=VALUE", words[i]),
                            text("例如 outcome=refused", "for example outcome=refused")});
      else
        request.fields[words[i].substr(0, equals)] = words[i].substr(equals + 1);
    }
    if (!problems.empty()) throw Error(Failure::usage, std::move(problems));
    return request;
  }

  ExitCode import_records(Context& context, const Workspace& workspace, Keep keep) const {
    ImportRequest request;
    request.files = {*from};
    request.layout = kind;
    request.worksheet = worksheet;
    return import_batch(context, workspace, request, keep, "recorded");
  }

  void print(Context& context, const Workspace& workspace, const RecordOutcome& outcome,
             const Disclosure& shown) const {
    Console& console = context.console;
    console.problems(outcome.warnings);
    if (console.volume == Volume::quiet) return;
    const Organisation organisation = load_organisation(workspace.database);
    if (outcome.effect == Effect::unchanged)
      console.say(text("这条记录已经有了，没有重复登记", "already recorded: nothing new"));
    Answer answer(context);
    if (!outcome.subject.empty()) answer.say(outcome.subject);
    for (const Duty& duty : outcome.proofs.proved)
      answer.say(text("  已证明完成：{}", "  proved done: {}", in_words(duty, workspace.rulebook, organisation)));
    for (const Duty& duty : outcome.proofs.still_open)
      answer.say(text("  仍待完成：{}", "  still to be done: {}", in_words(duty, workspace.rulebook, organisation)));
    answer.hand_over_changes({"record", "record", shown});
    if (common.dry_run) say_dry_run(console);
  }
};

}  // namespace

std::unique_ptr<Command> record_command() {
  return std::make_unique<RecordCommand>();
}

}  // namespace ksbx
