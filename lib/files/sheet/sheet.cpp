#include "files/sheet/sheet.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "files/sheet/header_refusals.h"
#include "files/sheet/ignored_columns.h"
#include "files/sheet/purpose.h"
#include "files/sheet/row_words.h"

namespace ksbx {
namespace {

// 备注 beside the state is the reason, where no column is called so: 发烧 beside 病假, 家长电话打不通 beside 未到.
void take_note_for_reason(HeaderMatch& match, const std::vector<std::string>& headers, std::size_t reason) {
  const auto is_note = [&](int at) {
    const std::string header = normal_header(headers[static_cast<std::size_t>(at)]);
    return header == "备注" || header == "备注说明" || header == "情况说明";
  };
  if (match.places[reason] >= 0 || std::ranges::count_if(match.ignored, is_note) != 1) return;
  const auto note = std::ranges::find_if(match.ignored, is_note);
  match.places[reason] = *note;
  match.ignored.erase(note);
}

// Of a list of attendance: 缺勤原因 that holds 旷课 and 病假, without 状态, is the state; and 备注 may be the reason.
void take_state_and_reason(FoundHeader& found, const std::vector<TopRow>& rows, const SheetOptions& options) {
  HeaderMatch& match = found.fits.front();
  if (match.layout->kind != RosterKind::attendance) return;
  const auto index_of = [&](ColumnName column) {
    const auto& columns = match.layout->columns;
    return static_cast<std::size_t>(
        std::ranges::find_if(columns, [&](const ColumnRule& rule) { return rule.field < 0 && rule.column == column; }) -
        columns.begin());
  };
  const std::size_t state = index_of(ColumnName::attendance), reason = index_of(ColumnName::reason);
  const int place = match.places[reason];
  const bool is_given = std::ranges::any_of(options.given_cells, [&](const TypedCell& cell) {
    return place_of_column(*match.layout, cell.column) == static_cast<int>(state);
  });
  if (match.places[state] >= 0 || is_given) return take_note_for_reason(match, found.headers, reason);
  if (place < 0) return;
  std::size_t states = 0, others = 0;
  for (std::size_t i = found.end; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(place) >= rows[i].cells.size()) continue;
    const std::string& cell = rows[i].cells[static_cast<std::size_t>(place)];
    if (!is_blank(cell)) ++(read_attendance(cell).value ? states : others);
  }
  if (states == 0 || states < others) return;
  match.places[state] = std::exchange(match.places[reason], -1);
  take_note_for_reason(match, found.headers, reason);
  std::erase_if(match.unmet, [&](int need) {
    const std::vector<int>& group = match.layout->needs[static_cast<std::size_t>(need)];
    return std::ranges::find(group, static_cast<int>(state)) != group.end();
  });
}

[[noreturn]] void refuse(Problem problem) {
  throw Error(Failure::input, {std::move(problem)});
}

std::unique_ptr<TableShape> shape_of(const std::string& name, const std::string& worksheet,
                                     const std::vector<TopRow>& first, const std::vector<Layout>& layouts,
                                     const SheetOptions& options) {
  if (!options.shape || !options.columns.empty()) return nullptr;
  return options.shape({name, worksheet, first, layouts, options.mapping, options.given_cells, options.today});
}

// Those that have every column for which a person gives a value; all, where none has.
std::vector<Layout> with_given(std::vector<Layout> layouts, const std::vector<TypedCell>& given) {
  std::vector<Layout> having = layouts;
  std::erase_if(having, [&](const Layout& layout) {
    return std::any_of(given.begin(), given.end(),
                       [&](const TypedCell& cell) { return place_of_column(layout, cell.column) < 0; });
  });
  return having.empty() ? layouts : having;
}

}  // namespace

// Asked about each sheet of a workbook, by the rows with which it begins.
RowOptions Sheet::rows_wanted(const std::string& name, const std::vector<Layout>& layouts,
                              const SheetOptions& options) {
  const auto has_header = [&name, &layouts, &options](RowSource& rows) {
    const std::vector<TopRow> first = first_rows(rows);
    if (shape_of(name, "", first, layouts, options) != nullptr) return true;
    return options.columns.empty() ? !search_header(first, layouts, options.mapping).fits.empty() : !first.empty();
  };
  return {options.encoding, options.worksheet, has_header, options.book};
}

std::vector<Layout> Sheet::only_said(std::vector<Layout> layouts, const SheetOptions& options) {
  const std::string& name = options.layout.empty() ? options.mapping.kind : options.layout;
  if (name.empty()) return layouts;
  std::erase_if(layouts, [&](const Layout& layout) { return layout.name != name; });
  if (layouts.empty())
    throw Error(Failure::internal, "unknown-layout",
                text("没有名为 {} 的表格种类。", "there is no kind of roster {}", name),
                text("请报告这个错误。", "Please report this mistake."));
  return layouts;
}

std::string_view Columns::meant(int place, std::string_view cell) const {
  const auto value = values.find({place, comparable(cell)});
  return value == values.end() ? cell : std::string_view(value->second);
}

std::string_view Row::field(int place_in_record_kind) const {
  return at(field_place(place_in_record_kind));
}

Origin Row::origin_at(int place) const {
  const auto at = static_cast<std::size_t>(place);
  return {columns_->file, raw_.line, place >= 0 && at < raw_.columns.size() ? raw_.columns[at] : place + 1};
}

Origin Row::field_origin(int place_in_record_kind) const {
  return origin_of(field_place(place_in_record_kind));
}

void KeptRow::keep(const Row& row) {
  row_ = row;
  row_.raw_.merged.clear();  // its texts do not stay; the sheet has filled them in where they count
  row_.raw_.across.clear();
  row_.raw_.wrong = nullptr;  // it is among the problems
  text_.clear();
  for (const std::string_view cell : row.cells()) text_ += cell;
  const char* at = text_.data();
  for (std::string_view& cell : row_.raw_.cells) {
    cell = {at, cell.size()};
    at += cell.size();
  }
}

Sheet Sheet::open(const std::string& path, std::vector<Layout> layouts, const SheetOptions& options) {
  layouts = only_said(std::move(layouts), options);
  Sheet sheet(open_rows(path, rows_wanted(path, layouts, options)));
  if (!options.place.empty()) sheet.columns_->file = sheet.name_ = options.place;
  sheet.find_header(layouts, options);
  return sheet;
}

Sheet Sheet::of_bytes(std::string bytes, const std::string& name, std::vector<Layout> layouts,
                      const SheetOptions& options) {
  layouts = only_said(std::move(layouts), options);
  Sheet sheet(rows_of_bytes(std::move(bytes), name, rows_wanted(name, layouts, options)));
  sheet.find_header(layouts, options);
  return sheet;
}

Sheet::Sheet(OpenedRows opened)
    : name_(std::move(opened.place)),
      form_(std::move(opened.form)),
      worksheet_(std::move(opened.worksheet)),
      book_(std::move(opened.book)),
      source_(std::move(opened.rows)),
      problems_(std::move(opened.problems)) {
  columns_->file = name_;
  row_.columns_ = columns_.get();
  read_ahead_ = first_rows(*source_);
}

void Sheet::find_header(const std::vector<Layout>& layouts, const SheetOptions& options) {
  if (!reshape(layouts, options)) find_list_header(layouts, options);
}

// A table of another shape is read as a list from here on; false if it is one.
bool Sheet::reshape(const std::vector<Layout>& layouts, const SheetOptions& options) {
  const std::unique_ptr<TableShape> shape = shape_of(name_, worksheet_, read_ahead_, layouts, options);
  if (shape == nullptr) return false;
  std::vector<Layout> meant;
  std::ranges::copy_if(layouts, std::back_inserter(meant),
                       [&](const Layout& layout) { return layout.name == shape->layout(); });
  if (meant.empty()) refuse(other_shape(name_, shape->label(), layouts));
  refuse_other_list(meant.front(), layouts, options, titles_above(rows_of_title()), {});
  auto rows = shape->read(replayed(std::move(read_ahead_), std::move(source_)));
  shaped_ = rows.get();
  names_everyone_ = shape->names_everyone();
  names_the_missing_ = shape->names_the_missing();
  source_ = std::move(rows);
  read_ahead_.clear();  // of the list only its header: what is below belongs to a class that is read as a whole
  if (RawRow header; source_->next(header)) read_ahead_.push_back(top_row(header));
  SheetOptions of_list = options;  // what was said of the table's own headers was heeded
  of_list.mapping.headers.clear();
  of_list.given_cells.clear();
  find_list_header(meant, of_list);
  return true;
}

std::string_view Sheet::header(ColumnName column) const {
  if (int place = row_.place(column); place >= 0) return headers_[static_cast<std::size_t>(place)];
  for (const ColumnRule& rule : layout_.columns)
    if (rule.field < 0 && rule.column == column) return rule.headers.front();
  return {};
}

// Of a short table without days across or a header given.
FormOfOne Sheet::form_in(const std::vector<Layout>& layouts, const SheetOptions& options) const {
  const bool may_be_one = shaped_ == nullptr && options.columns.empty() && read_ahead_.size() < header_within;
  return may_be_one ? form_of_one(read_ahead_, layouts, options.mapping) : FormOfOne{};
}

void Sheet::find_list_header(const std::vector<Layout>& layouts, const SheetOptions& options) {
  const bool blank = std::all_of(read_ahead_.begin(), read_ahead_.end(), [](const TopRow& kept) {
    return kept.fault == RowFault::none && filled_cells(kept.cells) == 0;
  });
  if (blank && read_ahead_.size() < header_within)
    refuse({Severity::error,
            "E_EMPTY",
            {name_, 0, 0},
            text("文件里没有内容，只有空行。", "there is nothing in the file but blank lines"),
            text("请重新导出这份名册；导出时可能出错了。", "Export the roster again; the export probably failed.")});
  const FormOfOne form = form_in(layouts, options);
  if (!form.rows.empty()) read_ahead_ = form.rows;
  const bool is_said = !options.layout.empty() || !options.mapping.kind.empty();
  std::vector<Layout> meant = with_given(layouts, options.given_cells);
  if (!is_said) meant = kinds_to_guess(std::move(meant), titles_above(rows_of_title()));
  FoundHeader found = search_header(read_ahead_, meant, options.mapping);
  prefer_attendance(found, meant, options);
  if (!is_said) ask_if_leave(found, meant, options);
  if (!options.columns.empty()) {
    if (!found.fits.empty()) refuse(header_after_all(name_, found.line));
    found = given_header(options.columns, layouts);
    if (found.fits.empty()) refuse(columns_fit_nothing(options.columns, layouts, name_));
  }
  if (found.fits.empty()) {
    if (auto english = english_header(name_, read_ahead_, layouts)) refuse(*std::move(english));
    if (form.is_unclear) refuse(unclear_form(name_, form.line));
    refuse(no_header(name_, layouts));
  }
  if (found.fits.size() > 1) refuse(which_roster(found, name_));
  for (std::size_t i = found.first; i < std::min(found.end, read_ahead_.size()); ++i)
    if (read_ahead_[i].fault == RowFault::record_too_long) refuse(too_wide(name_, found.line));
  take_state_and_reason(found, read_ahead_, options);
  refuse_other_list(*found.fits.front().layout, layouts, options, titles_above(found.first), found.headers);
  adopt(found, options);
}

// What the header lacks, or has twice.
void Sheet::refuse_if_unusable(const FoundHeader& found, const SheetOptions& options, const Given& given_here) const {
  const HeaderMatch& match = found.fits.front();
  Problems refusals;
  for (int place : match.doubled)
    refusals.push_back(doubled_column(found.headers[static_cast<std::size_t>(place)], {name_, found.line, place + 1}));
  std::vector<int> missing;
  for (int need : match.unmet) {
    const auto& group = match.layout->needs[static_cast<std::size_t>(need)];
    bool given = std::any_of(group.begin(), group.end(), [&](int place) {
      const ColumnRule& rule = match.layout->columns[static_cast<std::size_t>(place)];
      if (std::any_of(given_here.begin(), given_here.end(), [&](const auto& one) { return one.first == place; }))
        return true;
      return rule.field < 0 &&
             std::find(options.given.begin(), options.given.end(), rule.column) != options.given.end();
    });
    if (!given) missing.push_back(need);
  }
  if (!missing.empty()) refusals.push_back(missing_columns(match, missing, found, name_));
  if (!refusals.empty()) throw Error(Failure::input, std::move(refusals));
}

void Sheet::adopt(const FoundHeader& found, const SheetOptions& options) {
  const HeaderMatch& match = found.fits.front();
  layout_ = *match.layout;  // known also of a sheet that is refused
  Given given = given_cells(found, options);
  refuse_if_unusable(found, options, given);
  headers_ = found.headers;
  columns_->own = static_cast<int>(headers_.size());
  header_line_ = found.line;
  next_kept_ = found.end;
  is_mapped_ = !options.mapping.headers.empty();
  for (std::size_t i = 0; i < headers_.size(); ++i)
    if (!is_blank(headers_[i])) width_ = i + 1;

  columns_->of_column.fill(-1);
  for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
    const ColumnRule& rule = layout_.columns[i];
    if (rule.field < 0)
      columns_->of_column[static_cast<std::size_t>(rule.column)] = match.places[i];
    else
      columns_->of_field.push_back(match.places[i]);
    if (match.places[i] < 0) continue;
    read_.push_back(static_cast<std::size_t>(match.places[i]));
    columns_->read.push_back({static_cast<int>(i), match.places[i]});
    if (rule.is_date) dates_.push_back(read_.back());
  }
  for (const MappedValue& mapped : options.mapping.values) {
    const int column = place_of_column(layout_, mapped.column);
    const int place = column < 0 ? -1 : match.places[static_cast<std::size_t>(column)];
    if (place >= 0) columns_->values[{place, comparable(mapped.word)}] = mapped.value;
  }
  adopt_given(std::move(given));
  tell_what_is_not_read(found, options);
}

void Sheet::tell_what_is_not_read(const FoundHeader& found, const SheetOptions& options) {
  for (std::size_t i = 0; i < found.first; ++i) {
    // In a text, one cell may be all that is left of a row; in a workbook it is the title, merged across the table.
    if (!worksheet_.empty() && filled_cells(read_ahead_[i].cells) == 1) continue;
    warn("W_SKIPPED_ABOVE_HEADER", read_ahead_[i].line, 0,
         text("表头上面的一行，没有当作数据。", "a row above the header, not read as data"),
         text("如果这是数据，请把表头移到它上面。", "If it is data, move the header above it."),
         words_of_row(read_ahead_[i].cells));
  }
  for (const MappedHeader& mapped : options.mapping.headers) {
    std::vector<std::string> normal;
    for (const std::string& header : headers_) normal.push_back(normal_header(header));
    if (place_of_header(normal, mapped.header) < 0)
      warn("W_MAPPED_HEADER", header_line_, 0,
           text("没有“{}”这一列，对应关系没有用上。", "there is no header {}: it could not be mapped", mapped.header),
           text("请核对列名，可用 --inspect 查看。", "Check the header; --inspect shows them."), "");
  }
  if (!options.columns.empty()) return;  // who named every column knows
  tell_ignored_columns(found.fits.front().ignored, options.untold);
}

// A few each with its place, many in one line.
void Sheet::tell_ignored_columns(const std::vector<int>& places, const std::vector<std::string>& untold) {
  constexpr std::size_t few = 4;
  std::vector<std::size_t> all;
  for (const int place : places) {
    const auto at = static_cast<std::size_t>(place);
    if (std::ranges::find(untold, headers_[at]) == untold.end()) all.push_back(at);
  }
  std::vector<std::vector<std::size_t>> lines;
  if (all.size() <= few)
    for (const std::size_t at : all) lines.push_back({at});
  else
    lines.push_back(std::move(all));
  for (const std::vector<std::size_t>& line : lines)
    if (auto told = ignored_columns({name_, header_line_, 0}, {}, line, headers_))
      problems_.push_back(*std::move(told));
}

std::vector<std::string> Sheet::lasting_headers() const {
  if (!is_mapped_) return headers_;
  std::vector<std::string> headers;
  for (const std::string& header : headers_) headers.push_back(is_blank(header) ? header : "原" + header);
  for (const ColumnRule& rule : layout_.columns) {
    const int place =
        rule.field < 0 ? row_.place(rule.column) : columns_->of_field[static_cast<std::size_t>(rule.field)];
    if (place >= 0) headers[static_cast<std::size_t>(place)] = rule.headers.front();
  }
  return headers;
}

std::string Sheet::reading() const {
  std::string all;
  for (const Columns::Read& one : columns_->read) all += formatted("{} ", one.rule);
  for (const std::string& cell : given_) all += cell + '\x1f';
  for (const auto& [cell, value] : columns_->values) all += formatted("{} {} {}\x1f", cell.first, cell.second, value);
  return all;
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
  lay_out(read_ahead_[next_kept_++], row_.raw_);
  return true;
}

const Row* Sheet::next() {
  while (!finished_ && advance()) {
    if (!is_data()) continue;
    fill_merged();
    if (!dates_.empty()) tell_rounded_dates();
    judge_shape();
    add_given();
    ++rows_;
    return &row_;
  }
  if (!finished_ && rows_ == 0)
    warn("W_NO_ROWS", header_line_, 0, text("表头下面没有数据。", "there are no rows under the header"),
         text("名册为空多半是导出出错，请重新导出。",
              "An empty roster is most likely a failed export; export it again."),
         "");
  if (!finished_ && shaped_ != nullptr) std::ranges::move(shaped_->take_problems(), std::back_inserter(problems_));
  finished_ = true;
  return nullptr;
}

// What is written once beside many rows is that of all of them: a place, how brothers and sisters are reached, the day
// of a list. What makes a person is not: a name beside two rows with two guardians is still one child.
void Sheet::fill_merged() {
  using enum ColumnName;
  static constexpr ColumnName shared[] = {
      school_code,   school_name, grade,    school_class,      residence,      address, hukou_division,
      hukou_address, phone,       guardian, guardian_relation, guardian_phone, unit,    role,
      date,          from,        until,    town_code,         parent_code};
  RawRow& raw = row_.raw_;
  for (const MergedCell& cell : raw.merged)
    for (const ColumnName column : shared) {
      if (row_.place(column) != static_cast<int>(cell.place)) continue;
      if (raw.cells.size() <= cell.place) raw.cells.resize(cell.place + 1);
      raw.cells[cell.place] = cell.text;
    }
}

// Told once: where one cell of a file is written so, all of the column are.
void Sheet::tell_rounded_dates() {
  const auto& cells = row_.raw_.cells;
  for (const std::size_t place : dates_) {
    if (place >= cells.size() || !is_rounded_up(cells[place])) continue;
    if (static_cast<int>(place) == row_.place(ColumnName::until) && ends_its_day(cells[place])) continue;
    warn("W_DATE_MIDNIGHT", row_.line(), static_cast<int>(place) + 1,
         text("“{}”里写的是午夜前一分钟之内的时刻（如 23:59:17），按第二天读；这份文件都这样读。",
              "\"{}\" has times within the last minute before midnight, such as 23:59:17: read as the day that begins, "
              "in "
              "the whole file",
              headers_[place]),
         text("多半是网页系统导出造成的，请核对一两个日期。",
              "Web systems export days so; check one or two of the dates."),
         "");
    dates_.clear();
    return;
  }
}

bool Sheet::is_data() {
  const auto& cells = row_.raw_.cells;
  if (row_.raw_.fault > RowFault::bare_quote) return true;
  std::size_t filled = filled_cells(cells);
  if (filled == 0 || is_numbered_blank(filled)) return false;
  if (is_total(filled)) {
    ++totals_;
    warn("W_FOOTER_SKIPPED", row_.line(), 0,
         text("表格下面的合计或说明，没有当作数据。", "a total or a note, not read as data"),
         text("如果这是数据，请补全姓名和证件号。", "If it is data, fill in the name and the id number."),
         words_of_row(cells));
    return false;
  }
  const auto own = std::span(headers_).first(static_cast<std::size_t>(columns_->own));
  if (std::ranges::equal(cells, own, [](std::string_view cell, std::string_view header) {
        return cell == header || trimmed(cell) == trimmed(header);
      })) {
    warn("W_REPEATED_HEADER", row_.line(), 0,
         text("表头在中间又出现了一次，已跳过。", "the header is repeated here and was skipped"),
         text("不需要处理。", "Nothing needs to be done."), "");
    return false;
  }
  return true;
}

// Forms come with numbered lines for more children than there are: 31, and nothing in any column that is read.
bool Sheet::is_numbered_blank(std::size_t filled) const {
  constexpr std::size_t few = 2;
  if (filled > few) return false;
  const auto& cells = row_.raw_.cells;
  const auto first = std::find_if_not(cells.begin(), cells.end(), is_blank);
  const bool numbered = all_digits(trimmed(*first)) && trimmed(*first).size() <= 4;
  return numbered && std::all_of(read_.begin(), read_.end(),
                                 [&](std::size_t place) { return place >= cells.size() || is_blank(cells[place]); });
}

// A total says so where a place is named, or it has few cells and says so in the first of them. A row with an
// identifier is always someone.
bool Sheet::is_total(std::size_t filled) const {
  if (!is_blank(row_.cell(ColumnName::id_number)) || !is_blank(row_.cell(ColumnName::xueji))) return false;
  for (const ColumnName place : {ColumnName::school_name, ColumnName::grade, ColumnName::school_class})
    if (is_total_of_place(row_.cell(place), row_.cell(ColumnName::name))) return true;
  if (filled > (width_ + 1) / 2) return false;
  const auto& cells = row_.raw_.cells;
  auto first = std::find_if_not(cells.begin(), cells.end(), is_blank);
  return first != cells.end() && (begins_like_a_total(*first) || is_signature(*first));
}

}  // namespace ksbx
