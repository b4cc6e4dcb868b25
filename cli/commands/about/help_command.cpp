// ksbx help [COMMAND|TOPIC]: the pages of cli/words/help.h and cli/words/topics.h.
#include "base/join.h"
#include "base/nearest.h"
#include "cli/commands/commands.h"
#include "cli/words/help.h"
#include "cli/words/topics.h"

namespace ksbx {
namespace {

std::string list_of_topics(Language language) {
  std::string lines = text("\n其他说明（ksbx help 主题）：\n", "\nOther topics (ksbx help TOPIC):\n").in(language);
  for (const Topic& each : topics()) lines += formatted("  {:<12} {}\n", each.name, each.summary.in(language));
  return lines;
}

Error unknown_topic(const std::string& name) {
  std::vector<std::string> names;
  for (const CommandEntry& entry : commands()) names.push_back(entry.name);
  for (const Topic& each : topics()) names.push_back(each.name);
  const std::string close = nearest(name, names);
  const Text remedy = close.empty() ? text("用 ksbx help 查看全部命令和主题", "see ksbx help for commands and topics")
                                    : text("您是不是想看 {}？", "did you mean {}?", close);
  return Error(Failure::usage, "unknown-topic", text("没有关于“{}”的说明", "there is no help on \"{}\"", name), remedy);
}

std::string help_on(const std::string& name, Language language) {
  for (const CommandEntry& entry : commands())
    if (entry.name == name) return page(entry, language);
  std::vector<CommandEntry> family;  // "rules": those whose first word it is
  for (const CommandEntry& entry : commands())
    if (entry.name.starts_with(name + " ")) family.push_back(entry);
  if (!family.empty()) return overview(family, language);
  if (const Topic* found = topic(name)) return found->page(language);
  throw unknown_topic(name);
}

struct Help final : Command {
  std::vector<std::string> words;

  void setup(Options& options) override {
    options.positional(text("命令或主题", "COMMAND|TOPIC"), &words, text("要看哪一页", "which page"));
    options.example("ksbx help import", text("怎样导入", "how to import"));
    options.example("ksbx help exit-codes", text("退出码的含义", "what the exit codes mean"));
  }

  ExitCode run(Context& context) override {
    const Language language = context.console.language;
    const std::string name = join(words, " ");
    context.console.result(name.empty() ? overview(commands(), language) + list_of_topics(language)
                                        : help_on(name, language));
    return ExitCode::done;
  }
};

}  // namespace

std::unique_ptr<Command> help_command() {
  return std::make_unique<Help>();
}

}  // namespace ksbx
