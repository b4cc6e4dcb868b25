#include "base/says_nothing.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

bool is_one_letter_again_and_again(std::string_view text) {
  constexpr std::size_t shortest_number = 7;
  const std::u32string letters = code_points(text);
  return letters.size() >= shortest_number &&
         std::ranges::all_of(letters, [&](char32_t one) { return one == letters.front(); });
}

// -, ——, ***, …: whatever dashes and dots there are.
bool is_all_strokes(std::string_view text) {
  const std::u32string letters = code_points(text);
  return std::ranges::all_of(letters, [](char32_t one) {
    return std::u32string_view(U"-/\\._*?–—―－／…、。·").find(one) != std::u32string::npos;
  });
}

}  // namespace

bool says_nothing(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  text = text.substr(0, text.find_last_not_of(' ') + 1);
  if (text.empty()) return false;
  if (is_one_letter_again_and_again(text) || is_all_strokes(text)) return true;
  const std::string word = ascii_upper(std::string(text));
  for (const char* one :
       {"无",      "没有",  "不详",      "不明", "未知", "暂无", "暂缺",        "未填",       "未填写",  "待定",
        "待补",    "空",    "同上",      "0",    "00",   "000",  "NULL",        "(NULL)",     "<NULL>",  "[NULL]",
        "NONE",    "NIL",   "NAN",       "N/A",  "#N/A", "NA",   "#NULL!",      "#REF!",      "#VALUE!", "#NAME?",
        "#DIV/0!", "#NUM!", "UNDEFINED", "TEST", "测试", "XXX",  "12345678901", "13800138000"})
    if (word == one) return true;
  return false;
}

}  // namespace ksbx
