// html_part: a part of a page as markup: its heading, its picture, and the table that the picture was drawn from.
#pragma once

#include <string>

#include "base/page.h"
#include "files/render/html_table.h"

namespace ksbx {

// `id` names the part in its page: letters and digits. A part without rows shows no picture and says so.
HtmlTable html_part(const Panel& part, Language language, const std::string& id);

}  // namespace ksbx
