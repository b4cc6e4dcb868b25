// A workbook for those who open reports in Excel or WPS. The door to libxlsxwriter.
//
// The first sheet holds the data, so that it can be sorted, filtered and read again: one header row, which stays in
// sight and is printed on every page. Above it stand title and 填报单位 of a report that knows its city; other tables
// have the title in the printed header. Headings that share a head (base/table.h) stand below it, merged; rows that add
// up others are bold. A page begins with its cover, if it has one. Notes stand on a second sheet. A4 is upright as long
// as the columns fit. Every text is a text cell, so that no id number is rounded and nothing is run as a formula.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <functional>
#include <set>
#include <utility>

#include "base/day.h"
#include "base/page.h"
#include "base/problem.h"
#include "base/utf8.h"
#include "files/render/blank_form.h"
#include "files/render/render_forms.h"

namespace ksbx {
namespace {

constexpr int narrowest_column = 8, widest_column = 50;  // of a column, in characters of the default font
constexpr std::size_t longest_text = 32767;              // UTF-16 units a cell can hold
constexpr std::size_t longest_sheet_name = 31;           // the same for the name of a sheet

constexpr int cover_line = 80;      // characters of a line of a cover, upright
constexpr int widest_upright = 95;  // characters of a line that A4 upright takes in a size that people read

const Text notes_sheet{"说明", "Notes"}, choices_sheet{"选项", "Choices"};
constexpr lxw_row_t rows_to_fill_in = 5000;  // of a form: those that offer choices

constexpr const char* in_memory = "/dev/shm";  // a folder whose files lie on no disk

Error not_written(const char* words) {
  return Error(Failure::output, "workbook", text("工作簿写不出来：{}", "the workbook cannot be written: {}", words),
               text("换成 --format csv 再试，并报告这个错误", "try --format csv, and report this"));
}

void must(lxw_error result) {
  if (result != LXW_NO_ERROR) throw not_written(lxw_strerror(result));
}

}  // namespace

// The library writes to a path; this one leads to a file without a name, so that nothing is left lying when the program
// ends.
class Scratch {
 public:
  // In memory; or, if a folder is given, on its disk.
  explicit Scratch(const std::string& folder)
      : descriptor_(folder.empty() ? memfd_create("workbook", MFD_CLOEXEC)
                                   : open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)),
        path_(formatted("/proc/self/fd/{}", descriptor_)) {
    if (descriptor_ < 0) throw not_written(std::strerror(errno));
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { close(descriptor_); }

  const std::string& path() const { return path_; }

  void read(const std::function<void(std::string_view bytes)>& receive) const {
    std::string block(256 * 1024, '\0');
    for (off_t done = 0;;) {
      const ssize_t count = pread(descriptor_, block.data(), block.size(), done);
      if (count < 0) throw not_written(std::strerror(errno));
      if (count == 0) return;
      receive({block.data(), static_cast<std::size_t>(count)});
      done += count;
    }
  }

 private:
  int descriptor_;
  std::string path_;
};

namespace {

std::size_t utf16_units(char32_t point) {
  return point > 0xFFFF ? 2 : 1;
}

std::string cut_to_units(const std::string& words, std::size_t most) {
  if (words.size() <= most) return words;  // no character has fewer bytes than units
  const std::u32string points = code_points(words);
  std::size_t units = 0, kept = 0;
  while (kept < points.size() && units + utf16_units(points[kept]) <= most - 1) units += utf16_units(points[kept++]);
  if (kept == points.size() || (kept + 1 == points.size() && units + utf16_units(points[kept]) <= most)) return words;
  return to_utf8(std::u32string_view(points).substr(0, kept)) + "…";
}

// What people look at cannot reverse a line or hide in it; line breaks inside a cell are meant.
std::string shown(const std::string& words) {
  std::string out;
  for (std::size_t begin = 0; begin <= words.size();) {
    const std::size_t end = std::min(words.find('\n', begin), words.size());
    out += display(std::string_view(words).substr(begin, end - begin));
    if (end < words.size()) out += '\n';
    begin = end + 1;
  }
  return cut_to_units(out, longest_text);
}

// Names of sheets may not hold []:*?/\\ nor an apostrophe at either end, and no two are alike.
std::string sheet_name(const Text& title, Language language, std::set<std::string>& taken) {
  std::string name = display(title.in(language));
  for (char& c : name)
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = ' ';
  if (name.find_first_not_of(' ') == std::string::npos) name = "ksbx";
  std::string unique = cut_to_units(name, longest_sheet_name);
  for (int again = 2; !taken.insert(unique).second; ++again)
    unique = cut_to_units(name, longest_sheet_name - 4) + formatted(" {}", again);
  return unique;
}

}  // namespace

class BookWriter {
 public:
  // `folder`: where it is put together; empty: in memory.
  BookWriter(const Text& title, Language language, const std::string& folder)
      : title_(title), language_(language), folder_(folder), scratch_(folder) {
    if (folder_.empty() && access(in_memory, W_OK) == 0) folder_ = in_memory;
    // Row by row, so that its memory does not grow with them.
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.empty() ? nullptr : folder_.data();
    book_ = workbook_new_opt(scratch_.path().c_str(), &options);
    if (book_ == nullptr) throw not_written("workbook_new");
    text_format_ = new_format("@");  // stays text when it is edited
    heading_format_ = new_format("@");
    number_heading_format_ = new_format("@");
    format_set_align(number_heading_format_, LXW_ALIGN_RIGHT);
    title_format_ = new_format("@");
    format_set_bold(title_format_);
    format_set_font_size(title_format_, 16);
    for (lxw_format* heading : {heading_format_, number_heading_format_}) {
      format_set_bold(heading);
      format_set_border(heading, LXW_BORDER_THIN);
    }
    plain_ = new_cells();
    total_ = new_cells();
    for (lxw_format* one : {total_.words, total_.date, total_.percent, total_.number}) format_set_bold(one);
    wrapped_format_ = new_format("@");
    format_set_text_wrap(wrapped_format_);
  }
  BookWriter(const BookWriter&) = delete;
  BookWriter& operator=(const BookWriter&) = delete;
  ~BookWriter() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  void add(const Table& table) {
    begin(table);
    add_rows(table);
    end();
  }

  // A sheet: its heads, its rows in any number of blocks, its end.
  void begin(const Table& head) {
    sheet_ = new_sheet(head.title);
    about_ = head.title;
    title_rows_ = head_row_ = head.city.empty() ? 0 : add_title(head);
    std::vector<std::string> headings;
    for (const Column& column : head.columns) headings.push_back(display(heading_of(column).in(language_)));
    const std::vector<HeadGroup> groups = head_groups(headings);
    const bool two_rows = have_heads(groups);
    if (two_rows) add_heads(groups);
    rows_ = head_row_;
    widths_.clear();
    for (const HeadGroup& group : groups)
      for (const std::string& heading : group.headings) {
        const auto number = static_cast<lxw_col_t>(widths_.size());
        const bool counts = is_number(head.columns[widths_.size()].type);
        lxw_format* const alone = counts ? number_heading_format_ : heading_format_;
        lxw_format* const format = !two_rows ? alone : group.head.empty() ? below_blank_ : head_format_;
        must(worksheet_write_string(sheet_, head_row_, number, heading.c_str(), format));
        widths_.push_back(display_width(heading) + 3);  // room for the filter's arrow
      }
  }

  // The first sheet of papers to hand in: what they are, whose, and where people write, sign and seal.
  void add_cover(const Text& title, const Panel& cover) {
    sheet_ = new_sheet(cover.table.title);
    lxw_format* const large = new_format("@");
    format_set_bold(large);
    format_set_font_size(large, 26);
    format_set_align(large, LXW_ALIGN_CENTER);
    format_set_text_wrap(large);
    lxw_format* const name = new_format("@");
    format_set_font_size(name, 16);
    lxw_format* const line = new_format("@");
    format_set_font_size(line, 16);
    format_set_bottom(line, LXW_BORDER_THIN);
    constexpr lxw_row_t title_row = 6, first_line = 14;
    constexpr lxw_col_t last_column = 3;
    const int widths[] = {16, 16, cover_line - 48, 16};
    for (lxw_col_t column = 0; column <= last_column; ++column)
      worksheet_set_column(sheet_, column, column, widths[column], nullptr);
    must(worksheet_set_row(sheet_, title_row, 80, nullptr));
    must(
        worksheet_merge_range(sheet_, title_row, 0, title_row, last_column, shown(title.in(language_)).c_str(), large));
    const auto words_at = [&](const std::vector<Cell>& row, const std::vector<std::string>& columns) {
      const auto place = columns.empty() ? std::nullopt : place_of(cover.table, columns.front());
      return place ? shown(words_of(row[*place])) : std::string();
    };
    lxw_row_t at = first_line;
    for (const std::vector<Cell>& row : cover.table.rows) {
      must(worksheet_set_row(sheet_, at, 32, nullptr));
      must(worksheet_write_string(sheet_, at, 1, words_at(row, cover.across).c_str(), name));
      must(worksheet_write_string(sheet_, at++, 2, words_at(row, cover.values).c_str(), line));
    }
    worksheet_set_portrait(sheet_);
    worksheet_set_paper(sheet_, 9);
    worksheet_fit_to_pages(sheet_, 1, 1);
    worksheet_center_horizontally(sheet_);
  }

  void add_rows(const Table& block) {
    for (const auto& row : block.rows) {
      if (++rows_ >= LXW_ROW_MAX)
        throw Error(Failure::usage, "too-many-rows",
                    text("多于 {} 行，一张工作表放不下", "more than {} rows do not fit on one sheet", LXW_ROW_MAX - 1),
                    text("请用 --format csv", "use --format csv"));
      const CellFormats& formats = is_total(row) ? total_ : plain_;
      for (std::size_t i = 0; i < row.size(); ++i)
        widths_[i] =
            std::max(widths_[i], write_cell(rows_, static_cast<lxw_col_t>(i), block.columns[i].type, row[i], formats));
    }
  }

  void end() {
    int line = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const auto number = static_cast<lxw_col_t>(i);
      const int width = std::clamp(widths_[i] + 1, narrowest_column, widest_column);
      worksheet_set_column(sheet_, number, number, width, nullptr);
      line += width;
    }
    const auto last_column = static_cast<lxw_col_t>(std::max<std::size_t>(widths_.size(), 1) - 1);
    worksheet_freeze_panes(sheet_, head_row_ + 1, 0);
    worksheet_autofilter(sheet_, head_row_, 0, rows_, last_column);
    const std::string range = formatted("A1:{}{}", column_letters(last_column), rows_ + 1);
    worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str());
    set_up_print(sheet_, about_, line <= widest_upright ? Paper::upright : Paper::across);
  }

  void add_notes(const std::vector<Text>& notes) {
    if (notes.empty()) return;
    lxw_worksheet* sheet = new_sheet(notes_sheet);
    worksheet_set_column(sheet, 0, 0, 100, nullptr);
    must(worksheet_write_string(sheet, 0, 0, shown(title_.in(language_)).c_str(), heading_format_));
    lxw_row_t row = 1;
    for (const Text& note : notes)
      must(worksheet_write_string(sheet, row++, 0, shown(note.in(language_)).c_str(), wrapped_format_));
  }

  // The sheet to be filled in, then what is said of its columns, then the hidden one with the choices.
  void add(const BlankForm& form) {
    sheet_ = new_sheet(form.title);
    about_ = form.title;
    lxw_row_t head = 0;
    for (const std::string& line : form.above)
      must(worksheet_write_string(sheet_, head++, 0, shown(line).c_str(), text_format_));
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, form.columns[i].width, text_format_);
      must(worksheet_write_string(sheet_, head, column, shown(form.columns[i].heading).c_str(), heading_format_));
    }
    for (std::size_t row = 0; row < form.rows.size(); ++row)
      for (std::size_t i = 0; i < form.rows[row].size(); ++i)
        must(worksheet_write_string(sheet_, head + 1 + static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(i),
                                    shown(form.rows[row][i]).c_str(), text_format_));
    worksheet_freeze_panes(sheet_, head + 1, 0);
    lxw_worksheet* filled_in = sheet_;
    add_explanations(form);
    add_choices(form, filled_in, head + 1);
    head_row_ = 0;
    set_up_print(filled_in, form.title, Paper::across);
  }

  void write(const std::function<void(std::string_view bytes)>& out) {
    describe();
    must(workbook_close(std::exchange(book_, nullptr)));
    scratch_.read(out);
  }

 private:
  enum class Paper { upright, across };

  // Of the cells of a table, by what they hold.
  struct CellFormats {
    lxw_format* words = nullptr;
    lxw_format* date = nullptr;
    lxw_format* percent = nullptr;
    lxw_format* number = nullptr;
  };
  CellFormats new_cells() {
    const CellFormats made{new_format("@"), new_format("yyyy-mm-dd"), new_format("0.00%"), new_format("General")};
    for (lxw_format* one : {made.words, made.date, made.percent, made.number}) format_set_border(one, LXW_BORDER_THIN);
    return made;
  }

  // The row of heads above that of the headings. A workbook is written row by row, so a heading without a head cannot
  // be merged with the cell above it: the line between the two is left out instead.
  void add_heads(const std::vector<HeadGroup>& groups) {
    if (head_format_ == nullptr) {
      head_format_ = new_format("@");
      above_blank_ = new_format("@");
      below_blank_ = new_format("@");
      for (lxw_format* one : {head_format_, above_blank_, below_blank_}) {
        format_set_bold(one);
        format_set_border(one, LXW_BORDER_THIN);
        format_set_align(one, LXW_ALIGN_CENTER);
      }
      format_set_bottom(above_blank_, LXW_BORDER_NONE);
      format_set_top(below_blank_, LXW_BORDER_NONE);
    }
    for (const HeadGroup& group : groups) {
      const auto first = static_cast<lxw_col_t>(group.first);
      const auto last = static_cast<lxw_col_t>(group.first + group.headings.size() - 1);
      if (group.head.empty())
        must(worksheet_write_blank(sheet_, head_row_, first, above_blank_));
      else
        must(worksheet_merge_range(sheet_, head_row_, first, head_row_, last, group.head.c_str(), head_format_));
    }
    ++head_row_;
  }

  // Above the headings: what it is and whose; what people sign for stays blank. Returns the row of the headings.
  lxw_row_t add_title(const Table& head) {
    const Text whose =
        text("填报单位：{}　　填报人：＿＿＿＿＿　　审核人：＿＿＿＿＿　　填报日期：＿＿＿＿＿",
             "Unit: {}   Filled in by: __________   Checked by: __________   Date: __________", head.city);
    must(worksheet_write_string(sheet_, 0, 0, shown(head.title.in(language_)).c_str(), title_format_));
    must(worksheet_write_string(sheet_, 1, 0, shown(whose.in(language_)).c_str(), text_format_));
    return 2;
  }

  void add_explanations(const BlankForm& form) {
    lxw_worksheet* sheet = new_sheet(notes_sheet);
    lxw_row_t row = 0;
    const auto put = [&](lxw_col_t column, const std::string& words, lxw_format* format) {
      if (!words.empty()) must(worksheet_write_string(sheet, row, column, shown(words).c_str(), format));
    };
    constexpr int widths[] = {20, 24, 70, 24};
    for (lxw_col_t column = 0; column < std::size(widths); ++column)
      worksheet_set_column(sheet, column, column, widths[column], nullptr);
    for (const Text& note : form.notes) {
      put(0, note.in(language_), text_format_);
      ++row;
    }
    ++row;
    lxw_col_t head = 0;
    for (const Text& one :
         {text("列名", "Column"), text("要不要填", "Needed"), text("可以填什么", "What may stand there"),
          text("示例（不要抄进表里）", "Example (not to be copied)")})
      put(head++, one.in(language_), heading_format_);
    for (const FormColumn& column : form.columns) {
      if (column.about.empty() && column.needed.empty()) continue;
      ++row;
      put(0, column.heading, text_format_);
      put(1, column.needed.in(language_), text_format_);
      put(2, column.about.in(language_), wrapped_format_);
      put(3, column.example, text_format_);
    }
  }

  // Columns with the same choices share one list.
  void add_choices(const BlankForm& form, lxw_worksheet* filled_in, lxw_row_t first) {
    std::vector<std::vector<std::string>> lists;
    std::vector<std::pair<std::size_t, std::size_t>> uses;  // column and list
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
      const auto& choices = form.columns[i].choices;
      if (choices.empty()) continue;
      const auto known = std::find(lists.begin(), lists.end(), choices);
      uses.emplace_back(i, known - lists.begin());
      if (known == lists.end()) lists.push_back(choices);
    }
    if (lists.empty()) return;
    lxw_worksheet* sheet = new_sheet(choices_sheet);
    worksheet_hide(sheet);
    std::size_t longest = 0;
    for (const auto& list : lists) longest = std::max(longest, list.size());
    for (std::size_t row = 0; row < longest; ++row)  // a workbook is written row by row
      for (std::size_t i = 0; i < lists.size(); ++i)
        if (row < lists[i].size())
          must(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(i),
                                      shown(lists[i][row]).c_str(), text_format_));
    for (const auto& [column, list] : uses) {
      const std::string letters = column_letters(static_cast<lxw_col_t>(list));
      std::string formula =
          formatted("='{}'!${}$1:${}${}", choices_sheet.in(language_), letters, letters, lists[list].size());
      lxw_data_validation offer{};
      offer.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      offer.value_formula = formula.data();
      offer.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
      must(worksheet_data_validation_range(filled_in, first, static_cast<lxw_col_t>(column), first + rows_to_fill_in,
                                           static_cast<lxw_col_t>(column), &offer));
    }
  }

  lxw_format* new_format(const char* pattern) {
    lxw_format* made = workbook_add_format(book_);
    format_set_num_format(made, pattern);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    return made;
  }

  lxw_worksheet* new_sheet(const Text& title) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_name(title, language_, sheet_names_).c_str());
    if (sheet == nullptr) throw not_written("workbook_add_worksheet");
    return sheet;
  }

  // The same table gives the same bytes: no moment of creation but a fixed one.
  void describe() {
    std::string title = display(title_.in(language_));
    char program[] = "ksbx";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = program;
    properties.created = 946684800;  // 2000-01-01
    must(workbook_set_properties(book_, &properties));
  }

  // As what its column says it is, where it can be; words otherwise. Returns how wide it is.
  int write_cell(lxw_row_t row, lxw_col_t column, ColumnType type, const Cell& cell, const CellFormats& formats) {
    const std::string words = shown(words_of(cell));
    if (words.empty()) {
      must(worksheet_write_blank(sheet_, row, column, formats.words));
      return 0;
    }
    const auto day = type == ColumnType::date ? Day::parse(words) : std::nullopt;
    const bool is_text = std::holds_alternative<std::string>(cell);
    const auto number = is_number(type) || !is_text ? number_of(cell) : std::nullopt;
    if (day)
      must(worksheet_write_number(sheet_, row, column, serial_of(*day), formats.date));
    else if (number)
      write_number(row, column, *number, type, formats);
    else
      must(worksheet_write_string(sheet_, row, column, words.c_str(), formats.words));
    return display_width(words.substr(0, words.find('\n')));
  }

  // 98.3 % is 0.983 to a workbook; what the division adds at its end is taken off.
  void write_number(lxw_row_t row, lxw_col_t column, double number, ColumnType type, const CellFormats& formats) {
    constexpr double exact = 1e8;
    const bool percent = type == ColumnType::percent;
    must(worksheet_write_number(sheet_, row, column, percent ? std::round(number * exact / 100) / exact : number,
                                percent ? formats.percent : formats.number));
  }

  // Days as workbooks count them: 1970-01-01 is day 25,569.
  static double serial_of(Day day) { return static_cast<double>(day - Day::nearest(1970, 1, 1) + 25'569); }

  static std::string column_letters(lxw_col_t column) {
    std::string letters;
    for (int rest = column; rest >= 0; rest = rest / 26 - 1)
      letters.insert(letters.begin(), static_cast<char>('A' + rest % 26));
    return letters;
  }

  // A4, all columns on one page, title and headings on every page, page numbers below.
  void set_up_print(lxw_worksheet* sheet, const Text& about, Paper paper) {
    if (paper == Paper::across)
      worksheet_set_landscape(sheet);
    else
      worksheet_set_portrait(sheet);
    worksheet_set_paper(sheet, 9);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, head_row_);
    worksheet_set_footer(sheet, "&C&P / &N");
    if (title_rows_ > 0) return;  // the title is in the rows
    std::string title;
    for (const char c : display(about.in(language_))) title += c == '&' ? "&&" : std::string(1, c);
    worksheet_set_header(sheet, ("&C&12" + cut_to_units(" " + title, 240)).c_str());
  }

  Text title_;
  Language language_;
  std::string folder_;
  Scratch scratch_;
  std::set<std::string> sheet_names_;
  lxw_worksheet* sheet_ = nullptr;  // that rows are added to
  Text about_;                      // its title
  lxw_row_t title_rows_ = 0;        // above its heads
  lxw_row_t head_row_ = 0;          // of its headings
  lxw_row_t rows_ = 0;              // the last one written
  std::vector<int> widths_;         // of its columns, in characters
  lxw_workbook* book_ = nullptr;
  lxw_format* text_format_ = nullptr;
  CellFormats plain_, total_;
  lxw_format* head_format_ = nullptr;  // of a head above headings, and of those; the two below only with it
  lxw_format* above_blank_ = nullptr;
  lxw_format* below_blank_ = nullptr;
  lxw_format* heading_format_ = nullptr;
  lxw_format* number_heading_format_ = nullptr;
  lxw_format* title_format_ = nullptr;
  lxw_format* wrapped_format_ = nullptr;
};

namespace {

std::string bytes_of(BookWriter& book) {
  std::string bytes;
  book.write([&bytes](std::string_view piece) { bytes += piece; });
  return bytes;
}

}  // namespace

SheetWriter::SheetWriter(const Table& head, const RenderOptions& options)
    : book_(std::make_unique<BookWriter>(head.title, options.language, options.scratch_folder)) {
  book_->begin(head);
}
SheetWriter::~SheetWriter() = default;

void SheetWriter::add(const Table& block) {
  book_->add_rows(block);
}

void SheetWriter::finish(const std::vector<Text>& notes, const std::function<void(std::string_view bytes)>& out) {
  book_->end();
  book_->add_notes(notes);
  book_->write(out);
}

std::string render_xlsx(const Table& table, const RenderOptions& options) {
  BookWriter book(table.title, options.language, options.scratch_folder);
  book.add(table);
  book.add_notes(table.notes);
  return bytes_of(book);
}

std::string render_form(const BlankForm& form, const RenderOptions& options) {
  BookWriter book(form.title, options.language, options.scratch_folder);
  book.add(form);
  return bytes_of(book);
}

std::string render_xlsx(const Page& page, const RenderOptions& options) {
  BookWriter book(page.title, options.language, options.scratch_folder);
  std::vector<Text> notes = page.head;
  notes.insert(notes.end(), page.notes.begin(), page.notes.end());
  for (const Panel& part : page.parts) {
    if (part.picture == Picture::cover)
      book.add_cover(page.title, part);
    else
      book.add(part.table);
    notes.insert(notes.end(), part.table.notes.begin(), part.table.notes.end());
  }
  book.add_notes(notes);
  return bytes_of(book);
}

}  // namespace ksbx
