// Problem and Error: the two ways to fail.
//
// A Problem is data: something is wrong at a place, in words, with a remedy. Readers collect all of them and carry on,
// so that a clerk sees ten mistakes in one go. An Error is thrown when a command cannot go on; it carries the problems
// that explain it and a Failure, which the command line turns into an exit code. There is no third way: no error codes,
// no out-parameters, no null that means "it went wrong".
//
//   problems.push_back({Severity::warning, "W_SEX_UNREADABLE", origin, text(zh, en), text(zh, en)});    // and carry on
//   throw Error(Failure::input, "E_NO_HEADER", text(zh, en), text(zh, en));                             // nothing done
//
// Whoever throws leaves everything as it was: a transaction that is not committed is rolled back on the way out. An
// Error may cross threads (std::exception_ptr); what both share never changes. No personal data:
// a problem is printed, logged and kept with rejects.
#pragma once

#include <compare>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace ksbx {

// The name of a file, which all places in it share: a rulebook has tens of thousands. Never changed, so threads may
// share it, too.
class FileName {
 public:
  FileName() = default;
  FileName(std::string name) : name_(std::make_shared<const std::string>(std::move(name))) {}
  FileName(const char* name) : FileName(std::string(name)) {}

  const std::string& str() const {
    static const std::string none;
    return name_ ? *name_ : none;
  }
  bool empty() const { return str().empty(); }
  bool operator==(const FileName& other) const { return name_ == other.name_ || str() == other.str(); }
  auto operator<=>(const FileName& other) const { return str() <=> other.str(); }

 private:
  std::shared_ptr<const std::string> name_;  // nothing is the name of no file
};

// A place in a file that a person wrote. Lines and columns count from 1, columns in characters; 0 means the whole file.
struct Origin {
  FileName file;
  int line = 0;
  int column = 0;
  bool operator==(const Origin&) const = default;
};

enum class Severity { warning, error };

// `code` is found by a search in the manual or in the rules' document, so a test asks for it there. `remedy` says what
// the reader does next; without one the reader is left alone.
struct Problem {
  Problem() = default;
  Problem(Severity how_bad, std::string its_code, Origin where, Text is_wrong, Text to_do, std::string its_line = {})
      : severity(how_bad),
        code(std::move(its_code)),
        origin(std::move(where)),
        what(std::move(is_wrong)),
        remedy(std::move(to_do)),
        excerpt(std::move(its_line)) {}

  Severity severity = Severity::error;
  std::string code;  // stable and searchable: "unknown-fact", "R_NAME_MISSING"
  Origin origin;
  Text what;
  Text remedy;
  std::string excerpt;  // the line of the file, where a caret under `column` helps
};

using Problems = std::vector<Problem>;

inline bool has_errors(const Problems& problems) {
  for (const Problem& problem : problems)
    if (problem.severity == Severity::error) return true;
  return false;
}

// Why a command could not go on. Each is one exit code (docs/manual.md): see cli/terminal/exit_code.h.
enum class Failure {
  usage,     // the words of the command line
  input,     // a file of data cannot be used; nothing was committed
  rules,     // rules, calendar or configuration invalid
  database,  // the database refused: missing, foreign, damaged, newer, no permission
  busy,      // someone else is writing; try again later
  guard,     // refused by a guard: privacy, storm, snapshot
  internal,  // a mistake of ours
  io,        // I/O error or disk full: run again
  output,    // the result could not be written
};

// `what()` is for a debugger; people are shown the problems, in their language, by cli/dispatch.cpp alone.
class Error : public std::exception {
 public:
  Error(Failure failure, Problems problems) : failure_(failure), problems_(std::move(problems)) {}
  Error(Failure failure, std::string code, Text what, Text remedy)
      : Error(failure, {Problem{Severity::error, std::move(code), {}, std::move(what), std::move(remedy)}}) {}

  Failure failure() const { return failure_; }
  const Problems& problems() const { return problems_; }
  const char* what() const noexcept override { return problems_.empty() ? "error" : problems_.front().what.en.c_str(); }

 private:
  Failure failure_;
  Problems problems_;
};

}  // namespace ksbx
