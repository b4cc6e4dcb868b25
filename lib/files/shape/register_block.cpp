#include "files/shape/register_block.h"

#include <algorithm>
#include <utility>

#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "files/shape/clock_words.h"
#include "files/shape/lesson_count.h"
#include "files/shape/said_rows.h"
#include "files/sheet/header_refusals.h"
#include "files/sheet/ignored_columns.h"
#include "files/sheet/mapping.h"

namespace ksbx {
namespace {

class BlockReader {
 public:
  BlockReader(const RegisterTable& table, RegisterHeading heading, const std::vector<TitleText>& titles,
              const RegisterBlock* before, Problems& problems)
      : table_(table), titles_(titles), before_(before), problems_(problems) {
    block_.heading = std::move(heading);
  }

  RegisterBlock read() {
    if (block_.heading.is_cut)
      refuse("E_TOO_WIDE", 0,
             text("表头超过 {} 列，读不全。", "the header has more than {} columns", RowSource::most_cells),
             text("请把考勤表按月份拆开再导入。", "Split the register into months."));
    refuse_side_by_side();
    for (const std::size_t place : block_.heading.doubled)
      throw Error(Failure::input, {doubled_column(block_.heading.headers[place], origin(place))});
    refuse_given();
    read_all_titles();
    block_.is_of_clock =
        block_.heading.is_of_clock || (before_ != nullptr && before_->is_of_clock) ||
        std::ranges::any_of(texts_, [](const TitleText& one) { return names_clock_program(one.words); });
    if (!block_.is_of_clock && block_.heading.department >= 0)
      block_.heading.ignored.push_back(static_cast<std::size_t>(std::exchange(block_.heading.department, -1)));
    read_days();
    say_place();
    say_half();
    if (before_ == nullptr) tell_unread();
    return std::move(block_);
  }

 private:
  Origin origin(std::size_t place) const { return {table_.file, block_.heading.line, static_cast<int>(place) + 1}; }
  [[noreturn]] void refuse(const char* code, int column, Text what, Text remedy) const {
    throw Error(Failure::input, {Problem{Severity::error,
                                         code,
                                         {table_.file, block_.heading.line, column},
                                         text("{}{}", "{}{}", in_sheet(table_.worksheet), what),
                                         std::move(remedy)}});
  }

  // A class in two halves beside each other, each with its names and days.
  void refuse_side_by_side() const {
    const auto& days = block_.heading.days;
    const int name = block_.heading.place(ColumnName::name);
    for (const std::size_t place : block_.heading.doubled)
      if (name >= 0 && place > static_cast<std::size_t>(name) && !days.empty() && days.front().place < place &&
          days.back().place > place)
        throw Error(Failure::input,
                    {Problem{Severity::error, "E_DUPLICATE_HEADER", origin(place),
                             text("{}表分成左右两半，各有“{}”和日期两组列。",
                                  "{}the table has two halves side by side, each with \"{}\" and days",
                                  in_sheet(table_.worksheet), block_.heading.headers[place]),
                             text("请把右半边（含它的姓名列）剪切到左半边学生的下面，再导入。",
                                  "Move the right half, with its names, below the pupils of the left one.")}});
  }

  // What a person gives must be a column of attendance that the table lacks.
  void refuse_given() const {
    for (const TypedCell& cell : table_.given) {
      if (is_month_word(cell.column)) continue;
      const int place = place_of_column(table_.layout, cell.column);
      if (place < 0) throw Error(Failure::input, {no_such_column(cell.column, table_.layout, table_.file)});
      const ColumnName column = table_.layout.columns[static_cast<std::size_t>(place)].column;
      const int at = block_.heading.place(column);
      const bool needs_day = column == ColumnName::date && !block_.heading.names_days();
      const bool of_days =
          !needs_day && std::find(columns_of_marks.begin(), columns_of_marks.end(), column) != columns_of_marks.end();
      if (at >= 0 || of_days)
        throw Error(Failure::input,
                    {column_is_there(cell.column, {table_.file, block_.heading.line, std::max(at, 0) + 1})});
    }
  }

  void read_all_titles() {
    std::vector<TitleText>& texts = texts_ = titles_;
    if (!table_.worksheet.empty()) texts.push_back({table_.worksheet, text("工作表名", "the name of the sheet"), 0});
    texts.push_back({stem_of(table_.file), text("文件名", "the name of the file"), 0});
    TitleReading& own = block_.titles = read_titles(texts, table_.today);
    const auto any = [&](bool (*calls)(std::string_view)) {
      return std::any_of(texts.begin(), texts.end(), [&](const TitleText& one) { return calls(one.words); });
    };
    block_.is_of_absences = any(call_it_absences) && !any(call_it_register);
    block_.is_of_signatures =
        any([](std::string_view words) { return words.find("签到") != std::string_view::npos; }) ||
        (before_ != nullptr && before_->is_of_signatures);
    if (before_ == nullptr) return;
    const auto inherit = [](FromTitle& one, const FromTitle& above) {
      if (one.value.empty() && !one.contradicts) one = above;
    };
    inherit(own.school, before_->titles.school);
    inherit(own.grade, before_->titles.grade);
    inherit(own.school_class, before_->titles.school_class);
    inherit(own.month, before_->titles.month);
    inherit(own.day, before_->titles.day);
    inherit(own.half, before_->titles.half);
    block_.is_of_absences = block_.is_of_absences || before_->is_of_absences;
    if (own.school_year == 0) own.school_year = before_->titles.school_year;
  }

  KnownMonth known_month() const {
    KnownMonth known;
    known.school_year = block_.titles.school_year;
    FromTitle said = block_.titles.month;
    if (const auto given = given_month(table_.given)) {
      said = {};
      const std::string& words = *given;
      const auto month =
          read_title(words.find("月") == std::string::npos && words.find('-') == std::string::npos ? words + "月"
                                                                                                   : words)
              .month;
      if (!month)
        refuse("E_MONTH_UNKNOWN", 0, text("看不懂 --set 里的月份“{}”。", "\"{}\" is no month", words),
               text("请写成 --set 月份=2026-11。", "Write --set month=2026-11."));
      known.month = month;
      known.where = text("命令里的 --set ", "--set on the command line");
      return known;
    }
    known.contradicts = said.contradicts;
    known.where = said.where;
    known.line = said.line;
    if (!said.value.empty()) {
      const std::size_t dash = said.value.find('-');
      known.month = dash == std::string::npos
                        ? Month{0, std::stoi(said.value)}
                        : Month{std::stoi(said.value.substr(0, dash)), std::stoi(said.value.substr(dash + 1))};
    }
    return known;
  }

  // Of weekdays the week, of lessons the day, where nothing in the head says them: from --set, or from the titles. A
  // block without a title goes on with that of the block before.
  void find_days(KnownMonth& known) {
    if (block_.heading.names_days()) return;
    known.day_of_row = has(ColumnName::date);
    const auto given = given_for(table_.given, table_.layout, ColumnName::date);
    if (given) {
      known.day = read_date(*given).value;
      if (!known.day)
        refuse("E_DATE_UNKNOWN", 0, text("看不懂 --set 里的日期“{}”。", "\"{}\" is no date", *given),
               text("请写成 --set 日期=2026-11-10。", "Write --set date=2026-11-10."));
      known.week = week_of(*known.day);
      return;
    }
    for (const TitleText& one : texts_)
      if (const auto week = week_in(one.words, table_.today)) {
        if (block_.week && *block_.week != *week) return block_.week.reset();
        block_.week = week;
        week_where_ = one;
      }
    if (!block_.week && before_ != nullptr) block_.week = before_->week;
    known.week = block_.week;
    const FromTitle& day = block_.titles.day;
    if (!day.value.empty()) known.day = Day::parse(day.value);
    if (known.day) refuse_other_weekday(texts_, *known.day, table_.file);
    if (day.contradicts || known.day || block_.week) return;
    for (const TitleText& one : texts_)
      if (const auto found = day_in(one.words, table_.today)) {
        if (known.day && *known.day != found->day) return known.day.reset();
        known.day = found->day;
        refuse_other_weekday(texts_, *known.day, table_.file);
        block_.titles.day = {found->day.iso(), one.where, one.line};
      }
  }

  // 1 2 3 … under a title that names one day, as 2026年11月10日课堂考勤 does: a register of that day cannot have other
  // days. What else the name of a file has may be when it was saved.
  bool are_numbers_of_lessons() const {
    constexpr std::size_t most = 12;
    const auto& days = block_.heading.days;
    if (days.size() < 2 || days.size() > most || given_month(table_.given)) return false;
    for (std::size_t i = 0; i < days.size(); ++i)
      if (const DayWords& words = days[i].words; !words.is_plain || words.month > 0 || words.half || words.weekday ||
                                                 words.lesson > 0 || words.day != static_cast<int>(i) + 1)
        return false;
    const FromTitle &day = block_.titles.day, &month = block_.titles.month;
    const bool is_title = day.line > 0 || (day.where == month.where && day.line == month.line);
    return !day.value.empty() && is_title && std::ranges::none_of(texts_, [this](const TitleText& one) {
      return week_in(one.words, table_.today).has_value() || names_span(one.words);
    });
  }
  // 11月1日-12日
  static bool names_span(std::string_view words) {
    for (std::string_view unit : {"日", "号"})
      for (std::size_t at = words.find(unit); at != std::string_view::npos; at = words.find(unit, at + unit.size()))
        for (std::string_view sign : {"至", "到", "~", "～", "—", "–", "-", "－"})
          if (trimmed(words.substr(at + unit.size())).starts_with(sign)) return true;
    return false;
  }
  void take_lessons() {
    if (!are_numbers_of_lessons()) return;
    auto& days = block_.heading.days;
    const LessonRule& rule = lesson_rule(table_, origin(days.front().place));
    const Day day = Day::parse(block_.titles.day.value).value_or(Day());
    const std::size_t held =
        lessons_of(rule, Half::morning, day).size() + lessons_of(rule, Half::afternoon, day).size();
    if (days.size() > held)
      refuse(
          "E_DAY_UNCLEAR", static_cast<int>(days.front().place) + 1,
          text("{}说的是 {} 这一天，表头却有 1 至 {}：是日子还是节次，看不出来（规则集里一天 {} 节）。",
               "{} names the day {}, and the header has 1 to {}: days or lessons? (The rulebook has {} lessons a day.)",
               block_.titles.day.where, block_.titles.day.value, days.size(), held),
          text("是节次，请写成“第1节”“第2节”，晚上的写“晚自习”；是日子，请用 --set 月份=2026-11 指明。",
               "Of lessons write 第1节, 第2节 …, and 晚自习 for the evening; of days give --set month=2026-11."));
    for (DayHead& head : days) head.words.lesson = std::exchange(head.words.day, 0);
  }

  void read_days() {
    take_lessons();
    KnownMonth known = known_month();
    find_days(known);
    RegisterDays days = register_days(block_.heading, known, table_.today, table_.file, table_.worksheet);
    block_.days = std::move(days.columns);
    const bool is_given = given_month(table_.given).has_value();
    if (is_given && !days.took_month)
      throw Error(Failure::input, {column_is_there("月份", {table_.file, block_.heading.line,
                                                            static_cast<int>(block_.heading.days.front().place) + 1})});
    const bool date_given = given_for(table_.given, table_.layout, ColumnName::date).has_value();
    if (days.took_week && !date_given && !week_where_.words.empty())
      warn("W_FROM_TITLE", week_where_.line,
           text("这一周（{} 至 {}）是从{}读来的。", "the week ({} to {}) was read from {}", known.week->first.iso(),
                known.week->last.iso(), week_where_.where),
           text("如果不对，请用 --set 日期=2026-11-16 指明。", "If it is wrong, give a day of it with --set date=…."));
    if (days.took_day && !date_given) tell(text("日期", "date"), &TitleReading::day);
    if (block_.heading.has_lessons()) lesson_rule(table_, origin(block_.heading.days.front().place));
    if (days.took_month && !is_given) tell(text("月份", "month"), &TitleReading::month);
    if (days.took_school_year)
      warn("W_FROM_TITLE", block_.heading.line,
           text("没有写年份，按标题里的 {}—{} 学年读，第一天是 {}。",
                "no year is written: read by the school year {} to {} of the title, the first day is {}",
                block_.titles.school_year, block_.titles.school_year + 1, block_.days.front().written),
           text("如果不对，请用 --set 月份=2026-11 指明。", "If that is wrong, give it with --set month=2026-11."));
    if (days.assumed_year > 0)
      warn("W_FROM_TITLE", block_.heading.line,
           text("没有写年份，按最近的 {} 年读，第一天是 {}。", "no year is written: read as {}, the first day is {}",
                days.assumed_year, block_.days.front().written),
           text("如果不对，请用 --set 月份=2026-11 指明。", "If that is wrong, give it with --set month=2026-11."));
  }

  void tell(const Text& thing, FromTitle TitleReading::*part) {
    const FromTitle& said = block_.titles.*part;
    const FromTitle* above = before_ == nullptr ? nullptr : &(before_->titles.*part);
    if (above != nullptr && above->where == said.where && above->line == said.line) return;
    problems_.push_back(taken_from_title({table_.file, said.line, 0}, thing, said.value, said.where));
  }
  void warn(const char* code, int line, Text what, Text remedy, int column = 0, std::string excerpt = {}) {
    problems_.push_back({Severity::warning,
                         code,
                         {table_.file, line, column},
                         text("{}{}", "{}{}", in_sheet(table_.worksheet), what),
                         std::move(remedy),
                         std::move(excerpt)});
  }

  bool has(ColumnName column) const { return block_.heading.place(column) >= 0; }
  std::string& said(ColumnName column) {
    const auto found = std::find(columns_of_pupils.begin(), columns_of_pupils.end(), column);
    return block_.said[static_cast<std::size_t>(found - columns_of_pupils.begin())];
  }

  void say_place() {
    for (const ColumnName column : columns_of_pupils)
      if (const auto given = given_for(table_.given, table_.layout, column)) said(column) = *given;
    const TitleReading& titles = block_.titles;
    const bool school_known = has(ColumnName::school_code) || has(ColumnName::school_name) ||
                              !said(ColumnName::school_code).empty() || !said(ColumnName::school_name).empty();
    if (!school_known && !titles.school.value.empty()) {
      said(ColumnName::school_name) = titles.school.value;
      tell(text("学校", "school"), &TitleReading::school);
    }
    say_class();
  }

  void say_class() {
    const TitleReading& titles = block_.titles;
    if (has(ColumnName::school_class) || !said(ColumnName::school_class).empty()) return;
    const bool has_number = has(ColumnName::id_number) || has(ColumnName::xueji);
    if (!titles.school_class.value.empty()) {
      said(ColumnName::school_class) = titles.school_class.value;
      if (!has(ColumnName::grade) && said(ColumnName::grade).empty() &&
          !read_grade("", titles.school_class.value, "", table_.today.value_or(Day())).value)
        said(ColumnName::grade) = titles.grade.value;
      return tell(text("班级", "class"), &TitleReading::school_class);
    }
    if (has_number || block_.heading.department >= 0) return;
    if (titles.school_class.contradicts)
      refuse(
          "E_CLASS_UNKNOWN", 0,
          text("{}说的班级不止一个，不知道是哪个班的考勤。", "{} name more than one class", titles.school_class.where),
          text("请改正其中一处，或用 --set 班级=七年级1班 指明。",
               "Correct one of them, or give it with --set class=…."));
    refuse("E_CLASS_UNKNOWN", 0,
           text("没有班级这一列，标题、工作表名和文件名里也没有班级。",
                "there is no column of the class, and neither title, sheet nor file name says it"),
           text("请用 --set 班级=七年级1班 指明；学校用 --set 学校=…。",
                "Give it with --set class=…, the school with --set school=…."));
  }

  void say_half() {
    const bool is_said =
        has(ColumnName::session) ||
        std::all_of(block_.days.begin(), block_.days.end(), [](const DayColumn& day) { return day.half.has_value(); });
    const FromTitle& half = block_.titles.half;
    if (is_said || (half.value.empty() && !half.contradicts)) return;
    if (half.contradicts) throw Error(Failure::input, {halves_differ(half, table_.file)});
    block_.half = read_session(half.value).value;
    tell(text("时段", "session"), &TitleReading::half);
  }

  void tell_unread() {
    for (const TitleText& title : titles_)
      if (says_nothing(read_title(title.words)))
        warn("W_SKIPPED_ABOVE_HEADER", title.line,
             text("表头上面的一行，没有当作数据。", "a row above the header, not read as data"),
             text("如果这是数据，请把表头移到它上面。", "If it is data, move the header above it."), 0, title.words);
    const RegisterHeading& heading = block_.heading;
    if (auto told = ignored_columns({table_.file, heading.line, 0}, in_sheet(table_.worksheet), heading.ignored,
                                    heading.headers))
      problems_.push_back(*std::move(told));
  }

  const RegisterTable& table_;
  const std::vector<TitleText>& titles_;
  const RegisterBlock* before_;
  Problems& problems_;
  std::vector<TitleText> texts_;  // all that may say something of the block
  TitleText week_where_;
  RegisterBlock block_;
};

}  // namespace

RegisterBlock register_block(const RegisterTable& table, RegisterHeading heading, const std::vector<TitleText>& titles,
                             const RegisterBlock* before, Problems& problems) {
  return BlockReader(table, std::move(heading), titles, before, problems).read();
}

}  // namespace ksbx
