// The formats for people: a table aligned for a terminal, and markdown.
#include <algorithm>

#include "base/join.h"
#include "base/utf8.h"
#include "files/render/render_forms.h"
#include "files/render/text_layout.h"

namespace ksbx {
namespace {

const Text none{"（无）", "(none)"};
const Text note_head{"注：", "Note: "};

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

// A line of the table, of what `words_of_column` gives for each.
template <class WordsOfColumn>
std::string line_of(const TextLayout& layout, const WordsOfColumn& words_of_column) {
  std::string line;
  for (const TextColumn& column : layout.columns) {
    if (&column != &layout.columns.front()) line.append(column_gap, ' ');
    line += padded(words_of_column(column), column.width, column.numeric ? Side::right : Side::left);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

// One line, or two if a heading needs them: those of one stand in the second.
std::string headings_above(const TextLayout& layout, const RenderOptions& options) {
  std::vector<std::vector<std::string>> headings;
  std::size_t height = 1;
  for (const TextColumn& column : layout.columns) {
    headings.push_back(heading_lines(column));
    height = std::max(height, headings.back().size());
  }
  std::string lines;
  for (std::size_t line = 0; line < height; ++line) {
    const auto words = [&](const TextColumn& column) {
      const auto& own = headings[static_cast<std::size_t>(&column - layout.columns.data())];
      const std::size_t above = height - own.size();
      return line < above ? std::string() : own[line - above];
    };
    lines += bold(line_of(layout, words), options) + "\n";
  }
  return lines;
}

std::string rule_of(const TextColumn& column) {
  return std::string(static_cast<std::size_t>(column.width), '-');
}

std::vector<std::string> headings_of(const TextLayout& layout) {
  std::vector<std::string> headings;
  for (const TextColumn& column : layout.columns) headings.push_back(column.heading);
  return headings;
}

std::vector<std::string> row_of(const TextLayout& layout, std::size_t row) {
  std::vector<std::string> cells;
  for (const TextColumn& column : layout.columns) cells.push_back(column.cells[row]);
  return cells;
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
  if (options.width > 0) fit(layout, table.city, options.width);
  if (!layout.left_out.empty()) notes.push_back(note_of(layout.left_out));
  out += headings_above(layout, options);
  out += dimmed(line_of(layout, rule_of), options) + "\n";
  for (std::size_t row = 0; row < layout.rows; ++row)
    out += line_of(layout, [row](const TextColumn& column) { return column.cells[row]; }) + "\n";
  return out + notes_under(notes, options);
}

std::string render_markdown(const Table& table, const RenderOptions& options) {
  std::string out;
  if (!table.title.empty()) out += "## " + escaped_for_markdown(display(table.title.in(options.language))) + "\n\n";
  const TextLayout layout = laid_out_as_text(table, options.language);
  out += markdown_line(headings_of(layout)) + "|";
  for (const TextColumn& column : layout.columns) out += column.numeric ? " ---: |" : " --- |";
  out += "\n";
  for (std::size_t row = 0; row < layout.rows; ++row) out += markdown_line(row_of(layout, row));
  if (table.rows.empty()) out += "\n" + none.in(options.language) + "\n";
  for (const Text& note : table.notes)
    out += "\n" + note_head.in(options.language) + escaped_for_markdown(display(note.in(options.language))) + "\n";
  return out;
}

}  // namespace ksbx
