#include "files/sheet/mapping.h"

#include <algorithm>

#include "base/join.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "files/cell/cell_words.h"
#include "files/sheet/header_match.h"
#include "files/toml/toml_reader.h"

namespace ksbx {
namespace {

Problem mistake(const char* code, const Origin& origin, Text what, Text remedy) {
  return {Severity::error, code, origin, std::move(what), std::move(remedy)};
}

// The layout that knows most of the columns: the one that was meant, most likely. Of several, the roster of pupils.
const Layout* layout_meant(const Mapping& mapping, const std::vector<Layout>& layouts) {
  const Layout* best = nullptr;
  std::ptrdiff_t most = -1;
  for (const Layout& layout : layouts) {
    if (!mapping.kind.empty() && layout.name != mapping.kind) continue;
    auto known = std::count_if(mapping.headers.begin(), mapping.headers.end(), [&](const MappedHeader& mapped) {
      return mapped.column == not_read || place_of_column(layout, mapped.column) >= 0;
    });
    known += std::ranges::count_if(
        mapping.values, [&](const MappedValue& mapped) { return place_of_column(layout, mapped.column) >= 0; });
    const bool as_likely = known == most && layout.kind == RosterKind::students;
    if (known <= most && !as_likely) continue;
    most = known;
    best = &layout;
  }
  return best;
}

Problem unknown_kind(const Mapping& mapping, const std::vector<Layout>& layouts) {
  std::vector<std::string> names;
  for (const Layout& layout : layouts) names.push_back(layout.name);
  const std::string close = nearest(mapping.kind, names);
  return mistake("unknown-roster", mapping.kind_origin,
                 text("没有“{}”这一种表", "there is no kind of roster {}", mapping.kind),
                 close.empty() ? text("可用：units、students、staff、attendance 或记录种类",
                                      "one of units, students, staff, attendance or a kind of record")
                               : text("是不是“{}”？", "did you mean {}?", close));
}

Problem unknown_column(const Layout& layout, const MappedHeader& mapped, const std::vector<Layout>& layouts) {
  const Text close = nearest_column(layout, mapped.column);
  std::vector<Text> kinds;  // that do have it
  for (const Layout& other : layouts)
    if (place_of_column(other, mapped.column) >= 0)
      kinds.push_back(text("{}（{}）", "{} ({})", other.label, other.name));
  constexpr std::size_t few = 4;
  if (close.empty() && !kinds.empty() && kinds.size() <= few)
    return mistake("unknown-column", mapped.origin,
                   text("{}没有“{}”这一列", "the {} has no column {}", layout.label, mapped.column),
                   text("它是{}的列；是这种表就用 --kind 写明",
                        "it is one of {}: say so with --kind if it is such a list", enumerated(kinds)));
  const std::string all = join(layout.columns, ", ", word_of_column);
  return mistake(
      "unknown-column", mapped.origin, text("{}没有“{}”这一列", "the {} has no column {}", layout.label, mapped.column),
      close.empty() ? text("可用：{}；不读的列写 \"-\"", "one of {}; \"-\" for a column that is not read", all)
                    : text("是不是 {}？", "did you mean {}?", close));
}

void find_repeated(const Mapping& mapping, const Layout& layout, Problems& problems) {
  std::vector<std::string> headers;
  std::vector<int> columns;
  for (const MappedHeader& mapped : mapping.headers) {
    const std::string header = normal_header(mapped.header);
    if (std::find(headers.begin(), headers.end(), header) != headers.end())
      problems.push_back(
          mistake("given-twice", mapped.origin, text("列名“{}”说了两次", "the header {} is given twice", mapped.header),
                  text("只留一次；两列同名时写“{0}#1”“{0}#2”",
                       "give it once; for two columns of one name write {0}#1 and {0}#2", mapped.header)));
    headers.push_back(header);
    const int column = mapped.column == not_read ? -1 : place_of_column(layout, mapped.column);
    if (column >= 0 && std::find(columns.begin(), columns.end(), column) != columns.end())
      problems.push_back(mistake("given-twice", mapped.origin,
                                 text("有两列都对应 {}", "two headers are mapped to {}", mapped.column),
                                 text("只留一个，另一个写 \"-\"", "keep one; map the other to \"-\"")));
    columns.push_back(column);
  }
}

}  // namespace

namespace {

void read_values(const std::string& column, TableReader& words, Mapping& mapping) {
  for (const TomlEntry& entry : words.content().entries) {
    const auto* value = std::get_if<std::string>(&entry.value.content);
    if (value == nullptr || trimmed(*value).empty())
      words.wrong_type(entry.value, entry.key, text("一个取值，如 \"excused\"", "a value, such as \"excused\""));
    else
      mapping.values.push_back({column, entry.key, std::string(trimmed(*value)), entry.value.origin});
  }
}

// What is said of a column without choices, or of a value that it cannot hold.
void check_values(const Mapping& mapping, const Layout& layout, Problems& problems) {
  for (const MappedValue& mapped : mapping.values) {
    const int place = place_of_column(layout, mapped.column);
    if (place < 0) {
      problems.push_back(unknown_column(layout, {mapped.word, mapped.column, mapped.origin}, {}));
      continue;
    }
    const ColumnRule& column = layout.columns[static_cast<std::size_t>(place)];
    if (column.choices.empty())
      problems.push_back(mistake(
          "no-choices", mapped.origin,
          text("“{}”这一列没有固定的选项，不能写 [values.{}]",
               "the column {0} has no choices, so there is no [values.{1}]", column.headers.front(), mapped.column),
          text("请删去这一段", "remove that table")));
    else if (!is_understood(column, mapped.value))
      problems.push_back(mistake(
          "unknown-value", mapped.origin,
          text("“{}”这一列没有“{}”这个取值", "the column {} cannot be {}", column.headers.front(), mapped.value),
          text("可用：{}", "one of {}", choices_of(column))));
  }
}

}  // namespace

Mapping read_mapping(const SourceFile& source, Problems& problems) {
  Mapping mapping;
  const auto file = parse_toml(source, problems);
  if (!file) return mapping;
  TableReader root(*file, file->root, text("列对应表", "mapping"), problems);
  if (const auto kind = root.word("kind")) {
    mapping.kind = kind->name;
    mapping.kind_origin = kind->origin;
  }
  const Need columns_needed = root.content().find("values") ? Need::optional : Need::required;
  if (auto columns = root.table("columns", text("列对应", "columns"), columns_needed))
    for (const TomlEntry& entry : columns->content().entries) {
      const auto* column = std::get_if<std::string>(&entry.value.content);
      if (column == nullptr || trimmed(*column).empty())
        columns->wrong_type(entry.value, entry.key,
                            text("一个列名，如 \"phone\"", "the name of a column, such as \"phone\""));
      else
        mapping.headers.push_back({entry.key, std::string(trimmed(*column)), entry.value.origin});
    }
  if (auto values = root.table("values", text("取值对应", "values")))
    for (const TomlEntry& column : values->content().entries)
      if (auto words = values->table(column.key, text("取值对应", "values"))) read_values(column.key, *words, mapping);
  root.finish();
  return mapping;
}

std::optional<MappedHeader> mapped_header(std::string_view words) {
  const std::size_t sign = words.find_last_of('=');
  if (sign == std::string_view::npos) return std::nullopt;
  const std::string_view header = trimmed(words.substr(0, sign)), column = trimmed(words.substr(sign + 1));
  if (header.empty() || column.empty()) return std::nullopt;
  return MappedHeader{std::string(header), std::string(column)};
}

Problems check_mapping(const Mapping& mapping, const std::vector<Layout>& layouts) {
  const Layout* layout = layout_meant(mapping, layouts);
  if (layout == nullptr) return {unknown_kind(mapping, layouts)};
  Problems problems;
  for (const MappedHeader& mapped : mapping.headers)
    if (mapped.column != not_read && place_of_column(*layout, mapped.column) < 0)
      problems.push_back(unknown_column(*layout, mapped, layouts));
  find_repeated(mapping, *layout, problems);
  check_values(mapping, *layout, problems);
  return problems;
}

int place_of_column(const Layout& layout, std::string_view word) {
  const std::string normal = normal_header(word);
  for (std::size_t i = 0; i < layout.columns.size(); ++i)
    if (word_of_column(layout.columns[i]) == word) return static_cast<int>(i);
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const auto& known = layout.columns[i].normal;
    if (!known.empty() && known.front() == normal) return static_cast<int>(i);
  }
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const auto& known = layout.columns[i].normal;
    if (std::find(known.begin(), known.end(), normal) != known.end()) return static_cast<int>(i);
  }
  return -1;
}

std::string word_of_column(const ColumnRule& column) {
  if (column.field < 0) return std::string(name_of(column.column));
  return column.name;
}

Text nearest_column(const Layout& layout, std::string_view word) {
  std::vector<std::string> names;
  for (const ColumnRule& column : layout.columns) {
    names.push_back(word_of_column(column));
    names.insert(names.end(), column.headers.begin(), column.headers.end());
  }
  constexpr std::size_t long_enough = 3;  // 序号 is one character from 班号
  const std::string close = code_points(word).size() < long_enough ? std::string() : nearest(word, names);
  if (close.empty()) return {};
  const ColumnRule& column = layout.columns[static_cast<std::size_t>(place_of_column(layout, close))];
  return text("{}（{}）", "{} ({})", word_of_column(column), column.headers.front());
}

int place_of_header(const std::vector<std::string>& normal, std::string_view mapped) {
  const std::string whole = normal_header(mapped);
  if (const auto found = std::find(normal.begin(), normal.end(), whole); found != normal.end())
    return static_cast<int>(found - normal.begin());
  const std::size_t sign = mapped.find_last_of('#');
  if (sign == std::string_view::npos) return -1;
  const auto wanted = small_number(mapped.substr(sign + 1));
  const std::string name = normal_header(mapped.substr(0, sign));
  int seen = 0;
  for (std::size_t i = 0; i < normal.size(); ++i)
    if (normal[i] == name && ++seen == wanted) return static_cast<int>(i);
  return -1;
}

}  // namespace ksbx
