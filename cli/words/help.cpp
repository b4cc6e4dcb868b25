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

constexpr int page_width = 80;

bool may_not_begin_line(char32_t c) {
  return std::u32string_view(U"，。；：、）”？！…,.;:)").find(c) != std::u32string_view::npos;
}

// Cut into lines of so many columns: between words, and between Chinese characters.
std::vector<std::string> wrapped_lines(std::string_view words, int width) {
  std::vector<std::string> lines;
  std::u32string line;
  std::size_t last_break = 0;  // in `line`; 0: none
  const auto cut = [&](std::size_t at) {
    std::u32string rest = line.substr(at);
    line.resize(at);
    while (!line.empty() && line.back() == U' ') line.pop_back();
    while (!rest.empty() && rest.front() == U' ') rest.erase(0, 1);
    lines.push_back(to_utf8(line));
    line = std::move(rest);
    last_break = 0;
  };
  for (const char32_t c : code_points(words)) {
    const bool is_wide = display_width(to_utf8(std::u32string(1, c))) > 1;
    const bool can_break = !line.empty() && !may_not_begin_line(c) && c != U' ' &&
                           (is_wide || line.back() == U' ' || display_width(to_utf8(line.substr(line.size() - 1))) > 1);
    if (can_break && line.back() != U'“' && line.back() != U'（') last_break = line.size();
    line.push_back(c);
    if (display_width(to_utf8(line)) > width && last_break > 0) cut(last_break);
  }
  if (!line.empty()) lines.push_back(to_utf8(line));
  return lines;
}

// Two columns; the right ones start at the same column of the terminal, whatever the script of the left ones. What is
// too long on the left has a line of its own.
std::string columns(const std::vector<HelpRow>& rows) {
  constexpr int widest = 30;
  int width = 0;
  for (const HelpRow& row : rows)
    if (const int own = display_width(row.left); own <= widest) width = std::max(width, own);
  std::string lines;
  for (const HelpRow& row : rows) {
    const int own = display_width(row.left);
    const std::vector<std::string> right = wrapped_lines(row.right, page_width - width - 4);
    std::string line = "  " + row.left;
    bool is_first = true;
    if (own > width) {
      lines += line + "\n";
      is_first = false;
    }
    for (const std::string& part : right) {
      const int gap = is_first ? width - own + 2 : width + 4;
      lines += (is_first ? line : std::string()) + std::string(static_cast<std::size_t>(gap), ' ') + part + "\n";
      is_first = false;
    }
    if (right.empty() && is_first) lines += line + "\n";
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
