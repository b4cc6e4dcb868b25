#include "cli/words/config.h"

#include <algorithm>
#include <utility>

#include "cli/words/trust.h"
#include "files/toml/toml_reader.h"

namespace ksbx {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t longest_lock_timeout = 3600;

// What one layer says; nothing where it is silent.
struct Values {
  std::optional<Setting<fs::path>> db;
  std::optional<Setting<std::vector<fs::path>>> rules;
  std::optional<Setting<std::vector<fs::path>>> calendars;
  std::optional<Setting<Language>> language;
  std::optional<Setting<int>> day_closes_at;
  std::optional<Setting<int>> lock_timeout;
};

std::optional<Language> language_named(const std::string& name) {
  if (name == "zh") return Language::zh;
  if (name == "en") return Language::en;
  return {};
}

// ── One file ──

class ConfigReader {
 public:
  ConfigReader(const ConfigFile& config, const TomlFile& file, Problems& problems)
      : config_(config), reader_(file, file.root, text("配置", "configuration"), problems) {}

  Values read() {
    Values values;
    if (const auto path = reader_.words("db")) values.db = setting("db", absolute(*path));
    values.rules = paths("rules");
    values.calendars = paths("calendars");
    values.language = language();
    values.day_closes_at = closing_time();
    if (const auto seconds = reader_.number("lock_timeout", 0, longest_lock_timeout))
      values.lock_timeout = setting("lock_timeout", static_cast<int>(*seconds));
    reader_.finish();
    return values;
  }

 private:
  template <class T>
  Setting<T> setting(std::string_view key, T value) const {
    const TomlEntry* entry = reader_.content().find(key);
    const int line = entry == nullptr ? 0 : entry->origin.line;
    return {std::move(value), config_.layer, formatted("{}:{}", config_.path.string(), line)};
  }

  fs::path absolute(const std::string& path) const { return (config_.path.parent_path() / path).lexically_normal(); }

  // One path or an array of paths.
  std::optional<Setting<std::vector<fs::path>>> paths(std::string_view key) {
    const TomlValue* value = reader_.value(key);
    if (value == nullptr) return {};
    std::vector<fs::path> result;
    const bool fits = add_path(*value, result) || add_paths(*value, result);
    if (!fits) {
      reader_.wrong_type(*value, key, text("一个路径，或者一组路径", "a path or an array of paths"));
      return {};
    }
    return setting(key, std::move(result));
  }

  bool add_path(const TomlValue& value, std::vector<fs::path>& result) const {
    const auto* path = std::get_if<std::string>(&value.content);
    if (path == nullptr || path->empty()) return false;
    result.push_back(absolute(*path));
    return true;
  }

  bool add_paths(const TomlValue& value, std::vector<fs::path>& result) const {
    const auto* array = std::get_if<TomlArray>(&value.content);
    if (array == nullptr || array->empty()) return false;
    return std::all_of(array->begin(), array->end(),
                       [&](const TomlValue& element) { return add_path(element, result); });
  }

  std::optional<Setting<Language>> language() {
    const auto name = reader_.word("lang");
    if (!name) return {};
    if (const auto known = language_named(name->name)) return setting("lang", *known);
    reader_.problem("bad-choice", name->origin, text("lang 不能是“{}”", "lang cannot be \"{}\"", name->name),
                    text("请写 \"zh\" 或 \"en\"", "write \"zh\" or \"en\""));
    return {};
  }

  // 18:00:00, or "18:00" as most people would write it.
  std::optional<Setting<int>> closing_time() {
    constexpr std::string_view key = "day_closes_at";
    const TomlValue* value = reader_.value(key);
    if (value == nullptr) return {};
    if (const auto* time = std::get_if<TimeOfDay>(&value->content)) return setting(key, time->minutes);
    if (const auto* words = std::get_if<std::string>(&value->content))
      if (const auto moment = Moment::parse("2000-01-01T" + *words); moment && words->size() == 5)
        return setting(key, moment->minute_of_day());
    reader_.wrong_type(*value, key, text("一个时刻，例如 \"18:00\"", "a time of day such as \"18:00\""));
    return {};
  }

  const ConfigFile& config_;
  TableReader reader_;
};

Values read_file(const ConfigFile& config, Problems& problems) {
  const auto source = read_source(config.path, problems);
  if (!source) return {};
  const auto file = parse_toml(*source, problems);
  if (!file) return {};
  return ConfigReader(config, *file, problems).read();
}

// ── The other layers ──

std::vector<fs::path> split_paths(const std::string& joined) {
  std::vector<fs::path> result;
  std::size_t start = 0;
  while (start <= joined.size()) {
    const std::size_t colon = std::min(joined.find(':', start), joined.size());
    if (colon > start) result.emplace_back(joined.substr(start, colon - start));
    start = colon + 1;
  }
  return result;
}

Values values_of_flags(const SettingFlags& flags) {
  Values values;
  const auto flag = [](auto value, const char* name) {
    return Setting<decltype(value)>{std::move(value), Layer::flag, name};
  };
  const auto list = [](const std::vector<std::string>& words) {
    return std::vector<fs::path>(words.begin(), words.end());
  };
  if (flags.db) values.db = flag(fs::path(*flags.db), "--db");
  if (!flags.rules.empty()) values.rules = flag(list(flags.rules), "--rules");
  if (!flags.calendars.empty()) values.calendars = flag(list(flags.calendars), "--calendar");
  if (flags.language)
    if (const auto known = language_named(*flags.language)) values.language = flag(*known, "--lang");
  if (flags.lock_timeout) values.lock_timeout = flag(*flags.lock_timeout, "--lock-timeout");
  return values;
}

Values values_of_environment(const Environment& environment, Problems& problems) {
  Values values;
  if (const auto db = environment.variable("KSBX_DB")) values.db = {fs::path(*db), Layer::environment, "KSBX_DB"};
  if (const auto rules = environment.variable("KSBX_RULES"))
    values.rules = {split_paths(*rules), Layer::environment, "KSBX_RULES"};
  if (const auto calendars = environment.variable("KSBX_CALENDAR"))
    values.calendars = {split_paths(*calendars), Layer::environment, "KSBX_CALENDAR"};
  const auto language = environment.variable("KSBX_LANG");
  if (!language) return values;
  if (const auto known = language_named(*language))
    values.language = {*known, Layer::environment, "KSBX_LANG"};
  else
    problems.push_back({Severity::error,
                        "bad-choice",
                        {},
                        text("环境变量 KSBX_LANG 不能是“{}”", "KSBX_LANG cannot be \"{}\"", *language),
                        text("请设为 zh 或 en", "set it to zh or en")});
  return values;
}

// The variable, or a folder below the home folder; nothing without a home.
std::optional<fs::path> xdg_folder(const Environment& environment, const char* variable, const char* below_home) {
  if (const auto folder = environment.variable(variable)) return fs::path(*folder) / "ksbx";
  if (const auto home = environment.variable("HOME")) return fs::path(*home) / below_home / "ksbx";
  return {};
}

// The rules that came with the program: installed next to it, else those it was built from.
fs::path shipped_rules(const Environment& environment) {
  const fs::path installed = environment.program.parent_path().parent_path() / "share/ksbx/rules";
  std::error_code none;
  return fs::is_directory(installed, none) ? installed : fs::path(KSBX_SOURCE_RULES);
}

Settings built_in(const Environment& environment) {
  Settings settings;
  settings.db.value = xdg_folder(environment, "XDG_DATA_HOME", ".local/share").value_or(".") / "ksbx.db";
  const fs::path shipped = shipped_rules(environment);
  settings.rules.value = {shipped / "kongchuo-2016"};
  settings.calendars.value = {shipped / "calendars"};
  settings.language.value = language_of(environment);
  return settings;
}

fs::path project_file(const fs::path& folder) {
  std::error_code none;
  for (fs::path at = folder;; at = at.parent_path()) {
    if (fs::exists(at / "ksbx.toml", none)) return at / "ksbx.toml";
    if (at == at.parent_path()) return folder / "ksbx.toml";
  }
}

// The first layer that says something wins as a whole.
template <class T>
void settle(Setting<T>& setting, const std::vector<Values>& layers, std::optional<Setting<T>> Values::*member) {
  const auto speaks = std::find_if(layers.begin(), layers.end(),
                                   [member](const Values& values) { return (values.*member).has_value(); });
  if (speaks != layers.end()) setting = *((*speaks).*member);
}

}  // namespace

Text label_of(Layer layer) {
  switch (layer) {
    case Layer::flag: return text("命令行选项", "option");
    case Layer::environment: return text("环境变量", "environment");
    case Layer::project: return text("项目配置", "project configuration");
    case Layer::user: return text("个人配置", "user configuration");
    case Layer::system: return text("系统配置", "system configuration");
    case Layer::built_in: return text("默认值", "default");
  }
  return {};
}

std::vector<ConfigFile> config_files(const Environment& environment) {
  std::vector<ConfigFile> files = {{Layer::project, project_file(environment.folder)}};
  if (const auto folder = xdg_folder(environment, "XDG_CONFIG_HOME", ".config"))
    files.push_back({Layer::user, *folder / "ksbx.toml"});
  files.push_back({Layer::system, "/etc/ksbx.toml"});
  return files;
}

Settings resolve_settings(const SettingFlags& flags, const Environment& environment) {
  Problems problems;
  std::vector<Values> layers = {values_of_flags(flags), values_of_environment(environment, problems)};
  std::error_code none;
  for (const ConfigFile& file : config_files(environment)) {
    if (!fs::exists(file.path, none)) continue;
    Problems doubted = distrusted(file.path, text("配置文件", "this configuration"));
    if (doubted.empty()) layers.push_back(read_file(file, problems));
    for (Problem& problem : doubted) problems.push_back(std::move(problem));
  }
  if (has_errors(problems)) throw Error(Failure::rules, std::move(problems));

  Settings settings = built_in(environment);
  settle(settings.db, layers, &Values::db);
  settle(settings.rules, layers, &Values::rules);
  settle(settings.calendars, layers, &Values::calendars);
  settle(settings.language, layers, &Values::language);
  settle(settings.day_closes_at, layers, &Values::day_closes_at);
  settle(settings.lock_timeout, layers, &Values::lock_timeout);
  return settings;
}

}  // namespace ksbx
