#include "files/shape/register_days.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace ksbx {
namespace {

constexpr int first_month_of_school_year = 8, months = 12;

class Resolution {
 public:
  Resolution(const RegisterHeading& heading, const KnownMonth& known, std::optional<Day> today, const std::string& file,
             const std::string& worksheet)
      : heading_(heading), known_(known), today_(today), file_(file), worksheet_(worksheet) {}

  RegisterDays find() {
    refuse_rounded();
    int last_month = 0, year = 0;
    for (const DayHead& head : heading_.days) {
      if (!head.words.names_day()) {
        head.words.weekday ? add_weekday(head) : add_lesson(head);
        continue;
      }
      const int month = month_of(head);
      if (year == 0 || head.words.year > 0 || month != last_month) year = year_of(head, month, last_month, year);
      last_month = month;
      add(head, year, month);
    }
    if (heading_.names_days() && !has_month_of_title()) refuse_title();
    check_order();
    check_weekdays();
    return std::move(days_);
  }

 private:
  [[noreturn]] void refuse(const char* code, const DayHead& head, Text what, Text remedy) const {
    throw Error(Failure::input, {Problem{Severity::error,
                                         code,
                                         {file_, heading_.line, static_cast<int>(head.place) + 1},
                                         text("{}{}", "{}{}", in_sheet(worksheet_), what),
                                         std::move(remedy)}});
  }

  // Its place is the title, where one of the rows is it.
  [[noreturn]] void refuse_months(const DayHead& head) const {
    const bool is_row = known_.line > 0;
    throw Error(Failure::input,
                {Problem{Severity::error,
                         "E_MONTH_UNKNOWN",
                         {file_, is_row ? known_.line : heading_.line, is_row ? 0 : static_cast<int>(head.place) + 1},
                         text("{}{}说的月份不一致。", "{}{} name different months", in_sheet(worksheet_), known_.where),
                         text("请核对标题，或用 --set 月份=2026-11 指明。",
                              "Correct the title, or give the month with --set month=2026-11.")}});
  }

  int month_of(const DayHead& head) {
    if (head.words.month > 0) return head.words.month;
    if (known_.contradicts) refuse_months(head);
    if (!known_.month)
      refuse("E_MONTH_UNKNOWN", head,
             text("表头是日子（{} 日等），但标题、工作表名和文件名里都没有月份。",
                  "the columns are days ({} …), but neither title, sheet nor file name says the month", head.words.day),
             text("请用 --set 月份=2026-11 指明是哪一年哪一月。", "Give it with --set month=2026-11."));
    days_.took_month = true;
    return known_.month->month;
  }

  int year_of(const DayHead& head, int month, int last_month, int last_year) {
    if (head.words.year > 0) return head.words.year;
    constexpr int half_a_year = 6;
    if (last_month > 0) return last_year + (last_month - month > half_a_year) - (month - last_month > half_a_year);
    if (known_.month && known_.month->year > 0) {
      const int away = month - known_.month->month;
      days_.took_month = true;
      return known_.month->year + (away < -half_a_year) - (away > half_a_year);
    }
    if (known_.school_year > 0) {
      days_.took_school_year = true;
      return known_.school_year + (month < first_month_of_school_year);
    }
    if (!today_)
      refuse("E_MONTH_UNKNOWN", head, text("没有写年份。", "the year is not written"),
             text("请用 --set 月份=2026-11 指明。", "Give it with --set month=2026-11."));
    const Day first = Day::nearest(today_->year(), month, head.words.day);
    days_.assumed_year = first > *today_ ? today_->year() - 1 : today_->year();
    return days_.assumed_year;
  }

  void add(const DayHead& head, int year, int month) {
    days_.columns.push_back({head.place, formatted("{}-{:02}-{:02}", year, month, head.words.day),
                             Day::of(year, month, head.words.day), head.words.half, head.words.lesson});
  }

  void add_weekday(const DayHead& head) {
    if (!known_.week)
      refuse("E_DAY_UNCLEAR", head,
             text("表头只有星期，标题、工作表名和文件名里都没有写清是哪一周（如 11月16日—11月20日）。",
                  "the header has weekdays, and neither title, sheet nor file name says of which week (as in "
                  "11月16日—11月20日)"),
             text("请用 --set 日期=2026-11-16 指明这一周（写其中任意一天），或在表头写上日期。",
                  "Give any day of the week with --set date=2026-11-16, or write dates into the header."));
    const auto day = known_.week->on(*head.words.weekday);
    if (!day)
      refuse("E_DAY_UNCLEAR", head,
             text("“{}”不在 {} 至 {} 里。", "\"{}\" is not between {} and {}", head.written, known_.week->first.iso(),
                  known_.week->last.iso()),
             text("请改正标题里的日期，或在表头写上日期。",
                  "Correct the dates of the title, or write dates into the header."));
    days_.took_week = true;
    days_.columns.push_back({head.place, day->iso(), day, head.words.half, head.words.lesson});
  }

  void add_lesson(const DayHead& head) {
    if (!known_.day && !known_.day_of_row)
      refuse("E_DATE_UNKNOWN", head,
             text("没有写是哪一天的考勤，或写了不止一天。", "the date is not said, or more than one is"),
             text("请用 --set 日期=2026-11-10 指明。", "Give it with --set date=2026-11-10."));
    days_.took_day = !known_.day_of_row;
    const auto day = known_.day_of_row ? std::nullopt : known_.day;
    days_.columns.push_back({head.place, day ? day->iso() : "", day, head.words.half, head.words.lesson});
  }

  // A title that was kept from the month before.
  bool has_month_of_title() const {
    if (!known_.month || known_.contradicts) return true;
    return std::any_of(heading_.days.begin(), heading_.days.end(), [this](const DayHead& head) {
      const bool is_year = head.words.year == 0 || known_.month->year == 0 || head.words.year == known_.month->year;
      return is_year && (head.words.month == 0 || head.words.month == known_.month->month);
    });
  }
  [[noreturn]] void refuse_title() const {
    const DayHead& first = heading_.days.front();
    const bool says_year = known_.month->year > 0 && first.words.year > 0;
    const auto words = [&](int year, int month) {
      return says_year ? text("{} 年 {}", "{}-{:02}", year, month) : text("{}", "{}", month);
    };
    refuse(
        "E_MONTH_UNKNOWN", first,
        text("{}说的是 {} 月，表头的日子却是 {} 月。", "{} says month {}, but the days are of month {}", known_.where,
             words(known_.month->year, known_.month->month), words(first.words.year, first.words.month)),
        text("请改正其中一处，或用 --set 月份=… 指明。", "Correct one of them, or give --set month=…."));
  }

  void check_order() const {
    const auto& columns = days_.columns;
    const auto half = [](const DayColumn& column) { return column.half ? static_cast<int>(*column.half) : -1; };
    const auto key = [&](const DayColumn& column) { return std::tuple(column.written, half(column), column.lesson); };
    bool up = true, down = true;
    for (std::size_t i = 1; i < columns.size(); ++i) {
      const bool is_mixed = columns[i].written == columns[i - 1].written &&
                            (columns[i].half.has_value() != columns[i - 1].half.has_value() ||
                             (columns[i].lesson > 0) != (columns[i - 1].lesson > 0));
      if (key(columns[i]) == key(columns[i - 1]) || is_mixed) refuse_twice(i);
      up = up && columns[i].written >= columns[i - 1].written;
      down = down && columns[i].written <= columns[i - 1].written;
      if (!up && !down)
        refuse("E_DAY_UNCLEAR", heading_.days[i],
               text("日子没有按先后排列：“{}”在“{}”后面，可能读错了月份或日期。",
                    "the days are not in their order: \"{}\" comes after \"{}\"; a month or a date may be misread",
                    heading_.days[i].written, heading_.days[i - 1].written),
               text("请把表头改成完整的日期（2026-11-02）再导入。", "Write whole dates (2026-11-02) into the header."));
    }
  }
  [[noreturn]] void refuse_twice(std::size_t i) const {
    refuse("E_DAY_UNCLEAR", heading_.days[i],
           text("{} 有两列，分不清哪一列算数。", "there are two columns of {}", days_.columns[i].written),
           text("如果是上午和下午，请在表头写明；否则删去一列。",
                "If they are morning and afternoon, say so in the header; otherwise remove one."));
  }

  // Whether 11.1 may be the eleventh month's tenth day: a spreadsheet drops the nought. Beside the day before or after
  // it is clear, and so it is where 11.10 or 11.20 was kept.
  void refuse_rounded() const {
    const auto& days = heading_.days;
    const auto is_beside = [&](std::size_t i, std::size_t j) {
      return j < days.size() && days[j].words.month == days[i].words.month &&
             std::abs(days[j].words.day - days[i].words.day) == 1;
    };
    constexpr int last_rounded = 3;
    if (std::any_of(days.begin(), days.end(), [](const DayHead& head) {
          return head.words.is_decimal && head.words.day >= 10 && head.written.ends_with('0');
        }))
      return;
    for (std::size_t i = 0; i < days.size(); ++i)
      if (days[i].words.is_decimal && days[i].words.day <= last_rounded && days[i].written.size() <= 4 &&
          !is_beside(i, i + 1) && !is_beside(i, i - 1))
        refuse("E_DAY_UNCLEAR", days[i],
               text("“{0}”可能是 {0}，也可能是 {0}0（电子表格会去掉末尾的 0）。",
                    "\"{0}\" may be {0} or {0}0: spreadsheets drop the last nought", days[i].written),
               text("请把表头改成完整的日期（2026-11-02）再导入。", "Write whole dates (2026-11-02) into the header."));
  }

  void check_weekdays() const {
    for (std::size_t i = 0; i < heading_.days.size(); ++i) {
      const auto weekday = heading_.days[i].words.weekday;
      const auto& day = days_.columns[i].day;
      if (!weekday || !day || day->weekday() == *weekday) continue;
      refuse("E_DAY_UNCLEAR", heading_.days[i],
             text("表头的“{}”：{}，年份或月份可能不对。", "\"{}\" in the header: {}; year or month may be wrong",
                  heading_.days[i].written, weekday_contradiction(*day, *weekday)),
             text("请核对月份和星期，或用 --set 月份=2026-11 指明。",
                  "Check month and weekdays, or give the month with --set month=2026-11."));
    }
  }

  const RegisterHeading& heading_;
  const KnownMonth& known_;
  std::optional<Day> today_;
  const std::string& file_;
  const std::string& worksheet_;
  RegisterDays days_;
};

}  // namespace

Text in_sheet(const std::string& worksheet) {
  return worksheet.empty() ? Text{} : text("工作表“{}”：", "sheet \"{}\": ", worksheet);
}

RegisterDays register_days(const RegisterHeading& heading, const KnownMonth& known, std::optional<Day> today,
                           const std::string& file, const std::string& worksheet) {
  return Resolution(heading, known, today, file, worksheet).find();
}

}  // namespace ksbx
