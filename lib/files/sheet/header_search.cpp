#include "files/sheet/header_search.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "files/cell/cell_words.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

// Every header that any of the layouts knows or a person mapped.
class Known {
 public:
  Known(const std::vector<Layout>& layouts, const Mapping& mapping) {
    for (const Layout& layout : layouts)
      for (const ColumnRule& column : layout.columns) words_.insert(column.normal.begin(), column.normal.end());
    for (const MappedHeader& mapped : mapping.headers) {
      mapped_.push_back(normal_header(mapped.header));
      mapped_.push_back(normal_header(mapped.header.substr(0, mapped.header.find_last_of('#'))));  // 姓名#2
    }
    words_.insert(mapped_.begin(), mapped_.end());
  }
  bool has(std::string_view normal) const { return words_.contains(normal); }

 private:
  std::vector<std::string> mapped_;
  std::unordered_set<std::string_view> words_;  // where the layouts keep them
};

bool is_known(const Known& known, const std::string& header) {
  return known.has(normal_header(header));
}

bool has_known(const Known& known, const std::vector<std::string>& cells) {
  return std::any_of(cells.begin(), cells.end(), [&](const std::string& cell) { return is_known(known, cell); });
}

bool is_about_another_person(std::string_view words) {
  for (std::string_view person : {"监护", "父", "母", "家长", "成员", "联系人", "班主任", "教师", "老师", "户主", "祖",
                                  "亲属", "责任人", "包保", "帮扶", "校长"})
    if (words.find(person) != std::string_view::npos) return true;
  return false;
}

// 监护人信息 and 监护人 head the same columns.
std::string_view short_group(std::string_view group) {
  for (std::string_view word : {"基本信息", "基本情况", "信息", "情况", "资料"})
    if (group.size() > word.size() && group.ends_with(word)) return group.substr(0, group.size() - word.size());
  return group;
}

// The header of a column with `name` under `group`. 姓名 under 学生信息 is the pupil's, under 母亲 it is not.
std::string put_together(const Known& known, std::string_view group, std::string_view name) {
  if (name.empty()) return std::string(group);
  for (std::string_view head : {group, short_group(group)})
    if (std::string whole = std::string(head) + std::string(name); is_known(known, whole)) return whole;
  const bool of_another = is_about_another_person(group) && !is_about_another_person(name);
  if (!of_another && is_known(known, std::string(name))) return std::string(name);
  return std::string(group) + std::string(name);
}

// Two rows as one header. A group goes on over blanks as long as names are under it.
std::vector<std::string> two_rows(const Known& known, const std::vector<std::string>& groups,
                                  const std::vector<std::string>& names) {
  std::vector<std::string> headers;
  std::string_view group;
  for (std::size_t i = 0; i < std::max(groups.size(), names.size()); ++i) {
    const std::string_view own = word_at(groups, i), name = word_at(names, i);
    if (!own.empty() || name.empty()) group = own;
    headers.push_back(put_together(known, group, name));
  }
  return headers;
}

// Whether a row holds nothing but words that are headers, as no row of data does.
bool is_all_headers(const Known& known, const std::vector<std::string>& below,
                    const std::vector<std::string>& together) {
  bool any = false;
  for (std::size_t i = 0; i < below.size(); ++i) {
    if (is_blank(below[i])) continue;
    if (!is_known(known, below[i]) && !is_known(known, together[i])) return false;
    any = true;
  }
  return any;
}

int known_in(const std::vector<HeaderMatch>& fits) {
  return fits.empty() ? 0 : fits.front().known;
}

}  // namespace

TopRow top_row(const RawRow& raw) {
  TopRow row{raw.line, raw.fault, raw.fault_cell, {raw.cells.begin(), raw.cells.end()},
             {},       {},        raw.columns,    std::nullopt};
  for (const MergedCell& cell : raw.merged) row.merged.emplace_back(cell.place, cell.text);
  for (const MergedCell& cell : raw.across) row.across.emplace_back(cell.place, cell.text);
  if (raw.wrong != nullptr) row.wrong = *raw.wrong;
  return row;
}

void lay_out(const TopRow& row, RawRow& raw) {
  raw.line = row.line;
  raw.fault = row.fault;
  raw.fault_cell = row.fault_cell;
  raw.cells.assign(row.cells.begin(), row.cells.end());
  raw.merged.clear();
  raw.across.clear();
  for (const auto& [place, words] : row.merged) raw.merged.push_back({place, words});
  for (const auto& [place, words] : row.across) raw.across.push_back({place, words});
  raw.columns = row.columns;
  raw.wrong = row.wrong ? &*row.wrong : nullptr;
}

std::vector<TopRow> first_rows(RowSource& source) {
  std::vector<TopRow> rows;
  RawRow raw;
  while (rows.size() < header_within && source.next(raw)) rows.push_back(top_row(raw));
  return rows;
}

FoundHeader search_header(const std::vector<TopRow>& rows, const std::vector<Layout>& layouts, const Mapping& mapping) {
  const Known known(layouts, mapping);
  FoundHeader best;
  const auto take = [&](std::vector<std::string> headers, std::vector<HeaderMatch> fits, std::size_t first,
                        std::size_t end) {
    best = {std::move(headers), first, end, rows[end - 1].line, std::move(fits)};
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!has_known(known, rows[i].cells)) continue;
    std::vector<HeaderMatch> fits = recognise(rows[i].cells, layouts, mapping);
    if (known_in(fits) > known_in(best.fits)) take(rows[i].cells, std::move(fits), i, i + 1);
    if (i == 0 || filled_cells(rows[i - 1].cells) < 2) continue;
    std::vector<std::string> together = two_rows(known, rows[i - 1].cells, rows[i].cells);
    std::vector<HeaderMatch> both = recognise(together, layouts, mapping);
    const bool on_top = best.end == i && !best.fits.empty();  // the row above was the best so far
    const bool as_good = on_top && known_in(both) == known_in(best.fits) && rows[i].cells != rows[i - 1].cells &&
                         is_all_headers(known, rows[i].cells, together);
    if (known_in(both) > known_in(best.fits) || as_good) take(std::move(together), std::move(both), i - 1, i + 1);
  }
  return best;
}

FoundHeader given_header(const std::vector<std::string>& columns, const std::vector<Layout>& layouts) {
  FoundHeader given;
  for (const Layout& layout : layouts) {
    std::vector<std::string> headers;
    bool has_all = true;
    for (const std::string& word : columns) {
      const bool skipped = word.empty() || word == not_read;
      const int place = skipped ? -1 : place_of_column(layout, word);
      has_all = has_all && (skipped || place >= 0);
      headers.push_back(place >= 0 ? layout.columns[static_cast<std::size_t>(place)].headers.front()
                                   : formatted("第{}列", headers.size() + 1));
    }
    if (!has_all) continue;
    keep_best(given.fits, match(layout, headers));
    if (given.fits.back().layout == &layout) given.headers = std::move(headers);
  }
  return given;
}

}  // namespace ksbx
