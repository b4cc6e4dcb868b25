// TableReader: reads one TOML table strictly, key by key.
//
// Whoever reads a table asks for each key that it knows. What is missing, of the wrong type or out
// of range becomes a problem with file, line, column and the line itself; keys that no one asked
// for are unknown, and `finish` names the nearest right one for each. Reading goes on after a
// problem, so one run shows all of them.
//
//   TableReader role(file, table, text("角色", "role"), problems);
//   std::string id = role.word("id").value_or("");
//   bool person = role.yes_or_no("person").value_or(false);
//   role.finish();                                   // 不认识的键“persn”；是不是“person”？
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "base/text.h"
#include "files/toml/toml.h"
#include "policy/condition/condition.h"

namespace ksbx {

// May a key be left out?
enum class Need { optional, required };

// A word of a file and where it stands, so that a reference can be checked later.
struct Word {
  std::string name;
  Origin origin;
  bool empty() const { return name.empty(); }
};

class TableReader {
 public:
  static constexpr std::int64_t largest_number = 3660;  // ten years of days: no threshold of this policy is larger

  TableReader(const TomlFile& file, const TomlTable& table, Text what, Problems& problems);

  // Each of these makes `key` a known key. Nothing if it is not there or not usable; a problem was
  // added if it had to be.
  std::optional<std::string> words(std::string_view key,
                                   Need need = Need::optional);  // any text that is not blank
  std::optional<Word> word(std::string_view key,
                           Need need = Need::optional);  // a name: [A-Za-z0-9_.-]+
  std::optional<Text> label(std::string_view key,
                            Need need = Need::optional);  // "…" or { zh = "…", en = "…" }
  // An array of such labels; empty if the key is not there.
  std::vector<Text> labels(std::string_view key);
  std::optional<bool> yes_or_no(std::string_view key, Need need = Need::optional);
  std::optional<std::int64_t> number(std::string_view key, std::int64_t least = 0, std::int64_t most = largest_number,
                                     Need need = Need::optional);
  std::optional<Day> date(std::string_view key, Need need = Need::optional);
  // One name, or an array of names; empty if the key is not there.
  std::vector<Word> names(std::string_view key, Need need = Need::optional);
  // A text with the place of its first character, as conditions want it.
  std::optional<std::pair<std::string, Condition::Place>> source(std::string_view key, Need need = Need::optional);
  // { … } or [key]; and [[key]] or [ { … }, … ], each to be read by a reader of its own.
  std::optional<TableReader> table(std::string_view key, Text what, Need need = Need::optional);
  std::vector<TableReader> tables(std::string_view key, const Text& what, Need need = Need::optional);
  // The value as it stands, for keys that may hold one of several types.
  const TomlValue* value(std::string_view key, Need need = Need::optional);

  // Adds a problem for every key that no one asked for. Call it once, last.
  void finish();

  // A problem at a place of this file, with the line as excerpt.
  void problem(std::string code, const Origin& at, Text what, Text remedy);
  void wrong_type(const TomlValue& value, std::string_view key, const Text& wanted);

  bool has(std::string_view key) const { return table_->find(key) != nullptr; }
  const Origin& origin() const { return table_->origin; }
  const Text& what() const { return what_; }
  const TomlFile& file() const { return *file_; }
  const TomlTable& content() const { return *table_; }
  Condition::Place place_of(const TomlValue& text) const;

 private:
  std::optional<Text> label(const TomlValue& value, std::string_view key);

  const TomlFile* file_;
  const TomlTable* table_;
  Text what_;
  Problems* problems_;
  std::vector<std::string> known_;
};

}  // namespace ksbx
