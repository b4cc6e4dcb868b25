// Document: a markdown file whose ```console blocks show what a person types and what ksbx answers.
//
//   ```console
//   $ ksbx escalate
//   > --as-of 2026-11-23
//   ksbx: escalate days=1 … exit=0 ms=12
//   $ ksbx impotr
//   ...                                   (any lines)
//   [exit 2]                              (the exit code, where it is not 0)
//   ```
//
// Empty lines at the end of an answer do not matter, and neither does the number after `ms=`.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace story {

struct Step {
  std::size_t line = 0;               // of the "$", counted from 1
  std::string command;                // continuation lines joined by line feeds
  std::vector<std::string> expected;  // the answer, without the exit code
  int exit = 0;
  std::size_t answer_begin = 0;  // the lines of the answer in Document::lines, counted from 0,
  std::size_t answer_end = 0;    // up to but without this one
};

struct Document {
  std::vector<std::string> lines;
  std::vector<Step> steps;
  std::string mistake;  // what is wrong with the document itself; empty if nothing is
};

Document read_document(const std::string& text);

// What a command really answered.
struct Answer {
  std::vector<std::string> lines;
  int exit = 0;
};

// The output of a command as lines, as they are compared: without empty ones at the end, `ms=` numbers replaced.
std::vector<std::string> answer_lines(const std::string& output);

bool agrees(const Step& step, const Answer& answer);

// An answer as it is in a document, with its exit code.
std::vector<std::string> written(const std::vector<std::string>& lines, int exit);

// The document's text with the answers of these steps replaced; `answers[i]` belongs to `document.steps[i]`. Steps that
// agree stay as they are, so that "..." survives.
std::string blessed(const Document& document, const std::vector<Answer>& answers);

}  // namespace story
