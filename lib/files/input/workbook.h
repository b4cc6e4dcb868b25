// Workbook: what an .xlsx file says of itself before its rows are read: its worksheets, the texts they share, which
// formats are dates and from when those count.
//
// The texts are the one thing that must be in memory as a whole, because cells name them by number: at most 128 MiB of
// them.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/cell/cell.h"
#include "files/input/archive.h"

namespace ksbx {

struct WorksheetEntry {
  std::string name;  // as on its tab
  std::string part;  // where its rows are; empty if it has none (a chart)
  bool hidden = false;
};

// Texts found by their number, in blocks: one piece that grows would be there twice while it is moved.
class SharedTexts {
 public:
  static constexpr std::size_t most_bytes = 128 * 1024 * 1024;  // a full sheet of pupils has 110

  // Whether there was room for it.
  bool add(std::string_view text);
  std::optional<std::string_view> find(std::size_t number) const;

 private:
  struct Place {
    std::uint32_t block = 0, begin = 0, size = 0;
  };
  std::deque<std::string> blocks_;
  std::deque<Place> places_;
  std::size_t bytes_ = 0;  // of the texts and their places
};

class Workbook {
 public:
  // Throws Error (Failure::input): E_XLSX (damaged, or an archive of something else), E_ZIP_BOMB, E_DOCTYPE,
  // E_ENCRYPTED.
  explicit Workbook(Archive archive);

  const std::string& name() const { return archive_.name(); }
  const Archive& archive() const { return archive_; }
  const std::vector<WorksheetEntry>& worksheets() const {
    return worksheets_;
  }  // in the order of their tabs; at least one

  std::optional<std::string_view> shared_text(std::size_t number) const { return texts_.find(number); }
  bool is_date_style(std::size_t style) const { return style < date_styles_.size() && date_styles_[style]; }
  ExcelEpoch epoch() const { return epoch_; }

 private:
  Archive archive_;
  std::vector<WorksheetEntry> worksheets_;
  SharedTexts texts_;
  std::vector<bool> date_styles_;
  ExcelEpoch epoch_ = ExcelEpoch::y1900;
};

// The text of a cell in XML, which is written in runs: <t>…</t> once or several times, without the phonetic runs (rPh)
// next to them that say how it is pronounced. Used by whoever handles the element around it.
class RichText {
 public:
  void clear();
  void begin(std::string_view element);
  void words(std::string_view text);
  void end(std::string_view element);
  // With _x000D_ and the like as the characters that they stand for. Of a text that is too long for a cell, as much as
  // shows it.
  std::string_view finish();

 private:
  std::string text_;
  bool in_run_ = false;
  bool in_phonetic_ = false;
};

// Undoes _xHHHH_ where it lies; a _x005F_ keeps the underscore that follows from being taken for one.
void undo_escapes(std::string& text);

}  // namespace ksbx
