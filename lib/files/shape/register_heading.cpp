#include "files/shape/register_heading.h"

#include <algorithm>
#include <utility>

#include "files/cell/cell_words.h"
#include "files/sheet/header_match.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

constexpr int enough_numbers = 5, enough_days = 2;

std::string_view cell_at(const TopRow& row, std::size_t place) {
  return place < row.cells.size() ? std::string_view(row.cells[place]) : std::string_view{};
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
    for (std::size_t i = 0; i < end_; ++i)
      heading.is_cut = heading.is_cut || rows_[i].fault == RowFault::record_too_long;
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
    return has("姓名") && (has("日期") || has("时间") || has("日") || has("考勤"));
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
    if (days_row_ == rows_.size() && names_row == first && has_weekdays(rows_[first])) days_row_ = first;
    if (days_row_ == rows_.size() || names_row == rows_.size()) return false;
    if (std::min(days_row_, names_row) != first) return false;
    end_ = std::max(days_row_, names_row) + 1;
    for (std::size_t i = first + 1; i < end_ - 1; ++i)
      if (i != days_row_ && !is_under_days(rows_[i]) && !has_months(rows_[i])) return false;
    if (names_row > days_row_ && !stands_under_days(rows_[names_row])) return false;
    if (heads_list(rows_[names_row])) return false;
    if (names_row < days_row_ && !is_only_days(rows_[names_row])) return false;
    while (end_ < rows_.size() && is_under_days(rows_[end_])) ++end_;
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
      if (const auto words = read_day_words(cell); words && words->names_day()) {
        ++named;
        plain += words->is_plain;
      }
      const bool is_left = named == 0 || is_name(cell_at(names, place));
      if (is_left && !is_blank(cell) && rule_of(cell) == nullptr) return false;
    }
    return named >= enough_days && (plain == 0 || plain == named);
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
    const bool only_weekdays = !has_days(days_row_);
    MonthWords month;
    const DayHead* last = nullptr;
    heading.days.reserve(heading.width);
    for (std::size_t place = 0; place < heading.width; ++place) {
      for (std::size_t i = 0; i < days_row_; ++i)
        if (const auto above = read_month_words(cell_at(rows_[i], place)); above && !is_blank(cell_at(rows_[i], place)))
          month = *above;
      const std::string_view cell = cell_at(rows_[days_row_], place);
      auto words = read_day_words(cell);
      DayWords below = below_days(place);
      if (is_blank(cell) && below.half && last != nullptr) words = last->words;  // one date over two halves
      const bool is_day = words && (words->names_day() || (only_weekdays && words->weekday));
      if (!is_day) {
        if (!is_blank(cell)) last = nullptr;
        continue;
      }
      if (below.half) words->half = below.half;
      if (below.weekday) words->weekday = below.weekday;
      if (words->month == 0) words->month = month.month, words->year = month.year;
      heading.days.push_back({place, std::string(is_blank(cell) ? last->written : std::string(trimmed(cell))), *words});
      last = &heading.days.back();
    }
  }

  static std::size_t used(const TopRow& row) {
    std::size_t width = row.cells.size();
    while (width > 0 && is_blank(row.cells[width - 1])) --width;
    return width;
  }

  DayWords below_days(std::size_t place) const {
    DayWords below;
    for (std::size_t i = days_row_ + 1; i < end_; ++i)
      if (const auto words = read_day_words(cell_at(rows_[i], place)); words && !words->names_day()) {
        if (words->half) below.half = words->half;
        if (words->weekday) below.weekday = words->weekday;
      }
    return below;
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
    for (const int place : fit.ignored) heading.ignored.push_back(static_cast<std::size_t>(place));
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
};

}  // namespace

bool is_under_days(const TopRow& row) {
  int words_of_days = 0;
  for (const std::string& cell : row.cells) {
    if (is_blank(cell)) continue;
    const auto words = read_day_words(cell);
    if (!words || words->names_day()) {
      const std::string_view label = trimmed(cell);
      if (label == "星期" || label == "时段" || label == "午别" || label == "周次") continue;
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

std::optional<RegisterHeading> register_heading(std::span<const TopRow> rows, const RegisterWords& words) {
  return Search(rows, words).find();
}

}  // namespace ksbx
