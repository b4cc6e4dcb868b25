#include "app/import/import_context.h"

#include <algorithm>
#include <iterator>

#include "app/import/roster_changes.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "store/roster/namesakes.h"

namespace ksbx {
ImportContext::ImportContext(const Workspace& its_workspace, Transaction& its_transaction,
                             const ImportRequest& its_request, Sheet& its_sheet, const std::string& its_path,
                             const Organisation& its_organisation, ClassRegister& its_classes,
                             RosterChanges& its_changes, Namesakes& its_namesakes, RosterClaims& its_claims)
    : workspace(its_workspace),
      transaction(its_transaction),
      request(its_request),
      sheet(its_sheet),
      path(its_path),
      organisation(its_organisation),
      classes(its_classes),
      changes(its_changes),
      namesakes(its_namesakes),
      claims(its_claims) {
  begin_result();
  const std::vector<std::string>& headers = sheet.headers();
  mended_ = std::find(headers.begin(), headers.end(), std::end(reject_columns)[-1]) != headers.end();
}

void ImportContext::begin_result() {
  result = {};
  result.rejects = Rejects(workspace.database.folder());
  result.path = path;
  result.label = sheet.layout().label;
  result.form = sheet.form();
  result.worksheet = sheet.worksheet();
  result.header_line = sheet.header_line();
  result.file = path.substr(path.find_last_of('/') + 1);
  result.kind = sheet.layout().name;
}

void ImportContext::begin_again() {
  sheet = open_again(workspace, request, path, sheet);
  begin_result();
  said_ = {};
  row_codes.clear();
  classes.forget();
  changes.forget_file();
  namesakes.forget();
}

const Row* ImportContext::next() {
  while (const Row* row = sheet.next())
    if (admits(*row)) return row;
  return nullptr;
}

bool ImportContext::admits(const Row& row) {
  ++result.counts.rows;
  row_codes.clear();
  const Problem* fatal = nullptr;
  for (const Problem& problem : row.problems()) {
    if (problem.severity == Severity::error)
      fatal = &problem;
    else
      warn(problem);
  }
  if (fatal != nullptr) reject(row, *fatal);
  return fatal == nullptr;
}

void ImportContext::speaks_of(Day day) {
  std::optional<DayRange>& days = result.days;
  days = days ? DayRange{std::min(days->first, day), std::max(days->last, day)} : DayRange{day, day};
}

void ImportContext::accept(Effect effect) {
  ++result.counts.accepted;
  ++(effect == Effect::written ? result.counts.changed : result.counts.unchanged);
}

void ImportContext::accept_new() {
  ++result.counts.accepted;
  ++result.counts.added;
}

namespace {

// 状态“○”: a word that is not understood, with the column that it is in. What may be of a person is not shown: longer
// words, of which a state shows how it begins, and numbers.
std::string named_with_value(const Sheet& sheet, const Row& row, ColumnName column, CellIssue issue) {
  using enum CellIssue;
  const std::string header = official_header(sheet, column);
  const bool is_word = issue == status_unreadable || issue == session_unreadable || issue == session_missing ||
                       issue == date_unreadable || issue == date_ambiguous || issue == date_weekday ||
                       issue == time_unreadable || issue == yes_no_unreadable || issue == number_unreadable;
  const std::size_t longest = issue == date_weekday && column != ColumnName::birth_date ? 20 : 10;
  constexpr int most_digits = 8;
  const std::string value = read_text(row.cell(issue == session_missing ? ColumnName::attendance : column)).value;
  const auto digits = std::count_if(value.begin(), value.end(), is_ascii_digit<char>);
  const std::u32string points = code_points(value);
  const bool is_long = points.size() > longest;
  if (!is_word || value.empty() || (is_long && issue != status_unreadable) || digits > most_digits) return header;
  return formatted("{}“{}{}”", header, display(to_utf8(points.substr(0, longest))), is_long ? "…" : "");
}

// Of a date beside the weekday of another it says which both are, unless it is of a person.
Problem problem_of_cell(const Sheet& sheet, const Row& row, ColumnName column, CellIssue issue, Severity severity) {
  const std::string header = named_with_value(sheet, row, column, issue);
  Problem problem = problem_of(issue, row.origin(column), header, severity);
  if (issue == CellIssue::date_weekday && column != ColumnName::birth_date)
    problem.what = text("{}：{}。", "{}: {}.", header, weekday_contradiction(row.cell(column)));
  return problem;
}

}  // namespace

void ImportContext::warn(const Row& row, ColumnName column, CellIssue issue) {
  if (issue != CellIssue::none) warn(problem_of_cell(sheet, row, column, issue, Severity::warning));
}

void ImportContext::warn(Problem problem) {
  if (problem.severity == Severity::warning && problem.origin.line > 0) row_codes.push_back(problem.code);
  if (said_.takes(problem.code)) result.problems.push_back(std::move(problem));
}

void ImportContext::reject(const Row& row, Problem problem) {
  ++result.counts.rejected;
  problem.severity = Severity::error;
  Reject reject{result.file, row.line(), problem.code, problem.what.zh, sheet.lasting_headers(), {}};
  for (const std::string_view cell : row.cells()) reject.cells.emplace_back(cell.substr(0, 65'536));
  result.rejects.add(reject);
  warn(std::move(problem));
}

void ImportContext::reject(const Row& row, ColumnName column, CellIssue issue) {
  reject(row, problem_of_cell(sheet, row, column, issue, Severity::error));
}

ClassWords ImportContext::class_words(const Row& row) const {
  return {row.cell(ColumnName::school_code), row.cell(ColumnName::school_name), row.cell(ColumnName::grade),
          row.cell(ColumnName::school_class)};
}

std::string ImportContext::source() const {
  return result.worksheet.empty() ? path : formatted("{}（{}）", path, result.worksheet);
}

Sheet open_sheet(const ImportRequest& request, const std::string& path, std::vector<Layout> layouts,
                 const SheetOptions& options) {
  return request.typed ? Sheet::of_bytes(request.typed->bytes, path, std::move(layouts), options)
                       : Sheet::open(path, std::move(layouts), options);
}

Sheet open_again(const Workspace& workspace, const ImportRequest& request, const std::string& path,
                 const Sheet& sheet) {
  SheetOptions options = request.how_to_read(workspace.dates.today);
  options.layout = sheet.layout().name;
  options.worksheet = sheet.worksheet();
  options.place = sheet.place();
  options.book = sheet.book();
  return open_sheet(request, path, {sheet.layout()}, options);
}

std::string official_header(const Sheet& sheet, ColumnName column) {
  for (const ColumnRule& rule : sheet.layout().columns)
    if (rule.field < 0 && rule.column == column) return rule.headers.front();
  return {};
}

Problem born_in_future(const Row& row) {
  return {Severity::error, "R_BIRTH_FUTURE", row.origin(ColumnName::birth_date),
          text("出生日期在将来", "born in the future"), text("请核对出生日期", "check the date of birth")};
}

std::optional<Day> date_in(ImportContext& context, const Row& row, ColumnName column) {
  const auto date = column == ColumnName::until ? read_last_day(row.cell(column)) : read_date(row.cell(column));
  if (!date.value) context.reject(row, column, date.issue == CellIssue::none ? CellIssue::value_missing : date.issue);
  return date.value;
}

bool is_covered(ImportContext& context, const Row& row, ColumnName column, Day day) {
  const Calendar& calendar = context.workspace.calendar;
  if (calendar.covers(day)) return true;
  context.reject(row, {Severity::error, "R_OUTSIDE_CALENDAR", row.origin(column),
                       text("校历不含 {}（现有 {} 至 {}）", "the calendar does not cover {} (it has {} to {})",
                            day.iso(), calendar.range().first.iso(), calendar.range().last.iso()),
                       text("补上该学年的校历文件后再导入", "add the calendar of that school year and import again")});
  return false;
}

}  // namespace ksbx
