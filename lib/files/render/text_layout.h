// text_layout: a table as columns of words, and how they are made to fit the width of a terminal.
//
// What tells rows apart stays: numbers, dates and codes are never cut, of names the city's own goes first, long
// headings are set in two lines, and columns are kept by their rank (base/table.h), not by where they stand.
#pragma once

#include <string>
#include <vector>

#include "base/table.h"
#include "base/text.h"

namespace ksbx {

constexpr int column_gap = 2;  // columns of the terminal between two of the table

struct TextColumn {
  std::string heading;
  std::vector<std::string> cells = {};  // as shown: escaped
  int rank = ordinary_rank;
  int width = 0;         // of the widest cell or the heading
  bool numeric = false;  // stands to the right
  bool solid = true;     // never cut
  bool empty = true;     // no row has anything in it
};

struct TextLayout {
  std::vector<TextColumn> columns;
  std::size_t rows = 0;
  std::vector<std::string> left_out = {};  // headings of columns for which there was no room, in their order
};

TextLayout laid_out_as_text(const Table& table, Language language);

// Until a line fits `width`: names lose `city`, where they begin with it and something follows; empty columns go; long
// headings over short cells give way (heading_lines); then columns of the highest rank go, from the right; texts are
// cut with "…", those of the highest rank first. The end of a text is cut, unless its middle tells more of them apart.
// At least one column stays, whatever its width.
void fit(TextLayout& layout, const std::string& city, int width);

// The heading in one line, or in two where the column is narrower: 辍学率（实名口径） → 辍学率 · （实名口径）,
// 无故缺课半天数 → 无故缺课 · 半天数. At a bracket or a blank if there is one, else between two characters, never
// within a word of letters.
std::vector<std::string> heading_lines(const TextColumn& column);

}  // namespace ksbx
