#include "cli/words/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "base/join.h"
#include "base/nearest.h"
#include "cli/words/option_value.h"

namespace ksbx {
namespace {

std::vector<std::string> split_names(std::string_view names) {
  std::vector<std::string> result;
  while (!names.empty()) {
    const std::size_t comma = std::min(names.find(','), names.size());
    result.emplace_back(names.substr(0, comma));
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
  return result;
}

Text nearest_remedy(const std::string& word, const std::vector<std::string>& candidates, Text otherwise) {
  const std::string close = nearest(word, candidates);
  if (close.empty()) return otherwise;
  return text("您是不是想用 {}？", "did you mean {}?", close);
}

// ── What must not reach CLI11 ──
// It would take "--dry-run" in `--rules --dry-run` for a file of rules and write for real, and the
// word after `--db=` for the database. So long options are looked through first, and those that
// lack a value or must have none are taken out.

struct Sifted {
  std::vector<std::string> words;    // for CLI11
  std::vector<std::string> literal;  // after "--"
  Problems problems;
};

bool is_long(const std::string& word) {
  return word.size() > 2 && word.starts_with("--");
}

// The problem with one word, if it is a long option that is used in the wrong way; `next` is the
// word after it, if any.
std::optional<Problem> misuse(const Options& options, const std::string& word, const std::string* next) {
  if (!is_long(word)) return {};
  const std::size_t equals = word.find('=');
  const Declared* declared = options.find(word.substr(0, equals));
  if (declared == nullptr) return {};
  if (equals != std::string::npos) {
    if (!declared->takes_value())
      return usage_problem("needless-value", text("{} 不带值", "{} takes no value", declared->title()),
                           text("请去掉等号和后面的内容", "remove = and what follows"));
    if (equals + 1 == word.size()) return missing_value(*declared);
    return {};
  }
  if (declared->takes_value() && (next == nullptr || is_long(*next) || *next == "--")) return missing_value(*declared);
  return {};
}

Sifted sift(const Options& options, const std::vector<std::string>& words) {
  Sifted sifted;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") {
      sifted.literal.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      break;
    }
    const std::string* next = i + 1 < words.size() ? &words[i + 1] : nullptr;
    if (auto problem = misuse(options, words[i], next))
      sifted.problems.push_back(std::move(*problem));
    else
      sifted.words.push_back(words[i]);
  }
  return sifted;
}

// ── Splitting, by CLI11 ──

struct Split {
  std::vector<std::vector<std::string>> values;  // by declaration: what was given, in order; "true" for a flag
  std::vector<std::string> rest;                 // positional words and unknown options
};

Split split(const Options& options, std::vector<std::string> words) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<CLI::Option*> known;
  for (const Declared& declared : options.declared()) {
    if (declared.positional()) {
      known.push_back(nullptr);
      continue;
    }
    const std::string names = join(declared.names, ",");
    CLI::Option* option = declared.takes_value() ? app.add_option(names)->expected(1) : app.add_flag(names);
    known.push_back(option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
  }
  std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
  app.parse(words);
  Split result;
  for (const CLI::Option* option : known)
    result.values.push_back(option == nullptr ? std::vector<std::string>{} : option->results());
  result.rest = app.remaining();
  return result;
}

// ── Values into their targets ──

bool collects(const Declared& declared) {
  return std::holds_alternative<std::vector<std::string>*>(declared.target);
}

void fill_options(const Options& options, const Split& split, Problems& problems) {
  for (std::size_t i = 0; i < options.declared().size(); ++i) {
    const Declared& declared = options.declared()[i];
    const std::vector<std::string>& values = split.values[i];
    if (declared.takes_value() && !collects(declared) && values.size() > 1) {
      problems.push_back(usage_problem("given-twice",
                                       text("{} 写了不止一次", "{} was given more than once", declared.title()),
                                       text("请只保留一个", "keep one of them")));
      continue;
    }
    for (const std::string& value : values)
      if (auto problem = fill(declared, value)) problems.push_back(std::move(*problem));
    if (!declared.positional() && declared.is_required && values.empty()) problems.push_back(missing_value(declared));
  }
}

Problem unknown_option(const Options& options, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> names;
  for (const Declared& declared : options.declared())
    names.insert(names.end(), declared.names.begin(), declared.names.end());
  return usage_problem("unknown-option", text("没有 {} 这个选项", "there is no option {}", name),
                       nearest_remedy(name, names, text("用 --help 查看全部选项", "see --help for all options")));
}

// Gives the positional words out in the order of declaration and reports what is missing or too
// much.
void fill_positionals(const Options& options, const std::vector<std::string>& words, Problems& problems) {
  std::size_t next = 0;
  for (const Declared& declared : options.declared()) {
    if (!declared.positional()) continue;
    if (next == words.size()) {
      if (declared.is_required)
        problems.push_back(usage_problem("missing-argument", text("缺少“{}”", "{} is missing", declared.placeholder),
                                         text("用 --help 查看写法", "see --help for the usage")));
      continue;
    }
    const std::size_t end = collects(declared) ? words.size() : next + 1;
    for (; next < end; ++next)
      if (auto problem = fill(declared, words[next])) problems.push_back(std::move(*problem));
  }
  if (next < words.size())
    problems.push_back(
        usage_problem("extra-argument", text("多出了“{}”", "unexpected word \"{}\"", words[next]),
                      text("请去掉它；含空格的内容请加引号", "remove it; quote a text that has spaces")));
}

Problems read_split(const Options& options, Split split, const std::vector<std::string>& literal) {
  Problems problems;
  fill_options(options, split, problems);
  bool strangers = false;
  std::vector<std::string> positionals;
  for (std::string& word : split.rest) {
    if (word.size() > 1 && word.front() == '-') {
      strangers = true;
      problems.push_back(unknown_option(options, word));
    } else {
      positionals.push_back(std::move(word));
    }
  }
  positionals.insert(positionals.end(), literal.begin(), literal.end());
  // A word after an unknown option may be its value: what is missing or too much cannot be said then.
  if (!strangers) fill_positionals(options, positionals, problems);
  return problems;
}

// What CLI11 could not split: after sifting, a short option at the end that needs a value, or a
// slip of ours.
Problem unsplittable(const Options& options, const CLI::Error& error) {
  const std::string words = error.what();
  const Declared* declared = options.find(words.substr(0, words.find_first_of(": ")));
  if (declared != nullptr) return missing_value(*declared);
  return usage_problem("unreadable-words", text("看不懂这行命令", "cannot understand this command"),
                       text("用 --help 查看写法", "see --help for the usage"));
}

// What was given, in order.
std::vector<std::string> values_of(const Declared& declared) {
  if (const auto* word = std::get_if<std::string*>(&declared.target))
    return (*word)->empty() ? std::vector<std::string>{} : std::vector{**word};
  if (const auto* maybe = std::get_if<std::optional<std::string>*>(&declared.target))
    return **maybe ? std::vector{***maybe} : std::vector<std::string>{};
  if (const auto* all = std::get_if<std::vector<std::string>*>(&declared.target)) return **all;
  return {};
}

}  // namespace

std::vector<NamedFile> files_named(const Options& options) {
  std::vector<NamedFile> files;
  for (const Declared& declared : options.declared()) {
    if (declared.file == FileRole::none || declared.file == FileRole::setting) continue;
    for (std::string& path : values_of(declared)) {
      const bool behind_at = declared.file == FileRole::read_at;
      if (behind_at && !path.starts_with('@')) continue;
      files.push_back(
          {behind_at ? FileRole::read : declared.file, behind_at ? path.substr(1) : std::move(path), declared.title()});
    }
  }
  return files;
}

Text Declared::title() const {
  if (positional()) return placeholder;
  return same_text(*std::max_element(names.begin(), names.end(),
                                     [](const std::string& a, const std::string& b) { return a.size() < b.size(); }));
}

Declared& Declared::required() {
  is_required = true;
  return *this;
}

Declared& Declared::only(std::vector<std::string> words) {
  choices = std::move(words);
  return *this;
}

Declared& Declared::names_file(FileRole role) {
  file = role;
  return *this;
}

Declared& Options::flag(std::string_view names, bool* target, Text help) {
  return option(names, target, {}, std::move(help));
}

Declared& Options::option(std::string_view names, Target target, Text placeholder, Text help) {
  declared_.push_back({split_names(names), target, std::move(placeholder), std::move(help)});
  return declared_.back();
}

Declared& Options::number(std::string_view names, Target target, int minimum, int maximum, Text placeholder,
                          Text help) {
  Declared& declared = option(names, target, std::move(placeholder), std::move(help));
  declared.minimum = minimum;
  declared.maximum = maximum;
  return declared;
}

Declared& Options::choice(std::string_view names, Target target, std::vector<std::string> choices, Text help) {
  const Text placeholder = same_text(join(choices, "|"));
  return option(names, target, placeholder, std::move(help)).only(std::move(choices));
}

Declared& Options::positional(Text placeholder, Target target, Text help) {
  return option("", target, std::move(placeholder), std::move(help));
}

void Options::example(std::string line, Text what) {
  examples_.push_back({std::move(line), std::move(what)});
}

bool Options::replaces_files() const {
  return std::ranges::any_of(declared_, [](const Declared& declared) {
    return declared.file == FileRole::written || declared.file == FileRole::filled_in ||
           declared.file == FileRole::new_folder;
  });
}

const Declared* Options::find(std::string_view name) const {
  for (const Declared& declared : declared_)
    if (std::find(declared.names.begin(), declared.names.end(), name) != declared.names.end()) return &declared;
  return nullptr;
}

Problems read_words(const Options& options, const std::vector<std::string>& words) {
  Sifted sifted = sift(options, words);
  Problems problems = std::move(sifted.problems);
  try {
    const Problems more = read_split(options, split(options, std::move(sifted.words)), sifted.literal);
    problems.insert(problems.end(), more.begin(), more.end());
  } catch (const CLI::Error& error) {
    problems.push_back(unsplittable(options, error));
  }
  return problems;
}

}  // namespace ksbx
