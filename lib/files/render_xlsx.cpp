// A workbook for those who open reports in Excel or WPS. The door to libxlsxwriter.
//
// The first sheet holds the data and nothing else, so that it can be sorted, filtered and read again: one header row, which stays in
// sight and is printed on every page. Title and notes stand on a second sheet and in the printed header. Every text is a text
// cell, so that no id number is rounded and nothing is run as a formula.
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/problem.h"
#include "base/utf8.h"
#include "files/render_forms.h"

namespace ksbx {
namespace {

constexpr int narrowest = 8, widest = 50;       // of a column, in characters of the default font
constexpr std::size_t longest_text = 32767;     // UTF-16 units a cell can hold
constexpr std::size_t longest_sheet_name = 31;  // the same for the name of a sheet

const Text notes_sheet{"说明", "Notes"};

Error not_written(const char* words) {
  return Error(Failure::output, "workbook", text("工作簿写不出来：{}", "the workbook cannot be written: {}", words),
               text("换成 --format csv 再试，并报告这个错误", "try --format csv, and report this"));
}

void must(lxw_error result) {
  if (result != LXW_NO_ERROR) throw not_written(lxw_strerror(result));
}

// The library writes to a path; this one leads into memory, so that no names lie on a disk.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)), path_(format("/proc/self/fd/{}", descriptor_)) {
    if (descriptor_ < 0) throw not_written("memfd_create");
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(descriptor_); }

  const std::string& path() const { return path_; }

  std::string bytes() const {
    struct stat status {};
    if (fstat(descriptor_, &status) != 0) throw not_written("fstat");
    std::string all(static_cast<std::size_t>(status.st_size), '\0');
    for (std::size_t done = 0; done < all.size();) {
      const ssize_t count = pread(descriptor_, all.data() + done, all.size() - done, static_cast<off_t>(done));
      if (count <= 0) throw not_written("pread");
      done += static_cast<std::size_t>(count);
    }
    return all;
  }

 private:
  int descriptor_;
  std::string path_;
};

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

// Names of sheets may not hold []:*?/\ nor begin or end with an apostrophe.
std::string sheet_name(const Table& table, Language language) {
  std::string name = display(table.title.in(language));
  for (char& c : name)
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = ' ';
  name = cut_to_units(name, longest_sheet_name);
  return name.find_first_not_of(' ') == std::string::npos ? "ksbx" : name;
}

class Workbook {
 public:
  Workbook(const Table& table, Language language) : table_(table), language_(language) {
    static char in_memory[] = "/dev/shm";
    lxw_workbook_options options{};
    options.tmpdir = access(in_memory, W_OK) == 0 ? in_memory : nullptr;
    book_ = workbook_new_opt(file_.path().c_str(), &options);
    if (book_ == nullptr) throw not_written("workbook_new");
    text_format_ = workbook_add_format(book_);
    format_set_num_format_index(text_format_, 49);  // "@": stays text when it is edited
    format_set_align(text_format_, LXW_ALIGN_VERTICAL_TOP);
    heading_format_ = workbook_add_format(book_);
    format_set_bold(heading_format_);
    format_set_bottom(heading_format_, LXW_BORDER_THIN);
    wrapped_format_ = workbook_add_format(book_);
    format_set_text_wrap(wrapped_format_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  std::string written() {
    describe();
    write_rows();
    if (!table_.notes.empty()) write_notes();
    must(workbook_close(std::exchange(book_, nullptr)));
    return file_.bytes();
  }

 private:
  // The same table gives the same bytes: no moment of creation but a fixed one.
  void describe() {
    std::string title = display(table_.title.in(language_));
    char program[] = "ksbx";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = program;
    properties.created = 946684800;  // 2000-01-01
    must(workbook_set_properties(book_, &properties));
  }

  void write_rows() {
    if (table_.rows.size() >= LXW_ROW_MAX)
      throw Error(Failure::usage, "too-many-rows",
                  text("有 {} 行，一张工作表放不下", "{} rows do not fit one sheet", table_.rows.size()),
                  text("请用 --format csv", "use --format csv"));
    lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_name(table_, language_).c_str());
    if (sheet == nullptr) throw not_written("workbook_add_worksheet");
    const auto last_row = static_cast<lxw_row_t>(table_.rows.size());
    const auto last_column = static_cast<lxw_col_t>(std::max<std::size_t>(table_.columns.size(), 1) - 1);
    for (std::size_t i = 0; i < table_.columns.size(); ++i) write_column(sheet, i);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, last_row, last_column);
    const std::string range = format("A1:{}{}", column_letters(last_column), last_row + 1);
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str());
    set_up_print(sheet);
  }

  void write_column(lxw_worksheet* sheet, std::size_t place) {
    const Column& column = table_.columns[place];
    const auto number = static_cast<lxw_col_t>(place);
    const std::string heading = display(column.label.empty() ? column.name : column.label.in(language_));
    int width = display_width(heading) + 3;  // room for the filter's arrow
    must(worksheet_write_string(sheet, 0, number, heading.c_str(), heading_format_));
    for (std::size_t row = 0; row < table_.rows.size(); ++row)
      width = std::max(width, write_cell(sheet, static_cast<lxw_row_t>(row + 1), number, table_.rows[row][place]));
    worksheet_set_column(sheet, number, number, std::clamp(width + 1, narrowest, widest), nullptr);
  }

  // Returns how wide it is.
  int write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
    if (const auto* words = std::get_if<std::string>(&cell)) {
      const std::string text = shown(*words);
      must(worksheet_write_string(sheet, row, column, text.c_str(), text_format_));
      return display_width(text.substr(0, text.find('\n')));
    }
    const auto* whole = std::get_if<std::int64_t>(&cell);
    const auto* fraction = std::get_if<double>(&cell);
    if (whole == nullptr && (fraction == nullptr || !std::isfinite(*fraction))) return 0;
    must(worksheet_write_number(sheet, row, column, whole ? static_cast<double>(*whole) : *fraction, nullptr));
    return display_width(words_of(cell));
  }

  static std::string column_letters(lxw_col_t column) {
    std::string letters;
    for (int rest = column; rest >= 0; rest = rest / 26 - 1)
      letters.insert(letters.begin(), static_cast<char>('A' + rest % 26));
    return letters;
  }

  // A4 across, all columns on one page, the header row on every page, title above, page numbers below.
  void set_up_print(lxw_worksheet* sheet) {
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    std::string title;
    for (const char c : display(table_.title.in(language_))) title += c == '&' ? "&&" : std::string(1, c);
    worksheet_set_header(sheet, ("&C&12" + cut_to_units(" " + title, 240)).c_str());
    worksheet_set_footer(sheet, "&C&P / &N");
  }

  void write_notes() {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, notes_sheet.in(language_).c_str());
    if (sheet == nullptr) throw not_written("workbook_add_worksheet");
    worksheet_set_column(sheet, 0, 0, 100, nullptr);
    const std::string title = shown(table_.title.in(language_));
    must(worksheet_write_string(sheet, 0, 0, title.c_str(), heading_format_));
    lxw_row_t row = 1;
    for (const Text& note : table_.notes)
      must(worksheet_write_string(sheet, row++, 0, shown(note.in(language_)).c_str(), wrapped_format_));
  }

  const Table& table_;
  Language language_;
  MemoryFile file_;
  lxw_workbook* book_ = nullptr;
  lxw_format* text_format_ = nullptr;
  lxw_format* heading_format_ = nullptr;
  lxw_format* wrapped_format_ = nullptr;
};

}  // namespace

std::string render_xlsx(const Table& table, const RenderOptions& options) {
  return Workbook(table, options.language).written();
}

}  // namespace ksbx
