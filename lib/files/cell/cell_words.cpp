#include "files/cell/cell_words.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace ksbx {
namespace {

// Spaces and characters without a shape: they come along when text is copied from web pages and chat programs.
constexpr std::array<std::string_view, 22> invisible = {
    " ",      "\t",     "\r",     "\n",     "\u00A0", "\u00AD", "\u2002", "\u2003", "\u2009", "\u200B", "\u200C",
    "\u200D", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2060", "\u3000", "\uFEFF"};

std::size_t invisible_in_front(std::string_view text) {
  auto c = static_cast<unsigned char>(text.front());
  // All others begin with one of these bytes, and hardly any Chinese character does.
  if (c > ' ' && c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEF) return 0;
  for (std::string_view word : invisible)
    if (text.starts_with(word)) return word.size();
  return 0;
}

std::size_t invisible_at_back(std::string_view text) {
  auto from_back = [&](std::size_t n) {
    return text.size() < n ? 0U : static_cast<unsigned char>(text[text.size() - n]);
  };
  if (from_back(1) > ' ' && from_back(1) < 0x80) return 0;
  // The others are two or three bytes that begin with one of these.
  if (from_back(1) >= 0x80 && from_back(2) != 0xC2 && from_back(3) != 0xE2 && from_back(3) != 0xE3 &&
      from_back(3) != 0xEF)
    return 0;
  for (std::string_view word : invisible)
    if (text.ends_with(word)) return word.size();
  return 0;
}

constexpr std::array<std::string_view, 10> numerals = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

std::optional<int> take_numeral(std::string_view& text) {
  for (std::size_t i = 0; i < numerals.size(); ++i) {
    if (!text.starts_with(numerals[i])) continue;
    text.remove_prefix(numerals[i].size());
    return static_cast<int>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty()) {
    std::size_t length = invisible_in_front(cell);
    if (length == 0) break;
    cell.remove_prefix(length);
  }
  while (!cell.empty()) {
    std::size_t length = invisible_at_back(cell);
    if (length == 0) break;
    cell.remove_suffix(length);
  }
  return cell;
}

std::string plain(std::string_view cell) {
  std::string normal = nfkc(trimmed(cell));
  std::string_view text = normal;
  text = without_formula_quotes(text);
  for (bool again = true; again;) {
    again = false;
    for (std::string_view mark : {"'", "`", "‘", "’", "\""}) {
      if (text.starts_with(mark)) text.remove_prefix(mark.size()), again = true;
      if (text.ends_with(mark)) text.remove_suffix(mark.size()), again = true;
    }
  }
  return std::string(trimmed(text));
}

std::string comparable(std::string_view cell) {
  std::string text = plain(cell);
  std::erase(text, ' ');
  return ascii_lower(std::move(text));
}

std::string_view without_formula_quotes(std::string_view text) {
  const bool wrapped = text.size() >= 3 && text.starts_with("=\"") && text.ends_with("\"");
  if (!wrapped) return text;
  const std::string_view inner = text.substr(2, text.size() - 3);
  return inner.find('"') == std::string_view::npos ? inner : text;
}

std::optional<std::string_view> behind(std::string_view word, std::string_view head) {
  if (!word.starts_with(head)) return std::nullopt;
  return word.substr(head.size());
}

std::string without_point_zero(std::string text) {
  constexpr std::string_view point_zero = ".0";
  const std::string_view digits =
      std::string_view(text).substr(0, text.size() - std::min(text.size(), point_zero.size()));
  if (text.ends_with(point_zero) && all_digits(digits)) text.resize(digits.size());
  return text;
}

std::optional<Weekday> weekday_named(std::string_view word) {
  constexpr std::array<std::string_view, 7> words = {"一", "二", "三", "四", "五", "六", "日"};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (word == words[i]) return static_cast<Weekday>(i + 1);
  return word == "天" ? std::optional(Weekday::sunday) : std::nullopt;
}

std::optional<int> small_number(std::string_view text) {
  if (all_digits(text)) {
    if (text.size() > 2) return std::nullopt;
    return text.size() == 1 ? text[0] - '0' : (text[0] - '0') * 10 + (text[1] - '0');
  }
  constexpr std::string_view ten = "十";
  std::optional<int> first = take_numeral(text);
  if (text.empty()) return first;
  if (!text.starts_with(ten) || first == 0) return std::nullopt;
  text.remove_prefix(ten.size());
  int number = first.value_or(1) * 10;
  if (text.empty()) return number;
  std::optional<int> last = take_numeral(text);
  if (!last || *last == 0 || !text.empty()) return std::nullopt;
  return number + *last;
}

}  // namespace ksbx
