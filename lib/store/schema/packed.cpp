#include "store/schema/packed.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

constexpr std::string_view letters = "GJL";
constexpr std::string_view check_characters = "0123456789X";
constexpr std::size_t digits = 17;
constexpr std::int64_t letter_unit = 1'100'000'000'000'000'000;  // 11 × 10^17

}  // namespace

std::optional<std::int64_t> packed_number(std::string_view number) {
  if (number.empty()) return std::nullopt;
  std::int64_t value = 0;
  if (const std::size_t letter = letters.find(number.front()); letter != std::string_view::npos) {
    value = static_cast<std::int64_t>(letter + 1) * letter_unit;
    number.remove_prefix(1);
  }
  if (number.size() != digits + 1) return std::nullopt;
  std::int64_t head = 0;
  for (char c : number.substr(0, digits)) {
    if (!is_ascii_digit(c)) return std::nullopt;
    head = head * 10 + (c - '0');
  }
  const std::size_t check = check_characters.find(number.back());
  if (check == std::string_view::npos) return std::nullopt;
  return value + head * 11 + static_cast<std::int64_t>(check);
}

Cell packed(std::string_view number) {
  if (number.empty()) return std::monostate{};
  const auto whole = packed_number(number);
  return whole ? Cell(*whole) : Cell(std::string(number));
}

std::string unpacked(const Statement& statement, int column) {
  if (!statement.is_number(column)) return statement.text(column);
  const std::int64_t value = statement.number(column);
  if (value < 0 || value / letter_unit > static_cast<std::int64_t>(letters.size()))
    fail_damaged_value(statement.column_name(column));
  const auto letter = static_cast<std::size_t>(value / letter_unit);
  return formatted("{}{:017}{}", letter == 0 ? "" : letters.substr(letter - 1, 1), value % letter_unit / 11,
                   check_characters[static_cast<std::size_t>(value % 11)]);
}

std::string packed_id_sql(const std::string& text) {
  return formatted("(CAST(substr({0}, 1, {1}) AS INTEGER) * 11 + instr('{2}', substr({0}, {1} + 1)) - 1)", text, digits,
                   check_characters);
}

std::string unpacked_sql(const std::string& column) {
  return formatted(
      "CASE WHEN typeof({0}) = 'integer' THEN substr('{1}', {0} / {2}, 1) || printf('%017d', {0} % "
      "{2} / 11)"
      " || substr('{3}', {0} % 11 + 1, 1) ELSE {0} END",
      column, letters, letter_unit, check_characters);
}

}  // namespace ksbx
