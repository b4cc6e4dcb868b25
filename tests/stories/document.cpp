#include "stories/document.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <string_view>

namespace story {
namespace {

constexpr std::string_view any_lines = "...";

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// "ms=12" and "ms=7" become "ms=0": time is no part of a story. "storms=1" is another word.
std::string without_times(std::string line) {
  for (std::size_t at = line.find("ms="); at != std::string::npos; at = line.find("ms=", at + 1)) {
    if (at > 0 && line[at - 1] != ' ') continue;
    const std::size_t first = at + 3;
    std::size_t last = first;
    while (last < line.size() && std::isdigit(static_cast<unsigned char>(line[last])) != 0) ++last;
    if (last > first) line.replace(first, last - first, "0");
  }
  return line;
}

void drop_empty_tail(std::vector<std::string>& lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
}

// "[exit 3]" → 3; -1 for any other line.
int exit_of(const std::string& line) {
  if (!line.starts_with("[exit ") || !line.ends_with("]")) return -1;
  const std::string number = line.substr(6, line.size() - 7);
  const bool digits = !number.empty() && number.size() <= 3 && std::all_of(number.begin(), number.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
  return digits ? std::stoi(number) : -1;
}

using Lines = std::vector<std::string>::const_iterator;

bool lines_agree(Lines expected, Lines expected_end, Lines actual, Lines actual_end) {
  for (; expected != expected_end; ++expected, ++actual) {
    if (*expected == any_lines) {
      for (Lines rest = actual;; ++rest) {
        if (lines_agree(expected + 1, expected_end, rest, actual_end)) return true;
        if (rest == actual_end) return false;
      }
    }
    if (actual == actual_end || *expected != *actual) return false;
  }
  return actual == actual_end;
}

// Reads the steps of one block; `at` is the line after its opening fence and becomes that of the closing one.
void read_block(Document& document, std::size_t& at) {
  const std::vector<std::string>& lines = document.lines;
  for (; at < lines.size() && !lines[at].starts_with("```"); ++at) {
    if (lines[at].starts_with("$ ")) {
      Step step;
      step.line = at + 1;
      step.command = lines[at].substr(2);
      while (at + 1 < lines.size() && lines[at + 1].starts_with("> ")) step.command += "\n" + lines[++at].substr(2);
      step.answer_begin = step.answer_end = at + 1;
      document.steps.push_back(std::move(step));
      continue;
    }
    if (document.steps.empty() || document.steps.back().answer_end != at) {
      document.mistake = "line " + std::to_string(at + 1) + ": an answer without a command";
      return;
    }
    Step& step = document.steps.back();
    step.answer_end = at + 1;
    if (const int exit = exit_of(lines[at]); exit >= 0)
      step.exit = exit;
    else
      step.expected.push_back(without_times(lines[at]));
  }
}

}  // namespace

Document read_document(const std::string& text) {
  Document document;
  document.lines = split_lines(text);
  bool in_other_block = false;
  for (std::size_t at = 0; at < document.lines.size() && document.mistake.empty(); ++at) {
    const std::string& line = document.lines[at];
    if (!line.starts_with("```")) continue;
    if (!in_other_block && line == "```console")
      read_block(document, ++at);
    else
      in_other_block = !in_other_block;
  }
  for (Step& step : document.steps) drop_empty_tail(step.expected);
  return document;
}

std::vector<std::string> answer_lines(const std::string& output) {
  std::vector<std::string> lines = split_lines(output);
  std::transform(lines.begin(), lines.end(), lines.begin(), without_times);
  drop_empty_tail(lines);
  return lines;
}

bool agrees(const Step& step, const Answer& answer) {
  return step.exit == answer.exit &&
         lines_agree(step.expected.begin(), step.expected.end(), answer.lines.begin(), answer.lines.end());
}

std::vector<std::string> written(const std::vector<std::string>& lines, int exit) {
  std::vector<std::string> result = lines;
  if (exit != 0) result.push_back("[exit " + std::to_string(exit) + "]");
  return result;
}

std::string blessed(const Document& document, const std::vector<Answer>& answers) {
  std::vector<std::string> lines = document.lines;
  for (std::size_t i = std::min(answers.size(), document.steps.size()); i-- > 0;) {
    const Step& step = document.steps[i];
    if (agrees(step, answers[i])) continue;
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(step.answer_begin);
    const auto end = lines.begin() + static_cast<std::ptrdiff_t>(step.answer_end);
    const std::vector<std::string> answer = written(answers[i].lines, answers[i].exit);
    lines.insert(lines.erase(begin, end), answer.begin(), answer.end());
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace story
