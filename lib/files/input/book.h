// Book: a workbook as a list of sheets, whichever program wrote it.
//
//   std::shared_ptr<const Book> book = …;              // open_rows decides by the first bytes which kind it is
//   for (const SheetEntry& sheet : book->sheets()) …   // in the order of their tabs
//   auto rows = book->rows(0);
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/input/row_source.h"

namespace ksbx {

struct SheetEntry {
  std::string name;  // as on its tab
  bool hidden = false;
  bool has_rows = true;  // a chart has none
};

class Book {
 public:
  virtual ~Book() = default;

  const std::string& name() const { return name_; }  // of the file
  const std::vector<SheetEntry>& sheets() const { return sheets_; }
  virtual std::string_view form() const = 0;  // "xlsx", "xls"

  // The rows of a sheet that has some, from its first. They keep what they need of the book, and any number of sheets
  // may be read at once, on one thread. Throws Error (Failure::input) where the sheet is damaged.
  virtual std::unique_ptr<RowSource> rows(std::size_t sheet) const = 0;
  // The same for who looks at the first rows only: what is merged is not told.
  virtual std::unique_ptr<RowSource> glance(std::size_t sheet) const = 0;

 protected:
  explicit Book(std::string name) : name_(std::move(name)) {}
  void add(SheetEntry sheet) { sheets_.push_back(std::move(sheet)); }

 private:
  std::string name_;
  std::vector<SheetEntry> sheets_;
};

}  // namespace ksbx
