#include "cli/dispatch.h"

#include <doctest/doctest.h>

#include <set>

#include "base/utf8.h"
#include "cli/run_ksbx.h"
#include "cli/words/command.h"
#include "cli/words/find_command.h"
#include "cli/words/help.h"
#include "cli/words/topics.h"
#include "model/id_number.h"

using namespace ksbx;

namespace {

const std::vector<CommandEntry> two_commands = {
    {"import", CommandGroup::daily, text("导入", "imports"), nullptr},
    {"rules check", CommandGroup::rules, text("检查", "checks"), nullptr},
    {"rules test", CommandGroup::rules, text("试验", "tests"), nullptr},
};

// "name | words left", or the code and the English remedy of what is refused.
std::string found(const std::vector<std::string>& words) {
  try {
    const FoundCommand result = find_command(two_commands, words);
    std::string line = result.entry->name + " |";
    for (const std::string& word : result.words) line += " " + word;
    return line;
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::usage);
    return error.problems().front().code + ": " + error.problems().front().remedy.en;
  }
}

}  // namespace

TEST_SUITE("Which command is meant") {
  TEST_CASE("Commands of one word and of two, with options before and after") {
    CHECK(found({"import", "a.csv", "-q"}) == "import | a.csv -q");
    CHECK(found({"rules", "check", "x"}) == "rules check | x");
    CHECK(found({"--db", "x.db", "-q", "import", "a"}) == "import | --db x.db -q a");
    CHECK(found({"--db=x.db", "rules", "test"}) == "rules test | --db=x.db");
  }

  TEST_CASE("A near miss is answered with the right command") {
    CHECK(found({"impotr"}) == "unknown-command: did you mean import?");
    CHECK(found({"rules", "chekc"}) == "unknown-command: did you mean check?");
    CHECK(found({"ruels", "check"}) == "unknown-command: did you mean rules?");
    CHECK(found({"zzzzzz"}) == "unknown-command: see ksbx help for all commands");
    CHECK(found({"rules"}) == "incomplete-command: one of: check, test");
    CHECK(found({"rules", "--db"}) == "incomplete-command: one of: check, test");
    CHECK(found({}) == "no-command: see ksbx help for all commands");
    CHECK(found({"--db"}) == "no-command: see ksbx help for all commands");
  }

  TEST_CASE("A wrong command line ends with exit code 2 and names the remedy") {
    const Ended ended = run_ksbx({"--lang", "en", "versoin"});
    CHECK(ended.exit == ExitCode::usage);
    CHECK(ended.talk == "error[unknown-command]: there is no command versoin\n  → did you mean version?\n");
    CHECK(run_ksbx({"version"}).exit == ExitCode::done);
    CHECK(run_ksbx({"--version"}).exit == ExitCode::done);
    CHECK(run_ksbx({"help", "nonsense"}).exit == ExitCode::usage);
  }

  TEST_CASE("What a terminal sends that does not speak UTF-8 is refused with what to do, and nothing of it is kept") {
    const std::string gbk = "\xC4\xE3\xBA\xC3";
    const std::vector<std::vector<std::string>> lines = {{"record", "persuasion", "S-7K3Q", "--by", gbk},
                                                         {"report", "duties", "--unmask", "--reason=" + gbk},
                                                         {"import", gbk + ".csv"},
                                                         {gbk}};
    for (const std::vector<std::string>& words : lines) {
      const Ended ended = run_ksbx(words, {{"KSBX_LANG", "en"}});
      CAPTURE(ended.talk);
      CHECK(ended.exit == ExitCode::usage);
      CHECK(ended.talk.starts_with(formatted("error[not-utf8]: word {} of the command line", words.size())));
      CHECK(ended.talk.find("chcp 65001") != std::string::npos);
      CHECK_FALSE(first_invalid_utf8(ended.talk));
    }
  }

  TEST_CASE("A full id number among the words gets a hint, and the hint does not repeat it") {
    const std::string first_17 = "99018120140911001";
    const std::string id = first_17 + id_check_character(first_17);
    const std::string hint = run_ksbx({"--lang", "en", "help", id}).talk;
    CHECK(hint.find("hint: a full id number") == 0);
    CHECK(hint.substr(0, hint.find('\n')).find(id) == std::string::npos);
    CHECK(run_ksbx({"--lang", "en", "help", first_17 + "?"}).talk.find("hint") == std::string::npos);
  }
}

TEST_SUITE("Help") {
  TEST_CASE("Every command has a page in both languages, and no option is declared twice") {
    for (const CommandEntry& entry : commands()) {
      CAPTURE(entry.name);
      CHECK(page(entry, Language::zh).find("用法：ksbx " + entry.name) == 0);
      CHECK(page(entry, Language::en).find("usage: ksbx " + entry.name) == 0);
      const std::unique_ptr<Command> command = entry.make();
      const Options options = options_of(*command);
      std::set<std::string> names;
      for (const Declared& declared : options.declared()) {
        CHECK(!declared.help.zh.empty());
        CHECK(!declared.help.en.empty());
        for (const std::string& name : declared.names) {
          CAPTURE(name);
          CHECK(names.insert(name).second);
        }
      }
    }
  }

  TEST_CASE("Every topic has words in both languages") {
    for (const Topic& each : topics()) {
      CAPTURE(each.name);
      CHECK(each.page(Language::zh) != each.page(Language::en));
    }
    CHECK(topic("exit-codes") != nullptr);
    CHECK(topic("nothing") == nullptr);
  }

  TEST_CASE("The table of exit codes has each code once, in order") {
    int expected = 0;
    for (const ExitMeaning& meaning : exit_meanings()) CHECK(static_cast<int>(meaning.code) == expected++);
    CHECK(expected == 12);
  }
}
