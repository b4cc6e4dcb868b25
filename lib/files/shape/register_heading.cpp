#include "files/shape/register_heading.h"

#include <algorithm>
#include <utility>

#include "files/cell/cell_words.h"
#include "files/shape/clock_words.h"
#include "files/sheet/header_match.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

constexpr int enough_numbers = 5, enough_days = 2, enough_lessons = 2;

std::string_view cell_at(const TopRow& row, std::size_t place) {
  return place < row.cells.size() ? std::string_view(row.cells[place]) : std::string_view{};
}

bool is_lesson_label(std::string_view cell) {
  const std::string normal = normal_header(cell);
  return normal == "节次" || normal == "节" || normal == "课节" || normal == "节数" || normal == "课次";
}

// A bare number of a lesson.
int lesson_number(std::string_view cell) {
  constexpr int most = 12;
  const auto words = read_day_words(cell);
  const bool is_number = words && words->is_plain && words->day <= most && !words->weekday && !words->half;
  return is_number ? words->day : 0;
}

// 1 2 3 1 2 3 under days, or 节次 1 2 3: the same numbers would not be days.
bool has_lesson_numbers(const TopRow& row) {
  int numbers = 0, ones = 0;
  bool is_labelled = false;
  for (const std::string& cell : row.cells) {
    if (is_blank(cell)) continue;
    const auto words = read_day_words(cell);
    const int number = lesson_number(cell);
    const bool is_label = is_lesson_label(cell);
    is_labelled = is_labelled || is_label;
    if (number == 0 && !is_label && !(words && words->is_no_lesson)) return false;
    numbers += number > 0;
    ones += number == 1;
  }
  return numbers >= enough_lessons && (is_labelled || ones >= 2);
}

// 日 2 3 4 5 6 六: clock-in programs write a weekend day as its weekday alone, and its place among the numbers says
// which it is, where all of them agree; 0 if they do not.
int day_by_place(const TopRow& row, std::size_t place) {
  constexpr std::size_t longest_month = 31;
  int numbers = 0;
  std::optional<std::ptrdiff_t> first;  // the day of column 0, if there were one
  bool agree = true;
  const auto goes_on = [&](std::size_t at) {
    const auto words = read_day_words(cell_at(row, at));
    const bool is_weekday = words && words->weekday && !words->names_day() && !words->half && words->lesson == 0;
    if (!words || !(words->is_plain || is_weekday)) return false;
    if (!words->is_plain) return true;
    const auto of_first = static_cast<std::ptrdiff_t>(words->day) - static_cast<std::ptrdiff_t>(at);
    agree = agree && first.value_or(of_first) == of_first;
    first = of_first;
    ++numbers;
    return true;
  };
  for (std::size_t at = place; at > 0 && place - at < longest_month && goes_on(at - 1);) --at;
  for (std::size_t at = place + 1; at - place <= longest_month && goes_on(at);) ++at;
  if (!agree || numbers < enough_numbers) return 0;
  const auto day = *first + static_cast<std::ptrdiff_t>(place);
  return day >= 1 && day <= static_cast<std::ptrdiff_t>(longest_month) ? static_cast<int>(day) : 0;
}

std::optional<DayWords> day_words_at(const TopRow& row, std::size_t place) {
  auto words = read_day_words(cell_at(row, place));
  if (!words || !words->weekday || words->names_day() || words->half || words->lesson > 0) return words;
  if (const int day = day_by_place(row, place); day > 0) words->day = day, words->is_plain = true;
  return words;
}

class Search {
 public:
  Search(std::span<const TopRow> rows, const RegisterWords& words)
      : rows_(rows.first(std::min(rows.size(), heading_within))),
        layout_(words.layout),
        mapping_(words.mapping),
        is_called_register_(words.is_called_register) {}

  std::optional<RegisterHeading> find() {
    if (rows_.empty() || !find_rows()) return std::nullopt;
    RegisterHeading heading;
    heading.rows = end_;
    heading.line = rows_[end_ - 1].line;
    for (std::size_t i = 0; i < end_; ++i) {
      heading.is_cut = heading.is_cut || rows_[i].fault == RowFault::record_too_long;
      heading.lacks_result = heading.lacks_result || rows_[i].fault == RowFault::no_result;
    }
    read_days(heading);
    read_others(heading);
    const bool is_list = heading.place(ColumnName::date) >= 0 && heading.place(ColumnName::attendance) >= 0;
    return is_list || !names_pupils(heading) ? std::nullopt : std::optional(std::move(heading));
  }

 private:
  const ColumnRule* rule_of(std::string_view cell) const {
    const std::string normal = normal_header(cell);
    if (normal.empty()) return nullptr;
    for (const ColumnRule& rule : layout_.columns)
      if (std::find(rule.normal.begin(), rule.normal.end(), normal) != rule.normal.end()) return &rule;
    for (const MappedHeader& mapped : mapping_.headers)
      if (normal_header(mapped.header) == normal)
        if (const int place = place_of_column(layout_, mapped.column); place >= 0)
          return &layout_.columns[static_cast<std::size_t>(place)];
    return nullptr;
  }

  // 姓名, and 日期 / 姓名 in the corner of the table.
  bool is_name(std::string_view cell) const {
    constexpr std::size_t longest = 40;  // bytes
    if (cell.size() > longest || is_blank(cell)) return false;
    if (const ColumnRule* rule = rule_of(cell))
      return rule->column == ColumnName::name || rule->column == ColumnName::id_number ||
             rule->column == ColumnName::xueji;
    return is_corner(cell);
  }
  static bool is_corner(std::string_view cell) {
    const std::string normal = normal_header(cell);
    const auto has = [&](std::string_view word) { return normal.find(word) != std::string::npos; };
    return has("姓名") && (has("日期") || has("时间") || has("日") || has("考勤") || has("节"));
  }
  bool names_someone(const TopRow& row) const {
    return std::any_of(row.cells.begin(), row.cells.end(), [this](const std::string& cell) { return is_name(cell); });
  }
  static bool names_pupils(const RegisterHeading& heading) {
    return heading.place(ColumnName::name) >= 0 || heading.place(ColumnName::id_number) >= 0 ||
           heading.place(ColumnName::xueji) >= 0;
  }

  bool has_days(std::size_t at) const {
    const TopRow& row = rows_[at];
    if (has_lesson_numbers(row) || is_headed_by_lessons(row)) return false;
    int dates = 0, days = 0, numbers = 0;
    for (const std::string& cell : row.cells) {
      const auto words = read_day_words(cell);
      if (!words || !words->names_day()) continue;
      ++(words->month > 0 ? dates : words->is_plain ? numbers : days);
    }
    const bool is_clear = is_called_register_ || (at + 1 < rows_.size() && is_under_days(rows_[at + 1]));
    return dates > 0 || days >= enough_days || numbers + days >= (is_clear ? enough_days : enough_numbers);
  }
  // 星期一 to 星期五 beside 姓名: days, though not which.
  static bool has_weekdays(const TopRow& row) {
    return std::count_if(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
             const auto words = read_day_words(cell);
             return words && words->weekday && !words->names_day();
           }) >= enough_numbers;
  }
  // 第1节 to 第7节: one day, though not which.
  static bool has_lessons(const TopRow& row) {
    int lessons = 0;
    for (const std::string& cell : row.cells)
      if (const auto words = read_day_words(cell)) {
        if (words->names_day() && !is_headed_by_lessons(row)) return false;
        lessons += words->lesson > 0 || (lesson_number(cell) > 0 && is_headed_by_lessons(row));
      }
    return lessons >= enough_lessons;
  }
  // 姓名/节次 in the corner, or 早读 1 2 3 … 晚自习: the numbers are lessons.
  static bool is_headed_by_lessons(const TopRow& row) {
    bool is_beside_no_lesson = false;
    int numbers = 0, others = 0;
    for (const std::string& cell : row.cells) {
      if (is_blank(cell)) continue;
      if (is_corner(cell) && cell.find("节") != std::string::npos) return true;
      const auto words = read_day_words(cell);
      if (!words) continue;
      is_beside_no_lesson = is_beside_no_lesson || (words->is_no_lesson && !words->names_day());
      if (words->names_day()) lesson_number(cell) == numbers + 1 ? ++numbers : ++others;
    }
    return is_beside_no_lesson && numbers >= enough_lessons && others == 0;
  }
  // 上午 and 下午 beside 姓名, once each: the halves of one day, though not which.
  static bool has_halves(const TopRow& row) {
    int mornings = 0, afternoons = 0;
    for (const std::string& cell : row.cells)
      if (const auto words = half_words(cell)) ++(words->half == Half::morning ? mornings : afternoons);
    return mornings == 1 && afternoons == 1;
  }
  // A head that is of a half day and says nothing else of it: 下午, 下午出勤情况.
  static std::optional<DayWords> half_words(std::string_view cell) {
    std::string_view head = trimmed(cell);
    for (std::string_view tail :
         {"出勤情况", "考勤情况", "到校情况", "出勤状态", "考勤状态", "出勤", "考勤", "到校", "情况", "状态", "点名"})
      if (head.size() > tail.size() && head.ends_with(tail)) {
        head.remove_suffix(tail.size());
        break;
      }
    const auto words = read_day_words(head);
    const bool is_half = words && words->half && !words->names_day() && !words->weekday && words->lesson == 0;
    return is_half && !words->is_no_lesson ? words : std::nullopt;
  }
  static bool has_months(const TopRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const std::string& cell) { return !is_blank(cell) && read_month_words(cell).has_value(); });
  }

  // Which of the rows the heading takes, beginning with the first.
  bool find_rows() {
    const std::size_t first = has_months(rows_[0]) && !names_someone(rows_[0]) && rows_.size() > 1 ? 1 : 0;
    if (first == 1 && filled_cells(rows_[0].cells) < 2) return false;  // that is a title
    const auto row_with = [&](std::size_t begin, auto&& has) {
      const std::size_t last = std::min(rows_.size(), first + 3);
      for (std::size_t i = begin; i < last; ++i)
        if (has(i)) return i;
      return rows_.size();
    };
    const auto someone = [this](std::size_t row) { return names_someone(rows_[row]); };
    days_row_ = row_with(first, [this](std::size_t row) { return has_days(row); });
    const std::size_t names_row = row_with(first, someone);
    const std::size_t lessons = row_with(first, [this](std::size_t row) { return has_lessons(rows_[row]); });
    const std::size_t halves = row_with(first, [this](std::size_t row) { return has_halves(rows_[row]); });
    if (days_row_ < rows_.size() && (lessons < days_row_ || (halves == names_row && halves < days_row_))) {
      are_halves_ = lessons >= days_row_;  // the dates are those of the pupils' rows
      days_row_ = are_halves_ ? halves : lessons;
    }
    if (days_row_ == rows_.size() && names_row < rows_.size()) {
      const std::size_t weekdays = row_with(first, [this](std::size_t row) { return has_weekdays(rows_[row]); });
      days_row_ = weekdays == names_row || weekdays < lessons ? weekdays : lessons;
      if (days_row_ == rows_.size()) {
        days_row_ = halves;
        are_halves_ = halves < rows_.size();
      }
    }
    if (days_row_ == rows_.size() || names_row == rows_.size()) return false;
    if (std::min(days_row_, names_row) != first) return false;
    end_ = std::max(days_row_, names_row) + 1;
    for (std::size_t i = first + 1; i < end_ - 1; ++i)
      if (i != days_row_ && !is_under_days(rows_[i]) && !has_lesson_numbers(rows_[i]) && !has_months(rows_[i]))
        return false;
    if (names_row > days_row_ && !stands_under_days(rows_[names_row])) return false;
    if (heads_list(rows_[names_row])) return false;
    if (names_row < days_row_ && !is_only_days(rows_[names_row])) return false;
    while (end_ < rows_.size() && (is_under_days(rows_[end_]) || has_lesson_numbers(rows_[end_]))) ++end_;
    return true;
  }

  // A date and a state in each row.
  bool heads_list(const TopRow& names) const {
    bool date = false, state = false;
    for (const std::string& cell : names.cells)
      if (const ColumnRule* rule = rule_of(cell)) {
        date = date || rule->column == ColumnName::date;
        state = state || rule->column == ColumnName::attendance;
      }
    return date && state;
  }

  // Where the days are below 姓名, they are at least two of one kind, and nothing but headers is under 姓名 and left of
  // them: else they are dates of a person, in a row of data.
  bool is_only_days(const TopRow& names) const {
    const TopRow& days = rows_[days_row_];
    int named = 0, plain = 0;
    for (std::size_t place = 0; place < days.cells.size(); ++place) {
      const std::string_view cell = days.cells[place];
      const auto words = day_words_at(days, place);
      if (are_halves_ ? half_words(cell).has_value()
                      : words && (words->names_day() || words->lesson > 0 || words->weekday)) {
        ++named;
        plain += words && words->is_plain;
      }
      if (words && words->is_no_lesson) continue;
      const bool is_left = named == 0 || is_name(cell_at(names, place));
      if (is_left && !is_blank(cell) && rule_of(cell) == nullptr && !is_of_clock(names)) return false;
    }
    return named >= enough_days && (plain == 0 || plain == named);
  }

  static bool is_of_clock(const TopRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const std::string& cell) { return !is_blank(cell) && is_clock_header(cell); });
  }

  // Where 姓名 is below the days, nothing but weekdays and halves may be under them.
  bool stands_under_days(const TopRow& row) const {
    for (std::size_t place = 0; place < row.cells.size(); ++place) {
      const auto above = read_day_words(cell_at(rows_[days_row_], place));
      if (!above || !above->names_day() || is_blank(row.cells[place])) continue;
      const auto words = read_day_words(row.cells[place]);
      if (!words || words->names_day()) return false;
    }
    return true;
  }

  void read_days(RegisterHeading& heading) {
    for (std::size_t i = 0; i < end_; ++i) heading.width = std::max(heading.width, used(rows_[i]));
    const bool named = has_days(days_row_), weekdays = !named && has_weekdays(rows_[days_row_]);
    const bool are_bare_lessons = is_headed_by_lessons(rows_[days_row_]);
    MonthWords month;
    std::optional<Half> half_above, half_below;  // 上午 over lessons, or below the first of them
    std::optional<DayHead> last;                 // the day that a merged cell says for the columns beside it
    for (std::size_t place = 0; place < heading.width; ++place) {
      for (std::size_t i = 0; i < days_row_; ++i) {
        const std::string_view above = cell_at(rows_[i], place);
        if (is_blank(above)) continue;
        if (const auto words = read_month_words(above)) month = *words;
        const auto words = read_day_words(above);
        half_above = words && !words->names_day() && words->lesson == 0 ? words->half : std::nullopt;
      }
      const std::string_view cell = cell_at(rows_[days_row_], place);
      auto words = are_halves_ ? half_words(cell) : day_words_at(rows_[days_row_], place);
      if (words && are_bare_lessons && words->is_plain) words->lesson = std::exchange(words->day, 0);
      const DayWords below = below_days(place);
      if ((words && words->is_no_lesson) || below.is_no_lesson) continue;
      const bool goes_on = is_blank(cell) && last && (below.half || below.lesson > 0);  // one date over several columns
      if (goes_on) words = last->words;
      const bool is_day =
          words && (are_halves_ || words->names_day() || (weekdays ? words->weekday.has_value() : words->lesson > 0));
      if (!is_day) {
        if (!is_blank(cell)) last.reset();
        continue;
      }
      if (!goes_on) {
        if (words->month == 0) words->month = month.month, words->year = month.year;
        last = DayHead{place, std::string(trimmed(cell)), *words};
      }
      if (!words->half && half_above) words->half = half_above;
      const bool is_own_lesson = words->lesson > 0 && below.lesson == 0;
      if (below.half) half_below = below.half;
      if (below.half || (is_own_lesson && half_below && !words->half)) words->half = half_below;
      if (below.weekday) words->weekday = below.weekday;
      if (below.lesson > 0) words->lesson = below.lesson;
      heading.days.push_back({place, last->written, *words});
    }
  }

  static std::size_t used(const TopRow& row) {
    std::size_t width = row.cells.size();
    while (width > 0 && is_blank(row.cells[width - 1])) --width;
    return width;
  }

  DayWords below_days(std::size_t place) const {
    DayWords below;
    for (std::size_t i = days_row_ + 1; i < end_; ++i) {
      const TopRow& row = rows_[i];
      const bool are_numbers = has_lesson_numbers(row);
      if (const int number = lesson_number(cell_at(row, place)); are_numbers && number > 0) below.lesson = number;
      const auto words = read_day_words(cell_at(row, place));
      if (!words || words->names_day()) continue;
      if (words->half) below.half = words->half;
      if (words->weekday) below.weekday = words->weekday;
      if (words->lesson > 0) below.lesson = words->lesson;
      below.is_no_lesson = below.is_no_lesson || words->is_no_lesson;
    }
    if (below.lesson > 0 && !below.half) below.half = half_over_lessons(place);
    return below;
  }
  // 上午 merged over its lessons, below the same day.
  std::optional<Half> half_over_lessons(std::size_t place) const {
    for (std::size_t at = place + 1; at-- > 0;) {
      for (std::size_t i = days_row_ + 1; i < end_; ++i)
        if (const auto words = read_day_words(cell_at(rows_[i], at)); words && words->half && words->lesson == 0)
          return words->half;
      if (!is_blank(cell_at(rows_[days_row_], at))) return std::nullopt;
    }
    return std::nullopt;
  }

  void read_others(RegisterHeading& heading) {
    std::size_t next_day = 0;
    for (std::size_t place = 0; place < heading.width; ++place) {
      const bool is_day = next_day < heading.days.size() && heading.days[next_day].place == place;
      if (is_day) ++next_day;
      heading.headers.push_back(is_day ? std::string() : header_at(place));
    }
    const HeaderMatch fit = match(layout_, heading.headers, mapping_);
    heading.of_column.fill(-1);
    for (std::size_t i = 0; i < layout_.columns.size(); ++i)
      if (layout_.columns[i].field < 0)
        heading.of_column[static_cast<std::size_t>(layout_.columns[i].column)] = fit.places[i];
    heading.is_of_clock = std::any_of(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(end_), is_of_clock);
    for (const int place : fit.ignored) {
      const std::string normal = normal_header(heading.headers[static_cast<std::size_t>(place)]);
      if (heading.department < 0 && (normal == "部门" || normal == "所属部门"))
        heading.department = place;
      else
        heading.ignored.push_back(static_cast<std::size_t>(place));
    }
    for (const int place : fit.doubled) heading.doubled.push_back(static_cast<std::size_t>(place));
  }

  // Of several words above each other the one that is known; 姓名 before all others.
  std::string header_at(std::size_t place) const {
    std::string_view best;
    for (std::size_t i = 0; i < end_; ++i) {
      const std::string_view cell = trimmed(cell_at(rows_[i], place));
      if (cell.empty()) continue;
      if (is_corner(cell)) return layout_.columns.front().headers.front();
      if (is_name(cell)) return std::string(cell);
      if (best.empty() || (rule_of(cell) != nullptr && rule_of(best) == nullptr)) best = cell;
    }
    return std::string(best);
  }

  std::span<const TopRow> rows_;
  const Layout& layout_;
  const Mapping& mapping_;
  bool is_called_register_ = false;
  std::size_t days_row_ = 0, end_ = 0;
  bool are_halves_ = false;  // of one day: 上午 and 下午 are all that the head says
};

}  // namespace

bool is_under_days(const TopRow& row) {
  int words_of_days = 0;
  for (const std::string& cell : row.cells) {
    if (is_blank(cell)) continue;
    const auto words = read_day_words(cell);
    if (!words || words->names_day()) {
      const std::string_view label = trimmed(cell);
      if (label == "星期" || label == "时段" || label == "午别" || label == "周次" || is_lesson_label(label)) continue;
      return false;
    }
    ++words_of_days;
  }
  return words_of_days >= enough_days;
}

bool call_it_register(std::string_view words) {
  for (std::string_view name : {"考勤", "点名", "出勤", "签到", "到校"})
    if (words.find(name) != std::string_view::npos) return true;
  return false;
}

bool call_it_absences(std::string_view words) {
  for (std::string_view name : {"缺勤", "旷课", "缺课", "未到", "缺席", "请假", "迟到"})
    if (words.find(name) != std::string_view::npos) return true;
  return false;
}

std::optional<RegisterHeading> register_heading(std::span<const TopRow> rows, const RegisterWords& words) {
  return Search(rows, words).find();
}

}  // namespace ksbx
