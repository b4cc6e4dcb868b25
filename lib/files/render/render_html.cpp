// The format for screens, phones and paper: one table on a page of its own.
#include "files/render/html_table.h"
#include "files/render/render_forms.h"

namespace ksbx {

std::string made_line(const RenderOptions& options, std::optional<std::size_t> rows) {
  Text line;
  if (options.made) {
    const std::string when = options.made->iso().substr(0, 16).replace(10, 1, " ");
    line = text("生成于 {}", "made {}", when);
  }
  if (rows) line = text("{}{}{} 行", "{}{}{} rows", line, line.empty() ? Text{} : text("，", ", "), *rows);
  return line.empty() ? std::string() : formatted("<p class=\"made\">{}</p>\n", line.in(options.language));
}

std::string render_html(const Table& table, const RenderOptions& options) {
  const HtmlTable shown = html_table(table, options.language, "t1");
  HtmlPage page;
  page.language = options.language;
  page.title = table.title.empty() ? table.name : table.title.in(options.language);
  page.orientation = shown.orientation;
  page.style = shown.style;
  page.body = formatted("<main>\n<h1>{}</h1>\n{}{}{}</main>\n", html_words(page.title),
                        made_line(options, table.rows.size()), shown.markup, html_notes(table.notes, options.language));
  return html_page(page);
}

}  // namespace ksbx
