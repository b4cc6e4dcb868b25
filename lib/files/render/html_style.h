// html_style: how every page looks, and the one script that some have. Only html.cpp calls them.
#pragma once

#include <string_view>

namespace ksbx {

// Screen, phone and paper, in this order: the later rules change the earlier ones.
std::string_view page_style();
// Sorts tables of class `sorts` by the heading that is clicked or entered. The page says the same without it.
std::string_view sorting_script();

}  // namespace ksbx
