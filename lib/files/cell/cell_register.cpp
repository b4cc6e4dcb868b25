// The words of registers and of tables of units.
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

Parsed<std::optional<Attended>> read_attendance(std::string_view cell) {
  using enum Presence;
  std::string_view text = trimmed(cell);
  if (text.empty()) return {std::nullopt, CellIssue::status_unreadable};
  for (std::string_view nil : {"全勤", "到齐", "无缺勤", "全到", "全部到校", "无人缺勤", "complete", "nil"})
    if (text == nil) return {Attended{present, true, ""}, CellIssue::none};
  static constexpr Meaning<Presence> words[] = {
      {"缺勤", unexcused},     {"无故", unexcused},        {"旷课", unexcused},
      {"无故缺勤", unexcused}, {"无故缺课", unexcused},    {"缺课", unexcused},
      {"未到", unexcused},     {"未到校", unexcused},      {"逃学", unexcused},
      {"absent", unexcused},   {"unexcused", unexcused},   {"请假", excused},
      {"病假", excused},       {"事假", excused},          {"公假", excused},
      {"丧假", excused},       {"excused", excused},       {"leave", excused},
      {"待核实", unverified},  {"未核实", unverified},     {"核实中", unverified},
      {"不明", unverified},    {"unverified", unverified}, {"到校", present},
      {"出勤", present},       {"正常", present},          {"到", present},
      {"迟到", present},       {"早退", present},          {"present", present}};
  auto state = meaning<Presence>(text, words);
  if (!state) return {std::nullopt, CellIssue::status_unreadable};
  Attended attended{*state, false, ""};
  for (std::string_view reason : {"病假", "事假", "公假", "丧假"})
    if (text == reason) attended.reason = reason;
  return {attended, CellIssue::none};
}

}  // namespace ksbx
