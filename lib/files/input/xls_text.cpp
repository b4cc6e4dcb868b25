#include "files/input/xls_text.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "files/input/little_endian.h"

namespace ksbx {
namespace {

enum : unsigned { wide = 1, with_pronunciation = 4, with_fonts = 8 };

// UTF-16 as characters.
class Units {
 public:
  void take(char16_t unit) {
    if (unit == 0) return;  // no spreadsheet shows it
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (high_ && low) {
      characters_ += static_cast<char32_t>(0x10000 + ((*high_ - 0xD800U) << 10U) + (unit - 0xDC00U));
      high_.reset();
      return;
    }
    end();
    if (unit >= 0xD800 && unit < 0xDC00)
      high_ = unit;
    else
      characters_ += low ? U'\xFFFD' : static_cast<char32_t>(unit);
  }
  std::string utf8() {
    end();
    return to_utf8(characters_);
  }

 private:
  void end() {
    if (high_) characters_ += U'\xFFFD';
    high_.reset();
  }

  std::u32string characters_;
  std::optional<char16_t> high_;
};

}  // namespace

bool XlsText::next_piece() {
  if (piece_ >= pieces_.size() || at_ < pieces_[piece_].size()) return false;
  at_ = 0;
  return ++piece_ < pieces_.size();
}

bool XlsText::at_end() {
  while (next_piece()) {
  }
  return piece_ >= pieces_.size();
}

std::size_t XlsText::number(std::size_t bytes) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < bytes && !at_end(); ++i)
    value |= std::size_t{static_cast<unsigned char>(pieces_[piece_][at_++])} << 8 * i;
  return value;
}

void XlsText::skip(std::size_t bytes) {
  while (bytes > 0 && !at_end()) {
    const std::size_t here = std::min(bytes, pieces_[piece_].size() - at_);
    at_ += here;
    bytes -= here;
  }
}

std::string XlsText::characters(std::size_t length, unsigned how) {
  Units units;
  while (length > 0 && piece_ < pieces_.size()) {
    if (at_ >= pieces_[piece_].size()) {
      if (!next_piece()) break;
      how = static_cast<unsigned>(number(1));
      continue;
    }
    const std::size_t each = how & wide ? 2 : 1;
    const std::string_view piece = pieces_[piece_];
    if (piece.size() - at_ < each) break;  // half a character
    units.take(static_cast<char16_t>(little_endian(piece, at_, each)));
    at_ += each;
    --length;
  }
  return units.utf8();
}

std::string XlsText::text() {
  const std::size_t length = number(2);
  const auto how = static_cast<unsigned>(number(1));
  const std::size_t fonts = how & with_fonts ? number(2) : 0;
  const std::size_t pronunciation = how & with_pronunciation ? number(4) : 0;
  std::string text = characters(length, how);
  skip(4 * fonts + pronunciation);
  return text;
}

}  // namespace ksbx
