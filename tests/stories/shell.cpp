#include "stories/shell.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace story {
namespace fs = std::filesystem;
namespace {

// Remembers exported variables and the folder next to the home, where no command trips over them.
constexpr const char* session =
    "if [ -f ../session ]; then . ../session; cd \"$STORY_FOLDER\" || exit 126; fi\n"
    "eval \"$1\"\n"
    "story_exit=$?\n"
    "STORY_FOLDER=$PWD; export STORY_FOLDER\n"
    "export -p >\"$STORY_ROOT/session\"\n"
    "exit $story_exit\n";

void copy_tree(const fs::path& from, const fs::path& to) {
  if (fs::exists(from)) fs::copy(from, to, fs::copy_options::recursive);
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t count = 0; (count = read(descriptor, buffer.data(), buffer.size())) > 0;)
    text.append(buffer.data(), static_cast<std::size_t>(count));
  return text;
}

}  // namespace

Shell::Shell(const fs::path& program, const fs::path& source) : program_(fs::absolute(program)) {
  std::string name = (fs::temp_directory_path() / "ksbx-story-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  root_ = name;
  folder_ = root_ / "home";
  fs::create_directory(folder_);
  copy_tree(source / "examples", folder_ / "examples");
  copy_tree(source / "rules", folder_ / "rules");
}

Shell::~Shell() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

Output Shell::run(const std::string& command) const {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot start a process");
  if (child == 0) become(command, ends[1]);
  close(ends[1]);
  Output output{read_all(ends[0]), 0};
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  output.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return output;
}

void Shell::become(const std::string& command, int output) const {
  const char* path = std::getenv("PATH");
  setenv("PATH", (program_.parent_path().string() + ":" + (path == nullptr ? "/usr/bin:/bin" : path)).c_str(), 1);
  for (const char* name : {"KSBX_DB", "KSBX_RULES", "KSBX_CALENDAR", "KSBX_LANG", "LC_ALL", "LC_MESSAGES",
                           "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
    unsetenv(name);
  setenv("HOME", folder_.c_str(), 1);
  setenv("LANG", "C.UTF-8", 1);
  setenv("KSBX_CLOCK", "2026-11-23T20:00", 1);
  setenv("STORY_ROOT", root_.c_str(), 1);
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const bool ready = chdir(folder_.c_str()) == 0 && dup2(nothing, STDIN_FILENO) == STDIN_FILENO &&
                     dup2(output, STDOUT_FILENO) == STDOUT_FILENO && dup2(output, STDERR_FILENO) == STDERR_FILENO;
  if (ready) execl("/bin/sh", "sh", "-c", session, "sh", command.c_str(), nullptr);
  _exit(127);
}

}  // namespace story
