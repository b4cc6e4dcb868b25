// XlsBook: a workbook of Excel 97 to 2003 (.xls; BIFF8, MS-XLS), as very many offices still send it.
//
// What a cell holds becomes the same words as in a new workbook (files/input/worksheet.h): dates, numbers, stored
// results of formulas, what is merged. Nothing here is a library: the one in Debian gives no results of formulas, does
// not say which sheets are hidden, and takes a workbook with one long text for one without sheets.
//
// Whatever the file says, memory is bounded by its size and time by its length: records are walked forwards, and each
// sheet has a part of the file to itself.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/cell/cell.h"
#include "files/input/book.h"
#include "files/input/byte_source.h"
#include "files/input/workbook.h"

namespace ksbx {

// A record of the file: what kind it is, where it lies, and its body.
struct XlsRecord {
  std::uint16_t kind = 0;
  std::size_t at = 0, end = 0;  // with its four bytes of head
  std::string_view body;
};

// What the rows of all sheets need of the workbook.
struct XlsGlobals {
  std::string bytes;  // of the workbook inside the file
  SharedTexts texts;
  std::vector<bool> date_styles;
  ExcelEpoch epoch = ExcelEpoch::y1900;

  // The record at that place; its end lies beyond the bytes if it is cut off.
  XlsRecord record_at(std::size_t place) const;
  bool is_date_style(std::size_t style) const { return style < date_styles.size() && date_styles[style]; }
};

class XlsBook : public Book {
 public:
  // Whether a file begins like one.
  static bool begins(std::string_view head);

  // Throws Error (Failure::input): E_XLS (damaged, cut off, older than 1997, a document of another kind, more than
  // 128 MiB), E_ENCRYPTED.
  XlsBook(ByteSource& bytes, const std::string& name);

  std::string_view form() const override { return "xls"; }
  std::unique_ptr<RowSource> rows(std::size_t sheet) const override;
  std::unique_ptr<RowSource> glance(std::size_t sheet) const override { return rows(sheet); }

 private:
  struct Part {
    std::size_t begin = 0, end = 0;
  };
  std::vector<Part> find_parts() const;
  void read_globals(Part part, const std::vector<Part>& parts);
  void read_texts(XlsRecord record, std::size_t end);
  void read_sheet(const XlsRecord& record, const std::vector<Part>& parts);
  [[noreturn]] void refuse_damaged() const;

  std::shared_ptr<XlsGlobals> globals_ = std::make_shared<XlsGlobals>();
  std::vector<Part> sheets_;  // where the rows of each sheet lie
};

}  // namespace ksbx
