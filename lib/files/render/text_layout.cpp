#include "files/render/text_layout.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/utf8.h"
#include "files/render/render_forms.h"

namespace ksbx {
namespace {

constexpr int narrowest_text = 8;  // a text is not cut below this: three characters and "…" remain
constexpr int telling_text = 16;   // and not below this where it tells what the row is about
constexpr int telling_rank = 2;    // up to this rank
constexpr int widest_code = 12;    // dates, short codes and clauses say nothing when they are cut
constexpr int plain_heading = 6;   // a heading up to this stays in one line

bool is_short_code(const std::string& shown) {
  return shown.size() <= widest_code &&
         std::all_of(shown.begin(), shown.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_never_cut(ColumnType type) {
  return type == ColumnType::code || type == ColumnType::date || type == ColumnType::moment;
}

// How wide it must be at least.
int least_width(const TextColumn& column) {
  if (column.solid) return column.width;
  return std::min(column.width, column.rank <= telling_rank ? telling_text : narrowest_text);
}

template <class WidthOf>
int line_width(const std::vector<TextColumn>& columns, const WidthOf& width_of) {
  int width = -column_gap;
  for (const TextColumn& column : columns) width += width_of(column) + column_gap;
  return std::max(width, 0);
}

int excess_over(const TextLayout& layout, int width) {
  return line_width(layout.columns, [](const TextColumn& column) { return column.width; }) - width;
}

int widest_cell(const TextColumn& column) {
  int width = 0;
  for (const std::string& cell : column.cells) width = std::max(width, display_width(cell));
  return width;
}

void measure(TextColumn& column) {
  column.width = std::max(display_width(column.heading), widest_cell(column));
}

bool is_letter(char32_t c) {
  return c > U' ' && c < 0x80;
}

bool is_natural_break(char32_t before, char32_t after) {
  return after == U'（' || before == U' ' || before == U'/' || before == U'、';
}

bool may_break(char32_t before, char32_t after) {
  return !is_letter(before) && !is_letter(after) && before != U'（' && after != U'）' && after != U'、';
}

// The two lines that are narrowest, at a natural break if there is one, the longer one first; the whole heading if it
// cannot be broken.
std::vector<std::string> in_two_lines(const std::string& heading) {
  const std::u32string all = code_points(heading);
  std::vector<std::string> best = {heading};
  int narrowest = display_width(heading);
  bool is_natural = false;
  for (std::size_t at = 1; at < all.size(); ++at) {
    const bool natural = is_natural_break(all[at - 1], all[at]);
    if (!natural && (is_natural || !may_break(all[at - 1], all[at]))) continue;
    const std::size_t head_end = all[at - 1] == U' ' ? at - 1 : at;
    const std::string head = to_utf8(all.substr(0, head_end)), end = to_utf8(all.substr(at));
    const int width = std::max(display_width(head), display_width(end));
    if (natural == is_natural && width > narrowest) continue;
    best = {head, end};
    narrowest = width;
    is_natural = natural;
  }
  return best;
}

// How narrow the column can be without a loss.
int folded_width(const TextColumn& column) {
  if (display_width(column.heading) <= plain_heading) return column.width;
  int width = std::max(widest_cell(column), plain_heading);
  for (const std::string& line : in_two_lines(column.heading)) width = std::max(width, display_width(line));
  return std::min(width, column.width);
}

std::size_t different(const std::vector<std::string>& texts) {
  return std::set<std::string_view>(texts.begin(), texts.end()).size();
}

// 石桥市第一初级中学 → 第一初级中学; 石桥市 and 石桥市长 stay.
std::string without_city(const std::string& text, const std::string& city) {
  if (!text.starts_with(city)) return text;
  const std::size_t begin = text.find_first_not_of(' ', city.size());
  if (begin == std::string::npos || code_points(std::string_view(text).substr(begin)).size() < 2) return text;
  return text.substr(begin);
}

void leave_out_city(TextLayout& layout, const std::string& city) {
  if (city.empty()) return;
  for (TextColumn& column : layout.columns) {
    if (column.solid) continue;
    std::vector<std::string> shorter;
    for (const std::string& cell : column.cells) shorter.push_back(without_city(cell, city));
    if (different(shorter) < different(column.cells)) continue;
    column.cells = std::move(shorter);
    measure(column);
  }
}

template <class Stays>
void keep_if(TextLayout& layout, const Stays& stays) {
  std::vector<TextColumn> kept;
  for (TextColumn& column : layout.columns) {
    if (stays(column))
      kept.push_back(std::move(column));
    else
      layout.left_out.push_back(column.heading);
  }
  layout.columns = std::move(kept);
}

void leave_out_empty(TextLayout& layout) {
  const auto said = std::ranges::count(layout.columns, false, &TextColumn::empty);
  if (said > 0) keep_if(layout, [](const TextColumn& column) { return !column.empty; });
}

// Those that win most, until a line fits.
void fold_headings(TextLayout& layout, int width) {
  while (excess_over(layout, width) > 0) {
    TextColumn* most = nullptr;
    int won = 0;
    for (TextColumn& column : layout.columns) {
      const int wins = column.width - folded_width(column);
      if (wins <= won) continue;
      most = &column;
      won = wins;
    }
    if (!most) return;
    most->width -= won;
  }
}

// The best ranks first, from the left; whatever has no room any more goes.
void leave_out_by_rank(TextLayout& layout, int width) {
  std::vector<const TextColumn*> by_rank;
  for (const TextColumn& column : layout.columns) by_rank.push_back(&column);
  std::ranges::stable_sort(by_rank, {}, &TextColumn::rank);
  std::set<const TextColumn*> chosen;
  int used = -column_gap;
  for (const TextColumn* column : by_rank) {
    const int more = column_gap + least_width(*column);
    if (!chosen.empty() && used + more > width) continue;
    chosen.insert(column);
    used += more;
  }
  keep_if(layout, [&](const TextColumn& column) { return chosen.contains(&column); });
}

// Takes columns off the text that tells least, the widest of those, one by one, until a line fits or nothing is left to
// take.
void shrink(TextLayout& layout, int width) {
  for (int excess = excess_over(layout, width); excess > 0; --excess) {
    TextColumn* least = nullptr;
    for (TextColumn& column : layout.columns) {
      if (column.width <= least_width(column)) continue;
      if (!least || column.rank > least->rank || (column.rank == least->rank && column.width > least->width))
        least = &column;
    }
    if (!least) return;
    --least->width;
  }
}

void cut(TextColumn& column) {
  const auto is_wider = [&](const std::string& cell) { return display_width(cell) > column.width; };
  if (column.solid || std::ranges::none_of(column.cells, is_wider)) return;
  std::vector<std::string> heads, ends;
  for (const std::string& cell : column.cells) {
    heads.push_back(truncate_to_width(cell, column.width));
    ends.push_back(without_middle(cell, column.width));
  }
  column.cells = different(ends) > different(heads) ? std::move(ends) : std::move(heads);
}

}  // namespace

TextLayout laid_out_as_text(const Table& table, Language language) {
  TextLayout layout{{}, table.rows.size()};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& from = table.columns[i];
    TextColumn column{display(heading_of(from).in(language))};
    column.rank = from.rank;
    column.numeric = is_numeric(table, i);
    for (const auto& row : table.rows) {
      const std::string& shown = column.cells.emplace_back(display(words_of(row[i])));
      column.solid = column.solid && (column.numeric || is_never_cut(from.type) || is_short_code(shown));
      column.empty = column.empty && shown.empty();
    }
    measure(column);
    layout.columns.push_back(std::move(column));
  }
  return layout;
}

void fit(TextLayout& layout, const std::string& city, int width) {
  if (excess_over(layout, width) <= 0) return;
  leave_out_city(layout, display(city));
  if (excess_over(layout, width) > 0) {
    std::vector<std::string> headings;
    for (const TextColumn& column : layout.columns) headings.push_back(column.heading);
    leave_out_empty(layout);
    fold_headings(layout, width);
    leave_out_by_rank(layout, width);
    shrink(layout, width);
    std::ranges::stable_sort(layout.left_out, {}, [&](const std::string& heading) {
      return std::ranges::find(headings, heading) - headings.begin();
    });
  }
  for (TextColumn& column : layout.columns) cut(column);
}

std::vector<std::string> heading_lines(const TextColumn& column) {
  if (display_width(column.heading) <= column.width) return {column.heading};
  return in_two_lines(column.heading);
}

}  // namespace ksbx
