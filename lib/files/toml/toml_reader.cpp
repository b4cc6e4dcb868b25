#include "files/toml/toml_reader.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/nearest.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

bool is_blank_text(std::string_view words) {
  return words.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_name(std::string_view word) {
  const auto fits = [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == '.'; };
  return !word.empty() && std::all_of(word.begin(), word.end(), fits);
}

Text label_type() {
  return text("文字，或 {{ zh = \"…\", en = \"…\" }}", "text, or {{ zh = \"…\", en = \"…\" }}");
}
Text text_type() {
  return text("加引号的文字", "text in quotation marks");
}

}  // namespace

TableReader::TableReader(const TomlFile& file, const TomlTable& table, Text what, Problems& problems)
    : file_(&file), table_(&table), what_(std::move(what)), problems_(&problems) {}

void TableReader::problem(std::string code, const Origin& at, Text what, Text remedy) {
  problems_->push_back(
      {Severity::error, std::move(code), at, std::move(what), std::move(remedy), file_->line(at.line)});
}

void TableReader::wrong_type(const TomlValue& value, std::string_view key, const Text& wanted) {
  problem("wrong-type", value.origin, text("{}的“{}”类型不对", "“{1}” of the {0} has the wrong type", what_, key),
          text("这里要写{}", "Write {} here", wanted));
}

const TomlValue* TableReader::value(std::string_view key, Need need) {
  known_.emplace_back(key);
  if (const TomlEntry* entry = table_->find(key)) return &entry->value;
  if (need == Need::required)
    problem("missing-key", table_->origin, text("{}缺少“{}”", "the {} has no “{}”", what_, key),
            text("请加上一行 {} = …", "Add a line {} = …", key));
  return nullptr;
}

std::optional<std::string> TableReader::words(std::string_view key, Need need) {
  const TomlValue* found = value(key, need);
  if (found == nullptr) return std::nullopt;
  const auto* content = std::get_if<std::string>(&found->content);
  if (content == nullptr || is_blank_text(*content)) {
    wrong_type(*found, key, text_type());
    return std::nullopt;
  }
  return *content;
}

std::optional<Word> TableReader::word(std::string_view key, Need need) {
  const TomlValue* found = value(key, need);
  if (found == nullptr) return std::nullopt;
  const auto* content = std::get_if<std::string>(&found->content);
  if (content == nullptr || !is_name(*content)) {
    wrong_type(*found, key,
               text("加引号的名字，只用英文字母、数字、“_”和“-”",
                    "a name in quotation marks: ASCII letters, digits, _ and -"));
    return std::nullopt;
  }
  return Word{*content, found->origin};
}

std::optional<Text> TableReader::label(std::string_view key, Need need) {
  const TomlValue* found = value(key, need);
  return found == nullptr ? std::nullopt : label(*found, key);
}

std::optional<Text> TableReader::label(const TomlValue& value, std::string_view key) {
  if (const auto* content = std::get_if<std::string>(&value.content); content && !is_blank_text(*content))
    return Text{*content, {}};
  const auto* both = std::get_if<TomlTable>(&value.content);
  if (both == nullptr) {
    wrong_type(value, key, label_type());
    return std::nullopt;
  }
  TableReader reader(*file_, *both, text("“{}”", "“{}”", key), *problems_);
  Text result{reader.words("zh", Need::required).value_or(""), reader.words("en").value_or("")};
  reader.finish();
  return result;
}

std::vector<Text> TableReader::labels(std::string_view key) {
  std::vector<Text> result;
  const TomlValue* found = value(key);
  if (found == nullptr) return result;
  const auto* array = std::get_if<TomlArray>(&found->content);
  if (array == nullptr) {
    wrong_type(*found, key, text("[ … ] 的一列名称", "a list of labels: [ … ]"));
    return result;
  }
  for (const TomlValue& one : *array) result.push_back(label(one, key).value_or(Text{}));
  return result;
}

std::optional<bool> TableReader::yes_or_no(std::string_view key, Need need) {
  const TomlValue* found = value(key, need);
  if (found == nullptr) return std::nullopt;
  if (const auto* content = std::get_if<bool>(&found->content)) return *content;
  wrong_type(*found, key, text("true（是）或 false（否），不加引号", "true or false, without quotation marks"));
  return std::nullopt;
}

std::optional<std::int64_t> TableReader::number(std::string_view key, std::int64_t least, std::int64_t most,
                                                Need need) {
  const TomlValue* found = value(key, need);
  if (found == nullptr) return std::nullopt;
  const auto* content = std::get_if<std::int64_t>(&found->content);
  if (content == nullptr) {
    wrong_type(*found, key, text("整数，不加引号", "a whole number, without quotation marks"));
    return std::nullopt;
  }
  if (*content < least || *content > most) {
    problem("out-of-range", found->origin,
            text("{}的“{}”是 {}，超出范围", "“{1}” of the {0} is {2}, out of range", what_, key, *content),
            text("请写 {} 到 {} 之间的整数", "Write a whole number from {} to {}", least, most));
    return std::nullopt;
  }
  return *content;
}

std::optional<Day> TableReader::date(std::string_view key, Need need) {
  const TomlValue* found = value(key, need);
  if (found == nullptr) return std::nullopt;
  if (const auto* content = std::get_if<Day>(&found->content)) return *content;
  wrong_type(*found, key, text("日期，如 2026-09-01，不加引号", "a date like 2026-09-01, without quotation marks"));
  return std::nullopt;
}

std::vector<Word> TableReader::names(std::string_view key, Need need) {
  std::vector<Word> result;
  const TomlValue* found = value(key, need);
  if (found == nullptr) return result;
  const Text wanted =
      text("加引号的名字，多个时写成 [\"甲\", \"乙\"] 的样子", "a name in quotation marks, or [\"one\", \"two\"]");
  const auto add = [&](const TomlValue& one) {
    const auto* content = std::get_if<std::string>(&one.content);
    if (content == nullptr || is_blank_text(*content)) return wrong_type(one, key, wanted);
    result.push_back({*content, one.origin});
  };
  const auto* array = std::get_if<TomlArray>(&found->content);
  if (array == nullptr) {
    add(*found);
    return result;
  }
  for (const TomlValue& one : *array) add(one);
  if (array->empty() && need == Need::required) wrong_type(*found, key, wanted);
  return result;
}

std::optional<std::pair<std::string, Condition::Place>> TableReader::source(std::string_view key, Need need) {
  const auto content = words(key, need);
  if (!content) return std::nullopt;
  return std::pair(*content, place_of(table_->find(key)->value));
}

std::optional<TableReader> TableReader::table(std::string_view key, Text what, Need need) {
  const TomlValue* found = value(key, need);
  if (found == nullptr) return std::nullopt;
  if (const auto* content = std::get_if<TomlTable>(&found->content))
    return TableReader(*file_, *content, std::move(what), *problems_);
  wrong_type(*found, key, text("{{ 键 = 值, … }} 的样子", "something like {{ key = value, … }}"));
  return std::nullopt;
}

std::vector<TableReader> TableReader::tables(std::string_view key, const Text& what, Need need) {
  std::vector<TableReader> result;
  const TomlValue* found = value(key, need);
  if (found == nullptr) return result;
  const Text wanted =
      text("[[{}]] 开头的一段，或 [ {{ … }}, {{ … }} ]", "[[{}]] sections, or [ {{ … }}, {{ … }} ]", key);
  const auto* array = std::get_if<TomlArray>(&found->content);
  if (array == nullptr) {
    wrong_type(*found, key, wanted);
    return result;
  }
  for (const TomlValue& one : *array) {
    if (const auto* content = std::get_if<TomlTable>(&one.content))
      result.emplace_back(*file_, *content, what, *problems_);
    else
      wrong_type(one, key, wanted);
  }
  return result;
}

void TableReader::finish() {
  for (const TomlEntry& entry : table_->entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    const std::string close = nearest(entry.key, known_);
    problem("unknown-key", entry.origin,
            text("{}里有不认识的键“{}”", "the {} has an unknown key “{}”", what_, display(entry.key)),
            close.empty() ? text("请删去，或查 docs/rules.md 中可用的键", "Remove it, or see the keys in docs/rules.md")
                          : text("是不是“{}”？", "Did you mean “{}”?", close));
  }
}

// The quotation mark, or three of them and perhaps a line end, come before the first character.
Condition::Place TableReader::place_of(const TomlValue& value) const {
  Origin origin = value.origin;
  const std::u32string line = code_points(file_->line(origin.line));
  const auto at = static_cast<std::size_t>(origin.column > 0 ? origin.column - 1 : 0);
  const bool is_long = at + 2 < line.size() && line[at] == line[at + 1] && line[at] == line[at + 2];
  origin.column += is_long ? 3 : 1;
  if (is_long && at + 3 >= line.size()) origin = {origin.file, origin.line + 1, 1};
  return {origin, file_->line(origin.line)};
}

}  // namespace ksbx
