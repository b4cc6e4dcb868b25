#include "files/input/open_rows.h"

#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/join.h"
#include "files/input/byte_source.h"
#include "files/input/csv_reader.h"
#include "files/input/workbook.h"
#include "files/input/worksheet.h"

namespace ksbx {
namespace {

// ".csv", in lower case; empty if the name has none.
std::string extension_of(const std::string& name) {
  const std::size_t dot = name.find_last_of("./");
  if (dot == std::string::npos || name[dot] != '.') return {};
  return ascii_lower(name.substr(dot));
}

bool is_zip(ByteSource& bytes) {
  std::string head(4, '\0');
  head.resize(bytes.read(head));
  return head == "PK\x03\x04" || head == "PK\x05\x06";
}

[[noreturn]] void refuse_sheet(const std::string& name, Text what, Text remedy) {
  throw Error(Failure::input,
              {Problem{Severity::error, "E_NO_SHEET", {name, 0, 0}, std::move(what), std::move(remedy)}});
}

OpenedRows text_rows(DecodedFile file, const RowOptions& options) {
  if (!options.worksheet.empty())
    refuse_sheet(
        file.name(),
        text("这是文本表格，没有工作表“{}”。", "this is a text file: it has no sheet \"{}\"", options.worksheet),
        text("请去掉 --sheet 再导入这个文件。", "Leave out --sheet for this file."));
  OpenedRows opened;
  opened.form = name_of(file.encoding());
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

// The sheets of one workbook, and which of them is read.
class Choice {
 public:
  Choice(std::shared_ptr<const Workbook> workbook, const RowOptions& options)
      : workbook_(std::move(workbook)), sheets_(workbook_->worksheets()), options_(options) {}

  OpenedRows open() const {
    const WorksheetEntry& chosen = options_.worksheet.empty() ? first_wanted() : named();
    OpenedRows opened;
    opened.form = "xlsx";
    opened.worksheet = chosen.name;
    if (const std::string extension = extension_of(workbook_->name()); extension != ".xlsx" && extension != ".xlsm")
      opened.problems.push_back({Severity::warning,
                                 "W_EXTENSION",
                                 {workbook_->name(), 0, 0},
                                 text("从文件名看不出是 Excel 工作簿，里面其实是，已按工作簿读取。",
                                      "it is an Excel workbook in spite of its name, and was read as one"),
                                 text("请把扩展名改为 .xlsx。", "Name it .xlsx.")});
    for (const WorksheetEntry& sheet : sheets_)
      if (&sheet != &chosen) opened.problems.push_back(ignored(sheet));
    opened.rows = std::make_unique<Worksheet>(workbook_, chosen.part);
    return opened;
  }

 private:
  const WorksheetEntry& first_wanted() const {
    const WorksheetEntry* first = nullptr;
    for (const WorksheetEntry& sheet : sheets_) {
      if (sheet.hidden || sheet.part.empty()) continue;
      if (is_wanted(sheet)) return sheet;
      if (first == nullptr) first = &sheet;
    }
    if (first == nullptr)
      refuse_sheet(workbook_->name(), text("工作簿里没有可见的工作表。", "no sheet of the workbook is visible"),
                   text("请取消隐藏，或用 --sheet 指明：{}", "Unhide one, or name it with --sheet: {}", names()));
    return *first;
  }

  const WorksheetEntry& named() const {
    for (const WorksheetEntry& sheet : sheets_)
      if (sheet.name == options_.worksheet && !sheet.part.empty()) return sheet;
    std::size_t visible = 0;
    for (const WorksheetEntry& sheet : sheets_)
      if (!sheet.hidden && std::to_string(++visible) == options_.worksheet && !sheet.part.empty()) return sheet;
    refuse_sheet(workbook_->name(),
                 text("工作簿里没有工作表“{}”。", "the workbook has no sheet \"{}\"", options_.worksheet),
                 text("有这些工作表：{}", "It has these: {}", names()));
  }

  bool is_wanted(const WorksheetEntry& sheet) const {
    if (!options_.is_wanted) return true;
    Worksheet rows(workbook_, sheet.part, Worksheet::Merged::ignored);
    return options_.is_wanted(rows);
  }

  Problem ignored(const WorksheetEntry& sheet) const {
    const Origin origin{workbook_->name(), 0, 0};
    const Text how_to_read =
        text("如果要读，请再运行一次，加 --sheet {}。", "To read it, run again with --sheet {}.", sheet.name);
    if (sheet.hidden)
      return {Severity::warning, "W_SHEETS_IGNORED", origin,
              text("隐藏的工作表“{}”没有读取。", "the hidden sheet \"{}\" was not read", sheet.name), how_to_read};
    if (sheet.part.empty() || !options_.is_wanted || !is_wanted(sheet))
      return {Severity::warning, "W_SHEETS_IGNORED", origin,
              text("工作表“{}”没有读取。", "the sheet \"{}\" was not read", sheet.name), how_to_read};
    return {
        Severity::warning, "W_SHEETS_IGNORED", origin,
        text("工作表“{}”看来也是名册，但一次只读一个工作表，它没有读取。",
             "the sheet \"{}\" looks like a roster too, but one sheet is read at a time: it was not read", sheet.name),
        text("请再运行一次，加 --sheet {}。", "Run again with --sheet {}.", sheet.name)};
  }

  std::string names() const {
    std::vector<std::string> all;
    for (const WorksheetEntry& sheet : sheets_)
      if (!sheet.part.empty()) all.push_back(sheet.name);
    return join(all, "、");
  }

  std::shared_ptr<const Workbook> workbook_;
  const std::vector<WorksheetEntry>& sheets_;
  const RowOptions& options_;
};

OpenedRows workbook_rows(Archive archive, const RowOptions& options) {
  return Choice(std::make_shared<const Workbook>(std::move(archive)), options).open();
}

}  // namespace

OpenedRows open_rows(const std::string& path, const RowOptions& options) {
  if (is_zip(*open_file(path))) return workbook_rows(Archive::open(path), options);
  return text_rows(DecodedFile::open(path, options.encoding), options);
}

OpenedRows rows_of_bytes(std::string bytes, const std::string& name, const RowOptions& options) {
  if (is_zip(*bytes_in_memory(bytes.substr(0, 4))))
    return workbook_rows(Archive::of_bytes(std::move(bytes), name), options);
  return text_rows(DecodedFile::of_bytes(std::move(bytes), name, options.encoding), options);
}

}  // namespace ksbx
