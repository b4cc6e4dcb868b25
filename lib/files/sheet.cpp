#include "files/sheet.h"

#include <algorithm>
#include <utility>

#include "base/nearest.h"
#include "base/utf8.h"
#include "files/csv_reader.h"

namespace ksbx {
namespace {

constexpr std::size_t header_within = 20;
constexpr std::size_t longest_excerpt = 200;

// Space, tab, line end, no-break space, ideographic space, byte order mark, zero-width space.
bool is_blank(std::string_view cell) {
  // Every cell of every row comes here, and nearly all of them begin with a digit or a Chinese character.
  if (!cell.empty() && static_cast<unsigned char>(cell.front()) > ' ' && cell.front() != '\xC2' &&
      cell.front() != '\xE2' && cell.front() != '\xE3' && cell.front() != '\xEF')
    return false;
  while (!cell.empty()) {
    std::size_t length = 0;
    for (std::string_view space : {" ", "\t", "\r", "\n", "\u00A0", "\u3000", "\uFEFF", "\u200B"})
      if (cell.starts_with(space)) length = space.size();
    if (length == 0) return false;
    cell.remove_prefix(length);
  }
  return true;
}

template <class Cells>
std::size_t filled_cells(const Cells& cells) {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(), [](std::string_view cell) { return !is_blank(cell); }));
}

// The words of a row, for a person to see what was skipped.
template <class Cells>
std::string words_of(const Cells& cells) {
  std::string words;
  for (std::string_view cell : cells) {
    if (is_blank(cell) || words.size() > longest_excerpt) continue;
    if (!words.empty()) words += " | ";
    words += cell.substr(0, longest_excerpt);
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    if (is_blank(word)) continue;
    if (!all.empty()) all += "、";
    all += word;
  }
  return all;
}

// The words with which offices begin the rows under a table.
bool begins_like_a_total(std::string_view cell) {
  std::string text = nfkc(cell);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  for (std::string_view word : {"合计",   "总计",     "小计",     "共计",       "总人数", "人数合计", "说明",
                                "备注",   "注:",      "注1",      "填表",       "填报",   "制表",     "审核",
                                "校长签", "班主任签", "负责人",   "单位负责人", "联系人", "签字",     "签章",
                                "盖章",   "经办人",   "打印日期", "total",      "Total",  "TOTAL"})
    if (text.starts_with(word)) return true;
  constexpr std::string_view in_all = "共";
  return text.size() > in_all.size() && text.starts_with(in_all) && text[in_all.size()] >= '0' &&
         text[in_all.size()] <= '9';
}

[[noreturn]] void refuse(Problem problem) {
  throw Error(Failure::input, {std::move(problem)});
}

Text names_of_needs(const Layout& layout, const std::vector<int>& group) {
  std::string zh, en;
  for (int place : group) {
    const auto& headers = layout.columns[static_cast<std::size_t>(place)].headers;
    zh += (zh.empty() ? "" : "或") + headers.front();
    en += (en.empty() ? "" : " or ") + headers.front();
  }
  return {zh, en};
}

Problem missing_column(const HeaderMatch& match, int need, const std::vector<std::string>& headers, Origin origin) {
  const auto& group = match.layout->needs[static_cast<std::size_t>(need)];
  std::vector<std::string> unread;
  for (int place : match.ignored) unread.push_back(headers[static_cast<std::size_t>(place)]);
  std::string similar;
  for (int place : group)
    for (const std::string& name : match.layout->columns[static_cast<std::size_t>(place)].headers)
      if (similar.empty()) similar = nearest(name, unread);
  Text remedy = similar.empty() ? text("请补上这一列。已有的列：{}", "Add the column. Found: {}", joined(headers))
                                : text("是不是“{}”这一列？请改名后再导入。已有的列：{}",
                                       "Is it \"{}\"? Rename that column. Found: {}", similar, joined(headers));
  return {Severity::error, "E_MISSING_COLUMN", std::move(origin),
          text("{}缺少必需的列：{}。", "the {} lacks a column: {}", match.layout->label,
               names_of_needs(*match.layout, group)),
          remedy};
}

Problem doubled_column(const std::string& header, Origin origin) {
  return {Severity::error, "E_DUPLICATE_HEADER", std::move(origin),
          text("表头里有两列都叫“{}”，不知道该读哪一列。",
               "two columns are called \"{}\", so it is not known which one to read", header),
          text("请给其中一列改名或删去，再导入。", "Rename or remove one of them.")};
}

std::vector<Layout> only(std::vector<Layout> layouts, const std::string& name) {
  if (name.empty()) return layouts;
  std::erase_if(layouts, [&](const Layout& layout) { return layout.name != name; });
  if (layouts.empty())
    throw Error(Failure::internal, "unknown-layout",
                text("没有名为 {} 的表格种类。", "no kind of roster is called {}", name),
                text("请报告这个错误。", "Please report this mistake."));
  return layouts;
}

}  // namespace

std::string_view Row::field(int place_in_record_kind) const {
  return at(places_.of_field[static_cast<std::size_t>(place_in_record_kind)]);
}

Origin Row::field_origin(int place_in_record_kind) const {
  return origin_at(places_.of_field[static_cast<std::size_t>(place_in_record_kind)]);
}

Sheet Sheet::open(const std::string& path, std::vector<Layout> layouts, const SheetOptions& options) {
  return Sheet(DecodedFile::open(path, options.encoding), std::move(layouts), options);
}

Sheet Sheet::of_bytes(std::string bytes, const std::string& name, std::vector<Layout> layouts,
                      const SheetOptions& options) {
  return Sheet(DecodedFile::of_bytes(std::move(bytes), name, options.encoding), std::move(layouts), options);
}

Sheet::Sheet(DecodedFile file, std::vector<Layout> layouts, const SheetOptions& options)
    : name_(file.name()), encoding_(file.encoding()) {
  row_.file_ = name_;
  source_ = std::make_unique<CsvReader>(std::move(file));
  read_ahead();
  find_header(only(std::move(layouts), options.layout), options);
}

std::string_view Sheet::header(ColumnName column) const {
  if (int place = row_.place(column); place >= 0) return headers_[static_cast<std::size_t>(place)];
  for (const ColumnRule& rule : layout_.columns)
    if (rule.field < 0 && rule.column == column) return rule.headers.front();
  return {};
}

void Sheet::read_ahead() {
  RawRow raw;
  while (read_ahead_.size() < header_within && source_->next(raw))
    read_ahead_.push_back({raw.line, raw.fault, {raw.cells.begin(), raw.cells.end()}});
  bool blank = std::all_of(read_ahead_.begin(), read_ahead_.end(),
                           [](const Kept& kept) { return filled_cells(kept.cells) == 0; });
  if (blank && read_ahead_.size() < header_within)
    refuse({Severity::error,
            "E_EMPTY",
            {name_, 0, 0},
            text("文件里没有内容，只有空行。", "there is nothing in the file but blank lines"),
            text("请重新导出这份名册；导出时可能出错了。", "Export the roster again; the export probably failed.")});
}

// The row that fits a kind of roster best; a form's title (学校：…, 年级：…) may look a little like a header, too.
void Sheet::find_header(const std::vector<Layout>& layouts, const SheetOptions& options) {
  std::vector<HeaderMatch> best;
  std::size_t header_row = 0;
  for (std::size_t i = 0; i < read_ahead_.size(); ++i) {
    std::vector<HeaderMatch> fits = recognise(read_ahead_[i].cells, layouts);
    if (fits.empty() || (!best.empty() && best.front().known >= fits.front().known)) continue;
    best = std::move(fits);
    header_row = i;
  }
  if (best.empty())
    refuse({Severity::error,
            "E_NO_HEADER",
            {name_, 0, 0},
            text("前 {} 行里找不到表头：没有一行含有三个以上认识的列名。",
                 "no row of the first {} has three known column names: there is no header", header_within),
            text("请在数据上面加一行列名，例如：学校标识码、年级、班级、姓名、身份证件号。",
                 "Put a row of column names above the data, such as 学校标识码, 年级, 班级, 姓名, "
                 "身份证件号.")});
  if (best.size() > 1) {
    std::vector<std::string> zh, en;
    for (const HeaderMatch& match : best) {
      zh.push_back(match.layout->label.zh + "（" + match.layout->name + "）");
      en.push_back(match.layout->name);
    }
    refuse({Severity::error,
            "E_WHICH_ROSTER",
            {name_, read_ahead_[header_row].line, 0},
            text("从列名看不出这是哪一种表，可能是：{}。", "the columns do not tell what this is; it may be: {}",
                 Text{joined(zh), joined(en)}),
            text("请在命令中写明表格种类。", "Name the kind in the command.")});
  }
  adopt(best.front(), header_row, options);
}

void Sheet::adopt(const HeaderMatch& match, std::size_t header_row, const SheetOptions& options) {
  layout_ = *match.layout;
  headers_ = read_ahead_[header_row].cells;
  header_line_ = read_ahead_[header_row].line;
  next_kept_ = header_row + 1;
  for (std::size_t i = 0; i < headers_.size(); ++i)
    if (!is_blank(headers_[i])) width_ = i + 1;

  Problems refusals;
  for (int place : match.doubled)
    refusals.push_back(doubled_column(headers_[static_cast<std::size_t>(place)], {name_, header_line_, place + 1}));
  for (int need : match.unmet) {
    const auto& group = layout_.needs[static_cast<std::size_t>(need)];
    bool given = std::any_of(group.begin(), group.end(), [&](int place) {
      const ColumnRule& rule = layout_.columns[static_cast<std::size_t>(place)];
      return rule.field < 0 &&
             std::find(options.given.begin(), options.given.end(), rule.column) != options.given.end();
    });
    if (!given) refusals.push_back(missing_column(match, need, headers_, {name_, header_line_, 0}));
  }
  if (!refusals.empty()) throw Error(Failure::input, std::move(refusals));

  row_.places_.of_column.fill(-1);
  for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
    const ColumnRule& rule = layout_.columns[i];
    if (rule.field < 0)
      row_.places_.of_column[static_cast<std::size_t>(rule.column)] = match.places[i];
    else
      row_.places_.of_field.push_back(match.places[i]);
  }
  for (std::size_t i = 0; i < header_row; ++i)
    warn("W_SKIPPED_ABOVE_HEADER", read_ahead_[i].line, 0,
         text("表头上面的一行，没有当作数据。", "a row above the header, not read as data"),
         text("如果这是数据，请把表头移到它上面。", "If it is data, move the header above it."),
         words_of(read_ahead_[i].cells));
  for (int place : match.ignored)
    warn("W_IGNORED_COLUMNS", header_line_, place + 1,
         text("“{}”这一列不需要，没有读取。", "the column \"{}\" is not needed and was not read",
              headers_[static_cast<std::size_t>(place)]),
         text("如果它其实是需要的列，请改成标准列名。", "If it is one that is needed, give it its standard name."), "");
}

void Sheet::warn(const char* code, int line, int column, Text what, Text remedy, std::string excerpt) {
  problems_.push_back(
      {Severity::warning, code, {name_, line, column}, std::move(what), std::move(remedy), std::move(excerpt)});
}

// The next row as it comes, from those read while the header was looked for, then from the file.
bool Sheet::advance() {
  if (next_kept_ >= read_ahead_.size()) {
    if (!read_ahead_.empty()) read_ahead_.clear();
    next_kept_ = 0;
    return source_->next(row_.raw_);
  }
  const Kept& kept = read_ahead_[next_kept_++];
  row_.raw_.line = kept.line;
  row_.raw_.fault = kept.fault;
  row_.raw_.cells.assign(kept.cells.begin(), kept.cells.end());
  return true;
}

const Row* Sheet::next() {
  while (!finished_ && advance()) {
    if (!is_data()) continue;
    judge_shape();
    ++rows_;
    return &row_;
  }
  if (!finished_ && rows_ == 0)
    warn("W_NO_ROWS", header_line_, 0, text("表头下面没有数据。", "there are no rows under the header"),
         text("名册为空多半是导出出错，请重新导出。",
              "An empty roster is most likely a failed export; export it again."),
         "");
  finished_ = true;
  return nullptr;
}

bool Sheet::is_data() {
  const auto& cells = row_.raw_.cells;
  if (row_.raw_.fault > RowFault::bare_quote) return true;
  std::size_t filled = filled_cells(cells);
  if (filled == 0) return false;
  if (is_total(filled)) {
    warn("W_FOOTER_SKIPPED", row_.line(), 0,
         text("表格下面的合计或说明，没有当作数据。", "a total or a note, not read as data"),
         text("如果这是数据，请补全姓名和证件号。", "If it is data, fill in the name and the id number."),
         words_of(cells));
    return false;
  }
  if (cells.front() == headers_.front() && std::equal(cells.begin(), cells.end(), headers_.begin(), headers_.end())) {
    warn("W_REPEATED_HEADER", row_.line(), 0,
         text("表头在中间又出现了一次，已跳过。", "the header is repeated here and was skipped"),
         text("不需要处理。", "Nothing needs to be done."), "");
    return false;
  }
  return true;
}

// A total has few cells and says so in the first of them. A row with an identifier is always somebody.
bool Sheet::is_total(std::size_t filled) const {
  if (filled > (width_ + 1) / 2) return false;
  if (!is_blank(row_.cell(ColumnName::id_number)) || !is_blank(row_.cell(ColumnName::xueji))) return false;
  const auto& cells = row_.raw_.cells;
  auto first = std::find_if_not(cells.begin(), cells.end(), is_blank);
  return first != cells.end() && begins_like_a_total(*first);
}

void Sheet::judge_shape() {
  row_.problems_.clear();
  const RawRow& raw = row_.raw_;
  if (raw.fault == RowFault::none && raw.cells.size() == width_) return;

  auto add = [&](Severity severity, const char* code, std::size_t column, Text what, Text remedy) {
    row_.problems_.push_back(
        {severity, code, row_.origin_at(static_cast<int>(column) - 1), std::move(what), std::move(remedy)});
  };
  auto surplus = std::find_if_not(raw.cells.begin() + static_cast<std::ptrdiff_t>(std::min(width_, raw.cells.size())),
                                  raw.cells.end(), is_blank);
  switch (raw.fault) {
    case RowFault::none: break;
    case RowFault::bare_quote:
      add(Severity::warning, "W_BARE_QUOTE", 0,
          text("格子中间有双引号，按原样读取。", "there is a quote inside a cell; it was taken as it stands"),
          text("请看一下这一行的内容是否正确。", "Check that the row is right."));
      break;
    case RowFault::stray_quote:
      add(Severity::error, "R_STRAY_QUOTE", 0,
          text("右引号后面还有文字，分不清格子到哪里为止。",
               "there is text behind a closing quote, so it is not clear where the cell ends"),
          text("请把格子里的双引号改成两个双引号，或改用中文引号。",
               "Double the quotes inside the cell, or use other ones."));
      return;
    case RowFault::field_too_long: {
      auto longest = std::find_if(raw.cells.begin(), raw.cells.end(),
                                  [](std::string_view cell) { return cell.size() > CsvReader::longest_cell; });
      add(Severity::error, "R_FIELD_TOO_LONG", static_cast<std::size_t>(longest - raw.cells.begin()) + 1,
          text("有一格超过 64 KiB，多半是粘贴错了或引号没有闭合。",
               "a cell is longer than 64 KiB: something was pasted there, or a quote is not closed"),
          text("请改正这一格后再导入这一行。", "Mend that cell and import the row again."));
      return;
    }
    case RowFault::record_too_long:
      add(Severity::error, "R_RECORD_TOO_LONG", 0,
          text("这一行超过 1 MiB 或 256 格。", "the row is longer than 1 MiB or 256 cells"),
          text("请检查这一行的引号和分隔符。", "Check the quotes and delimiters of the row."));
      return;
  }
  if (surplus != raw.cells.end())
    add(Severity::error, "R_TOO_MANY_CELLS", static_cast<std::size_t>(surplus - raw.cells.begin()) + 1,
        text("这一行有 {} 格，表头只有 {} 列，内容可能错位了。",
             "the row has {} cells but the header {}; they have probably shifted", surplus - raw.cells.begin() + 1,
             width_),
        text("请对照表头改正这一行；含有逗号的内容要加双引号。",
             "Mend the row; a cell with a comma in it needs quotes."));
  else if (raw.cells.size() < width_)
    add(Severity::warning, "W_SHORT_ROW", 0,
        text("这一行只有 {} 格，表头有 {} 列，缺少的格子按空白处理。",
             "the row has {} cells, the header {}; the missing ones count as empty", raw.cells.size(), width_),
        text("请检查这一行是否完整。", "Check that the row is complete."));
}

}  // namespace ksbx
