// The formats for people: a table aligned for a terminal, and markdown.
#include <algorithm>
#include <numeric>

#include "base/join.h"
#include "base/utf8.h"
#include "files/render/render_forms.h"

namespace ksbx {
namespace {

constexpr int column_gap = 2;      // columns between two columns
constexpr int narrowest_text = 8;  // a text is not cut below this: three characters and "…" remain
constexpr int widest_code = 12;    // dates, short codes and clauses say nothing when they are cut

const Text none{"（无）", "(none)"};
const Text note_head{"注：", "Note: "};

struct TextLayout {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;  // as shown: escaped
  std::vector<bool> numeric;                   // all cells that are there are numbers
  std::vector<bool> solid;                     // never cut: numbers, dates, codes
  std::vector<int> widths;
  std::vector<std::string> left_out;  // headings of columns for which there was no room
};

bool is_code(const std::string& shown) {
  return shown.size() <= widest_code &&
         std::all_of(shown.begin(), shown.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

TextLayout laid_out_as_text(const Table& table, Language language) {
  TextLayout layout;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    layout.headings.push_back(display(heading_of(column).in(language)));
    layout.numeric.push_back(is_numeric(table, i));
    layout.solid.push_back(true);
    layout.widths.push_back(display_width(layout.headings[i]));
  }
  for (const auto& row : table.rows) {
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < row.size(); ++i) {
      shown.push_back(display(words_of(row[i])));
      layout.widths[i] = std::max(layout.widths[i], display_width(shown[i]));
      layout.solid[i] = layout.solid[i] && (layout.numeric[i] || is_code(shown[i]));
    }
    layout.rows.push_back(std::move(shown));
  }
  return layout;
}

int line_width(const std::vector<int>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0) +
         column_gap * std::max(0, static_cast<int>(widths.size()) - 1);
}

// What is left of the widths when no text is wider than it must be.
int least_width(const TextLayout& layout) {
  std::vector<int> least = layout.widths;
  for (std::size_t i = 0; i < least.size(); ++i)
    if (!layout.solid[i]) least[i] = std::min(least[i], narrowest_text);
  return line_width(least);
}

// Columns from the right go until the rest can be made to fit; the first one always stays. Reports begin with what
// matters most.
void leave_out(TextLayout& layout, int width) {
  while (layout.widths.size() > 1 && least_width(layout) > width) {
    layout.left_out.insert(layout.left_out.begin(), layout.headings.back());
    layout.headings.pop_back();
    layout.widths.pop_back();
    layout.numeric.pop_back();
    layout.solid.pop_back();
    for (auto& row : layout.rows) row.pop_back();
  }
}

// Takes columns off the widest text, one by one, until a line fits or nothing more can be taken.
void shrink(TextLayout& layout, int width) {
  for (int excess = line_width(layout.widths) - width; excess > 0; --excess) {
    int* widest = nullptr;
    for (std::size_t i = 0; i < layout.widths.size(); ++i) {
      int& candidate = layout.widths[i];
      if (layout.solid[i] || candidate <= narrowest_text) continue;
      if (!widest || candidate > *widest) widest = &candidate;
    }
    if (!widest) return;
    --*widest;
  }
}

std::string painted(const std::string& line, const char* paint, const RenderOptions& options) {
  return options.emphasis ? paint + line + "\033[0m" : line;
}
std::string bold(const std::string& line, const RenderOptions& options) {
  return painted(line, "\033[1m", options);
}
std::string dimmed(const std::string& line, const RenderOptions& options) {
  return painted(line, "\033[2m", options);
}

enum class Side { left, right };

std::string padded(const std::string& text, int width, Side side) {
  const std::string cut = truncate_to_width(text, width);
  const int missing = std::max(0, width - display_width(cut));
  const std::string blanks(static_cast<std::size_t>(missing), ' ');
  return side == Side::right ? blanks + cut : cut + blanks;
}

std::string line_of(const TextLayout& layout, const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line.append(column_gap, ' ');
    line += padded(cells[i], layout.widths[i], layout.numeric[i] ? Side::right : Side::left);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string rule_under(const TextLayout& layout) {
  std::vector<std::string> dashes;
  for (int width : layout.widths) dashes.emplace_back(static_cast<std::size_t>(width), '-');
  return line_of(layout, dashes);
}

std::string notes_under(const std::vector<Text>& notes, const RenderOptions& options) {
  std::string out = notes.empty() ? "" : "\n";
  for (const Text& note : notes)
    out += dimmed(note_head.in(options.language) + display(note.in(options.language)), options) + "\n";
  return out;
}

Text note_of(const std::vector<std::string>& left_out) {
  return text("屏幕放不下，没有显示：{}。加宽窗口，或用 -o 写进文件",
              "no room for: {}. Widen the window, or write a file with -o", join(left_out, "、"));
}

// Backslashes before everything that markdown would act upon; entities for what HTML would.
std::string escaped_for_markdown(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else if (std::string_view("\\|`*_[]~#").find(c) != std::string_view::npos)
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out;
}

std::string markdown_line(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line.append(" ").append(escaped_for_markdown(cell)).append(" |");
  return line.append("\n");
}

}  // namespace

std::string markdown_words(const std::string& words) {
  return escaped_for_markdown(display(words));
}

std::string render_aligned(const Table& table, const RenderOptions& options) {
  std::string out;
  if (!table.title.empty()) out += bold(display(table.title.in(options.language)), options) + "\n";
  if (table.rows.empty()) return out + none.in(options.language) + "\n" + notes_under(table.notes, options);
  TextLayout layout = laid_out_as_text(table, options.language);
  std::vector<Text> notes = table.notes;
  if (options.width > 0) {
    leave_out(layout, options.width);
    shrink(layout, options.width);
    if (!layout.left_out.empty()) notes.push_back(note_of(layout.left_out));
  }
  out += bold(line_of(layout, layout.headings), options) + "\n" + dimmed(rule_under(layout), options) + "\n";
  for (const auto& row : layout.rows) out += line_of(layout, row) + "\n";
  return out + notes_under(notes, options);
}

std::string render_markdown(const Table& table, const RenderOptions& options) {
  std::string out;
  if (!table.title.empty()) out += "## " + escaped_for_markdown(display(table.title.in(options.language))) + "\n\n";
  const TextLayout layout = laid_out_as_text(table, options.language);
  out += markdown_line(layout.headings) + "|";
  for (bool numeric : layout.numeric) out += numeric ? " ---: |" : " --- |";
  out += "\n";
  for (const auto& row : layout.rows) out += markdown_line(row);
  if (table.rows.empty()) out += "\n" + none.in(options.language) + "\n";
  for (const Text& note : table.notes)
    out += "\n" + note_head.in(options.language) + escaped_for_markdown(display(note.in(options.language))) + "\n";
  return out;
}

}  // namespace ksbx
