#include "files/shape/clock_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "files/sheet/header_match.h"
#include "files/sheet/title_words.h"

namespace ksbx {
namespace {

bool has(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    if (text.find(word) != std::string_view::npos) return true;
  return false;
}

// What these programs say and no register does, of one clock-in and in a cell for the day.
constexpr std::array<std::string_view, 5> unsure_words = {"缺卡", "未打卡", "漏打卡", "忘打卡", "无打卡"};
constexpr std::array<std::string_view, 5> there_words = {"外勤", "补卡审批通过", "补卡通过", "管理员改为正常",
                                                         "已补卡"};
constexpr std::array<std::string_view, 2> late_words = {"严重迟到", "旷工迟到"};

bool has_one(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// Of a word without spaces: rest, a day that was worked besides, a stroke.
bool is_no_result(std::string_view word) {
  return is_rest(word) || word.starts_with("加班") || word == "-" || word == "--" || word == "/";
}

// The parts of a cell: 迟到10分钟;下班缺卡.
std::vector<std::string> cell_parts(std::string_view cell) {
  std::vector<std::string> parts(1);
  const std::string text = plain(cell);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t sign = 0;
    for (std::string_view one : {";", ",", "、", "\n", "\r", "；", "，", "|"})
      if (std::string_view(text).substr(at).starts_with(one)) sign = one.size();
    if (sign > 0) {
      parts.emplace_back();
      at += sign;
    } else {
      parts.back() += text[at++];
    }
  }
  std::erase_if(parts, [](const std::string& part) { return trimmed(part).empty(); });
  for (std::string& part : parts) part = std::string(trimmed(part));
  return parts;
}

struct Times {
  std::optional<std::pair<int, int>> first, last;  // minute of the day, and month * 100 + day, 0 if none is written
};

// 11-10 08:00到11-10 17:00: the times in the order in which they stand, each with the date before it.
Times times_in(std::string_view text) {
  Times times;
  int date = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_ascii_digit(text[at])) {
      ++at;
      continue;
    }
    int first = 0, second = 0;
    std::size_t digits = 0, more = 0;
    while (at < text.size() && is_ascii_digit(text[at]) && digits < 4)
      first = first * 10 + (text[at++] - '0'), ++digits;
    const char sign = at < text.size() ? text[at] : '\0';
    std::size_t next = at + 1;
    if (text.substr(at).starts_with("月")) next = at + std::string_view("月").size();
    while (next < text.size() && is_ascii_digit(text[next]) && more < 2)
      second = second * 10 + (text[next++] - '0'), ++more;
    if (more == 0) continue;
    if (sign == ':' && first < 24 && second < 60) {
      constexpr int minutes = 60;
      const std::pair time(first * minutes + second, std::exchange(date, 0));
      (times.first ? times.last : times.first) = time;
      at = next;
    } else if ((sign == '-' || sign == '/' || text.substr(at).starts_with("月")) && digits <= 2 && first <= 12) {
      constexpr int hundred = 100;
      date = first * hundred + second;
      at = next;
    }
  }
  return times;
}

// Which halves of the day a leave from one time to another covers.
std::pair<bool, bool> covered(const Times& times, std::optional<Day> day) {
  constexpr int noon = 12 * 60, early_afternoon = 13 * 60;
  constexpr int hundred = 100;
  const int today = day ? day->month() * hundred + day->day_of_month() : 0;
  const auto [from, first_date] = *times.first;
  const auto [until, last_date] = *times.last;
  const bool begins_today = first_date == 0 || today == 0 || first_date == today;
  const bool ends_today = last_date == 0 ? first_date == 0 || begins_today : today == 0 || last_date == today;
  return {!begins_today || from < noon, !ends_today || until > early_afternoon};
}

std::string leave_of(std::string_view part) {
  for (std::string_view kind : {"病假", "事假", "公假", "丧假"})
    if (part.find(kind) != std::string_view::npos) return std::string(kind);
  return has(part, {"请假", "调休", "年假", "婚假", "产假", "陪护假"}) ? "请假" : std::string();
}

void say(DayResult& result, bool morning, bool afternoon, const std::string& state) {
  if (morning) result.morning = state;
  if (afternoon) result.afternoon = state;
}

// What one part of a cell says; false if it is not understood.
bool take_part(const std::string& part, std::optional<Day> day, DayResult& result, bool& says_something) {
  const std::string word = comparable(part);
  const bool first_half = has(word, {"上午", "上班"}), second_half = has(word, {"下午", "下班"});
  const bool both = first_half == second_half;
  const bool morning = both || first_half, afternoon = both || second_half;
  says_something = true;
  if (is_no_result(word)) {
    says_something = false;
    return true;
  }
  if (word.starts_with("正常") || has_one(word, there_words)) return true;
  if (has_one(word, late_words)) {
    say(result, !second_half || first_half, second_half && !first_half, "迟到");
    return true;
  }
  if (has(word, {"旷工", "旷课"})) {
    if (has(word, {"半天", "0.5"}) && both) return false;  // of which half, it does not say
    say(result, morning, afternoon, "旷课");
    return true;
  }
  if (has_one(word, unsure_words)) {
    say(result, morning, afternoon, "待核实");
    return true;
  }
  if (word.find("迟到") != std::string::npos) {
    say(result, !second_half || first_half, second_half && !first_half, "迟到");
    return true;
  }
  if (word.find("早退") != std::string::npos) {
    say(result, first_half && !second_half, !first_half || second_half, "早退");
    return true;
  }
  const std::string leave = leave_of(word);
  if (leave.empty() || has(word, {"未批", "拒绝", "撤销", "驳回", "审批中"})) return false;
  const Times times = times_in(plain(part));
  if (times.first && times.last) {
    const auto [in_morning, in_afternoon] = covered(times, day);
    if (!in_morning && !in_afternoon) return false;
    say(result, in_morning, in_afternoon, leave);
    return true;
  }
  if (has(word, {"半天", "0.5天", "小时"}) && both) return false;
  say(result, morning, afternoon, leave);
  return true;
}

}  // namespace

bool is_rest(std::string_view cell) {
  std::string word = comparable(cell);
  constexpr std::string_view in_order = "正常(";  // 正常（休息）
  if (word.starts_with(in_order)) word.erase(0, in_order.size());
  for (std::string_view rest : {"休", "未排班", "无需打卡", "不用打卡", "节假日", "放假", "未加入考勤组"})
    if (word.starts_with(rest)) return true;
  return false;
}

std::string state_of_result(std::string_view result) {
  const std::string whole = comparable(result);
  if (whole.empty() || is_no_result(whole)) return {};
  // 旷工(1天), 缺卡(2次), 缺卡1次, 迟到(5分钟) say how much besides; half a day is not said of which half.
  const bool is_half = whole.find("0.5") != std::string::npos || whole.find("半") != std::string::npos;
  const std::string counted = whole.substr(0, whole.find_first_of("(0123456789"));
  const bool is_counted_unsure = std::ranges::find(unsure_words, counted) != unsure_words.end();
  const std::string word = is_half ? whole : is_counted_unsure ? counted : whole.substr(0, whole.find('('));
  const auto begins = [&](std::string_view one) { return word.starts_with(one); };
  if (std::ranges::find(unsure_words, word) != unsure_words.end()) return "待核实";
  if (std::ranges::any_of(there_words, begins) || begins("打卡无效:此记录已被更新")) return "到校";
  if (std::ranges::find(late_words, word) != late_words.end()) return "迟到";
  return word == whole ? std::string(trimmed(result)) : word;
}

DayResult result_of_day(std::string_view cell, std::optional<Day> day) {
  DayResult result{"到校", "到校"};
  bool says_something = false;
  for (const std::string& part : cell_parts(cell)) {
    bool says = false;
    if (!take_part(part, day, result, says)) {
      const std::string words(trimmed(cell));
      return {words, words};
    }
    says_something = says_something || says;
  }
  return says_something ? result : DayResult{};
}

DayResult leave_of_day(std::string_view cell, std::optional<Day> day) {
  DayResult leave;
  for (const std::string& part : cell_parts(cell)) {
    bool says = false;
    if (leave_of(comparable(part)).empty() || take_part(part, day, leave, says)) continue;
    const std::string words(trimmed(cell));
    return {words, words};
  }
  return leave;
}

Department read_department(std::string_view words) {
  constexpr std::size_t longest = 300;  // bytes
  Department department;
  if (words.empty() || words.size() > longest) return department;
  const TitleWords said = read_title(words);
  if (!said.school.empty()) department.school = said.several_schools ? "" : said.school;
  if (!said.school_class.empty()) department.school_class = said.several_classes ? "" : said.school_class;
  department.grade = said.grade;
  return department;
}

bool is_clock_header(std::string_view header) {
  const std::string normal = normal_header(header);
  for (std::string_view whole :
       {"考勤组", "userid", "账号", "所属规则", "考勤结果", "打卡规则", "考勤规则", "工作时长", "打卡时间", "异常合计"})
    if (normal == whole) return true;
  for (std::string_view tail : {"次数", "天数", "时长"})
    if (normal.ends_with(tail) && has(normal, {"打卡", "缺卡", "旷工", "严重迟到", "补卡", "外勤"})) return true;
  return false;
}

bool names_clock_program(std::string_view words) {
  return has(words, {"月度汇总", "钉钉", "企业微信", "考勤月报", "打卡月报", "上下班打卡"});
}

}  // namespace ksbx
