#include "base/mask.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

constexpr std::string_view hidden = "***";

// The characters from `first` on, `count` of them, become stars.
std::string starred(std::u32string text, std::size_t first, std::size_t count) {
  std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(first), count, U'*');
  return to_utf8(text);
}

std::string masked_name(const std::u32string& name) {
  if (name.size() == 1) return "*";
  if (name.size() == 2) return starred(name, 1, 1);
  return starred(name, 1, name.size() - 2);
}

std::string masked_name_strictly(const std::u32string& name) {
  if (name.size() == 1) return std::string(hidden);
  return to_utf8(name.substr(0, 1)) + "**";
}

std::string masked_number(const std::u32string& number) {
  constexpr std::size_t kept_in_front = 3, kept_behind = 2, shortest = 8;
  if (number.size() < shortest) return starred(number, 0, number.size());
  return starred(number, kept_in_front, number.size() - kept_in_front - kept_behind);
}

// The end of the first of these words that has at least one character before it (镇江 is no town).
std::optional<std::size_t> end_of_first(std::string_view address, std::initializer_list<std::string_view> words) {
  std::optional<std::size_t> end;
  for (std::string_view word : words) {
    const std::size_t place = address.find(word, 1);
    if (place != std::string_view::npos) end = std::min(end.value_or(address.size()), place + word.size());
  }
  return end;
}

std::string masked_address(std::string_view address) {
  auto end = end_of_first(address, {"街道", "镇", "乡"});
  if (!end) end = end_of_first(address, {"市", "县"});
  const std::string_view kept = address.substr(0, end.value_or(0));
  const bool is_place = std::ranges::none_of(kept, is_ascii_digit<char>);  // no town's name has a number
  return std::string(is_place ? kept : std::string_view()) + std::string(hidden);
}

// Where the ending of a file's name begins, ".csv"; its size if it has none.
std::size_t begin_of_ending(std::string_view file) {
  constexpr std::size_t longest = 6;  // ".jsonl"
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || file.size() - dot > longest || file.size() - dot < 2) return file.size();
  const std::string_view ending = file.substr(dot + 1);
  return std::ranges::all_of(ending, is_ascii_letter<char>) ? dot : file.size();
}

// Shorter digits may be part of a telephone number, longer ones a whole id number.
bool is_code_of_unit(std::size_t digits) {
  return digits == 9 || digits == 10;
}

std::string masked_file(std::string_view file) {
  const std::size_t end = begin_of_ending(file);
  std::string kept;
  for (std::size_t at = 0, next = 0; at < end; at = next) {
    while (next < end && is_ascii_digit(file[next])) ++next;
    if (is_code_of_unit(next - at)) {
      kept += file.substr(at, next - at);
      continue;
    }
    while (next < end && !is_ascii_digit(file[next])) ++next;
    if (!kept.ends_with(hidden)) kept += hidden;
  }
  return kept + std::string(file.substr(end));
}

// What stands in quotation marks was typed.
std::string masked_sentence(std::string_view sentence) {
  constexpr std::string_view opens = "“", closes = "”";
  std::string kept;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t begin = sentence.find(opens, at), inside = begin + opens.size();
    if (begin == std::string_view::npos) return kept + std::string(sentence.substr(at));
    const std::size_t end = std::min(sentence.find(closes, inside), sentence.size());
    kept += std::string(sentence.substr(at, inside - at)) + std::string(hidden);
    at = end;
  }
  return kept;
}

std::string masked_normally(std::string_view text, Privacy privacy) {
  switch (privacy) {
    case Privacy::none: break;
    case Privacy::name: return masked_name(code_points(text));
    case Privacy::id_number:
    case Privacy::phone: return masked_number(code_points(text));
    case Privacy::address: return masked_address(text);
    case Privacy::text: return std::string(hidden);
    case Privacy::file: return masked_file(text);
    case Privacy::sentence: return masked_sentence(text);
    case Privacy::maker: return std::string(hidden);
  }
  return std::string(text);
}

std::string masked_strictly(std::string_view text, Privacy privacy) {
  if (privacy == Privacy::sentence) return masked_sentence(text);
  return privacy == Privacy::name ? masked_name_strictly(code_points(text)) : std::string(hidden);
}

}  // namespace

std::string masked(std::string_view text, Privacy privacy, Masking masking) {
  if (text.empty() || privacy == Privacy::none) return std::string(text);
  switch (masking) {
    case Masking::none: break;
    case Masking::normal: return masked_normally(text, privacy);
    case Masking::strict: return masked_strictly(text, privacy);
  }
  return std::string(text);
}

std::string file_on_log(std::string_view file) {
  if (file.ends_with(".toml")) return std::string(file.substr(file.rfind('/') + 1));
  return masked(file, Privacy::file, Masking::normal);
}

Table mask(Table table, Masking masking) {
  if (masking == Masking::none) return table;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Privacy privacy = table.columns[i].privacy;
    if (privacy == Privacy::none) continue;
    for (auto& row : table.rows)
      if (!std::holds_alternative<std::monostate>(row[i])) row[i] = masked(words_of(row[i]), privacy, masking);
  }
  return table;
}

}  // namespace ksbx
