#include "files/shape/clock_export.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "files/shape/day_words.h"
#include "files/shape/said_rows.h"
#include "files/sheet/header_match.h"
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
  std::vector<std::size_t> ignored;

  ClockHeading() { of_column.fill(-1); }
  int place(ColumnName column) const { return of_column[static_cast<std::size_t>(column)]; }
};

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
    if (normal.ends_with("打卡结果")) {
      heading.results.push_back(place);
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
  if (heading.results.empty() && heading.department >= 0 && of_day >= 0)
    heading.results.push_back(static_cast<std::size_t>(of_day));
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

// 26-11-10 星期二 as 2026-11-10, if the weekday is right; anything else as it is.
std::string day_of_cell(std::string_view cell) {
  std::string words = plain(cell);
  const std::size_t blank = words.find(' ');
  const std::string_view date = std::string_view(words).substr(0, blank);
  const bool is_short = date.size() == 8 && date[2] == '-' && date[5] == '-' && all_digits(date.substr(0, 2)) &&
                        all_digits(date.substr(3, 2)) && all_digits(date.substr(6, 2));
  const auto day = read_date(is_short ? "20" + std::string(date) : std::string(date)).value;
  if (!day) return std::string(cell);
  if (blank != std::string::npos) {
    const auto rest = read_day_words(words.substr(blank));
    if (!rest || rest->names_day() || rest->weekday != day->weekday()) return std::string(cell);
  }
  return day->iso();
}

// Of a result or a shift: that nobody was expected.
bool is_rest(std::string_view cell) {
  const std::string word = comparable(cell);
  for (std::string_view rest : {"休", "未排班", "无需打卡", "不用打卡"})
    if (word.starts_with(rest)) return true;
  return false;
}

// What a result says of a pupil, in the words of registers; empty: nothing.
std::string state_of_result(std::string_view result) {
  const std::string whole = comparable(result);
  if (whole.empty() || whole == "-" || whole == "--" || is_rest(whole)) return {};
  // 旷工(1天), 缺卡(2次), 迟到(5分钟) say how much besides; half a day is not said of which half.
  const bool is_half = whole.find("0.5") != std::string::npos || whole.find("半") != std::string::npos;
  const std::string word = is_half ? whole : whole.substr(0, whole.find('('));
  for (std::string_view unsure : {"缺卡", "未打卡", "漏打卡", "忘打卡"})
    if (word == unsure) return "待核实";
  for (std::string_view was_there : {"外勤", "补卡审批通过", "管理员改为正常", "打卡无效:此记录已被更新"})
    if (word.starts_with(was_there)) return "到校";
  if (word == "严重迟到" || word == "旷工迟到") return "迟到";
  return word == whole ? std::string(trimmed(result)) : word;
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
    if (words_at(row, heading_.place(ColumnName::name)).empty() &&
        words_at(row, heading_.place(ColumnName::date)).empty())
      return tell_note(row);
    say_halves(row, std::move(who));
  }

  void begin() {
    for_all_ = same_for_all(
        table(), titles_, [this](ColumnName column) { return heading_.place(column); }, heading_.line, problems());
    std::string names;
    for (const std::size_t place : heading_.ignored)
      if (!heading_.headers[place].empty()) names += (names.empty() ? "" : "、") + heading_.headers[place];
    if (!names.empty())
      tell({Severity::warning, "W_IGNORED_COLUMNS", at(heading_.line),
            text("{}这些列不需要，没有读取：{}。", "{}these columns are not needed and were not read: {}",
                 in_sheet(table().worksheet), names),
            text("如果有需要的列，请改成标准列名，或用 --map 说明。",
                 "If one is needed, give it its standard name, or use --map.")});
  }

  std::string_view words_at(const TopRow& row, int place) const {
    return place < 0 || static_cast<std::size_t>(place) >= row.cells.size()
               ? std::string_view{}
               : trimmed(row.cells[static_cast<std::size_t>(place)]);
  }

  SaidRow who_of(const TopRow& row) const {
    SaidRow who = for_all_;
    who.line = row.line;
    for (const ColumnName column : columns_of_list) {
      const int place = heading_.place(column);
      if (place < 0) continue;
      const std::string_view words = words_at(row, place);
      who.say(column, column == ColumnName::date ? day_of_cell(words) : std::string(words), place + 1);
    }
    const std::string_view department = words_at(row, heading_.department);
    if (department.empty() || department.size() > 300) return who;
    // It goes before what a title says, and behind a column or a person.
    const TitleWords said = read_title(department);
    const int place = heading_.department + 1;
    const auto is_free = [this](ColumnName column) {
      return heading_.place(column) < 0 && !given_for(table().given, table().layout, column);
    };
    if (is_free(ColumnName::school_name) && is_free(ColumnName::school_code) && !said.school.empty())
      who.say(ColumnName::school_name, said.several_schools ? "" : said.school, place);
    if (is_free(ColumnName::school_class) && !said.school_class.empty()) {
      who.say(ColumnName::school_class, said.several_classes ? "" : said.school_class, place);
      if (is_free(ColumnName::grade)) who.say(ColumnName::grade, said.grade, place);
    }
    return who;
  }

  void say_halves(const TopRow& row, SaidRow who) {
    if (is_rest(words_at(row, heading_.shift))) return;
    const int first = static_cast<int>(heading_.results.front()), last = static_cast<int>(heading_.results.back());
    const std::string morning = state_of_result(words_at(row, first)), afternoon = state_of_result(words_at(row, last));
    if (morning == afternoon) {
      if (!morning.empty()) say_half(std::move(who), "", morning, first + 1);
      return;
    }
    if (!morning.empty()) say_half(who, "上午", morning, first + 1);
    if (!afternoon.empty()) say_half(std::move(who), "下午", afternoon, last + 1);
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
  std::unique_ptr<ShapedRows> read(std::unique_ptr<RowSource> rows) const override {
    return std::make_unique<ClockRows>(table_, std::move(rows), heading_);
  }
  Text described() const override {
    const std::string& first = heading_.headers[heading_.results.front()];
    const std::string& last = heading_.headers[heading_.results.back()];
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
