#include "model/id_number.h"

#include <algorithm>

#include "base/ascii.h"

namespace ksbx {

std::optional<IdNumber> IdNumber::parse(std::string_view text) {
  IdNumber id;
  if (text.size() != id.text_.size() || !all_digits(text.substr(0, 17))) return std::nullopt;
  if (text.back() != id_check_character(text.substr(0, 17))) return std::nullopt;
  const auto number = [text](std::size_t first, std::size_t count) {
    int value = 0;
    for (char c : text.substr(first, count)) value = value * 10 + (c - '0');
    return value;
  };
  const auto birth = Day::of(number(6, 4), number(10, 2), number(12, 2));
  if (!birth) return std::nullopt;
  std::ranges::copy(text, id.text_.begin());
  id.birth_ = *birth;
  return id;
}

char id_check_character(std::string_view first_17_digits) {
  if (first_17_digits.size() != 17 || !all_digits(first_17_digits)) return '\0';
  constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (first_17_digits[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

}  // namespace ksbx
