#include "app/report/where_words.h"

#include <algorithm>
#include <vector>

#include "app/report/report_words.h"
#include "base/ascii.h"

namespace ksbx {
namespace {

bool is_of_name(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_';
}

// The value that is shown so; the word itself where none is.
std::string value_of(const ReportColumn& column, const Rulebook& rulebook, const std::string& word) {
  const std::vector<std::string> values = values_in_words(column, rulebook);
  if (std::ranges::find(values, word) != values.end()) return word;
  for (const std::string& value : values) {
    const Text shown = word_for(column, rulebook, value);
    if (shown.zh == word || shown.en == word) return value;
  }
  return word;
}

}  // namespace

std::string with_values_for_words(const ReportDefinition& report, const Rulebook& rulebook,
                                  const std::string& condition) {
  std::string out;
  const ReportColumn* column = nullptr;  // whose values are spoken of
  for (std::size_t i = 0; i < condition.size();) {
    std::size_t end = i + 1;
    if (condition[i] == '\'') {
      end = condition.find('\'', i + 1);
      if (end == std::string::npos) return out + condition.substr(i);
      const std::string word = condition.substr(i + 1, end - i - 1);
      out += "'" + (column != nullptr ? value_of(*column, rulebook, word) : word) + "'";
      i = end + 1;
      continue;
    }
    if (is_of_name(condition[i])) {
      while (end < condition.size() && is_of_name(condition[end])) ++end;
      const std::string name = condition.substr(i, end - i);
      const auto named = std::ranges::find(report.columns, name, &ReportColumn::name);
      if (named != report.columns.end())
        column = &*named;
      else if (const std::string word = ascii_lower(name); word != "in" && word != "not")
        column = nullptr;
    }
    out += condition.substr(i, end - i);
    i = end;
  }
  return out;
}

}  // namespace ksbx
