// CSV and TSV, and what makes them safe to open in a spreadsheet.
#include <algorithm>

#include "files/render_forms.h"

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

// A spreadsheet keeps 15 digits and turns the rest into zeros: an id number would be lost for good.
bool would_be_rounded(std::string_view text) {
  return text.size() > 15 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string neutral(std::string text) {
  if (looks_like_formula(text) || would_be_rounded(text)) text.insert(text.begin(), '\'');
  return text;
}

std::string quoted_for_csv(const std::string& text) {
  const bool plain = text.find_first_of(",\"\r\n") == std::string::npos;
  const bool outer_blank = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (plain && !outer_blank) return text;
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string escaped_for_tsv(const std::string& text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\\': out += "\\\\"; break;
      default: out += c;
    }
  }
  return out;
}

std::string written(const Cell& cell, const RenderOptions& options) {
  std::string words = as_utf8(words_of(cell));
  const bool is_text = std::holds_alternative<std::string>(cell);
  return options.excel && is_text ? neutral(std::move(words)) : words;
}

// Header and rows, with `separator` between cells that `protect` made harmless to it.
template <class Protect>
std::string delimited(const Table& table, const RenderOptions& options, char separator, const Protect& protect) {
  const std::string_view line_end = options.excel ? "\r\n" : "\n";
  std::string out(options.excel ? byte_order_mark : "");
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) out += separator;
    out += protect(table.columns[i].name);
  }
  out += line_end;
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += separator;
      out += protect(written(row[i], options));
    }
    out += line_end;
  }
  return out;
}

}  // namespace

std::string render_csv(const Table& table, const RenderOptions& options) {
  // A row that is one empty cell would be an empty line, which readers skip.
  const bool one_column = table.columns.size() == 1;
  return delimited(table, options, ',', [one_column](const std::string& text) {
    return one_column && text.empty() ? std::string("\"\"") : quoted_for_csv(text);
  });
}

std::string render_tsv(const Table& table, const RenderOptions& options) {
  return delimited(table, options, '\t', escaped_for_tsv);
}

}  // namespace ksbx
