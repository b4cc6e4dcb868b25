#include "files/cell/half_cells.h"

#include <utility>

#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

std::string without_signs(std::string_view words) {
  for (bool again = true; again;) {
    again = false;
    words = trimmed(words);
    for (std::string_view sign : {",", ";", ":", "、", "/"}) {
      if (words.starts_with(sign)) words.remove_prefix(sign.size()), again = true;
      if (words.ends_with(sign)) words.remove_suffix(sign.size()), again = true;
    }
  }
  return std::string(words);
}

std::optional<HalfCells> made_of(std::string_view morning, std::string_view afternoon) {
  HalfCells halves{without_signs(morning), without_signs(afternoon)};
  if (halves.morning.empty() || halves.afternoon.empty()) return std::nullopt;
  return halves;
}

}  // namespace

std::optional<HalfCells> cut_half_cells(std::string_view cell) {
  constexpr std::size_t longest = 60;  // bytes; a longer cell is a sentence
  constexpr std::string_view am = "上午", pm = "下午";
  if (cell.size() > longest) return std::nullopt;
  const std::string text = plain(cell);
  const std::string_view words = trimmed(text);
  if (const std::size_t second = words.find(pm); words.starts_with(am) && second != std::string_view::npos)
    return made_of(words.substr(am.size(), second - am.size()), words.substr(second + pm.size()));
  if (const std::size_t second = words.find(am); words.starts_with(pm) && second != std::string_view::npos)
    return made_of(words.substr(second + am.size()), words.substr(pm.size(), second - pm.size()));
  const std::size_t at = words.find_first_of("/\\|\n");
  if (at == std::string_view::npos || words.find_first_of("/\\|\n", at + 1) != std::string_view::npos)
    return std::nullopt;
  return made_of(words.substr(0, at), words.substr(at + 1));
}

}  // namespace ksbx
