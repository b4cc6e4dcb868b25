#include "files/input/open_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "files/input/byte_source.h"
#include "files/input/csv_reader.h"
#include "files/input/sheet_choice.h"
#include "files/input/workbook.h"
#include "files/input/worksheet.h"
#include "files/input/xls_book.h"

namespace ksbx {
namespace {

// ".csv", in lower case; empty if the name has none.
std::string extension_of(const std::string& name) {
  const std::size_t dot = name.find_last_of("./");
  if (dot == std::string::npos || name[dot] != '.') return {};
  return ascii_lower(name.substr(dot));
}

bool is_zip(std::string_view head) {
  return head == "PK\x03\x04" || head == "PK\x05\x06";
}

std::string head_of(ByteSource& bytes) {
  std::string head(4, '\0');
  head.resize(bytes.read(head));
  bytes.seek(0);
  return head;
}

std::shared_ptr<const Book> old_workbook(ByteSource& bytes, const std::string& name) {
  if (extension_of(name) == ".et")
    throw Error(Failure::input,
                {Problem{Severity::error,
                         "E_ET",
                         {name, 0, 0},
                         text("这是 WPS 表格自己的格式（.et）。", "this is the own format of WPS spreadsheets (.et)"),
                         text("请用 WPS 打开，另存为 .xlsx 后再导入。",
                              "Open it in WPS, save it as .xlsx and import that file.")}});
  return std::make_shared<XlsBook>(bytes, name);
}

OpenedRows text_rows(DecodedFile file, const RowOptions& options) {
  if (!options.worksheet.empty() && options.worksheet != SheetChoice::every_sheet)
    throw Error(Failure::input, {Problem{Severity::error,
                                         "E_NO_SHEET",
                                         {file.name(), 0, 0},
                                         text("这是文本表格，没有工作表“{}”。",
                                              "this is a text file: it has no sheet \"{}\"", options.worksheet),
                                         text("请去掉 --sheet 再导入这个文件。", "Leave out --sheet for this file.")}});
  OpenedRows opened;
  opened.form = name_of(file.encoding());
  opened.place = file.name();
  const std::string extension = extension_of(file.name());
  if (extension == ".xlsx" || extension == ".xlsm" || extension == ".xls")
    opened.problems.push_back({Severity::warning,
                               "W_EXTENSION",
                               {file.name(), 0, 0},
                               text("文件名是 {}，里面其实是文本表格，已按文本读取。",
                                    "named {}, but it is a text file and was read as one", extension),
                               text("请把扩展名改为 .csv。", "Name it .csv.")});
  auto reader = std::make_unique<CsvReader>(std::move(file));
  opened.delimiter = reader->delimiter();
  opened.rows = std::move(reader);
  return opened;
}

class XlsxBook : public Book {
 public:
  explicit XlsxBook(Archive archive)
      : Book(archive.name()), workbook_(std::make_shared<const Workbook>(std::move(archive))) {
    for (const WorksheetEntry& sheet : workbook_->worksheets()) add({sheet.name, sheet.hidden, !sheet.part.empty()});
  }
  std::string_view form() const override { return "xlsx"; }
  std::unique_ptr<RowSource> rows(std::size_t sheet) const override {
    return std::make_unique<Worksheet>(workbook_, part(sheet));
  }
  std::unique_ptr<RowSource> glance(std::size_t sheet) const override {
    return std::make_unique<Worksheet>(workbook_, part(sheet), Worksheet::Merged::ignored);
  }

 private:
  const std::string& part(std::size_t sheet) const { return workbook_->worksheets()[sheet].part; }

  std::shared_ptr<const Workbook> workbook_;
};

Problems misnamed(const Book& book) {
  const std::string extension = extension_of(book.name());
  if (extension == formatted(".{}", book.form()) || (extension == ".xlsm" && book.form() == "xlsx")) return {};
  return {{Severity::warning,
           "W_EXTENSION",
           {book.name(), 0, 0},
           text("从文件名看不出是 Excel 工作簿，里面其实是，已按工作簿读取。",
                "it is an Excel workbook in spite of its name, and was read as one"),
           text("请把扩展名改为 .{}。", "Name it .{}.", book.form())}};
}

OpenedRows rows_of_sheet(const std::shared_ptr<const Book>& book, std::size_t sheet) {
  OpenedRows opened;
  opened.form = book->form();
  opened.worksheet = book->sheets()[sheet].name;
  opened.place = book->name();
  opened.rows = book->rows(sheet);
  opened.book = book;
  return opened;
}

std::vector<OpenedRows> rows_of_sheets(const std::shared_ptr<const Book>& book, const std::vector<std::size_t>& chosen,
                                       SheetChoice& choice) {
  std::vector<OpenedRows> all;
  for (const std::size_t sheet : chosen) {
    all.push_back(rows_of_sheet(book, sheet));
    // No spreadsheet lets a tab's name have brackets.
    if (chosen.size() > 1) all.back().place += "[" + all.back().worksheet + "]";
  }
  all.front().problems = misnamed(*book);
  Problems ignored = choice.ignored(chosen);
  std::ranges::move(ignored, std::back_inserter(all.front().problems));
  return all;
}

enum class HowMany { one, all };

std::vector<OpenedRows> rows_of_book(std::shared_ptr<const Book> book, const RowOptions& options, HowMany how_many) {
  SheetChoice choice(book, options.is_wanted);
  const std::vector<std::size_t> chosen =
      how_many == HowMany::all ? choice.all(options.worksheet) : std::vector{choice.one(options.worksheet)};
  return rows_of_sheets(book, chosen, choice);
}

std::vector<OpenedRows> rows_of_text(DecodedFile file, const RowOptions& options) {
  std::vector<OpenedRows> one;
  one.push_back(text_rows(std::move(file), options));
  return one;
}

std::vector<OpenedRows> opened(const std::string& path, const RowOptions& options, HowMany how_many) {
  if (options.book) return rows_of_book(options.book, options, how_many);
  const auto bytes = open_file(path);
  const std::string head = head_of(*bytes);
  if (is_zip(head)) return rows_of_book(std::make_shared<XlsxBook>(Archive::open(path)), options, how_many);
  if (XlsBook::begins(head)) return rows_of_book(old_workbook(*bytes, path), options, how_many);
  return rows_of_text(DecodedFile::open(path, options.encoding), options);
}

std::vector<OpenedRows> opened_bytes(std::string bytes, const std::string& name, const RowOptions& options,
                                     HowMany how_many) {
  if (options.book) return rows_of_book(options.book, options, how_many);
  const std::string head = bytes.substr(0, 4);
  if (is_zip(head))
    return rows_of_book(std::make_shared<XlsxBook>(Archive::of_bytes(std::move(bytes), name)), options, how_many);
  if (XlsBook::begins(head))
    return rows_of_book(old_workbook(*bytes_in_memory(std::move(bytes)), name), options, how_many);
  return rows_of_text(DecodedFile::of_bytes(std::move(bytes), name, options.encoding), options);
}

}  // namespace

OpenedRows open_rows(const std::string& path, const RowOptions& options) {
  return std::move(opened(path, options, HowMany::one).front());
}

OpenedRows rows_of_bytes(std::string bytes, const std::string& name, const RowOptions& options) {
  return std::move(opened_bytes(std::move(bytes), name, options, HowMany::one).front());
}

std::vector<OpenedRows> open_sheets(const std::string& path, const RowOptions& options) {
  return opened(path, options, HowMany::all);
}

std::vector<OpenedRows> sheets_of_bytes(std::string bytes, const std::string& name, const RowOptions& options) {
  return opened_bytes(std::move(bytes), name, options, HowMany::all);
}

}  // namespace ksbx
