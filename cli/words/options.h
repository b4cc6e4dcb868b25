// Options: what a command accepts, declared by the command and read from the words after its name.
//
// A declaration ties names, a help sentence and the variable to be filled. From the same list the
// words are read, checked and explained (cli/words/help.h), so that no option can be accepted and not
// documented. CLI11 splits the words; it is hidden by this header because it costs seconds per
// include and because its own English sentences must not reach a clerk.
//
//   options.positional(text("文件", "FILE"), &files, text("要导入的文件", "files to import"),
//   Need::required); options.flag("--create-units", &create_units, text("名册里的新单位直接建立",
//   "create units the roster names")); options.choice("--kind", &kind, {"students", "staff"},
//   text("文件里是什么", "what the files hold"));
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/day.h"
#include "base/problem.h"

namespace ksbx {

// Where a value goes. An option that is not given leaves its variable as it was: the variable's
// initial value is the default. A vector collects every occurrence, in order; all others may be given once.
using Target = std::variant<bool*, std::string*, int*, std::optional<std::string>*, std::optional<int>*,
                            std::optional<Day>*, std::vector<std::string>*>;

// What the file (or folder) named by a value is to this call. From it follows what may be written over
// (cli/words/output_files.h), so a command that declares its files needs no care of its own.
enum class FileRole {
  none,        // the value names no file
  read,        // a file, or a folder that stands for its files; "-" is standard input
  read_at,     // the same after "@"; without "@" the value is no file
  rules,       // a folder of rules
  setting,     // the database, the rules, a calendar: as in the configuration (cli/words/config.h)
  written,     // made by ksbx, or replaced if it was made by ksbx
  filled_in,   // the same, for people to write into: replaced only as long as no one has
  new_file,    // written if nothing is there
  new_folder,  // files are written into it
  own_folder,  // made by ksbx as a whole, or replaced as a whole if it was made by ksbx; --force does not help
  log,         // lines are put after those that are there
};

// One declared option or positional argument, for reading and for the help page.
struct Declared {
  std::vector<std::string> names;  // {"-o", "--out"}; empty for a positional argument
  Target target;
  Text placeholder;  // "文件", "FILE"; empty for a flag
  Text help;
  bool is_required = false;
  std::vector<std::string> choices = {};  // if not empty, the only values accepted
  int minimum = 0;                        // for whole numbers; both included
  int maximum = 2'000'000'000;
  FileRole file = FileRole::none;

  bool positional() const { return names.empty(); }
  bool takes_value() const { return !std::holds_alternative<bool*>(target); }
  // For chaining after a declaration: the command cannot run without it; it accepts these words only.
  Declared& required();
  Declared& only(std::vector<std::string> words);
  Declared& names_file(FileRole role);
  // How messages and help speak of it: its longest name, or its placeholder.
  Text title() const;
};

struct Example {
  std::string line;  // "ksbx import students.csv"
  Text what;
};

class Options {
 public:
  // `names` are separated by a comma: "-n,--dry-run". Names are ASCII, and no two declarations of a
  // command share one. The reference that comes back holds until the next declaration.
  Declared& flag(std::string_view names, bool* target, Text help);
  Declared& option(std::string_view names, Target target, Text placeholder, Text help);
  // A whole number from `minimum` to `maximum`, both included; target is int* or optional<int>*.
  Declared& number(std::string_view names, Target target, int minimum, int maximum, Text placeholder, Text help);
  // One of `choices`; for any other word the problem names the nearest choice.
  Declared& choice(std::string_view names, Target target, std::vector<std::string> choices, Text help);
  // Positional arguments are filled in the order of declaration; only the last may be a vector. "-"
  // is an ordinary word.
  Declared& positional(Text placeholder, Target target, Text help);

  // Lines under "Examples" of the help page.
  void example(std::string line, Text what);

  const std::vector<Declared>& declared() const { return declared_; }
  const std::vector<Example>& examples() const { return examples_; }
  // Is there an option that replaces files? Then the command has --force (cli/words/command.h).
  bool replaces_files() const;
  // The declaration that carries this name ("--db"), or nullptr.
  const Declared* find(std::string_view name) const;

 private:
  std::vector<Declared> declared_;
  std::vector<Example> examples_;
};

// A file that was named: what it is to the call, and by which option.
struct NamedFile {
  FileRole role = FileRole::none;
  std::string path;
  Text option;
};
// All of them, after read_words, in the order of declaration.
std::vector<NamedFile> files_named(const Options& options);

// Reads `words` (without program and command) into the targets: "--db x", "--db=x", "-o x", "-ox",
// "-qn", and "--" before words that begin with a hyphen. Returns every mistake found, codes
// "unknown-option", "missing-value", "missing-argument", "extra-argument", "bad-number",
// "bad-date", "bad-choice",
// "given-twice", "needless-value", each with a remedy. Where there are problems the targets
// are partly filled and the command must not run. Values are never shown back beyond what a clerk
// needs to find them.
Problems read_words(const Options& options, const std::vector<std::string>& words);

}  // namespace ksbx
