// html_table: a table as markup, laid out for the width that its cells need.
#pragma once

#include <string>

#include "base/table.h"
#include "files/render/html.h"
#include "files/render/page_links.h"

namespace ksbx {

struct HtmlTable {
  std::string markup;
  std::string style;  // on a phone each row becomes a card, on which CSS writes the headings
  Orientation orientation = Orientation::upright;  // sideways if upright paper is too narrow
  bool is_narrow = false;                          // fits one of the two columns of a page
};

// `id` names the table in its page: letters and digits. Numbers stand to the right. No row is cut on paper, and the
// headings are repeated on every sheet. A table without rows says so. Cells lead where `of_cell` says.
HtmlTable html_table(const Table& table, Language language, const std::string& id,
                     const PageLinks::OfCell& of_cell = {});

// What a page says under its tables.
std::string html_notes(const std::vector<Text>& notes, Language language);

}  // namespace ksbx
