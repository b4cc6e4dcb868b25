#include "files/sheet/title_words.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

constexpr std::u32string_view numerals = U"一二三四五六七八九十";
constexpr int first_year = 1990, last_year = 2100;

bool is_in(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

bool ends_before_time_of_writing(std::u32string_view before) {
  while (!before.empty() && is_in(before.back(), U" :")) before.remove_suffix(1);
  for (std::u32string_view word : {U"日期", U"时间", U"于"})
    if (before.ends_with(word)) {
      before.remove_suffix(word.size());
      break;
    }
  for (std::u32string_view own : {U"生成", U"导出", U"打印", U"下载", U"更新", U"创建"})
    if (before.ends_with(own)) return true;
  return false;
}

// One title while its parts are taken out of it: what was understood becomes blank, so that the rest is read without.
class Title {
 public:
  explicit Title(std::string_view words) : text_(code_points(nfkc(words))) {}

  TitleWords read() {
    take_school_years();
    take_halves();
    for (std::size_t at = 0; at < text_.size();) at = take_date(at);
    take_labelled_school();
    for (std::size_t at = text_.find(U'班'); at != std::u32string::npos; at = text_.find(U'班', at + 1)) take_class(at);
    if (found_.school_class.empty() && !found_.several_classes) take_bare_classes();
    take_grade();
    blank_seasons();
    take_schools();
    return std::move(found_);
  }

 private:
  char32_t at(std::size_t place) const { return place < text_.size() ? text_[place] : U'\0'; }
  bool is_at(std::size_t place, std::u32string_view word) const { return text_.compare(place, word.size(), word) == 0; }
  void blank(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && i < text_.size(); ++i) text_[i] = U' ';
  }

  std::size_t digits_at(std::size_t place) const {
    std::size_t length = 0;
    while (is_ascii_digit(at(place + length))) ++length;
    return length;
  }
  int number(std::size_t place, std::size_t length) const {
    int value = 0;
    for (std::size_t i = 0; i < length; ++i) value = value * 10 + static_cast<int>(text_[place + i] - U'0');
    return value;
  }

  struct Number {
    int value = 0;
    std::size_t end = 0;  // 0: none
  };
  // In digits or in Chinese numerals, up to 99.
  Number small_number_at(std::size_t place) const {
    if (const std::size_t length = digits_at(place)) {
      if (length > 2) return {};
      return {number(place, length), place + length};
    }
    std::size_t length = 0;
    while (is_in(at(place + length), numerals)) ++length;
    if (length == 0 || length > 3) return {};
    const auto value = small_number(to_utf8(std::u32string_view(text_).substr(place, length)));
    return value ? Number{*value, place + length} : Number{};
  }
  Number year_at(std::size_t place) const {
    if (digits_at(place) == 4) {
      const int year = number(place, 4);
      return year >= first_year && year <= last_year ? Number{year, place + 4} : Number{};
    }
    constexpr std::u32string_view ten = U"〇一二三四五六七八九";
    int year = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const char32_t c = at(place + i) == U'零' || at(place + i) == U'○' ? U'〇' : at(place + i);
      const std::size_t value = c == U'\0' ? std::u32string_view::npos : ten.find(c);
      if (value == std::u32string_view::npos) return {};
      year = year * 10 + static_cast<int>(value);
    }
    return year >= first_year && year <= last_year && at(place + 4) == U'年' ? Number{year, place + 4} : Number{};
  }

  void skip_blanks(std::size_t& place) const {
    while (at(place) == U' ') ++place;
  }

  // 2026-2027学年
  void take_school_years() {
    for (std::size_t place = 0; place + 9 <= text_.size(); ++place) {
      if (place > 0 && is_ascii_digit(text_[place - 1])) continue;
      const Number first = year_at(place);
      if (first.end == 0 || digits_at(place) != 4 || !is_in(at(first.end), U"-~—–至/")) continue;
      std::size_t next = first.end + 1;
      while (is_in(at(next), U"-—")) ++next;
      const Number second = year_at(next);
      if (second.end == 0 || second.value != first.value + 1) continue;
      found_.school_year = first.value;
      blank(place, second.end);
    }
  }

  // Whether a word ends here, or what the list is of follows.
  bool is_before_list(std::size_t place) const {
    constexpr std::u32string_view of_attendance[] = {U"学生", U"到校", U"考勤", U"出勤", U"缺勤", U"点名",
                                                     U"签到", U"未到", U"旷课", U"缺课", U"请假", U"日报"};
    return place == text_.size() || is_in(at(place), U" )]") ||
           std::any_of(std::begin(of_attendance), std::end(of_attendance),
                       [&](std::u32string_view word) { return is_at(place, word); });
  }

  // 下午到校情况, not 下午放学前上报; of both halves it is neither.
  void take_halves() {
    for (const auto& [word, half] :
         {std::pair<std::u32string_view, Half>{U"上午", Half::morning}, {U"下午", Half::afternoon}})
      for (std::size_t place = text_.find(word); place != std::u32string::npos;
           place = text_.find(word, place + word.size())) {
        const std::size_t behind = place + word.size();
        if (!is_before_list(behind)) continue;
        found_.several_halves = found_.several_halves || (found_.half && *found_.half != half);
        found_.half = half;
      }
    if (found_.several_halves) found_.half.reset();
  }

  // Whether what stands before a date says that it is that of the form.
  bool is_of_the_form(std::size_t place) const {
    while (place > 0 && is_in(text_[place - 1], U" :")) --place;
    const std::u32string_view before = std::u32string_view(text_).substr(0, place);
    if (ends_before_time_of_writing(before)) return true;
    for (std::u32string_view word : {U"日期", U"时间"})
      if (before.ends_with(word))
        for (std::u32string_view own : {U"填表", U"制表", U"填报", U"上报", U"审核"})
          if (before.substr(0, before.size() - word.size()).ends_with(own)) return true;
    return false;
  }

  void say_month(Month month) {
    if (month.month < 1 || month.month > 12) return;
    if (!found_.month) {
      found_.month = month;
    } else if (found_.month->month != month.month ||
               (found_.month->year != month.year && month.year > 0 && found_.month->year > 0)) {
      found_.several_months = true;
    } else if (found_.month->year == 0) {
      found_.month = month;
    }
  }
  void say_day(std::optional<Day> day) {
    if (!day) return;
    if (found_.day && *found_.day != *day) found_.several_days = true;
    found_.day = day;
  }

  void say_day_of_year(TitleWords::MonthDay day) {
    if (found_.day_of_year && *found_.day_of_year != day) found_.several_days = true;
    found_.day_of_year = day;
  }

  // A date or a month that begins here; where to go on.
  std::size_t take_date(std::size_t place) {
    if (place > 0 && is_ascii_digit(text_[place]) && is_ascii_digit(text_[place - 1])) return place + 1;
    if (digits_at(place) == 8) {
      const auto day = Day::of(number(place, 4), number(place + 4, 2), number(place + 6, 2));
      if (!day || number(place, 4) < first_year) return place + 8;
      return said(place, place + 8, Month{day->year(), day->month()}, day);
    }
    if (const Number year = year_at(place); year.end != 0 && is_in(at(year.end), U"年-./"))
      return take_after_year(place, year);
    const Number month = small_number_at(place);
    if (month.end == 0 || at(month.end) != U'月') return place + 1;
    std::size_t end = month.end + 1;
    if (at(end) == U'份') ++end;
    const Number day = small_number_at(end);
    if (day.end != 0 && is_in(at(day.end), U"日号")) {
      end = day.end + 1;
      if (!is_of_the_form(place)) say_day_of_year({month.value, day.value});
    }
    return said(place, end, Month{0, month.value}, std::nullopt);
  }

  std::size_t take_after_year(std::size_t place, Number year) {
    const char32_t separator = at(year.end);
    std::size_t next = year.end + 1;
    skip_blanks(next);
    const Number month = small_number_at(next);
    if (month.end == 0 || month.value > 12 || (separator == U'年' && at(month.end) != U'月'))
      return separator == U'年' ? (blank(place, year.end + 1), year.end + 1) : year.end;
    if (separator != U'年' && at(month.end) != separator)
      return is_in(at(month.end), U"0123456789") ? month.end
                                                 : said(place, month.end, Month{year.value, month.value}, std::nullopt);
    next = month.end + 1;
    if (separator == U'年' && at(next) == U'份') ++next;
    std::size_t behind = next;
    skip_blanks(behind);
    const Number day = small_number_at(behind);
    if (day.end == 0 || (separator == U'年' && !is_in(at(day.end), U"日号")))
      return said(place, next, Month{year.value, month.value}, std::nullopt);
    const std::size_t end = separator == U'年' ? day.end + 1 : day.end;
    return said(place, end, Month{year.value, month.value}, Day::of(year.value, month.value, day.value));
  }

  std::size_t said(std::size_t begin, std::size_t end, Month month, std::optional<Day> day) {
    if (!is_of_the_form(begin)) {
      say_month(month);
      say_day(day);
    }
    blank(begin, end);
    return end;
  }

  void say_class(std::string words) {
    if (!found_.school_class.empty() && found_.school_class != words) found_.several_classes = true;
    found_.school_class = std::move(words);
  }

  // `place` is that of 班.
  void take_class(std::size_t place) {
    if (is_in(at(place + 1), U"级主会长别号容")) return;
    std::size_t begin = place;
    while (begin > 0 && (is_ascii_digit(text_[begin - 1]) || is_in(text_[begin - 1], numerals) ||
                         is_in(text_[begin - 1], U"()[]-. 年级初高第ABCDEFGH")))
      --begin;
    while (begin < place && is_in(text_[begin], U" )]-.年级")) ++begin;
    // 花名册（五年级1班）: the bracket is around the class, and not of it as in 五年级(1)班.
    const auto in_run = [&](char32_t c) {
      return std::ranges::count(std::u32string_view(text_).substr(begin, place - begin), c);
    };
    while (begin < place && ((text_[begin] == U'(' && in_run(U'(') > in_run(U')')) ||
                             (text_[begin] == U'[' && in_run(U'[') > in_run(U']'))))
      ++begin;
    const bool is_numbered =
        begin > 0 && text_[begin - 1] == U'、' && is_number_in_front(begin - 1) && names_grade(begin, place);
    begin = behind_number_in_front(begin, place);
    const std::u32string run = text_.substr(begin, place - begin);
    const auto is_number = [](char32_t c) {
      return is_ascii_digit(c) || is_in(c, numerals) || (c >= U'A' && c <= U'H');
    };
    if (std::none_of(run.begin(), run.end(), is_number)) return;
    std::string words = to_utf8(run) + "班";
    std::erase(words, ' ');
    if (read_class(words, std::nullopt).issue != CellIssue::none) return;
    const bool is_listed = begin > 0 && is_in(text_[begin - 1], U"、,和及至~") && !is_numbered;
    if (is_listed || is_range(run)) found_.several_classes = true;
    say_class(std::move(words));
    blank(begin, place + 1);
  }

  // Whether there is a number before `end`, and nothing else: 1、七年级1班.
  bool is_number_in_front(std::size_t end) const {
    return end > 0 && is_ascii_digit(text_[0]) &&
           std::all_of(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](char32_t c) { return is_ascii_digit(c) || c == U' '; });
  }

  // 附件13七1班, 13八1班, 3 七年级1班: the number in front is of the file, and where the class begins behind it is
  // returned. 2026级1班 and 7.1班 have none.
  std::size_t behind_number_in_front(std::size_t begin, std::size_t end) const {
    std::size_t place = begin;
    while (place < end && (is_ascii_digit(text_[place]) || is_in(text_[place], U" .-第"))) ++place;
    const bool is_spelled =
        place > begin && place < end && (is_in(text_[place], numerals) || is_in(text_[place], U"初高"));
    if (is_spelled && names_grade(place, end)) return place;
    const std::size_t space = text_.find(U' ', begin);
    if (space >= place || space == begin) return begin;
    const std::size_t behind = text_.find_first_not_of(U' ', space);
    return is_ascii_digit(at(behind)) || is_in(at(behind), numerals) ? behind : begin;  // 附件3 7(1)班, 附件3 701班
  }
  bool names_grade(std::size_t begin, std::size_t end) const {
    std::string words = to_utf8(std::u32string_view(text_).substr(begin, end - begin)) + "班";
    std::erase(words, ' ');
    return read_grade("", words, "", Day()).value.has_value();
  }

  // 七(2), 初一(3), 七年级2: sheets and files are called so, without 班. In a longer text such words stand by
  // themselves or before what the list is of; 附件三(2) is no class.
  void take_bare_classes() {
    for (std::size_t place = 0; place < text_.size(); ++place) {
      const std::size_t end = end_of_bare_class(place);
      if (end == 0) continue;
      const std::string words = to_utf8(std::u32string_view(text_).substr(place, end - place)) + "班";
      if (read_class(words, std::nullopt).issue != CellIssue::none || !names_grade(place, end)) continue;
      say_class(words);
      blank(place, end);
      place = end;
    }
  }
  std::size_t end_of_bare_class(std::size_t begin) const {
    if (begin > 0 && (is_in(text_[begin - 1], numerals) || is_in(text_[begin - 1], U"附件表第之卷周十初高、,和及至~-")))
      return 0;
    std::size_t next = begin;
    if (is_in(at(next), U"初高")) ++next;
    const bool is_whole = begin == 0 && next == begin && is_in(at(begin), U"123456789") && at(begin + 1) == U'(';
    if (!is_in(at(next), U"一二三四五六七八九") && !is_whole) return 0;
    ++next;
    if (is_at(next, U"年级")) next += 2;
    const bool has_bracket = at(next) == U'(';
    if (has_bracket) ++next;
    const Number number = has_bracket || is_ascii_digit(at(next)) ? small_number_at(next) : Number{};
    if (number.end == 0 || number.value == 0 || (has_bracket && at(number.end) != U')')) return 0;
    const std::size_t end = number.end + (has_bracket ? 1 : 0);
    return (is_whole ? end == text_.size() : is_before_list(end)) ? end : 0;
  }

  // 1-2班 may be two classes, 7-1班 is one.
  static bool is_range(const std::u32string& run) {
    const std::size_t dash = run.find(U'-');
    if (dash == std::u32string::npos) return false;
    const auto first = small_number(to_utf8(run.substr(0, dash))), second = small_number(to_utf8(run.substr(dash + 1)));
    return first && second && *first < *second;
  }

  void take_grade() {
    for (std::size_t place = text_.find(U"年级"); place != std::u32string::npos;
         place = text_.find(U"年级", place + 1)) {
      std::size_t begin = place;
      while (begin > 0 && (is_ascii_digit(text_[begin - 1]) || is_in(text_[begin - 1], numerals))) --begin;
      if (begin < place) say_grade(begin, place + 2);
    }
    for (std::size_t i = 0; i + 1 < text_.size(); ++i)
      if (is_in(text_[i], U"初高") && is_in(text_[i + 1], U"一二三")) say_grade(i, i + 2);
  }
  void say_grade(std::size_t begin, std::size_t end) {
    const std::string words = to_utf8(std::u32string_view(text_).substr(begin, end - begin));
    found_.grade = found_.grade.empty() || found_.grade == words ? words : std::string();
    blank(begin, end);
  }

  void blank_seasons() {
    for (std::u32string_view word :
         {U"学年度", U"学年", U"第一学期", U"第二学期", U"上学期", U"下学期", U"春季", U"秋季", U"学期"})
      for (std::size_t place = text_.find(word); place != std::u32string::npos; place = text_.find(word, place))
        blank(place, place + word.size());
  }

  void say_school(std::string words) {
    if (!found_.school.empty() && found_.school != words) found_.several_schools = true;
    found_.school = std::move(words);
  }

  void take_labelled_school() {
    for (std::u32string_view label : {U"学校名称", U"学校", U"校名"}) {
      const std::size_t place = text_.find(label);
      if (place == std::u32string::npos) continue;
      std::size_t begin = place + label.size();
      skip_blanks(begin);
      if (at(begin) != U':') continue;
      ++begin;
      skip_blanks(begin);
      std::size_t end = begin;
      while (end < text_.size() && !is_in(text_[end], U" ,;、")) ++end;
      // 学校：石桥中学班级：七1班
      for (std::u32string_view next : {U"班级:", U"年级:", U"班主任:", U"日期:", U"月份:"})
        if (const std::size_t other = text_.find(next, begin); other < end) end = other;
      if (end > begin) say_school(to_utf8(std::u32string_view(text_).substr(begin, end - begin)));
      blank(place, end);
      return;
    }
  }

  void take_schools() {
    std::size_t begin = 0;
    while (begin < text_.size()) {
      std::size_t end = begin;
      while (end < text_.size() && !is_in(text_[end], U" ,;:、()[]《》“”\"'_-+|\t\n\r")) ++end;
      take_school(begin, end);
      begin = end + 1;
    }
  }
  void take_school(std::size_t begin, std::size_t end) {
    const std::u32string_view part = std::u32string_view(text_).substr(begin, end - begin);
    std::size_t length = 0;
    for (std::u32string_view suffix : {U"中学", U"小学", U"学校", U"中心校", U"附中", U"附小", U"教学点", U"一中",
                                       U"二中", U"三中", U"四中", U"五中"})
      for (std::size_t place = part.find(suffix); place != std::u32string_view::npos;
           place = part.find(suffix, place + 1)) {
        const std::size_t behind = place + suffix.size();
        const bool goes_on = behind < part.size() && is_in(part[behind], U"生校");
        if (place > 0 && !goes_on) length = std::max(length, behind);
      }
    if (length == 0) return;
    const std::u32string_view name = part.substr(0, length);
    for (std::u32string_view of_many : {U"中小学", U"全市", U"全县", U"全区", U"各"})
      if (name.find(of_many) != std::u32string_view::npos) return;
    say_school(to_utf8(name));
  }

  std::u32string text_;
  TitleWords found_;
};

// Whether two spellings mean one class, as far as both say it.
bool is_same_class(const std::string& a, const std::string& b, std::optional<Day> today) {
  const Day on = today.value_or(Day());
  const auto grade_a = read_grade("", a, "", on).value, grade_b = read_grade("", b, "", on).value;
  if (grade_a && grade_b && grade_a != grade_b) return false;
  return read_class(a, grade_a).value == read_class(b, grade_b).value;
}

class Reading {
 public:
  explicit Reading(std::optional<Day> today) : today_(today) {}

  void add(const TitleText& text) {
    const TitleWords words = read_title(text.words);
    if (!words.several_schools && reading_.school.value.empty()) say(reading_.school, words.school, text, true);
    if (reading_.grade.value.empty()) say(reading_.grade, words.grade, text, true);
    if (words.several_classes)
      contradict(reading_.school_class, text);
    else if (!words.school_class.empty())
      say(reading_.school_class, words.school_class, text,
          reading_.school_class.value.empty() ||
              is_same_class(reading_.school_class.value, words.school_class, today_));
    add_month(words, text);
    if (words.half) {
      const std::string half(*words.half == Half::morning ? "上午" : "下午");
      say(reading_.half, half, text, reading_.half.value.empty() || reading_.half.value == half);
    }
    if (words.several_days) return contradict(reading_.day, text);
    for (const std::optional<Day>& day : {words.day, day_of(words.day_of_year)})
      if (day) say(reading_.day, day->iso(), text, reading_.day.value.empty() || reading_.day.value == day->iso());
  }

  TitleReading finish() {
    if (month_) reading_.month.value = with_year(*month_).written();
    reading_.school_year = school_year_;
    for (FromTitle* one :
         {&reading_.school, &reading_.grade, &reading_.school_class, &reading_.month, &reading_.day, &reading_.half})
      if (one->contradicts) one->value.clear();
    return std::move(reading_);
  }

 private:
  static void say(FromTitle& one, const std::string& value, const TitleText& text, bool agrees) {
    if (value.empty()) return;
    if (!agrees) return contradict(one, text);
    if (!one.value.empty()) return;
    one.value = value;
    one.where = text.where;
    one.line = text.line;
  }
  static void contradict(FromTitle& one, const TitleText& text) {
    if (one.contradicts) return;
    one.contradicts = true;
    one.where = one.where.empty() || one.where == text.where ? text.where
                                                             : ksbx::text("{}和{}", "{} and {}", one.where, text.where);
    if (one.line == 0) one.line = text.line;
  }

  void add_month(const TitleWords& words, const TitleText& text) {
    if (school_year_ == 0) school_year_ = words.school_year;
    if (words.several_months) return contradict(reading_.month, text);
    if (!words.month) return;
    const bool agrees = !month_ || (month_->month == words.month->month &&
                                    (month_->year == 0 || words.month->year == 0 || month_->year == words.month->year));
    say(reading_.month, words.month->written(), text, agrees);
    if (!month_ || month_->year == 0) month_ = words.month;
  }

  std::optional<Day> day_of(const std::optional<TitleWords::MonthDay>& said) const {
    if (!said || !today_) return std::nullopt;
    const auto this_year = Day::of(today_->year(), said->month, said->day);
    return this_year && *this_year <= *today_ ? this_year : Day::of(today_->year() - 1, said->month, said->day);
  }

  // A month without a year is that of the school year, else the latest that has begun.
  Month with_year(Month month) const {
    constexpr int first_month = 8;
    if (month.year > 0) return month;
    if (school_year_ > 0) return {month.month >= first_month ? school_year_ : school_year_ + 1, month.month};
    if (!today_) return month;
    return {month.month > today_->month() ? today_->year() - 1 : today_->year(), month.month};
  }

  std::optional<Day> today_;
  std::optional<Month> month_;
  int school_year_ = 0;
  TitleReading reading_;
};

}  // namespace

std::string Month::written() const {
  return year > 0 ? formatted("{}-{:02}", year, month) : formatted("{:02}", month);
}

TitleWords read_title(std::string_view words) {
  constexpr std::size_t longest = 1000;  // bytes; what is longer is no title
  return words.size() > longest ? TitleWords{} : Title(words).read();
}

namespace {

// 七年级(1).xlsx is what a browser calls the second copy of 七年级.xlsx; in 七(1).xlsx and 七年级（1）.xlsx it is a
// class.
std::string without_copy_number(std::string name) {
  if (!name.ends_with(')')) return name;
  const std::size_t open = name.rfind('(');
  if (open == std::string::npos || open == 0 ||
      !all_digits(std::string_view(name).substr(open + 1, name.size() - open - 2)))
    return name;
  const std::string_view before = std::string_view(name).substr(0, open);
  constexpr std::size_t han = 3;  // bytes
  if (before.size() >= han && small_number(before.substr(before.size() - han))) return name;
  return std::string(trimmed(before));
}

}  // namespace

bool is_before_time_of_writing(std::string_view before) {
  return ends_before_time_of_writing(code_points(nfkc(before)));
}

std::string stem_of(const std::string& place) {
  std::string name = place.substr(place.find_last_of('/') + 1);
  if (name.ends_with(']')) name.erase(std::min(name.find('['), name.size()));
  const std::size_t dot = name.rfind('.');
  if (dot != std::string::npos && dot != 0) name.erase(dot);
  return without_copy_number(std::move(name));
}

std::string title_of(const std::vector<std::string>& cells) {
  std::string words;
  for (const std::string& cell : cells) {
    if (trimmed(cell).empty()) continue;
    if (!words.empty()) words += "  ";
    words += trimmed(cell);
  }
  return words;
}

namespace {

// 星期二, (周二): nothing where several are named, or none for sure: 每周一, 星期一至五, 周一鸣.
std::optional<Weekday> weekday_in(std::string_view words) {
  constexpr std::size_t han = 3;  // bytes
  const std::string text = plain(words);
  std::optional<Weekday> found;
  for (std::string_view name : {"星期", "礼拜", "周"})
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + name.size())) {
      const auto weekday = weekday_named(std::string_view(text).substr(at + name.size(), han));
      if (!weekday) continue;
      const std::string_view rest = std::string_view(text).substr(at + name.size() + han);
      const bool is_open = name == "周" && !rest.empty() && static_cast<unsigned char>(rest.front()) >= 0x80;
      const bool is_range = rest.starts_with("至") || rest.starts_with("到") || rest.starts_with("、") ||
                            rest.starts_with("-") || rest.starts_with("~") || rest.starts_with("—");
      const bool is_each = at >= han && text.compare(at - han, han, "每") == 0;
      if (is_open || is_range || is_each || (found && *found != *weekday)) return std::nullopt;
      found = weekday;
    }
  return found;
}

}  // namespace

namespace {

constexpr std::string_view taken_zh = "取自标题或名称，用于表里所有行：",
                           taken_en = "taken from titles and names for all rows: ";

bool is_from_title(const Problem& problem) {
  return problem.code == "W_FROM_TITLE" && problem.what.zh.starts_with(taken_zh);
}

}  // namespace

Problem taken_from_title(Origin at, const Text& thing, std::string_view value, const Text& where) {
  return {Severity::warning, "W_FROM_TITLE", std::move(at),
          text("{}{}“{}”（{}）", "{}{} \"{}\" ({})", Text{std::string(taken_zh), std::string(taken_en)}, thing,
               std::string(value), where),
          text("如果不对，请用 --set 指明。", "If it is wrong, give it with --set.")};
}

void gather_titles(const std::vector<Problems*>& tables) {
  constexpr std::size_t most = 60;  // things in a line
  std::vector<std::string> said;
  Problem* first = nullptr;
  for (Problems* problems : tables)
    for (Problem& problem : *problems) {
      if (!is_from_title(problem)) continue;
      const Text thing{problem.what.zh.substr(taken_zh.size()), problem.what.en.substr(taken_en.size())};
      const bool is_new = std::ranges::find(said, thing.zh) == said.end();
      if (is_new) said.push_back(thing.zh);
      if (first == nullptr) {
        first = &problem;
        continue;
      }
      if (first->origin.file != problem.origin.file)  // another sheet of the workbook
        first->origin = {first->origin.file.str().substr(0, first->origin.file.str().find('[')), 0, 0};
      if (is_new && said.size() <= most) first->what = text("{}、{}", "{}, {}", first->what, thing);
      problem.code.clear();  // said
    }
  if (said.size() > most) first->what = text("{} 等 {} 项", "{} and others, {} in all", first->what, said.size());
  for (Problems* problems : tables)
    std::erase_if(*problems, [](const Problem& problem) { return problem.code.empty(); });
}

void refuse_other_weekday(const std::vector<TitleText>& texts, Day day, const std::string& file) {
  for (const TitleText& text_of_it : texts)
    if (const auto weekday = weekday_in(text_of_it.words); weekday && *weekday != day.weekday())
      throw Error(
          Failure::input,
          {Problem{Severity::error,
                   "E_DATE_UNKNOWN",
                   {file, text_of_it.line, 0},
                   text("{}：{}。", "{}: {}.", text_of_it.where, weekday_contradiction(day, *weekday)),
                   text("请核对是哪一天并改正，或用 --set 日期=2026-11-10 指明。",
                        "Find out which day is meant and correct it, or give it with --set date=2026-11-10.")}});
}

Problem halves_differ(const FromTitle& half, const std::string& file) {
  return {Severity::error,
          "E_SESSION_UNCLEAR",
          {file, half.line, 0},
          text("{}一个说上午，一个说下午。", "{}: one says morning, the other afternoon", half.where),
          text("请改正其中一处；有“时段”一列的，在那里写明。", "Correct one of them, or say it in the column 时段.")};
}

bool says_nothing(const TitleWords& words) {
  return words.school.empty() && words.grade.empty() && words.school_class.empty() && !words.month && !words.day &&
         !words.half;
}

TitleReading read_titles(const std::vector<TitleText>& texts, std::optional<Day> today) {
  Reading reading(today);
  for (const TitleText& text : texts) reading.add(text);
  return reading.finish();
}

}  // namespace ksbx
