// Legend: what the marks of a register mean, as the sheet itself says: 图例：√出勤 ×旷课, 病假（△）, ○表示事假.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

struct LegendEntry {
  std::string mark;     // as the legend writes it
  std::string meaning;  // 旷课
  int line = 0;         // where it is said
  int column = 0;
};

class Legend {
 public:
  // What `words` explain; of a text that is no legend, nothing.
  static std::vector<LegendEntry> read(std::string_view words, int line, int column);

  // Adds an entry. The entry that says otherwise of the same mark, if there is one: then nothing is added.
  const LegendEntry* add(const LegendEntry& entry);
  const std::vector<LegendEntry>& entries() const { return entries_; }

  // What a cell means; the cell itself, if the legend does not say. Check marks and crosses of any form are the same,
  // unless the legend tells them apart.
  std::string_view meaning(std::string_view cell) const;

 private:
  std::vector<LegendEntry> entries_;
};

// √, ✓ and ✔ as one, × and X, ○ and 〇.
std::string plain_mark(std::string_view mark);

}  // namespace ksbx
