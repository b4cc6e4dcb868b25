// SheetChoice: which sheets of a workbook are read, and what is said of the others.
//
// A person says it with `--sheet`: a name, a number among the visible ones, several of these with a comma between them,
// or "all". Otherwise the visible ones are read whose rows are wanted. Every other sheet is named in a problem, so that
// no child on it is overlooked.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/input/book.h"

namespace ksbx {

class SheetChoice {
 public:
  // Read together. A file may hold ten thousand, and each that is open takes a quarter of a megabyte.
  static constexpr std::size_t most_sheets = 500;
  static constexpr const char* every_sheet = "all";

  using IsWanted = std::function<bool(RowSource&)>;
  SheetChoice(std::shared_ptr<const Book> book, IsWanted is_wanted) : book_(std::move(book)), is_wanted_(is_wanted) {}

  // Numbers of sheets, as Book::sheets lists them.
  //
  // `said`: a name or number; empty: the first that is wanted, or the first visible one if none is. Throws
  // Error (Failure::input) E_NO_SHEET.
  std::size_t one(const std::string& said);
  // As above; empty or "all": each visible one that is wanted. E_TOO_MANY_SHEETS beyond `most_sheets`.
  std::vector<std::size_t> all(const std::string& said);

  // W_SHEETS_IGNORED for each sheet that is not among those.
  Problems ignored(const std::vector<std::size_t>& read);

 private:
  bool is_wanted(std::size_t sheet);
  std::size_t first_visible() const;
  std::optional<std::size_t> find(const std::string& said) const;
  std::size_t named(const std::string& said) const;
  bool is_of_our_form(const SheetEntry& sheet) const;
  std::string names() const;

  std::shared_ptr<const Book> book_;
  IsWanted is_wanted_;
  std::vector<std::optional<bool>> asked_;
};

}  // namespace ksbx
