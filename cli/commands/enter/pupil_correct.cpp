// ksbx pupil correct: fields of a pupil that are wrong.
#include "app/repair/correct_pupil.h"

#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/on_record.h"
#include "cli/words/open_workspace.h"
#include "cli/words/unmask.h"

namespace ksbx {
namespace {

struct PupilCorrectCommand final : Command {
  std::vector<std::string> words;
  std::optional<Day> from;
  Unmask unmask;

  void setup(Options& options) override {
    options.positional(
        text("学生 栏目=值", "PUPIL COLUMN=VALUE"), &words,
        text("学生，然后花名册的各栏；空着的号码（身份证件号=）去掉写错的号码",
             "the pupil, then columns of a roster; an empty number (id_number=) takes a wrong one away"));
    options.option("--from", &from, text("日期", "DATE"),
                   text("班级、住所、寄宿、学籍状态从哪天起是这样；不写则为今天",
                        "from when class, home, boarding and standing are so; default: today"));
    unmasks(options, unmask);
    uses_database(options, common);
    uses_rules(options, common);
    enters(options, common);
    writes(options, common);
    tells_table(options, common);
    options.example("ksbx pupil correct S-WVSW 出生日期=2013-03-07 --reason 户口簿",
                    text("生日写错了", "the birthday was wrong"));
  }

  ExitCode run(Context& context) override {
    refuse_calendar(common);
    context.summary.count("fields", 0);
    const Disclosure shown = disclosure_of(context, unmask);
    OpenWorkspace open(context, "pupil correct", Access::write);
    const CorrectOutcome outcome =
        correct_pupil(open.workspace(), requested(open.workspace().dates.today, shown, context),
                      common.dry_run ? Keep::nothing : Keep::changes);
    context.summary.count("fields", outcome.fields);
    context.console.problems(outcome.problems);
    deliver_changes_on_record(context, outcome.difference, {"pupil correct", "repair", shown});
    if (common.dry_run)
      say_dry_run(context.console);
    else if (outcome.effect == Effect::unchanged)
      context.console.say(text("本来就是这样，没有改动", "it is so already: nothing was done"));
    else
      context.console.say(text("已更正：{}", "corrected: {}", outcome.who));
    return ExitCode::done;
  }

 private:
  CorrectRequest requested(Day today, const Disclosure& shown, const Context& context) const {
    CorrectRequest request;
    request.from = from.value_or(today);
    request.reason = unmask.reason;
    request.shown = shown;
    request.language = context.console.language;
    Problems problems;
    for (const std::string& word : words)
      if (const auto cell = typed_cell(word))
        request.cells.push_back(*cell);
      else if (request.pupil.empty())
        request.pupil = word;
      else
        problems.push_back({Severity::error,
                            "not-a-field",
                            {},
                            text("“{}”不是“栏目=值”", "{} is not COLUMN=VALUE", word),
                            text("例如 出生日期=2013-03-07", "for example birth=2013-03-07")});
    if (request.pupil.empty())
      problems.push_back({Severity::error,
                          "missing-argument",
                          {},
                          text("没有写是哪名学生", "the pupil is missing"),
                          text("先写短码（S-…），再写各栏", "give the short code (S-…), then the columns")});
    if (!problems.empty()) throw Error(Failure::usage, std::move(problems));
    return request;
  }
};

}  // namespace

std::unique_ptr<Command> pupil_correct_command() {
  return std::make_unique<PupilCorrectCommand>();
}

}  // namespace ksbx
