#include "files/render/html_table.h"

#include <algorithm>

#include "base/utf8.h"
#include "files/render/render_forms.h"

namespace ksbx {
namespace {

// All widths are counted in columns of a terminal: two for a Chinese character.
constexpr int short_text = 18;  // up to this wide a text is kept on one line
constexpr int wide_text = 30;   // a longer one is broken and counts as this wide
constexpr int padding = 3;
constexpr int phone = 46;      // what fits side by side on a phone,
constexpr int half = 62;       // in one of two columns of a page,
constexpr int upright = 105;   // on upright A4,
constexpr int sideways = 150;  // and on A4 that lies, in print of ordinary size

struct PageLayout {
  std::vector<std::string> headings;  // plain words
  std::vector<std::string> classes;   // "n" number, "s" short, "w" wraps
  int width = 0;
};

int width_of_column(const Table& table, std::size_t column, const std::string& heading) {
  int width = display_width(heading);
  for (const auto& row : table.rows) width = std::max(width, display_width(display(words_of(row[column]))));
  return width;
}

PageLayout laid_out(const Table& table, Language language) {
  PageLayout layout;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    layout.headings.push_back(column.label.empty() ? column.name : column.label.in(language));
    const int width = width_of_column(table, i, layout.headings.back());
    layout.classes.emplace_back(is_numeric(table, i) ? "n" : width <= short_text ? "s" : "w");
    layout.width += std::min(width, wide_text) + padding;
  }
  return layout;
}

// Heads above headings take a row of their own; what has none stands beside both.
std::string head_rows(const PageLayout& layout) {
  const std::vector<HeadGroup> groups = head_groups(layout.headings);
  const bool two = have_heads(groups);
  const auto heading = [&](const HeadGroup& group, std::size_t nth, const char* more) {
    const std::size_t place = group.first + nth;
    const std::string sorted_by = two ? formatted(" data-place=\"{}\"", place) : std::string();
    return formatted("<th scope=\"col\"{}{} class=\"{}\">{}</th>", more, sorted_by, layout.classes[place],
                     html_words(group.headings[nth]));
  };
  std::string upper, lower;
  for (const HeadGroup& group : groups) {
    if (group.head.empty()) {
      upper += heading(group, 0, two ? " rowspan=\"2\"" : "");
      continue;
    }
    upper += formatted("<th scope=\"colgroup\" colspan=\"{}\">{}</th>", group.headings.size(), html_words(group.head));
    for (std::size_t nth = 0; nth < group.headings.size(); ++nth) lower += heading(group, nth, "");
  }
  return "<thead><tr>" + upper + (two ? "</tr>\n<tr>" + lower : "") + "</tr></thead>\n";
}

std::string words_in(const Table& table, const TableRow& row, std::size_t column, const PageLinks::OfCell& of_cell) {
  const std::string words = html_words(words_of(row[column]));
  const std::string address = of_cell && !words.empty() ? of_cell(table, row, column) : std::string();
  return address.empty() ? words : formatted("<a href=\"{}\">{}</a>", html_words(address), words);
}

std::string body_row(const PageLayout& layout, const Table& table, const TableRow& row,
                     const PageLinks::OfCell& of_cell) {
  std::string out = is_total(row) ? "<tr class=\"total\">" : "<tr>";
  for (std::size_t i = 0; i < row.size(); ++i)
    out += formatted("<td class=\"{}\">{}</td>", layout.classes[i], words_in(table, row, i, of_cell));
  return out + "</tr>\n";
}

// The headings of the cards.
std::string card_style(const PageLayout& layout, const std::string& id) {
  std::string out = "@media screen and (max-width:640px){\n";
  for (std::size_t i = 0; i < layout.headings.size(); ++i)
    out += formatted("#{} td:nth-child({})::before{{content:\"{}\"}}\n", id, i + 1, css_words(layout.headings[i]));
  return out + "}\n";
}

}  // namespace

HtmlTable html_table(const Table& table, Language language, const std::string& id, const PageLinks::OfCell& of_cell) {
  const PageLayout layout = laid_out(table, language);
  const bool cards = layout.width > phone;
  HtmlTable result;
  if (layout.width > upright) result.orientation = Orientation::sideways;
  result.is_narrow = layout.width <= half;
  if (table.rows.empty()) {
    result.markup = formatted("<p class=\"none\">{}</p>\n", text("（无）", "(none)").in(language));
    return result;
  }
  if (cards) result.style = card_style(layout, id);
  result.markup = formatted("<div class=\"wide\"><table id=\"{}\" class=\"sorts{}{}\">\n{}<tbody>\n", id,
                            cards ? " cards" : "", layout.width > sideways ? " dense" : "", head_rows(layout));
  for (const auto& row : table.rows) result.markup += body_row(layout, table, row, of_cell);
  result.markup += "</tbody></table></div>\n";
  return result;
}

std::string html_notes(const std::vector<Text>& notes, Language language) {
  if (notes.empty()) return {};
  std::string out = "<div class=\"notes\">\n";
  for (const Text& note : notes)
    out += formatted("<p>{}{}</p>\n", text("注：", "Note: ").in(language), html_words(note.in(language)));
  return out + "</div>\n";
}

}  // namespace ksbx
