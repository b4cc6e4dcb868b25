#include "files/render/html.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "files/render/html_style.h"

namespace ksbx {
namespace {

// Nothing is fetched, sent or framed, whatever the page says.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

// Paper is set up for each page: the way it lies, and what is in the margins of a second sheet.
std::string paper(const HtmlPage& page) {
  const std::string title = css_words(page.title);
  return formatted(
      "@page{{size:A4 {};margin:14mm 12mm 16mm;@top-left{{content:\"{}\";font-size:8pt;color:#555}}"
      "@bottom-right{{content:counter(page) \" / \" counter(pages);font-size:8pt;color:#555}}}}"
      "@page:first{{@top-left{{content:none}}}}\n",
      page.orientation == Orientation::sideways ? "landscape" : "portrait", title);
}

}  // namespace

std::string html_words(std::string_view words) {
  std::string out;
  for (char c : display(words)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string css_words(std::string_view words) {
  std::string out;
  for (char c : display(words)) {
    const bool plain = is_ascii_letter(c) || is_ascii_digit(c) || c == ' ' || c < 0;
    out += plain ? std::string(1, c) : formatted("\\{:x} ", static_cast<unsigned>(c));
  }
  return out;
}

std::string html_page(const HtmlPage& page) {
  std::string out = "<!DOCTYPE html>\n";
  out += page.language == Language::zh ? "<html lang=\"zh-CN\">\n" : "<html lang=\"en\">\n";
  out += "<head>\n<meta charset=\"utf-8\">\n";
  out += formatted("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", policy);
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<meta name=\"referrer\" content=\"no-referrer\">\n";
  out += formatted("<title>{}</title>\n<style>\n", html_words(page.title));
  out += page_style();
  out += paper(page) + page.style;
  out += "</style>\n</head>\n<body>\n" + page.body;
  if (page.body.find("class=\"sorts") != std::string::npos)
    out += formatted("<script>\n{}</script>\n", sorting_script());
  if (page.body.find("class=\"finder\"") != std::string::npos)
    out += formatted("<script>\n{}</script>\n", searching_script());
  return out + "</body>\n</html>\n";
}

}  // namespace ksbx
