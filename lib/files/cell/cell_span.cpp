// From when to when, in one cell: 2026年11月9日至13日, 11.9-11.13, 11月10日下午.
#include <array>

#include "base/ascii.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

// A day as far as it is written.
struct PartOfDate {
  int year = 0, month = 0, day = 0;
  Half half = Half::whole_day;
};

Half take_half(std::string& words) {
  for (const auto& [word, half] :
       {std::pair<std::string_view, Half>{"上午", Half::morning}, {"下午", Half::afternoon}, {"全天", Half::whole_day}})
    if (words.ends_with(word)) {
      words.resize(words.size() - word.size());
      return half;
    }
  return Half::whole_day;
}

// 2026-11-9, 11月9日, 11.9, 9日
std::optional<PartOfDate> read_part(std::string words) {
  PartOfDate part;
  part.half = take_half(words);
  if (const auto day = read_date(words).value) {
    part.year = day->year();
    part.month = day->month();
    part.day = day->day_of_month();
    return part;
  }
  std::array<int, 3> numbers{};
  std::size_t count = 0, at = 0;
  std::string_view last;
  while (at < words.size()) {
    std::size_t length = 0;
    int number = 0;
    while (at + length < words.size() && is_ascii_digit(words[at + length]))
      number = number * 10 + (words[at + length++] - '0');
    if (length == 0 || length > 4 || count == numbers.size()) return std::nullopt;
    numbers[count++] = number;
    at += length;
    last = {};
    if (at == words.size()) break;
    for (std::string_view sign : {"年", "月", "日", "号", ".", "/", "-"})
      if (std::string_view(words).substr(at).starts_with(sign)) last = sign;
    if (last.empty()) return std::nullopt;
    at += last.size();
  }
  const bool is_named = last == "日" || last == "号";
  if (count == 0 || (!last.empty() && !is_named)) return std::nullopt;
  if (count == 1 && !is_named) return std::nullopt;
  part.day = numbers[count - 1];
  if (count > 1) part.month = numbers[count - 2];
  if (count > 2) part.year = numbers[0];
  return part;
}

// That day of the year in which it is nearest.
std::optional<Day> nearest_day(int month, int day, Day near) {
  std::optional<Day> best;
  for (const int year : {near.year() - 1, near.year(), near.year() + 1})
    if (const auto one = Day::of(year, month, day))
      if (!best || std::abs(*one - near) < std::abs(*best - near)) best = one;
  return best;
}

std::optional<DaySpan> span_of(const PartOfDate& first, PartOfDate last, Day near) {
  if (first.month == 0) return std::nullopt;
  const auto begins =
      first.year > 0 ? Day::of(first.year, first.month, first.day) : nearest_day(first.month, first.day, near);
  if (!begins) return std::nullopt;
  if (last.month == 0) last.month = begins->month();
  if (last.year == 0) last.year = last.month < begins->month() ? begins->year() + 1 : begins->year();
  const auto ends = Day::of(last.year, last.month, last.day);
  if (!ends) return std::nullopt;
  return DaySpan{*begins, *ends, first.half, last.half};
}

}  // namespace

std::optional<DaySpan> read_span(std::string_view cell, Day near) {
  constexpr std::size_t longest = 100;  // bytes
  std::string words = comparable(cell);
  if (words.empty() || words.size() > longest) return std::nullopt;
  for (std::string_view whole : {"起", "止"})
    if (words.ends_with(whole)) words.resize(words.size() - whole.size());
  if (words.starts_with("从") || words.starts_with("自")) words.erase(0, std::string_view("从").size());
  if (const auto one = read_part(words)) return span_of(*one, *one, near);
  for (std::string_view between : {"至", "到", "~", "—", "–", "-"})
    for (std::size_t at = words.find(between); at != std::string::npos; at = words.find(between, at + 1)) {
      std::size_t behind = at + between.size();
      while (std::string_view(words).substr(behind).starts_with(between)) behind += between.size();  // ——
      const auto first = read_part(words.substr(0, at)), last = read_part(words.substr(behind));
      if (first && last)
        if (const auto span = span_of(*first, *last, near)) return span;
    }
  return std::nullopt;
}

}  // namespace ksbx
