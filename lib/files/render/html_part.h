// html_part: a part of a page as markup: its heading, its picture, and the table that the picture was drawn from.
#pragma once

#include <string>

#include "base/page.h"
#include "files/render/html_table.h"

namespace ksbx {

// Whether narrow parts stand beside each other: where a page has charts, which are narrow, its narrow tables do, too.
enum class Beside { none, narrow };

// `id` names the part in its page: letters and digits. A part without rows shows no picture and says so.
HtmlTable html_part(const Panel& part, Language language, const std::string& id, Beside beside,
                    const PageLinks::OfCell& of_cell = {});

}  // namespace ksbx
