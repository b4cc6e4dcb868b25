#include "cli/dispatch.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <new>
#include <optional>

#include "base/utf8.h"
#include "cli/commands/commands.h"
#include "cli/terminal/clock.h"
#include "cli/terminal/pager.h"
#include "cli/words/find_command.h"
#include "cli/words/help.h"
#include "model/id_number.h"

namespace ksbx {
namespace {

// The language must be known before anything can be wrong, so --lang is looked for among the words as they stand.
void choose_language(const std::vector<std::string>& words, const Environment& environment, Console& console) {
  console.language = language_of(environment);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool behind = words[i] == "--lang" && i + 1 < words.size();
    if (words[i] == "--lang=en" || (behind && words[i + 1] == "en")) console.language = Language::en;
    if (words[i] == "--lang=zh" || (behind && words[i + 1] == "zh")) console.language = Language::zh;
  }
}

void suit_terminal(const Environment& environment, Console& console) {
  console.shows_progress = environment.talks_to_terminal;
  if (environment.variable("TERM").value_or("dumb") == "dumb" || environment.variable("NO_COLOR")) return;
  if (environment.talks_to_terminal) console.colour = Colour::on;
  if (environment.shows_on_terminal) console.result_colour = Colour::on;
}

// What people type who do not know the commands yet.
std::vector<std::string> without_habits(std::vector<std::string> words) {
  if (words.size() == 1 && (words[0] == "--help" || words[0] == "-h")) return {"help"};
  if (words.size() == 1 && words[0] == "--version") return {"version"};
  return words;
}

// Command lines are seen by everyone on the machine and stay in the shell's history.
void warn_of_bare_ids(const std::vector<std::string>& words, Console& console) {
  const bool bare = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return IdNumber::parse(std::string_view(word).substr(word.find('=') + 1)).has_value();
  });
  if (bare)
    console.say(text("提示：命令行里有完整的身份证件号，别人看得见；请改用短码或写进文件（ksbx help pupils）",
                     "hint: a full id number on the command line can be seen by others; use the short code or a file "
                     "(ksbx help pupils)"));
}

// Text of people enters here, so here it is looked at once: the journal, the log and JSON hold UTF-8 alone, and a name
// in another encoding fits no one. A Chinese terminal of Windows sends GBK unless it is told otherwise.
void refuse_other_encodings(const std::vector<std::string>& words) {
  Problems problems;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (first_invalid_utf8(words[i]))
      problems.push_back(
          {Severity::error,
           "not-utf8",
           {},
           text("命令行第 {} 个词“{}”不是 UTF-8 编码", "word {} of the command line, {}, is not UTF-8", i + 1,
                to_utf8(code_points(words[i]))),
           text("让终端用 UTF-8（Windows 先运行 chcp 65001）再写一遍；文件名不是 UTF-8 的，改名，或写它的文件夹",
                "set the terminal to UTF-8 (on Windows: chcp 65001) and type it again; a file with such "
                "a name: rename it, or name its folder")});
  if (!problems.empty()) throw Error(Failure::usage, std::move(problems));
}

Text internal_error(const char* what) {
  return text("程序内部错误：{}", "internal error: {}", what);
}

// Runs one step; what it throws is reported and becomes its exit code.
ExitCode carried_out(Console& console, const std::function<ExitCode()>& step) {
  const Text report = text("请把命令和这条提示发给维护人员", "report the command and this message to the maintainers");
  try {
    return step();
  } catch (const Error& error) {
    console.problems(error.problems());
    return exit_code_of(error.failure());
  } catch (const std::bad_alloc&) {
    console.problems({{Severity::error,
                       "memory",
                       {},
                       text("内存不够", "out of memory"),
                       text("关掉别的程序再运行一次", "close other programs and run again")}});
    return ExitCode::io;
  } catch (const std::exception& error) {
    console.problems({{Severity::error, "internal", {}, internal_error(error.what()), report}});
    return ExitCode::internal;
  }
}

// One command from its words to its end.
class Run {
 public:
  Run(const CommandEntry& entry, const Environment& environment, Console& console)
      : environment_(environment), console_(console), entry_(entry), command_(entry.make()) {}

  ExitCode read_and_run(const std::vector<std::string>& words) {
    const Options options = options_of(*command_);
    Problems problems = read_words(options, words);
    const Common& common = command_->common;
    if (common.help && !command_->has_page_of_its_own()) {
      console_.result(page(entry_, console_.language));
      return ExitCode::done;
    }
    if (!problems.empty()) throw Error(Failure::usage, std::move(problems));
    if (common.verbose) console_.volume = Volume::verbose;
    if (common.quiet) console_.volume = Volume::quiet;
    const Moment now = read_clock(environment_);
    warn_of_bare_ids(words, console_);
    settings_ = read_settings(now);
    outputs_.emplace(files_named(options),
                     common.force ? OutputFiles::Replaces::everything : OutputFiles::Replaces::ours);
    if (outputs_->any()) outputs_->refuse_kept(kept_files(settings_, environment_));
    if (!options.find("--db")) outputs_->claim_without_log();  // others claim when they open it
    open_log(now);
    started_ = true;
    const Dates dates = dates_at(now, settings_.day_closes_at.value, common.as_of);
    context_.reset(new Context{console_, common, settings_, environment_, dates, *outputs_, summary_});
    const ExitCode exit = command_->run(*context_);
    returned_ = true;
    return exit;
  }

  // The answer is out, to the last byte.
  ExitCode went_out(ExitCode exit) {
    if (returned_) command_->went_out(*context_);
    return exit;
  }

  bool must_go_out() const { return returned_ && command_->must_go_out(); }

  // The summary speaks of runs that began to work, not of words that could not be read.
  void summarise(ExitCode exit, std::int64_t milliseconds) {
    if (started_ && command_->common.ends_with_summary)
      console_.summary(summary_, static_cast<int>(exit), milliseconds);
  }

 private:
  // What is wrong with them goes into the log as well.
  Settings read_settings(Moment now) {
    if (!command_->common.uses_settings) return {};
    try {
      Settings settings = resolve_settings(command_->common.settings, environment_);
      console_.language = settings.language.value;
      return settings;
    } catch (const Error&) {
      open_log(now);
      throw;
    }
  }

  void open_log(Moment now) {
    if (command_->common.log_file) console_.open_log(*command_->common.log_file, now);
  }

  const Environment& environment_;
  Console& console_;
  const CommandEntry& entry_;
  std::unique_ptr<Command> command_;
  Summary summary_{entry_.name, {}};
  Settings settings_;
  std::optional<OutputFiles> outputs_;
  std::unique_ptr<Context> context_;
  bool started_ = false, returned_ = false;
};

ExitCode finished(Console& console, std::optional<Run>& run, ExitCode exit) {
  switch (console.finish()) {
    case OutputFate::whole: return run ? worst(exit, carried_out(console, [&] { return run->went_out(exit); })) : exit;
    case OutputFate::reader_left:
      if (!run || !run->must_go_out()) return exit;
      break;
    case OutputFate::failed: break;
  }
  console.problems({{Severity::error,
                     "output",
                     {},
                     text("结果没能全部写出去", "the result could not be written in full"),
                     text("检查管道或磁盘空间，再运行一次", "check the pipe or the disk and run again")}});
  return worst(exit, ExitCode::output);
}

}  // namespace

ExitCode run_words(const std::vector<std::string>& words, const Environment& environment, Console& console) {
  const std::int64_t start = monotonic_milliseconds();
  choose_language(words, environment, console);
  suit_terminal(environment, console);
  console.pager = pager_of(environment);
  std::optional<Run> run;
  const ExitCode ended = carried_out(console, [&] {
    refuse_other_encodings(words);
    const FoundCommand found = find_command(commands(), without_habits(words));
    run.emplace(*found.entry, environment, console);
    return run->read_and_run(found.words);
  });
  const ExitCode exit = finished(console, run, ended);
  if (run) run->summarise(exit, monotonic_milliseconds() - start);
  return exit;
}

}  // namespace ksbx
