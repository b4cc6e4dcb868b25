// The documents agree with the code: whoever adds a command, an option, a code, a key or a field is asked to write it
// down.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/terminal/exit_code.h"
#include "cli/words/command.h"
#include "cli/words/topics.h"
#include "files/cell/cell.h"
#include "model/attendance.h"
#include "model/student.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

const fs::path source = KSBX_SOURCE_DIR;

std::string text_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  REQUIRE_MESSAGE(stream, path.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

const std::string& manual() {
  static const std::string text = text_of(source / "docs/manual.md");
  return text;
}

const std::string& rules() {
  static const std::string text = text_of(source / "docs/rules.md");
  return text;
}

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// Is `word` in the text as a whole word?
bool tells(const std::string& text, const std::string& word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word_character(text[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || !is_word_character(text[end]))) return true;
  }
  return false;
}

// The .cpp files of a layer whose names begin with one of these.
std::vector<fs::path> sources(const fs::path& folder, const std::vector<std::string>& beginnings) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
    const std::string name = entry.path().filename().string();
    const auto fits = [&](const std::string& begin) { return name.starts_with(begin); };
    if (name.ends_with(".cpp") && std::any_of(beginnings.begin(), beginnings.end(), fits))
      found.push_back(entry.path());
  }
  REQUIRE_FALSE(found.empty());
  return found;
}

// What is in double quotes and holds nothing but word characters.
std::set<std::string> words_in_quotes(const std::string& text) {
  std::set<std::string> words;
  for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_word_character(text[end])) ++end;
    if (end < text.size() && text[end] == '"' && end > at + 1) words.insert(text.substr(at + 1, end - at - 1));
  }
  return words;
}

// "R_NAME_MISSING"
bool is_import_code(const std::string& word) {
  return word.size() > 2 && word[1] == '_' && std::string("ERW").find(word[0]) != std::string::npos;
}

// "unknown-key"
bool is_rule_code(const std::string& word) {
  const auto fits = [](char c) { return c == '-' || (c >= 'a' && c <= 'z'); };
  return word.find('-') != std::string::npos && word.front() != '-' && std::all_of(word.begin(), word.end(), fits);
}

// The keys that readers ask a table for: table.word("who", …), meaning(table, "due", …).
std::set<std::string> keys_asked_for(const std::string& text) {
  std::set<std::string> keys;
  for (const char* asked :
       {".word(",   ".words(",  ".label(",   ".yes_or_no(",       ".number(",           ".date(",   ".names(",
        ".source(", ".table(",  ".tables(",  ".value(",           "->value(",           "->words(", "->word(",
        "->names(", "(table, ", "(*table, ", "(reading, table, ", "(reading, *table, ", "(*on, ",   "(entry, "}) {
    const std::string before = std::string(asked) + "\"";
    for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
      const std::size_t begin = at + before.size();
      const std::string key = text.substr(begin, text.find('"', begin) - begin);
      if (std::all_of(key.begin(), key.end(), is_word_character)) keys.insert(key);
    }
  }
  return keys;
}

}  // namespace

TEST_SUITE("documents") {
  TEST_CASE("the manual has every command and every option") {
    for (const CommandEntry& entry : commands()) {
      CAPTURE(entry.name);
      CHECK(manual().find("`" + entry.name + "`") != std::string::npos);
      const auto command = entry.make();
      const Options options = options_of(*command);
      for (const Declared& declared : options.declared()) {
        if (declared.positional()) continue;
        CAPTURE(declared.names.back());
        CHECK(tells(manual(), declared.names.back()));
      }
    }
  }

  TEST_CASE("the manual has every topic of help") {
    for (const Topic& each : topics()) {
      CAPTURE(each.name);
      CHECK(tells(manual(), each.name));
    }
  }

  TEST_CASE("the manual has every exit code, in order") {
    std::size_t before = 0;
    for (const ExitMeaning& meaning : exit_meanings()) {
      const std::string row = "\n| " + std::to_string(static_cast<int>(meaning.code)) + " | ";
      CAPTURE(row);
      const std::size_t at = manual().find(row);
      REQUIRE(at != std::string::npos);
      CHECK(at > before);
      before = at;
    }
  }

  TEST_CASE("who reads the tables finds every kind of unit and every state of the roll and of a session explained") {
    const std::string data = text_of(source / "docs/data.md");
    std::vector<std::string_view> words;
    for (const UnitKind kind : all_unit_kinds()) words.push_back(name_of(kind));
    for (int one = 0; one <= static_cast<int>(Enrolment::idle); ++one)
      words.push_back(name_of(static_cast<Enrolment>(one)));
    for (int one = 0; one < static_cast<int>(Presence::unknown); ++one)
      words.push_back(name_of(static_cast<Presence>(one)));
    for (const std::string_view word : words) {
      CAPTURE(word);
      CHECK(tells(data, std::string(word)));
    }
  }

  TEST_CASE("the manual has every code of a message about imported files") {
    for (const fs::path folder : {"lib/app", "lib/files", "cli"})
      for (const fs::path& file : sources(folder, {""}))
        for (const std::string& word : words_in_quotes(text_of(file))) {
          if (!is_import_code(word)) continue;
          CAPTURE(word);
          CHECK(tells(manual(), word));
        }
  }

  TEST_CASE("the manual has every code of a cell that cannot be read") {
    for (int issue = 1; issue <= static_cast<int>(CellIssue::formula_text); ++issue) {
      const std::string code = problem_of(static_cast<CellIssue>(issue), {}, "栏").code;
      CAPTURE(code);
      CHECK(tells(manual(), code));
    }
  }

  TEST_CASE("the rules' document has every code of a message about rules and calendars") {
    std::vector<fs::path> files =
        sources("lib/files", {"toml", "rulebook_", "rule_test_", "calendar_reader", "report_reader", "page_reader"});
    for (const fs::path& file : sources("lib/policy", {"condition_", "rulebook_"})) files.push_back(file);
    for (const fs::path& file : files)
      for (const std::string& word : words_in_quotes(text_of(file))) {
        if (!is_rule_code(word)) continue;
        CAPTURE(file.filename().string());
        CAPTURE(word);
        CHECK(tells(rules(), word));
      }
  }

  TEST_CASE("the rules' document has every key of rulebooks, tests, reports and calendars") {
    std::size_t count = 0;
    for (const fs::path& file :
         sources("lib/files", {"rulebook_", "rule_test_reader", "report_reader", "page_reader", "calendar_reader"}))
      for (const std::string& key : keys_asked_for(text_of(file))) {
        ++count;
        CAPTURE(file.filename().string());
        CAPTURE(key);
        CHECK(tells(rules(), key));
      }
    CHECK(count > 80);  // otherwise the readers ask in another way, and this test sees nothing
  }

  TEST_CASE("the rules' document has every attribute, every meaning and every field of documents") {
    for (const std::string& attribute : attributes().words()) {
      CAPTURE(attribute);
      CHECK(tells(rules(), attribute));
    }
    for (const MeaningKey& key : meaning_keys()) {
      CAPTURE(key.key);
      CHECK(rules().find("| `" + std::string(key.key) + "`") != std::string::npos);
    }
    for (const DocumentField& field : document_fields()) {
      CAPTURE(field.name);
      CHECK(rules().find("`{" + field.name + "}`") != std::string::npos);
    }
  }

  TEST_CASE("the rules' document has every word of conditions") {
    for (const char* word : {"`=`", "`!=`", "`<`", "`<=`", "`>`", "`>=`", "`in (…)`", "`not in (…)`", "`is known`",
                             "`is not known`", "`and`", "`or`", "`not`", "`+`", "`-`", "`*`", "`true`", "`false`"}) {
      CAPTURE(word);
      CHECK(rules().find(word) != std::string::npos);
    }
  }
}
