#include "files/shape/period_list.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "files/cell/cell_words.h"
#include "files/shape/absentees.h"
#include "files/shape/lesson_count.h"
#include "files/shape/said_rows.h"
#include "files/sheet/header_match.h"
#include "files/sheet/ignored_columns.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

// The state that the header gives to its lessons; nothing if it is no such header.
std::optional<std::string_view> state_of_header(std::string_view header) {
  const std::string normal = normal_header(header);
  std::string_view kind = normal;
  bool is_of_lessons = false;
  for (std::string_view tail : {"节次", "的节次", "课节", "哪几节"})
    if (kind.ends_with(tail)) {
      kind.remove_suffix(tail.size());
      is_of_lessons = true;
      break;
    }
  if (!is_of_lessons) return std::nullopt;
  for (std::string_view leave : {"病假", "事假", "请假", "旷课"})
    if (kind == leave) return leave;
  for (std::string_view unknown : {"缺课", "缺勤", "未到", "缺席", "未到课", "没到", "缺"})
    if (kind == unknown) return "待核实";
  return std::nullopt;
}

struct PeriodHeading {
  std::size_t row = 0;
  int line = 0;
  std::array<int, column_names> of_column;
  std::vector<std::pair<std::size_t, std::string>> lessons;  // columns, and the state of each
  std::vector<std::string> headers;
  std::vector<std::size_t> ignored;
  int place(ColumnName column) const { return of_column[static_cast<std::size_t>(column)]; }
};

std::optional<PeriodHeading> period_heading(const TopRow& row, const RegisterTable& table) {
  PeriodHeading heading;
  heading.line = row.line;
  std::vector<std::string> headers = row.cells;
  for (std::size_t place = 0; place < headers.size(); ++place)
    if (const auto state = state_of_header(headers[place])) {
      heading.lessons.emplace_back(place, std::string(*state));
      headers[place].clear();
    }
  if (heading.lessons.empty()) return std::nullopt;
  const HeaderMatch fit = match(table.layout, headers, table.mapping);
  heading.of_column.fill(-1);
  for (std::size_t i = 0; i < table.layout.columns.size(); ++i)
    if (table.layout.columns[i].field < 0)
      heading.of_column[static_cast<std::size_t>(table.layout.columns[i].column)] = fit.places[i];
  for (const int place : fit.ignored) heading.ignored.push_back(static_cast<std::size_t>(place));
  heading.headers = row.cells;
  const bool names_pupils = heading.place(ColumnName::name) >= 0 || heading.place(ColumnName::id_number) >= 0 ||
                            heading.place(ColumnName::xueji) >= 0;
  return names_pupils ? std::optional(std::move(heading)) : std::nullopt;
}

class PeriodRows : public SaidRows {
 public:
  PeriodRows(RegisterTable table, std::unique_ptr<RowSource> rows, PeriodHeading heading)
      : SaidRows(std::move(table), std::move(rows), heading.line), heading_(std::move(heading)) {}

 private:
  bool is_begun() const override { return seen_ > heading_.row; }
  void take(const TopRow& row) override {
    if (seen_++ < heading_.row) {
      if (const std::string words = title_of(row.cells); !words.empty())
        titles_.push_back({words, text("第 {} 行的标题", "the title in line {}", row.line), row.line});
      return;
    }
    if (seen_ == heading_.row + 1) return begin();
    if (row.fault == RowFault::none && filled_cells(row.cells) == 0) return;
    SaidRow who = who_of(row);
    if (row.fault > RowFault::bare_quote) {
      who.wrong = Problem{
          Severity::error, "R_STRAY_QUOTE", at(row.line),
          text("这一行分不清格子到哪里为止，或太长。", "where the cells of the row end is unclear, or it is too long"),
          text("请检查这一行的双引号。", "Check the quotes of the row.")};
      return say(std::move(who));
    }
    if (who.cell(ColumnName::name).empty() && who.cell(ColumnName::id_number).empty() &&
        who.cell(ColumnName::xueji).empty())
      return tell_note(row);
    for (const auto& [place, state] : heading_.lessons) say_lessons(row, who, place, state);
  }

  void begin() {
    lesson_rule(table(), at(heading_.line, static_cast<int>(heading_.lessons.front().first) + 1));
    for_all_ = same_for_all(
        table(), titles_, [this](ColumnName column) { return heading_.place(column); }, heading_.line, problems());
    if (heading_.place(ColumnName::date) < 0 && for_all_.cell(ColumnName::date).empty())
      refuse_without_date(table(), heading_.line);
    if (auto told = ignored_columns(at(heading_.line), in_sheet(table().worksheet), heading_.ignored, heading_.headers))
      tell(*std::move(told));
  }

  SaidRow who_of(const TopRow& row) const {
    SaidRow who = for_all_;
    who.line = row.line;
    for (const ColumnName column : columns_of_list)
      if (const int place = heading_.place(column); place >= 0)
        who.say(column, std::string(word_at(row.cells, place)), place + 1);
    return who;
  }

  // What the row says of why: a state, or a reason that is one (病假); else what the header says.
  std::string state_of(const TopRow& row, const SaidRow& who, const std::string& of_header) const {
    if (const std::string& said = who.cell(ColumnName::attendance); !said.empty()) return said;
    const std::string reason(word_at(row.cells, heading_.place(ColumnName::reason)));
    return !reason.empty() && is_state(reason) ? reason : of_header;
  }

  void say_lessons(const TopRow& row, SaidRow who, std::size_t place, const std::string& of_header) {
    const int column = static_cast<int>(place) + 1;
    const std::string_view cell = word_at(row.cells, place);
    const std::string state = state_of(row, who, of_header);
    who.say(ColumnName::session, "", column);
    who.say(ColumnName::attendance, state, column);
    if (cell.empty()) {
      if (heading_.lessons.size() > 1) return;  // of one of several kinds there are none
      who.wrong = unread(row.line, column);
      return say(std::move(who));
    }
    const Day day = read_date(who.cell(ColumnName::date)).value.value_or(table().today.value_or(Day()));
    const LessonRule& rule = *table().layout.lessons;
    const auto missed = read_lessons(cell, rule, day);
    if (!missed || missed->empty()) {
      who.wrong = unread(row.line, column);
      return say(std::move(who));
    }
    for (const auto& [half, word] : {std::pair(Half::morning, "上午"), std::pair(Half::afternoon, "下午")})
      say_half(who, word, lessons_of(rule, half, day), *missed, state, day);
  }

  void say_half(SaidRow who, const char* word, const std::vector<int>& lessons, const std::vector<int>& missed,
                const std::string& state, Day day) {
    std::vector<LessonMark> marks;
    bool is_touched = false;
    for (const int lesson : lessons) {
      const bool is_missed = std::ranges::find(missed, lesson) != missed.end();
      is_touched = is_touched || is_missed;
      marks.push_back({lesson, is_missed ? state : "出勤"});
    }
    if (!is_touched) return;
    const CountedHalf counted = count_lessons(marks, table(), day);
    const int column = who.columns[place_in_list(ColumnName::session)];
    who.say(ColumnName::session, word, column);
    who.say(ColumnName::attendance, counted.state, column);
    if (counted.is_few) tell(few_lessons(counted, at(who.line, column)));
    say(std::move(who));
  }

  Problem unread(int line, int column) const {
    return {Severity::error, "R_LESSONS_UNREAD", at(line, column),
            text("看不出缺的是哪几节，或者这几节不是上午、下午的课。",
                 "which lessons were missed cannot be read, or they are neither of the morning nor of the afternoon"),
            text("请写成“1、2、3”或“第1-3节”。", "Write 1、2、3 or 第1-3节.")};
  }

  PeriodHeading heading_;
  std::size_t seen_ = 0;
  std::vector<TitleText> titles_;
  SaidRow for_all_;
};

class PeriodList : public TableShape {
 public:
  PeriodList(RegisterTable table, PeriodHeading heading) : table_(std::move(table)), heading_(std::move(heading)) {}

  std::string_view layout() const override { return name_of(RosterKind::attendance); }
  Text label() const override { return text("写明缺课节次的名单", "list of the lessons that were missed"); }
  bool names_the_missing() const override { return true; }
  std::unique_ptr<ShapedRows> read(std::unique_ptr<RowSource> rows) const override {
    return std::make_unique<PeriodRows>(table_, std::move(rows), heading_);
  }
  Text described() const override {
    std::string names;
    for (const auto& [place, state] : heading_.lessons)
      names += (names.empty() ? "" : "、") + std::string(trimmed(heading_.headers[place]));
    return text("# “{}”写的是缺了哪几节：按规则集折算成上午、下午。\n",
                "# \"{}\" says which lessons were missed: counted into half days by the rulebook.\n", names);
  }

 private:
  RegisterTable table_;
  PeriodHeading heading_;
};

bool is_between(std::string_view text, std::size_t at, std::size_t& length) {
  for (std::string_view sign : {"、", ",", ";", " ", "和", ".", "/", "\n", "\r"})
    if (text.substr(at).starts_with(sign)) return length = sign.size(), true;
  return false;
}

}  // namespace

std::optional<std::vector<int>> read_lessons(std::string_view cell, const LessonRule& rule, Day day) {
  constexpr std::size_t longest = 200;  // bytes
  if (cell.size() > longest) return std::nullopt;
  const std::string text = plain(cell);
  const std::vector<int> afternoon = lessons_of(rule, Half::afternoon, day);
  std::vector<int> all;
  std::optional<Half> half;
  bool half_is_open = false;  // named, and no lesson of it yet
  int before = 0;             // of a range
  bool is_range = false;
  std::size_t numbers = 0;  // since the last 节 or half
  bool is_ordinal = false;  // 第 before them, or a range
  const auto take_half_day = [&](Half one) { std::ranges::copy(lessons_of(rule, one, day), std::back_inserter(all)); };
  const auto close = [&] {
    if (half_is_open) take_half_day(*half);
    half_is_open = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    std::size_t length = 0;
    if (rest.starts_with("全天")) {
      take_half_day(Half::morning), take_half_day(Half::afternoon);
      at += std::string_view("全天").size();
    } else if (rest.starts_with("上午") || rest.starts_with("下午")) {
      close();
      half = rest.starts_with("上午") ? Half::morning : Half::afternoon;
      half_is_open = true;
      numbers = 0, is_ordinal = false;
      at += std::string_view("上午").size();
    } else if (rest.starts_with("节") && numbers == 1 && !is_ordinal) {
      return std::nullopt;  // 三节 are three lessons, 第三节 is the third
    } else if (rest.starts_with("第") || rest.starts_with("节") || rest.starts_with("课") || rest.starts_with(":")) {
      if (rest.starts_with("第")) is_ordinal = true;
      if (rest.starts_with("节")) numbers = 0, is_ordinal = false;
      at += rest.starts_with(":") ? 1 : std::string_view("第").size();
    } else if (is_between(text, at, length)) {
      at += length;
    } else if (rest.starts_with("-") || rest.starts_with("~") || rest.starts_with("—") || rest.starts_with("至") ||
               rest.starts_with("到") || rest.starts_with("–")) {
      if (before == 0) return std::nullopt;
      is_range = is_ordinal = true;
      at += rest.starts_with("-") || rest.starts_with("~") ? 1 : std::string_view("—").size();
    } else {
      std::size_t end = at;
      while (end < text.size() && is_ascii_digit(text[end])) ++end;
      constexpr std::size_t han = 3;
      if (end == at) end = std::min(at + han, text.size());
      const auto number = small_number(std::string_view(text).substr(at, end - at));
      if (!number) return std::nullopt;
      const bool is_relative = half == Half::afternoon && !afternoon.empty() &&
                               *number <= static_cast<int>(afternoon.size()) && *number < afternoon.front();
      const int lesson = is_relative ? afternoon.front() + *number - 1 : *number;
      for (int one = is_range ? before + 1 : lesson; one <= lesson; ++one) all.push_back(one);
      before = lesson;
      ++numbers;
      is_range = half_is_open = false;
      at = end;
    }
  }
  close();
  if (is_range) return std::nullopt;
  for (const int lesson : all)
    if (!half_of_lesson(rule, lesson, day)) return std::nullopt;
  return all;
}

std::unique_ptr<TableShape> find_period_list(const TableTop& top) {
  const Layout* layout = attendance_of(top.layouts);
  if (layout == nullptr) return nullptr;
  const RegisterTable table{top.file, top.worksheet, *layout, top.mapping, top.given, top.today};
  for (std::size_t i = 0; i < top.rows.size(); ++i)
    if (auto heading = period_heading(top.rows[i], table)) {
      heading->row = i;
      return std::make_unique<PeriodList>(table, *std::move(heading));
    }
  return nullptr;
}

}  // namespace ksbx
