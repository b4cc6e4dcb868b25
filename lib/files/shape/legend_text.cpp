// How a legend is read: cut into marks and words, which are then put together in one direction.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "files/shape/absentees.h"
#include "files/shape/legend.h"

namespace ksbx {
namespace {

using CodePoints = std::u32string_view;

// What is between two parts, the weakest first. Nothing is put together over the last one.
enum class Gap { none, link, space, comma, stop };

enum class Sort { han, digit, letter, sign, link, space, comma, stop, open, close, mark };

bool is_one_of(char32_t c, CodePoints all) {
  return all.find(c) != CodePoints::npos;
}

Sort sort_of(char32_t c) {
  if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF)) return Sort::han;
  if (c < 0x80 && is_ascii_digit(static_cast<char>(c))) return Sort::digit;
  if (c < 0x80 && is_ascii_letter(static_cast<char>(c))) return Sort::letter;
  if (is_one_of(c, U"/／-－–—―+＋\\＼")) return Sort::sign;
  if (is_one_of(c, U"：:=＝→>")) return Sort::link;
  if (is_one_of(c, U"，,、~～|")) return Sort::comma;
  if (is_one_of(c, U"；;。\n\r！!")) return Sort::stop;
  if (is_one_of(c, U"（([【")) return Sort::open;
  if (is_one_of(c, U"）)]】")) return Sort::close;
  if (is_one_of(c, U" \t.·“”\"‘’'《》<…") || c == 0xA0 || c == 0x3000) return Sort::space;
  return Sort::mark;
}
bool is_dash(char32_t c) {
  return is_one_of(c, U"-－–—―");
}

struct Part {
  std::string words;  // empty: an empty cell
  bool is_mark = false;
  Gap before = Gap::none;
  bool has_verb = false;  // 打, 画 …: the word says of a mark that it is made
};

constexpr std::array blank_words = {"不做标记", "不作标记", "不用填写", "空白格", "不填写", "未填写",
                                    "不标记",   "空白",     "空格",     "留空",   "不填",   "未填",
                                    "不写",     "不画",     "不打",     "不标",   "不记",   "空着"};

bool says_headed(std::string_view words) {
  for (std::string_view name : {"图例", "说明", "符号", "注", "标记", "记号", "标识"})
    if (words.find(name) != std::string_view::npos) return true;
  return false;
}

bool cut_front(std::string& word, std::string_view head) {
  if (word.size() < head.size() || !word.starts_with(head)) return false;
  word.erase(0, head.size());
  return true;
}
bool cut_back(std::string& word, std::string_view tail) {
  if (word.size() < tail.size() || !word.ends_with(tail)) return false;
  word.erase(word.size() - tail.size());
  return true;
}

// 考勤说明, 缺勤情况, 学生考勤符号 say what follows, and nothing themselves.
std::string without_heading(std::string word) {
  for (std::string_view last : {"情况", "要求", "方法", "规定", "如下", "含义", "备注", "注"})
    if (word.ends_with(last)) return {};
  for (std::string_view name : {"说明", "图例", "符号", "标记", "记号", "标识", "备注", "注"})
    if (const std::size_t at = word.rfind(name); at != std::string::npos && (name != "注" || at == 0))
      word.erase(0, at + name.size());
  return word;
}

// 表示出勤 → 出勤, 缺勤的打 → 缺勤; a state is left as it is.
Part bare_word(std::string word) {
  Part part;
  for (bool again = true; again && !word.empty() && !is_state(word);) {
    again = false;
    for (std::string_view verb : {"打", "画", "划", "记作", "记为", "记", "标", "写", "填"})
      if (cut_back(word, verb) || cut_front(word, verb)) again = part.has_verb = true;
    for (std::string_view head : {"其中", "表示", "代表", "标示", "即", "为", "是", "指", "用", "以", "的", "凡", "者"})
      again = cut_front(word, head) || again;
    for (std::string_view tail : {"表示", "学生", "同学", "用", "为", "请", "的", "者", "则", "均", "即", "以"})
      again = cut_back(word, tail) || again;
  }
  for (std::string_view all_there : {"全勤", "到齐", "全到"})
    if (word == all_there) word = "出勤";
  part.words = std::move(word);
  return part;
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

std::size_t without_spaces(CodePoints text, std::size_t at) {
  while (at < text.size() && sort_of(text[at]) == Sort::space) ++at;
  return at;
}

// 0=到: a single digit that is linked with a word is a mark, and no number of a line, a day or a lesson. What a legend
// is that is called one may also be 0：到, 0到, 到=0.
bool is_digit_mark(CodePoints text, std::size_t at, bool is_headed) {
  const auto is_han = [&](std::size_t place) { return place < text.size() && sort_of(text[place]) == Sort::han; };
  const Sort left = at == 0 ? Sort::stop : sort_of(text[at - 1]);
  const std::size_t next = without_spaces(text, at + 1);
  const bool is_linked = next < text.size() && sort_of(text[next]) == Sort::link;
  if (is_linked && left != Sort::han && is_han(without_spaces(text, next + 1)))
    return is_headed || is_one_of(text[next], U"=＝→");
  if (!is_headed || left == Sort::digit) return false;
  if (is_han(at + 1)) {
    std::size_t end = at + 1;
    while (is_han(end)) ++end;
    return left != Sort::han && is_state(to_utf8(text.substr(at + 1, end - at - 1)));
  }
  std::size_t before = at;
  while (before > 0 && sort_of(text[before - 1]) == Sort::space) --before;
  const bool is_behind_link = before > 1 && is_one_of(text[before - 1], U"=＝");
  return is_behind_link && is_han(before - 2);
}

// 病, 旷: one character that schools write into a cell as a mark.
bool is_short_state(CodePoints word) {
  return word.size() == 1 && sort_of(word.front()) == Sort::han && is_state(to_utf8(word));
}
bool is_leave(std::string_view word) {
  const auto read = read_attendance(word).value;
  return read && !read->nobody_absent && read->presence == Presence::excused;
}

class Cutter {
 public:
  explicit Cutter(bool is_headed) : is_headed_(is_headed) {}

  std::vector<Part> cut(CodePoints text) {
    read(text);
    mark_short_words();
    return std::move(parts_);
  }

 private:
  void separate(Gap gap) { gap_ = std::max(gap_, gap); }
  void add(Part part) {
    part.before = parts_.empty() ? Gap::stop : gap_;
    gap_ = Gap::none;
    parts_.push_back(std::move(part));
  }

  // 病：病假, 病假：病, 病 病假: the shorter one of two states that are linked is what stands in the cells.
  void mark_short_words() {
    for (std::size_t i = 1; i < parts_.size(); ++i) {
      Part &first = parts_[i - 1], &second = parts_[i];
      const bool is_spelled_out = second.before == Gap::space && second.words.starts_with(first.words);
      if ((second.before != Gap::link && !is_spelled_out) || first.is_mark || second.is_mark) continue;
      if (!is_state(first.words) || !is_state(second.words)) continue;
      const bool is_first = is_short_state(code_points(first.words));
      if (is_first != is_short_state(code_points(second.words))) (is_first ? first : second).is_mark = true;
    }
  }

  // 病假“病”: what is in quotes behind a word is its mark.
  bool is_quoted_mark(CodePoints text, std::size_t at) const {
    return at + 2 < text.size() && is_one_of(text[at], U"“\"‘'《") && is_one_of(text[at + 2], U"”\"’'》") &&
           is_short_state(text.substr(at + 1, 1)) && !parts_.empty() && !parts_.back().is_mark &&
           is_state(parts_.back().words) && gap_ <= Gap::link;
  }

  void read(CodePoints text) {
    for (std::size_t i = 0; i < text.size();) {
      const Sort sort = sort_of(text[i]);
      std::size_t end = i + 1;
      switch (sort) {
        case Sort::han:
          while (end < text.size() && sort_of(text[end]) == Sort::han) ++end;
          add_words(to_utf8(text.substr(i, end - i)));
          break;
        case Sort::letter:
        case Sort::digit: {
          while (end < text.size() && (sort_of(text[end]) == Sort::letter || sort_of(text[end]) == Sort::digit)) ++end;
          const CodePoints run = text.substr(i, end - i);
          const bool is_mark =
              std::all_of(run.begin(), run.end(), [](char32_t c) { return sort_of(c) == Sort::letter; }) ||
              (run.size() == 1 && is_digit_mark(text, i, is_headed_));
          is_mark ? add_mark(run) : separate(Gap::stop);
          break;
        }
        case Sort::mark:
          while (end < text.size() && sort_of(text[end]) == Sort::mark) ++end;
          add_mark(text.substr(i, end - i));
          break;
        case Sort::sign: end = add_sign(text, i); break;
        case Sort::link: separate(Gap::link); break;
        case Sort::space:
          if (is_quoted_mark(text, i)) {
            add_mark(text.substr(i + 1, 1));
            end = i + 3;
          }
          separate(Gap::space);
          break;
        case Sort::comma: separate(Gap::comma); break;
        case Sort::close:
        case Sort::stop: separate(Gap::stop); break;
        case Sort::open: end = read_bracket(text, i); break;
      }
      i = end;
    }
  }

  void add_mark(CodePoints mark) {
    constexpr std::size_t longest = 2;
    std::u32string plain_form;
    for (const char32_t c : mark)
      if (c != 0xFE0F && c != 0xFE0E) plain_form.push_back(c);
    plain_form.size() <= longest ? add({to_utf8(plain_form), true}) : separate(Gap::stop);
  }

  // / - + are marks where nothing but a word is beside them, and else stand between things.
  std::size_t add_sign(CodePoints text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && text[end] == text[at]) ++end;
    const Sort left = at == 0 ? Sort::stop : sort_of(text[at - 1]);
    const Sort right = end == text.size() ? Sort::stop : sort_of(text[end]);
    const auto is_mark = [](Sort sort) { return sort == Sort::mark || sort == Sort::letter; };
    if (left == Sort::han && right == Sort::han) return separate(Gap::comma), end;
    if (left == Sort::digit || right == Sort::digit) return separate(Gap::stop), end;
    if (is_mark(left) || is_mark(right) || end - at > 1)
      return separate(is_dash(text[at]) || end - at > 1 ? Gap::link : Gap::comma), end;
    std::size_t next = end;
    while (next < text.size() && sort_of(text[next]) == Sort::space) ++next;
    const bool stands_alone = left != Sort::han && right != Sort::han;
    const bool joins = stands_alone && ((!parts_.empty() && parts_.back().is_mark && gap_ <= Gap::space) ||
                                        (next < text.size() && is_mark(sort_of(text[next]))));
    joins ? separate(Gap::link) : add({to_utf8(text.substr(at, 1)), true});
    return end;
  }

  // 病假（△） and △（病假） belong together, 请假（病假、事假） has a note, and （√出勤 ×旷课） is a legend of its own.
  std::size_t read_bracket(CodePoints text, std::size_t open) {
    std::size_t close = open + 1;
    while (close < text.size() && sort_of(text[close]) != Sort::close) ++close;
    if (close == text.size()) return separate(Gap::stop), open + 1;
    const CodePoints inside = text.substr(open + 1, close - open - 1);
    const auto has = [&](auto... sorts) {
      return std::any_of(inside.begin(), inside.end(), [&](char32_t c) { return ((sort_of(c) == sorts) || ...); });
    };
    const bool has_words = has(Sort::han);
    const std::string words = to_utf8(inside);
    const bool says_blank = std::any_of(blank_words.begin(), blank_words.end(),
                                        [&](std::string_view blank) { return words.find(blank) != std::string::npos; });
    if (has_words && (has(Sort::mark, Sort::letter) || says_blank)) {
      separate(Gap::stop);
      read(inside);
      separate(Gap::stop);
    } else if (is_headed_ && inside.size() == 1 && has(Sort::digit)) {
      separate(Gap::link);
      add_mark(inside);
    } else if (has_words ? !parts_.empty() && parts_.back().is_mark && gap_ <= Gap::space : !has(Sort::digit)) {
      separate(Gap::link);
      read(inside);
    }
    return close + 1;
  }

  void add_words(const std::string& run) {
    std::size_t at = std::string::npos;
    std::string_view found;
    for (std::string_view blank : blank_words)
      if (const std::size_t place = run.find(blank); place < at) at = place, found = blank;
    if (at == std::string::npos) return add_word(run);
    add_word(run.substr(0, at));
    add({"", true});
    add_word(run.substr(at + found.size()));
  }
  void add_word(const std::string& run) {
    if (run.empty()) return;
    for (std::string_view joint : {"或", "和", "及", "与"})
      if (run == joint) return separate(Gap::comma);
    Part part = bare_word(without_heading(run));
    if (part.words.empty())
      separate(Gap::link);
    else
      add(std::move(part));
  }

  std::vector<Part> parts_;
  Gap gap_ = Gap::none;
  bool is_headed_;  // the text is called a legend
};

// 病假、事假 of one mark as the word for both.
std::string together(const std::vector<std::string>& words) {
  std::string all;
  bool leave = true, how = true;
  for (const std::string& word : words) {
    all += (all.empty() ? "" : "、") + word;
    leave = leave && word.ends_with("假");
    how = how && (word == "迟到" || word == "早退");
  }
  if (words.size() == 1) return words.front();
  return leave ? "请假" : how ? "迟到早退" : all;
}

// One way of putting the parts together: each mark with the word behind it.
struct Pairing {
  struct Pair {
    std::string mark, meaning;
    std::size_t begin = 0, end = 0;  // parts
    bool has_verb = false;
  };
  std::vector<Pair> pairs;
  std::vector<std::size_t> left;  // marks, and words that are states, of which nothing came
  int states = 0, apart = 0;

  auto cost() const { return std::tuple(left.size(), -states, apart); }
};

bool is_meaning(const Part& part) {
  return !part.is_mark && (is_state(part.words) || is_of_attendance(part.words));
}

Pairing pair_up(const std::vector<Part>& parts) {
  Pairing found;
  for (std::size_t i = 0; i < parts.size();) {
    if (!parts[i].is_mark) {
      if (is_state(parts[i].words)) found.left.push_back(i);
      ++i;
      continue;
    }
    std::size_t word = i + 1;
    while (word < parts.size() && parts[word].is_mark && parts[word].before == Gap::comma) ++word;
    if (word == parts.size() || parts[word].before == Gap::stop || !is_meaning(parts[word])) {
      for (; i < word; ++i) found.left.push_back(i);
      continue;
    }
    std::vector<std::string> meanings = {parts[word].words};
    std::size_t end = word + 1;
    while (end < parts.size() && parts[end].before == Gap::comma && !parts[end].is_mark && is_state(parts[end].words))
      meanings.push_back(parts[end++].words);
    const std::string meaning = together(meanings);
    found.states += is_state(meaning);
    found.apart += parts[word].before > Gap::link;
    for (std::size_t mark = i; mark < word; ++mark)
      found.pairs.push_back({parts[mark].words, meaning, i, end, parts[word].has_verb});
    i = end;
  }
  return found;
}

std::vector<Part> backwards(const std::vector<Part>& parts) {
  std::vector<Part> all(parts.rbegin(), parts.rend());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].before = i == 0 ? Gap::stop : parts[parts.size() - i].before;
  return all;
}

class Reader {
 public:
  explicit Reader(std::string_view words)
      : is_headed_(says_headed(words)), parts_(Cutter(is_headed_).cut(code_points(words))) {}

  LegendReading read(int line, int column) {
    take_blank();
    const Pairing best = best_pairing();
    LegendReading reading;
    for (const Pairing::Pair& pair : best.pairs) entries_.push_back({pair.mark, pair.meaning, line, column});
    for (LegendEntry& entry : entries_) entry.line = line, entry.column = column;
    const std::vector<std::string> left = left_over(best);
    constexpr std::size_t few = 2;
    const bool says_state =
        std::any_of(entries_.begin(), entries_.end(), [](const LegendEntry& entry) { return is_state(entry.meaning); });
    const bool is_legend = (entries_.size() >= few && (is_headed_ || says_state)) ||
                           (entries_.size() == 1 && (is_headed_ || is_plain(best)));
    const bool has_marks_only =
        is_headed_ && entries_.empty() && std::count_if(left.begin(), left.end(), [](const std::string& one) {
                                            return sort_of(code_points(one).front()) == Sort::mark;
                                          }) >= static_cast<std::ptrdiff_t>(few);
    if (is_legend) reading.entries = std::move(entries_);
    if ((has_marks_only || reading.entries.size() >= few || (is_headed_ && is_legend)) && !left.empty())
      reading.left_over = left.front();
    return reading;
  }

 private:
  // 空白：出勤, 出勤不填: whatever the other marks do.
  void take_blank() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (!parts_[i].is_mark || !parts_[i].words.empty()) continue;
      const bool before = i > 0 && is_meaning(parts_[i - 1]) && parts_[i].before <= Gap::link;
      const bool behind = i + 1 < parts_.size() && is_meaning(parts_[i + 1]) && parts_[i + 1].before < Gap::stop;
      std::size_t word = parts_.size();
      if (before && (!behind || parts_[i].before <= parts_[i + 1].before))
        word = i - 1;
      else if (behind)
        word = i + 1;
      else if (i > 0 && is_meaning(parts_[i - 1]) && parts_[i].before < Gap::stop)
        word = i - 1;
      const std::size_t first = std::min(i, word), last = word == parts_.size() ? i : std::max(i, word);
      if (word < parts_.size()) entries_.push_back({"", parts_[word].words, 0, 0});
      if (last + 1 < parts_.size()) parts_[last + 1].before = Gap::stop;
      parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(first),
                   parts_.begin() + static_cast<std::ptrdiff_t>(last) + 1);
      i = first == 0 ? static_cast<std::size_t>(-1) : first - 1;
    }
  }

  // All marks stand before their words, or all behind them.
  Pairing best_pairing() const {
    Pairing marks_first = pair_up(parts_), words_first = pair_up(backwards(parts_));
    if (marks_first.cost() <= words_first.cost()) return marks_first;
    const std::size_t count = parts_.size();
    for (std::size_t& place : words_first.left) place = count - 1 - place;
    for (Pairing::Pair& pair : words_first.pairs)
      std::tie(pair.begin, pair.end) = std::pair(count - pair.end, count - pair.begin);
    std::reverse(words_first.left.begin(), words_first.left.end());
    std::reverse(words_first.pairs.begin(), words_first.pairs.end());
    return words_first;
  }

  // A single mark outside a legend: 缺勤打√, or √：旷课 with nothing else between two stops.
  bool is_plain(const Pairing& found) const {
    if (found.pairs.empty()) return true;
    const Pairing::Pair& only = found.pairs.front();
    if (!is_state(only.meaning)) return false;
    const bool is_whole =
        parts_[only.begin].before == Gap::stop && (only.end == parts_.size() || parts_[only.end].before == Gap::stop);
    return only.has_verb || is_whole;
  }

  std::vector<std::string> left_over(const Pairing& found) const {
    std::vector<std::string> left;
    const bool lacks_mark = std::ranges::any_of(found.left, [&](std::size_t place) { return parts_[place].is_mark; });
    for (const std::size_t place : found.left) {
      const Part& part = parts_[place];
      const bool is_itself = !part.is_mark && !lacks_mark && !entries_.empty() && is_leave(part.words);
      if (is_itself) continue;
      const bool is_explained = std::any_of(entries_.begin(), entries_.end(), [&](const LegendEntry& entry) {
        return part.is_mark ? plain_mark(entry.mark) == plain_mark(part.words) : entry.meaning == part.words;
      });
      const Sort sort = part.is_mark ? sort_of(code_points(part.words).front()) : Sort::han;
      const bool is_clear = sort == Sort::mark || sort == Sort::han || (is_headed_ && part.words.size() == 1);
      if (!is_explained && is_clear) left.push_back(part.words);
    }
    return left;
  }

  bool is_headed_ = false;
  std::vector<Part> parts_;
  std::vector<LegendEntry> entries_;
};

}  // namespace

LegendReading Legend::read(std::string_view words, int line, int column) {
  constexpr std::size_t longest = 2000;  // bytes
  if (words.size() > longest || trimmed(words).empty()) return {};
  return Reader(words).read(line, column);
}

}  // namespace ksbx
