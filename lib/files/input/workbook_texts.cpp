// The texts of a workbook: how they are written in XML, and where they are kept.
#include <charconv>

#include "base/utf8.h"
#include "files/input/row_source.h"
#include "files/input/workbook.h"

namespace ksbx {
namespace {

// The code point of an escape _xHHHH_ at the front of `text`; nothing if there is none, or if it is no character.
std::optional<char32_t> escaped(std::string_view text) {
  constexpr std::size_t length = 7;
  if (text.size() < length || !text.starts_with("_x") || text[length - 1] != '_') return std::nullopt;
  unsigned code = 0;
  const char* digits_end = text.data() + length - 1;
  if (std::from_chars(text.data() + 2, digits_end, code, 16).ptr != digits_end) return std::nullopt;
  if (code == 0 || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  return code;
}

}  // namespace

void undo_escapes(std::string& text) {
  std::size_t at = text.find("_x");
  if (at == std::string::npos) return;
  std::string undone = text.substr(0, at);
  while (at < text.size()) {
    if (const auto code = escaped(std::string_view(text).substr(at))) {
      undone += to_utf8({&*code, 1});
      at += 7;
    } else {
      undone += text[at++];
    }
  }
  text = std::move(undone);
}

void RichText::clear() {
  text_.clear();
  in_run_ = in_phonetic_ = false;
}

void RichText::begin(std::string_view element) {
  if (element == "rPh") in_phonetic_ = true;
  in_run_ = element == "t" && !in_phonetic_;
}

void RichText::words(std::string_view text) {
  // One byte more than a cell may have is kept, so that it is seen to be too long.
  if (in_run_ && text_.size() <= RowSource::longest_cell) text_ += text;
}

void RichText::end(std::string_view element) {
  if (element == "rPh") in_phonetic_ = false;
  in_run_ = false;
}

std::string_view RichText::finish() {
  undo_escapes(text_);
  return text_;
}

bool SharedTexts::add(std::string_view text) {
  constexpr std::size_t in_a_block = 1024 * 1024;
  static_assert(RowSource::longest_cell < in_a_block / 2);
  bytes_ += text.size() + sizeof(Place);
  if (bytes_ > most_bytes) return false;
  if (blocks_.empty() || blocks_.back().size() + text.size() > in_a_block) blocks_.emplace_back().reserve(in_a_block);
  places_.push_back({static_cast<std::uint32_t>(blocks_.size() - 1), static_cast<std::uint32_t>(blocks_.back().size()),
                     static_cast<std::uint32_t>(text.size())});
  blocks_.back() += text;
  return true;
}

std::optional<std::string_view> SharedTexts::find(std::size_t number) const {
  if (number >= places_.size()) return std::nullopt;
  const Place& place = places_[number];
  return std::string_view(blocks_[place.block]).substr(place.begin, place.size);
}

}  // namespace ksbx
