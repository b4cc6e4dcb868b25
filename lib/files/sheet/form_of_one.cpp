#include "files/sheet/form_of_one.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "files/cell/cell_words.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

struct LabelledCell {
  std::string label, value;
  int line = 0, column = 0;  // of the value
};

std::string label_in(std::string_view cell) {
  std::string_view label = trimmed(cell);
  for (std::string_view colon : {":", "："})
    if (label.ends_with(colon)) label.remove_suffix(colon.size());
  return std::string(trimmed(label));
}

// The cells by twos; nothing if one stands without its label. Cells that are merged with another are part of it.
std::optional<std::vector<LabelledCell>> cells_of(const TopRow& row) {
  if (row.fault > RowFault::bare_quote) return std::nullopt;
  const auto is_part = [&](std::size_t place) {
    const auto is_here = [place](const auto& merged) { return merged.first == place; };
    return std::ranges::any_of(row.across, is_here) || std::ranges::any_of(row.merged, is_here);
  };
  std::vector<LabelledCell> pairs;
  bool is_label = true;
  for (std::size_t place = 0; place < row.cells.size(); ++place) {
    if (is_part(place)) continue;
    if (is_label) {
      pairs.push_back({label_in(row.cells[place]), {}, row.line, 0});
    } else {
      pairs.back().value = row.cells[place];
      pairs.back().column = static_cast<int>(place) + 1;
    }
    is_label = !is_label;
  }
  if (std::ranges::any_of(pairs, [](const LabelledCell& pair) { return pair.label.empty() && !is_blank(pair.value); }))
    return std::nullopt;
  std::erase_if(pairs, [](const LabelledCell& pair) { return pair.label.empty(); });
  return pairs;
}

bool is_of_one(RosterKind kind) {
  switch (kind) {
    case RosterKind::leave:
    case RosterKind::record: return true;
    case RosterKind::units:
    case RosterKind::staff:
    case RosterKind::students:
    case RosterKind::attendance: break;
  }
  return false;
}

class LabelledForm {
 public:
  LabelledForm(const std::vector<TopRow>& rows, const std::vector<Layout>& layouts, const Mapping& mapping)
      : rows_(rows), all_(layouts), mapping_(mapping) {
    std::ranges::copy_if(layouts, std::back_inserter(layouts_), [](const Layout& one) { return is_of_one(one.kind); });
  }

  FormOfOne read() {
    FormOfOne form;
    collect();
    const std::vector<HeaderMatch> fits = recognise(labels(), layouts_, mapping_);
    const bool names_pupil = std::ranges::any_of(fits, [&](const HeaderMatch& fit) { return is_one_child(fit); });
    if (!names_pupil || rows_of_pairs_ < 2 || heads_a_list()) return form;
    form.line = pairs_.front().line;
    form.is_unclear = is_unclear_;
    if (!is_unclear_) form.rows = as_list();
    return form;
  }

 private:
  bool is_label(const std::string& words) const {
    const std::string normal = normal_header(words);
    return std::ranges::any_of(layouts_, [&](const Layout& one) { return has_header(one, normal, Of::all_columns); });
  }

  // 班主任 heads a column, and is what stands beside 职务.
  enum class Of { all_columns, all_but_makers };
  static bool has_header(const Layout& layout, const std::string& normal, Of which) {
    return !normal.empty() && std::ranges::any_of(layout.columns, [&](const ColumnRule& column) {
      const bool is_left_out = which == Of::all_but_makers && column.field < 0 && column.column == ColumnName::by;
      return !is_left_out && std::ranges::find(column.normal, normal) != column.normal.end();
    });
  }

  void collect() {
    for (const TopRow& row : rows_) {
      const std::size_t filled = filled_cells(row.cells);
      if (filled == 0) continue;
      const auto pairs = cells_of(row);
      const bool has_label =
          pairs && std::ranges::any_of(*pairs, [&](const LabelledCell& pair) { return is_label(pair.label); });
      if (pairs_.empty() && !has_label) {
        titles_.push_back(row);
        continue;
      }
      const std::string& first = *std::ranges::find_if_not(row.cells, is_blank);
      if (!has_label && (is_signature(first) || (filled == 1 && begins_like_a_total(first)))) {
        below_.push_back(row);
        continue;
      }
      is_unclear_ = is_unclear_ || !has_label || !below_.empty();
      if (!has_label) continue;
      ++rows_of_pairs_;
      pairs_.insert(pairs_.end(), pairs->begin(), pairs->end());
    }
  }

  std::vector<std::string> labels() const {
    std::vector<std::string> all;
    for (const LabelledCell& pair : pairs_) all.push_back(pair.label);
    return all;
  }

  // Who it is about is written beside its label.
  bool is_one_child(const HeaderMatch& fit) const {
    for (std::size_t i = 0; i < fit.places.size(); ++i) {
      const ColumnRule& rule = fit.layout->columns[i];
      const bool names_pupil =
          rule.field < 0 &&
          (rule.column == ColumnName::name || rule.column == ColumnName::id_number || rule.column == ColumnName::xueji);
      if (!names_pupil || fit.places[i] < 0) continue;
      const std::string& value = pairs_[static_cast<std::size_t>(fit.places[i])].value;
      if (!is_blank(value) && !is_label(value)) return true;
    }
    return false;
  }
  // What stands beside labels are others: one may be a word that is also an answer (方式：电话).
  bool heads_a_list() const {
    const auto is_header = [&](const LabelledCell& pair) {
      const std::string normal = normal_header(pair.value);
      return std::ranges::any_of(all_, [&](const Layout& one) { return has_header(one, normal, Of::all_but_makers); });
    };
    return std::ranges::count_if(pairs_, is_header) > 1;
  }

  std::vector<TopRow> as_list() const {
    std::vector<TopRow> list = titles_;
    TopRow head, row;
    head.line = row.line = pairs_.front().line;
    for (const LabelledCell& pair : pairs_) {
      head.cells.push_back(pair.label);
      row.cells.push_back(pair.value);
      row.columns.push_back(pair.column);
    }
    list.push_back(std::move(head));
    list.push_back(std::move(row));
    list.insert(list.end(), below_.begin(), below_.end());
    return list;
  }

  const std::vector<TopRow>& rows_;
  const std::vector<Layout>& all_;
  const Mapping& mapping_;
  std::vector<Layout> layouts_;
  std::vector<TopRow> titles_, below_;
  std::vector<LabelledCell> pairs_;
  std::size_t rows_of_pairs_ = 0;
  bool is_unclear_ = false;
};

}  // namespace

FormOfOne form_of_one(const std::vector<TopRow>& rows, const std::vector<Layout>& layouts, const Mapping& mapping) {
  return LabelledForm(rows, layouts, mapping).read();
}

Problem unclear_form(const std::string& file, int line) {
  return {
      Severity::error,
      "E_NO_HEADER",
      {file, line, 0},
      text("这像是一名学生一张的表（栏目在左，内容在右），但有的行不是一格栏目、一格内容，读不准。",
           "this looks like a form about one child (labels to the left, what they say to the right), but some rows "
           "are not a label and a cell each"),
      text("请把每一项写成相邻的两格：左边栏目，右边内容；或改成一行一名学生的表：第一行写栏目，第二行起写内容"
           "（空表用 import --template 种类 -o 文件.xlsx 写出）。",
           "Write each as two cells side by side, the label and what it says; or as a list, one child a row, below a "
           "row of column names (import --template KIND -o FILE.xlsx writes an empty one).")};
}

}  // namespace ksbx
