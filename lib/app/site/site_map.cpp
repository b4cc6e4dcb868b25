#include "app/site/site_map.h"

#include <algorithm>
#include <array>

#include "app/deliver/file_names.h"
#include "base/ascii.h"
#include "base/text.h"

namespace ksbx {
namespace {

// A name means whatever the code beside it does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> codes_of_names{{
    {"student_name", "student_code"},
    {"class", "class_code"},
    {"school", "school_code"},
    {"town", "town_code"},
    {"page", "path"},
}};

std::string percent_encoded(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool plain =
        is_ascii_letter(c) || is_ascii_digit(c) || std::string_view("-_./").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : formatted("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace

std::string address_between(const std::string& from, const std::string& to) {
  return (from.find('/') == std::string::npos ? "" : "../") + percent_encoded(to);
}

void SiteMap::add(const std::string& folder, const std::string& column, const std::vector<std::string>& codes) {
  const std::vector<std::string> names = distinct_file_names(codes);
  for (std::size_t i = 0; i < codes.size(); ++i) paths_[{column, codes[i]}] = formatted("{}/{}.html", folder, names[i]);
}

void SiteMap::call(const std::string& column, const std::string& code, const std::string& other,
                   const std::string& words) {
  const std::string path = path_of(column, code);
  const auto [found, is_new] = paths_.try_emplace({other, words}, path);
  if (!is_new && found->second != path) found->second.clear();
}

std::string SiteMap::path_of(const std::string& column, const std::string& code) const {
  const auto found = paths_.find({column, code});
  return found == paths_.end() ? std::string() : found->second;
}

std::string SiteMap::path_of(const Table& table, const TableRow& row, std::size_t column) const {
  const std::string& name = table.columns[column].name;
  const auto pair = std::ranges::find(codes_of_names, name, &std::pair<std::string_view, std::string_view>::first);
  if (pair != codes_of_names.end())
    if (const auto code = place_of(table, std::string(pair->second)))
      return path_of(std::string(pair->second), words_of(row[*code]));
  return path_of(name, words_of(row[column]));
}

}  // namespace ksbx
