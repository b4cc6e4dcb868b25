#include "files/render/render_page.h"

#include <algorithm>

#include "base/utf8.h"
#include "files/render/chart.h"
#include "files/render/html_part.h"
#include "files/render/html_style.h"
#include "files/render/render_forms.h"

namespace ksbx {
namespace {

std::string aligned(const Page& page, const RenderOptions& options) {
  std::string out = display(page.title.in(options.language)) + "\n";
  for (const Text& line : page.head) out += display(line.in(options.language)) + "\n";
  for (const Panel& part : page.parts)
    out += "\n" + render(options.draws_charts ? drawn_in_blocks(part, options) : part.table, Format::table, options);
  for (const Text& note : page.notes) out += "\n" + display(note.in(options.language)) + "\n";
  return out;
}

std::string marked_down(const Page& page, const RenderOptions& options) {
  std::string out = "# " + markdown_words(page.title.in(options.language)) + "\n";
  for (const Text& line : page.head) out += "\n" + markdown_words(line.in(options.language)) + "\n";
  for (const Panel& part : page.parts) out += "\n" + render(part.table, Format::md, options);
  for (const Text& note : page.notes) out += "\n" + markdown_words(note.in(options.language)) + "\n";
  return out;
}

std::string json(const Page& page, const RenderOptions& options) {
  std::string out = "{\"schema\":" + json_words("ksbx." + page.name) +
                    ",\"version\":1,\"title\":" + json_words(page.title.in(options.language)) + ",\"parts\":[";
  for (std::size_t i = 0; i < page.parts.size(); ++i) {
    std::string part = render(page.parts[i].table, Format::json, options);
    part.pop_back();  // its line feed
    out += (i > 0 ? ",\n" : "\n") + part;
  }
  out += "\n],\"notes\":[";
  for (std::size_t i = 0; i < page.notes.size(); ++i)
    out += (i > 0 ? "," : "") + json_words(page.notes[i].in(options.language));
  return out + "]}\n";
}

// Without a picture, which is drawn for a sheet that stands upright.
bool is_of_tables(const Page& page) {
  return std::ranges::all_of(page.parts, [](const Panel& part) { return part.picture == Picture::none; });
}

std::string steps(const std::vector<PageLinks::Step>& all, const char* kind, const RenderOptions& options) {
  if (all.empty()) return {};
  std::string out = formatted("<nav class=\"{}\">", kind);
  for (const PageLinks::Step& step : all) {
    const std::string words = html_words(step.words.in(options.language));
    out += step.address.empty() ? formatted("<span>{}</span> ", words)
                                : formatted("<a href=\"{}\">{}</a> ", html_words(step.address), words);
  }
  return out + "</nav>\n";
}

std::string html(const Page& page, const RenderOptions& options) {
  HtmlPage whole;
  whole.language = options.language;
  whole.title = page.title.in(options.language);
  whole.body = formatted("<main class=\"page\">\n{}{}<h1>{}</h1>\n", steps(options.links.menu, "menu", options),
                         steps(options.links.trail, "trail", options), html_words(whole.title));
  for (const Text& line : page.head)
    whole.body += formatted("<p class=\"head\">{}</p>\n", html_words(line.in(options.language)));
  if (!options.links.search.empty())
    whole.body += formatted("<p class=\"finder\" hidden><label>{} <input type=\"search\"></label></p>\n",
                            html_words(options.links.search.in(options.language)));
  if (options.links.any()) whole.style = linking_style();
  whole.body += made_line(options, {}) + "<div class=\"parts\">\n";
  const Beside beside =
      std::ranges::any_of(page.parts, is_drawn_in_blocks, &Panel::picture) ? Beside::narrow : Beside::none;
  for (std::size_t i = 0; i < page.parts.size(); ++i) {
    const HtmlTable part =
        html_part(page.parts[i], options.language, formatted("p{}", i + 1), beside, options.links.of_cell);
    whole.body += part.markup;
    whole.style += part.style;
    if (part.orientation == Orientation::sideways && is_of_tables(page)) whole.orientation = Orientation::sideways;
  }
  whole.body += "</div>\n" + html_notes(page.notes, options.language) + "</main>\n";
  return html_page(whole);
}

}  // namespace

bool holds_pages(Format format) {
  switch (format) {
    case Format::table:
    case Format::md:
    case Format::json:
    case Format::html:
    case Format::xlsx: return true;
    case Format::csv:
    case Format::tsv:
    case Format::jsonl:
    case Format::ics: return false;
  }
  return false;
}

bool draws_charts(Format format) {
  switch (format) {
    case Format::table:
    case Format::html: return true;
    case Format::md:
    case Format::json:
    case Format::xlsx:
    case Format::csv:
    case Format::tsv:
    case Format::jsonl:
    case Format::ics: return false;
  }
  return false;
}

std::string render(const Page& page, Format format, const RenderOptions& options) {
  switch (format) {
    case Format::table: return aligned(page, options);
    case Format::md: return marked_down(page, options);
    case Format::json: return json(page, options);
    case Format::html: return html(page, options);
    case Format::xlsx: return render_xlsx(page, options);
    case Format::csv:
    case Format::tsv:
    case Format::jsonl:
    case Format::ics: return {};
  }
  return {};
}

}  // namespace ksbx
