// Command: one word of ksbx (or two: "rules check"), with the options it accepts and what it does.
//
// A command file (cli/commands/enter/import.cpp) holds one struct: its options are its members, `setup` declares
// them, `run` gathers, calls the use case in lib/app and reports. It is constructed only if it was
// asked for. The table is cli/commands/commands.cpp.
//
//   struct Import final : Command {
//     std::vector<std::string> files;
//     void setup(Options& options) override {
//       options.positional(text("文件", "FILE"), &files, text("…", "…")).required();
//       uses_database(options, common);
//       writes(options, common);
//     }
//     ExitCode run(Context& context) override;
//   };
//   std::unique_ptr<Command> import_command() { return std::make_unique<Import>(); }
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/workspace/dates.h"
#include "base/day.h"
#include "cli/terminal/console.h"
#include "cli/terminal/exit_code.h"
#include "cli/words/config.h"
#include "cli/words/options.h"
#include "cli/words/output_files.h"
#include "store/sqlite/lock_wait.h"

namespace ksbx {

// The options that mean the same in every command. A command takes them set by set with the
// functions below.
struct Common {
  SettingFlags settings;
  bool help = false;
  bool quiet = false;
  bool verbose = false;
  std::optional<std::string> log_file;
  std::optional<Day> as_of;
  std::optional<std::string> format;  // nothing: by the name of `out`, else a table
  std::optional<std::string> out;
  bool excel = false;      // csv and tsv for a spreadsheet
  bool raw_cells = false;  // csv and tsv: no apostrophes before what a spreadsheet would take for a formula or round
  bool dry_run = false;
  bool force = false;         // replace also files that are not ours; any command with such an output has it
  bool accept_clock = false;  // the clock is right although it is earlier than the last entry of the journal
  // Which sets the command took.
  bool uses_settings = false;  // the configuration is read
  bool ends_with_summary = false;
};

// --help -q -v --lang --log-file: every command has them; dispatch declares them.
void everywhere(Options& options, Common& common);
void uses_database(Options& options, Common& common);  // --db --lock-timeout
void uses_rules(Options& options, Common& common);     // --rules --calendar
void uses_calendar(Options& options, Common& common);  // --calendar, where no rule is needed
void judges(Options& options, Common& common);         // --as-of: the day judged
void enters(Options& options, Common& common);         // --as-of: the day on which something is entered
void writes(Options& options, Common& common);         // -n/--dry-run, --accept-clock; ends with the summary line
void tells_table(Options& options, Common& common);    // --format, -o/--out
// The last words of a dry run.
void say_dry_run(Console& console);

// All that a command gets besides its own options.
struct Context {
  Console& console;
  const Common& common;
  const Settings& settings;  // built-in values unless a uses_… set was taken
  const Environment& environment;
  const Dates dates;
  OutputFiles& outputs;  // the way to every file that is written
  Summary& summary;      // fill with counts; printed when run() returns and also when it throws
  const LockWait lock_wait = std::chrono::seconds(settings.lock_timeout.value);  // of the whole call
};

class Command {
 public:
  virtual ~Command() = default;
  virtual void setup(Options& options) = 0;
  // Returns how it ended, or throws Error.
  virtual ExitCode run(Context& context) = 0;
  // After run() has returned and the last byte of its answer was accepted, wherever it went: what may only be noted
  // then. Nothing can be answered any more. Throws as run().
  virtual void went_out(Context&) {}
  // After run() has returned: is a reader who goes before the last byte (`| head`) a failed output? Elsewhere he has
  // seen enough.
  virtual bool must_go_out() const { return false; }
  // Asked when --help stands among the words: true if run() answers it itself, because the page depends on the other
  // words.
  virtual bool has_page_of_its_own() const { return false; }

  Common common;
};

enum class CommandGroup { daily, looking, rules, upkeep };
Text label_of(CommandGroup group);

// One line of the table: enough for help and suggestions without constructing anything.
struct CommandEntry {
  std::string name;  // "import", "rules check"
  CommandGroup group = CommandGroup::daily;
  Text summary;
  std::unique_ptr<Command> (*make)() = nullptr;
};

// All commands, in the order of the help page.
const std::vector<CommandEntry>& commands();

// Everything a command accepts: what its setup declares and the options of every command.
Options options_of(Command& command);

}  // namespace ksbx
