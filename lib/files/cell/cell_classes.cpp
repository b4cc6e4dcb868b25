// Several classes in one cell of a staff list, in the ways in which people write them.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "base/utf8.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view class_suffix = "班";

// At every mark that people put between classes; one piece if there is none, nothing if a piece is empty.
Words cut(std::string_view text) {
  Words pieces(1);
  while (!text.empty()) {
    std::size_t length = 0;
    for (std::string_view mark : {"、", ",", ";", "和", "与", "及", "&", "+", "|"})
      if (text.starts_with(mark)) length = mark.size();
    if (length > 0)
      pieces.emplace_back();
    else
      pieces.back() += text.front();
    text.remove_prefix(std::max(length, std::size_t{1}));
  }
  return std::ranges::any_of(pieces, &std::string::empty) ? Words{} : pieces;
}

// Two numbers with one mark between them, and 班 behind.
struct Pair {
  int first = 0, second = 0;
  bool is_range = false;  // 1-3; 1.3 and 1/3 are those two
};

std::optional<Pair> pair_in(std::string_view text) {
  if (text.ends_with(class_suffix)) text.remove_suffix(class_suffix.size());
  for (std::string_view mark : {"-", "~", "至", "到", "—", "–", "－", "～", ".", "/"}) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) continue;
    std::string_view before = text.substr(0, at);
    if (before.ends_with(class_suffix)) before.remove_suffix(class_suffix.size());
    const auto first = small_number(before), second = small_number(text.substr(at + mark.size()));
    if (!first || !second) return std::nullopt;
    return Pair{*first, *second, mark != "." && mark != "/"};
  }
  return std::nullopt;
}

// The classes of a pair, written out with the words of their grade in front.
Words classes_of(const Pair& pair, std::string_view grade_words) {
  Words classes;
  for (int number = pair.first; number <= pair.second; ++number)
    if (pair.is_range || number == pair.first || number == pair.second)
      classes.push_back(formatted("{}{}{}", grade_words, number, class_suffix));
  return classes;
}

// 七1-2班 behind its grade: 七年级, and 1-2班.
std::optional<std::pair<std::string, Pair>> pair_behind_grade(std::string_view text, Day on) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    const auto grade = read_grade(text.substr(0, at), {}, {}, on);
    if (!grade.value || all_digits(text.substr(0, at))) continue;
    std::string_view rest = text.substr(at);
    if (rest.starts_with("-")) rest.remove_prefix(1);
    if (const auto pair = pair_in(rest)) return std::pair(label_of(*grade.value).zh, *pair);
  }
  return std::nullopt;
}

std::vector<Words> readings_of(const std::string& piece, std::optional<Grade> grade, Day on) {
  if (const auto behind_grade = pair_behind_grade(piece, on))
    return {classes_of(behind_grade->second, behind_grade->first)};
  const auto pair = pair_in(piece);
  if (!pair || !grade) return {{piece}};
  std::vector<Words> readings;
  if (pair->first == grade->number) readings.push_back({formatted("{}{}", pair->second, class_suffix)});
  if (pair->first < pair->second) readings.push_back(classes_of(*pair, {}));
  return readings;
}

// 七(1、2)班: the brackets hold a list.
Words without_list_in_brackets(const std::string& text) {
  const std::size_t open = text.find('('), close = text.find(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return {};
  const Words inside = cut(std::string_view(text).substr(open + 1, close - open - 1));
  Words all;
  if (inside.size() < 2) return {};
  for (const std::string& one : inside) all.push_back(text.substr(0, open) + "(" + one + ")" + text.substr(close + 1));
  return all;
}

}  // namespace

std::vector<Words> class_readings(std::string_view cell, std::optional<Grade> grade, Day on) {
  const std::string text = read_code(cell);
  Words pieces = without_list_in_brackets(text);
  if (pieces.empty()) pieces = cut(text);
  if (pieces.empty()) return {{std::string(cell)}};
  std::string grade_words;  // of the pieces so far: 七1、2班
  std::vector<Words> all = {{}};
  for (std::string& piece : pieces) {
    const auto own = read_grade({}, piece, {}, on);
    if (own.value)
      grade_words = label_of(*own.value).zh;
    else if (!grade && !grade_words.empty())
      piece = grade_words + piece;
    std::vector<Words> longer;
    for (const Words& reading : readings_of(piece, grade, on))
      for (Words words : all) {
        words.insert(words.end(), reading.begin(), reading.end());
        longer.push_back(std::move(words));
      }
    all = std::move(longer);
  }
  return all;
}

}  // namespace ksbx
