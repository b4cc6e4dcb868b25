#include "files/render/chart.h"

#include <algorithm>

#include "base/join.h"

namespace ksbx {
namespace {

std::vector<std::optional<double>> numbers_of(const Table& table, std::size_t column) {
  std::vector<std::optional<double>> numbers;
  for (const TableRow& row : table.rows) numbers.push_back(number_of(row[column]));
  return numbers;
}

// A share of more than everything, or of less than nothing.
bool cannot_be(const Column& column, const std::optional<double>& number) {
  return column.type == ColumnType::percent && number && (*number > 100 || *number < 0);
}

// The rows of which any value cannot be.
std::vector<std::size_t> doubtful_rows(const Panel& part) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < part.table.rows.size(); ++i)
    if (std::ranges::any_of(part.values, [&](const std::string& name) {
          const auto column = place_of(part.table, name);
          return column && cannot_be(part.table.columns[*column], number_of(part.table.rows[i][*column]));
        }))
      rows.push_back(i);
  return rows;
}

}  // namespace

std::string name_of_row(const Panel& part, const TableRow& row) {
  std::vector<std::string> words;
  for (const std::string& wanted : part.across)
    if (const auto column = place_of(part.table, wanted)) words.push_back(words_of(row[*column]));
  return join(words, " ");
}

bool names_rows(const Panel& part, std::size_t column) {
  return std::ranges::count(part.across, part.table.columns[column].name) > 0;
}

Chart chart_of(const Panel& part, Language language, const std::string& id) {
  const Table& table = part.table;
  Chart chart;
  chart.id = id;
  chart.title = table.title.in(language);
  for (const TableRow& row : table.rows) chart.names.push_back(name_of_row(part, row));
  for (const std::string& name : part.values)
    if (const auto column = place_of(table, name))
      chart.series.push_back({heading_of(table.columns[*column]).in(language), numbers_of(table, *column)});
  if (const auto target = place_of(table, part.target)) {
    chart.targets = numbers_of(table, *target);
    chart.target_name = heading_of(table.columns[*target]).in(language);
  }
  chart.doubtful = doubtful_rows(part);
  chart.doubt_name = text("超过100%或为负，请核对", "above 100 % or below 0: to be checked").in(language);
  return chart;
}

std::vector<DayValue> days_of(const Panel& part) {
  std::optional<std::size_t> value;  // not by "? :", of which g++ 12 says that it may be uninitialised
  if (!part.values.empty()) value = place_of(part.table, part.values.front());
  std::vector<DayValue> days;
  if (value)
    for (const TableRow& row : part.table.rows) {
      const auto day = Day::parse(name_of_row(part, row));
      const auto number = number_of(row[*value]);
      if (day && number) days.push_back({*day, *number});
    }
  return days;
}

int shade_of(double value, double most) {
  if (value <= 0) return 0;
  return std::clamp(static_cast<int>(value / most * shades + 0.999), 1, shades);
}

bool is_drawn_in_blocks(Picture picture) {
  return picture == Picture::bar || picture == Picture::line || picture == Picture::heat;
}

}  // namespace ksbx
