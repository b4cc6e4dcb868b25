#include "files/sheet/inspection.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "base/ascii.h"
#include "base/join.h"
#include "base/utf8.h"
#include "files/cell/cell_words.h"
#include "files/input/open_rows.h"
#include "files/sheet/purpose.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

struct Top {
  std::string name;
  std::string worksheet;
  Text form;
  std::vector<TopRow> rows;
};

Top top_of(const std::string& path, const SheetOptions& options) {
  const OpenedRows opened = std::move(open_sheets(path, {options.encoding, options.worksheet}).front());
  Top top{path, opened.worksheet, {}, first_rows(*opened.rows)};
  const std::string delimiter = opened.delimiter == "\t" ? "TAB" : opened.delimiter;
  top.form = opened.worksheet.empty() ? text("{}，分隔符“{}”", "{}, delimiter \"{}\"", opened.form, delimiter)
                                      : text("{}，工作表“{}”", "{}, sheet \"{}\"", opened.form, opened.worksheet);
  return top;
}

// Whether a row is of data: headers hold no numbers. Pupils are not to be shown as if they were a header.
bool holds_numbers(const std::vector<std::string>& cells) {
  constexpr std::ptrdiff_t many = 6;
  return std::any_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return std::count_if(cell.begin(), cell.end(), is_ascii_digit<char>) >= many;
  });
}

// Where no header was recognised: the row with the most words in it, as if it were one of pupils; none if all are data.
FoundHeader likely_header(const Top& top, const std::vector<Layout>& layouts) {
  FoundHeader likely;
  std::size_t most = 1;
  for (std::size_t i = 0; i < top.rows.size() && !holds_numbers(top.rows[i].cells); ++i) {
    const std::size_t filled = filled_cells(top.rows[i].cells);
    if (filled <= most) continue;
    most = filled;
    likely = {top.rows[i].cells, i, i + 1, top.rows[i].line, {}};
  }
  const auto students = std::find_if(layouts.begin(), layouts.end(),
                                     [](const Layout& layout) { return layout.kind == RosterKind::students; });
  const Layout& layout = students == layouts.end() ? layouts.front() : *students;
  likely.fits = {match(layout, likely.headers)};
  return likely;
}

std::string toml_text(std::string_view words) {
  std::string all = "\"";
  for (char c : words) {
    if (c == '"' || c == '\\') all += '\\';
    if (static_cast<unsigned char>(c) >= ' ' && c != '\x7F') all += c;
  }
  return all + '"';
}

// The header as a mapping names it: with its number where others are called the same.
std::string key_of(const FoundHeader& header, std::size_t place) {
  const std::string normal = normal_header(header.headers[place]);
  int before = 0, all = 0;
  for (std::size_t i = 0; i < header.headers.size(); ++i)
    if (normal_header(header.headers[i]) == normal) {
      ++all;
      if (i <= place) ++before;
    }
  return toml_text(header.headers[place] + (all > 1 ? formatted("#{}", before) : std::string()));
}

class Writer {
 public:
  explicit Writer(const FoundHeader& header) : header_(header), match_(header.fits.front()) {}

  Text mapping() {
    add(text("[columns]\n", "[columns]\n"));
    for (std::size_t i = 0; i < header_.headers.size(); ++i)
      if (const int column = column_at(i); column >= 0 && !is_repeated(i)) add(line_of(i, column));
    add_repeated();
    add_ignored();
    add_missing();
    return toml_;
  }

 private:
  void add(const Text& part) {
    toml_.zh += part.zh;
    toml_.en += part.en;
  }

  int column_at(std::size_t place) const {
    const auto found = std::find(match_.places.begin(), match_.places.end(), static_cast<int>(place));
    return found == match_.places.end() ? -1 : static_cast<int>(found - match_.places.begin());
  }

  // Which of two columns of one name is meant is for a person to say.
  bool is_repeated(std::size_t place) const {
    const std::string normal = normal_header(header_.headers[place]);
    return std::any_of(match_.doubled.begin(), match_.doubled.end(), [&](int other) {
      return normal_header(header_.headers[static_cast<std::size_t>(other)]) == normal;
    });
  }

  const ColumnRule& rule(int column) const { return match_.layout->columns[static_cast<std::size_t>(column)]; }

  Text line_of(std::size_t place, int column) const {
    const std::string word = word_of_column(rule(column)), official = rule(column).headers.front();
    const std::string line = key_of(header_, place) + " = " + toml_text(word);
    return text("{}  # {}\n", "{}  # {}\n", line, official);
  }

  void add_repeated() {
    if (match_.doubled.empty()) return;
    add(text("\n# 同名的列；请选一列，去掉行首的 #：\n",
             "\n# Several columns of one name: remove the # before the right one:\n"));
    for (std::size_t i = 0; i < header_.headers.size(); ++i)
      if (is_repeated(i)) add_commented(line_of(i, column_of_name(i)));
  }

  void add_ignored() {
    if (match_.ignored.empty()) return;
    add(text("\n# 没有读取的列；要读就去掉行首的 #，把 \"-\" 改成列名：\n",
             "\n# Not read; to read one, remove the # and replace \"-\" by the column:\n"));
    for (int place : match_.ignored) {
      const auto at = static_cast<std::size_t>(place);
      const Text close = nearest_column(*match_.layout, header_.headers[at]);
      const std::string line = key_of(header_, at) + " = \"-\"";
      add_commented(close.empty() ? text("{}\n", "{}\n", line)
                                  : text("{}  # 是不是 {}？\n", "{}  # perhaps {}?\n", line, close));
    }
  }

  void add_commented(const Text& line) { add({"# " + line.zh, "# " + line.en}); }

  // The column that a repeated header stands for.
  int column_of_name(std::size_t place) const {
    const std::string normal = normal_header(header_.headers[place]);
    for (std::size_t i = 0; i < header_.headers.size(); ++i)
      if (normal_header(header_.headers[i]) == normal && column_at(i) >= 0) return column_at(i);
    return -1;
  }

  void add_missing() {
    std::vector<Text> missing;
    for (int need : match_.unmet)
      for (int place : match_.layout->needs[static_cast<std::size_t>(need)])
        missing.push_back(text("{}（{}）", "{0}", word_of_column(rule(place)), rule(place).headers.front()));
    if (!missing.empty()) add(text("\n# 还缺少：{}\n", "\n# Missing: {}\n", enumerated(missing)));
  }

  const FoundHeader& header_;
  const HeaderMatch& match_;
  Text toml_;
};

// By the place of a column in the layout its words that are not understood, each with the number of its rows.
using UnknownWords = std::map<int, std::map<std::string, int>>;

Text mapping_of(const UnknownWords& unknown, const std::vector<ColumnRule>& columns) {
  Text all;
  const auto add = [&](const Text& part) { all = {all.zh + part.zh, all.en + part.en}; };
  for (const auto& [place, words] : unknown) {
    const ColumnRule& column = columns[static_cast<std::size_t>(place)];
    add(text("\n# “{}”一列里看不懂的写法；去掉行首的 #，在右边填：{}\n[values.{}]\n",
             "\n# Words of the column {} that are not understood; remove the # and fill in one of {}\n[values.{}]\n",
             column.headers.front(), choices_of(column), word_of_column(column)));
    for (const auto& [word, rows] : words)
      add(text("# {} = \"\"  # {} 行\n", "# {} = \"\"  # rows: {}\n", toml_text(word), rows));
  }
  return all;
}

// Not where a cell holds a number or a whole sentence, which no one would map.
UnknownWords unknown_words(Sheet sheet) {
  constexpr std::size_t most_words = 40, longest = 20;
  UnknownWords unknown;
  const std::vector<ColumnRule>& columns = sheet.layout().columns;
  while (const Row* row = sheet.next())
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].choices.empty()) continue;
      const std::string_view cell =
          trimmed(columns[i].field < 0 ? row->cell(columns[i].column) : row->field(columns[i].field));
      if (cell.empty() || holds_numbers({std::string(cell)}) || code_points(cell).size() > longest ||
          is_understood(columns[i], cell))
        continue;
      auto& words = unknown[static_cast<int>(i)];
      if (words.size() < most_words || words.contains(std::string(cell))) ++words[std::string(cell)];
    }
  return unknown;
}

Text heading(const Top& top, const FoundHeader& header, const std::vector<HeaderMatch>& fits) {
  const Layout& layout = *header.fits.front().layout;
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < header.first; ++i)
    if (std::string words = words_of_row(top.rows[i].cells); !words.empty()) {
      std::erase_if(words, [](char c) { return c == '\n' || c == '\r'; });
      titles.push_back(std::move(words));
    }
  const Text kind =
      fits.empty() ? text("认不出是哪一种表，先当作{}", "not recognised, treated as {}", layout.label) : layout.label;
  const Text where = header.line == 0
                         ? text("没有表头（可用 --no-header --columns）", "no header (see --no-header --columns)")
                         : text("表头在第 {} 行", "header in line {}", header.line);
  Text all = text("# {}：{}，{}，{}\n", "# {}: {}, {}, {}\n", top.name, kind, top.form, where);
  if (fits.size() > 1) {
    const std::string names = join(fits, ", ", [](const HeaderMatch& fit) { return fit.layout->name; });
    const Text several = text("# 也可能是：{}\n", "# It may be any of: {}\n", names);
    all = {all.zh + several.zh, all.en + several.en};
  }
  if (!titles.empty()) {
    const Text skipped = text("# 略过的标题：{}\n", "# titles passed over: {}\n", join(titles, " / "));
    all = {all.zh + skipped.zh, all.en + skipped.en};
  }
  const Text use =
      text("# 左边是文件里的列名，右边是 ksbx 的列；改好后存成文件，用 --mapping 导入。\nkind = {}\n\n",
           "# Left: the header in the file; right: the column. Correct it, keep it, import with --mapping.\n"
           "kind = {}\n\n",
           toml_text(layout.name));
  return {all.zh + use.zh, all.en + use.en};
}

// The other sheets of the workbook that an import reads with the one that is shown.
Text read_alike(const std::vector<Sheet>& sheets) {
  if (sheets.size() < 2) return {};
  const std::string names = join(std::span(sheets).subspan(1), "、", [](const Sheet& one) { return one.worksheet(); });
  return text("# 另有 {} 张工作表和它一起读，列也这样对应：{}\n",
              "# {} more sheets are read with it, by the same columns: {}\n", sheets.size() - 1, names);
}

std::unique_ptr<TableShape> shape_of(const Top& top, const std::vector<Layout>& layouts, const SheetOptions& options) {
  if (!options.shape || !options.columns.empty()) return nullptr;
  return options.shape(
      {top.name, top.worksheet, top.rows, layouts, options.mapping, options.given_cells, options.today});
}

Text heading(const Top& top, const TableShape& shape) {
  return text(
      "# {0}：{1}，{2}\n# 按一般列表读出各列；改好后存成文件，用 --mapping 导入。\nkind = {3}\n\n",
      "# {0}: {1}, {2}\n# How it is read as a list. Correct it, keep it, import with --mapping.\nkind = {3}\n\n",
      top.name, shape.label(), top.form, toml_text(shape.layout()));
}

}  // namespace

Inspection inspect(const std::string& path, std::vector<Layout> layouts, const SheetOptions& options) {
  Inspection inspection;
  Text unknown, others;
  bool lacks_nothing = false;  // a title or --set may say what no column does
  SheetOptions first = options;
  try {
    std::vector<Sheet> sheets = Sheet::open_all(path, layouts, options);
    others = read_alike(sheets);
    lacks_nothing = true;
    first.worksheet = sheets.front().worksheet();
    const Layout layout = sheets.front().layout();
    unknown = mapping_of(unknown_words(std::move(sheets.front())), layout.columns);
  } catch (const Error& error) {
    inspection.problems = error.problems();
  }
  const std::string& kind = options.layout.empty() ? options.mapping.kind : options.layout;
  if (!kind.empty()) std::erase_if(layouts, [&](const Layout& layout) { return layout.name != kind; });
  const Top top = top_of(path, first);
  if (const auto shape = shape_of(top, layouts, options)) {
    const Text head = heading(top, *shape), body = shape->described();
    inspection.toml = {others.zh + head.zh + body.zh + unknown.zh, others.en + head.en + body.en + unknown.en};
    return inspection;
  }
  if (kind.empty()) {
    std::vector<TitleText> titles;
    for (const TopRow& row : top.rows) titles.push_back({title_of(row.cells), {}, row.line});
    layouts = kinds_to_guess(std::move(layouts), titles);
  }
  FoundHeader header = search_header(top.rows, layouts, options.mapping);
  const std::vector<HeaderMatch> fits = header.fits;
  if (fits.empty()) header = likely_header(top, layouts);
  if (lacks_nothing) header.fits.front().unmet.clear();
  const Text head = heading(top, header, fits), body = Writer(header).mapping();
  inspection.toml = {others.zh + head.zh + body.zh + unknown.zh, others.en + head.en + body.en + unknown.en};
  return inspection;
}

}  // namespace ksbx
