// Shell: a fresh folder in which the commands of one document are run, one after the other.
#pragma once

#include <filesystem>
#include <string>

namespace story {

struct Output {
  std::string text;  // standard output and standard error as they came
  int exit = 0;      // 128 + the signal's number if one ended it
};

class Shell {
 public:
  // An empty home with copies of the source tree's examples/ and rules/, `program` on the PATH, nothing of the caller's
  // settings, Chinese by default, and a clock that is at 2026-11-23 20:00. Removed at the end.
  Shell(const std::filesystem::path& program, const std::filesystem::path& source);
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;
  ~Shell();

  // Runs `command` by sh. Exported variables and the current folder are kept for the next one.
  Output run(const std::string& command) const;

 private:
  [[noreturn]] void become(const std::string& command, int output) const;

  std::filesystem::path program_;
  std::filesystem::path root_;    // removed at the end
  std::filesystem::path folder_;  // root_/home, where the commands run
};

}  // namespace story
