#include "files/shape/chat_list.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "files/cell/cell_words.h"
#include "files/shape/class_report.h"
#include "files/sheet/header_search.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

// A line as it was typed, as far as that can be known of a text that was cut into cells.
std::string typed_line(const TopRow& row) {
  std::string words;
  for (const std::string& cell : row.cells) words += (words.empty() ? "" : ",") + cell;
  return words;
}

bool blank_out(std::string& words, std::string_view part) {
  const std::size_t at = part.empty() ? std::string::npos : words.find(part);
  if (at == std::string::npos) return false;
  words.replace(at, part.size(), " ");
  return true;
}

// Words of a heading, with all that says nothing of a child taken out.
bool is_filler(std::string words) {
  for (std::string_view one :
       {"学生", "考勤", "缺勤", "缺课", "未到", "出勤", "到校", "名单", "情况", "统计", "汇总", "上报", "日报", "报告",
        "通报", "登记", "反馈", "今日", "今天", "接龙", "晨检", "午检", "点名", "上午", "下午", "早上", "全校", "各班",
        "如下", "年级", "星期", "周",   "表",   "的",   "一",   "二",   "三",   "四",   "五",   "六",   "日"})
    while (blank_out(words, one)) {
    }
  return std::all_of(words.begin(), words.end(),
                     [](char c) { return is_ascii_digit(c) || std::ispunct(c) || c == ' '; });
}

std::string without_pictures(std::string_view words) {
  std::u32string kept;
  for (const char32_t c : code_points(words)) {
    const bool is_mark = c >= 0x2713 && c <= 0x2718;
    const bool is_picture = (c >= 0x1F000 && c < 0x20000) || (c >= 0x2600 && c <= 0x27BF && !is_mark) || c == 0xFE0F ||
                            c == 0x20E3 || c == 0x200D;
    if (!is_picture) kept.push_back(c);
  }
  return to_utf8(kept);
}

// 1. 1、 1) (1) before a line. A number that belongs to what follows (7年级) stays.
std::string without_number(std::string words) {
  std::size_t at = words.starts_with("(") ? 1 : 0;
  const std::size_t begin = at;
  while (at < words.size() && is_ascii_digit(words[at])) ++at;
  if (at == begin || at - begin > 3) return words;
  const std::string_view rest = std::string_view(words).substr(at);
  for (std::string_view stop : {". ", ".", "、", ")", ":", " "})
    if (rest.starts_with(stop)) {
      const std::string_view behind = trimmed(rest.substr(stop.size()));
      const bool goes_on = stop == "." && !behind.empty() && is_ascii_digit(behind.front());
      return goes_on ? words : std::string(behind);
    }
  return words;
}

// What a line says.
struct ChatLine {
  bool is_heading = false;  // begins with #, or says nothing but when and where
  bool is_unread = false;
  std::optional<Day> day;
  std::string school, school_class, grade;
  std::string half;      // 上午, of a heading
  std::string reporter;  // 王老师, before the class
  Absentees found;
};

// 韩测十五 七(3)班 is about class 3: a number before the blank is of the class only where it says the grade.
std::string class_in(std::string_view words, const std::string& of_line) {
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find_first_of(" ,", begin), words.size());
    const std::string own = read_title(words.substr(begin, end - begin)).school_class;
    begin = end + 1;
    if (own.empty()) continue;
    const std::string_view before = std::string_view(of_line).substr(0, of_line.size() - own.size());
    return of_line.ends_with(own) && before.ends_with("级") ? of_line : own;
  }
  return of_line;
}

ChatLine read_chat_line(std::string_view typed, std::optional<Day> today) {
  ChatLine line;
  std::string words = plain(without_pictures(typed));
  const bool is_marked = words.starts_with("#");
  if (is_marked) words.erase(0, 1);
  words = without_number(std::string(trimmed(words)));
  if (const auto day = day_in(words, today)) {
    line.day = day->day;
    words.replace(day->begin, day->end - day->begin, " ");
  }
  const TitleWords title = read_title(words);
  if (title.several_classes || title.several_schools) {
    line.is_unread = true;
    return line;
  }
  line.school = title.school;
  blank_out(words, title.school);
  line.school_class = class_in(words, title.school_class);
  line.grade = title.grade;
  std::string before;
  if (!line.school_class.empty()) {
    std::size_t at = words.find(line.school_class);
    if (at == std::string::npos) {
      std::erase(words, ' ');  // 七 (1) 班
      at = words.find(line.school_class);
    }
    line.is_unread = at == std::string::npos;
    if (line.is_unread) return line;
    before = std::string(trimmed(std::string_view(words).substr(0, at)));
    words.erase(0, at + line.school_class.size());
    if (words.starts_with("级")) words.erase(0, std::string_view("级").size());
  }
  if (is_marked || (before.empty() && is_filler(words))) {
    line.is_heading = true;
    line.is_unread = false;
    for (std::string_view half : {"上午", "下午"})
      if (words.find(half) != std::string::npos) line.half = half;
    return line;
  }
  line.found = read_absentees(words);
  if (before.empty() || is_filler(before)) return line;
  // 王老师 七(1)班 李四 旷课, and 李四 七(1)班 旷课: who is before the class is the child where no other is behind it.
  const bool names_other =
      std::any_of(line.found.all.begin(), line.found.all.end(), [](const Absentee& one) { return !one.name.empty(); });
  if (names_other || line.found.nobody)
    line.reporter = before;
  else
    line.found = read_absentees(before + " " + words);
  return line;
}

bool says_something(const Absentees& found) {
  return found.nobody || std::any_of(found.all.begin(), found.all.end(), [](const Absentee& one) {
           return !one.name.empty() && !one.state.empty() && is_state(one.state);
         });
}

class ChatRows : public SaidRows {
 public:
  ChatRows(RegisterTable table, std::unique_ptr<RowSource> rows) : SaidRows(std::move(table), std::move(rows), 1) {}

 private:
  bool is_begun() const override { return open_ || has_said(); }
  void take(const TopRow& row) override {
    if (!is_begun_) begin();
    if (row.fault == RowFault::none && filled_cells(row.cells) == 0) return;
    const std::string words = typed_line(row);
    ChatLine line = row.fault > RowFault::bare_quote ? ChatLine{} : read_chat_line(words, table().today);
    if (row.fault > RowFault::bare_quote || line.is_unread) return reject(row.line, words);
    turn_to(line, row.line);
    if (line.is_heading) return;
    if (for_all_.cell(ColumnName::school_class).empty()) return reject(row.line, words);
    if (open_ && !line.reporter.empty()) report_.who.say(ColumnName::by, line.reporter, 1);
    open(row.line);
    report_.add(std::move(line.found), row.line, 1);
  }
  void finish() override { close(); }

  void begin() {
    is_begun_ = true;
    for_all_ = same_for_all(
        table(), {}, [](ColumnName) { return -1; }, 1, problems());
    is_day_given_ = given_for(table().given, table().layout, ColumnName::date).has_value();
  }

  // What a line says of day and place stands for those below it, too.
  void turn_to(const ChatLine& line, int number) {
    const bool is_turn = line.day || !line.school.empty() || !line.school_class.empty() || !line.grade.empty();
    if (is_turn || line.is_heading) close();
    if (line.day) {
      const std::string said = for_all_.cell(ColumnName::date);
      if (is_day_given_ && said != line.day->iso())
        throw Error(Failure::input, {column_is_there("日期", at(number, 1))});
      for_all_.say(ColumnName::date, line.day->iso(), 1);
      if (said != line.day->iso())
        tell({Severity::warning, "W_FROM_TITLE", at(number),
              text("日期“{}”是从第 {} 行读来的，用于它下面的各行。",
                   "the date {} was read from line {}, for those below it", line.day->iso(), number),
              text("如果不对，请用 --set 指明。", "If it is wrong, give it with --set.")});
    }
    if (!line.school.empty()) for_all_.say(ColumnName::school_name, line.school, 1);
    if (!line.school_class.empty()) {
      for_all_.say(ColumnName::school_class, line.school_class, 1);
      for_all_.say(ColumnName::grade, line.grade, 1);
    }
    if (line.is_heading) for_all_.say(ColumnName::session, line.half, 1);
    if (!line.school_class.empty() && (!line.is_heading || line.half.empty())) open(number);
    if (open_ && !line.reporter.empty()) report_.who.say(ColumnName::by, line.reporter, 1);
  }

  void open(int number) {
    if (std::exchange(open_, true)) return;
    if (for_all_.cell(ColumnName::date).empty()) refuse_without_date(table(), number);
    report_ = {};
    report_.who = for_all_;
    report_.who.line = number;
    report_.column = 1;
  }
  void close() {
    if (!std::exchange(open_, false)) return;
    for (SaidRow& said : rows_of(report_, table().file)) say(std::move(said));
  }

  void reject(int number, const std::string& words) {
    close();
    SaidRow row = for_all_;
    row.line = number;
    row.say(ColumnName::name, words, 1);
    row.say(ColumnName::attendance, "", 1);
    row.wrong = Problem{
        Severity::error,
        "R_LINE_UNREAD",
        at(number, 1),
        text("看不懂这一行说的是哪个班、谁、什么情况。", "it is not clear which class and pupil the line is about"),
        text("请写成“七(1)班 张三 旷课”，一行一个班。", "Write 七(1)班 张三 旷课, a line for each class."),
        words};
    say(std::move(row));
  }

  bool is_begun_ = false, is_day_given_ = false, open_ = false;
  SaidRow for_all_;
  ClassReport report_;
};

class ChatList : public TableShape {
 public:
  explicit ChatList(RegisterTable table) : table_(std::move(table)) {}

  std::string_view layout() const override { return name_of(RosterKind::attendance); }
  Text label() const override { return text("聊天里的缺勤名单", "list of a chat group"); }
  std::unique_ptr<ShapedRows> read(std::unique_ptr<RowSource> rows) const override {
    return std::make_unique<ChatRows>(table_, std::move(rows));
  }
  Text described() const override {
    return text("# 聊天里的缺勤名单：每行一个班或一名学生，没有列。\n",
                "# The list of a chat group: a class or a pupil a line, without columns.\n");
  }

 private:
  RegisterTable table_;
};

}  // namespace

std::unique_ptr<TableShape> find_chat_list(const TableTop& top) {
  const Layout* layout = attendance_of(top.layouts);
  if (layout == nullptr || !top.worksheet.empty() || !top.mapping.headers.empty()) return nullptr;
  bool has_class = given_for(top.given, *layout, ColumnName::school_class).has_value();
  bool says = false;
  for (const TopRow& row : top.rows) {
    const std::string words = typed_line(row);
    constexpr std::size_t longest = 2000;  // bytes of a line that somebody typed
    if (words.find('@') != std::string::npos || words.size() > longest) return nullptr;
    if (says || row.fault > RowFault::bare_quote) continue;
    const ChatLine line = read_chat_line(words, top.today);
    has_class = has_class || !line.school_class.empty();
    says = has_class && !line.is_heading && says_something(line.found);
  }
  if (!says || !search_header(top.rows, top.layouts, top.mapping).fits.empty()) return nullptr;
  return std::make_unique<ChatList>(RegisterTable{top.file, top.worksheet, *layout, top.mapping, top.given, top.today});
}

}  // namespace ksbx
