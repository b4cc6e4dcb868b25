// Dates, and the fields of records, which may hold one.
#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "base/ascii.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "model/calendar.h"

namespace ksbx {
namespace {

// The leading digits of `text`, taken off.
std::string_view take_digits(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && is_ascii_digit(text[length])) ++length;
  std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

int digits_as_number(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

bool drop(std::string_view& text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  text = trimmed(text.substr(0, text.size() - word.size()));
  return true;
}

// 8:30, 00:00:00.000
bool is_clock(std::string_view text) {
  return !text.empty() && is_ascii_digit(text.front()) && text.find(':') != std::string_view::npos &&
         text.find_first_not_of("0123456789:.") == std::string_view::npos;
}

enum class AfterDate { no_time, a_time, last_minute };

// 23:59:17, when so many hours are added to the one that is written.
bool is_last_minute(std::string_view clock, int hours_more) {
  const int hour = digits_as_number(take_digits(clock).substr(0, 2)) + hours_more;
  return hour == 23 && take(clock, ":") && take_digits(clock) == "59";
}

// A time of day after a date: " 0:00", "T08:30:00", " 上午12:00:00". In Greenwich it is still yesterday when a day
// begins here, so a time that counts from there must not be of its evening; other zones are not read.
AfterDate read_time_after(std::string_view text) {
  using enum AfterDate;
  if (text.empty()) return a_time;
  if (text.front() != ' ' && text.front() != 'T') return no_time;
  text = trimmed(text.substr(1));
  if (text.empty()) return a_time;
  int hours_more = 0;
  if (take(text, "上午")) text = trimmed(text);
  if (take(text, "下午")) {
    hours_more = 12;
    text = trimmed(text);
  }
  for (std::string_view half : {"AM", "am", "+08:00", "+0800", "+08"}) drop(text, half);
  for (std::string_view half : {"PM", "pm"})
    if (drop(text, half)) hours_more = 12;
  constexpr int from_greenwich = 8;
  const bool greenwich = drop(text, "Z") || drop(text, "+00:00");
  if (!is_clock(text) || (greenwich && text >= "16")) return no_time;
  return is_last_minute(text, greenwich ? from_greenwich : hours_more) ? last_minute : a_time;
}

// The day of a date with a time after it. Programs that count in another zone, or in the time of before 1901, write
// midnight as some seconds before it: within a minute of midnight the day is the one that begins.
struct WrittenDate {
  Parsed<std::optional<Day>> day;
  bool is_rounded_up = false;         // to the day after the one that is written
  std::optional<Day> other = {};      // the date that is written beside the weekday of another
  Weekday weekday = Weekday::monday;  // that weekday, if there is such a date
};

WrittenDate day_of(std::string_view year, std::string_view month, std::string_view day, AfterDate time) {
  auto found = Day::of(digits_as_number(year), digits_as_number(month), digits_as_number(day));
  const bool late = found && time == AfterDate::last_minute && *found < Day::last();
  if (late) found = *found + 1;
  return {{found, found ? CellIssue::none : CellIssue::date_unreadable}, late};
}

struct Separators {
  std::string_view first, second, last;
};

// 2013-2-4 and the like: three groups of digits with a year in front.
WrittenDate read_groups(std::string_view year, std::string_view rest) {
  constexpr std::array<Separators, 9> styles = {{{"-", "-", ""},
                                                 {"/", "/", ""},
                                                 {".", ".", ""},
                                                 {"年", "月", "日"},
                                                 {"年", "月", "号"},
                                                 {"。", "。", ""},
                                                 {"、", "、", ""},
                                                 {",", ",", ""},
                                                 {"\\", "\\", ""}}};
  for (const Separators& style : styles) {
    std::string_view text = rest;
    if (!take(text, style.first)) continue;
    text = trimmed(text);
    std::string_view month = take_digits(text);
    text = trimmed(text);
    if (month.empty() || month.size() > 2 || !take(text, style.second)) continue;
    text = trimmed(text);
    std::string_view day = take_digits(text);
    if (day.empty() || day.size() > 2) continue;
    if (!style.last.empty()) {
      text = trimmed(text);
      if (!take(text, style.last) && !text.empty()) continue;
    }
    if (const AfterDate time = read_time_after(text); time != AfterDate::no_time) return day_of(year, month, day, time);
  }
  return {{std::nullopt, CellIssue::date_unreadable}};
}

std::string replaced(std::string text, std::initializer_list<std::string_view> words, std::string_view by) {
  for (std::string_view word : words)
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
      text.replace(at, word.size(), by);
  return text;
}

// 二〇一三年二月四日, as documents write it.
std::optional<Day> day_in_numerals(std::string_view text) {
  const std::string plain_zeros = replaced(std::string(text), {"零", "○"}, "〇");
  std::string_view rest = plain_zeros;
  const auto until = [&rest](std::string_view word) -> std::string_view {
    const std::size_t at = rest.find(word);
    if (at == std::string_view::npos) return {};
    const std::string_view part = rest.substr(0, at);
    rest.remove_prefix(at + word.size());
    return part;
  };
  const std::string_view year_words = until("年"), month_words = until("月"), day_words = until("日");
  constexpr std::size_t numeral = 3;  // bytes
  if (year_words.size() != 4 * numeral || !rest.empty()) return std::nullopt;
  int year = 0;
  for (std::size_t at = 0; at < year_words.size(); at += numeral) {
    const auto digit = small_number(year_words.substr(at, numeral));
    if (!digit || *digit > 9) return std::nullopt;
    year = year * 10 + *digit;
  }
  const auto month = small_number(month_words), day = small_number(day_words);
  return month && day ? Day::of(year, *month, *day) : std::nullopt;
}

// 03/04/2013 or 13-4-5: numbers that someone can read as a date, but not surely as the right one.
bool is_ambiguous(std::string_view first, std::string_view rest) {
  if (first.empty() || first.size() > 2 || rest.empty()) return false;
  char separator = rest.front();
  if (separator != '/' && separator != '-' && separator != '.') return false;
  rest.remove_prefix(1);
  if (take_digits(rest).empty() || rest.empty() || rest.front() != separator) return false;
  rest.remove_prefix(1);
  return !take_digits(rest).empty();
}

Parsed<FieldValue> read_choice(std::string_view cell, const Field& field) {
  std::string text = plain(cell);
  for (std::size_t i = 0; i < field.type.choices.size(); ++i) {
    const std::string& choice = field.type.choices[i];
    bool labelled =
        i < field.choice_labels.size() && (text == field.choice_labels[i].zh || text == field.choice_labels[i].en);
    const bool is_other_word = i < field.choice_words.size() && std::ranges::count(field.choice_words[i], text) > 0;
    if (labelled || is_other_word || text == choice) return {choice, CellIssue::none};
  }
  return {{}, CellIssue::choice_unknown};
}

Parsed<FieldValue> read_number(std::string_view cell) {
  const std::string text = without_point_zero(read_code(cell));
  std::string_view digits = text;
  bool negative = take(digits, "-");
  if (!all_digits(digits) || digits.size() > 15) return {{}, CellIssue::number_unreadable};
  std::int64_t value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return {negative ? -value : value, CellIssue::none};
}

template <class T>
Parsed<FieldValue> as_field(const Parsed<std::optional<T>>& parsed) {
  return {parsed.value ? FieldValue(*parsed.value) : FieldValue(), parsed.issue};
}

}  // namespace

namespace {

// The part of a day that a spreadsheet holds for a time: 0.604166.
std::optional<int> part_of_day(std::string_view text) {
  if (!take(text, "0.") || text.empty()) return std::nullopt;
  const double most = std::pow(10.0, static_cast<double>(text.size()));
  const std::string_view digits = take_digits(text);
  if (!text.empty() || digits.size() > 15) return std::nullopt;
  double part = 0;
  for (char c : digits) part = part * 10 + (c - '0');
  const int minute = static_cast<int>(std::lround(part / most * minutes_a_day));
  return minute < minutes_a_day ? std::optional(minute) : std::nullopt;
}

}  // namespace

Parsed<std::optional<int>> read_time(std::string_view cell) {
  const std::string words = read_text(cell).value;
  std::string_view text = words;
  if (text.empty()) return {};
  const Parsed<std::optional<int>> unreadable{std::nullopt, CellIssue::time_unreadable};
  if (const auto minute = part_of_day(text)) return {minute, CellIssue::none};
  const std::string_view hour = take_digits(text);
  const bool has_mark = take(text, ":") || take(text, "：") || take(text, "时") || take(text, "点");
  const std::string_view minute = take_digits(text);
  if (hour.empty() || hour.size() > 2 || minute.size() > 2 || !has_mark) return unreadable;
  const bool is_by_clock = words.find(':') != std::string::npos || words.find("：") != std::string::npos;
  if (is_by_clock ? minute.size() != 2 : !minute.empty() && !take(text, "分")) return unreadable;
  if (take(text, ":") || take(text, "：")) {
    const std::string_view second = take_digits(text);
    if (second.size() != 2 || digits_as_number(second) > 59) return unreadable;
  }
  const int at = digits_as_number(hour) * 60 + digits_as_number(minute);
  if (!text.empty() || digits_as_number(minute) > 59 || at >= minutes_a_day) return unreadable;
  return {at, CellIssue::none};
}

namespace {

// 2026-11-10 星期二, 2026年11月10日（周二）: takes the weekday from behind a date. 十日 has none: it takes the word
// 星期 or 周, or brackets.
std::optional<Weekday> take_weekday_behind(std::string& text) {
  constexpr std::size_t numeral = 3;  // bytes
  std::string_view rest = text;
  const bool in_brackets = drop(rest, ")");
  if (rest.size() < numeral) return std::nullopt;
  const auto weekday = weekday_named(rest.substr(rest.size() - numeral));
  if (!weekday) return std::nullopt;
  rest.remove_suffix(numeral);
  const bool is_called = drop(rest, "星期") || drop(rest, "礼拜") || drop(rest, "周");
  if (in_brackets ? !drop(rest, "(") : !is_called) return std::nullopt;
  text = std::string(trimmed(rest));
  return weekday;
}

WrittenDate read_without_weekday(std::string text) {
  if (text.find_first_not_of("0123456789 ") == std::string::npos) text = replaced(std::move(text), {" "}, "-");
  if (text.find_first_not_of("-/. ") == std::string::npos || text == "无" || text == "不详" || text == "未知")
    return {};
  if (auto day = day_in_numerals(text)) return {{day, CellIssue::none}};
  std::string_view rest = text;
  std::string_view first = take_digits(rest);
  const AfterDate time = first.size() == 8 ? read_time_after(rest) : AfterDate::no_time;
  if (time != AfterDate::no_time) return day_of(first.substr(0, 4), first.substr(4, 2), first.substr(6, 2), time);
  if (first.size() == 4) return read_groups(first, trimmed(rest));
  return {{std::nullopt, is_ambiguous(first, rest) ? CellIssue::date_ambiguous : CellIssue::date_unreadable}};
}

WrittenDate read_written(std::string_view cell) {
  std::string_view raw = trimmed(cell);
  if (raw.empty()) return {};
  if (auto day = Day::parse(raw)) return {{day, CellIssue::none}};
  std::string text = replaced(plain(raw), {"‐", "‒", "–", "—", "―", "−"}, "-");
  const auto weekday = take_weekday_behind(text);
  const WrittenDate written = read_without_weekday(std::move(text));
  const auto day = written.day.value;
  if (!weekday || !day || day->weekday() == *weekday) return written;
  return {{std::nullopt, CellIssue::date_weekday}, false, day, *weekday};
}

}  // namespace

std::optional<Day> day_beside_other_weekday(std::string_view cell) {
  return read_written(cell).other;
}

Text weekday_contradiction(std::string_view cell) {
  const WrittenDate written = read_written(cell);
  return written.other ? weekday_contradiction(*written.other, written.weekday) : Text{};
}

Text weekday_contradiction(Day day, Weekday written) {
  return text("{} 是{}，不是{}", "{} is a {}, not a {}", day.iso(), label_of(day.weekday()), label_of(written));
}

Parsed<std::optional<Day>> read_date(std::string_view cell) {
  return read_written(cell).day;
}

bool is_rounded_up(std::string_view date) {
  // Nearly every date is no longer than 2026-11-10, and needs no second look.
  return date.size() > std::string_view("2026-11-10").size() && date.find("59") != std::string_view::npos &&
         read_written(date).is_rounded_up;
}

Parsed<std::optional<Day>> read_last_day(std::string_view cell) {
  auto day = read_date(cell);
  if (day.value && ends_its_day(cell)) day.value = *day.value - 1;
  return day;
}

bool ends_its_day(std::string_view date) {
  if (!is_rounded_up(date)) return false;
  const std::string text = plain(date);
  return text.find("23:59:59") != std::string::npos || text.ends_with("23:59") || text.ends_with("23:59:00");
}

std::optional<std::string> excel_date_text(double serial, ExcelEpoch epoch) {
  constexpr int seconds_a_day = 24 * 60 * 60;
  const int second = static_cast<int>(std::lround((serial - std::floor(serial)) * seconds_a_day));
  const auto day = read_excel_date(second == seconds_a_day ? std::floor(serial) + 1 : serial, epoch).value;
  if (!day) return std::nullopt;
  const int in_last_minute = second - (seconds_a_day - 60);
  if (in_last_minute < 0 || in_last_minute >= 60) return day->iso();
  return formatted("{} 23:59:{:02}", day->iso(), in_last_minute);
}

Parsed<std::optional<Day>> read_excel_date(double serial, ExcelEpoch epoch) {
  // 1900-01-01 is day 1 in the one system, and 60 a 29 February 1900 that never was; 1904-01-01 is day 0 in the other.
  if (!(serial >= 1) || serial > 120000) return {std::nullopt, CellIssue::date_unreadable};
  int days = static_cast<int>(std::floor(serial));
  const Day first = epoch == ExcelEpoch::y1904 ? Day::nearest(1904, 1, 1) : Day::first();
  if (days > Day::last() - first) return {std::nullopt, CellIssue::date_unreadable};
  if (epoch == ExcelEpoch::y1904) return {first + days, CellIssue::none};
  if (days == 60) return {std::nullopt, CellIssue::date_unreadable};
  return {first + (days < 60 ? days - 1 : days - 2), CellIssue::none};
}

namespace {

// In the field's own words first: 联系不上 answers whether a family was reached, and no other question.
Parsed<std::optional<bool>> read_answer(std::string_view cell, const Field& field) {
  const std::string word = comparable(cell);
  for (std::size_t i = 0; i < field.choice_words.size(); ++i)
    if (std::ranges::any_of(field.choice_words[i], [&](const std::string& one) { return comparable(one) == word; }))
      return {i == 0, CellIssue::none};
  return read_yes_no(cell);
}

}  // namespace

Parsed<FieldValue> read_field(std::string_view cell, const Field& field) {
  if (trimmed(cell).empty()) return {{}, field.required ? CellIssue::value_missing : CellIssue::none};
  switch (field.type.kind) {
    case Type::Kind::boolean: return as_field(read_answer(cell, field));
    case Type::Kind::integer: return read_number(cell);
    case Type::Kind::choice: return read_choice(cell, field);
    case Type::Kind::date: return as_field(read_date(cell));
    case Type::Kind::text: break;
  }
  auto words = read_note(cell);
  const bool is_text = words.issue == CellIssue::formula_text;  // "- 家长外出": a field of words holds no formula
  return {std::move(words.value), is_text ? CellIssue::none : words.issue};
}

}  // namespace ksbx
