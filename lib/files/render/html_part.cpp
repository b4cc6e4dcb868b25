#include "files/render/html_part.h"

#include <algorithm>
#include <optional>

#include "base/join.h"
#include "files/render/chart.h"
#include "files/render/render_forms.h"

namespace ksbx {
namespace {

std::string legend_of(const std::vector<Sign>& signs, Language language) {
  std::string out = "<p class=\"signs\">";
  for (const Sign& sign : signs)
    out += formatted("<span><b>{}</b> {}</span> ", html_words(sign.letter), html_words(sign.meaning.in(language)));
  return out + "</p>\n";
}

std::string strip_of(const Panel& part, Language language) {
  std::vector<std::string> rows;
  std::vector<StripDay> days;
  for (const std::string& name : part.values)
    if (const auto column = place_of(part.table, name))
      rows.push_back(heading_of(part.table.columns[*column]).in(language));
  for (const auto& row : part.table.rows) {
    const auto day = Day::parse(name_of_row(part, row));
    if (!day) continue;
    StripDay one{*day, {}};
    for (const std::string& name : part.values)
      if (const auto column = place_of(part.table, name)) one.letters.push_back(words_of(row[*column]));
    days.push_back(std::move(one));
  }
  return svg_strip(part.table.title.in(language), rows, days, part.signs) + legend_of(part.signs, language);
}

std::string figures_of(const Panel& part) {
  std::optional<std::size_t> value;  // not by "? :", of which g++ 12 says that it may be uninitialised
  if (!part.values.empty()) value = place_of(part.table, part.values.front());
  std::string out = "<dl class=\"figures\">\n";
  for (const auto& row : part.table.rows) {
    out += "<div>";
    out += formatted("<dt>{}</dt>", html_words(name_of_row(part, row)));
    if (value) {
      const std::string figure = words_of(row[*value]);
      out += formatted("<dd>{}</dd>", figure.empty() ? "—" : html_words(figure));  // not known: no nought
    }
    for (std::size_t i = 0; i < row.size(); ++i)
      if (!names_rows(part, i) && i != value && !words_of(row[i]).empty())
        out += formatted("<dd class=\"remark\">{}</dd>", html_words(words_of(row[i])));
    out += "</div>\n";
  }
  return out + "</dl>\n";
}

// What is empty is a line to write on.
std::string cover_of(const Panel& part) {
  std::optional<std::size_t> value;
  if (!part.values.empty()) value = place_of(part.table, part.values.front());
  std::string out = "<dl class=\"cover\">\n";
  for (const auto& row : part.table.rows)
    out += formatted("<div><dt>{}</dt><dd>{}</dd></div>\n", html_words(name_of_row(part, row)),
                     value ? html_words(words_of(row[*value])) : std::string());
  return out + "</dl>\n";
}

// The day, where it is another one than above; then the first column in bold and the others after it.
std::string story_of(const Panel& part) {
  std::string out = "<ol class=\"story\">\n", before;
  for (const auto& row : part.table.rows) {
    const std::string day = name_of_row(part, row);
    std::string words;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = html_words(words_of(row[i]));
      if (names_rows(part, i) || cell.empty()) continue;
      words += words.empty() ? "<b>" + cell + "</b>" : "<span>" + cell + "</span>";
    }
    out += formatted("<li{}><time>{}</time><div>{}</div></li>\n", day == before ? " class=\"same\"" : "",
                     html_words(day), words);
    before = day;
  }
  return out + "</ol>\n";
}

std::string picture_of(const Panel& part, Language language, const std::string& id) {
  switch (part.picture) {
    case Picture::none: return {};
    case Picture::cover: return cover_of(part);
    case Picture::figures: return figures_of(part);
    case Picture::bar: return svg_bars(chart_of(part, language, id));
    case Picture::line: return svg_lines(chart_of(part, language, id));
    case Picture::heat: return svg_calendar(part.table.title.in(language), days_of(part), language);
    case Picture::strip: return strip_of(part, language);
    case Picture::timeline: return story_of(part);
  }
  return {};
}

// A cover, figures and a timeline are words already and need no table next to them.
bool speaks(Picture picture) {
  return picture == Picture::cover || picture == Picture::figures || picture == Picture::timeline;
}

}  // namespace

HtmlTable html_part(const Panel& part, Language language, const std::string& id, Beside beside,
                    const PageLinks::OfCell& of_cell) {
  HtmlTable table = html_table(part.table, language, id + "t", of_cell);
  HtmlTable result{{}, table.style, table.orientation};
  const bool is_half = is_drawn_in_blocks(part.picture) ||
                       (beside == Beside::narrow && part.picture == Picture::none && table.is_narrow);
  result.markup = formatted("<section class=\"{}\">\n<h2>{}</h2>\n", is_half ? "chart" : "whole",
                            html_words(part.table.title.in(language)));
  const std::string picture = part.table.rows.empty() ? std::string() : picture_of(part, language, id);
  result.markup += picture;
  if (picture.empty())
    result.markup += table.markup;
  else if (!speaks(part.picture))
    result.markup += formatted("<details><summary>{}</summary>\n{}</details>\n",
                               text("数据", "the numbers").in(language), table.markup);
  result.markup += html_notes(part.table.notes, language) + "</section>\n";
  return result;
}

}  // namespace ksbx
