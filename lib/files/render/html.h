// html: one self-contained page, for a screen, a phone and paper.
//
// Everything is in the one file: no network, no font, no picture from elsewhere, and a policy in its head that lets
// the browser fetch none. It is read without JavaScript; a few lines of it sort tables. Chinese fonts are those of the
// reader's system. Colour is never the only sign, so a page from a black and white printer says the same.
//
//   html_page({Language::zh, "待办任务", Orientation::upright, {}, "<main>…</main>"});
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace ksbx {

// How the page lies on A4.
enum class Orientation { upright, sideways };

struct HtmlPage {
  Language language = Language::zh;
  std::string title;  // plain words
  Orientation orientation = Orientation::upright;
  std::string style;  // CSS of this page alone
  std::string body;   // markup
};

// The whole file, ending in a line feed.
std::string html_page(const HtmlPage& page);

// Words that can stand between tags or in a quoted attribute: no part of them is markup, and characters that would move
// a cursor or turn the line are shown by their number (base/utf8.h, display).
std::string html_words(std::string_view words);
// The same for a quoted string in CSS.
std::string css_words(std::string_view words);

}  // namespace ksbx
