#include "files/shape/legend.h"

#include <algorithm>

#include "base/utf8.h"
#include "files/cell/cell_words.h"

namespace ksbx {

std::string plain_mark(std::string_view mark) {
  std::u32string plain_form;
  for (char32_t c : code_points(plain(mark))) {
    if (std::u32string_view(U"✓✔☑∨Vv").find(c) != std::u32string_view::npos) c = U'√';
    if (std::u32string_view(U"✕✖✗✘╳☒Xx").find(c) != std::u32string_view::npos) c = U'×';
    if (std::u32string_view(U"◯〇Oo").find(c) != std::u32string_view::npos) c = U'○';
    if (std::u32string_view(U"∆Δ").find(c) != std::u32string_view::npos) c = U'△';
    if (std::u32string_view(U"–—―").find(c) != std::u32string_view::npos) c = U'-';
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    if (c != U' ' && c != 0xFE0F && c != 0xFE0E) plain_form.push_back(c);
  }
  return to_utf8(plain_form);
}

const LegendEntry* Legend::add(const LegendEntry& entry) {
  for (const LegendEntry& known : entries_)
    if (known.mark == entry.mark) return known.meaning == entry.meaning ? nullptr : &known;
  entries_.push_back(entry);
  return nullptr;
}

std::string_view Legend::meaning(std::string_view cell) const {
  const std::string_view written = trimmed(cell);
  if (written.empty()) return cell;
  for (const LegendEntry& entry : entries_)
    if (entry.mark == written) return entry.meaning;
  if (entries_.empty() || written.size() > 8) return cell;
  const std::string mark = plain_mark(written);
  for (const LegendEntry& entry : entries_)
    if (!entry.mark.empty() && plain_mark(entry.mark) == mark) return entry.meaning;
  return cell;
}

std::optional<std::string> Legend::meaning_of_blank() const {
  for (const LegendEntry& entry : entries_)
    if (entry.mark.empty()) return entry.meaning;
  return std::nullopt;
}

}  // namespace ksbx
