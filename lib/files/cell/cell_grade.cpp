// Grades and classes in all their spellings.
#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

// Without spaces, with one kind of brackets, and without slashes, which separate the parts of a class's code.
std::string grade_or_class(std::string_view cell) {
  std::string text = without_point_zero(read_code(cell));
  std::replace(text.begin(), text.end(), '/', '-');
  for (const auto& [bracket, plain_bracket] : {std::pair<std::string_view, std::string_view>{"【", "("},
                                               {"】", ")"},
                                               {"〔", "("},
                                               {"〕", ")"},
                                               {"[", "("},
                                               {"]", ")"}})
    for (std::size_t at = text.find(bracket); at != std::string::npos; at = text.find(bracket))
      text.replace(at, bracket.size(), plain_bracket);
  return text;
}

enum class Schooling { omitted, primary, junior, senior };

// What the beginning of a cell says about a grade. `clearly`: it cannot be the number of a class.
struct GradeWords {
  Schooling stage = Schooling::omitted;
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
    {"小学部", Schooling::primary},  {"初中部", Schooling::junior},   {"高中部", Schooling::senior},
    {"小学", Schooling::primary},    {"初级中学", Schooling::junior}, {"高级中学", Schooling::senior},
    {"职业高中", Schooling::senior}, {"职高", Schooling::senior},     {"中职", Schooling::senior},
    {"初中", Schooling::junior},     {"高中", Schooling::senior},     {"小", Schooling::primary},
    {"初", Schooling::junior},       {"高", Schooling::senior},
};

constexpr std::string_view preschool_words[] = {"学前班", "学前", "幼儿园", "幼儿", "大班", "中班", "小班", "托班"};

// The longest number up to 99 at the front of `text`, in digits or in Chinese numerals of three bytes each; 0 if there
// is none.
int take_number(std::string_view& text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_ascii_digit(text[digits])) ++digits;
  for (std::size_t length : {digits, std::size_t{9}, std::size_t{6}, std::size_t{3}}) {
    if (length == 0 || length > text.size()) continue;
    auto number = small_number(text.substr(0, length));
    if (number) text.remove_prefix(length);
    if (number || digits > 0) return number.value_or(0);
  }
  return 0;
}

// 26级; up to 12 it is a grade.
int take_short_entry_year(std::string_view& text) {
  if (text.size() < 2 || !all_digits(text.substr(0, 2))) return 0;
  const auto level = behind(text.substr(2), "级");
  const int year = (text[0] - '0') * 10 + (text[1] - '0');
  if (!level || year <= 12) return 0;
  text = *level;
  return 2000 + year;
}

// 2026级, 2026, 26级
int take_entry_year(std::string_view& text) {
  if (const int year = take_short_entry_year(text)) return year;
  if (text.size() < 4 || !all_digits(text.substr(0, 4)) || (text.size() > 4 && is_ascii_digit(text[4]))) return 0;
  int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  if (year < 1990 || year > 2100) return 0;
  std::string_view rest = text.substr(4);
  if (rest.starts_with("届")) return 0;  // the year of leaving
  for (std::string_view suffix : {"年级", "级", "年"})
    if (auto level = behind(rest, suffix)) {
      rest = *level;
      break;
    }
  text = rest;
  return year;
}

bool begins_with_number(std::string_view text) {
  return !text.empty() && (all_digits(text.substr(0, 1)) || (text.size() >= 3 && small_number(text.substr(0, 3))));
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
  for (std::string_view english : {"Grade", "grade", "G"})
    if (auto found = behind(rest, english); found && found->size() <= 2 && all_digits(*found)) rest = *found;
  const bool in_digits = all_digits(rest.substr(0, 1));
  words.entry_year = take_entry_year(rest);
  if (words.entry_year == 0) words.number = take_number(rest);
  for (std::string_view suffix : {"年级", "级", "年"}) {
    auto found = behind(rest, suffix);
    if (!found || words.number == 0) continue;
    words.clearly = true;
    rest = *found;
    break;
  }
  bool named = words.number > 0 || words.entry_year > 0;
  // 7(1)班 and 七(实验)班 begin with a grade, 1(双语)班 does not; no number is written like 七1 and 七一.
  const bool before_bracket = rest.starts_with("(") && (!in_digits || begins_with_number(rest.substr(1)));
  words.clearly = words.clearly || (named && words.stage != Schooling::omitted) || words.entry_year > 0 ||
                  (words.number > 0 &&
                   (before_bracket || rest.starts_with("-") || rest.starts_with(".") || begins_with_number(rest)));
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
    case Schooling::omitted: break;
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
    case Schooling::omitted: break;
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
  if (primary + junior + senior != 1) return Schooling::omitted;
  return primary ? Schooling::primary : junior ? Schooling::junior : Schooling::senior;
}

std::optional<int> resolve(GradeWords words, Schooling otherwise, Day on) {
  if (words.entry_year > 0)
    return grade_of_year(words.stage == Schooling::omitted ? otherwise : words.stage, words.entry_year, on);
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

// What may stand after the grade in its cell: (毕业班), 上学期, a class.
bool is_beside_the_grade(std::string_view rest) {
  for (std::string_view half : {"", "上", "下", "上学期", "下学期", "上册", "下册", "学生"})
    if (rest == half) return true;
  return rest.starts_with("(") || rest.ends_with("班");
}

// Whether the words of a class name another grade than the pupil's. Where junior school begins with the sixth grade,
// 初一 is that.
bool names_another_grade(const GradeWords& words, std::optional<Grade> grade) {
  if (!words.clearly || words.number == 0 || !grade) return false;
  const auto named = grade_number(words.stage, words.number);
  const bool after_five_years = words.stage == Schooling::junior && words.number + 5 == grade->number;
  return named && *named != grade->number && !after_five_years;
}

// What kind of class it is; 东校区 and 西校区 tell two classes apart.
bool is_kind_of_class(std::string_view note) {
  for (std::string_view kind : {"实验", "试验", "重点", "普通", "平行", "双语", "特长", "创新", "强化", "宏志",
                                "火箭", "提高", "寄宿", "走读", "住校", "艺术", "体育", "音乐", "美术", "民族"})
    if (note.starts_with(kind)) return true;
  return false;
}

// 1班(实验) is class 1 with a note; 1(双语)班 is called so.
std::string_view without_note(std::string_view text) {
  const std::size_t open = text.find("(");
  if (open == std::string_view::npos || !text.ends_with(")")) return text;
  const std::string_view named = text.substr(0, open), note = text.substr(open + 1, text.size() - open - 2);
  constexpr std::string_view suffix = "班";
  if (!named.ends_with(suffix) || !is_kind_of_class(note)) return text;
  const std::string_view number = named.substr(0, named.size() - suffix.size());
  return all_digits(number) || small_number(number) ? named : text;
}

// 7班1 in grade 7 is its class 1: the grade's number, then the class's.
std::string_view after_grade_and_class(std::string_view text, const GradeWords& words, std::optional<Grade> grade) {
  if (words.clearly || words.length == 0 || !grade || words.number != grade->number) return text;
  const auto number = behind(text.substr(words.length), "班");
  return number && small_number(*number) ? *number : text;
}

std::string class_key(std::string_view text, std::optional<Grade> grade) {
  text = without_note(text);
  for (std::string_view suffix : {"班级", "班"})
    if (text.ends_with(suffix) && text.size() > suffix.size()) {
      text.remove_suffix(suffix.size());
      break;
    }
  text = without_brackets(text);
  while (text.starts_with("-") || text.starts_with(".")) text.remove_prefix(1);
  if (auto number = behind(text, "第")) text = *number;
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
  const std::string text = grade_or_class(grade_cell), class_text = grade_or_class(class_cell);
  Schooling stage = grade_in_front(class_text).stage;
  if (stage == Schooling::omitted) stage = stage_of_school(school_name);

  std::optional<int> number;
  GradeWords words = grade_in_front(text);
  if (is_before_school(text))
    number = 0;
  else if (words.length > 0 && is_beside_the_grade(std::string_view(text).substr(words.length)))
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

namespace {

// What a spreadsheet makes of 7-1 or 7/1: 2026-07-01, 7月1日, 1-Jul, Jul-01.
std::optional<Day> class_as_date(std::string_view cell) {
  const std::string words = plain(cell);
  if (words.size() < std::string_view("1-Jul").size()) return std::nullopt;
  if (auto day = read_date(words).value) return words.size() > 8 || !all_digits(words) ? day : std::nullopt;
  constexpr std::string_view a_year = "2000";
  if (auto day = read_date(formatted("{}年{}", a_year, words)).value) return day;
  constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (std::size_t i = 0; i < std::size(months); ++i) {
    const std::size_t at = words.find(months[i]);
    if (at == std::string::npos) continue;
    std::string day = words;
    day.erase(at, months[i].size());
    std::erase(day, '-');
    if (all_digits(day)) return read_date(formatted("{}-{}-{}", a_year, i + 1, day)).value;
  }
  return std::nullopt;
}

// A class has no number of six digits: one that was entered would stand in every list under that name.
bool has_long_number(std::string_view words) {
  constexpr int longest = 5;
  constexpr std::string_view numerals = "〇○零一二三四五六七八九";
  constexpr unsigned char first_of_han = 0xE4;  // in UTF-8; marks between numbers come before: 138-1234·5678
  int digits = 0;
  for (std::size_t at = 0; at < words.size() && digits <= longest; ++at) {
    const char one = words[at];
    const std::size_t place = numerals.find(words.substr(at, 3));
    const bool is_numeral = place != std::string_view::npos && place % 3 == 0;
    if (is_ascii_digit(one) || is_numeral)
      ++digits;
    else if (is_ascii_letter(one) || static_cast<unsigned char>(one) >= first_of_han)
      digits = 0;
    if (is_numeral) at += 2;
  }
  return digits > longest;
}

}  // namespace

Parsed<std::string> read_class(std::string_view cell, std::optional<Grade> grade) {
  if (const auto date = class_as_date(cell)) {
    const bool is_of_grade = grade && date->month() == grade->number;
    return {is_of_grade ? std::to_string(date->day_of_month()) : std::string(), CellIssue::class_is_date};
  }
  const std::string text = grade_or_class(cell);
  if (text.empty()) return {"", CellIssue::class_missing};
  GradeWords words = grade_in_front(text);
  std::string_view rest = after_grade_and_class(text, words, grade);
  if (words.clearly && words.length < text.size()) rest.remove_prefix(words.length);
  if (rest == "班") return {"", CellIssue::class_missing};
  if (has_long_number(rest)) return {"", CellIssue::class_unreadable};
  return {class_key(rest, grade), names_another_grade(words, grade) ? CellIssue::class_contradicts : CellIssue::none};
}

}  // namespace ksbx
