#include "app/workspace/school_names.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace ksbx {
namespace {

constexpr std::u32string_view words_left_out[] = {U"街道", U"镇",   U"乡",   U"市",   U"县",         U"区",    U"第",
                                                  U"初级", U"高级", U"中心", U"完全", U"九年一贯制", U"九年制"};
constexpr std::u32string_view of_any_school[] = {U"学校",     U"中学",     U"小学", U"初中",   U"高中",
                                                 U"初级中学", U"高级中学", U"完小", U"中心校", U"中心小学",
                                                 U"中心学校", U"完全小学", U"本校", U"我校"};

bool ends_place(char32_t c) {
  return std::u32string_view(U"市县区镇乡").find(c) != std::u32string_view::npos;
}

// Whether what is said from `i` on is the name from `j` on, with words left out.
class Shortening {
 public:
  Shortening(std::u32string_view said, std::u32string_view name) : said_(said), name_(name) {}

  bool fits(std::size_t i = 0, std::size_t j = 0) const {
    if (i == said_.size() && j == name_.size()) return true;
    if (j == name_.size()) return false;
    if (i < said_.size() && said_[i] == name_[j] && fits(i + 1, j + 1)) return true;
    for (const std::u32string_view word : words_left_out)
      if (name_.substr(j).starts_with(word) && fits(i, j + word.size())) return true;
    if (j == 0 && fits_behind_place(i)) return true;
    return is_end_left_out(i, j) && fits(i, j + 1);
  }

 private:
  // 石桥市第一初级中学, said without 石桥市.
  bool fits_behind_place(std::size_t i) const {
    for (std::size_t end = 2; end < name_.size(); ++end)
      if ((ends_place(name_[end - 1]) || name_.substr(0, end).ends_with(U"街道")) && fits(i, end)) return true;
    return false;
  }
  // 一中, 附小, 中心校, 初中
  bool is_end_left_out(std::size_t i, std::size_t j) const {
    if (j == 0) return false;
    const char32_t before = name_[j - 1];
    const std::u32string_view rest = name_.substr(j), said_rest = said_.substr(i);
    if (rest == U"学") return said_rest.empty() && (before == U'中' || before == U'小');
    if (rest == U"学校") return said_rest == U"校";
    return rest == U"级中学" && said_rest == U"中" && (before == U'初' || before == U'高');
  }

  std::u32string_view said_, name_;
};

std::u32string name_points(std::string_view words) {
  std::u32string points = code_points(nfkc(words));
  std::erase(points, U' ');
  return points;
}

}  // namespace

bool is_short_name(std::string_view said, std::string_view registered) {
  constexpr std::size_t longest = 40;  // characters
  const std::u32string words = name_points(said), name = name_points(registered);
  const bool names_none = std::ranges::find(of_any_school, std::u32string_view(words)) != std::end(of_any_school);
  if (words.size() < 2 || words.size() >= name.size() || name.size() > longest || names_none) return false;
  return Shortening(words, name).fits();
}

std::vector<const Unit*> schools_called(const Organisation& organisation, std::string_view words) {
  std::vector<const Unit*> schools = organisation.of_kind(UnitKind::school);
  std::erase_if(schools, [&](const Unit* school) {
    return !is_short_name(words, school->name) || organisation.closed_on(school->id).has_value();
  });
  return schools;
}

}  // namespace ksbx
