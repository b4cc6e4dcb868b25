#include "files/shape/register_rows.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "base/ascii.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "files/shape/absentees.h"
#include "files/shape/clock_words.h"
#include "files/shape/lesson_count.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

constexpr std::size_t most_waiting = 400;

// Days without lessons are no statement about anyone.
bool is_no_lesson(std::string_view mark) {
  for (std::string_view word :
       {"休", "休息", "放假", "周末", "节假日", "双休", "双休日", "公休", "停课", "假期", "法定假"})
    if (mark == word) return true;
  return mark.ends_with("放假") || mark.ends_with("停课");
}

// 应到, 实到, 缺勤人数: what is counted below the pupils.
bool is_count(std::string_view word) {
  if (begins_like_a_total(word) || word.ends_with("人数")) return true;
  for (std::string_view head : {"应到", "实到", "应出勤", "实出勤"})
    if (word.starts_with(head)) return true;
  for (std::string_view whole : {"出勤", "缺勤", "旷课", "病假", "事假", "请假", "迟到", "早退", "出勤率"})
    if (word == whole) return true;
  return false;
}

// 缺勤合计, 日出勤率, 点名人签字, 天气 in the column of the names: a row about the days, and no pupil.
bool is_about_days(std::string_view name) {
  for (std::string_view word : {"合计", "小计", "统计", "总计", "出勤", "缺勤", "到校", "人数", "应到", "实到", "签字",
                                "签名", "签章", "天气", "班主任", "点名人", "记录人", "值日", "值班"})
    if (name.find(word) != std::string_view::npos) return true;
  return is_count(name);
}

// 孙测三（走读）, 李测四*, 吴测六 女 without what schools write beside names. Any other note stays: it may say who is
// meant, or that the pupil has left.
std::string without_note(std::string_view name) {
  std::string words(trimmed(name));
  const auto cut_signs = [&] {
    for (std::string_view sign : {"*", "＊", "★", "☆", "※", "▲", "△", "●", "◆", "■", "#"}) {
      while (words.size() > sign.size() && words.ends_with(sign)) words.erase(words.size() - sign.size());
      while (words.size() > sign.size() && words.starts_with(sign)) words.erase(0, sign.size());
    }
    words = std::string(trimmed(words));
  };
  cut_signs();
  for (std::string_view note :
       {"走读", "住校",   "住宿", "寄宿",     "内宿",     "外宿",   "转入", "新转入", "转来",     "插班", "插班生",
        "班长", "副班长", "组长", "学习委员", "体育委员", "课代表", "男",   "女",     "随班就读", "留守", "留守儿童"})
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"},
                                      {"(", ")"},
                                      {"【", "】"},
                                      {"[", "]"},
                                      {" ", ""},
                                      {"\u3000", ""}}) {
      const std::string tail = std::string(open) + std::string(note) + std::string(close);
      if (words.size() > tail.size() && words.ends_with(tail)) {
        words.erase(words.size() - tail.size());
        cut_signs();
        return words;
      }
    }
  return words;
}

// A title of the next class, a legend or a note, in the column of the names.
bool is_no_name(std::string_view words) {
  constexpr std::size_t shortest = 12;  // bytes: names are shorter
  for (std::string_view mark : {":", "：", "=", "，", "；", "。"})
    if (words.find(mark) != std::string_view::npos) return true;
  if (is_signature(words)) return true;
  if (words.size() < shortest) return false;
  if (Legend::read(words, 0, 0).is_legend()) return true;
  const TitleWords title = read_title(words);
  return !title.school_class.empty() || title.month || title.day || words.find("考勤") != std::string_view::npos;
}

// Beside a pupil a note is no legend: 10日×因病假未交条.
bool is_sure_legend(std::string_view words) {
  constexpr std::size_t few = 2;
  const LegendReading reading = Legend::read(words, 0, 0);
  return reading.entries.size() >= few && std::none_of(words.begin(), words.end(), is_ascii_digit<char>) &&
         std::all_of(reading.entries.begin(), reading.entries.end(),
                     [](const LegendEntry& entry) { return is_state(entry.meaning); });
}

Problem footer(const std::string& file, int line, std::string words) {
  return {Severity::warning,
          "W_FOOTER_SKIPPED",
          {file, line, 0},
          text("表格下面的合计或说明，没有当作数据。", "a total or a note, not read as data"),
          text("如果这是数据，请补全姓名和证件号。", "If it is data, fill in the name and the id number."),
          std::move(words)};
}

std::string_view word_of(Half half) {
  switch (half) {
    case Half::morning: return "上午";
    case Half::afternoon: return "下午";
    case Half::whole_day: break;
  }
  return {};
}

}  // namespace

RegisterRows::RegisterRows(RegisterTable table, std::unique_ptr<RowSource> rows)
    : table_(std::move(table)), rows_(std::move(rows)) {
  for (const auto& columns :
       {std::span<const ColumnName>(columns_of_pupils), std::span<const ColumnName>(columns_of_marks)})
    for (const ColumnName column : columns)
      for (const ColumnRule& rule : table_.layout.columns)
        if (rule.field < 0 && rule.column == column) header_.push_back(rule.headers.front());
}

bool RegisterRows::next(RawRow& row) {
  if (!header_given_) {
    while (!block_ && read_more()) {
    }
    header_given_ = true;
    hand_out_header(row);
    return true;
  }
  if (was_handed_out_) ++next_day_;
  was_handed_out_ = false;
  while (true) {
    for (; !ready_.empty(); ready_.pop_front(), next_day_ = 0) {
      const std::vector<SaidMark>& marks = ready_.front().marks;
      while (next_day_ < marks.size() && !marks[next_day_]) ++next_day_;
      if (next_day_ < marks.size()) return hand_out(row), true;
    }
    if (!read_more()) return false;
  }
}

// Reads on until something is ready or the heading was found; false at the end.
bool RegisterRows::read_more() {
  while (true) {
    look_ahead();
    if (ahead_.empty()) {
      if (at_end_) return false;
      at_end_ = true;
      finish();
      return true;
    }
    if (may_be_heading(ahead_.front()))
      if (auto heading = register_heading(ahead_, {table_.layout, table_.mapping, table_.is_called_register})) {
        if (are_explained()) settle(waiting_.size());
        const auto taken = static_cast<std::ptrdiff_t>(heading->rows);
        begin_block(*std::move(heading));
        ahead_.erase(ahead_.begin(), ahead_.begin() + taken);
        return true;
      }
    const TopRow row = std::move(ahead_.front());
    ahead_.erase(ahead_.begin());
    take(row);
    if (waiting_.size() >= most_waiting) settle_all_but_last_class();
    if (!ready_.empty()) return true;
  }
}

void RegisterRows::look_ahead() {
  RawRow raw;
  while (ahead_.size() < heading_within && rows_ != nullptr) {
    if (!rows_->next(raw)) {
      rows_.reset();
      return;
    }
    ahead_.push_back(top_row(raw));
  }
}

// Most rows are pupils, and this is asked of each of them.
bool RegisterRows::may_be_heading(const TopRow& row) const {
  if (!block_) return true;
  const std::size_t first_day = block_->days.front().place;
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    const std::string_view cell = row.cells[place];
    if (cell.find("姓") != std::string_view::npos && cell.find("名") != std::string_view::npos) return true;
    if (place >= first_day && std::any_of(cell.begin(), cell.end(), is_ascii_digit<char>)) return true;
    if (cell == block_->heading.headers[std::min(place, block_->heading.width - 1)] && !is_blank(cell)) return true;
  }
  return false;
}

void RegisterRows::begin_block(RegisterHeading heading) {
  if (block_ && footers_ < titles_.size()) tell_notes(footers_);
  block_ = std::make_shared<const RegisterBlock>(
      register_block(table_, std::move(heading), titles_, block_.get(), problems_));
  titles_.clear();
  footers_ = 0;
}

bool RegisterRows::is_total_of_class(const TopRow& row, std::string_view name) const {
  return std::ranges::any_of(columns_of_class, [&](ColumnName column) {
    return is_total_of_place(word_at(row.cells, block_->heading.place(column)), name);
  });
}

bool RegisterRows::is_word(const TopRow& row, ColumnName column) const {
  const int place = block_->heading.place(column);
  return !word_at(row.cells, place).empty();
}

void RegisterRows::take(const TopRow& row) {
  if (row.fault > RowFault::bare_quote && block_) return take_pupil(row, false);
  if (filled_cells(row.cells) == 0) {
    look_ahead();
    const bool is_last = ahead_.empty() || may_be_heading(ahead_.front());
    if (!is_last) footers_ = titles_.size();
    return;
  }
  if (!block_) return take_note(row, false);
  std::size_t marks = 0, numbers = 0;
  for (const DayColumn& day : block_->days)
    if (const std::string_view cell = word_at(row.cells, day.place); !cell.empty()) {
      ++marks;
      if (all_digits(cell)) ++numbers;
    }
  const int name_place = block_->heading.place(ColumnName::name);
  const std::string_view name = word_at(row.cells, name_place);
  const std::string_view first = trimmed(*std::find_if_not(row.cells.begin(), row.cells.end(), is_blank));
  const bool has_number = is_word(row, ColumnName::id_number) || is_word(row, ColumnName::xueji);
  const bool is_total = is_count(first) || is_about_days(name.empty() ? first : name) || is_total_of_class(row, name);
  if (!has_number && is_total) return take_note(row, true);
  if (has_number || !name.empty()) {
    const bool is_note = !has_number && marks == 0 && filled_cells(row.cells) <= 2 && is_no_name(name);
    return is_note ? take_note(row, false) : take_pupil(row, false);
  }
  int column = 0;
  const DayWords part = part_of_day(row, column);
  const bool goes_on =
      !waiting_.empty() && ((part.half && waiting_.back().half) || (part.lesson > 0 && waiting_.back().lesson > 0));
  if (goes_on) return take_pupil(row, true);
  if (marks == 0 || numbers == marks || first.ends_with(":") || first.ends_with("：") || is_under_days(row))
    return take_note(row, false);
  take_pupil(row, false);  // without a name: whoever takes it in says so
}

void RegisterRows::take_note(const TopRow& row, bool is_total) {
  const std::string words = title_of(row.cells);
  TitleWords title = read_title(words);
  title.half.reset();  // 上午缺勤打△
  if (take_legend(words, row.line, 0) && says_nothing(title)) return;
  if (block_ && all_digits(words)) return;  // a numbered line for a pupil who is not there
  if (block_ && is_under_days(row)) return;
  if (!is_total)
    titles_.push_back({words, text("第 {} 行的标题", "the title in line {}", row.line), row.line});
  else
    problems_.push_back(footer(table_.file, row.line, words_of_row(row.cells)));
}

// Whether the words are a legend; then its marks have their meaning from now on.
bool RegisterRows::take_legend(const std::string& words, int line, int column) {
  const LegendReading reading = Legend::read(words, line, column);
  if (!reading.left_over.empty())
    throw Error(Failure::input, {Problem{Severity::error,
                                         "E_LEGEND_UNCLEAR",
                                         {table_.file, line, column},
                                         text("{}这一行说明标记的意思，其中“{}”和什么相配看不出来。",
                                              "{}the line explains the marks, and what \"{}\" belongs to is not clear",
                                              in_sheet(table_.worksheet), reading.left_over),
                                         text("请每个标记后面只写一个词，如“图例：√出勤 ×旷课 ○病假 △事假”。",
                                              "Write one word behind each mark, as in 图例：√出勤 ×旷课 ○病假 △事假."),
                                         words}});
  for (const LegendEntry& entry : reading.entries) {
    if (const LegendEntry* other = legend_.add(entry)) refuse_legends(*other, entry);
    if (unexplained_.contains(plain_mark(entry.mark)) &&
        read_attendance(entry.mark).value != read_attendance(entry.meaning).value)
      throw Error(Failure::input,
                  {Problem{Severity::error,
                           "E_LEGENDS_DIFFER",
                           {table_.file, line, column},
                           text("{}这里才说明“{}”的意思，上面的班级已经用过这个标记。",
                                "{}\"{}\" is explained here, after classes above have used it",
                                in_sheet(table_.worksheet), entry.mark),
                           text("请把图例移到第一个班的表头上面。", "Move the legend above the first class.")}});
  }
  return reading.is_legend();
}

void RegisterRows::refuse_legends(const LegendEntry& one, const LegendEntry& other) const {
  throw Error(Failure::input,
              {Problem{Severity::error,
                       "E_LEGENDS_DIFFER",
                       {table_.file, other.line, other.column},
                       text("{}“{}”在第 {} 行说明为“{}”，在这里又说明为“{}”。",
                            "{}\"{}\" means \"{}\" by line {}, and \"{}\" here", in_sheet(table_.worksheet), other.mark,
                            one.line, one.meaning, other.meaning),
                       text("请统一图例；两个班用法不同的，请分成两个文件导入。",
                            "Make the legends agree; where classes use different marks, import them as two files.")}});
}

// Legends stand beside the pupils, too, in columns that nothing else is read from.
void RegisterRows::take_remarks(const TopRow& row) {
  constexpr std::size_t shortest = 12;  // bytes
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    if (row.cells[place].size() < shortest) continue;
    const auto& ignored = block_->heading.ignored;
    if (place < block_->heading.width && std::find(ignored.begin(), ignored.end(), place) == ignored.end()) continue;
    if (is_sure_legend(row.cells[place])) take_legend(row.cells[place], row.line, static_cast<int>(place) + 1);
  }
}

// What a row says of the half or the lesson that it is for: 上午, 第1节, and a bare number in the column of them.
DayWords RegisterRows::part_of_day(const TopRow& row, int& column) const {
  constexpr std::size_t longest = 15;  // bytes
  const std::size_t first_day = block_->days.front().place;
  const int said = block_->heading.place(ColumnName::session);
  for (std::size_t place = 0; place < std::min(row.cells.size(), first_day); ++place) {
    const bool may_be = said >= 0 ? place == static_cast<std::size_t>(said) : !is_blank(row.cells[place]);
    if (!may_be || row.cells[place].size() > longest) continue;
    auto words = read_day_words(row.cells[place]);
    if (!words || words->weekday) continue;
    if (said >= 0 && words->is_plain && !words->half) words->lesson = std::exchange(words->day, 0);
    if (words->names_day() || (!words->half && words->lesson == 0)) continue;
    column = static_cast<int>(place) + 1;
    return *words;
  }
  return {};
}

void RegisterRows::take_pupil(const TopRow& row, bool goes_on) {
  tell_notes(titles_.size());  // notes among the pupils are no title of what follows
  RegisterPupil pupil;
  pupil.block = block_;
  pupil.line = row.line;
  pupil.fault = row.fault;
  const DayWords part = part_of_day(row, pupil.half_column);
  pupil.half = part.half;
  pupil.lesson = part.lesson;
  if (pupil.lesson > 0) lesson_rule(table_, {table_.file, row.line, pupil.half_column});
  if (const int place = block_->heading.place(ColumnName::date); place >= 0 && !block_->heading.names_days())
    pupil.date = std::string(word_at(row.cells, place));
  read_who(row, goes_on, pupil);
  if (row.fault > RowFault::bare_quote) {
    pupil.marks.emplace_back("");  // one row, to be rejected
  } else {
    take_remarks(row);
    refuse_unnamed_marks(row);
    read_marks(row, pupil);
    judge_width(row, pupil);
  }
  if (block_->is_of_clock) return take_clock_row(row, std::move(pupil));
  waiting_.push_back(std::move(pupil));
}

// Days of which both halves are the same as one row, the others as a row for each half.
void RegisterRows::take_clock_row(const TopRow& row, RegisterPupil pupil) {
  if (block_->heading.department >= 0) {
    const Department said = read_department(word_at(row.cells, block_->heading.department));
    const auto say = [&](ColumnName column, const std::string& words) {
      const auto at =
          static_cast<std::size_t>(std::ranges::find(columns_of_pupils, column) - columns_of_pupils.begin());
      const bool is_free = pupil.columns[at] == 0 && !given_for(table_.given, table_.layout, column);
      if (!is_free) return;
      pupil.who[at] = words;
      pupil.columns[at] = block_->heading.department + 1;
    };
    if (said.school) say(ColumnName::school_name, *said.school);
    if (said.school_class) {
      say(ColumnName::school_class, *said.school_class);
      say(ColumnName::grade, said.grade);
    }
  }
  if (pupil.marks.size() != block_->days.size() || pupil.fault > RowFault::bare_quote) {
    waiting_.push_back(std::move(pupil));
    return;
  }
  RegisterPupil morning = pupil, afternoon = pupil;
  morning.half = Half::morning;
  afternoon.half = Half::afternoon;
  bool differ = false;
  for (std::size_t day = 0; day < pupil.marks.size(); ++day) {
    SaidMark &whole = pupil.marks[day], &first = morning.marks[day], &second = afternoon.marks[day];
    first.reset(), second.reset();
    if (!whole || whole->empty()) continue;
    const DayResult result = result_of_day(*whole, block_->days[day].day);
    const auto mark = [](const std::string& state) { return state.empty() ? SaidMark() : SaidMark(state); };
    whole.reset();
    if (result.morning == result.afternoon) {
      whole = mark(result.morning);
      continue;
    }
    differ = true;
    first = mark(result.morning), second = mark(result.afternoon);
  }
  waiting_.push_back(std::move(pupil));
  if (!differ) return;
  waiting_.push_back(std::move(morning));
  waiting_.push_back(std::move(afternoon));
}

void RegisterRows::read_who(const TopRow& row, bool goes_on, RegisterPupil& pupil) const {
  for (std::size_t i = 0; i < columns_of_pupils.size(); ++i) {
    const int place = block_->heading.place(columns_of_pupils[i]);
    pupil.columns[i] = place + 1;
    pupil.who[i] = place < 0 ? block_->said[i] : std::string(word_at(row.cells, place));
    if (place >= 0 && pupil.who[i].empty() && goes_on) pupil.who[i] = waiting_.back().who[i];
    if (columns_of_pupils[i] == ColumnName::name) pupil.who[i] = without_note(pupil.who[i]);
    const bool of_class = i < 4;  // the school, grade or class that is written once beside many rows
    for (const auto& [merged, words] : row.merged)
      if (of_class && static_cast<int>(merged) == place) pupil.who[i] = words;
  }
}

void RegisterRows::read_marks(const TopRow& row, RegisterPupil& pupil) const {
  for (const DayColumn& day : block_->days) {
    std::string_view cell = word_at(row.cells, day.place);
    // 病假 that is merged over five days, or 研学 over all pupils, is that of each.
    for (const auto* merged : {&row.across, &row.merged})
      for (const auto& [place, words] : *merged)
        if (cell.empty() && place == day.place) cell = trimmed(words);
    const bool no_result = row.fault == RowFault::no_result && row.fault_cell == static_cast<int>(day.place) + 1;
    pupil.marks.push_back(cell.empty() && !no_result ? std::nullopt : SaidMark(cell));
  }
}

// A legend may stand below the pupils, so marks keep their form until the class is complete.
void RegisterRows::explain_marks(RegisterPupil& pupil) {
  constexpr std::size_t most_unexplained = 200;
  for (std::size_t day = 0; day < pupil.marks.size(); ++day) {
    SaidMark& mark = pupil.marks[day];
    if (!mark || mark->empty()) continue;
    std::string meaning(legend_.meaning(*mark));
    if (is_no_lesson(meaning)) {
      if (!std::exchange(told_no_lessons_, true))
        problems_.push_back({Severity::warning,
                             "W_NO_LESSONS",
                             {table_.file, pupil.line, static_cast<int>(pupil.block->days[day].place) + 1},
                             text("写着“{}”的格子不说谁到没到，没有读取。",
                                  "cells with \"{}\" say of no one whether he came: they were not read", *mark),
                             text("不需要处理。", "Nothing needs to be done.")});
      mark.reset();
      continue;
    }
    if (meaning == *mark && unexplained_.size() < most_unexplained) unexplained_.insert(plain_mark(meaning));
    mark = std::move(meaning);
  }
}

// What a cell says of each half, if it says both by marks that are known.
std::optional<HalfCells> RegisterRows::halves_in(const SaidMark& mark) const {
  if (!mark || is_mapped(*mark)) return std::nullopt;
  auto halves = cut_half_cells(*mark);
  if (!halves) return std::nullopt;
  for (std::string* half : {&halves->morning, &halves->afternoon}) {
    *half = std::string(legend_.meaning(*half));
    const auto read = read_attendance(*half).value;
    if (!is_mapped(*half) && !(read && !read->nobody_absent && !read->half)) return std::nullopt;
  }
  return halves;
}

// Takes days of which a cell says both halves (√/×) out of a pupil of whole days, as a row for each half.
std::vector<RegisterPupil> RegisterRows::cut_halves(RegisterPupil& pupil) {
  if (pupil.half || pupil.lesson > 0 || pupil.marks.size() != pupil.block->days.size()) return {};
  std::vector<RegisterPupil> cut;
  for (std::size_t day = 0; day < pupil.marks.size(); ++day) {
    const DayColumn& column = pupil.block->days[day];
    const bool is_whole_day = !column.half && column.lesson == 0 && !pupil.block->half;
    auto halves = is_whole_day ? halves_in(pupil.marks[day]) : std::nullopt;
    if (!halves) continue;
    if (!std::exchange(told_halves_, true))
      problems_.push_back({Severity::warning,
                           "W_HALVES_IN_CELL",
                           {table_.file, pupil.line, static_cast<int>(column.place) + 1},
                           text("“{}”读作上午“{}”、下午“{}”，这样的格子都这样读。",
                                "\"{}\" is read as {} in the morning and {} in the afternoon, as are all such cells",
                                *pupil.marks[day], halves->morning, halves->afternoon),
                           text("如果不是这个意思，请把上午、下午分成两列或两行。",
                                "If it is not meant so, give morning and afternoon a column or a row each.")});
    if (cut.empty()) {
      cut.assign(2, pupil);
      for (std::size_t half = 0; half < cut.size(); ++half) {
        cut[half].half = half == 0 ? Half::morning : Half::afternoon;
        cut[half].marks.assign(pupil.marks.size(), std::nullopt);
        if (cut[half].wrong && cut[half].wrong->severity == Severity::warning) cut[half].wrong.reset();
      }
    }
    cut[0].marks[day] = std::move(halves->morning);
    cut[1].marks[day] = std::move(halves->afternoon);
    pupil.marks[day].reset();
  }
  return cut;
}

// In a text, a row with too few or too many cells has probably shifted.
void RegisterRows::judge_width(const TopRow& row, RegisterPupil& pupil) const {
  if (!table_.worksheet.empty()) return;
  const std::size_t width = block_->heading.width;
  for (std::size_t place = width; place < row.cells.size(); ++place)
    if (!is_blank(row.cells[place]) && !Legend::read(row.cells[place], 0, 0).is_legend()) {
      pupil.wrong =
          Problem{Severity::error,
                  "R_TOO_MANY_CELLS",
                  {table_.file, row.line, static_cast<int>(place) + 1},
                  text("这一行有 {} 格，表头只有 {} 列，内容可能错位了。",
                       "the row has {} cells but the header {}; they have probably shifted", place + 1, width),
                  text("请对照表头改正这一行；含有逗号的内容要加双引号。",
                       "Correct the row; a cell with a comma in it needs quotes.")};
      return;
    }
  if (row.cells.size() <= block_->days.back().place)
    pupil.wrong =
        Problem{Severity::warning,
                "W_SHORT_ROW",
                {table_.file, row.line, 0},
                text("这一行只有 {} 格，表头有 {} 列，缺少的格子按空白处理。",
                     "the row has {} cells, the header {}; the missing ones count as empty", row.cells.size(), width),
                text("请检查这一行是否完整。", "Check that the row is complete.")};
}

// Whether every mark of those that wait means something. Of several classes below each other, the legend may stand
// below the last one.
bool RegisterRows::are_explained() const {
  for (const RegisterPupil& pupil : waiting_)
    for (const SaidMark& mark : pupil.marks)
      if (mark && !mark->empty() && legend_.meaning(*mark) == *mark && !read_attendance(*mark).value) return false;
  return true;
}

bool RegisterRows::is_mapped(std::string_view mark) const {
  return std::any_of(table_.mapping.values.begin(), table_.mapping.values.end(), [&](const MappedValue& value) {
    const int place = place_of_column(table_.layout, value.column);
    return place >= 0 && comparable(value.word) == comparable(mark) &&
           table_.layout.columns[static_cast<std::size_t>(place)].column == ColumnName::attendance;
  });
}

// A column without a head is of no day, so its marks would be lost.
void RegisterRows::refuse_unnamed_marks(const TopRow& row) const {
  const RegisterHeading& heading = block_->heading;
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    const std::string_view cell = word_at(row.cells, place);
    const bool is_named = place < heading.width && !heading.headers[place].empty();
    const bool has_shifted = place >= heading.width && table_.worksheet.empty();  // judge_width
    if (cell.empty() || is_named || has_shifted) continue;
    if (std::any_of(block_->days.begin(), block_->days.end(), [&](const DayColumn& day) { return day.place == place; }))
      continue;
    if (legend_.meaning(cell) == cell && !is_state(cell)) continue;
    throw Error(
        Failure::input,
        {Problem{
            Severity::error,
            "E_DAY_UNCLEAR",
            {table_.file, heading.line, static_cast<int>(place) + 1},
            heading.lacks_result
                ? text("{}第 {} 列有出勤标记（第 {} 行“{}”），表头却是没有结果的公式，不知道是哪一天。",
                       "{}column {} holds marks (line {}: \"{}\"), but its head is a formula without a "
                       "result: which day it is, is not known",
                       in_sheet(table_.worksheet), place + 1, row.line, cell)
                : text("{}第 {} 列有出勤标记（第 {} 行“{}”），表头却没有写是哪一天、哪半天。",
                       "{}column {} holds marks (line {}: \"{}\"), but no head says of which day or half",
                       in_sheet(table_.worksheet), place + 1, row.line, cell),
            heading.lacks_result
                ? text("请用表格软件打开，重新计算并保存；或把表头改成日期。",
                       "Open it in a spreadsheet, compute and save it, or write dates into the header.")
                : text("请在这一列的表头写上日期；一天有几列的，请在日期下面写明上午、下午，早晚自习写“早读”“晚自习”；"
                       "不是出勤的列请写列名。",
                       "Write the date over it; of several columns a day write 上午, 下午 or 晚自习 below the "
                       "date; a column of something else needs a name.")}});
  }
}

void RegisterRows::refuse_mark(const RegisterPupil& pupil, std::size_t day, Text what, Text remedy) const {
  throw Error(Failure::input, {Problem{Severity::error,
                                       "E_MARK_UNCLEAR",
                                       {table_.file, pupil.line, static_cast<int>(pupil.block->days[day].place) + 1},
                                       text("{}{}", "{}{}", in_sheet(table_.worksheet), what),
                                       std::move(remedy)}});
}

// A mark on 31 November: the header is that of another month, and so are perhaps all of its days. A column that is only
// printed holds no mark.
void RegisterRows::refuse_impossible_day(const RegisterPupil& pupil) const {
  for (std::size_t i = 0; i < pupil.marks.size() && i < pupil.block->days.size(); ++i) {
    const DayColumn& day = pupil.block->days[i];
    const SaidMark& mark = pupil.marks[i];
    const bool is_mark = mark && !mark->empty() && *mark != "/" && *mark != "-" && *mark != "—" && *mark != "\\";
    if (!is_mark || day.day || day.written.empty()) continue;
    throw Error(
        Failure::input,
        {Problem{Severity::error,
                 "E_DAY_UNCLEAR",
                 {table_.file, pupil.line, static_cast<int>(day.place) + 1},
                 text("{}没有 {} 这一天，这一列却有标记：月份或表头的日子写错了。",
                      "{}there is no day {}, and its column holds marks: the month or the header is wrong",
                      in_sheet(table_.worksheet), day.written),
                 text("请核对是哪个月的表，改正标题或表头，或用 --set 月份=2026-10 指明。",
                      "Find out of which month it is and correct title or header, or give --set month=2026-10.")}});
  }
}

// A few √ in a column of blanks: if √ means that somebody came, blanks cannot, and if blanks do, √ is something else.
void RegisterRows::refuse_lone_ticks(const std::vector<RegisterPupil*>& pupils) const {
  constexpr std::size_t class_at_least = 5;
  struct TickedColumn {
    std::size_t rows = 0, blanks = 0;
    std::optional<std::pair<const RegisterPupil*, std::size_t>> tick;
  };
  const RegisterBlock& block = *pupils.front()->block;
  if (legend_.meaning_of_blank() || block.is_of_clock || block.is_of_signatures) return;
  std::map<std::tuple<std::size_t, std::optional<Half>, int, std::string>, TickedColumn> columns;
  for (const RegisterPupil* pupil : pupils)
    for (std::size_t day = 0; day < pupil->marks.size(); ++day) {
      TickedColumn& column = columns[{day, pupil->half, pupil->lesson, pupil->date}];
      ++column.rows;
      const SaidMark& mark = pupil->marks[day];
      if (!mark)
        ++column.blanks;
      else if (!column.tick && plain_mark(*mark) == "√" && !is_mapped(*mark))
        column.tick = {pupil, day};
    }
  for (const auto& [place, column] : columns)
    if (column.tick && column.rows >= class_at_least && column.blanks * 2 > column.rows)
      refuse_mark(*column.tick->first, column.tick->second,
                  text("这一列多半是空格，少数打“√”：到校的是打“√”的，还是空着的？",
                       "most cells of the column are empty and a few hold √: who came, those with √ or the others?"),
                  text("请在表头上面写明，如“图例：√出勤 空白：未到”或“图例：√旷课 空白：出勤”，再导入。",
                       "Say it above the header, as in 图例：√出勤 空白：未到 or 图例：√旷课 空白：出勤."));
}

// × and √ mean what they mean everywhere, unless that would say that hardly anyone of a class ever came, or that all in
// a list of truants did.
void RegisterRows::refuse_unclear_marks(const std::vector<RegisterPupil*>& pupils) const {
  constexpr std::size_t class_at_least = 5;
  std::set<std::size_t> days;
  std::size_t crosses = 0;
  std::optional<std::pair<const RegisterPupil*, std::size_t>> cross, tick;
  for (const RegisterPupil* pupil : pupils)
    for (std::size_t day = 0; day < pupil->marks.size(); ++day) {
      const SaidMark& mark = pupil->marks[day];
      if (!mark || mark->empty()) continue;
      days.insert(day);
      const std::string sign = plain_mark(*mark);
      if (is_mapped(*mark)) continue;
      if (sign == "×" && crosses++ == 0) cross = {pupil, day};
      if (sign == "√" && !tick) tick = {pupil, day};
    }
  if (cross && pupils.size() >= class_at_least && crosses * 2 > days.size() * pupils.size())
    refuse_mark(
        *cross->first, cross->second,
        text("这个班多半的格子是“×”，照通常的意思就是几乎全班天天缺勤：“×”在这张表里是缺勤吗？",
             "most cells of the class hold ×, which would mean that hardly anyone ever came: is it an absence?"),
        text("请在表头上面写明，如“图例：×出勤”或“图例：×旷课”，再导入。",
             "Say it above the header, as in 图例：×出勤 or 图例：×旷课."));
  if (tick && pupils.front()->block->is_of_absences)
    refuse_mark(*tick->first, tick->second,
                text("标题说这是缺勤登记，格子里却打“√”：“√”是到校还是缺勤？",
                     "the title speaks of absences and the cells of √: does it say that the pupil came?"),
                text("请在表头上面写明，如“图例：√旷课”或“图例：√出勤”，再导入。",
                     "Say it above the header, as in 图例：√旷课 or 图例：√出勤."));
  refuse_lone_ticks(pupils);
}

// The first `count` of those that wait, class by class.
void RegisterRows::settle(std::size_t count) {
  std::map<std::pair<const RegisterBlock*, std::string>, std::vector<RegisterPupil*>> classes;
  for (std::size_t i = 0; i < count; ++i) explain_marks(waiting_[i]);
  for (std::size_t i = 0; i < count; ++i)
    classes[{waiting_[i].block.get(), class_of(waiting_[i])}].push_back(&waiting_[i]);
  for (auto& [name, pupils] : classes) {
    for (const RegisterPupil* pupil : pupils) refuse_impossible_day(*pupil);
    refuse_unclear_marks(pupils);
    blanks_ += settle_class(pupils, table_, legend_.meaning_of_blank(), problems_);
  }
  for (; count > 0; --count) {
    RegisterPupil& pupil = waiting_.front();
    const bool is_silent =
        std::none_of(pupil.marks.begin(), pupil.marks.end(), [](const SaidMark& mark) { return mark.has_value(); });
    if (is_silent && pupil.wrong && pupil.wrong->severity == Severity::error)
      pupil.marks.front() = "";  // one row, to be rejected
    else if (is_silent && pupil.wrong)
      problems_.push_back(*pupil.wrong);
    std::vector<RegisterPupil> halves = cut_halves(pupil);
    ready_.push_back(std::move(pupil));
    std::ranges::move(halves, std::back_inserter(ready_));
    waiting_.pop_front();
  }
}

void RegisterRows::settle_all_but_last_class() {
  const std::string last = class_of(waiting_.back());
  std::size_t count = waiting_.size();
  while (count > 0 && waiting_[count - 1].block == block_ && class_of(waiting_[count - 1]) == last) --count;
  settle(count > 0 ? count : waiting_.size());
}

void RegisterRows::finish() {
  settle(waiting_.size());
  tell_notes(titles_.size());
}

// That the first of the notes are about nothing that follows.
void RegisterRows::tell_notes(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) problems_.push_back(footer(table_.file, titles_[i].line, titles_[i].words));
  titles_.erase(titles_.begin(), titles_.begin() + static_cast<std::ptrdiff_t>(count));
  footers_ = 0;
}

void RegisterRows::hand_out_header(RawRow& row) {
  row = {};
  row.line = block_ ? block_->heading.line : 1;
  row.cells.assign(header_.begin(), header_.end());
}

void RegisterRows::hand_out(RawRow& row) {
  const RegisterPupil& pupil = ready_.front();
  row.line = pupil.line;
  row.fault = pupil.fault > RowFault::no_result ? pupil.fault : RowFault::none;
  row.fault_cell = 0;
  row.merged.clear();
  row.across.clear();
  row.cells.assign(pupil.who.begin(), pupil.who.end());
  row.columns.assign(pupil.columns.begin(), pupil.columns.end());
  const DayColumn& day = pupil.block->days[next_day_];
  const std::optional<Half> half = !pupil.halves.empty() && pupil.halves[next_day_] ? pupil.halves[next_day_]
                                   : pupil.half                                     ? pupil.half
                                   : day.half                                       ? day.half
                                                                                    : pupil.block->half;
  const int column = static_cast<int>(day.place) + 1;
  const std::string& date = pupil.date.empty() ? day.written : pupil.date;
  row.cells.insert(row.cells.end(), {date, half ? word_of(*half) : std::string_view{}, *pupil.marks[next_day_]});
  const int half_column = pupil.half && pupil.half_column > 0 ? pupil.half_column : column;
  row.columns.insert(row.columns.end(), {column, half_column, column});
  const bool is_first = std::none_of(pupil.marks.begin(), pupil.marks.begin() + static_cast<std::ptrdiff_t>(next_day_),
                                     [](const SaidMark& mark) { return mark.has_value(); });
  const bool is_told = pupil.wrong && (is_first || pupil.wrong->severity == Severity::error);
  row.wrong = is_told ? &*pupil.wrong : nullptr;
  if (!is_first && row.fault == RowFault::bare_quote) row.fault = RowFault::none;
  was_handed_out_ = true;
}

}  // namespace ksbx
