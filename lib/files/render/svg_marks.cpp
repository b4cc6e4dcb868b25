#include "files/render/svg_marks.h"

#include <cmath>

#include "base/text.h"
#include "files/render/html.h"

namespace ksbx::svg {

std::string number(double value) {
  const double rounded = std::round(value * 10) / 10;
  return formatted("{}", rounded == 0 ? 0.0 : rounded);
}

std::string spoken(double value) {
  if (value != std::floor(value) || std::fabs(value) > 1e15) return formatted("{}", std::round(value * 100) / 100);
  std::string digits = formatted("{}", static_cast<long long>(value));
  const std::size_t first = digits.starts_with('-') ? 2 : 1;
  for (std::size_t at = digits.size(); at >= first + 3; at -= 3) digits.insert(at - 3, "\u2009");
  return digits;
}

double round_up(double value) {
  double step = 1;
  while (true) {
    for (double times : {1.0, 2.0, 5.0})
      if (step * times >= value) return step * times;
    step *= 10;
  }
}

std::string words(double x, double y, std::string_view text, Anchor anchor, std::string_view kind) {
  const char* side = anchor == Anchor::start ? "start" : anchor == Anchor::middle ? "middle" : "end";
  return formatted("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\"{}>{}</text>\n", number(x), number(y), side,
                   kind.empty() ? std::string() : formatted(" class=\"{}\"", kind), html_words(text));
}

std::string box(double x, double y, double w, double h, std::string_view attributes, std::string_view title) {
  const std::string place = formatted("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}", number(x), number(y),
                                      number(w), number(h), attributes);
  if (title.empty()) return place + "/>\n";
  return formatted("{}><title>{}</title></rect>\n", place, html_words(title));
}

std::string stroke(double x1, double y1, double x2, double y2, std::string_view kind) {
  return formatted("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>\n", number(x1), number(y1), number(x2),
                   number(y2), kind);
}

std::string drawing(double height, std::string_view title, const std::string& content) {
  const std::string name = html_words(title);
  return formatted(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" "
      "preserveAspectRatio=\"xMinYMin\">\n<title>{}</title>\n{}</svg>\n",
      number(width), number(height), name, name, content);
}

// Dark; hatched; light with dots; white: apart in grey as in colour.
std::string fillings(std::string_view id) {
  return formatted(
      "<defs>\n<pattern id=\"{0}f1\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fbe3d2\"/>"
      "<rect width=\"2\" height=\"5\" fill=\"#c2571a\"/></pattern>\n"
      "<pattern id=\"{0}f2\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
      "<rect width=\"6\" height=\"6\" fill=\"#cfdcea\"/><circle cx=\"2\" cy=\"2\" r=\"1\" "
      "fill=\"#1f4e79\"/></pattern>\n"
      "</defs>\n",
      id);
}

std::string filling(std::string_view id, std::size_t series) {
  switch (series % 4) {
    case 0: return "fill=\"#1f4e79\" stroke=\"#1f4e79\" stroke-width=\".8\"";
    case 1: return formatted("fill=\"url(#{}f1)\" stroke=\"#c2571a\" stroke-width=\".8\"", id);
    case 2: return formatted("fill=\"url(#{}f2)\" stroke=\"#1f4e79\" stroke-width=\".8\"", id);
    default: return "fill=\"#fff\" stroke=\"#59636e\" stroke-width=\".8\"";
  }
}

}  // namespace ksbx::svg
