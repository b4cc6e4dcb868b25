#include "files/input/number_format.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/ascii.h"

namespace ksbx {
namespace {

bool begins_with(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (ascii_lower(text[i]) != word[i]) return false;
  return true;
}

// The characters at the front of `code` that stand for themselves or say nothing of dates: "年", \-, _) , [$-804],
// AM/PM. 0 if there are none.
std::size_t literal_length(std::string_view code) {
  switch (code.front()) {
    case '"':
    case '[': {
      const std::size_t close = code.find(code.front() == '"' ? '"' : ']', 1);
      return close == std::string_view::npos ? code.size() : close + 1;
    }
    case '\\':
    case '_':
    case '*': return 2;
    default: break;
  }
  for (std::string_view word : {"am/pm", "a/p", "general", "e+", "e-"})
    if (begins_with(code, word)) return word.size();
  return 0;
}

// [h], [mm], [ss]
bool is_duration(std::string_view code) {
  if (code.size() < 3 || code.front() != '[') return false;
  const std::size_t close = code.find_first_not_of("hHmMsS", 1);
  return close != std::string_view::npos && close > 1 && code[close] == ']';
}

}  // namespace

bool is_date_format(int number) {
  return (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 36) ||
         (number >= 50 && number <= 58);
}

bool is_date_format(std::string_view code) {
  bool day = false, month_or_minute = false, time = false;
  while (!code.empty() && code.front() != ';') {  // after it: how negative numbers look
    if (is_duration(code)) return false;
    if (const std::size_t length = literal_length(code)) {
      code.remove_prefix(length < code.size() ? length : code.size());
      continue;
    }
    switch (ascii_lower(code.front())) {
      case 'y':
      case 'd':
      case 'e':  // the year in Chinese and Japanese formats
        day = true;
        break;
      case 'm': month_or_minute = true; break;
      case 'h':
      case 's': time = true; break;
      default: break;
    }
    code.remove_prefix(1);
  }
  return day || (month_or_minute && !time);
}

std::string number_text(double value) {
  if (value == 0) return "0";
  std::array<char, 64> text{};
  const bool is_lossy = std::fabs(value) >= 1e15;
  const auto end = is_lossy ? std::to_chars(text.begin(), text.end(), value, std::chars_format::scientific, 14).ptr
                            : std::to_chars(text.begin(), text.end(), value, std::chars_format::general, 15).ptr;
  for (char* c = text.begin(); c != end; ++c)
    if (*c == 'e') *c = 'E';
  return std::string(text.begin(), end);
}

}  // namespace ksbx
