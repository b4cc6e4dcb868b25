// What is the same in all rows and stands in no column: what a person gives (--set), and what a title says.
#include <algorithm>
#include <utility>

#include "files/cell/cell.h"
#include "files/sheet/given_cells.h"
#include "files/sheet/purpose.h"
#include "files/sheet/row_words.h"
#include "files/sheet/sheet.h"
#include "files/sheet/title_words.h"

namespace ksbx {
namespace {

int place_in(const Layout& layout, ColumnName column) {
  for (std::size_t i = 0; i < layout.columns.size(); ++i)
    if (layout.columns[i].field < 0 && layout.columns[i].column == column) return static_cast<int>(i);
  return -1;
}
// Which lists may be about one school or class as a whole.
bool is_about_pupils(RosterKind kind) {
  switch (kind) {
    case RosterKind::students:
    case RosterKind::attendance:
    case RosterKind::leave:
    case RosterKind::record: return true;
    case RosterKind::units:
    case RosterKind::staff: break;
  }
  return false;
}

}  // namespace

std::vector<TitleText> Sheet::titles_above(std::size_t rows) const {
  std::vector<TitleText> all;
  for (std::size_t i = 0; i < rows; ++i)
    all.push_back({title_of(read_ahead_[i].cells), text("第 {} 行的标题", "the title in line {}", read_ahead_[i].line),
                   read_ahead_[i].line});
  if (!worksheet_.empty()) all.push_back({worksheet_, text("工作表名", "the name of the sheet"), 0});
  all.push_back({stem_of(name_), text("文件名", "the name of the file"), 0});
  return all;
}

// Where no header is known yet: a title has one cell or two.
std::size_t Sheet::rows_of_title() const {
  constexpr std::size_t most_cells = 2;
  std::size_t rows = 0;
  while (rows < read_ahead_.size() && filled_cells(read_ahead_[rows].cells) <= most_cells) ++rows;
  return rows == read_ahead_.size() ? std::min<std::size_t>(rows, 1) : rows;  // of lines that were typed the first
}

void Sheet::refuse_other_list(const Layout& taken_for, const std::vector<Layout>& layouts, const SheetOptions& options,
                              const std::vector<TitleText>& titles, const std::vector<std::string>& headers) const {
  const bool is_said = !options.layout.empty() || !options.mapping.kind.empty() || !options.columns.empty();
  if (is_said || taken_for.name != name_of(taken_for.kind)) return;
  const auto found = purpose_of(titles, taken_for.kind == RosterKind::students ? headers : std::vector<std::string>{});
  if (found && contradicts(taken_for.kind, found->purpose))
    throw Error(Failure::input, {other_list(*found, taken_for, layouts, name_)});
}

namespace {

// Whether the column holds words of attendance that say nothing of a pupil's place on the roll: 旷课, 到校.
bool holds_attendance(const std::vector<TopRow>& rows, std::size_t first, std::size_t place) {
  bool any = false;
  for (std::size_t i = first; i < rows.size(); ++i) {
    if (place >= rows[i].cells.size() || is_blank(rows[i].cells[place])) continue;
    const std::string& cell = rows[i].cells[place];
    if (!read_attendance(cell).value || read_enrolment(cell).value) return false;
    any = true;
  }
  return any;
}

}  // namespace

// 缺勤学生名单 with 日期, 班级, 姓名, 原因 and 备注, which some kind of record has as well: its title says what it is,
// unless that names the record too (旷课学生家访表).
bool Sheet::lists_the_absent(const FoundHeader& found, const HeaderMatch& attendance) const {
  const auto& reads = attendance.places;
  const bool has_reason = reads[static_cast<std::size_t>(place_in(*attendance.layout, ColumnName::reason))] >= 0;
  const std::vector<TitleText> titles = titles_above(found.first);
  const auto purpose = purpose_of(titles, {});
  if (!has_reason || attendance.misfit || !purpose || purpose->purpose != Purpose::absent) return false;
  return std::ranges::none_of(found.fits, [&](const HeaderMatch& fit) {
    const auto names = [&](std::string_view word) {
      return std::ranges::any_of(titles,
                                 [&](const TitleText& title) { return title.words.find(word) != std::string::npos; });
    };
    return fit.known > attendance.known + 1 || names(fit.layout->label.zh) ||
           std::ranges::any_of(fit.layout->also, names);
  });
}

// 学校, 班级, 姓名, 状态 may head a roster; under 缺勤学生名单, or with 旷课 below it, they are attendance. So are
// 日期, 姓名, 状态, 备注 with 旷课 below, which as many columns of a record would fit.
void Sheet::prefer_attendance(FoundHeader& found, const std::vector<Layout>& layouts,
                              const SheetOptions& options) const {
  if (found.fits.empty()) return;
  const bool may_be_record = found.fits.size() > 1 || found.fits.front().layout->kind == RosterKind::record;
  if (!may_be_record && found.fits.front().layout->kind != RosterKind::students) return;
  const auto attendance = std::find_if(layouts.begin(), layouts.end(),
                                       [](const Layout& layout) { return layout.kind == RosterKind::attendance; });
  if (attendance == layouts.end()) return;
  HeaderMatch other = match(*attendance, found.headers, options.mapping);
  const int state = other.places[static_cast<std::size_t>(place_in(*attendance, ColumnName::attendance))];
  if (may_be_record && state < 0 && lists_the_absent(found, other)) found.fits = {other};
  if (state < 0) return;
  if (may_be_record) {
    if (other.unmet.empty() && !other.misfit && other.known >= found.fits.front().known &&
        holds_attendance(read_ahead_, found.end, static_cast<std::size_t>(state)))
      found.fits = {other};
    return;
  }
  if (holds_attendance(read_ahead_, found.end, static_cast<std::size_t>(state))) {
    found.fits = {other};
    return;
  }
  const auto says_enrolment = [&](const TopRow& row) {
    const auto place = static_cast<std::size_t>(state);
    return place < row.cells.size() && read_enrolment(row.cells[place]).value.has_value();
  };
  const bool is_of_roll =
      std::any_of(read_ahead_.begin() + static_cast<std::ptrdiff_t>(found.end), read_ahead_.end(), says_enrolment);
  if (is_of_roll || other.known < found.fits.front().known) return;
  for (const TitleText& title : titles_above(found.first))
    for (std::string_view word : {"考勤", "缺勤", "出勤", "点名", "旷课", "未到"})
      if (title.words.find(word) != std::string::npos) found.fits = {other};
}

// 姓名, 班级, 日期, 事由 are those of a leave, or of an absence: only words such as 请假 say which.
void Sheet::ask_if_leave(FoundHeader& found, const std::vector<Layout>& layouts, const SheetOptions& options) const {
  if (found.fits.size() != 1 || found.fits.front().layout->kind != RosterKind::leave) return;
  const auto has_word = [](std::string_view words) { return words.find("假") != std::string_view::npos; };
  if (std::ranges::any_of(found.headers, has_word)) return;
  if (std::ranges::any_of(titles_above(found.first), has_word, &TitleText::words)) return;
  const HeaderMatch& leave = found.fits.front();
  const auto at = [&](ColumnName column) {
    return leave.places[static_cast<std::size_t>(place_in(*leave.layout, column))];
  };
  if (at(ColumnName::until) >= 0 || at(ColumnName::leave_type) >= 0) return;
  for (const Layout& layout : layouts)
    if (layout.kind == RosterKind::attendance) found.fits.push_back(match(layout, found.headers, options.mapping));
}

Given Sheet::given_cells(const FoundHeader& found, const SheetOptions& options) {
  const HeaderMatch& match = found.fits.front();
  Given given;
  for (const TypedCell& cell : options.given_cells) {
    const int place = place_of_column(*match.layout, cell.column);
    if (place < 0) throw Error(Failure::input, {no_such_column(cell.column, *match.layout, name_)});
    const int at = match.places[static_cast<std::size_t>(place)];
    if (at >= 0) throw Error(Failure::input, {column_is_there(cell.column, {name_, found.line, at + 1})});
    given.emplace_back(place, cell.value);
  }
  if (shaped_ == nullptr && options.columns.empty() && is_about_pupils(match.layout->kind))
    take_from_titles(found, options, given);
  return given;
}

void Sheet::take_from_titles(const FoundHeader& found, const SheetOptions& options, Given& given) {
  const HeaderMatch& match = found.fits.front();
  const Layout& layout = *match.layout;
  const auto lacks = [&](ColumnName column) {
    const int place = place_in(layout, column);
    const bool is_given = std::any_of(given.begin(), given.end(), [&](const auto& one) { return one.first == place; });
    return place >= 0 && match.places[static_cast<std::size_t>(place)] < 0 && !is_given;
  };
  const auto needs = [&](ColumnName column) {
    return std::any_of(match.unmet.begin(), match.unmet.end(), [&](int need) {
      const auto& group = layout.needs[static_cast<std::size_t>(need)];
      return std::find(group.begin(), group.end(), place_in(layout, column)) != group.end();
    });
  };
  // A roster says where its pupils are; in other lists their numbers do, where they have any.
  const bool by_number = !lacks(ColumnName::id_number) || !lacks(ColumnName::xueji);
  const bool is_roster = layout.kind == RosterKind::students;
  const bool school = lacks(ColumnName::school_code) && lacks(ColumnName::school_name) &&
                      (is_roster ? needs(ColumnName::school_name) : !by_number);
  const bool of_class = lacks(ColumnName::school_class) && (is_roster || !by_number);
  const ColumnName day = layout.kind == RosterKind::leave ? ColumnName::from : ColumnName::date;
  const bool date = lacks(day) && needs(day);
  const bool half = layout.kind == RosterKind::attendance && lacks(ColumnName::session);
  if (!school && !of_class && !date && !half) return;

  const std::vector<TitleText> all = titles_above(found.first);
  const std::vector<TitleText> rows(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(found.first));
  const TitleReading titles = read_titles(all, options.today);
  const auto take = [&](ColumnName column, const FromTitle& said) {
    if (said.value.empty()) return;
    const int place = place_in(layout, column);
    given.emplace_back(place, said.value);
    problems_.push_back(taken_from_title({name_, said.line, 0},
                                         same_text(layout.columns[static_cast<std::size_t>(place)].headers.front()),
                                         said.value, said.where));
  };
  // Files are named by nicknames; a school needs its name.
  if (school) take(ColumnName::school_name, is_roster ? titles.school : read_titles(rows, options.today).school);
  if (of_class) take(ColumnName::school_class, titles.school_class);
  if (of_class && lacks(ColumnName::grade)) take(ColumnName::grade, titles.grade);
  if (const auto said = Day::parse(titles.day.value); date && said) refuse_other_weekday(all, *said, name_);
  if (date) take(day, titles.day);
  if (half && titles.half.contradicts) throw Error(Failure::input, {halves_differ(titles.half, name_)});
  if (half) take(ColumnName::session, titles.half);
}

void Sheet::adopt_given(Given given) {
  for (auto& [place, cell] : given) {
    const ColumnRule& rule = layout_.columns[static_cast<std::size_t>(place)];
    const int at = static_cast<int>(headers_.size());
    if (rule.field < 0)
      columns_->of_column[static_cast<std::size_t>(rule.column)] = at;
    else
      columns_->of_field[static_cast<std::size_t>(rule.field)] = at;
    columns_->read.push_back({place, at});
    headers_.push_back(rule.headers.front());
    given_.push_back(std::move(cell));
  }
  std::ranges::sort(columns_->read, {}, &Columns::Read::rule);
}

// A row that is too long stays as it came: it is rejected.
void Sheet::add_given() {
  const auto own = static_cast<std::size_t>(columns_->own);
  std::vector<std::string_view>& cells = row_.raw_.cells;
  if (given_.empty()) return;
  while (cells.size() > own && is_blank(cells.back())) cells.pop_back();
  if (cells.size() > own) return;
  cells.resize(own);
  cells.insert(cells.end(), given_.begin(), given_.end());
}

}  // namespace ksbx
