#include "files/shape/clock_export.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "files/shape/clock_words.h"
#include "files/shape/said_rows.h"
#include "files/sheet/header_match.h"
#include "files/sheet/ignored_columns.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

struct ClockHeading {
  std::size_t row = 0, rows = 1;  // where it begins, and how many it takes
  int line = 0;
  std::vector<std::string> headers;
  std::array<int, column_names> of_column;
  int department = -1, shift = -1;
  std::vector<std::size_t> results;  // in the order of the day
  std::vector<std::size_t> clocks;  // 上班1打卡状态, 下班1打卡时间: whether there was a clock-in; in that order
  std::vector<std::size_t> punches;  // 最早, 最晚: the times of clock-ins, beside one result of the whole day
  int leave = -1;                    // 假勤申请
  bool is_one_result = false;        // 考勤结果, of the whole day
  std::vector<std::size_t> ignored;

  ClockHeading() { of_column.fill(-1); }
  int place(ColumnName column) const { return of_column[static_cast<std::size_t>(column)]; }
};

// 最早, 最晚打卡时间, 第一次刷脸: when somebody was first and last seen.
bool is_first_or_last(std::string_view header) {
  if (header.ends_with("结果") || header.ends_with("状态") || header.ends_with("地点")) return false;
  for (std::string_view one : {"最早", "最晚", "首次", "末次", "第一次", "最后一次"})
    if (header.starts_with(one)) return true;
  return false;
}

std::optional<ClockHeading> clock_heading(const TopRow& row, const RegisterTable& table) {
  ClockHeading heading;
  heading.line = row.line;
  const auto set = [&](ColumnName column, std::size_t place) {
    int& at = heading.of_column[static_cast<std::size_t>(column)];
    at < 0 ? at = static_cast<int>(place) : (heading.ignored.push_back(place), 0);
  };
  int time = -1, of_day = -1;  // one result for the whole day, beside the department
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    heading.headers.push_back(std::string(trimmed(row.cells[place])));
    const std::string normal = normal_header(row.cells[place]);
    if (normal.empty()) continue;
    const MappedHeader* mapped = nullptr;
    for (const MappedHeader& one : table.mapping.headers)
      if (normal_header(one.header) == normal) mapped = &one;
    if (mapped != nullptr) {
      const int known = mapped->column == not_read ? -1 : place_of_column(table.layout, mapped->column);
      known < 0 ? heading.ignored.push_back(place)
                : set(table.layout.columns[static_cast<std::size_t>(known)].column, place);
      continue;
    }
    if (normal.ends_with("打卡结果") && normal.find('3') != std::string::npos) {
      heading.ignored.push_back(place);  // the third shift is the evening
    } else if (normal.ends_with("打卡结果")) {
      heading.results.push_back(place);
    } else if (is_first_or_last(normal)) {
      heading.punches.push_back(place);
    } else if (normal.find("打卡") != std::string::npos && (normal.ends_with("状态") || normal.ends_with("时间"))) {
      heading.clocks.push_back(place);
    } else if (normal == "假勤申请" || normal == "请假申请" || normal == "审批单" || normal == "关联的审批单") {
      heading.leave = static_cast<int>(place);
    } else if (normal == "部门" || normal == "所属部门") {
      heading.department = static_cast<int>(place);
    } else if (normal == "班次") {
      heading.shift = static_cast<int>(place);
    } else if (normal == "人员姓名" || normal == "员工姓名") {
      set(ColumnName::name, place);
    } else if (normal == "时间") {
      time = static_cast<int>(place);
    } else if (normal == "考勤结果" || normal == "考勤状态") {
      of_day = static_cast<int>(place);
    } else {
      const auto rule = std::find_if(table.layout.columns.begin(), table.layout.columns.end(), [&](const auto& one) {
        return one.field < 0 && std::find(one.normal.begin(), one.normal.end(), normal) != one.normal.end();
      });
      rule == table.layout.columns.end() ? heading.ignored.push_back(place) : set(rule->column, place);
    }
  }
  if (heading.place(ColumnName::date) < 0 && time >= 0) set(ColumnName::date, static_cast<std::size_t>(time));
  heading.is_one_result = heading.results.empty() && heading.department >= 0 && of_day >= 0;
  if (heading.is_one_result) {
    heading.results.push_back(static_cast<std::size_t>(of_day));
    const auto is_time = [&](std::size_t place) { return normal_header(heading.headers[place]).ends_with("时间"); };
    std::ranges::copy_if(heading.clocks, std::back_inserter(heading.punches), is_time);
    std::erase_if(heading.clocks, is_time);
  } else {
    std::ranges::move(std::exchange(heading.punches, {}), std::back_inserter(heading.ignored));
  }
  if (heading.leave < 0) std::ranges::move(std::exchange(heading.clocks, {}), std::back_inserter(heading.ignored));
  std::ranges::sort(heading.ignored);
  if (heading.results.empty() || heading.place(ColumnName::name) < 0 || heading.place(ColumnName::date) < 0)
    return std::nullopt;
  return heading;
}

// 上班1 over 打卡时间 and 打卡结果: what is below counts.
TopRow put_together(TopRow above, const TopRow& below) {
  above.cells.resize(std::max(above.cells.size(), below.cells.size()));
  for (std::size_t place = 0; place < below.cells.size(); ++place)
    if (!is_blank(below.cells[place])) above.cells[place] = below.cells[place];
  above.line = below.line;
  return above;
}

// 26-11-10 星期二 as 2026-11-10; with the weekday of another day as 2026-11-10 星期三, for whoever takes it in to say
// so; anything else as it is.
std::string day_of_cell(std::string_view cell) {
  std::string words = plain(cell);
  const std::string_view date = std::string_view(words).substr(0, words.find(' '));
  const bool is_short = date.size() == 8 && date[2] == '-' && date[5] == '-' && all_digits(date.substr(0, 2)) &&
                        all_digits(date.substr(3, 2)) && all_digits(date.substr(6, 2));
  if (is_short) words.insert(0, "20");
  const auto day = read_date(words);
  if (day.value) return day.value->iso();
  return day.issue == CellIssue::date_weekday ? words : std::string(cell);
}

class ClockRows : public SaidRows {
 public:
  ClockRows(RegisterTable table, std::unique_ptr<RowSource> rows, ClockHeading heading)
      : SaidRows(std::move(table), std::move(rows), heading.line), heading_(std::move(heading)) {}

 private:
  bool is_begun() const override { return seen_ >= heading_.row + heading_.rows; }
  void take(const TopRow& row) override {
    if (seen_++ < heading_.row) {
      const std::string words = title_of(row.cells);
      if (!words.empty())
        titles_.push_back({words, text("第 {} 行的标题", "the title in line {}", row.line), row.line});
      return;
    }
    if (seen_ <= heading_.row + heading_.rows) {
      if (seen_ == heading_.row + heading_.rows) begin();
      return;
    }
    if (row.fault == RowFault::none && filled_cells(row.cells) == 0) return;
    SaidRow who = who_of(row);
    if (row.fault > RowFault::bare_quote) {
      who.wrong = Problem{
          Severity::error, "R_STRAY_QUOTE", at(row.line),
          text("这一行分不清格子到哪里为止，或太长。", "where the cells of the row end is unclear, or it is too long"),
          text("请检查这一行的双引号。", "Check the quotes of the row.")};
      return SaidRows::say(std::move(who));
    }
    if (word_at(row.cells, heading_.place(ColumnName::name)).empty() &&
        word_at(row.cells, heading_.place(ColumnName::date)).empty())
      return tell_note(row);
    say_halves(row, std::move(who));
  }

  void begin() {
    for_all_ = same_for_all(
        table(), titles_, [this](ColumnName column) { return heading_.place(column); }, heading_.line, problems());
    if (auto told = ignored_columns(at(heading_.line), in_sheet(table().worksheet), heading_.ignored, heading_.headers))
      tell(*std::move(told));
  }

  SaidRow who_of(const TopRow& row) const {
    SaidRow who = for_all_;
    who.line = row.line;
    for (const ColumnName column : columns_of_list) {
      const int place = heading_.place(column);
      if (place < 0) continue;
      const std::string_view words = word_at(row.cells, place);
      who.say(column, column == ColumnName::date ? day_of_cell(words) : std::string(words), place + 1);
    }
    const std::string_view department = word_at(row.cells, heading_.department);
    // It goes before what a title says, and behind a column or a person.
    const Department said = read_department(department);
    const int place = heading_.department + 1;
    const auto is_free = [this](ColumnName column) {
      return heading_.place(column) < 0 && !given_for(table().given, table().layout, column);
    };
    if (is_free(ColumnName::school_name) && is_free(ColumnName::school_code) && said.school)
      who.say(ColumnName::school_name, *said.school, place);
    if (is_free(ColumnName::school_class) && said.school_class) {
      who.say(ColumnName::school_class, *said.school_class, place);
      if (is_free(ColumnName::grade)) who.say(ColumnName::grade, said.grade, place);
    }
    return who;
  }

  void say_halves(const TopRow& row, SaidRow who) {
    if (is_rest(word_at(row.cells, heading_.shift))) return;
    // The first half of the results is of the morning, the others are of the afternoon.
    const std::size_t count = heading_.results.size(), half = (count + 1) / 2;
    const std::size_t first_of_afternoon = count == 1 ? 0 : half;
    const int first = static_cast<int>(heading_.results.front()), last = static_cast<int>(heading_.results.back());
    const DayResult leave = heading_.leave < 0 ? DayResult{}
                                               : leave_of_day(word_at(row.cells, heading_.leave),
                                                              read_date(who.cell(ColumnName::date)).value);
    const std::string morning =
        with_leave(row, Half::morning, by_punches(row, Half::morning, state_between(row, 0, half)), leave.morning);
    const std::string afternoon =
        with_leave(row, Half::afternoon,
                   by_punches(row, Half::afternoon, state_between(row, first_of_afternoon, count)), leave.afternoon);
    if (morning == afternoon) {
      if (!morning.empty()) say_half(std::move(who), "", morning, first + 1);
      return;
    }
    if (!morning.empty()) say_half(who, "上午", morning, first + 1);
    if (!afternoon.empty()) say_half(std::move(who), "下午", afternoon, last + 1);
  }

  // Of several results of a half: a missing clock-in says nothing beside one that is there, and whoever was there once
  // was not missing; an absence beside it is to be found out.
  std::string state_between(const TopRow& row, std::size_t begin, std::size_t end) const {
    std::string there, missing, unsure;
    for (std::size_t i = begin; i < end; ++i) {
      std::string state = state_of_result(word_at(row.cells, heading_.results[i]));
      if (state.empty()) continue;
      const auto read = read_attendance(state).value;
      std::string& kind = !read || read->presence == Presence::unverified ? unsure
                          : was_there(read->presence)                     ? there
                                                                          : missing;
      const bool says_more =
          kind.empty() || (&kind == &there && read->presence != Presence::present) || (&kind == &unsure && !read);
      if (says_more) kind = std::move(state);
    }
    if (!there.empty() && !missing.empty()) return "待核实";
    const bool is_unread = !unsure.empty() && !read_attendance(unsure).value;
    return is_unread ? unsure : !missing.empty() ? missing : !there.empty() ? there : unsure;
  }
  // A program counts a child on leave as 正常. One who has leave and clocked in, or has leave and is called a truant,
  // is to be found out.
  std::string with_leave(const TopRow& row, Half half, std::string state, const std::string& leave) const {
    if (leave.empty()) return state;
    const auto read = read_attendance(state).value;
    if (!state.empty() && !read) return state;
    const bool is_open = !read || read->presence == Presence::excused || read->presence == Presence::unverified;
    const bool is_leave = is_open || (was_there(read->presence) && !has_clocked_in(row, half));
    return is_leave ? leave : "待核实";
  }

  // One result is of both halves: of a day with a missing clock-in (缺卡) the times say which half it is, and who is
  // 正常 without having clocked in was not seen by the program.
  std::string by_punches(const TopRow& row, Half half, std::string state) const {
    if (heading_.punches.empty()) return state;
    const auto read = read_attendance(state).value;
    if (!read) return state;
    if (read->presence == Presence::unverified) return clocked_in(row, half) ? "到校" : state;
    const bool is_seen = clocked_in(row, Half::whole_day);
    return read->presence == Presence::present && !is_seen ? "待核实" : state;
  }
  // Whether one of the times is of the half. Who clocks at noon may come or go.
  bool clocked_in(const TopRow& row, Half half) const {
    constexpr int noon = 12 * 60, afternoon = 13 * 60;
    for (const std::size_t place : heading_.punches) {
      const std::string times = plain(word_at(row.cells, static_cast<int>(place)));
      for (std::size_t begin = 0; begin < times.size();) {
        const std::size_t end = std::min(times.find_first_of(" ,;\n", begin), times.size());
        const auto minute = read_time(std::string_view(times).substr(begin, end - begin)).value;
        begin = end + 1;
        if (!minute) continue;
        if (half == Half::whole_day || (half == Half::morning ? *minute < noon : *minute >= afternoon)) return true;
      }
    }
    return false;
  }
  bool has_clocked_in(const TopRow& row, Half half) const {
    if (!heading_.punches.empty()) return clocked_in(row, half);
    const std::size_t count = heading_.clocks.size(), first = (count + 1) / 2;
    if (count == 0) return !heading_.is_one_result;
    const std::size_t begin = half == Half::morning || count == 1 ? 0 : first;
    for (std::size_t i = begin; i < (half == Half::morning ? first : count); ++i) {
      const std::string_view cell = word_at(row.cells, heading_.clocks[i]);
      if (!cell.empty() && cell.find_first_not_of("-/") != std::string_view::npos && cell != "—" && cell != "未打卡" &&
          cell != "缺卡" && cell != "请假")
        return true;
    }
    return false;
  }
  void say_half(SaidRow row, std::string_view half, const std::string& state, int column) {
    row.say(ColumnName::session, std::string(half), column);
    row.say(ColumnName::attendance, state, column);
    SaidRows::say(std::move(row));
  }

  ClockHeading heading_;
  std::size_t seen_ = 0;
  std::vector<TitleText> titles_;
  SaidRow for_all_;
};

class ClockExport : public TableShape {
 public:
  ClockExport(RegisterTable table, ClockHeading heading) : table_(std::move(table)), heading_(std::move(heading)) {}

  std::string_view layout() const override { return name_of(RosterKind::attendance); }
  Text label() const override { return text("打卡软件的每日统计", "daily export of a clock-in program"); }
  bool names_everyone() const override { return true; }
  std::unique_ptr<ShapedRows> read(std::unique_ptr<RowSource> rows) const override {
    return std::make_unique<ClockRows>(table_, std::move(rows), heading_);
  }
  Text described() const override {
    const auto names = [&](std::size_t begin, std::size_t end) {
      std::string all;
      for (std::size_t i = begin; i < end; ++i)
        all += (all.empty() ? "" : "、") + heading_.headers[heading_.results[i]];
      return all;
    };
    const std::size_t count = heading_.results.size(), half = (count + 1) / 2;
    const std::string first = names(0, half), last = names(count == 1 ? 0 : half, count);
    return text(
        "# 打卡统计：上午看“{}”，下午看“{}”；缺卡按待核实，休息和空白不算。{}\n",
        "# Clock-ins: \"{}\" is the morning, \"{}\" the afternoon; a missing one (缺卡) is unverified, rest and "
        "empty cells say nothing.{}\n",
        first, last,
        heading_.department < 0 ? Text{}
                                : text("班级和学校从“{}”读。", " Class and school come from \"{}\".",
                                       heading_.headers[static_cast<std::size_t>(heading_.department)]));
  }

 private:
  RegisterTable table_;
  ClockHeading heading_;
};

}  // namespace

std::unique_ptr<TableShape> find_clock_export(const TableTop& top) {
  const Layout* layout = attendance_of(top.layouts);
  if (layout == nullptr) return nullptr;
  const RegisterTable table{top.file, top.worksheet, *layout, top.mapping, top.given, top.today};
  for (std::size_t i = 0; i < top.rows.size(); ++i) {
    auto heading = clock_heading(top.rows[i], table);
    if (!heading && i + 1 < top.rows.size()) {
      heading = clock_heading(put_together(top.rows[i], top.rows[i + 1]), table);
      if (heading) heading->rows = 2;
    }
    if (!heading) continue;
    heading->row = i;
    return std::make_unique<ClockExport>(table, *std::move(heading));
  }
  return nullptr;
}

}  // namespace ksbx
