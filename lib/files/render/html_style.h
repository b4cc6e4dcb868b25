// html_style: how every page looks, and the scripts that some have.
#pragma once

#include <string_view>

namespace ksbx {

// Screen, phone and paper, in this order: the later rules change the earlier ones.
std::string_view page_style();
// Sorts tables of class `sorts` by the heading that is clicked or entered. The page says the same without it.
std::string_view sorting_script();
// What pages that lead to others have besides (files/render/page_links.h).
std::string_view linking_style();
// Narrows the rows of all tables to those that have all words in the box of class `finder`, which it shows.
std::string_view searching_script();

}  // namespace ksbx
