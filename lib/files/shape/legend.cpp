#include "files/shape/legend.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || c == 0x3007;
}
bool is_between(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x3000 ||
         std::u32string_view(U"：:，,；;、。.=＝—-–~（）()【】[]“”\"‘’'《》<>→").find(c) != std::u32string_view::npos;
}

// A part of a legend: a mark, or a word in Chinese.
struct Part {
  std::string words;
  bool is_mark = false;
};

std::vector<Part> parts_of(std::string_view words) {
  std::vector<Part> parts;
  std::u32string part;
  bool is_word = false;
  const auto finish = [&] {
    if (!part.empty()) parts.push_back({to_utf8(part), !is_word});
    part.clear();
  };
  for (const char32_t c : code_points(words)) {
    if (is_between(c)) {
      finish();
      continue;
    }
    const bool word = is_han(c) && c != 0x3007;
    if (!part.empty() && word != is_word) finish();
    is_word = word;
    part.push_back(c);
  }
  finish();
  return parts;
}

bool take_front(std::string& word, std::string_view head) {
  if (!word.starts_with(head)) return false;
  word.erase(0, head.size());
  return true;
}

// 表示出勤 → 出勤, 出勤打 → 出勤
std::string bare_word(std::string word) {
  for (std::string_view head : {"图例说明", "符号说明", "填写说明", "考勤符号", "考勤标记", "图例", "说明", "符号",
                                "标记", "备注", "注", "其中", "用", "以"})
    if (take_front(word, head)) break;
  for (std::string_view head : {"表示", "代表", "标示", "即", "为", "是", "指"})
    if (take_front(word, head)) break;
  for (std::string_view tail : {"表示为", "用", "打", "画", "划", "记作", "记为", "记", "标", "表示", "为", "写"})
    if (word.size() > tail.size() && word.ends_with(tail)) {
      word.erase(word.size() - tail.size());
      break;
    }
  return word;
}

// Words that can be said of a pupil's half day, so that a note like “A4 纸打印” is no legend.
bool is_of_attendance(std::string_view word) {
  constexpr std::size_t longest = 24;  // bytes: eight characters
  if (word.size() > longest) return false;
  for (std::string_view hint :
       {"勤", "到", "旷", "假", "退", "缺", "课", "休", "在校", "病", "事", "正常", "学", "核实"})
    if (word.find(hint) != std::string_view::npos) return true;
  return false;
}

bool is_mark(std::string_view words) {
  constexpr std::size_t longest = 2;
  const std::u32string points = code_points(words);
  return !points.empty() && points.size() <= longest &&
         std::none_of(points.begin(), points.end(), [](char32_t c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string plain_mark(std::string_view mark) {
  std::u32string plain_form;
  for (char32_t c : code_points(plain(mark))) {
    if (std::u32string_view(U"✓✔☑∨Vv").find(c) != std::u32string_view::npos) c = U'√';
    if (std::u32string_view(U"✕✖✗✘╳☒Xx").find(c) != std::u32string_view::npos) c = U'×';
    if (std::u32string_view(U"◯〇Oo").find(c) != std::u32string_view::npos) c = U'○';
    if (std::u32string_view(U"∆Δ").find(c) != std::u32string_view::npos) c = U'△';
    if (c != U' ' && c != 0xFE0F && c != 0xFE0E) plain_form.push_back(c);
  }
  return to_utf8(plain_form);
}

std::vector<LegendEntry> Legend::read(std::string_view words, int line, int column) {
  constexpr std::size_t longest = 2000;  // bytes
  if (words.size() > longest) return {};
  std::vector<Part> parts;
  for (Part& part : parts_of(words)) {
    if (!part.is_mark) part.words = bare_word(part.words);
    if (!part.words.empty()) parts.push_back(std::move(part));
  }
  // The mark is before its meaning, or after it: whichever the first one of the text is.
  std::vector<LegendEntry> entries;
  const auto usable = [&](std::size_t mark, std::size_t word) {
    return mark < parts.size() && word < parts.size() && parts[mark].is_mark && !parts[word].is_mark &&
           is_mark(parts[mark].words) && is_of_attendance(parts[word].words);
  };
  for (std::size_t i = 0; i + 1 < parts.size();) {
    const bool marks_first = usable(i, i + 1), words_first = usable(i + 1, i);
    if (!marks_first && !words_first) {
      ++i;
      continue;
    }
    const std::size_t mark = marks_first ? i : i + 1, word = marks_first ? i + 1 : i;
    entries.push_back({parts[mark].words, parts[word].words, line, column});
    i += 2;
  }
  const bool is_headed = words.find("图例") != std::string_view::npos || words.find("说明") != std::string_view::npos ||
                         words.find("符号") != std::string_view::npos || words.find("注") != std::string_view::npos;
  constexpr std::size_t few = 2;
  return entries.size() >= few || is_headed ? entries : std::vector<LegendEntry>{};
}

const LegendEntry* Legend::add(const LegendEntry& entry) {
  for (const LegendEntry& known : entries_)
    if (known.mark == entry.mark) return known.meaning == entry.meaning ? nullptr : &known;
  entries_.push_back(entry);
  return nullptr;
}

std::string_view Legend::meaning(std::string_view cell) const {
  const std::string_view written = trimmed(cell);
  for (const LegendEntry& entry : entries_)
    if (entry.mark == written) return entry.meaning;
  if (entries_.empty() || written.size() > 8) return cell;
  const std::string mark = plain_mark(written);
  for (const LegendEntry& entry : entries_)
    if (plain_mark(entry.mark) == mark) return entry.meaning;
  return cell;
}

}  // namespace ksbx
