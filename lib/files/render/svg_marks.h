// svg_marks: the few marks that all charts are made of. Only the svg_*.cpp files use them.
#pragma once

#include <string>
#include <string_view>

namespace ksbx::svg {

constexpr double width = 400;

// "12.5": at most one digit after the point.
std::string number(double value);
// The same for people: thousands apart by a thin space.
std::string spoken(double value);
// The least of 1, 2, 5, 10, 20, 50 … not below `value`, and so a good end for an axis; 1 for nothing.
double round_up(double value);

enum class Anchor { start, middle, end };
std::string words(double x, double y, std::string_view text, Anchor anchor = Anchor::start, std::string_view kind = "");
std::string box(double x, double y, double w, double h, std::string_view attributes, std::string_view title = "");
std::string stroke(double x1, double y1, double x2, double y2, std::string_view kind);
// The whole drawing with its name for screen readers.
std::string drawing(double height, std::string_view title, const std::string& content);

// The fillings of series 0, 1, 2 … of a chart; the fifth is the first again.
std::string fillings(std::string_view id);
std::string filling(std::string_view id, std::size_t series);

}  // namespace ksbx::svg
