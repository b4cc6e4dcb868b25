// Console: the one place that writes. The result goes to standard output, talk goes to standard error.
//
// It decides the language, escapes what could move a cursor or forge a line (base/utf8.h, display),
// and answers for every byte: `finish` flushes and closes standard output, and a full or closed one
// is exit code 11, never a silent half result. Only a reader who has seen enough (`| head`) may go.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/problem.h"

namespace ksbx {

class Backlog;

enum class Volume { quiet, normal, verbose };  // -q, neither, -v
enum class Colour { off, on };
// What became of standard output. `reader_left`: the other end of the pipe was closed before the last byte.
enum class OutputFate { whole, reader_left, failed };

// The closing line of a writing command, `ksbx: import rows=12 accepted=11 exit=0 ms=40`: keys and
// counts, nothing personal.
struct Summary {
  std::string command;
  std::vector<std::pair<std::string, std::int64_t>> counts;

  // A key keeps its place; a later number replaces an earlier one. Commands whose keys are a contract count zeros
  // first, so that the line has all keys however they end.
  void count(const std::string& key, std::int64_t number);
  std::string line() const;
};

class Console {
 public:
  // Both streams stay the caller's and must outlive the console.
  Console(std::FILE* out, std::FILE* err);
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;
  ~Console();

  Language language = Language::zh;
  Volume volume = Volume::normal;
  bool shows_progress = false;         // standard error is a terminal
  Colour colour = Colour::off;         // of standard error
  Colour result_colour = Colour::off;  // of standard output
  // Where a result lies that the reader takes slowly; empty: in the system's folder for such files.
  std::string scratch_folder;
  std::string pager;  // how results that do not fit the terminal are shown (cli/terminal/pager.h); empty: as they are

  // Appends from now on one line for each problem and summary: time, code and place, never the sentence, which may name
  // a pupil. Throws Error(Failure::io) if the file cannot be opened for appending, Error(Failure::usage, "log-foreign")
  // if it holds anything else.
  void open_log(const std::string& path, Moment now);

  // Bytes for standard output, as they are; with a pager they are held until finish(). A slow reader of a pipe or a
  // terminal is not waited for (cli/terminal/backlog.h). Failures are remembered and reported by finish().
  void result(std::string_view bytes);
  // What `result` gets from here on can be discarded, as long as standard output is a regular file.
  void begin_part();
  void take_back_part();
  // A sentence and a line feed on standard output: the answer of a command, in the language of the console.
  void answer(const Text& sentence);

  // A line on standard error. Not with -q.
  void say(const Text& sentence);
  // How far a long answer has come, on the last line of a terminal, a few times a second, until anything else is said.
  // Not with -q, and never elsewhere. With the share that is done, 0 to 1, where that is known.
  void progress(const Text& sentence, std::optional<double> done = {});
  bool tells_progress() const { return shows_progress && volume != Volume::quiet; }
  // A line on standard error with -v only.
  void detail(const Text& sentence);
  // `file:line:column: error[code]: what`, the excerpt with a caret under the column (placed by
  // display width), the remedy. With -q only errors.
  void problems(const Problems& problems);
  // With -q only if exit is not 0. The line is always in the log.
  void summary(const Summary& summary, int exit, std::int64_t milliseconds);

  // Whether all of standard output was accepted, to the last byte. Nothing can be written afterwards.
  OutputFate finish();

 private:
  void line(std::string_view text);
  void talk(std::string_view bytes);
  void clear_progress();
  void problem(const Problem& problem);
  void log(std::string_view text);

  void lose(bool reader_left);
  void write_out(std::string_view bytes);
  void write(std::string_view bytes);
  void write_to_reader(std::string_view bytes);

  std::FILE* out_;
  std::FILE* err_;
  std::FILE* log_ = nullptr;
  std::string log_time_;
  std::string held_;               // for the pager
  long part_begins_ = -1;          // in the file that standard output goes to; -1: nothing can be discarded
  int progress_width_ = 0;         // of the line that stands on the terminal
  std::int64_t progress_due_ = 0;  // when it is to be reported next; 0: no one has asked
  OutputFate fate_ = OutputFate::whole;
  bool has_reader_;  // standard output is a pipe or a terminal
  bool is_slow_ = false;
  std::string waiting_;  // for the reader, until it is worth a call
  std::unique_ptr<Backlog> backlog_;
};

// What problems(...) prints of one problem, without colours. For tests and for pages.
std::string shown(const Problem& problem, Language language);

}  // namespace ksbx
