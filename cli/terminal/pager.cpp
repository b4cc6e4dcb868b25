#include "cli/terminal/pager.h"

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace ksbx {
namespace {

// Leaves at once if it fits after all, shows colours, leaves the text on the screen; Chinese also in the C locale.
constexpr const char* less = "if command -v less >/dev/null; then LESSCHARSET=utf-8 exec less -FRX; else exec cat; fi";
constexpr int not_started = 127;

bool fits(std::string_view text) {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) return true;
  return std::count(text.begin(), text.end(), '\n') < size.ws_row;
}

}  // namespace

std::string pager_of(const Environment& environment) {
  if (!environment.shows_on_terminal || environment.variable("TERM").value_or("dumb") == "dumb") return {};
  for (const char* name : {"KSBX_PAGER", "PAGER"}) {
    const auto said = environment.variables.find(name);
    if (said != environment.variables.end()) return said->second == "cat" ? std::string() : said->second;
  }
  return less;
}

bool paged(std::string_view text, const std::string& pager) {
  if (pager.empty() || fits(text)) return false;
  std::FILE* pipe = popen(pager.c_str(), "we");
  if (pipe == nullptr) return false;
  std::fwrite(text.data(), 1, text.size(), pipe);  // who leaves early has read enough
  const int status = pclose(pipe);
  return !(WIFEXITED(status) && WEXITSTATUS(status) == not_started);
}

}  // namespace ksbx
