// The words of registers and of tables of units.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/ascii.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"

namespace ksbx {

std::optional<UnitKind> read_unit_kind(std::string_view cell) {
  using enum UnitKind;
  std::string_view word = trimmed(cell);
  if (auto kind = unit_kind(word)) return kind;
  static constexpr Meaning<UnitKind> words[] = {{"市", city},
                                                {"县", city},
                                                {"区", city},
                                                {"县市区", city},
                                                {"县级市", city},
                                                {"教育局", bureau},
                                                {"教体局", bureau},
                                                {"教育和体育局", bureau},
                                                {"部门", department},
                                                {"镇街", town},
                                                {"镇", town},
                                                {"街道", town},
                                                {"乡", town},
                                                {"乡镇", town},
                                                {"镇(街道)", town},
                                                {"街道办事处", town},
                                                {"村", village},
                                                {"社区", village},
                                                {"村(社区)", village},
                                                {"村居", village},
                                                {"居委会", village},
                                                {"村委会", village},
                                                {"派出所", police_station},
                                                {"教办", education_office},
                                                {"镇街教办", education_office},
                                                {"中心校", education_office},
                                                {"学校", school},
                                                {"年级", grade},
                                                {"班级", school_class},
                                                {"班", school_class},
                                                {"场所", premises},
                                                {"经营场所", premises},
                                                {"education bureau", bureau},
                                                {"educationbureau", bureau},
                                                {"policestation", police_station},
                                                {"educationoffice", education_office},
                                                {"class", school_class}};
  return meaning<UnitKind>(word, words);
}

Parsed<Half> read_session(std::string_view cell) {
  using enum Half;
  std::string_view text = trimmed(cell);
  if (text.empty()) return {whole_day, CellIssue::none};
  static constexpr Meaning<Half> words[] = {{"上午", morning},        {"下午", afternoon},     {"全天", whole_day},
                                            {"整天", whole_day},      {"一天", whole_day},     {"全日", whole_day},
                                            {"上", morning},          {"下", afternoon},       {"am", morning},
                                            {"pm", afternoon},        {"day", whole_day},      {"morning", morning},
                                            {"afternoon", afternoon}, {"wholeday", whole_day}, {"fullday", whole_day}};
  auto half = meaning<Half>(text, words);
  return half ? Parsed<Half>{*half, CellIssue::none} : Parsed<Half>{whole_day, CellIssue::session_unreadable};
}

namespace {

struct State {
  Presence presence = Presence::present;
  std::string_view reason = {};  // what the word says of it
};

// × is an absence in every register that we have seen; ○ and △ are leave in one school and lateness in the next.
std::optional<State> state_of(std::string_view word) {
  using enum Presence;
  static constexpr State sick{excused, "病假"}, private_leave{excused, "事假"};
  static constexpr Meaning<State> words[] = {{"缺勤", {unexcused}},
                                             {"缺席", {unexcused}},
                                             {"缺课", {unexcused}},
                                             {"缺", {unexcused}},
                                             {"无故", {unexcused}},
                                             {"旷课", {unexcused}},
                                             {"旷", {unexcused}},
                                             {"旷学", {unexcused}},
                                             {"旷工", {unexcused}},
                                             {"无故缺勤", {unexcused}},
                                             {"无故缺课", {unexcused}},
                                             {"无故缺席", {unexcused}},
                                             {"无故旷课", {unexcused}},
                                             {"未到", {unexcused}},
                                             {"未到校", {unexcused}},
                                             {"没到", {unexcused}},
                                             {"没来", {unexcused}},
                                             {"未来", {unexcused}},
                                             {"不在校", {unexcused}},
                                             {"逃学", {unexcused}},
                                             {"未请假", {unexcused}},
                                             {"没请假", {unexcused}},
                                             {"没有请假", {unexcused}},
                                             {"无假", {unexcused}},
                                             {"未经请假", {unexcused}},
                                             {"逃课", {unexcused}},
                                             {"×", {unexcused}},
                                             {"✕", {unexcused}},
                                             {"✗", {unexcused}},
                                             {"✘", {unexcused}},
                                             {"╳", {unexcused}},
                                             {"absent", {unexcused}},
                                             {"unexcused", {unexcused}},
                                             {"请假", {excused}},
                                             {"已请假", {excused}},
                                             {"假", {excused}},
                                             {"准假", {excused}},
                                             {"病假", sick},
                                             {"病", sick},
                                             {"请病假", sick},
                                             {"因病请假", sick},
                                             {"生病请假", sick},
                                             {"事假", private_leave},
                                             {"事", private_leave},
                                             {"请事假", private_leave},
                                             {"因事请假", private_leave},
                                             {"公假", {excused, "公假"}},
                                             {"丧假", {excused, "丧假"}},
                                             {"excused", {excused}},
                                             {"leave", {excused}},
                                             {"待核实", {unverified}},
                                             {"未核实", {unverified}},
                                             {"核实中", {unverified}},
                                             {"不明", {unverified}},
                                             {"unverified", {unverified}},
                                             {"到校", {present}},
                                             {"已到", {present}},
                                             {"已到校", {present}},
                                             {"在校", {present}},
                                             {"出勤", {present}},
                                             {"正常", {present}},
                                             {"正常出勤", {present}},
                                             {"到", {present}},
                                             {"√", {present}},
                                             {"✓", {present}},
                                             {"✔", {present}},
                                             {"☑", {present}},
                                             {"present", {present}},
                                             {"迟到", {late}},
                                             {"迟", {late}},
                                             {"late", {late}},
                                             {"早退", {left_early}},
                                             {"left_early", {left_early}},
                                             {"leftearly", {left_early}},
                                             {"迟到早退", {late, "迟到、早退"}}};
  for (const auto& [known, state] : words)
    if (known == word) return state;
  return std::nullopt;
}

// 发烧请假, 家中有事请假: leave, and why.
std::optional<State> leave_with_cause(std::string_view word, std::string& cause) {
  for (std::string_view leave : {"请病假", "请事假", "病假", "事假", "请假"}) {
    if (!word.ends_with(leave)) continue;
    const std::string_view before = word.substr(0, word.size() - leave.size());
    if (!is_cause_of_leave(before)) return std::nullopt;
    cause = before;
    return state_of(leave);
  }
  return std::nullopt;
}

// Takes 上午 or 下午 out of the word; false if both stand in it.
bool take_half(std::string& word, std::optional<Half>& half) {
  for (const auto& [said, meant] :
       {std::pair<std::string_view, Half>{"上午", Half::morning}, {"下午", Half::afternoon}}) {
    const std::size_t at = word.find(said);
    if (at == std::string::npos) continue;
    if (half) return false;
    half = meant;
    word.erase(at, said.size());
  }
  return true;
}

// 半天, 2节, 0.5, 1/2, and a bare number, which may be of lessons; 1天 is the whole day.
bool is_part_of_day(std::string_view note) {
  for (std::string_view part : {"半", "节", "时", "½", "1/2", ".5"})
    if (note.find(part) != std::string_view::npos) return true;
  const auto is_of_number = [](char c) { return is_ascii_digit(c) || c == '.' || c == '/' || c == ' '; };
  return !note.empty() && is_ascii_digit(note.front()) && std::all_of(note.begin(), note.end(), is_of_number);
}

// A note that speaks of coming, missing or leave itself may turn the word round: 请假（未批准）, 病假（已返校）.
bool may_turn_round(std::string_view note) {
  for (std::string_view word :
       {"旷", "假", "缺", "到", "退", "返", "在校", "未", "不", "没", "无", "非", "否", "批", "?", "√", "×"})
    if (note.find(word) != std::string_view::npos) return true;
  return false;
}

// 旷课, and 电话打不通 beside it: that no one was reached does not turn it round.
bool is_no_answer(std::string_view note, std::string_view word, Presence presence) {
  return presence == Presence::unexcused && !says_only_absent(word) && speaks_of_no_answer(note) &&
         std::ranges::none_of(std::to_array<std::string_view>({"旷", "假", "到校", "在校", "返", "批"}),
                              [&](std::string_view other) { return note.find(other) != std::string_view::npos; });
}

// "病假(流感)", "病假1天", "旷课:上网" as the word and the note behind it; no note if there is no sign of one. 1/2
// stays one number.
std::pair<std::string, std::string> cut_note(const std::string& word) {
  const std::size_t at = word.find_first_of("(:0123456789/-+,;[");
  const std::size_t half = word.find("半天"), open = word.find("【");
  const std::size_t end = std::min({at, half, open});
  if (end == std::string::npos || end == 0) return {word, {}};
  std::string note = word.substr(end);
  for (std::string_view sign : {"(", ")", "[", "]", "【", "】", ":", "/", "-", "+", ",", ";"})
    for (std::size_t i = note.find(sign); i != std::string::npos; i = note.find(sign, i)) {
      const bool is_fraction =
          sign == "/" && i > 0 && i + 1 < note.size() && is_ascii_digit(note[i - 1]) && is_ascii_digit(note[i + 1]);
      is_fraction ? ++i : (note.erase(i, sign.size()), i);
    }
  return {word.substr(0, end), std::move(note)};
}

}  // namespace

bool is_part_of_days(std::string_view amount) {
  std::string words = without_point_zero(comparable(amount));
  for (std::string_view unit : {"天", "日"})
    if (words.ends_with(unit)) words.erase(words.size() - unit.size());
  words = without_point_zero(words);
  return !words.empty() && is_part_of_day(words) && !all_digits(words);
}

std::optional<int> time_behind_date(std::string_view cell) {
  const std::string words = plain(cell);
  const std::size_t at = words.find_first_of(" T");
  return at == std::string::npos ? std::nullopt : read_time(std::string_view(words).substr(at + 1)).value;
}

Parsed<std::optional<Attended>> read_attendance(std::string_view cell) {
  const Parsed<std::optional<Attended>> unreadable{std::nullopt, CellIssue::status_unreadable};
  std::string word = comparable(cell);
  for (std::string_view stop : {"。", ".", "、", ",", "!", ";"})
    while (word.size() > stop.size() && word.ends_with(stop)) word.resize(word.size() - stop.size());
  if (word.empty()) return unreadable;
  for (std::string_view nil : {"全勤", "到齐", "无缺勤", "全到", "全部到校", "无人缺勤", "complete", "nil"})
    if (word == nil) return {Attended{Presence::present, true}, CellIssue::none};
  Attended attended;
  if (!take_half(word, attended.half)) return unreadable;
  auto state = state_of(word);
  std::string cause, note;
  if (!state) {
    std::tie(word, note) = cut_note(word);
    state = state_of(word);
    if (!state) state = leave_with_cause(word, cause);
    if (!state || (may_turn_round(note) && !is_no_answer(note, word, state->presence))) return unreadable;
  }
  attended.presence = state->presence;
  attended.reason = state->reason;
  for (const std::string& part : {cause, note})
    if (!part.empty()) attended.reason += (attended.reason.empty() ? "" : "：") + part;
  const bool is_how = attended.presence == Presence::late || attended.presence == Presence::left_early;
  attended.is_part = !is_how && !attended.half && is_part_of_day(note);
  return {std::move(attended), CellIssue::none};
}

}  // namespace ksbx
