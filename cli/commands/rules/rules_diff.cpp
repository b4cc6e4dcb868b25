// ksbx rules diff: what two rulebooks say differently, or what an overlay changes, in words.
#include "cli/commands/commands.h"
#include "cli/words/compared_rules.h"
#include "cli/words/deliver.h"
#include "cli/words/marks.h"
#include "cli/words/open_workspace.h"
#include "policy/rulebook/rulebook_difference.h"

namespace ksbx {
namespace {

Text change_of(const Difference& one) {
  if (one.line.empty()) return label_of(one.kind);
  if (one.before.empty()) return text("新增“{}”：{}", "new “{}”: {}", one.line, one.after);
  if (one.after.empty()) return text("删去“{}”：{}", "“{}” was removed: {}", one.line, one.before);
  return text("“{}”由 {} 改为 {}", "“{}” was {}, now {}", one.line, one.before, one.after);
}

// 参数 visit_after（第几天）：新增“2027-03-01 起”：1；理由：试点　local/params.toml:3
Text sentence_of(const Difference& one) {
  const Text because = one.reason.empty() ? Text{} : text("；理由：{}", "; because: {}", one.reason);
  const std::string place = place_of(one.origin);
  return text("{} {}（{}）：{}{}　{}", "{} {} ({}): {}{}  {}", label_of(one.part), one.id, one.label, change_of(one),
              because, place);
}

Table table_of(const std::vector<Difference>& all, Language language) {
  Table table{"rule_differences", text("规则的差别", "differences of rules"), {}, {}};
  table.columns = {
      {"change", text("变化", "change")}, {"kind", text("类别", "kind")},     {"id", text("名字", "id")},
      {"label", text("名称", "label")},   {"line", text("哪一项", "line")},   {"before", text("原来", "before")},
      {"after", text("现在", "after")},   {"reason", text("理由", "reason")}, {"place", text("出处", "place")}};
  for (const Difference& one : all)
    table.rows.push_back({label_of(one.kind).in(language), label_of(one.part).in(language), one.id,
                          one.label.in(language), one.line.in(language), one.before, one.after, one.reason.in(language),
                          place_of(one.origin)});
  return table;
}

struct RulesDiff final : Command {
  std::optional<std::string> first;
  std::optional<std::string> second;

  void setup(Options& options) override {
    options
        .positional(text("规则集", "RULES"), &first,
                    text("旧的规则集；只写一个时，与正在使用的比",
                         "the old rulebook; if it is the only one, it is compared with those in use"))
        .names_file(FileRole::rules);
    options
        .positional(
            text("另一个", "OTHER"), &second,
            text("新的规则集；是叠加规则时，叠加在旧的上面比", "the new one; an overlay is laid over the old one"))
        .names_file(FileRole::rules);
    uses_rules(options, common);
    tells_table(options, common);
    options.example("ksbx rules diff old new", text("两个规则集有什么不同", "how two rulebooks differ"));
    options.example("ksbx rules diff --rules base --rules local", text("叠加规则改了什么", "what an overlay changes"));
  }

  ExitCode run(Context& context) override {
    const ComparedRules both = chosen(context.settings.rules.value);
    const Rulebook before = rulebook_of(context, both.before);
    const Rulebook after = rulebook_of(context, both.after);
    const std::vector<Difference> all = differences(before, after);
    if (common.format || common.out) {
      deliver(context, table_of(all, context.console.language));
      return ExitCode::done;
    }
    for (const Difference& one : all) context.console.answer(sentence_of(one));
    context.console.answer(all.empty() ? text("没有差别", "no difference")
                                       : text("共 {} 处差别", "{} differences", all.size()));
    return ExitCode::done;
  }

 private:
  ComparedRules chosen(const RuleFolders& in_use) const {
    if (!first && in_use.size() < 2)
      throw Error(Failure::usage, "nothing-to-compare",
                  text("只有一个规则集，没有可比的", "there is only one rulebook, nothing to compare it with"),
                  text("写两个文件夹，或用 --rules 基础 --rules 叠加 看叠加规则改了什么",
                       "give two folders, or see what an overlay changes with --rules BASE --rules "
                       "OVERLAY"));
    if (!first) return {{in_use.front()}, in_use};
    if (second) return compared(RuleFolders{*first}, RuleFolders{*second});
    return compared(in_use, {*first});
  }
};

}  // namespace

std::unique_ptr<Command> rules_diff_command() {
  return std::make_unique<RulesDiff>();
}

}  // namespace ksbx
