// Legend: what the marks of a register mean, as the sheet itself says: 图例：√出勤 ×旷课, 病假（△）, ○表示事假,
// 空白：出勤.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

struct LegendEntry {
  std::string mark;     // as the legend writes it; empty: an empty cell
  std::string meaning;  // 旷课
  int line = 0;         // where it is said
  int column = 0;
};

// Of one text. Either the mark is before its meaning in all of it, or behind it; headings (考勤说明：) and notes in
// brackets (○请假（病假、事假）) say nothing. Words may be marks: 病假“病”, 病：病假; and leave may stand for itself:
// √出勤 ×旷课 病假 事假.
struct LegendReading {
  std::vector<LegendEntry> entries;  // none if the text is no legend
  std::string left_over;             // a mark of a legend of which no meaning is known, or a state that no mark has

  bool is_legend() const { return !entries.empty(); }
};

class Legend {
 public:
  // What `words` explain. Letters are marks like all others, and so is a digit that is linked with a word (0=到; where
  // the text is called a legend also 0：到, 0到, 到(0)). A text is a legend if it explains two marks, or one and
  // nothing else (√：旷课, 缺勤打√), or is called 图例, 说明 …
  static LegendReading read(std::string_view words, int line, int column);

  // Adds an entry. The entry that says otherwise of the same mark, if there is one: then nothing is added.
  const LegendEntry* add(const LegendEntry& entry);
  const std::vector<LegendEntry>& entries() const { return entries_; }

  // What a cell means; the cell itself, if the legend does not say. Check marks and crosses of any form are the same,
  // unless the legend tells them apart.
  std::string_view meaning(std::string_view cell) const;
  // What an empty cell means, if the legend says so.
  std::optional<std::string> meaning_of_blank() const;

 private:
  std::vector<LegendEntry> entries_;
};

// √, ✓ and ✔ as one, × and X, ○ and 〇, P and p.
std::string plain_mark(std::string_view mark);

}  // namespace ksbx
