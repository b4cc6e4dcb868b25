#include "cli/terminal/console.h"

#include <doctest/doctest.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <unistd.h>

using namespace ksbx;

namespace {

// A stream that collects what is written to it.
class Paper {
 public:
  Paper() : stream(open_memstream(&text_, &size_)) {}
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;
  ~Paper() {
    if (!closed) std::fclose(stream);
    std::free(text_);
  }
  std::string read() {
    if (!closed) std::fflush(stream);
    return {text_, size_};
  }

 private:
  char* text_ = nullptr;
  std::size_t size_ = 0;

 public:
  std::FILE* stream;
  bool closed = false;
};

struct Workspace {
  Paper out;
  Paper err;
  Console console{out.stream, err.stream};
};

Problem mistake(std::string excerpt, int column) {
  return {Severity::error,
          "unknown-fact",
          {"rules.toml", 3, column},
          text("没有这个事实：unexcusd_days", "no such fact: unexcusd_days"),
          text("您是不是想用 unexcused_days？", "did you mean unexcused_days?"),
          std::move(excerpt)};
}

}  // namespace

TEST_SUITE("What people see") {
  TEST_CASE("A problem shows its place, its line, and what to do") {
    CHECK(shown(mistake("when = 'unexcusd_days >= 2'", 9), Language::zh) ==
          "rules.toml:3:9: error[unknown-fact]: 没有这个事实：unexcusd_days\n"
          "  when = 'unexcusd_days >= 2'\n"
          "          ^\n"
          "  → 您是不是想用 unexcused_days？\n");
  }

  TEST_CASE("The caret is under the character that is meant, also after Chinese text") {
    const std::string lines = shown(mistake("标题 = x", 6), Language::en);
    CHECK(lines.find("  标题 = x\n         ^\n") != std::string::npos);
  }

  TEST_CASE("Whoever waits at a terminal for a long report sees how far it is, and nothing of it stays there") {
    Workspace workspace;
    workspace.console.progress(text("正在统计", "working"), 0.1);
    CHECK(workspace.err.read().empty());  // no one watches
    workspace.console.shows_progress = true;
    workspace.console.progress(text("正在统计", "working"));
    CHECK(workspace.err.read().empty());  // what is quick is not reported
    std::this_thread::sleep_for(std::chrono::milliseconds(750));
    workspace.console.progress(text("正在统计", "working"), 0.5);
    CHECK(workspace.err.read() == "\r[###############               ]  50% 正在统计 …");
    workspace.console.say(text("完成", "done"));
    CHECK(workspace.err.read().ends_with("\r" + std::string(48, ' ') + "\r完成\n"));
  }

  TEST_CASE("A very long line is cut around the place") {
    const std::string lines = shown(mistake(std::string(5000, 'a') + "!" + std::string(5000, 'b'), 5001), Language::en);
    CHECK(lines.size() < 600);
    CHECK(lines.find("aa!b") != std::string::npos);
  }

  TEST_CASE("A place without line or column, and none at all") {
    Problem problem = mistake("", 0);
    CHECK(shown(problem, Language::en).starts_with("rules.toml:3: error[unknown-fact]: "));
    problem.origin = {};
    problem.severity = Severity::warning;
    CHECK(shown(problem, Language::en).starts_with("warning[unknown-fact]: "));
  }

  TEST_CASE("A name cannot move the cursor or forge a line") {
    Problem problem = mistake("\x1b[2Jx", 5);
    problem.what = same_text("张\x1b[2J三\nksbx: import exit=0");
    const std::string lines = shown(problem, Language::zh);
    CHECK(lines.find('\x1b') == std::string::npos);
    CHECK(lines.find("\nksbx:") == std::string::npos);
    CHECK(lines.find("  \\x1b[2Jx\n         ^\n") != std::string::npos);
  }

  TEST_CASE("The result goes to standard output, talk to standard error") {
    Workspace workspace;
    workspace.console.result("a,b\n");
    workspace.console.say(text("导入了", "imported"));
    workspace.console.problems({mistake("", 0)});
    CHECK(workspace.out.read() == "a,b\n");
    CHECK(workspace.err.read().starts_with("导入了\nrules.toml:3: "));
  }

  TEST_CASE("With -q success is silent, a failure is not") {
    Workspace workspace;
    workspace.console.volume = Volume::quiet;
    Problem warning = mistake("", 0);
    warning.severity = Severity::warning;
    workspace.console.say(text("导入了", "imported"));
    workspace.console.problems({warning});
    workspace.console.summary({"import", {{"rows", 3}}}, 0, 12);
    CHECK(workspace.err.read() == "");
    workspace.console.summary({"import", {{"rows", 3}}}, 3, 12);
    CHECK(workspace.err.read() == "ksbx: import rows=3 exit=3 ms=12\n");
  }

  TEST_CASE("Details are reported with -v only") {
    Workspace workspace;
    workspace.console.detail(text("编码：GB18030", "encoding: GB18030"));
    CHECK(workspace.err.read() == "");
    workspace.console.volume = Volume::verbose;
    workspace.console.language = Language::en;
    workspace.console.detail(text("编码：GB18030", "encoding: GB18030"));
    CHECK(workspace.err.read() == "encoding: GB18030\n");
  }

  TEST_CASE("A full disk under standard output is noticed at the latest when it is closed") {
    Paper err;
    std::FILE* full = std::fopen("/dev/full", "w");
    REQUIRE(full != nullptr);
    Console console(full, err.stream);
    console.result("x\n");
    CHECK(console.finish() == OutputFate::failed);
  }

  TEST_CASE("A reader who has seen enough is no full disk") {
    std::signal(SIGPIPE, SIG_IGN);
    for (const std::size_t bytes : {1U, 1U << 20}) {  // at once, and through the backlog
      Paper err;
      std::array<int, 2> ends{};
      REQUIRE(::pipe(ends.data()) == 0);
      ::close(ends[0]);
      std::FILE* out = ::fdopen(ends[1], "w");
      REQUIRE(out != nullptr);
      Console console(out, err.stream);
      console.result(std::string(bytes, 'x'));
      CHECK(console.finish() == OutputFate::reader_left);
    }
  }

  TEST_CASE("The log has places and codes, and no sentence that may name a pupil") {
    const std::filesystem::path path = std::filesystem::temp_directory_path() / "ksbx-console-test.log";
    std::filesystem::remove(path);
    {
      Workspace workspace;
      workspace.console.open_log(path.string(), *Moment::parse("2026-11-23T20:00"));
      workspace.console.problems({mistake("excerpt", 2)});
      workspace.console.summary({"import", {{"rows", 3}}}, 3, 12);
    }
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    CHECK(text.str() ==
          "2026-11-23T20:00:00+08:00 rules.toml:3:2: error[unknown-fact]\n"
          "2026-11-23T20:00:00+08:00 ksbx: import rows=3 exit=3 ms=12\n");
    std::filesystem::remove(path);
  }

  TEST_CASE("A log file that cannot be opened stops the command") {
    Workspace workspace;
    CHECK_THROWS_AS(workspace.console.open_log("/no/such/folder/log", Moment{}), Error);
  }
}
