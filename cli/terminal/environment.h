// Environment: what the process was given besides its words: environment, folder, program. Read
// once, then a value.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/text.h"

namespace ksbx {

struct Environment {
  std::map<std::string, std::string> variables;  // those that ksbx knows (`help environment`), as they are
  std::filesystem::path folder;                  // the current folder
  std::filesystem::path program;                 // the running executable; empty if unknown
  std::string login;                             // whose process this is: "wangli", or "uid 1000" without a name
  bool talks_to_terminal = false;                // standard error is one
  bool shows_on_terminal = false;                // standard output is one

  // The variable's value; nothing if it is unset or empty.
  std::optional<std::string> variable(const std::string& name) const;
};

Environment environment_of_process();

// KSBX_LANG, else the first set of LC_ALL, LC_MESSAGES, LANG: English if it begins with "en",
// otherwise Chinese. Whether an unknown KSBX_LANG is an error is decided by cli/words/config.h; here it
// counts as Chinese.
Language language_of(const Environment& environment);

}  // namespace ksbx
