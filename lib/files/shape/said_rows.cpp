#include "files/shape/said_rows.h"

#include <algorithm>

#include "base/ascii.h"
#include "files/cell/cell_words.h"
#include "files/sheet/row_words.h"

namespace ksbx {

SaidRows::SaidRows(RegisterTable table, std::unique_ptr<RowSource> rows, int header_line)
    : table_(std::move(table)), rows_(std::move(rows)), header_line_(header_line) {
  for (const ColumnName column : columns_of_list)
    for (const ColumnRule& rule : table_.layout.columns)
      if (rule.field < 0 && rule.column == column) header_.push_back(rule.headers.front());
}

bool SaidRows::next(RawRow& row) {
  row = {};
  if (!header_given_) {
    header_given_ = true;
    while (!is_begun() && rows_ != nullptr) read_more();
    row.line = header_line_;
    row.cells.assign(header_.begin(), header_.end());
    return true;
  }
  while (ready_.empty() && rows_ != nullptr) read_more();
  if (ready_.empty()) return false;
  shown_ = std::move(ready_.front());
  ready_.pop_front();
  row.line = shown_.line;
  row.cells.assign(shown_.cells.begin(), shown_.cells.end());
  row.columns.assign(shown_.columns.begin(), shown_.columns.end());
  row.wrong = shown_.wrong ? &*shown_.wrong : nullptr;
  return true;
}

void SaidRows::read_more() {
  RawRow raw;
  if (rows_->next(raw)) return take(top_row(raw));
  rows_.reset();
  finish();
}

void SaidRows::tell_note(const TopRow& row) {
  tell({Severity::warning, "W_FOOTER_SKIPPED", at(row.line),
        text("表格下面的合计或说明，没有当作数据。", "a total or a note, not read as data"),
        text("如果这是数据，请补全班级。", "If it is data, fill in the class."), words_of_row(row.cells)});
}

SaidRow same_for_all(const RegisterTable& table, const std::vector<TitleText>& titles,
                     const std::function<int(ColumnName)>& place_of, int header_line, Problems& problems) {
  SaidRow all;
  for (const TypedCell& cell : table.given) {
    const int place = place_of_column(table.layout, cell.column);
    if (place < 0) throw Error(Failure::input, {no_such_column(cell.column, table.layout, table.file)});
    const ColumnName column = table.layout.columns[static_cast<std::size_t>(place)].column;
    const bool is_known = std::find(columns_of_list.begin(), columns_of_list.end(), column) != columns_of_list.end();
    const int at = place_of(column);
    if (at >= 0 || column == ColumnName::attendance)
      throw Error(Failure::input, {column_is_there(cell.column, {table.file, header_line, std::max(at, 0) + 1})});
    if (is_known) all.say(column, cell.value);
  }
  std::vector<TitleText> texts = titles;
  if (!table.worksheet.empty()) texts.push_back({table.worksheet, text("工作表名", "the name of the sheet"), 0});
  texts.push_back({stem_of(table.file), text("文件名", "the name of the file"), 0});
  const TitleReading reading = read_titles(texts, table.today);
  const auto lacks = [&](ColumnName column) { return place_of(column) < 0 && all.cell(column).empty(); };
  const auto take = [&](ColumnName column, const std::string& value, const Text& where, int line) {
    if (value.empty()) return;
    all.say(column, value);
    const ColumnRule& rule =
        *std::find_if(table.layout.columns.begin(), table.layout.columns.end(),
                      [&](const ColumnRule& one) { return one.field < 0 && one.column == column; });
    problems.push_back(taken_from_title({table.file, line, 0}, same_text(rule.headers.front()), value, where));
  };
  if (lacks(ColumnName::school_code) && lacks(ColumnName::school_name))
    take(ColumnName::school_name, reading.school.value, reading.school.where, reading.school.line);
  if (lacks(ColumnName::school_class)) {
    take(ColumnName::school_class, reading.school_class.value, reading.school_class.where, reading.school_class.line);
    if (lacks(ColumnName::grade)) take(ColumnName::grade, reading.grade.value, reading.grade.where, reading.grade.line);
  }
  if (lacks(ColumnName::session)) {
    if (reading.half.contradicts) throw Error(Failure::input, {halves_differ(reading.half, table.file)});
    take(ColumnName::session, reading.half.value, reading.half.where, reading.half.line);
  }
  if (!lacks(ColumnName::date) || reading.day.contradicts) return all;
  if (!reading.day.value.empty()) {
    if (const auto said = Day::parse(reading.day.value)) refuse_other_weekday(texts, *said, table.file);
    take(ColumnName::date, reading.day.value, reading.day.where, reading.day.line);
    return all;
  }
  std::optional<Day> day;
  const TitleText* where = nullptr;
  for (const TitleText& one : texts)
    if (const auto found = day_in(one.words, table.today)) {
      if (day && *day != found->day) return all;
      if (!day) where = &one;
      day = found->day;
    }
  if (!day) return all;
  refuse_other_weekday(texts, *day, table.file);
  take(ColumnName::date, day->iso(), where->where, where->line);
  return all;
}

void refuse_without_date(const RegisterTable& table, int line) {
  throw Error(Failure::input,
              {Problem{Severity::error,
                       "E_DATE_UNKNOWN",
                       {table.file, line, 0},
                       text("{}没有写是哪一天的考勤，或写了不止一天。", "{}the date is not said, or more than one is",
                            in_sheet(table.worksheet)),
                       text("请用 --set 日期=2026-11-10 指明。", "Give it with --set date=2026-11-10.")}});
}

std::optional<DayFound> day_in(std::string_view words, std::optional<Day> today) {
  const auto digits_at = [&](std::size_t place) {
    std::size_t count = 0;
    while (place + count < words.size() && is_ascii_digit(words[place + count])) ++count;
    return count;
  };
  const auto number = [&](std::size_t place, std::size_t count) {
    int value = 0;
    for (const char c : words.substr(place, count)) value = value * 10 + (c - '0');
    return value;
  };
  // Takes one of the signs; 0 if none is there.
  const auto sign = [&](std::size_t place, std::initializer_list<std::string_view> signs) -> std::size_t {
    for (const std::string_view one : signs)
      if (words.substr(std::min(place, words.size())).starts_with(one)) return one.size();
    return 0;
  };
  for (std::size_t begin = 0; begin < words.size(); ++begin) {
    if (!is_ascii_digit(words[begin]) || (begin > 0 && is_ascii_digit(words[begin - 1]))) continue;
    std::size_t at = begin;
    int year = 0;
    std::size_t count = digits_at(at);
    if (count == 4) {
      year = number(at, count);
      at += count;
      const std::size_t length = sign(at, {"年", "-", ".", "/"});
      if (length == 0) continue;
      at += length;
      count = digits_at(at);
    }
    if (count == 0 || count > 2) continue;
    const int month = number(at, count);
    at += count;
    const std::size_t length = year > 0 ? sign(at, {"月", "-", ".", "/"}) : sign(at, {"月"});
    if (length == 0) continue;
    at += length;
    count = digits_at(at);
    if (count == 0 || count > 2) continue;
    const int day = number(at, count);
    at += count;
    const std::size_t last = sign(at, {"日", "号"});
    if (year == 0 && last == 0) continue;
    at += last;
    if (year == 0 && !today) continue;
    auto found = Day::of(year > 0 ? year : today->year(), month, day);
    if (year == 0 && found && *found > *today) found = Day::of(today->year() - 1, month, day);
    if (found && !is_before_time_of_writing(words.substr(0, begin))) return DayFound{*found, begin, at};
  }
  return std::nullopt;
}

const Layout* attendance_of(const std::vector<Layout>& layouts) {
  for (const Layout& layout : layouts)
    if (layout.kind == RosterKind::attendance) return &layout;
  return nullptr;
}

}  // namespace ksbx
