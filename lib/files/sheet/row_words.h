// row_words: what can be seen of a row without knowing its columns: blank cells, the words in it, whether it is a
// total.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

// Nothing but space, tab, line end, no-break space, ideographic space, byte order mark, zero-width space.
bool is_blank(std::string_view cell);

template <class Cells>
std::size_t filled_cells(const Cells& cells) {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(), [](std::string_view cell) { return !is_blank(cell); }));
}

// The cell at that place without space around it; nothing where the row is shorter, or the place is negative.
std::string_view word_at(const std::vector<std::string>& cells, std::size_t place);
std::string_view word_at(const std::vector<std::string>& cells, int place);

inline constexpr std::size_t longest_excerpt = 200;  // bytes of a cell, and about that of a row

// The words of a row with " | " between them, for a person to see what was skipped; cut where they become long.
template <class Cells>
std::string words_of_row(const Cells& cells) {
  std::string words;
  for (std::string_view cell : cells) {
    if (is_blank(cell) || words.size() > longest_excerpt) continue;
    if (!words.empty()) words += " | ";
    std::size_t length = std::min(cell.size(), longest_excerpt);
    while (length < cell.size() && length > 0 && (static_cast<unsigned char>(cell[length]) & 0xC0) == 0x80) --length;
    words += cell.substr(0, length);
  }
  return words;
}

// The words with which offices begin the rows under a table: 合计, 共45人, 填表人 …
bool begins_like_a_total(std::string_view cell);
// Whether it is for who signs and seals the table: 村委会（盖章）, 主要领导签字.
bool is_signature(std::string_view cell);
// 合计 or 七年级小计 where a school, a grade or a class is named, beside a name that is no one's: empty, 12人.
bool is_total_of_place(std::string_view place, std::string_view name);

}  // namespace ksbx
