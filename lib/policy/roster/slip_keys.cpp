#include "policy/roster/slip_keys.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace ksbx {
namespace {

constexpr std::size_t whole_number = 18, area_end = 6, birth_end = 14, sequence_length = 3;

SlipKey mixed_key(SlipKey one, SlipKey other) {
  constexpr SlipKey odd = 0x9E3779B97F4A7C15;
  SlipKey all = (one ^ other * odd) * odd;
  return all ^ all >> 29;
}

SlipKey slip_key(std::u32string_view words) {
  return std::hash<std::u32string_view>()(words);
}
SlipKey slip_key(std::string_view words) {
  return std::hash<std::string_view>()(words);
}
SlipKey slip_key(UnitId place) {
  return static_cast<SlipKey>(place.value);
}

}  // namespace

SlipKeys::SlipKeys(const Description& what, UnitId place, UnitId birthday_place) {
  const std::u32string name = folded_name(what.name);
  add_number(what.id_number);
  if (what.xueji.starts_with('G') && what.xueji.substr(1) != what.id_number) add_number(what.xueji.substr(1));
  if (what.birth) {
    add(1, slip_key(name), static_cast<SlipKey>(what.birth->year()));
    add(2, slip_key(name), static_cast<SlipKey>(what.birth->month() * 100 + what.birth->day_of_month()));
    if (birthday_place) add(3, static_cast<SlipKey>(what.birth->serial()), slip_key(birthday_place));
  }
  if (place) add(4, slip_key(name), slip_key(place));
  add_slips_of(name, what, place);
}

void SlipKeys::add(SlipKey kind, SlipKey one, SlipKey other) {
  if (count_ < keys_.size()) keys_[count_++] = mixed_key(mixed_key(one, other), kind);
}

// One digit of the sequence, or something before the birthday; the check character follows from the others.
void SlipKeys::add_number(std::string_view number) {
  if (number.size() != whole_number) return;
  const SlipKey birth = slip_key(number.substr(area_end, birth_end - area_end));
  const std::string_view digits = number.substr(birth_end, sequence_length);
  add(5, birth, slip_key(digits));
  for (std::size_t i = 0; i < sequence_length; ++i) {
    std::string rest(digits);
    rest[i] = '*';
    add(6, slip_key(number.substr(0, birth_end)), slip_key(rest));
  }
  std::array<char, sequence_length> ordered{digits[0], digits[1], digits[2]};
  std::ranges::sort(ordered);
  add(7, slip_key(number.substr(0, birth_end)), slip_key(std::string_view(ordered.data(), sequence_length)));
}

// One character of the name, or two exchanged: with the birthday, with the place, or with the number but its birthday.
void SlipKeys::add_slips_of(std::u32string name, const Description& what, UnitId place) {
  constexpr std::size_t long_enough = 3;
  if (name.size() < long_enough) return;
  const auto with = [&](SlipKey part) {
    if (what.birth) add(8, part, static_cast<SlipKey>(what.birth->serial()));
    if (place) add(9, part, slip_key(place));
    const std::string_view number = what.id_number;
    if (number.size() == whole_number)
      add(10, part,
          mixed_key(slip_key(number.substr(0, area_end)), slip_key(number.substr(birth_end, sequence_length))));
  };
  for (char32_t& letter : name) {
    const char32_t kept = std::exchange(letter, U'*');
    with(slip_key(name));
    letter = kept;
  }
  std::ranges::sort(name);
  with(mixed_key(slip_key(name), 1));
}

}  // namespace ksbx
