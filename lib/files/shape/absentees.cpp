#include "files/shape/absentees.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

bool is_chinese(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3007;
}
bool is_sign(char32_t c, std::u32string_view signs) {
  return signs.find(c) != std::u32string_view::npos;
}
// Pictures between words, and what turns a sign into a picture.
bool is_picture(char32_t c) {
  const bool is_mark = c >= 0x2713 && c <= 0x2718;
  return c >= 0x1F000 ? c < 0x20000 : ((c >= 0x2600 && c <= 0x27BF && !is_mark) || c == 0xFE0F || c == 0x200D);
}

struct AbsenteeToken {
  std::u32string words;
  bool in_brackets = false;
  bool begins_line = false;  // a stronger stop than a comma is before it
  bool colon_behind = false;
  bool colon_before = false;
  std::string utf8() const { return to_utf8(words); }
};

// 1.张三 without its number.
std::u32string without_number_before(std::u32string words) {
  std::size_t digits = 0;
  while (digits < words.size() && words[digits] >= U'0' && words[digits] <= U'9') ++digits;
  const bool is_number =
      digits > 0 && digits + 1 < words.size() && is_sign(words[digits], U".)") && is_chinese(words[digits + 1]);
  return is_number ? words.substr(digits + 1) : words;
}

std::vector<AbsenteeToken> absentee_tokens(std::string_view text) {
  std::vector<AbsenteeToken> tokens;
  AbsenteeToken token;
  bool begins = true, colon = false;
  const auto finish = [&] {
    if (token.words.empty()) return;
    token.begins_line = begins;
    if (!token.in_brackets) token.words = without_number_before(std::move(token.words));
    token.colon_before = colon;
    begins = colon = false;
    tokens.push_back(std::exchange(token, {}));
  };
  char32_t close = 0;
  for (const char32_t c : code_points(text)) {
    if (close != 0) {
      if (c != close) {
        token.words.push_back(c);
        continue;
      }
      close = 0;
      token.in_brackets = true;
      finish();
    } else if (is_sign(c, U"([【")) {
      finish();
      close = c == U'(' ? U')' : c == U'[' ? U']' : U'】';
    } else if (is_sign(c, U";。\n\r")) {
      finish();
      begins = true;
    } else if (c == U':') {
      finish();
      colon = true;
      if (!tokens.empty()) tokens.back().colon_behind = true;
    } else if (is_sign(c, U" \t,、|/+") || is_picture(c)) {
      finish();
    } else {
      token.words.push_back(c);
    }
  }
  finish();  // an open bracket that is never closed is a word like any other
  return tokens;
}

bool is_nobody(std::string_view word) {
  for (std::string_view one :
       {"暂无",     "零",       "零人",     "没有缺勤", "无缺席",   "无学生", "均已到校", "无",   "没有",
        "无人",     "0",        "/",        "-",        "—",        "全勤",   "到齐",     "全到", "无缺勤",
        "全部到校", "无人缺勤", "全员到齐", "全部到齐", "全班到齐", "均到校", "已到齐"})
    if (word == one) return true;
  return false;
}

// 2节, 半天, 1天, 上午: of the state before it.
bool is_part_of_state(std::string_view word) {
  if (word == "半天" || word == "全天" || word == "上午" || word == "下午" || word == "一天") return true;
  std::size_t digits = 0;
  while (digits < word.size() && is_ascii_digit(word[digits])) ++digits;
  const std::string_view unit = word.substr(digits);
  return digits > 0 && digits <= 2 &&
         (unit == "节" || unit == "天" || unit == "节课" || unit == "小时" || unit == "日");
}

bool is_pupil_name(const std::u32string& words) {
  constexpr std::size_t shortest = 2, longest = 6, longest_with_point = 20;
  const bool has_point = words.find(U'·') != std::u32string::npos;
  return words.size() >= shortest && words.size() <= (has_point ? longest_with_point : longest) &&
         std::all_of(words.begin(), words.end(), [](char32_t c) { return is_chinese(c) || c == U'·'; });
}

// 李四旷课 as name and state: the longest state behind a name. A single character (到, 病) may be of the name.
std::optional<std::pair<std::u32string, std::u32string>> cut_state(const std::u32string& words) {
  constexpr std::size_t shortest_name = 2, shortest_state = 2;
  for (std::size_t at = shortest_name; at + shortest_state <= words.size(); ++at)
    if (is_pupil_name(words.substr(0, at)) && is_state(to_utf8(words.substr(at))))
      return std::pair(words.substr(0, at), words.substr(at));
  return std::nullopt;
}

// 旷课孙测三, 事假1人韩测十五 as state and name.
std::optional<std::pair<std::u32string, std::u32string>> cut_state_before(const std::u32string& words) {
  constexpr std::size_t shortest_state = 2;
  const std::size_t number = words.find_first_of(U"0123456789");
  for (std::size_t at = std::min(words.size(), number); at >= shortest_state; --at) {
    const std::u32string state = words.substr(0, at);
    if (!is_state(to_utf8(state)) || (at != number && is_state(to_utf8(words)))) continue;
    std::size_t begin = at;
    if (at == number) {
      begin = words.find_first_not_of(U"0123456789", at);
      if (begin == std::u32string::npos || !is_sign(words[begin++], U"人名")) continue;
    }
    const std::u32string name = words.substr(begin);
    if (is_pupil_name(name) && !is_part_of_state(to_utf8(name))) return std::pair(state, name);
  }
  return std::nullopt;
}

// What is told of a child that was named, and what no one is called: 电话没人接, 发烧, 家长已请假.
bool is_remark(std::string_view words) {
  if (is_cause_of_leave(words) || speaks_of_no_answer(words)) return true;
  constexpr auto parts = std::to_array<std::string_view>(
      {"电话", "手机", "微信", "没人", "无人", "联系", "家长", "妈妈", "爸爸",   "父母", "老师", "孩子", "医院",
       "看病", "身体", "原因", "不知", "返校", "回家", "睡过", "起晚", "不清楚", "今天", "今日", "明天", "昨天"});
  return std::ranges::any_of(parts, [&](std::string_view part) { return words.find(part) != std::string_view::npos; });
}

// That may take back a leave it stands beside: 未批准, 已返校; that no one was reached does not.
bool may_take_back(std::string_view words) {
  if (speaks_of_no_answer(words)) return false;
  constexpr auto parts = std::to_array<std::string_view>({"批", "返", "到校", "在校", "未", "不", "没", "无", "非"});
  return std::ranges::any_of(parts, [&](std::string_view part) { return words.find(part) != std::string_view::npos; });
}

// Whether the words may stand beside the state as why it is so.
bool may_explain(std::string_view words, std::string_view state) {
  const auto read = read_attendance(state).value;
  return read && (read->presence == Presence::unexcused || !may_take_back(words));
}

// 去医院, 看牙: no name begins with such a word.
bool tells_what_is_done(std::string_view words) {
  constexpr auto verbs =
      std::to_array<std::string_view>({"去", "看", "做", "办", "打", "拔", "陪", "参加", "因", "由于"});
  return std::ranges::any_of(verbs, [&](std::string_view verb) { return words.starts_with(verb) && words != verb; });
}

// 下午请假看牙 as state and why: the longest state before words that tell why.
std::optional<std::pair<std::u32string, std::u32string>> cut_cause(const std::u32string& words) {
  constexpr std::size_t shortest_state = 2;
  if (is_state(to_utf8(words)) || words.find_first_of(U",;、:( ") != std::u32string::npos) return std::nullopt;
  for (std::size_t at = words.size(); at-- > shortest_state;) {
    const std::string state = to_utf8(words.substr(0, at)), why = to_utf8(words.substr(at));
    if (!is_state(state)) continue;
    if (!(is_remark(why) || tells_what_is_done(why)) || !may_explain(why, state)) return std::nullopt;
    return std::pair(words.substr(0, at), words.substr(at));
  }
  return std::nullopt;
}

// 郑一诺下午请假看牙 as name and the rest; 孩子请假看牙 is about a child that was named.
std::optional<std::pair<std::u32string, std::u32string>> cut_name_before_cause(const std::u32string& words) {
  constexpr std::size_t shortest = 2;
  constexpr auto no_names = std::to_array<std::u32string_view>(
      {U"已经", U"刚才", U"现在", U"早上", U"中午", U"晚上", U"昨晚", U"临时", U"突然", U"自己", U"本人", U"同学"});
  const auto begins = [&](std::u32string_view one) { return words.starts_with(one); };
  if (cut_cause(words) || std::ranges::any_of(no_names, begins)) return std::nullopt;
  for (std::size_t at = shortest; at < words.size(); ++at) {
    const std::u32string name = words.substr(0, at);
    if (is_pupil_name(name) && !is_remark(to_utf8(name)) && !is_state(to_utf8(name)) && cut_cause(words.substr(at)))
      return std::pair(name, words.substr(at));
  }
  return std::nullopt;
}

// 张三 of 张三妈妈, who writes about him; empty if the words are no parent of a pupil.
std::u32string child_of_parent(const std::u32string& words) {
  for (const std::u32string_view parent : {U"妈妈", U"爸爸", U"家长", U"父亲", U"母亲", U"爷爷", U"奶奶"}) {
    if (!words.ends_with(parent)) continue;
    std::u32string child = words.substr(0, words.size() - parent.size());
    if (child.ends_with(U'的')) child.pop_back();
    if (is_pupil_name(child)) return child;
  }
  return {};
}

bool is_count_of_people(std::string_view word) {
  for (std::string_view head : {"等", "共", "计"})
    if (const auto rest = behind(word, head)) word = *rest;
  return !word.empty() && is_ascii_digit(word.front()) && read_head_count(word) &&
         (word.ends_with("人") || word.ends_with("名"));
}

class AbsenteeReader {
 public:
  explicit AbsenteeReader(std::string_view state) : of_column_(state) {}

  Absentees read(std::string text) {
    take_exception(text);
    for (std::string_view again : {"更正:", "补报:", "订正:", "更正", "补报", "订正"})  // 更正：李四旷课
      for (std::size_t at = text.find(again); at != std::string::npos; at = text.find(again))
        text.replace(at, again.size(), " ");
    take_counts(text);
    const std::vector<AbsenteeToken> tokens = absentee_tokens(text);
    bool said_nobody = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const AbsenteeToken& token = tokens[i];
      if (token.begins_line && !token.in_brackets) finish_group();
      const std::string words = token.utf8();
      if (!token.in_brackets && is_nobody(words)) {
        said_nobody = true;
        continue;
      }
      if (is_count_of_people(words) || is_number_before_name(tokens, i)) continue;
      const bool two_halves_of_name = token.words.size() == 1 && i + 1 < tokens.size() &&
                                      tokens[i + 1].words.size() == 1 && is_chinese(token.words[0]) &&
                                      is_chinese(tokens[i + 1].words[0]) && !is_state(tokens[i + 1].utf8());
      if (two_halves_of_name) {
        name(token.words + tokens[++i].words);
        continue;
      }
      take(token, words);
    }
    finish_group();
    found_.nobody = said_nobody && found_.all.empty();
    if (said_nobody && !found_.all.empty()) found_.all.push_back({"", "", "全勤"});
    return std::move(found_);
  }

 private:
  // 全勤(张三除外), 全勤,除张三病假, 除张三外全勤, 张三病假,其余全勤: what is left is who was missing. That all others
  // came is what a list of those who were missing says anyway.
  static void take_exception(std::string& text) {
    constexpr std::array<std::string_view, 10> all_came = {"全部到校", "全员到齐", "全部到齐", "全班到齐", "全班全勤",
                                                           "均已到校", "均到校",   "全勤",     "到齐",     "全到"};
    for (const std::string_view words : all_came) {
      const std::size_t at = text.find(words);
      if (at == std::string::npos) continue;
      std::string_view before = std::string_view(text).substr(0, at);
      const std::string_view behind_it = std::string_view(text).substr(at + words.size());
      bool are_others = false;
      for (std::string_view others : {"其余同学", "其余学生", "其他同学", "其他学生", "其余", "其他", "其它"})
        if (!are_others && before.ends_with(others)) are_others = true, before.remove_suffix(others.size());
      if (const auto names = excepted(behind_it))
        text = std::string(before) + " " + *names;
      else if (const auto first = excepted(before))
        text = *first + " " + std::string(behind_it);
      else if (are_others)
        text = std::string(before) + " " + std::string(behind_it);
      return;
    }
  }
  // The names in 除张三外, (张三除外), ,除了张三(病假)以外; nothing if the words except no one.
  static std::optional<std::string> excepted(std::string_view words) {
    constexpr std::string_view signs = " ,;:.";
    const auto strip = [&] {
      words.remove_prefix(std::min(words.find_first_not_of(signs), words.size()));
      words = words.substr(0, words.find_last_not_of(signs) + 1);
    };
    strip();
    if (words.starts_with('(') && words.ends_with(')')) {
      words = words.substr(1, words.size() - 2);
      strip();
    }
    bool excepts = false;
    for (std::string_view head : {"除了", "除去", "除"})
      if (!excepts && words.starts_with(head)) excepts = true, words.remove_prefix(head.size());
    for (std::string_view tail : {"除外", "以外", "之外", "外"}) {
      if (!words.ends_with(tail) || (!excepts && tail != "除外")) continue;
      excepts = true;
      words.remove_suffix(tail.size());
      break;
    }
    strip();
    return excepts && !words.empty() ? std::optional(std::string(words)) : std::nullopt;
  }

  // 应到45人 实到43人 缺勤2人
  void take_counts(std::string& text) {
    struct Count {
      std::array<std::string_view, 4> heads;
      std::optional<int>* count;
    };
    for (const auto& [heads, count] : {Count{{"应到人数", "应到", "应有", "总人数"}, &found_.expected},
                                       Count{{"实到人数", "实到", "到校人数", "实有"}, &found_.present},
                                       Count{{"缺勤人数", "未到人数", "缺勤", "未到"}, &found_.missing}})
      for (const std::string_view head : heads) {
        const std::size_t at = text.find(head);
        if (at == std::string::npos) continue;
        std::size_t end = at + head.size();
        while (end < text.size() && (text[end] == ' ' || text[end] == ':')) ++end;
        const std::size_t digits = end;
        while (end < text.size() && is_ascii_digit(text[end])) ++end;
        if (end == digits || end - digits > 4) continue;
        const std::string_view rest = std::string_view(text).substr(end);
        if (*count || rest.starts_with("节") || rest.starts_with("天")) continue;
        *count = read_head_count(text.substr(digits, end - digits));
        for (std::string_view unit : {"人", "名"})
          if (rest.starts_with(unit)) end += unit.size();
        text.replace(at, end - at, ",");
        break;
      }
  }

  void take(const AbsenteeToken& token, const std::string& words) {
    if (token.in_brackets) {
      if (!open_ && !group_.empty() && names_in_group_ == 0 && take_names(token.words)) return;
      open_ ? take_note(token.words) : unread(words);
      return;
    }
    if (open_ && is_part_of_state(words)) return add_to_state(words, false);
    if (open_ && !token.colon_behind && lacks_state() && take_cause(token.words)) return;
    if (const auto parts = cut_name_before_cause(token.words); parts && !token.colon_behind) {
      name(parts->first);
      take_cause(parts->second);
      return;
    }
    if (token.colon_behind)
      if (const std::u32string child = child_of_parent(token.words); !child.empty()) return name(child);
    if (is_remark_here(token, words)) return remark(token.words);
    if ((token.colon_behind || !open_) && ends_with_count(words, token.colon_behind)) return;
    if (auto parts = cut_state_before(token.words); parts && !token.colon_behind) {
      name(parts->second);
      found_.all.back().state = to_utf8(parts->first);
      return;
    }
    if (is_state(words)) {
      if (open_ && found_.all.back().state.empty() && !token.colon_behind)
        found_.all.back().state = words;
      else if (open_ && !token.colon_behind && !token.begins_line && group_.empty())
        add_to_state(words, true);  // two states of one child: whoever reads it judges
      else
        begin_group(words);
      return;
    }
    if (open_ && token.colon_before && group_.empty() && found_.all.back().state.empty()) {
      found_.all.back().state = words;
      return;
    }
    if (auto parts = cut_state(token.words)) {
      name(parts->first);
      found_.all.back().state = to_utf8(parts->second);
      return;
    }
    is_pupil_name(token.words) ? name(token.words) : unread(words);
  }

  // Of the child that was named last: no word has said how it was with him.
  bool lacks_state() const { return group_.empty() && found_.all.back().state.empty(); }

  // 下午请假看牙. False, and nothing is taken, if the words are anything else.
  bool take_cause(const std::u32string& words) {
    const auto parts = cut_cause(words);
    if (!parts) return false;
    found_.all.back().state = to_utf8(parts->first);
    remark(parts->second);
    return true;
  }

  // In brackets behind a child: 病假; 旷课，电话打不通; 感冒. What may be either stays with the state, for whoever
  // reads it.
  void take_note(const std::u32string& note) {
    const std::string words = to_utf8(note);
    const std::string said = found_.all.back().state.empty() ? group_ : found_.all.back().state;
    const bool is_no_answer = speaks_of_no_answer(words);
    if (!said.empty()) {
      const bool is_read = is_state(said + "(" + words + ")") && !is_no_answer;
      return !is_read && is_remark(words) && may_explain(words, said) ? remark(note) : add_to_state(words, true);
    }
    if (is_state(words) && !is_no_answer) return add_to_state(words, true);
    if (take_cause(note)) return;
    std::u32string state, why;
    int states = 0;
    for (std::size_t begin = 0; begin < note.size();) {
      const std::size_t end = std::min(note.find_first_of(U",;、: ", begin), note.size());
      const std::u32string part = note.substr(begin, end - begin);
      begin = end + 1;
      if (part.empty()) continue;
      if (is_state(to_utf8(part)))
        ++states, state = part;
      else if (is_remark(to_utf8(part)))
        why += (why.empty() ? U"" : U"，") + part;
      else
        return add_to_state(words, true);
    }
    if (states > 1 || why.empty() || (states == 1 && !may_explain(to_utf8(why), to_utf8(state))))
      return add_to_state(words, true);
    found_.all.back().state = to_utf8(state);
    remark(why);
  }

  // 缺勤（李四、王五）. False, and nothing is taken, if the words are anything but names.
  bool take_names(const std::u32string& words) {
    std::vector<std::u32string> names;
    for (std::size_t begin = 0; begin <= words.size();) {
      const std::size_t end = std::min(words.find_first_of(U"、,; ", begin), words.size());
      if (end > begin) names.push_back(words.substr(begin, end - begin));
      begin = end + 1;
    }
    const bool are_names = std::ranges::all_of(
        names, [](const std::u32string& one) { return is_pupil_name(one) && !is_remark(to_utf8(one)); });
    if (!are_names) return false;
    for (const std::u32string& one : names) name(one);
    return !names.empty();
  }

  // 1、张三 病假 2、李四 旷课
  static bool is_number_before_name(const std::vector<AbsenteeToken>& tokens, std::size_t i) {
    return all_digits(tokens[i].utf8()) && i + 1 < tokens.size() && !tokens[i + 1].words.empty() &&
           is_chinese(tokens[i + 1].words.front()) && !is_state(tokens[i + 1].utf8());
  }

  // 病假2人： and 病假2： are heads of groups.
  bool ends_with_count(const std::string& words, bool colon_behind) {
    std::size_t digits = words.find_first_of("0123456789");
    if (digits == std::string::npos || !is_state(words.substr(0, digits))) return false;
    const std::string count = words.substr(digits);
    const bool is_bare = colon_behind && all_digits(count) && count.size() <= 3;
    if (!is_bare && !is_count_of_people(count)) return false;
    begin_group(words.substr(0, digits));
    return true;
  }

  void begin_group(std::string state) {
    finish_group();
    group_ = std::move(state);
  }
  // A state that no name followed is told.
  void finish_group() {
    close();
    if (!group_.empty() && names_in_group_ == 0) unread(group_);
    group_.clear();
    names_in_group_ = 0;
  }
  // The child that was named last takes what the group or the column says, if nothing else was said of him.
  void close() {
    if (open_ && found_.all.back().state.empty()) found_.all.back().state = group_.empty() ? of_column_ : group_;
    open_ = false;
  }
  void name(const std::u32string& words) {
    close();
    ++names_in_group_;
    found_.all.push_back({to_utf8(words), "", to_utf8(words)});
    open_ = true;
  }
  // Behind a child; 张三：发烧 is a state that no one can read, and stays one.
  bool is_remark_here(const AbsenteeToken& token, const std::string& words) const {
    if (!open_ || token.colon_behind || is_state(words) || !is_remark(words)) return false;
    return !token.colon_before || !group_.empty() || !found_.all.back().state.empty() || cut_state(token.words);
  }
  // Of the child that was named last; his state, where it ends with one and none was said: 孩子今天迟到.
  void remark(const std::u32string& words) {
    Absentee& child = found_.all.back();
    child.remark += (child.remark.empty() ? "" : "，") + to_utf8(words);
    const auto parts = cut_state(words);
    if (parts && child.state.empty()) child.state = to_utf8(parts->second);
  }
  void unread(const std::string& words) {
    close();
    found_.all.push_back({"", "", words});
  }
  void add_to_state(const std::string& words, bool in_brackets) {
    std::string& state = found_.all.back().state;
    if (state.empty())
      state = group_.empty() ? words : group_ + "(" + words + ")";
    else
      state += in_brackets ? "(" + words + ")" : words;
  }

  std::string of_column_, group_;
  int names_in_group_ = 0;
  bool open_ = false;  // the last one may still take a state
  Absentees found_;
};

}  // namespace

bool is_state(std::string_view word) {
  const auto read = read_attendance(word).value;
  return read && !read->nobody_absent;
}

bool says_there(std::string_view state) {
  const auto read = read_attendance(state).value;
  return read && was_there(read->presence);
}

std::optional<int> read_head_count(std::string_view cell) {
  std::string words = without_point_zero(comparable(cell));
  for (std::string_view unit : {"人", "名"})
    if (words.ends_with(unit)) words.erase(words.size() - unit.size());
  constexpr std::size_t longest = 4;
  if (words.empty() || words.size() > longest || !all_digits(words)) return std::nullopt;
  int value = 0;
  for (const char c : words) value = value * 10 + (c - '0');
  return value;
}

Absentees read_absentees(std::string_view words, std::string_view state) {
  constexpr std::size_t longest = 8000;  // bytes; what is longer is no list of names
  constexpr std::size_t most_shown = 60;
  if (words.size() > longest) return {{{"", "", to_utf8(code_points(words).substr(0, most_shown))}}, false, {}, {}, {}};
  return AbsenteeReader(state).read(plain(words));
}

}  // namespace ksbx
