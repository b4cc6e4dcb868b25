// Grades and classes in all their spellings, and what a register says.
#include <algorithm>

#include "base/utf8.h"
#include "files/cell.h"
#include "files/cell_words.h"

namespace ksbx {
namespace {

enum class Schooling { unsaid, primary, junior, senior };

// What the beginning of a cell says about a grade. `clearly`: it cannot be the number of a class.
struct GradeWords {
  Schooling stage = Schooling::unsaid;
  int number = 0;      // as written; 0: none
  int entry_year = 0;  // 2026级; 0: none
  std::size_t length = 0;
  bool clearly = false;
};

struct StageWord {
  std::string_view word;
  Schooling stage;
};

// The long words come first: 初 is the beginning of 初中.
constexpr StageWord stage_words[] = {
    {"小学部", Schooling::primary}, {"初中部", Schooling::junior},   {"高中部", Schooling::senior},
    {"小学", Schooling::primary},   {"初级中学", Schooling::junior}, {"高级中学", Schooling::senior},
    {"初中", Schooling::junior},    {"高中", Schooling::senior},     {"小", Schooling::primary},
    {"初", Schooling::junior},      {"高", Schooling::senior},
};

constexpr std::string_view preschool_words[] = {"学前班", "学前", "幼儿园", "幼儿", "大班", "中班", "小班", "托班"};

// The longest number up to 99 at the front of `text`, in digits or in Chinese numerals of three bytes each; 0 if there is none.
int take_number(std::string_view& text) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  for (std::size_t length : {digits, std::size_t{9}, std::size_t{6}, std::size_t{3}}) {
    if (length == 0 || length > text.size()) continue;
    auto number = small_number(text.substr(0, length));
    if (number) text.remove_prefix(length);
    if (number || digits > 0) return number.value_or(0);
  }
  return 0;
}

// 2026级, 2026
int take_entry_year(std::string_view& text) {
  if (text.size() < 4 || !all_digits(text.substr(0, 4)) || (text.size() > 4 && text[4] >= '0' && text[4] <= '9'))
    return 0;
  int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  if (year < 1990 || year > 2100) return 0;
  std::string_view rest = text.substr(4);
  if (rest.starts_with("届")) return 0;  // the year of leaving
  if (auto level = behind(rest, "级")) rest = *level;
  text = rest;
  return year;
}

GradeWords grade_in_front(std::string_view text) {
  GradeWords words;
  std::string_view rest = text;
  for (const StageWord& known : stage_words) {
    auto found = behind(rest, known.word);
    if (!found) continue;
    words.stage = known.stage;
    rest = *found;
    break;
  }
  words.entry_year = take_entry_year(rest);
  if (words.entry_year == 0) words.number = take_number(rest);
  for (std::string_view suffix : {"年级", "级"}) {
    auto found = behind(rest, suffix);
    if (!found || words.number == 0) continue;
    words.clearly = true;
    rest = *found;
    break;
  }
  bool named = words.number > 0 || words.entry_year > 0;
  words.clearly = words.clearly || (named && words.stage != Schooling::unsaid) || words.entry_year > 0 ||
                  (words.number > 0 && (rest.starts_with("(") || rest.starts_with("-") || rest.starts_with(".")));
  words.length = named ? text.size() - rest.size() : 0;
  return words;
}

bool is_before_school(std::string_view text) {
  return std::any_of(std::begin(preschool_words), std::end(preschool_words),
                     [&](std::string_view word) { return text.starts_with(word); });
}

int first_grade(Schooling stage) {
  switch (stage) {
    case Schooling::primary: return 1;
    case Schooling::junior: return 7;
    case Schooling::senior: return 10;
    case Schooling::unsaid: break;
  }
  return 0;
}

// 初一 → 7, 高二 → 11, 小学三年级 → 3; 初四, in schools that begin with 初一 after five years, is the ninth.
std::optional<int> grade_number(Schooling stage, int number) {
  if (number < 1 || number > 12) return std::nullopt;
  switch (stage) {
    case Schooling::primary: return number <= 6 ? std::optional(number) : std::nullopt;
    case Schooling::junior:
      if (number <= 4) return std::min(number + 6, 9);
      return number >= 6 && number <= 9 ? std::optional(number) : std::nullopt;
    case Schooling::senior:
      if (number <= 3) return number + 9;
      return number >= 10 ? std::optional(number) : std::nullopt;
    case Schooling::unsaid: break;
  }
  return number;
}

std::optional<int> grade_of_year(Schooling stage, int entry_year, Day on) {
  int first = first_grade(stage);
  if (first == 0) return std::nullopt;
  int school_year = on.month() >= 8 ? on.year() : on.year() - 1;
  int years = school_year - entry_year;
  int most = stage == Schooling::primary ? 6 : 3;
  if (years < 0 || years >= most) return std::nullopt;
  return first + years;
}

Schooling stage_of_school(std::string_view name) {
  auto has = [&](std::string_view word) { return name.find(word) != std::string_view::npos; };
  bool primary = has("小学"), junior = has("初级中学") || has("初中"), senior = has("高级中学") || has("高中");
  if (primary + junior + senior != 1) return Schooling::unsaid;
  return primary ? Schooling::primary : junior ? Schooling::junior : Schooling::senior;
}

std::optional<int> resolve(GradeWords words, Schooling otherwise, Day on) {
  if (words.entry_year > 0)
    return grade_of_year(words.stage == Schooling::unsaid ? otherwise : words.stage, words.entry_year, on);
  return grade_number(words.stage, words.number);
}

// From 七(1)班 or 三年级二班; nothing from 1班.
std::optional<int> grade_of_class(std::string_view text, Schooling otherwise, Day on) {
  if (is_before_school(text)) return 0;
  GradeWords words = grade_in_front(text);
  if (!words.clearly) return std::nullopt;
  return resolve(words, otherwise, on);
}

std::string_view without_brackets(std::string_view text) {
  if (text.size() > 2 && text.front() == '(' && text.find(')') == text.size() - 1)
    return text.substr(1, text.size() - 2);
  return text;
}

// 701 in grade 7 is class 1, 1203 in grade 12 class 3; three digits or more, so that 12 stays class 12.
std::string_view without_grade_digits(std::string_view number, Grade grade) {
  std::string_view digits = number;
  while (digits.size() > 3 && digits.front() == '0') digits.remove_prefix(1);
  std::string front = std::to_string(grade.number);
  return digits.size() == front.size() + 2 && digits.starts_with(front) ? digits.substr(front.size()) : number;
}

std::string class_key(std::string_view text, std::optional<Grade> grade) {
  for (std::string_view suffix : {"班级", "班"})
    if (text.ends_with(suffix) && text.size() > suffix.size()) {
      text.remove_suffix(suffix.size());
      break;
    }
  text = without_brackets(text);
  while (text.starts_with("-") || text.starts_with(".")) text.remove_prefix(1);
  if (text.ends_with("班") && text.size() > 3) text.remove_suffix(3);  // (1班)
  if (all_digits(text)) {
    if (grade && grade->number > 0) text = without_grade_digits(text, *grade);
    while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
    return std::string(text);
  }
  if (auto number = small_number(text)) return std::to_string(*number);
  return std::string(text);
}

}  // namespace

Parsed<std::optional<Grade>> read_grade(std::string_view grade_cell, std::string_view class_cell,
                                        std::string_view school_name, Day on) {
  std::string text = read_code(grade_cell), class_text = read_code(class_cell);
  Schooling stage = grade_in_front(class_text).stage;
  if (stage == Schooling::unsaid) stage = stage_of_school(school_name);

  std::optional<int> number;
  GradeWords words = grade_in_front(text);
  if (is_before_school(text))
    number = 0;
  else if (words.length > 0 && words.length == text.size())
    number = resolve(words, stage, on);
  if (!number) number = grade_of_class(class_text, stage, on);
  if (!number) return {std::nullopt, text.empty() ? CellIssue::grade_missing : CellIssue::grade_unreadable};
  bool compulsory = *number >= 1 && *number <= 9;
  return {Grade{*number}, compulsory ? CellIssue::none : CellIssue::outside_compulsory};
}

Text label_of(Grade grade) {
  constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (grade.number <= 0) return text("学前", "before school");
  if (grade.number <= 9) return text("{}年级", "grade {1}", numerals[grade.number - 1], grade.number);
  if (grade.number <= 12) return text("高{}", "grade {1}", numerals[grade.number - 10], grade.number);
  return text("{}年级", "grade {}", grade.number);
}

Parsed<std::string> read_class(std::string_view cell, std::optional<Grade> grade) {
  std::string text = read_code(cell);
  std::erase(text, '/');  // it separates the parts of a class's code
  if (text.empty()) return {"", CellIssue::class_missing};
  GradeWords words = grade_in_front(text);
  std::string_view rest = text;
  if (words.clearly && words.length < text.size()) rest.remove_prefix(words.length);
  if (rest == "班") return {"", CellIssue::class_missing};
  return {class_key(rest, grade), CellIssue::none};
}

std::optional<UnitKind> read_unit_kind(std::string_view cell) {
  using enum UnitKind;
  std::string_view word = trimmed(cell);
  if (auto kind = unit_kind(word)) return kind;
  return meaning<UnitKind>(word, {{"市", city},
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
                                  {"class", school_class}});
}

Parsed<Half> read_session(std::string_view cell) {
  using enum Half;
  std::string_view text = trimmed(cell);
  if (text.empty()) return {whole_day, CellIssue::none};
  auto half = meaning<Half>(text, {{"上午", morning},
                                   {"下午", afternoon},
                                   {"全天", whole_day},
                                   {"整天", whole_day},
                                   {"一天", whole_day},
                                   {"全日", whole_day},
                                   {"上", morning},
                                   {"下", afternoon},
                                   {"am", morning},
                                   {"pm", afternoon},
                                   {"day", whole_day},
                                   {"morning", morning},
                                   {"afternoon", afternoon},
                                   {"wholeday", whole_day},
                                   {"fullday", whole_day}});
  return half ? Parsed<Half>{*half, CellIssue::none} : Parsed<Half>{whole_day, CellIssue::session_unreadable};
}

Parsed<std::optional<Attended>> read_attendance(std::string_view cell) {
  using enum Presence;
  std::string_view text = trimmed(cell);
  if (text.empty()) return {std::nullopt, CellIssue::status_unreadable};
  for (std::string_view nil : {"全勤", "到齐", "无缺勤", "全到", "全部到校", "无人缺勤", "complete", "nil"})
    if (text == nil) return {Attended{present, true, ""}, CellIssue::none};
  auto state = meaning<Presence>(text, {{"缺勤", unexcused},     {"无故", unexcused},        {"旷课", unexcused},
                                        {"无故缺勤", unexcused}, {"无故缺课", unexcused},    {"缺课", unexcused},
                                        {"未到", unexcused},     {"未到校", unexcused},      {"逃学", unexcused},
                                        {"absent", unexcused},   {"unexcused", unexcused},   {"请假", excused},
                                        {"病假", excused},       {"事假", excused},          {"公假", excused},
                                        {"丧假", excused},       {"excused", excused},       {"leave", excused},
                                        {"待核实", unverified},  {"未核实", unverified},     {"核实中", unverified},
                                        {"不明", unverified},    {"unverified", unverified}, {"到校", present},
                                        {"出勤", present},       {"正常", present},          {"到", present},
                                        {"迟到", present},       {"早退", present},          {"present", present}});
  if (!state) return {std::nullopt, CellIssue::status_unreadable};
  Attended attended{*state, false, ""};
  for (std::string_view reason : {"病假", "事假", "公假", "丧假"})
    if (text == reason) attended.reason = reason;
  return {attended, CellIssue::none};
}

}  // namespace ksbx
