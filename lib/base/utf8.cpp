#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "base/text.h"

namespace ksbx {
namespace {

constexpr char32_t replacement = 0xFFFD;

// One step through a text: a character, or one byte that is none.
struct Step {
  char32_t character = replacement;
  std::size_t length = 1;
  bool valid = false;
};

Step step_at(std::string_view text, std::size_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) return {first, 1, true};
  utf8proc_int32_t character = 0;
  // Four bytes are the longest character, so a long text is never handed over whole.
  const auto rest = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(4, text.size() - offset));
  const auto length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + offset), rest, &character);
  if (length <= 0) return {};
  return {static_cast<char32_t>(character), static_cast<std::size_t>(length), true};
}

void append(std::string& out, char32_t character) {
  utf8proc_uint8_t bytes[4];
  const bool encodable = utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(character));
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(encodable ? character : replacement), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

int width_of(char32_t character) {
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(character));
}

constexpr bool is_common_chinese(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FFF;
}

// Nearly every name and id consists of characters that no normal form touches; they are worth a
// look before utf8proc allocates. `below`: all characters under it are their own normal form.
bool is_surely_normal(std::string_view text, char32_t below) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t i = 0; i < text.size();) {
    // U+5000 … U+9FFF are three bytes, the first of them E5 … E9.
    if (byte(i) < 0x80 || (byte(i) >= 0xE5 && byte(i) <= 0xE9 && i + 2 < text.size())) {
      i += byte(i) < 0x80 ? 1 : 3;
      continue;
    }
    const Step step = step_at(text, i);
    if (!step.valid) return true;  // not UTF-8: returned as it is
    if (step.character >= below && !is_common_chinese(step.character)) return false;
    i += step.length;
  }
  return true;
}

std::string normalised(std::string_view text, utf8proc_option_t options) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (length < 0) return std::string(text);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

// Characters that show nothing, or that change how their neighbours are shown. Variation selectors
// and private-use characters stay as they are: rare Chinese names are written with them.
bool is_treacherous(char32_t character) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: break;
  }
  constexpr char32_t blank_letters[] = {0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0};
  return std::find(std::begin(blank_letters), std::end(blank_letters), character) != std::end(blank_letters);
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const Step step = step_at(bytes, i);
    if (!step.valid) return i;
    i += step.length;
  }
  return std::nullopt;
}

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const Step step = step_at(utf8, i);
    out.push_back(step.character);
    i += step.length;
  }
  return out;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size());
  for (char32_t character : code_points) append(out, character);
  return out;
}

int display_width(std::string_view utf8) {
  int width = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const Step step = step_at(utf8, i);
    width += width_of(step.character);
    i += step.length;
  }
  return width;
}

std::string truncate_to_width(std::string_view utf8, int width) {
  if (display_width(utf8) <= width) return std::string(utf8);
  if (width <= 0) return {};
  const int room = width - 1;  // one column for the "…"
  int used = 0;
  std::size_t end = 0;
  while (end < utf8.size()) {
    const Step step = step_at(utf8, end);
    used += width_of(step.character);
    if (used > room) break;
    end += step.length;
  }
  return std::string(utf8.substr(0, end)) + "…";
}

std::string without_middle(std::string_view utf8, int width) {
  if (display_width(utf8) <= width) return std::string(utf8);
  if (width <= 0) return {};
  const std::u32string all = code_points(utf8);
  int room = width - 1;  // one column for the "…"
  std::size_t head = 0;
  for (int used = 0; used + width_of(all[head]) <= room / 3; ++head) used += width_of(all[head]);
  for (std::size_t i = 0; i < head; ++i) room -= width_of(all[i]);
  std::size_t tail = all.size();
  for (; tail > head && width_of(all[tail - 1]) <= room; --tail) room -= width_of(all[tail - 1]);
  return to_utf8(std::u32string_view(all).substr(0, head)) + "…" + to_utf8(std::u32string_view(all).substr(tail));
}

std::string nfc(std::string_view utf8) {
  if (is_surely_normal(utf8, 0x300)) return std::string(utf8);
  return normalised(utf8, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string nfkc(std::string_view utf8) {
  if (is_surely_normal(utf8, 0x80)) return std::string(utf8);
  return normalised(utf8, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
}

std::string display(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const Step step = step_at(utf8, i);
    const auto first_byte = static_cast<unsigned char>(utf8[i]);
    if (!step.valid || (first_byte < 0x80 && is_treacherous(step.character)))
      out += formatted("\\x{:02x}", static_cast<unsigned>(first_byte));
    else if (is_treacherous(step.character))
      out += formatted("\\u{{{:x}}}", static_cast<std::uint32_t>(step.character));
    else
      out.append(utf8.substr(i, step.length));
    i += step.length;
  }
  return out;
}

}  // namespace ksbx
