// The table of keys against the reader, and against the rulebooks that are there.
#include "files/rulebook/rulebook_schema.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "files/rulebook/rulebook_reader.h"

namespace ksbx {
namespace {

using Holds = SchemaKey::Holds;

const SchemaSection& section(const std::string& name) {
  const auto& all = rulebook_schema();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  REQUIRE(found != all.end());
  return *found;
}

// "12: colour": each key of a file that the table does not have.
void add_strangers(const TomlTable& table, const SchemaSection& where, std::string& strangers) {
  for (const TomlEntry& entry : table.entries) {
    const auto key =
        std::find_if(where.keys.begin(), where.keys.end(), [&](const SchemaKey& one) { return one.name == entry.key; });
    if (key == where.keys.end()) {
      strangers += formatted("{}: {}\n", entry.origin.line, entry.key);
      continue;
    }
    const auto* inner = std::get_if<TomlTable>(&entry.value.content);
    if (key->section.empty()) continue;
    if (key->holds == Holds::named && inner != nullptr)
      for (const TomlEntry& one : inner->entries)
        add_strangers(std::get<TomlTable>(one.value.content), section(key->section), strangers);
    else if (inner != nullptr)
      add_strangers(*inner, section(key->section), strangers);
    else if (const auto* list = std::get_if<TomlArray>(&entry.value.content))
      for (const TomlValue& one : *list)
        add_strangers(std::get<TomlTable>(one.content), section(key->section), strangers);
  }
}

TEST_CASE("every key of the rulebooks that are shipped is in the schema") {
  for (const char* folder : {"/rules/kongchuo-2016", "/examples/overlay"}) {
    Problems problems;
    for (const SourceFile& source : read_sources(std::string(KSBX_SOURCE_DIR) + folder, problems)) {
      const auto file = parse_toml(source, problems);
      REQUIRE(file);
      std::string strangers;
      add_strangers(file->root, rulebook_schema().front(), strangers);
      CAPTURE(source.name);
      CHECK(strangers == "");
    }
  }
}

// The codes of what the reader says about one line.
std::string said_about(const std::string& text, int line) {
  std::string codes;
  for (const Problem& problem : read_rulebook(std::vector<SourceFile>{{"rulebook.toml", text}}).problems)
    if (problem.origin.line == line) codes += problem.code + " ";
  return codes;
}

TEST_CASE("every key of the schema's lists is one that the reader knows") {
  for (const char* name : {"clause", "role", "stage", "action", "form", "choices", "record", "fact", "rule"})
    for (const SchemaKey& key : section(name).keys) {
      // Some keys belong to one type of fact; which overlay changes what has tests of its own.
      if (std::string_view(name) == "fact" && key.name != "name" && key.name != "type" && key.name != "label") continue;
      if (key.name == "off" || key.name == "replaces" || key.name == "reason" || key.name == "deviation") continue;
      CAPTURE(name);
      CAPTURE(key.name);
      const std::string type =
          std::string_view(name) == "fact" && key.name != "type" ? "type = \"expression\"\nname = \"x\"\n" : "";
      const std::string text = type.empty() || key.name == "name"
                                   ? formatted("[[{}]]\n{} = {{ }}\n", name, key.name)
                                   : formatted("[[{}]]\n{} = {{ }}\n{}", name, key.name, type);
      CHECK(said_about(text, 2).find("unknown-key") == std::string::npos);
    }
}

TEST_CASE("every key of the schema's [meaning] is one that the reader knows") {
  for (const SchemaKey& key : section("meaning").keys) {
    CAPTURE(key.name);
    CHECK(said_about(formatted("[meaning]\n{} = {{ }}\n", key.name), 2) == "wrong-type ");
  }
  CHECK(section("meaning").keys.size() == meaning_keys().size());
}

TEST_CASE("every word of the schema is one that the reader takes, and another is not") {
  struct Case {
    const char* section;
    const char* key;
  };
  for (const Case& one : {Case{"role", "at"},
                          {"role", "line"},
                          {"record", "subject"},
                          {"fact", "type"},
                          {"rule", "per"},
                          {"rule", "for"}}) {
    const auto& keys = section(one.section).keys;
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const SchemaKey& k) { return k.name == one.key; });
    REQUIRE(key != keys.end());
    CAPTURE(one.section);
    CAPTURE(one.key);
    const auto said = [&](const std::string& word) {
      return said_about(formatted("[[{}]]\n{} = \"{}\"\n", one.section, one.key, word), 2);
    };
    for (const std::string& word : key->words) {
      CAPTURE(word);
      CHECK(said(word).find("unknown-word") == std::string::npos);
    }
    CHECK(said("nonsense").find("unknown-word") != std::string::npos);
  }
}

TEST_CASE("the schema is one object with a definition for every part") {
  const std::string schema = json_schema(rulebook_schema(), Language::en);
  CHECK(schema.starts_with("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\""));
  for (const SchemaSection& one : rulebook_schema())
    for (const SchemaKey& key : one.keys)
      if (!key.section.empty()) CHECK(schema.find("\"" + key.section + "\": {") != std::string::npos);
}

}  // namespace
}  // namespace ksbx
