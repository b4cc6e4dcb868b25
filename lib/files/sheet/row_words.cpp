#include "files/sheet/row_words.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "files/cell/cell_words.h"

namespace ksbx {

bool is_blank(std::string_view cell) {
  // Every cell of every row comes here, and nearly all of them begin with a digit or a Chinese character.
  if (!cell.empty() && static_cast<unsigned char>(cell.front()) > ' ' && cell.front() != '\xC2' &&
      cell.front() != '\xE2' && cell.front() != '\xE3' && cell.front() != '\xEF')
    return false;
  while (!cell.empty()) {
    std::size_t length = 0;
    for (std::string_view space : {" ", "\t", "\r", "\n", "\u00A0", "\u3000", "\uFEFF", "\u200B"})
      if (cell.starts_with(space)) length = space.size();
    if (length == 0) return false;
    cell.remove_prefix(length);
  }
  return true;
}

std::string_view word_at(const std::vector<std::string>& cells, std::size_t place) {
  return place < cells.size() ? trimmed(cells[place]) : std::string_view{};
}

std::string_view word_at(const std::vector<std::string>& cells, int place) {
  return place < 0 ? std::string_view{} : word_at(cells, static_cast<std::size_t>(place));
}

namespace {

std::string without_blanks(std::string_view cell) {
  std::string text = nfkc(cell);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  return text;
}

}  // namespace

bool is_total_of_place(std::string_view place, std::string_view name) {
  if (is_blank(place) || (!is_blank(name) && std::ranges::none_of(name, is_ascii_digit<char>))) return false;
  const std::string text = without_blanks(place);
  for (std::string_view word : {"合计", "总计", "小计", "共计", "累计"})
    if (text.starts_with(word) || text.ends_with(word)) return true;
  return false;
}

bool begins_like_a_total(std::string_view cell) {
  const std::string text = without_blanks(cell);
  for (std::string_view word :
       {"合计",   "总计",   "小计",   "共计", "总人数",   "人数合计", "说明",     "备注",     "注:",
        "注1",    "填表",   "填报",   "制表", "审核",     "校长签",   "班主任签", "负责人",   "单位负责人",
        "联系人", "签字",   "签章",   "盖章", "经办人",   "打印日期", "打印时间", "导出时间", "制作人",
        "本班共", "全班共", "全校共", "以上", "以下空白", "平均",     "total",    "Total",    "TOTAL"})
    if (text.starts_with(word)) return true;
  constexpr std::string_view in_all = "共";
  return text.size() > in_all.size() && text.starts_with(in_all) && is_ascii_digit(text[in_all.size()]);
}

bool is_signature(std::string_view cell) {
  const std::string text = without_blanks(cell);
  for (std::string_view word :
       {"盖章", "公章", "签章", "签字", "签名", "审核人", "复核人", "审批人", "经办人", "填表人", "填报人", "制表人"})
    if (text.find(word) != std::string::npos) return true;
  return false;
}

}  // namespace ksbx
