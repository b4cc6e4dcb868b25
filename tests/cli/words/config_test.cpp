#include "cli/words/config.h"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/problem.h"
#include "cli/words/trust.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

// A home with a project folder in it; removed at the end.
class Home {
 public:
  Home() {
    std::string name = (fs::temp_directory_path() / "ksbx-config-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    root = name;
    fs::create_directories(root / "project/deep/er");
    environment.variables["HOME"] = root;
    environment.folder = root / "project/deep/er";
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;
  ~Home() { fs::remove_all(root); }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text;
  }
  Settings settings(const SettingFlags& flags = {}) const { return resolve_settings(flags, environment); }

  fs::path root;
  Environment environment;
};

// The codes and places of what resolve_settings refuses.
std::string refused(const Home& home) {
  try {
    home.settings();
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::rules);
    std::string result;
    for (const Problem& problem : error.problems())
      result += problem.code + ":" + std::to_string(problem.origin.line) + " ";
    return result;
  }
  return "nothing";
}

}  // namespace

TEST_SUITE("Which database, rules and calendars, and who said so") {
  TEST_CASE("Without a word anywhere, the data folder and the shipped rules hold") {
    const Home home;
    const Settings settings = home.settings();
    CHECK(settings.db.value == home.root / ".local/share/ksbx/ksbx.db");
    CHECK(settings.db.layer == Layer::built_in);
    CHECK(settings.rules.value.front().filename() == "kongchuo-2016");
    CHECK(settings.language.value == Language::zh);
    CHECK(settings.day_closes_at.value == 18 * 60);
  }

  TEST_CASE("A configuration of someone else, or that everyone may change, decides nothing") {
    Home home;
    home.write("ksbx.toml", "db = 'evil.db'\n");
    const std::string path = (home.root / "ksbx.toml").string();
    CHECK(home.settings().db.value == home.root / "evil.db");
    ::chmod(path.c_str(), 0666);
    CHECK(refused(home) == "settings-owner:0 ");
    ::chmod(path.c_str(), 0664);
    CHECK(home.settings().db.value == home.root / "evil.db");  // his own group
    if (::geteuid() == 0 && ::chown(path.c_str(), 0, 1) == 0) CHECK(refused(home) == "settings-owner:0 ");
    ::chmod(path.c_str(), 0644);
    if (::geteuid() != 0 || ::chown(path.c_str(), 65534, 65534) != 0) return;  // only root can give files away
    CHECK(refused(home) == "settings-owner:0 ");
  }

  TEST_CASE("Rules of someone else count if the caller names them, not if a configuration does") {
    if (::geteuid() != 0) return;
    const Home home;
    home.write("rules/mine.toml", "");
    REQUIRE(::chown((home.root / "rules/mine.toml").c_str(), 65534, 65534) == 0);
    const auto named_by = [&](Layer layer) {
      return distrusted(Setting<std::vector<fs::path>>{{home.root / "rules"}, layer}, text("规则", "rules")).size();
    };
    CHECK(named_by(Layer::flag) == 0);
    CHECK(named_by(Layer::environment) == 0);
    CHECK(named_by(Layer::project) == 1);
    CHECK(named_by(Layer::system) == 1);
  }

  TEST_CASE("Each layer outranks those below it") {
    Home home;
    home.write(".config/ksbx/ksbx.toml", "db = 'user.db'\nlock_timeout = 3\n");
    CHECK(home.settings().db.value == home.root / ".config/ksbx/user.db");
    CHECK(home.settings().db.layer == Layer::user);

    home.write("project/ksbx.toml", "\ndb = 'city.db'\n");
    CHECK(home.settings().db.value == home.root / "project/city.db");
    CHECK(home.settings().db.layer == Layer::project);
    CHECK(home.settings().db.where == (home.root / "project/ksbx.toml").string() + ":2");
    CHECK(home.settings().lock_timeout.value == 3);

    home.environment.variables["KSBX_DB"] = "env.db";
    CHECK(home.settings().db.value == "env.db");
    CHECK(home.settings().db.where == "KSBX_DB");

    SettingFlags flags;
    flags.db = "flag.db";
    CHECK(home.settings(flags).db.value == "flag.db");
    CHECK(home.settings(flags).db.layer == Layer::flag);
  }

  TEST_CASE("Paths in a file are relative to that file, and lists win as a whole") {
    Home home;
    home.write("project/ksbx.toml", "rules = ['rules/base', '/abs/local']\ncalendars = 'term.toml'\n");
    const Settings settings = home.settings();
    CHECK(settings.rules.value == std::vector<fs::path>{home.root / "project/rules/base", "/abs/local"});
    CHECK(settings.calendars.value == std::vector<fs::path>{home.root / "project/term.toml"});
    home.environment.variables["KSBX_RULES"] = "a:b";
    CHECK(home.settings().rules.value == std::vector<fs::path>{"a", "b"});
  }

  TEST_CASE("A closing time is written as people write it or as TOML does") {
    for (const std::string line : {"day_closes_at = '17:30'", "day_closes_at = 17:30:00"}) {
      CAPTURE(line);
      const Home home;
      home.write("project/ksbx.toml", line + "\n");
      CHECK(home.settings().day_closes_at.value == 17 * 60 + 30);
    }
  }

  TEST_CASE("Every mistake in every file is reported, with its line") {
    Home home;
    home.write("project/ksbx.toml", "bd = 'x'\nlang = 'fr'\nday_closes_at = 'late'\nrules = 3\n");
    home.write(".config/ksbx/ksbx.toml", "lock_timeout = -1\n");
    const std::string found = refused(home);
    CAPTURE(found);
    CHECK(found.find("unknown-key:1") != std::string::npos);
    CHECK(found.find("bad-choice:2") != std::string::npos);
    CHECK(found.find(":3") != std::string::npos);
    CHECK(found.find(":4") != std::string::npos);
    CHECK(std::count(found.begin(), found.end(), ' ') == 5);
  }

  TEST_CASE("An unknown language in the environment is reported, not guessed") {
    Home home;
    home.environment.variables["KSBX_LANG"] = "fr";
    CHECK(refused(home) == "bad-choice:0 ");
  }
}

TEST_SUITE("The language of messages") {
  TEST_CASE("English only where it is asked for") {
    struct Case {
      std::map<std::string, std::string> variables;
      Language expected;
    };
    const std::vector<Case> cases = {
        {{}, Language::zh},
        {{{"LANG", "C.UTF-8"}}, Language::zh},
        {{{"LANG", "en_GB.UTF-8"}}, Language::en},
        {{{"LANG", "en_GB.UTF-8"}, {"LC_ALL", "zh_CN.UTF-8"}}, Language::zh},
        {{{"LANG", "zh_CN.UTF-8"}, {"LC_MESSAGES", "en_US"}}, Language::en},
        {{{"LANG", "en_US"}, {"LC_ALL", ""}}, Language::en},
        {{{"LANG", "en_US"}, {"KSBX_LANG", "zh"}}, Language::zh},
        {{{"LANG", "zh_CN"}, {"KSBX_LANG", "en"}}, Language::en},
    };
    for (const Case& each : cases) {
      Environment environment;
      environment.variables = each.variables;
      CHECK(language_of(environment) == each.expected);
    }
  }
}
