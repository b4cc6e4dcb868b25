#include "cli/words/help.h"

#include <algorithm>

#include "base/join.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

struct HelpRow {
  std::string left;
  std::string right;
};

// Two columns; the right ones start at the same column of the terminal, whatever the script of the left ones.
std::string columns(const std::vector<HelpRow>& rows) {
  int width = 0;
  for (const HelpRow& row : rows) width = std::max(width, display_width(row.left));
  std::string lines;
  for (const HelpRow& row : rows) {
    const int gap = width - display_width(row.left) + 2;
    lines += "  " + row.left + std::string(static_cast<std::size_t>(gap), ' ') + row.right + "\n";
  }
  return lines;
}

std::string section(const Text& heading, const std::vector<HelpRow>& rows, Language language) {
  if (rows.empty()) return {};
  return "\n" + heading.in(language) + "\n" + columns(rows);
}

bool repeats(const Declared& declared) {
  return std::holds_alternative<std::vector<std::string>*>(declared.target);
}

std::string in_usage(const Declared& declared, Language language) {
  std::string words = declared.placeholder.in(language) + (repeats(declared) ? "…" : "");
  if (!declared.positional()) words = declared.title().in(language) + " " + words;
  return declared.is_required ? words : "[" + words + "]";
}

std::string usage(const CommandEntry& entry, const Options& options, Language language) {
  std::string line = text("用法：ksbx {}", "usage: ksbx {}", entry.name).in(language);
  for (const Declared& declared : options.declared())
    if (declared.positional() || declared.is_required) line += " " + in_usage(declared, language);
  return line + text(" [选项]", " [options]").in(language) + "\n";
}

std::string left_of(const Declared& declared, Language language) {
  if (declared.positional()) return declared.placeholder.in(language);
  std::string names = join(declared.names, ", ");
  if (declared.names.front().starts_with("--")) names.insert(0, "    ");  // under the long ones of "-q, --quiet"
  return declared.takes_value() ? names + " " + declared.placeholder.in(language) : names;
}

}  // namespace

std::string overview(const std::vector<CommandEntry>& entries, Language language) {
  std::string lines = text("ksbx：控辍保学，一个孩子也不漏。谁该在什么时候做什么，做了没有，为什么。\n",
                           "ksbx keeps every child in school: who must do what by when, whether it was done, and "
                           "why.\n")
                          .in(language);
  lines += text("\n用法：ksbx 命令 [选项]\n", "\nusage: ksbx COMMAND [options]\n").in(language);
  for (const CommandGroup group :
       {CommandGroup::daily, CommandGroup::looking, CommandGroup::rules, CommandGroup::upkeep}) {
    std::vector<HelpRow> rows;
    for (const CommandEntry& entry : entries)
      if (entry.group == group) rows.push_back({entry.name, entry.summary.in(language)});
    lines += section(label_of(group), rows, language);
  }
  lines += text("\n每个命令的写法：ksbx 命令 --help。其他说明：ksbx help\n",
                "\nHow to write a command: ksbx COMMAND --help. Other topics: ksbx help\n")
               .in(language);
  return lines;
}

std::string page(const CommandEntry& entry, Language language) {
  const std::unique_ptr<Command> command = entry.make();
  const Options options = options_of(*command);
  std::vector<HelpRow> arguments;
  std::vector<HelpRow> named;
  std::vector<HelpRow> examples;
  for (const Declared& declared : options.declared())
    (declared.positional() ? arguments : named).push_back({left_of(declared, language), declared.help.in(language)});
  for (const Example& example : options.examples()) examples.push_back({example.line, example.what.in(language)});
  return usage(entry, options, language) + "\n" + entry.summary.in(language) + "\n" +
         section(text("内容：", "Arguments:"), arguments, language) +
         section(text("选项：", "Options:"), named, language) +
         section(text("例子：", "Examples:"), examples, language);
}

}  // namespace ksbx
