#include "cli/words/options.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

// A command with one option of each kind.
struct Accepted {
  std::vector<std::string> files;
  std::string kind = "auto";
  std::string school;
  std::optional<Day> day;
  std::optional<int> seconds;
  std::vector<std::string> rules;
  std::optional<std::string> out;
  bool quiet = false;
  bool dry_run = false;

  Options options() {
    Options options;
    options.positional(text("文件", "FILE"), &files, text("文件", "files")).required();
    options.choice("--kind", &kind, {"students", "staff", "units"}, text("种类", "kind"));
    options.option("--school", &school, text("学校", "SCHOOL"), text("学校", "school"));
    options.option("--on", &day, text("日期", "DATE"), text("日期", "date"));
    options.number("--wait", &seconds, 0, 60, text("秒", "SECONDS"), text("等待", "wait"));
    options.option("--rules", &rules, text("文件夹", "FOLDER"), text("规则", "rules"));
    options.option("-o,--out", &out, text("文件", "FILE"), text("输出", "output"));
    options.flag("-q,--quiet", &quiet, text("安静", "quiet"));
    options.flag("-n,--dry-run", &dry_run, text("演示", "dry run"));
    return options;
  }
};

// The codes of all problems, joined by blanks.
std::string codes(const Problems& problems) {
  std::string result;
  for (const Problem& problem : problems) result += (result.empty() ? "" : " ") + problem.code;
  return result;
}

}  // namespace

TEST_SUITE("The words of a command line") {
  TEST_CASE("Options are read in every usual spelling, before and after the files") {
    Accepted accepted;
    const Problems problems =
        read_words(accepted.options(), {"a.csv", "--kind=staff", "-qn", "--school", "石桥 一中", "--on", "2026-11-23",
                                        "--wait", "5", "--rules", "base", "-obericht.csv", "b.csv", "--rules=local"});
    CHECK(codes(problems) == "");
    CHECK(accepted.files == std::vector<std::string>{"a.csv", "b.csv"});
    CHECK(accepted.kind == "staff");
    CHECK(accepted.school == "石桥 一中");
    CHECK(accepted.day == Day::of(2026, 11, 23));
    CHECK(accepted.seconds == 5);
    CHECK(accepted.rules == std::vector<std::string>{"base", "local"});
    CHECK(accepted.out == "bericht.csv");
    CHECK(accepted.quiet);
    CHECK(accepted.dry_run);
  }

  TEST_CASE("What is not said keeps its default") {
    Accepted accepted;
    CHECK(read_words(accepted.options(), {"a.csv"}).empty());
    CHECK(accepted.kind == "auto");
    CHECK(!accepted.seconds);
    CHECK(!accepted.dry_run);
  }

  TEST_CASE("Odd words arrive as they were written") {
    for (const std::string word : {"-", "[a,b]", "{}", "x=y", "a b", "", "++", "学生.csv"}) {
      CAPTURE(word);
      Accepted accepted;
      CHECK(read_words(accepted.options(), {word}).empty());
      CHECK(accepted.files == std::vector<std::string>{word});
    }
  }

  TEST_CASE("After -- everything is a file, even what looks like an option") {
    Accepted accepted;
    CHECK(read_words(accepted.options(), {"--", "-q", "--", "--kind"}).empty());
    CHECK(accepted.files == std::vector<std::string>{"-q", "--", "--kind"});
    CHECK(!accepted.quiet);
  }

  TEST_CASE("Every mistake has its code, and all of them are reported at once") {
    struct Case {
      std::vector<std::string> words;
      std::string expected;
    };
    const std::vector<Case> cases = {
        {{}, "missing-argument"},
        {{"a", "--knid", "staff"}, "unknown-option"},
        {{"a", "-x"}, "unknown-option"},
        {{"a", "--kind", "stuff"}, "bad-choice"},
        {{"a", "--on", "2026-02-29"}, "bad-date"},
        {{"a", "--on", "23.11.2026"}, "bad-date"},
        {{"a", "--wait", "61"}, "bad-number"},
        {{"a", "--wait", "5s"}, "bad-number"},
        {{"a", "--wait", "99999999999"}, "bad-number"},
        {{"a", "--school"}, "missing-value"},
        {{"a", "--school="}, "missing-value"},
        {{"a", "-o"}, "missing-value"},
        {{"a", "--quiet=yes"}, "needless-value"},
        {{"a", "--school", "x", "--school", "y"}, "given-twice"},
        {{"--wait", "x", "--on", "y", "--zzz"}, "bad-date bad-number unknown-option"},
    };
    for (const Case& each : cases) {
      CAPTURE(each.expected);
      Accepted accepted;
      CHECK(codes(read_words(accepted.options(), each.words)) == each.expected);
    }
  }

  TEST_CASE("An option that lacks its value does not swallow the next option") {
    Accepted accepted;
    const Problems problems = read_words(accepted.options(), {"a.csv", "--rules", "--dry-run"});
    CHECK(codes(problems) == "missing-value");
    CHECK(accepted.rules.empty());
    CHECK(accepted.dry_run);
  }

  TEST_CASE("A near miss is answered with the right name") {
    Accepted accepted;
    const Problems problems = read_words(accepted.options(), {"a", "--knid=staff", "--kind", "studens"});
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].remedy.zh == "您是不是想用 students？可以用：students, staff, units");
    CHECK(problems[1].remedy.zh == "您是不是想用 --kind？");
  }

  TEST_CASE("One word too many is named") {
    std::string only;
    Options options;
    options.positional(text("学生", "STUDENT"), &only, text("学生", "the pupil"));
    const Problems problems = read_words(options, {"S-7K3Q", "extra"});
    REQUIRE(codes(problems) == "extra-argument");
    CHECK(problems[0].what.en == "unexpected word \"extra\"");
  }

  TEST_CASE("No sentence of the option library reaches a clerk") {
    const std::vector<std::vector<std::string>> hostile = {{"-o"},      {"---"},         {"--=x"},         {"-=", "a"},
                                                           {"-qx"},     {"a", "-q=1"},   {"--o"},          {"-", "-"},
                                                           {"--", "-"}, {"-n", "--out"}, {"--rules", "--"}};
    for (const std::vector<std::string>& words : hostile) {
      CAPTURE(words.front());
      Accepted accepted;
      for (const Problem& problem : read_words(accepted.options(), words)) {
        CHECK(problem.code != "unreadable-words");
        CHECK(!problem.what.zh.empty());
        CHECK(!problem.remedy.zh.empty());
        CHECK(problem.what.en.find("argument were not expected") == std::string::npos);
      }
    }
  }
}
