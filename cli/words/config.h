// Settings: which database, rules and calendars a command works with, and where each was said.
//
// Flag > environment > ksbx.toml of the project (the nearest one upward from the current folder) > of the user
// ($XDG_CONFIG_HOME/ksbx/ksbx.toml) > of the system (/etc/ksbx.toml) > what is here. The first
// that says something wins as a whole: lists are not joined. Paths in a file are relative to that
// file, all others to the current folder.
//
//   db = "2026.db"                 # the database
//   rules = ["rules/local"]        # base rulebook first, then overlays
//   calendars = ["calendar.toml"]  # files or folders
//   lang = "zh"                    # zh or en
//   day_closes_at = "18:00"        # from when on today is judged
//   lock_timeout = 10              # seconds to wait for others, in all
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/terminal/environment.h"

namespace ksbx {

enum class Layer { flag, environment, project, user, system, built_in };
Text label_of(Layer layer);

template <class T>
struct Setting {
  T value;
  Layer layer = Layer::built_in;
  std::string where = {};  // "--db", "KSBX_DB", "/srv/ksbx/ksbx.toml:3"; empty if built in
};

struct Settings {
  Setting<std::filesystem::path> db;
  Setting<std::vector<std::filesystem::path>> rules;      // base first
  Setting<std::vector<std::filesystem::path>> calendars;  // files or folders
  Setting<Language> language{Language::zh};
  Setting<int> day_closes_at{18 * 60};  // minute of the day, Asia/Shanghai
  Setting<int> lock_timeout{10};        // seconds
};

// What was said on the command line; empty means not said.
struct SettingFlags {
  std::optional<std::string> db;
  std::vector<std::string> rules;
  std::vector<std::string> calendars;
  std::optional<std::string> language;
  std::optional<int> lock_timeout;
};

// Reads the files that exist. Throws Error(Failure::rules) with every problem of every file:
// unknown keys (with the nearest right one), wrong types, values out of range. A setting that a
// higher layer overrides is checked all the same. A file of someone else is a problem, and nothing of it counts
// (cli/words/trust.h).
Settings resolve_settings(const SettingFlags& flags, const Environment& environment);

// Where ksbx looks, in order of rank; whether they exist or not.
struct ConfigFile {
  Layer layer;
  std::filesystem::path path;
};
std::vector<ConfigFile> config_files(const Environment& environment);

}  // namespace ksbx
