// ascii: letters and digits of ASCII, whatever the locale. No other character is one, and none is changed.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace ksbx {

template <class Character>
constexpr bool is_ascii_digit(Character c) {
  return c >= '0' && c <= '9';
}
template <class Character>
constexpr bool is_ascii_letter(Character c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr char ascii_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

inline std::string ascii_lower(std::string words) {
  std::transform(words.begin(), words.end(), words.begin(), [](char c) { return ascii_lower(c); });
  return words;
}
inline std::string ascii_upper(std::string words) {
  std::transform(words.begin(), words.end(), words.begin(), [](char c) { return ascii_upper(c); });
  return words;
}

// At least one digit, and nothing else.
constexpr bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit<char>);
}

}  // namespace ksbx
