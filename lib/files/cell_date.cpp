// Dates, and the fields of records, which may hold one.
#include <array>
#include <cmath>

#include "files/cell.h"
#include "files/cell_words.h"

namespace ksbx {
namespace {

// The leading digits of `text`, taken off.
std::string_view take_digits(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] >= '0' && text[length] <= '9') ++length;
  std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

int number(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

// A time of day behind a date: " 0:00", "T08:30:00", "08:30".
bool is_time(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() != ' ' && text.front() != 'T') return false;
  text.remove_prefix(1);
  return text.empty() || (text.find_first_not_of("0123456789:.+Z") == std::string_view::npos && text.front() >= '0' &&
                          text.front() <= '9');
}

Parsed<std::optional<Day>> day_of(std::string_view year, std::string_view month, std::string_view day) {
  auto found = Day::of(number(year), number(month), number(day));
  return {found, found ? CellIssue::none : CellIssue::date_unreadable};
}

struct Separators {
  std::string_view first, second, last;
};

// 2013-2-4 and the like: three groups of digits with a year in front.
Parsed<std::optional<Day>> read_groups(std::string_view year, std::string_view rest) {
  constexpr std::array<Separators, 5> styles = {
      {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"年", "月", "号"}}};
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
    if (is_time(text)) return day_of(year, month, day);
  }
  return {std::nullopt, CellIssue::date_unreadable};
}

// 03/04/2013 or 13-4-5: numbers that somebody can read as a date, but not surely as the right one.
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
    if (labelled || text == choice) return {choice, CellIssue::none};
  }
  return {{}, CellIssue::choice_unknown};
}

Parsed<FieldValue> read_number(std::string_view cell) {
  std::string text = read_code(cell);
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

Parsed<std::optional<Day>> read_date(std::string_view cell) {
  std::string_view raw = trimmed(cell);
  if (raw.empty()) return {};
  if (auto day = Day::parse(raw)) return {day, CellIssue::none};
  std::string text = plain(raw);
  if (text.find_first_not_of("-/. ") == std::string::npos || text == "无" || text == "不详") return {};
  std::string_view rest = text;
  std::string_view first = take_digits(rest);
  if (first.size() == 8 && is_time(rest)) return day_of(first.substr(0, 4), first.substr(4, 2), first.substr(6, 2));
  rest = rest.substr(0, 1) == " " && !is_time(rest) ? trimmed(rest) : rest;
  if (first.size() == 4) return read_groups(first, rest);
  return {std::nullopt, is_ambiguous(first, rest) ? CellIssue::date_ambiguous : CellIssue::date_unreadable};
}

Parsed<std::optional<Day>> read_excel_date(double serial, ExcelEpoch epoch) {
  // 1900-01-01 is day 1 in the one system, and 60 a 29 February 1900 that never was; 1904-01-01 is day 0 in the other.
  if (!(serial >= 1) || serial > 120000) return {std::nullopt, CellIssue::date_unreadable};
  int days = static_cast<int>(std::floor(serial));
  if (epoch == ExcelEpoch::y1904) return {*Day::of(1904, 1, 1) + days, CellIssue::none};
  if (days == 60) return {std::nullopt, CellIssue::date_unreadable};
  return {*Day::of(1900, 1, 1) + (days < 60 ? days - 1 : days - 2), CellIssue::none};
}

Parsed<FieldValue> read_field(std::string_view cell, const Field& field) {
  if (trimmed(cell).empty()) return {{}, field.required ? CellIssue::value_missing : CellIssue::none};
  switch (field.type.kind) {
    case Type::Kind::boolean: return as_field(read_yes_no(cell));
    case Type::Kind::integer: return read_number(cell);
    case Type::Kind::choice: return read_choice(cell, field);
    case Type::Kind::date: return as_field(read_date(cell));
    case Type::Kind::text: break;
  }
  auto words = read_text(cell);
  return {words.value, words.issue};
}

}  // namespace ksbx
