// cell_words: what the readers of cell.h share: taking off what does not matter, and looking words up.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/day.h"

namespace ksbx {

// The cell without spaces of any kind, line ends, byte order marks and other invisible characters around it.
std::string_view trimmed(std::string_view cell);

// Trimmed, normal form KC, without the apostrophes and ="…" by which people keep a spreadsheet from mangling numbers.
// Inner spaces stay.
std::string plain(std::string_view cell);

// ="…", by which people and export programs make a spreadsheet keep a text, without it; anything else as it is.
std::string_view without_formula_quotes(std::string_view text);

// `word` without `head` in front, or nothing if it does not begin so.
std::optional<std::string_view> behind(std::string_view word, std::string_view head);

// "7.0", as programs write whole numbers that they took for measurements, becomes "7"; anything else stays.
std::string without_point_zero(std::string text);

// A number up to 99 in Chinese numerals or digits (七, 十二, 二十, 07), or nothing.
std::optional<int> small_number(std::string_view text);

// The weekday that is called so behind 星期 or 周: 一 to 六, 日, 天.
std::optional<Weekday> weekday_named(std::string_view word);

// As words of a list are compared: plain, without spaces, in small letters.
std::string comparable(std::string_view cell);

template <class T>
struct Meaning {
  std::string_view word;
  T value;
};

// The meaning of a cell that must be one of these words; spaces and case do not matter.
template <class T>
std::optional<T> meaning(std::string_view cell, std::span<const Meaning<T>> words) {
  auto find = [&](std::string_view text) -> std::optional<T> {
    for (const auto& [word, value] : words)
      if (word == text) return value;
    return std::nullopt;
  };
  if (auto found = find(cell)) return found;
  return find(comparable(cell));
}

}  // namespace ksbx
