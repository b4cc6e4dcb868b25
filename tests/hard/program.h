// The built ksbx as processes of their own, for tests that need several at once.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "day.h"
#include "store/schema/open_store.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// Where a program runs and speaks. A descriptor of -1 is /dev/null.
struct Surroundings {
  std::string folder = ".";
  int out = -1, err = -1;
};

// One running ksbx. Its clock is at `clock`; it reads the rules and calendars of the source tree. It waits for others
// as long as it takes, unless the words say how long.
class Program {
 public:
  Program(std::vector<std::string> words, const std::string& database, const std::string& clock,
          const Surroundings& around = {}) {
    const std::string source = KSBX_SOURCE_DIR;
    words.insert(words.begin(), KSBX_PROGRAM);
    if (std::find(words.begin(), words.end(), "--lock-timeout") == words.end())
      words.insert(words.end(), {"--lock-timeout", "600"});
    std::vector<std::string> variables = {"KSBX_CLOCK=" + clock,
                                          "KSBX_RULES=" + source + "/rules/kongchuo-2016",
                                          "KSBX_CALENDAR=" + source + "/rules/calendars",
                                          "HOME=/nonexistent",
                                          "KSBX_DB=" + database,
                                          "KSBX_LANG=en",
                                          "PATH=/usr/bin:/bin"};
    if (const char* options = std::getenv("ASAN_OPTIONS")) variables.push_back(std::string("ASAN_OPTIONS=") + options);
    std::vector<char*> arguments = pointers(words), environment = pointers(variables);
    process_ = fork();
    REQUIRE(process_ >= 0);
    if (process_ > 0) return;
    const int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDIN_FILENO);
    dup2(around.out >= 0 ? around.out : nothing, STDOUT_FILENO);
    dup2(around.err >= 0 ? around.err : nothing, STDERR_FILENO);
    if (chdir(around.folder.c_str()) != 0) _exit(126);
    execve(KSBX_PROGRAM, arguments.data(), environment.data());
    _exit(127);
  }

  pid_t process() const { return process_; }

  // Waits for its end; its exit code, or 128 and the signal's number.
  int end() {
    int status = 0;
    waitpid(process_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  static std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> all;
    for (std::string& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
  }

  pid_t process_ = -1;
};

inline int run_program(std::vector<std::string> words, const std::string& database, const std::string& clock) {
  return Program(std::move(words), database, clock).end();
}

// How a program ended and what it said; exit -1: it did not end within half a minute and was killed.
struct Said {
  int exit = 0;
  std::string talk;
};

inline Said run_and_listen(std::vector<std::string> words, const std::string& database, const std::string& folder,
                           const std::string& clock) {
  constexpr int patience = 30'000;
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  Program program(std::move(words), database, clock, {folder, ends[1], ends[1]});
  close(ends[1]);
  Said said;
  char block[4096];
  pollfd readable{ends[0], POLLIN, 0};
  while (poll(&readable, 1, patience) > 0) {
    const ssize_t got = read(ends[0], block, sizeof block);
    if (got <= 0) {
      close(ends[0]);
      said.exit = program.end();
      return said;
    }
    said.talk.append(block, static_cast<std::size_t>(got));
  }
  close(ends[0]);
  kill(program.process(), SIGKILL);
  program.end();
  said.exit = -1;
  return said;
}

// So many processes of one command on one store, let loose at one moment: while they start, someone else writes.
// Returns the exit codes.
inline std::vector<int> run_at_once(std::size_t how_many, const std::vector<std::string>& words,
                                    const std::string& database, const std::string& clock,
                                    std::chrono::milliseconds until_they_wait) {
  std::vector<Program> running;
  {
    Database other = open_store(database, Access::write, std::chrono::seconds(10));
    const Transaction writing(other, {*Moment::parse(clock), "test", "zhang"});
    for (std::size_t i = 0; i < how_many; ++i) running.emplace_back(words, database, clock);
    std::this_thread::sleep_for(until_they_wait);
  }
  std::vector<int> codes;
  for (Program& program : running) codes.push_back(program.end());
  return codes;
}

}  // namespace ksbx
