#include "files/shape/chat_list.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "files/cell/cell.h"
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
       {"学生", "考勤", "缺勤", "缺课", "未到", "出勤", "到校", "名单", "情况",     "统计",   "汇总", "上报",
        "日报", "报告", "通报", "登记", "反馈", "今日", "今天", "接龙", "晨检",     "午检",   "点名", "上午",
        "下午", "早上", "全校", "各班", "如下", "年级", "班级", "学校", "各位老师", "老师好", "星期", "周",
        "更正", "补报", "订正", "表",   "的",   "一",   "二",   "三",   "四",       "五",     "六",   "日"})
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
  bool is_noise = false;  // 收到, @王老师, [玫瑰], 例 姓名 原因
  std::string other_day;  // 昨天: no one knows of which day
  int weekday = 0;        // 1: Monday; 0: not said
  std::optional<Day> day;
  std::string school, school_class, grade;
  std::string half;      // 上午, of a heading or before a class
  std::string reporter;  // 王老师, before the class, or who sent the message
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

// 收到, 老师收到, 王老师收到.
bool is_answer(std::string_view word) {
  for (std::string_view one : {"收到", "收到了", "已收到", "好的", "好", "谢谢", "感谢", "辛苦了", "辛苦", "已报", "嗯",
                               "知道了", "明白", "OK", "Ok", "ok"}) {
    if (word == one) return true;
    constexpr std::string_view teacher = "老师";
    if (word.starts_with(one) && word.substr(one.size()) == teacher) return true;
    if (word.ends_with(one) && word.substr(0, word.size() - one.size()).ends_with(teacher)) return true;
  }
  return false;
}

// What people answer, and what a program puts in for a picture.
bool is_noise(std::string_view words) {
  if (words.starts_with("@") || (words.starts_with("[") && words.ends_with("]"))) return true;
  constexpr std::string_view stops = " ,.!;~";
  bool is_said = false;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find_first_of(stops, begin), words.size());
    const std::string_view word = words.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty() || word == "。") continue;
    if (!is_answer(word)) return false;
    is_said = true;
  }
  return is_said;
}

// 例 姓名 原因: what a program, or who begins a list, puts above it to show how to write.
bool is_sample(std::string_view words) {
  for (std::string_view head : {"例", "示例", "例如", "样例", "格式"})
    if (words.starts_with(head) && words.size() > head.size() &&
        std::string_view(" :.").find(words[head.size()]) != std::string_view::npos)
      return true;
  return false;
}

// 没来的请班长报一下: asks the readers, and names no one.
bool is_request(std::string_view clause) {
  constexpr auto whom = std::to_array<std::string_view>({"没来的", "没有来的", "没到的", "未到的", "未到校的", "不到的",
                                                         "不在的", "缺勤的", "缺课的", "有缺勤的", "有缺课的"});
  if (std::ranges::none_of(whom, [&](std::string_view one) { return clause.starts_with(one); })) return false;
  constexpr auto report = std::to_array<std::string_view>({"报", "填", "写", "接龙", "登记"});
  return clause.find("请") != std::string_view::npos && !speaks_of_leave(clause) &&
         std::ranges::any_of(report, [&](std::string_view one) { return clause.find(one) != std::string_view::npos; });
}

std::string without_request_clause(std::string words) {
  constexpr std::string_view stops = ",;!";
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find_first_of(stops, begin), words.size());
    if (!is_request(trimmed(std::string_view(words).substr(begin, end - begin)))) {
      begin = end + 1;
      continue;
    }
    words.erase(begin, end - begin);
    ++begin;
  }
  return words;
}

// Without what asks the readers to report, as titles have it, in brackets or behind a comma:
// 缺课接龙（没来的请班长报）.
std::string without_request(std::string words) {
  words = without_request_clause(std::move(words));
  for (std::size_t open = words.find('('); open != std::string::npos; open = words.find('(', open + 1)) {
    const std::size_t close = std::min(words.find(')', open), words.size() - 1);
    const std::string inside = words.substr(open, close - open);
    const bool asks = inside.find("请") != std::string::npos && !speaks_of_leave(inside);
    for (std::string_view report : {"报", "填", "写", "接龙"})
      if (asks && inside.find(report) != std::string::npos) return words.erase(open, close - open + 1);
  }
  return words;
}

// 07:52, 07:52:13 at the end of a line; where it begins, or npos.
std::size_t clock_at_end(std::string_view words) {
  const std::size_t begin = words.find_last_not_of("0123456789:");
  const std::string_view clock = words.substr(begin == std::string_view::npos ? 0 : begin + 1);
  const bool is_clock = clock.size() >= 4 && clock.size() <= 8 && is_ascii_digit(clock.front()) &&
                        is_ascii_digit(clock.back()) && clock.find(':') != std::string_view::npos;
  return is_clock ? words.size() - clock.size() : std::string_view::npos;
}

bool is_persons_name(std::string_view words) {
  constexpr std::size_t shortest = 2, longest = 12;
  const std::u32string points = code_points(words);
  return points.size() >= shortest && points.size() <= longest &&
         std::ranges::all_of(points, [](char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || c == U'·'; });
}

// 王班主任, 李妈妈, 张三丰; and not 以下同学未到.
bool may_send(std::string_view name) {
  constexpr std::size_t longest = 4;
  for (std::string_view word : {"未", "缺", "假", "到", "课", "同学", "学生", "名单"})
    if (name.find(word) != std::string_view::npos) return false;
  for (std::string_view end : {"老师", "主任", "校长", "家长", "妈妈", "爸爸"})
    if (name.ends_with(end)) return true;
  return code_points(name).size() <= longest;
}

// 王班主任 2026/11/10 07:52:13, or 王班主任: by itself, above a message that was copied.
std::optional<ChatLine> read_sender(std::string words, std::optional<Day> today) {
  ChatLine line;
  line.is_heading = true;
  if (const std::size_t clock = clock_at_end(words); clock != std::string::npos) {
    words.erase(clock);
    if (const auto day = day_in(words, today)) {
      line.day = day->day;
      words.erase(day->begin, day->end - day->begin);
    }
  } else if (words.ends_with(":")) {
    words.pop_back();
  } else {
    return std::nullopt;
  }
  line.reporter = std::string(trimmed(words));
  if (!is_persons_name(line.reporter) || !may_send(line.reporter) || is_state(line.reporter) ||
      is_filler(line.reporter) || !read_title(line.reporter).school_class.empty())
    return std::nullopt;
  return line;
}

// 周一, and not of 周一鸣.
bool is_word_of_its_own(std::string_view words, std::string_view word) {
  const std::size_t at = words.find(word);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = words.substr(at + word.size());
  return rest.empty() || static_cast<unsigned char>(rest.front()) < 0x80;
}

// Takes from what stands before a class, or from a heading, when it was: 上午, 周一, 昨天.
void take_when(std::string& words, ChatLine& line) {
  for (const auto& [word, half] :
       {std::pair<std::string_view, std::string_view>{"上午", "上午"}, {"下午", "下午"}, {"早上", "上午"}})
    if (blank_out(words, word)) line.half = half;
  constexpr std::string_view days[] = {"一", "二", "三", "四", "五", "六", "日"};
  for (std::string_view week : {"星期", "周"})
    for (int i = 0; i < 7; ++i)
      if (is_word_of_its_own(words, std::string(week) + std::string(days[i])) &&
          blank_out(words, std::string(week) + std::string(days[i])))
        line.weekday = i + 1;
  if (line.day) return;
  for (std::string_view word : {"昨天", "昨日", "前天", "明天", "后天", "上周", "下周"})
    if (blank_out(words, word)) line.other_day = word;
}

ChatLine read_chat_line(std::string_view typed, std::optional<Day> today) {
  ChatLine line;
  std::string words = plain(without_pictures(typed));
  line.is_noise = is_noise(without_number(std::string(trimmed(words)))) || is_sample(trimmed(words));
  if (line.is_noise) return line;
  if (auto sender = read_sender(std::string(trimmed(words)), today)) return *std::move(sender);
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
    before = words.substr(0, at);
    words.erase(0, at + line.school_class.size());
    if (words.starts_with("级")) words.erase(0, std::string_view("级").size());
    take_when(before, line);
    before = std::string(trimmed(before));
    for (std::string_view half : {"上午", "下午"})  // 七(1)班上午 张三 旷课
      if (const std::string_view rest = trimmed(words); line.half.empty() && rest.starts_with(half)) {
        line.half = half;
        words = std::string(rest.substr(half.size()));
      }
    if (is_filler(before)) before.clear();
  } else if (std::string heading = words;
             is_marked || (take_when(heading, line), is_filler(without_request(heading)))) {
    words = std::move(heading);
  } else {
    line.half.clear();
    line.other_day.clear();  // 李四 病假 明天返校 is no word of the day
    line.weekday = 0;
  }
  if (is_marked || (before.empty() && is_filler(without_request(words)))) {
    line.is_heading = true;
    line.is_unread = false;
    take_when(words, line);
    return line;
  }
  words = without_request_clause(std::move(words));
  line.is_noise = !line.school_class.empty() && before.empty() && is_noise(trimmed(words));  // 七(1)班 收到
  if (line.is_noise) return line;
  std::string_view state = before;
  while (!state.empty() && std::string_view(" :,;.").find(state.back()) != std::string_view::npos)
    state.remove_suffix(1);
  if (is_state(state)) {  // 已到校: 七(1)班 张三
    line.found = read_absentees(words, state);
    return line;
  }
  line.found = read_absentees(words);
  if (before.empty()) return line;
  // 王老师 七(1)班 李四 旷课, and 李四 七(1)班 旷课: who is before the class is the child where no other is behind it.
  const bool names_other =
      std::any_of(line.found.all.begin(), line.found.all.end(), [](const Absentee& one) { return !one.name.empty(); });
  if (names_other || line.found.nobody) {
    line.reporter = std::string(state);
    line.is_unread = !is_persons_name(line.reporter);
  } else {
    line.found = read_absentees(before + " " + words);
  }
  return line;
}

// 七(1)班：李四未到；七(2)班全到 are two, where the line says nothing that can be read as one.
std::vector<std::string> messages_in(const std::string& line, std::optional<Day> today) {
  if (!read_chat_line(line, today).is_unread) return {line};
  std::vector<std::string> parts;
  const std::string words = plain(line);  // ； as ;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(';', begin), words.size());
    if (const std::string_view part = trimmed(std::string_view(words).substr(begin, end - begin)); !part.empty())
      parts.emplace_back(part);
    begin = end + 1;
  }
  return parts.size() > 1 ? parts : std::vector<std::string>{line};
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
    if (row.fault > RowFault::bare_quote) return reject(row.line, words);
    for (const std::string& part : messages_in(words, table().today))
      take(read_chat_line(part, table().today), row, part);
  }
  void finish() override { close(); }

  void take(ChatLine line, const TopRow& row, const std::string& words) {
    if (line.is_noise) return tell_note(row);
    if (line.is_unread) return reject(row.line, words);
    if (!line.other_day.empty()) refuse_other_day(line.other_day, row.line);
    turn_to(line, row.line);
    if (line.is_heading) return;
    if (for_all_.cell(ColumnName::school_class).empty()) return reject(row.line, words);
    if (!line.half.empty() && line.found.nobody) return reject_half(row.line, words);
    open(row.line);
    if (!line.reporter.empty()) report_.who.say(ColumnName::by, line.reporter, 1);
    if (!line.half.empty()) report_.who.say(ColumnName::session, line.half, 1);
    report_.add(std::move(line.found), row.line, 1);
  }

  [[noreturn]] void refuse_other_day(const std::string& word, int line) const {
    throw Error(
        Failure::input,
        {Problem{Severity::error, "E_DATE_UNKNOWN", at(line, 1),
                 text("写的是“{}”，不知道是哪一天。", "it says {}: of which day is not known", word),
                 text("请把“{}”改成日期，如 11月9日，再导入。", "Replace {} by the date, such as 11月9日.", word)}});
  }
  [[noreturn]] void refuse_weekday(Day day, int weekday, int line) const {
    throw Error(Failure::input,
                {Problem{Severity::error, "E_DATE_UNKNOWN", at(line, 1),
                         text("{}。", "{}", weekday_contradiction(day, static_cast<Weekday>(weekday))),
                         text("请核对是哪一天，改正后再导入。", "Find out which day is meant and correct it.")}});
  }

  void begin() {
    is_begun_ = true;
    for_all_ = same_for_all(
        table(), {}, [](ColumnName) { return -1; }, 1, problems());
    is_day_given_ = given_for(table().given, table().layout, ColumnName::date).has_value();
  }

  // What a line says of day and place stands for those below it, too.
  void turn_to(const ChatLine& line, int number) {
    if (line.weekday > 0) {
      const auto day = line.day ? line.day : Day::parse(for_all_.cell(ColumnName::date));
      if (day && static_cast<int>(day->weekday()) != line.weekday) refuse_weekday(*day, line.weekday, number);
    }
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
    if (line.is_heading && line.reporter.empty()) for_all_.say(ColumnName::session, line.half, 1);
    if (line.is_heading && !line.reporter.empty()) for_all_.say(ColumnName::by, line.reporter, 1);
    if (!line.school_class.empty() && line.half.empty()) open(number);
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
    reject(number, words,
           text("看不懂这一行说的是哪个班、谁、什么情况。", "it is not clear which class and pupil the line is about"),
           text("请写成“七(1)班 张三 旷课”，一行一个班。", "Write 七(1)班 张三 旷课, a line for each class."));
  }
  // A register is of a day.
  void reject_half(int number, const std::string& words) {
    reject(number, words,
           text("只写了半天全到，不能当作全天全勤。", "no one absent for half a day is not taken for the whole day"),
           text("全天都到齐就写“七(1)班 全勤”；不是，就写出另外半天谁没到。",
                "If all came all day, write 七(1)班 全勤; if not, who was missing in the other half."));
  }
  void reject(int number, const std::string& words, Text what, Text remedy) {
    close();
    SaidRow row = for_all_;
    row.line = number;
    row.say(ColumnName::name, words, 1);
    row.say(ColumnName::attendance, "", 1);
    row.wrong = Problem{Severity::error, "R_LINE_UNREAD", at(number, 1), std::move(what), std::move(remedy), words};
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

namespace {

// Whether the first row heads columns that no one knows, with as many cells below it.
bool is_unknown_table(const std::vector<TopRow>& rows) {
  constexpr std::size_t many = 4;
  if (rows.size() < 2 || filled_cells(rows[0].cells) < many || rows[1].cells.size() < rows[0].cells.size())
    return false;
  return std::ranges::all_of(rows[0].cells, [](const std::string& cell) {
    return std::ranges::none_of(cell, is_ascii_digit<char>) && !is_state(trimmed(cell)) &&
           read_title(cell).school_class.empty();
  });
}

}  // namespace

std::unique_ptr<TableShape> find_chat_list(const TableTop& top) {
  const Layout* layout = attendance_of(top.layouts);
  if (layout == nullptr || !top.worksheet.empty() || !top.mapping.headers.empty()) return nullptr;
  if (is_unknown_table(top.rows)) return nullptr;
  bool has_class = given_for(top.given, *layout, ColumnName::school_class).has_value();
  bool says = false;
  for (const TopRow& row : top.rows) {
    const std::string words = typed_line(row);
    constexpr std::size_t longest = 2000;  // bytes of a line that somebody typed
    if (words.find('@', 1) != std::string::npos || words.size() > longest) return nullptr;  // 张三@七(1)班
    if (says || row.fault > RowFault::bare_quote) continue;
    for (const std::string& part : messages_in(words, top.today)) {
      const ChatLine line = read_chat_line(part, top.today);
      has_class = has_class || !line.school_class.empty();
      says = says || (has_class && !line.is_heading && !line.is_noise && says_something(line.found));
    }
  }
  if (!says || !search_header(top.rows, top.layouts, top.mapping).fits.empty()) return nullptr;
  return std::make_unique<ChatList>(RegisterTable{top.file, top.worksheet, *layout, top.mapping, top.given, top.today});
}

}  // namespace ksbx
