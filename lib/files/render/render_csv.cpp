// CSV and TSV, and what makes them safe to open in a spreadsheet.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "files/render/render_forms.h"

namespace ksbx {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> heads) {
  return std::any_of(heads.begin(), heads.end(),
                     [text](std::string_view head) { return text.substr(0, head.size()) == head; });
}

std::string_view without_leading_blanks(std::string_view text) {
  constexpr std::string_view blanks[] = {" ", "\u00A0", "\u3000"};
  for (bool found = true; found;) {
    found = false;
    for (std::string_view blank : blanks) {
      if (text.substr(0, blank.size()) != blank) continue;
      text.remove_prefix(blank.size());
      found = true;
    }
  }
  return text;
}

// A spreadsheet runs these as formulas ("CSV injection"); a NUL is dropped by some before they look.
bool looks_like_formula(std::string_view text) {
  using namespace std::string_view_literals;
  return starts_with_any(without_leading_blanks(text),
                         {"=", "+", "-", "@", "\t", "\r", "\n", "\0"sv, "＝", "＋", "－", "＠"});
}

// -50.00: read as the number that it is.
bool is_negative_number(std::string_view text) {
  if (text.size() < 2 || text.size() > 16 || text.front() != '-') return false;
  text.remove_prefix(1);
  const std::size_t point = text.find('.');
  return all_digits(text.substr(0, point)) && (point == std::string_view::npos || all_digits(text.substr(point + 1)));
}

// A spreadsheet keeps 15 digits and turns the rest into zeros: an id number would be lost for good.
bool would_be_rounded(std::string_view text) {
  return text.size() > 15 && all_digits(text);
}

std::string neutral(std::string text) {
  if ((looks_like_formula(text) && !is_negative_number(text)) || would_be_rounded(text))
    text.insert(text.begin(), '\'');
  return text;
}

// `special`: what may stand in a cell only between quotes.
std::string quoted(const std::string& text, const char* special) {
  const bool plain = text.find_first_of(special) == std::string::npos;
  const bool outer_blank = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (plain && !outer_blank) return text;
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string quoted_for_csv(const std::string& text) {
  return quoted(text, ",\"\r\n");
}

std::string quoted_for_tsv(const std::string& text) {
  return quoted(text, "\t\"\r\n");
}

std::string written(const Cell& cell, const RenderOptions& options) {
  std::string words = as_utf8(words_of(cell));
  const bool is_text = std::holds_alternative<std::string>(cell);
  return is_text && !options.raw_cells ? neutral(std::move(words)) : words;
}

// Cells with a separator between them, made harmless to it.
template <class Cells, class Written>
void add_line(std::string& out, const Cells& cells, char separator, const RenderOptions& options,
              const Written& written_cell) {
  bool first = true;
  for (const auto& cell : cells) {
    if (!std::exchange(first, false)) out += separator;
    out += written_cell(cell);
  }
  out += options.excel ? "\r\n" : "\n";
}

// `protect`: from the separator.
using Protect = std::string (*)(const std::string& text);

// People who open it in a spreadsheet read headings, programs names.
std::string head_of(const Column& column, const RenderOptions& options) {
  std::string words = options.excel ? as_utf8(heading_of(column).in(options.language)) : column.name;
  return options.raw_cells ? words : neutral(std::move(words));
}

std::string head_line(const Table& table, const RenderOptions& options, char separator, Protect protect) {
  std::string out(options.excel ? byte_order_mark : "");
  add_line(out, table.columns, separator, options,
           [&](const Column& column) { return protect(head_of(column, options)); });
  return out;
}

std::string row_lines(const Table& table, const RenderOptions& options, char separator, Protect protect) {
  std::string out;
  for (const auto& row : table.rows)
    add_line(out, row, separator, options, [&](const Cell& cell) { return protect(written(cell, options)); });
  return out;
}

// A row that is one empty cell would be an empty line, which readers skip.
template <Protect protect>
std::string quoted_alone(const std::string& text) {
  return text.empty() ? "\"\"" : protect(text);
}

template <Protect protect>
Protect protect_of(const Table& table) {
  return table.columns.size() == 1 ? quoted_alone<protect> : protect;
}

}  // namespace

std::string csv_head(const Table& table, const RenderOptions& options) {
  return head_line(table, options, ',', protect_of<quoted_for_csv>(table));
}

std::string csv_rows(const Table& table, const RenderOptions& options) {
  return row_lines(table, options, ',', protect_of<quoted_for_csv>(table));
}

std::string tsv_head(const Table& table, const RenderOptions& options) {
  return head_line(table, options, '\t', protect_of<quoted_for_tsv>(table));
}

std::string tsv_rows(const Table& table, const RenderOptions& options) {
  return row_lines(table, options, '\t', protect_of<quoted_for_tsv>(table));
}

}  // namespace ksbx
