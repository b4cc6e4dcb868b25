#include "files/shape/week_words.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

constexpr int days_of_week = 7;

// A date in front of the text, as far as it says one: 2026年11月16日, 11.16, 20日.
struct WrittenDate {
  int year = 0, month = 0, day = 0;  // 0: not said
};

class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  void go_to(std::size_t place) { at_ = place; }
  bool is_at_end() const { return at_ >= text_.size(); }
  char before() const { return at_ > 0 ? text_[at_ - 1] : '\0'; }

  bool take(std::initializer_list<std::string_view> signs) {
    for (const std::string_view sign : signs)
      if (text_.substr(std::min(at_, text_.size())).starts_with(sign)) return at_ += sign.size(), true;
    return false;
  }
  void skip_blanks() {
    while (take({" ", "("}) || take_weekday()) {
    }
  }

  // 11月16日, 11.16; a day alone only where `month_is_said`.
  std::optional<WrittenDate> date(bool month_is_said) {
    WrittenDate date;
    const std::size_t begin = at_;
    auto first = number();
    if (first > 31 && take({"年", "-", ".", "/"})) {
      date.year = first;
      skip_blanks();
      first = number();
    }
    if (first > 0 && take({"月", ".", "/", "-"})) {
      skip_blanks();
      const int day = number();
      if (day > 0) {
        take({"日", "号"});
        date.month = first, date.day = day;
        return date;
      }
    } else if (first > 0 && month_is_said && date.year == 0) {
      take({"日", "号"});
      date.day = first;
      return date;
    }
    at_ = begin;
    return std::nullopt;
  }

 private:
  bool take_weekday() {
    for (std::string_view name : {"星期", "周"}) {
      const std::size_t begin = at_;
      if (!take({name})) continue;
      if (take({"一", "二", "三", "四", "五", "六", "日", "天"})) {
        take({")"});
        return true;
      }
      at_ = begin;
    }
    return false;
  }
  int number() {
    constexpr std::size_t longest = 4;
    int value = 0;
    std::size_t digits = 0;
    while (at_ < text_.size() && digits < longest && is_ascii_digit(text_[at_])) {
      value = value * 10 + (text_[at_++] - '0');
      ++digits;
    }
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<Week> week(WrittenDate first, WrittenDate last, std::optional<Day> today) {
  if (last.month == 0) last.month = first.month;
  const bool turns = last.month < first.month;  // 12.28-1.1
  if (first.year == 0 && last.year > 0) first.year = last.year - turns;
  const bool is_assumed = first.year == 0;
  if (is_assumed && !today) return std::nullopt;
  if (is_assumed) first.year = today->year();
  for (int back = 0; back <= (is_assumed ? 1 : 0); ++back) {
    const auto begin = Day::of(first.year - back, first.month, first.day);
    const auto end = Day::of(last.year > 0 ? last.year : first.year - back + turns, last.month, last.day);
    if (!begin || !end || *end < *begin || *end - *begin >= days_of_week) continue;
    if (!is_assumed || *begin <= *today) return Week{*begin, *end};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Day> Week::on(Weekday weekday) const {
  for (Day day = first; day <= last; day = day + 1)
    if (day.weekday() == weekday) return day;
  return std::nullopt;
}

std::optional<Week> week_in(std::string_view title, std::optional<Day> today) {
  constexpr std::size_t longest = 1000;  // bytes; what is longer is no title
  if (title.size() > longest) return std::nullopt;
  const std::string text = plain(title);
  Words words(text);
  std::optional<Week> found;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    words.go_to(begin);
    if (!is_ascii_digit(text[begin]) || (begin > 0 && is_ascii_digit(text[begin - 1]))) continue;
    const auto first = words.date(false);
    if (!first) continue;
    words.skip_blanks();
    if (!words.take({"至", "到", "—", "–", "~", "～", "-", "−", "－"})) continue;
    words.take({"—", "-"});
    words.skip_blanks();
    const auto last = words.date(true);
    if (!last) continue;
    const auto one = week(*first, *last, today);
    if (!one) continue;
    if (found && *found != *one) return std::nullopt;
    found = one;
    begin = words.at() - 1;
  }
  return found;
}

Week week_of(Day day) {
  while (day.weekday() != Weekday::monday) day = day + -1;
  return {day, day + (days_of_week - 1)};
}

}  // namespace ksbx
