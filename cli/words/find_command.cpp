#include "cli/words/find_command.h"

#include <algorithm>

#include "base/join.h"
#include "base/nearest.h"

namespace ksbx {
namespace {

// How many words are before the command: options that mean the same in every command, with their values.
std::size_t leading_words(const std::vector<std::string>& words) {
  Common common;
  Options known;
  for (auto* declare : {everywhere, uses_database, uses_rules, judges, writes, tells_table}) declare(known, common);
  std::size_t count = 0;
  while (count < words.size() && words[count].starts_with("-")) {
    const Declared* declared = known.find(words[count]);
    count += declared != nullptr && declared->takes_value() ? 2 : 1;
  }
  return std::min(count, words.size());
}

Error unknown_command(const std::string& written, const std::string& word, const std::vector<std::string>& candidates) {
  const std::string close = nearest(word, candidates);
  const Text remedy = close.empty() ? text("用 ksbx help 查看全部命令", "see ksbx help for all commands")
                                    : text("您是不是想用 {}？", "did you mean {}?", close);
  return Error(Failure::usage, "unknown-command", text("没有 {} 这个命令", "there is no command {}", written), remedy);
}

// The second words of a command such as "rules".
std::vector<std::string> seconds(const std::vector<CommandEntry>& entries, const std::string& first) {
  std::vector<std::string> result;
  for (const CommandEntry& entry : entries)
    if (entry.name.starts_with(first + " ")) result.push_back(entry.name.substr(first.size() + 1));
  return result;
}

const CommandEntry* entry_named(const std::vector<CommandEntry>& entries, const std::string& name) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const CommandEntry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

// "rules" and the word after it.
const CommandEntry* entry_of_two(const std::vector<CommandEntry>& entries, const std::string& first,
                                 const std::vector<std::string>& behind) {
  const std::vector<std::string> known = seconds(entries, first);
  if (known.empty()) {
    std::vector<std::string> names;
    for (const CommandEntry& entry : entries) names.push_back(entry.name.substr(0, entry.name.find(' ')));
    throw unknown_command(first, first, names);
  }
  if (behind.empty() || behind.front().starts_with("-"))
    throw Error(Failure::usage, "incomplete-command", text("{} 后面还要写做什么", "{} what?", first),
                text("可以用：{}", "one of: {}", join(known, ", ")));
  if (const CommandEntry* entry = entry_named(entries, first + " " + behind.front())) return entry;
  throw unknown_command(first + " " + behind.front(), behind.front(), known);
}

}  // namespace

FoundCommand find_command(const std::vector<CommandEntry>& entries, const std::vector<std::string>& words) {
  const auto command = words.begin() + static_cast<std::ptrdiff_t>(leading_words(words));
  if (command == words.end())
    throw Error(Failure::usage, "no-command", text("还没有写命令", "no command was given"),
                text("用 ksbx help 查看全部命令", "see ksbx help for all commands"));
  std::vector<std::string> behind(command + 1, words.end());
  // "calendar" is a command, and so is "calendar close".
  const CommandEntry* entry = behind.empty() ? nullptr : entry_named(entries, *command + " " + behind.front());
  if (entry != nullptr) {
    behind.erase(behind.begin());
  } else if (entry = entry_named(entries, *command); entry == nullptr) {
    entry = entry_of_two(entries, *command, behind);
    behind.erase(behind.begin());
  }
  behind.insert(behind.begin(), words.begin(), command);
  return {entry, std::move(behind)};
}

}  // namespace ksbx
