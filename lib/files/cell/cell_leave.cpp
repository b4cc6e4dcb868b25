// What is written of leave: in a state, or in the reason beside one.
#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>

#include "files/cell/cell.h"

namespace ksbx {
namespace {

bool has_any(std::string_view words, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) { return words.find(part) != std::string_view::npos; });
}

// Takes the longest of the words that the text begins with; false if it begins with none.
bool take_longest(std::string_view& text, std::span<const std::string_view> words) {
  std::string_view longest;
  for (const std::string_view word : words)
    if (word.size() > longest.size() && text.starts_with(word)) longest = word;
  text.remove_prefix(longest.size());
  return !longest.empty();
}

constexpr auto causes = std::to_array<std::string_view>(
    {"生病",   "有病", "患病", "发烧",     "发热",     "高烧",     "低烧",     "高热",     "感冒",      "重感冒",
     "咳嗽",   "头痛", "头疼", "头晕",     "腹痛",     "腹泻",     "肚子痛",   "肚子疼",   "牙痛",      "牙疼",
     "胃痛",   "胃疼", "呕吐", "拉肚子",   "流感",     "甲流",     "新冠",     "水痘",     "腮腺炎",    "肺炎",
     "鼻炎",   "过敏", "骨折", "受伤",     "摔伤",     "扭伤",     "脚伤",     "腿伤",     "手伤",      "不适",
     "不舒服", "手术", "住院", "就医",     "看病",     "看牙",     "看医生",   "复查",     "复诊",      "体检",
     "打针",   "输液", "隔离", "有事",     "有急事",   "急事",     "私事",     "家事",     "办事",      "丧事",
     "喜事",   "白事", "红事", "奔丧",     "搬家",     "回老家",   "探亲",     "办证",     "比赛",      "竞赛",
     "参赛",   "培训", "考试", "参加比赛", "参加竞赛", "参加培训", "参加考试", "办身份证", "办理身份证"});
constexpr auto beside_causes = std::to_array<std::string_view>(
    {"因", "因为", "由于", "身体", "突发", "突然", "家中", "家里", "家庭", "家人", "去", "及", "和", "、", "在家"});

}  // namespace

bool says_only_absent(std::string_view state) {
  return has_any(state, {"缺", "未到", "没到", "没来", "未来", "不在校", "×"}) &&
         !has_any(state, {"旷", "无故", "逃", "未请假", "没请假", "没有请假", "无假"});
}

bool speaks_of_leave(std::string_view words) {
  std::string reason(words);
  for (std::string_view none :
       {"未请假", "没请假", "没有请假", "无请假", "未经请假", "不请假", "无假条", "没假条", "没有假条", "未批假",
        "未准假", "不准假", "假期",     "放假",   "收假",     "暑假",   "寒假",   "长假",   "虚假",     "作假"})
    for (std::size_t at = reason.find(none); at != std::string::npos; at = reason.find(none))
      reason.erase(at, none.size());
  return reason.find("假") != std::string::npos;
}

bool speaks_of_cause_of_leave(std::string_view reason) {
  return has_any(reason, {"病", "住院", "就医", "看牙", "发烧", "发热", "感冒", "手术", "隔离", "参加", "比赛", "竞赛",
                          "培训", "考试"});
}

bool speaks_of_no_answer(std::string_view reason) {
  return has_any(reason,
                 {"没人接", "无人接", "没有人接", "不接电话", "未接电话", "没接电话", "打不通", "没打通", "未打通",
                  "联系不上", "联系不到", "没联系上", "未联系上", "原因不明", "原因不清", "不知原因", "关机"});
}

bool is_cause_of_leave(std::string_view words) {
  bool is_cause = false;
  while (!words.empty()) {
    if (take_longest(words, causes))
      is_cause = true;
    else if (!take_longest(words, beside_causes))
      return false;
  }
  return is_cause;
}

}  // namespace ksbx
