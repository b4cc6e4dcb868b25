#include "files/shape/day_words.h"

#include <string>

#include "base/ascii.h"
#include "files/cell/cell_words.h"
#include "files/sheet/title_words.h"

namespace ksbx {
namespace {

constexpr std::size_t longest_cell = 60;  // bytes; a longer cell is a sentence

bool take(std::string& text, std::string_view word) {
  const std::size_t at = text.find(word);
  if (at == std::string::npos) return false;
  text.erase(at, word.size());
  return true;
}

std::optional<Weekday> weekday_of(std::string_view word) {
  if (const auto named = weekday_named(word)) return named;
  if (word.size() == 1 && word[0] >= '1' && word[0] <= '7') return static_cast<Weekday>(word[0] - '0');
  return std::nullopt;
}

// 星期一, 周一, (一), and a bare 一 where nothing else is there.
void take_weekday(std::string& text, DayWords& words) {
  constexpr std::size_t han = 3;  // bytes of a character
  for (std::string_view name : {"星期", "礼拜", "周"}) {
    const std::size_t at = text.find(name);
    if (at == std::string::npos) continue;
    const std::string_view rest = std::string_view(text).substr(at + name.size());
    for (const std::size_t length : {han, std::size_t{1}})
      if (const auto weekday = weekday_of(rest.substr(0, length)); weekday && rest.size() >= length) {
        words.weekday = weekday;
        text.erase(at, name.size() + length);
        return;
      }
  }
  if (text.ends_with(")") && text.find('(') != std::string::npos) {
    const std::size_t open = text.rfind('(');
    const std::string inside = text.substr(open + 1, text.size() - open - 2);
    if (inside.size() == han) words.weekday = weekday_of(inside);
    if (words.weekday) text.erase(open);
  } else if (text.size() == han && weekday_of(text)) {
    words.weekday = weekday_of(text);
    text.clear();
  } else if (text.size() > han && weekday_of(text.substr(0, han)) && all_digits(text.substr(han))) {
    words.weekday = weekday_of(text.substr(0, han));  // 六1: one below the other in a cell
    text.erase(0, han);
  } else if (text.size() > han && weekday_of(text.substr(text.size() - han)) && !text.ends_with("日") &&
             all_digits(text.substr(0, text.size() - han))) {
    words.weekday = weekday_of(text.substr(text.size() - han));
    text.erase(text.size() - han);
  }
}

void take_half(std::string& text, DayWords& words) {
  for (std::string_view word : {"上午", "am", "早上"})
    if (take(text, word)) words.half = Half::morning;
  for (std::string_view word : {"下午", "pm"})
    if (take(text, word)) words.half = Half::afternoon;
  if (words.half) return;
  for (const auto& [word, half] : {std::pair<std::string_view, Half>{"上", Half::morning}, {"下", Half::afternoon}})
    if (text.ends_with(word)) {
      text.erase(text.size() - word.size());
      words.half = half;
      return;
    }
}

// 第1节, 第一节课, 1节, 第1课时 at the end of the text.
void take_lesson(std::string& text, DayWords& words) {
  constexpr int most = 12;
  for (std::string_view beside : {"早读", "早自习", "晨读", "晚自习", "晚修", "晚读", "午读", "午休", "午自习",
                                  "课间操", "大课间", "课后服务", "延时服务"})
    if (take(text, beside)) words.is_no_lesson = true;
  std::string_view rest = text;
  for (std::string_view unit : {"节课", "课时", "节", "课"})
    if (rest.ends_with(unit)) {
      rest.remove_suffix(unit.size());
      break;
    }
  if (rest.size() == text.size()) return;
  for (std::size_t begin = 0; begin < rest.size(); ++begin) {
    std::string_view number = rest.substr(begin);
    if (const auto behind_sign = behind(number, "第")) number = *behind_sign;
    const auto value = small_number(number);
    if (!value || *value < 1 || *value > most) continue;
    words.lesson = *value;
    text.erase(begin);
    return;
  }
}

int take_number(std::string_view& text, std::size_t most) {
  int value = 0;
  std::size_t length = 0;
  while (length < text.size() && length < most && is_ascii_digit(text[length]))
    value = value * 10 + (text[length++] - '0');
  text.remove_prefix(length);
  return value;
}

// 2, 2日, 11月2日, 11-2, 11/2, 11.2
bool read_numbers(std::string_view text, DayWords& words) {
  const int first = take_number(text, 2);
  if (text.empty() || text == "日" || text == "号") {
    words.is_plain = text.empty();
    words.day = first;
    return first >= 1 && first <= 31;
  }
  for (std::string_view separator : {"月", "-", "/", "."}) {
    const auto rest = behind(text, separator);
    if (!rest) continue;
    std::string_view day = *rest;
    words.month = first;
    words.day = take_number(day, 2);
    words.is_decimal = separator == ".";
    return first >= 1 && first <= 12 && words.day >= 1 && words.day <= 31 &&
           (day.empty() || day == "日" || day == "号");
  }
  return false;
}

}  // namespace

std::optional<DayWords> read_day_words(std::string_view cell) {
  if (cell.size() > longest_cell || trimmed(cell).empty()) return std::nullopt;
  DayWords words;
  std::string text = ascii_lower(plain(cell));
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
  take_half(text, words);
  take_lesson(text, words);
  take_weekday(text, words);
  text = std::string(trimmed(text));
  while (text.ends_with("()")) text.erase(text.size() - 2);
  if (words.weekday && text.starts_with("(") && text.ends_with(")")) text = text.substr(1, text.size() - 2);
  if (const auto day = read_date(text).value) {
    words.year = day->year();
    words.month = day->month();
    words.day = day->day_of_month();
    return words;
  }
  std::erase(text, ' ');
  if (text.empty()) {
    const bool says_more = words.weekday || words.half || words.lesson > 0 || words.is_no_lesson;
    return says_more ? std::optional(words) : std::nullopt;
  }
  return read_numbers(without_point_zero(text), words) ? std::optional(words) : std::nullopt;
}

std::optional<MonthWords> read_month_words(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  if (text.size() > longest_cell || !(text.ends_with("月") || text.ends_with("月份"))) return std::nullopt;
  const TitleWords words = read_title(text);
  if (!words.month || words.several_months || words.day) return std::nullopt;
  return MonthWords{words.month->year, words.month->month};
}

}  // namespace ksbx
