#include "files/shape/day_report.h"

#include <algorithm>
#include <span>
#include <utility>

#include "files/cell/cell_words.h"
#include "files/shape/class_report.h"
#include "files/sheet/header_match.h"
#include "files/sheet/ignored_columns.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

struct NamesColumn {
  std::size_t place = 0;
  std::string state;     // of a bare name: 旷课学生
  bool is_bare = false;  // 旷课 alone, which may hold a number
};

struct ReportHeading {
  std::size_t row = 0;
  int line = 0;
  std::vector<std::string> headers;
  std::array<int, column_names> of_column;
  int expected = -1, present = -1, missing = -1, reason = -1;
  std::vector<NamesColumn> names;
  std::vector<std::size_t> ignored;

  ReportHeading() { of_column.fill(-1); }
  int place(ColumnName column) const { return of_column[static_cast<std::size_t>(column)]; }
};

bool header_has(std::string_view header, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return header.find(word) != std::string_view::npos; });
}

bool is_of_the_absent(std::string_view header) {
  return header_has(header, {"缺勤", "缺课", "缺席", "未到", "旷课", "请假", "病假", "事假", "病事假", "迟到", "早退"});
}

// 旷课学生 says of whoever is in it that he has no leave; 缺勤学生 and 旷课、请假学生 do not.
std::string state_in(std::string_view header) {
  std::string state;
  if (header_has(header, {"原因", "情况"})) return state;
  if (header_has(header, {"未请假", "没请假", "没有请假", "无请假"})) return "未请假";
  for (std::string_view word : {"旷课", "病假", "事假", "请假", "迟到", "早退"}) {
    if (!header_has(header, {word})) continue;
    if (!state.empty()) return {};
    state = word;
  }
  return header_has(header, {"病事假"}) ? "请假" : state;
}

class ReportSearch {
 public:
  ReportSearch(const TopRow& row, const RegisterTable& table) : row_(row), table_(table) {}

  std::optional<ReportHeading> find() {
    heading_.line = row_.line;
    for (std::size_t place = 0; place < row_.cells.size(); ++place) {
      heading_.headers.push_back(std::string(trimmed(row_.cells[place])));
      if (!is_blank(row_.cells[place])) take(place, normal_header(row_.cells[place]));
    }
    const bool is_list = heading_.place(ColumnName::name) >= 0 || heading_.place(ColumnName::attendance) >= 0 ||
                         heading_.place(ColumnName::id_number) >= 0 || heading_.place(ColumnName::xueji) >= 0;
    // 缺勤 alone is a header or the state of a pupil in a list.
    const bool is_named = std::ranges::any_of(heading_.names, [](const NamesColumn& one) { return !one.is_bare; });
    const bool has_counts = heading_.expected >= 0 || heading_.present >= 0 || (is_named && heading_.missing >= 0);
    const bool has_class = heading_.place(ColumnName::school_class) >= 0;
    if (is_list || heading_.names.empty() || !(has_class || has_counts)) return std::nullopt;
    return std::move(heading_);
  }

 private:
  void take(std::size_t place, const std::string& normal) {
    const int at = static_cast<int>(place);
    for (const MappedHeader& mapped : table_.mapping.headers)
      if (normal_header(mapped.header) == normal) return take_mapped(place, mapped.column);
    const bool is_count = header_has(normal, {"人数", "数", "率", "天", "节"});
    if (heading_.expected < 0 &&
        (normal == "应到" || normal == "应到人数" || normal == "班级人数" || normal == "总人数"))
      heading_.expected = at;
    else if (heading_.present < 0 && (normal == "实到" || normal == "实到人数" || normal == "到校人数"))
      heading_.present = at;
    else if (is_state(normal) || normal == "未到" || normal == "缺勤")
      take_bare(place, normal);
    else if (heading_.missing < 0 && (normal == "缺勤" || normal == "缺勤人数" || normal == "未到人数" ||
                                      normal == "缺勤数" || normal == "缺课人数"))
      heading_.missing = at;
    else if (is_of_the_absent(normal) && !is_count &&
             header_has(normal, {"学生", "名单", "姓名", "人员", "同学", "情况", "明细"}))
      heading_.names.push_back({place, state_in(normal)});
    else
      take_known(place, normal);
  }

  // Names may stand under it, or a number.
  void take_bare(std::size_t place, const std::string& normal) {
    const bool is_of_all = normal == "未到" || normal == "缺勤";
    if (is_of_all && heading_.missing < 0) heading_.missing = static_cast<int>(place);
    heading_.names.push_back({place, is_of_all ? std::string() : normal, true});
  }

  void take_mapped(std::size_t place, std::string_view column) {
    const int known = column == not_read ? -1 : place_of_column(table_.layout, column);
    if (known < 0)
      heading_.ignored.push_back(place);
    else
      set(table_.layout.columns[static_cast<std::size_t>(known)].column, place);
  }

  void take_known(std::size_t place, const std::string& normal) {
    for (const ColumnRule& rule : table_.layout.columns)
      if (rule.field < 0 && std::find(rule.normal.begin(), rule.normal.end(), normal) != rule.normal.end())
        return set(rule.column, place);
    heading_.ignored.push_back(place);
  }

  void set(ColumnName column, std::size_t place) {
    int& of_column = heading_.of_column[static_cast<std::size_t>(column)];
    if (of_column >= 0) return heading_.ignored.push_back(place);
    of_column = static_cast<int>(place);
    if (column == ColumnName::reason) heading_.reason = static_cast<int>(place);
  }

  const TopRow& row_;
  const RegisterTable& table_;
  ReportHeading heading_;
};

class DayReportRows : public SaidRows {
 public:
  DayReportRows(RegisterTable table, std::unique_ptr<RowSource> rows, const ReportHeading& heading)
      : SaidRows(std::move(table), std::move(rows), heading.line), heading_at_(heading.row), found_(heading) {}

 private:
  bool is_begun() const override { return heading_.has_value(); }
  void take(const TopRow& row) override {
    if (seen_++ < heading_at_) return take_title(row);
    if (!heading_) return begin(row);
    if (row.fault > RowFault::bare_quote) return reject(row);
    const std::size_t filled = filled_cells(row.cells);
    if (filled == 0) return;
    if (row.cells == first_.cells) return;  // the head again, on the next page
    const std::string_view first = trimmed(*std::find_if_not(row.cells.begin(), row.cells.end(), is_blank));
    const bool is_total = std::ranges::any_of(columns_of_class, [&](ColumnName column) {
      return is_total_of_place(word_at(row.cells, heading_->place(column)), {});
    });
    if (is_total || begins_like_a_total(first) || is_signature(first) || says_nothing(row)) return tell_note(row);
    if (goes_on(row)) return take_names(row);
    finish();
    take_class(row);
  }
  void finish() override {
    if (!report_) return;
    for (SaidRow& said : rows_of(*report_, table().file)) say(std::move(said));
    report_.reset();
  }

  void take_title(const TopRow& row) {
    const std::string words = title_of(row.cells);
    if (!words.empty()) titles_.push_back({words, text("第 {} 行的标题", "the title in line {}", row.line), row.line});
  }

  void begin(const TopRow& row) {
    heading_ = std::move(found_);
    first_ = row;
    for (std::size_t place = heading_->headers.size(); place > 0 && width_ == 0; --place)
      if (!heading_->headers[place - 1].empty()) width_ = place;
    for_all_ = same_for_all(
        table(), titles_, [this](ColumnName column) { return heading_->place(column); }, heading_->line, problems());
    if (heading_->place(ColumnName::date) < 0 && for_all_.cell(ColumnName::date).empty())
      refuse_without_date(table(), heading_->line);
    if (auto told =
            ignored_columns(at(heading_->line), in_sheet(table().worksheet), heading_->ignored, heading_->headers))
      tell(*std::move(told));
  }

  // Neither a class nor counts nor names: a note below the table.
  bool says_nothing(const TopRow& row) const {
    const bool names_someone = std::any_of(heading_->names.begin(), heading_->names.end(),
                                           [&](const auto& one) { return !word_at(row.cells, one.place).empty(); });
    for (const int place : {heading_->place(ColumnName::school_class), heading_->expected, heading_->present})
      if (!word_at(row.cells, place).empty()) return false;
    return !names_someone;
  }

  SaidRow who_of(const TopRow& row) const {
    SaidRow who = for_all_;
    who.line = row.line;
    for (const ColumnName column : columns_of_list) {
      const int place = heading_->place(column);
      if (place < 0 || column == ColumnName::reason) continue;  // the reason is that of the names beside it
      who.say(column, std::string(word_at(row.cells, place)), place + 1);
      for (const auto& [merged, words] : row.merged)
        if (static_cast<int>(merged) == place && who.cell(column).empty()) who.say(column, words, place + 1);
    }
    return who;
  }

  void reject(const TopRow& row) {
    SaidRow who = for_all_;
    who.line = row.line;
    who.wrong = Problem{
        Severity::error, "R_STRAY_QUOTE", at(row.line),
        text("这一行分不清格子到哪里为止，或太长。", "where the cells of the row end is unclear, or it is too long"),
        text("请检查这一行的双引号。", "Check the quotes of the row.")};
    say(std::move(who));
  }

  // Another pupil of the class above: its cell is merged, or empty while the counts say that more are missing.
  bool goes_on(const TopRow& row) const {
    const int place = heading_->place(ColumnName::school_class);
    if (!report_ || place < 0 || !word_at(row.cells, place).empty()) return false;
    for (const int count : {heading_->expected, heading_->present})
      if (!word_at(row.cells, count).empty()) return false;
    const bool is_merged = std::any_of(row.merged.begin(), row.merged.end(), [&](const auto& cell) {
      return static_cast<int>(cell.first) == place && !is_blank(cell.second);
    });
    return is_merged || report_->count_missing().value_or(0) > static_cast<int>(report_->named.size());
  }

  void take_class(const TopRow& row) {
    ClassReport& report = report_.emplace();
    report.who = who_of(row);
    report.expected = read_head_count(word_at(row.cells, heading_->expected));
    report.present = read_head_count(word_at(row.cells, heading_->present));
    report.missing = read_head_count(word_at(row.cells, heading_->missing));
    report.column = static_cast<int>(heading_->names.front().place) + 1;
    take_names(row);
    if (row.cells.size() > width_ && table().worksheet.empty())
      for (std::size_t place = width_; place < row.cells.size(); ++place)
        if (!is_blank(row.cells[place])) report.who.wrong = shifted(row, place);
  }

  void take_names(const TopRow& row) {
    const std::size_t before = report_->named.size();
    int counted = 0;
    for (const NamesColumn& column : heading_->names) {
      const std::string_view words = word_at(row.cells, column.place);
      if (const auto count = column.is_bare ? read_head_count(words) : std::nullopt) {
        if (!column.state.empty() && !says_there(column.state)) counted += *count;
        continue;
      }
      report_->add(read_absentees(words, column.state), row.line, static_cast<int>(column.place) + 1);
    }
    if (counted > 0 && !report_->count_missing()) report_->missing = counted;
    if (const std::string_view reason = word_at(row.cells, heading_->reason); !reason.empty())
      report_->explain(before, reason, heading_->reason + 1);
  }

  // A comma between two names, and no quotes.
  Problem shifted(const TopRow& row, std::size_t place) const {
    return {Severity::error, "R_TOO_MANY_CELLS", at(row.line, static_cast<int>(place) + 1),
            text("这一行有 {} 格，表头只有 {} 列，内容可能错位了。",
                 "the row has {} cells but the header {}; they have probably shifted", row.cells.size(), width_),
            text("请对照表头改正这一行；含有逗号的内容要加双引号。",
                 "Correct the row; a cell with a comma in it needs quotes.")};
  }

  std::size_t heading_at_, seen_ = 0, width_ = 0;
  std::vector<TitleText> titles_;
  ReportHeading found_;
  std::optional<ReportHeading> heading_;  // once its row went by
  std::optional<ClassReport> report_;     // of the class that is being read
  TopRow first_;
  SaidRow for_all_;
};

class DayReport : public TableShape {
 public:
  DayReport(RegisterTable table, ReportHeading heading) : table_(std::move(table)), heading_(std::move(heading)) {}

  std::string_view layout() const override { return name_of(RosterKind::attendance); }
  Text label() const override { return text("每班一行的到校情况日报", "day report with a row for each class"); }
  std::unique_ptr<ShapedRows> read(std::unique_ptr<RowSource> rows) const override {
    return std::make_unique<DayReportRows>(table_, std::move(rows), heading_);
  }

  Text described() const override {
    std::string columns;
    for (const ColumnRule& rule : table_.layout.columns)
      if (const int place = rule.field < 0 ? heading_.place(rule.column) : -1; place >= 0)
        columns += formatted("#   {}：{}\n", heading_.headers[static_cast<std::size_t>(place)], rule.headers.front());
    const auto add = [&](int place, std::string_view what) {
      if (place >= 0) columns += formatted("#   {}：{}\n", heading_.headers[static_cast<std::size_t>(place)], what);
    };
    add(heading_.expected, "应到");
    add(heading_.present, "实到");
    add(heading_.missing, "缺勤人数");
    std::string names;
    for (const NamesColumn& one : heading_.names)
      names += formatted("#   {}{}\n", heading_.headers[one.place], one.state.empty() ? "" : "：" + one.state);
    return text("# 每班一行；各列：\n{}# 没到的学生写在：\n{}",
                "# A row for each class; its columns:\n{}# who was missing is in:\n{}", columns, names);
  }

 private:
  RegisterTable table_;
  ReportHeading heading_;
};

}  // namespace

namespace {

// Whether a column is called so, or words stand under 旷课 that are no number.
bool holds_names(const ReportHeading& heading, std::span<const TopRow> rows) {
  return std::any_of(heading.names.begin(), heading.names.end(), [&](const NamesColumn& column) {
    return !column.is_bare || std::any_of(rows.begin(), rows.end(), [&](const TopRow& row) {
      const std::string_view words = word_at(row.cells, column.place);
      return !words.empty() && !read_head_count(words);
    });
  });
}

}  // namespace

std::unique_ptr<TableShape> find_day_report(const TableTop& top) {
  const Layout* layout = attendance_of(top.layouts);
  if (layout == nullptr) return nullptr;
  const RegisterTable table{top.file, top.worksheet, *layout, top.mapping, top.given, top.today};
  for (std::size_t i = 0; i < top.rows.size(); ++i)
    if (auto heading = ReportSearch(top.rows[i], table).find()) {
      heading->row = i;
      const bool counts_heads = heading->expected >= 0 && heading->present >= 0;  // who is missing is asked for
      if (!counts_heads && !holds_names(*heading, std::span(top.rows).subspan(i + 1))) continue;
      return std::make_unique<DayReport>(table, *std::move(heading));
    }
  return nullptr;
}

}  // namespace ksbx
