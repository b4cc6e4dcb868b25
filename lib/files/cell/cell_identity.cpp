// Id numbers, school register numbers, and what goes with a person: sex, enrolment, yes and no.
#include <algorithm>

#include "base/ascii.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

bool is_id_shape(std::string_view text) {
  return text.size() == 18 && all_digits(text.substr(0, 17)) && (is_ascii_digit(text[17]) || text[17] == 'X');
}

bool is_xueji_shape(std::string_view text) {
  return text.size() == 19 && (text[0] == 'G' || text[0] == 'J' || text[0] == 'L') && is_id_shape(text.substr(1));
}

// A check character typed as a sign that looks like an X. It is computed from the other digits, so this guesses
// nothing.
std::string with_latin_x(std::string text) {
  for (std::string_view sign : {"×", "Х", "х", "Χ", "χ", "✕", "✖", "╳"})
    if (text.ends_with(sign)) return text.replace(text.size() - sign.size(), sign.size(), "X");
  return text;
}

// 990181201302041024.0: it was a number on its way here, and numbers keep fifteen digits.
bool is_rounded(std::string_view text) {
  const std::size_t point = text.find('.');
  return point == 18 && all_digits(text.substr(0, point)) && text.find_first_not_of('0', point + 1) == text.npos;
}

// 9.90181E+17, also 990181E12
bool is_scientific(std::string_view text) {
  std::size_t e = text.find('E');
  if (e == std::string_view::npos || e == 0) return false;
  std::string_view mantissa = text.substr(0, e), exponent = text.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  return mantissa.find_first_not_of("0123456789.") == std::string_view::npos && all_digits(exponent);
}

// How number_text() writes what a workbook held as a number of more digits than it can keep: 9.90181201303071E+17.
bool is_rounded_number(std::string_view text) {
  constexpr std::size_t fifteen_digits = 16;  // and the point
  return is_scientific(text) && text[1] == '.' && text.find('E') == fifteen_digits;
}

bool stands_for_nothing(std::string_view text) {
  if (text.find_first_not_of("-/\\.0*?_") == std::string_view::npos) return true;
  // Words instead of a number: 无, 暂无, 办理中, 未办理, 待补, 无户口 …
  return std::none_of(text.begin(), text.end(), is_ascii_digit<char>) && text != "X";
}

std::string completed(std::string_view fifteen) {
  std::string eighteen = std::string(fifteen.substr(0, 6)) + "19" + std::string(fifteen.substr(6));
  return eighteen + id_check_character(eighteen);
}

}  // namespace

ReadIdNumber read_id_number(std::string_view cell) {
  if (const auto id = IdNumber::parse(trimmed(cell))) return {id, CellIssue::none};
  std::string text = with_latin_x(ascii_upper(read_code(cell)));
  if (!is_scientific(text)) std::erase(text, '-');
  if (stands_for_nothing(text)) return {std::nullopt, CellIssue::id_missing};
  if (is_rounded_number(text)) return {std::nullopt, CellIssue::id_precision};
  if (is_scientific(text)) return {std::nullopt, CellIssue::id_scientific};
  if (is_rounded(text)) return {std::nullopt, CellIssue::id_precision};
  if (text.size() == 15 && all_digits(text)) {
    const auto id = IdNumber::parse(completed(text));
    return {id, id ? CellIssue::id_15_digits : CellIssue::id_birth_date};
  }
  if (!is_id_shape(text)) return {std::nullopt, CellIssue::id_format};
  if (const auto id = IdNumber::parse(text)) return {id, CellIssue::none};
  if (text.ends_with("000")) return {std::nullopt, CellIssue::id_precision};
  text.back() = id_check_character(std::string_view(text).substr(0, 17));
  return {std::nullopt, IdNumber::parse(text) ? CellIssue::id_checkdigit : CellIssue::id_birth_date};
}

Parsed<std::string> read_xueji(std::string_view cell) {
  std::string_view raw = trimmed(cell);
  if (raw.empty()) return {};
  if (is_xueji_shape(raw)) return {std::string(raw), CellIssue::none};
  std::string text = with_latin_x(ascii_upper(read_code(cell)));
  if (stands_for_nothing(text)) return {};
  if (!is_xueji_shape(text)) return {"", CellIssue::xueji_format};
  return {text, CellIssue::none};
}

Parsed<Sex> read_sex(std::string_view cell) {
  std::string_view text = trimmed(cell);
  if (text.empty()) return {Sex::unknown, CellIssue::none};
  constexpr auto male = Sex::male, female = Sex::female, unknown = Sex::unknown;
  static constexpr Meaning<Sex> words[] = {
      {"男", male},   {"女", female},     {"1", male},         {"2", female},     {"男性", male},    {"女性", female},
      {"male", male}, {"female", female}, {"m", male},         {"f", female},     {"0", unknown},    {"9", unknown},
      {"男生", male}, {"女生", female},   {"男孩", male},      {"女孩", female},  {"boy", male},     {"girl", female},
      {"♂", male},    {"♀", female},      {"1男", male},       {"2女", female},   {"1-男", male},    {"2-女", female},
      {"1.0", male},  {"2.0", female},    {"未说明", unknown}, {"不详", unknown}, {"未知", unknown}, {"-", unknown}};
  auto sex = meaning<Sex>(text, words);
  return sex ? Parsed<Sex>{*sex, CellIssue::none} : Parsed<Sex>{unknown, CellIssue::sex_unreadable};
}

Parsed<std::optional<bool>> read_yes_no(std::string_view cell) {
  std::string_view text = trimmed(cell);
  if (text.empty()) return {};
  static constexpr Meaning<bool> words[] = {
      {"是", true},  {"否", false},  {"1", true},    {"0", false},     {"有", true},    {"无", false},   {"√", true},
      {"✓", true},   {"✔", true},    {"×", false},   {"✗", false},     {"对", true},    {"y", true},     {"n", false},
      {"yes", true}, {"no", false},  {"true", true}, {"false", false}, {"不是", false}, {"没有", false}, {"-", false},
      {"1.0", true}, {"0.0", false}, {"☑", true},    {"☐", false},     {"□", false},    {"✘", false},    {"/", false}};
  auto answer = meaning<bool>(text, words);
  if (!answer) return {std::nullopt, CellIssue::yes_no_unreadable};
  return {*answer, CellIssue::none};
}

Parsed<bool> read_boarding(std::string_view cell) {
  std::string_view text = trimmed(cell);
  if (text.empty()) return {false, CellIssue::none};
  static constexpr Meaning<bool> words[] = {
      {"住校", true},     {"走读", false},    {"寄宿", true},    {"住宿", true},      {"住校生", true},
      {"寄宿生", true},   {"住宿生", true},   {"走读生", false}, {"通校", false},     {"通学", false},
      {"借宿", true},     {"内宿", true},     {"外宿", false},   {"不住校", false},   {"不寄宿", false},
      {"不住宿", false},  {"非住校", false},  {"非寄宿", false}, {"非寄宿生", false}, {"在校住宿", true},
      {"校内住宿", true}, {"boarding", true}, {"boarder", true}, {"day", false}};
  auto answer = meaning<bool>(text, words);
  if (answer) return {*answer, CellIssue::none};
  auto yes_no = read_yes_no(cell);
  return {yes_no.value.value_or(false), yes_no.issue};
}

bool read_flag(std::string_view cell) {
  if (cell.empty() || cell == "否") return false;  // as nearly every cell of such a column
  std::string text = read_code(cell);
  if (text.empty() || text.find_first_not_of("-/\\0.×") == std::string::npos) return false;
  for (std::string_view no : {"非", "否", "无", "不", "没", "未", "no", "No", "NO", "n", "N", "false", "FALSE", "False",
                              "×", "✗", "✘", "☐", "□"})
    if (text.starts_with(no)) return false;
  // What columns such as 残疾类型, 家庭类型 and 随迁情况 say of everyone else.
  for (std::string_view ordinary : {"正常", "健康", "健全", "良好", "一般", "一般户", "普通", "双亲", "双亲家庭",
                                    "父母双全", "完整", "完整家庭", "本地", "本市", "本镇", "x", "X", "0.0"})
    if (text == ordinary) return false;
  return true;
}

Parsed<std::optional<Enrolment>> read_enrolment(std::string_view cell) {
  using enum Enrolment;
  std::string_view text = trimmed(cell);
  if (text.empty()) return {};
  // Only what is surely so: of 疑似辍学, 未报到 or 空挂 a person must say what it means.
  static constexpr Meaning<Enrolment> words[] = {{"正常", enrolled},
                                                 {"在读", enrolled},
                                                 {"在校", enrolled},
                                                 {"在籍", enrolled},
                                                 {"在学", enrolled},
                                                 {"就读", enrolled},
                                                 {"在籍在校", enrolled},
                                                 {"在校在籍", enrolled},
                                                 {"正常在读", enrolled},
                                                 {"正常就读", enrolled},
                                                 {"在校就读", enrolled},
                                                 {"在校生", enrolled},
                                                 {"在读生", enrolled},
                                                 {"借读", enrolled},
                                                 {"复学", enrolled},
                                                 {"已复学", enrolled},
                                                 {"转入", enrolled},
                                                 {"已转入", enrolled},
                                                 {"新入学", enrolled},
                                                 {"注册", enrolled},
                                                 {"已注册", enrolled},
                                                 {"随班就读", enrolled},
                                                 {"送教上门", enrolled},
                                                 {"休学", suspended},
                                                 {"休学中", suspended},
                                                 {"已休学", suspended},
                                                 {"因病休学", suspended},
                                                 {"病休", suspended},
                                                 {"转出", transferred_out},
                                                 {"已转出", transferred_out},
                                                 {"转学", transferred_out},
                                                 {"转走", transferred_out},
                                                 {"已转走", transferred_out},
                                                 {"已转学", transferred_out},
                                                 {"毕业", graduated},
                                                 {"已毕业", graduated},
                                                 {"结业", graduated},
                                                 {"毕业生", graduated},
                                                 {"辍学", dropped_out},
                                                 {"已辍学", dropped_out},
                                                 {"失学", dropped_out},
                                                 {"流失", dropped_out},
                                                 {"退学", dropped_out},
                                                 {"已退学", dropped_out},
                                                 {"死亡", deceased},
                                                 {"已死亡", deceased},
                                                 {"亡故", deceased},
                                                 {"已故", deceased},
                                                 {"病故", deceased},
                                                 {"去世", deceased},
                                                 {"已去世", deceased},
                                                 {"社会闲散", idle},
                                                 {"闲散", idle},
                                                 {"社会闲散未成年人", idle},
                                                 {"闲散未成年人", idle}};
  auto found = meaning<Enrolment>(text, words);
  if (found) return {*found, CellIssue::none};
  if (auto named = ksbx::enrolment(text)) return {*named, CellIssue::none};
  return {std::nullopt, CellIssue::enrolment_unreadable};
}

}  // namespace ksbx
