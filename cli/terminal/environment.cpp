#include "cli/terminal/environment.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <system_error>

namespace ksbx {

std::optional<std::string> Environment::variable(const std::string& name) const {
  const auto found = variables.find(name);
  if (found == variables.end() || found->second.empty()) return {};
  return found->second;
}

namespace {

std::string login_name() {
  const passwd* entry = getpwuid(getuid());
  return entry == nullptr ? "uid " + std::to_string(getuid()) : entry->pw_name;
}

}  // namespace

Environment environment_of_process() {
  Environment environment;
  for (const char* name :
       {"KSBX_DB", "KSBX_RULES", "KSBX_CALENDAR", "KSBX_LANG", "KSBX_CLOCK", "LC_ALL", "LC_MESSAGES", "LANG", "HOME",
        "XDG_CONFIG_HOME", "XDG_DATA_HOME", "NO_COLOR", "TERM", "KSBX_PAGER", "PAGER"})
    if (const char* value = std::getenv(name)) environment.variables[name] = value;
  std::error_code ignored;  // a folder that was removed under us, or no /proc: then there is none
  environment.folder = std::filesystem::current_path(ignored);
  environment.program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  environment.login = login_name();
  environment.talks_to_terminal = isatty(STDERR_FILENO) == 1;
  environment.shows_on_terminal = isatty(STDOUT_FILENO) == 1;
  return environment;
}

Language language_of(const Environment& environment) {
  if (const auto said = environment.variable("KSBX_LANG")) return *said == "en" ? Language::en : Language::zh;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const auto locale = environment.variable(name)) return locale->starts_with("en") ? Language::en : Language::zh;
  return Language::zh;
}

}  // namespace ksbx
