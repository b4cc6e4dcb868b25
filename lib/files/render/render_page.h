// render_page: a page of several parts becomes text. What each format promises for a table (files/render/render.h) it
// promises here too.
#pragma once

#include <string>

#include "base/page.h"
#include "files/render/render.h"

namespace ksbx {

// Whether a format has room for several tables: table, md, json, html and xlsx have; where one row is one line, they
// have not.
bool holds_pages(Format format);
// Whether a format can show charts as pictures: html, and the table of a terminal (RenderOptions::draws_charts).
bool draws_charts(Format format);

// table, md   the parts one below the other
// json        one object: schema "ksbx.<page name>", version 1, and `parts`, each as a table of its own
// html        the parts with their pictures; after each picture its table, which a click opens
// The format must hold pages.
std::string render(const Page& page, Format format, const RenderOptions& options = {});

}  // namespace ksbx
