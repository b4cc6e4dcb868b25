// The built ksbx as processes of their own, for tests that need several at once.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite/database.h"

namespace ksbx {

// One running ksbx. Its clock is at `clock`; it reads the rules and calendars of the source tree and says nothing.
class Program {
 public:
  Program(std::vector<std::string> words, const std::string& database, const std::string& clock) {
    const std::string source = KSBX_SOURCE_DIR;
    words.insert(words.begin(), KSBX_PROGRAM);
    for (const std::string& word : {std::string("--db"), database, std::string("--lock-timeout"), std::string("600")})
      words.push_back(word);
    std::vector<std::string> variables = {"KSBX_CLOCK=" + clock, "KSBX_RULES=" + source + "/rules/kongchuo-2016",
                                          "KSBX_CALENDAR=" + source + "/rules/calendars", "HOME=/nonexistent",
                                          "PATH=/usr/bin:/bin"};
    std::vector<char*> arguments = pointers(words), environment = pointers(variables);
    process_ = fork();
    REQUIRE(process_ >= 0);
    if (process_ > 0) return;
    const int nothing = open("/dev/null", O_RDWR);
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nothing, descriptor);
    execve(KSBX_PROGRAM, arguments.data(), environment.data());
    _exit(127);
  }

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
