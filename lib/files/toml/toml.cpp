#include "files/toml/toml.h"

#include <algorithm>
#include <tuple>

#include "base/utf8.h"

// The door to toml++ 3.3. Its assertions stop the program on mistakes as natural as `[学校]`; without them the same
// mistakes come back as ordinary syntax errors. CMakeLists.txt compiles this file with -fno-sanitize=unreachable for
// the same reason.
#define TOML_ASSERT(condition) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace ksbx {
namespace {

Origin origin_of(const FileName& file, const toml::source_position& position) {
  return {file, static_cast<int>(position.line), static_cast<int>(position.column)};
}

TomlValue value_of(const FileName& file, const toml::node& node);

TomlTable table_of(const FileName& file, const toml::table& table) {
  TomlTable result{origin_of(file, table.source().begin), {}};
  result.entries.reserve(table.size());
  for (const auto& [key, node] : table)
    result.entries.push_back({std::string(key.str()), origin_of(file, key.source().begin), value_of(file, node)});
  std::sort(result.entries.begin(), result.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
    return std::tie(a.origin.line, a.origin.column) < std::tie(b.origin.line, b.origin.column);
  });
  return result;
}

TomlArray array_of(const FileName& file, const toml::array& array) {
  TomlArray result;
  result.reserve(array.size());
  for (const toml::node& node : array) result.push_back(value_of(file, node));
  return result;
}

TomlValue value_of(const FileName& file, const toml::node& node) {
  TomlValue result{origin_of(file, node.source().begin), {}};
  if (const auto* table = node.as_table()) {
    result.content = table_of(file, *table);
  } else if (const auto* array = node.as_array()) {
    result.content = array_of(file, *array);
  } else if (const auto* words = node.as_string()) {
    result.content = words->get();
  } else if (const auto* number = node.as_integer()) {
    result.content = number->get();
  } else if (const auto* fraction = node.as_floating_point()) {
    result.content = fraction->get();
  } else if (const auto* yes = node.as_boolean()) {
    result.content = yes->get();
  } else if (const auto* date = node.as_date()) {
    const toml::date& d = date->get();
    if (const auto day = Day::of(d.year, d.month, d.day)) result.content = *day;
  } else if (const auto* time = node.as_time()) {
    result.content = TimeOfDay{time->get().hour * 60 + time->get().minute};
  }
  return result;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  lines.reserve(static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1);
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Problem syntax_problem(const TomlFile& file, const toml::parse_error& error) {
  const Origin origin = origin_of(file.name, error.source().begin);
  const std::string words = display(error.description());
  return {Severity::error,
          "toml-syntax",
          origin,
          text("这里不合 TOML 格式（{}）", "this is not TOML: {}", words),
          text("请检查引号、方括号、等号和逗号是否成对、是否写全；同一个键只能写一次",
               "Check that quotes and brackets are closed and no “=” or “,” is missing; a key may "
               "be given only once"),
          file.line(origin.line)};
}

}  // namespace

const TomlEntry* TomlTable::find(std::string_view key) const {
  for (const TomlEntry& entry : entries)
    if (entry.key == key) return &entry;
  return nullptr;
}

std::string TomlFile::line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > lines.size()) return {};
  return lines[static_cast<std::size_t>(number) - 1];
}

std::optional<TomlFile> parse_toml(const SourceFile& source, Problems& problems) {
  Problems found = scan_toml(source);
  if (!found.empty()) {
    problems.insert(problems.end(), found.begin(), found.end());
    return std::nullopt;
  }
  TomlFile file{source.name, lines_of(source.text), {}};
  const toml::parse_result parsed = toml::parse(source.text);
  if (!parsed) {
    problems.push_back(syntax_problem(file, parsed.error()));
    return std::nullopt;
  }
  file.root = table_of(source.name, parsed.table());
  return file;
}

}  // namespace ksbx
