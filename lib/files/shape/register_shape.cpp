#include "files/shape/register_shape.h"

#include <algorithm>
#include <utility>

#include "files/shape/register_rows.h"
#include "files/shape/said_rows.h"

namespace ksbx {
namespace {

Layout attendance_layout() {
  for (Layout& layout : layouts({}))
    if (layout.kind == RosterKind::attendance) return std::move(layout);
  return {};
}

std::string toml_text(std::string_view words) {
  std::string all = "\"";
  for (const char c : words) {
    if (c == '"' || c == '\\') all += '\\';
    if (static_cast<unsigned char>(c) >= ' ' && c != '\x7F') all += c;
  }
  return all + '"';
}

// How the first register of a table is read, for --inspect.
class Description {
 public:
  Description(const RegisterTable& table, const std::vector<TopRow>& rows) : table_(table), rows_(rows) {}

  Text write() {
    std::size_t at = 0;
    std::optional<RegisterHeading> heading;
    for (; at < rows_.size() && !heading; ++at)
      heading =
          register_heading(std::span(rows_).subspan(at), {table_.layout, table_.mapping, table_.is_called_register});
    if (!heading) return {};
    add_columns(*heading);
    add_days(*heading, at - 1);
    add_legend();
    return std::move(all_);
  }

 private:
  void add(const Text& part) {
    all_.zh += part.zh;
    all_.en += part.en;
  }

  void add_columns(const RegisterHeading& heading) {
    add(text("[columns]\n", "[columns]\n"));
    for (const ColumnRule& rule : table_.layout.columns) {
      const int place = rule.field < 0 ? heading.place(rule.column) : -1;
      const bool is_read =
          std::find(columns_of_pupils.begin(), columns_of_pupils.end(), rule.column) != columns_of_pupils.end() ||
          rule.column == ColumnName::session;
      if (place < 0 || !is_read) continue;
      const std::string line = toml_text(heading.headers[static_cast<std::size_t>(place)]) + " = " +
                               toml_text(word_of_column(rule)) + "  # " + rule.headers.front();
      add(text("{}\n", "{}\n", line));
    }
    for (const std::size_t place : heading.ignored)
      add(text("# {} = \"-\"  # 没有读取\n", "# {} = \"-\"  # not read\n", toml_text(heading.headers[place])));
  }

  // What stands above the heading may say the month; where nothing does, the days are as they are written.
  void add_days(const RegisterHeading& heading, std::size_t above) {
    std::vector<TitleText> titles;
    for (std::size_t i = 0; i < above; ++i) {
      const std::string words = title_of(rows_[i].cells);
      if (!words.empty())
        titles.push_back({words, text("第 {} 行的标题", "the title in line {}", rows_[i].line), rows_[i].line});
    }
    add(text("\n# 日期横排，每天一列：\n", "\n# A column for each day:\n"));
    try {
      Problems told;
      const RegisterBlock block = register_block(table_, heading, titles, nullptr, told);
      for (std::size_t i = 0; i < block.days.size(); ++i) {
        const DayColumn& day = block.days[i];
        const Text half = !day.half                    ? Text{}
                          : *day.half == Half::morning ? text(" 上午", " morning")
                                                       : text(" 下午", " afternoon");
        add(text("#   第 {} 列“{}”：{}{}\n", "#   column {} \"{}\": {}{}\n", day.place + 1, heading.days[i].written,
                 day.written, half));
      }
      for (std::size_t i = 0; i < columns_of_pupils.size(); ++i)
        if (!block.said[i].empty()) add(text("# 各行都是：{}\n", "# the same for all rows: {}\n", block.said[i]));
    } catch (const Error&) {  // it is among the problems of the inspection
      for (const DayHead& day : heading.days)
        add(text("#   第 {} 列“{}”\n", "#   column {} \"{}\"\n", day.place + 1, day.written));
    }
  }

  void add_legend() {
    std::string zh, en;
    for (const TopRow& row : rows_)
      for (const LegendEntry& entry : Legend::read(title_of(row.cells), row.line, 0).entries) {
        const Text mark = entry.mark.empty() ? text("空格", "an empty cell") : Text{entry.mark, entry.mark};
        zh += formatted("#   {}：{}（第 {} 行）\n", mark.zh, entry.meaning, entry.line);
        en += formatted("#   {}: {} (line {})\n", mark.en, entry.meaning, entry.line);
      }
    if (!zh.empty())
      add({"\n# 图例：\n" + zh, "\n# The legend:\n" + en});
    else
      add(text("\n# 标记按通用的写法读，下面写有图例的按图例，也可写 [values.attendance]。\n",
               "\n# Marks are read by the words that everyone uses, by a legend further below, or by "
               "[values.attendance].\n"));
  }

  const RegisterTable& table_;
  const std::vector<TopRow>& rows_;
  Text all_;
};

class RegisterShape : public TableShape {
 public:
  RegisterShape(RegisterTable table, std::vector<TopRow> first) : table_(std::move(table)), first_(std::move(first)) {}

  std::string_view layout() const override { return name_of(RosterKind::attendance); }
  Text label() const override { return text("日期横排的班级考勤表", "class register with days across"); }
  bool names_everyone() const override { return true; }
  std::unique_ptr<ShapedRows> read(std::unique_ptr<RowSource> rows) const override {
    return std::make_unique<RegisterRows>(table_, std::move(rows));
  }
  Text described() const override { return Description(table_, first_).write(); }

 private:
  RegisterTable table_;
  std::vector<TopRow> first_;
};

}  // namespace

std::unique_ptr<TableShape> find_register(const TableTop& top) {
  static const Layout of_itself = attendance_layout();
  const Layout* meant = attendance_of(top.layouts);
  const Layout& attendance = meant != nullptr ? *meant : of_itself;
  bool is_called = call_it_register(top.file.substr(top.file.find_last_of('/') + 1)) || call_it_register(top.worksheet);
  for (std::size_t i = 0; i < top.rows.size(); ++i) {
    if (register_heading(std::span(top.rows).subspan(i), {attendance, top.mapping, is_called}))
      return std::make_unique<RegisterShape>(
          RegisterTable{top.file, top.worksheet, attendance, top.mapping, top.given, top.today, is_called}, top.rows);
    is_called = is_called || call_it_register(title_of(top.rows[i].cells));
  }
  return nullptr;
}

}  // namespace ksbx
