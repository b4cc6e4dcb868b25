// Records from a table: 日期, 时间, whom it is about (pupil, unit or document), 记录人, 角色, and the kind's own fields
// by name or label.
#include "app/enter/record.h"
#include "app/enter/refusal.h"
#include "app/import/import_context.h"
#include "app/workspace/roster_signs.h"
#include "files/cell/cell_words.h"
#include "store/history/record_store.h"

namespace ksbx {
namespace {

// Where a row may be about a unit or a pupil, it is about the unit if it names one and no pupil.
bool names_unit(const Row& row, const RecordKind& kind) {
  if (!kind.about_minor()) return true;
  const bool names_pupil = !read_text(row.cell(ColumnName::name)).value.empty() ||
                           !read_text(row.cell(ColumnName::id_number)).value.empty() ||
                           !read_text(row.cell(ColumnName::xueji)).value.empty();
  return kind.about_unit() && !names_pupil;
}

// What names the unit of a row: its own column, or the school's or the class's.
ColumnName unit_column(const Row& row, const RecordKind& kind) {
  using enum ColumnName;
  for (const ColumnName column : {unit_code, school_code, school_name})
    if (!read_text(row.cell(column)).value.empty()) return column;
  return kind.is_about(SubjectKind::school_class) ? school_class : unit_code;
}

// The subject of a row; nothing if the row was rejected.
std::optional<RecordSubject> subject_of_row(ImportContext& context, const Row& row, const RecordKind& kind, Day day) {
  if (!kind.about_document() && !names_unit(row, kind)) {
    const auto student = pupil_of_row(context, row, day);
    return student ? std::optional(RecordSubject{student->id, {}}) : std::nullopt;
  }
  if (kind.is_about(SubjectKind::school_class) && !read_text(row.cell(ColumnName::school_class)).value.empty())
    if (const auto& place = context.classes.find(context.class_words(row), day); place.school_class)
      return RecordSubject{{}, place.school_class};
  const ColumnName column = kind.about_document() ? ColumnName::document : unit_column(row, kind);
  RecordSubject subject =
      record_subject(context.workspace, context.organisation.on(day), kind, read_text(row.cell(column)).value);
  if (!subject.problem) return subject;
  subject.problem->origin = row.origin(column);
  if (kind.about_document()) subject.problem->code = "R_UNKNOWN_DOCUMENT";
  context.reject(row, std::move(*subject.problem));
  return std::nullopt;
}

bool read_row_fields(ImportContext& context, const Row& row, const RecordKind& kind, Record& record) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const Field& field = kind.fields[i];
    auto value = read_field(row.field(static_cast<int>(i)), field);
    if (value.issue != CellIssue::none) {
      Problem problem = problem_of(value.issue, row.field_origin(static_cast<int>(i)), field.label.zh, Severity::error);
      if (value.issue == CellIssue::choice_unknown || value.issue == CellIssue::yes_no_unreadable)
        problem.remedy =
            text("可用：{}；本校的写法可在 --mapping 的 [values.{}] 里对应（--inspect 会列出来）",
                 "one of {}; words of your own go into [values.{}] of --mapping (--inspect lists them)",
                 value.issue == CellIssue::choice_unknown ? choices_of(field) : text("是、否", "是, 否"), field.name);
      context.reject(row, std::move(problem));
      return false;
    }
    const bool filled = !std::holds_alternative<std::monostate>(value.value);
    if (filled) record.fields[field.name] = std::move(value.value);
  }
  return true;
}

std::vector<std::string> roles_given(const Row& row) {
  const std::string words = read_text(row.cell(ColumnName::by_role)).value;
  return words.empty() ? std::vector<std::string>{} : std::vector<std::string>{words};
}

// A problem of a row's cell becomes its rejection, under the code that rosters have for it.
bool rejected(ImportContext& context, const Row& row, ColumnName column, std::string code,
              std::optional<Problem> problem) {
  if (!problem) return false;
  problem->origin = row.origin(column);
  problem->code = std::move(code);
  context.reject(row, std::move(*problem));
  return true;
}

// 2026年10月9日晚, 10.9下午: the day, without the part of it that is said behind.
std::string_view without_part_of_day(std::string_view cell) {
  std::string_view words = trimmed(cell);
  for (std::string_view part : {"上午", "下午", "晚上", "中午", "早上", "早晨", "傍晚", "夜间", "晚", "早"})
    if (words.ends_with(part) && words.size() > part.size())
      return trimmed(words.substr(0, words.size() - part.size()));
  return words;
}

// Whether a day without its year is written so that only one can be meant. A workbook that took 10.10 for a number has
// 10.1, which is also the first, so nobody knows of 10.1, 10.2 and 10.3 which day they are.
bool names_one_day(std::string_view words) {
  if (words.find("月") != std::string_view::npos) return true;
  const std::size_t point = words.find('.');
  if (point == std::string_view::npos) return false;
  const std::string_view day = words.substr(point + 1);
  return day.size() > 1 || day > "3";
}

// 11月26日 and 11.26 are those of the year in which they are nearest to `near`; one that would be to come is refused as
// such.
std::optional<Day> read_day(std::string_view cell, Day near) {
  const auto written = read_date(cell);
  if (written.value || written.issue != CellIssue::date_unreadable) return written.value;
  const std::string_view words = without_part_of_day(cell);
  if (const auto day = read_date(words).value) return day;
  if (!names_one_day(words)) return std::nullopt;
  const auto span = read_span(words, near);
  return span && span->first == span->last ? std::optional(span->first) : std::nullopt;
}

// The day of a row; `near`: of the row before it, or today.
std::optional<Day> day_of(ImportContext& context, const Row& row, Day near) {
  const auto date = read_day(row.cell(ColumnName::date), near);
  if (!date) {
    context.reject(row, {Severity::error, "R_DATE", row.origin(ColumnName::date),
                         text("缺少日期，或日期看不懂", "no date, or one that cannot be read"),
                         text("日期写成 2026-11-23 或 11月23日", "write the date as 2026-11-23 or 11月23日")});
    return std::nullopt;
  }
  const char* code = *date > context.workspace.dates.today ? "R_FUTURE_DATE" : "R_OUTSIDE_CALENDAR";
  const auto refused = refused_day(context.workspace.calendar, *date, context.workspace.dates.today);
  return rejected(context, row, ColumnName::date, code, refused) ? std::nullopt : date;
}

bool read_row_time(ImportContext& context, const Row& row, Record& record) {
  const auto time = read_time(row.cell(ColumnName::time));
  if (time.issue != CellIssue::none) {
    context.reject(row, ColumnName::time, time.issue);
    return false;
  }
  record.minute = time.value;
  return !rejected(context, row, ColumnName::time, "R_FUTURE_DATE", refused_time(record, context.workspace.dates.now));
}

// One person by his name; of several the names as they stand, since the spaces between them tell them apart.
std::string maker_in(const ImportContext& context, std::string_view cell, Day day) {
  std::string name = read_text(cell).value;
  return context.organisation.roles_of(name, day).empty() ? read_note(cell).value : name;
}

// Who made it, in which roles, and whether he may.
bool attribute_row(ImportContext& context, const Row& row, const RecordKind& kind, Record& record) {
  record.by = maker_in(context, row.cell(ColumnName::by), record.day);
  const Rulebook& rulebook = context.workspace.rulebook;
  MakerRoles maker = maker_roles(context.organisation, rulebook, record.by, record.day, roles_given(row));
  record.roles = std::move(maker.roles);
  return !rejected(context, row, ColumnName::by_role, "R_UNKNOWN_ROLE", std::move(maker.problem)) &&
         !rejected(context, row, ColumnName::by, "R_MAKER_LACKS_ROLE", refused_maker(rulebook, kind, record));
}

// Whether what its fields and its document name can be so.
bool names_what_is(ImportContext& context, const Row& row, const RecordKind& kind, const Record& record) {
  const Rulebook& rulebook = context.workspace.rulebook;
  const Organisation& organisation = context.organisation;
  return !rejected(context, row, ColumnName::unit_code, "R_UNKNOWN_UNIT",
                   refused_unit(rulebook, organisation, record)) &&
         !rejected(context, row, ColumnName::by, "R_REASSIGNMENT",
                   refused_reassignment(rulebook, organisation, record)) &&
         !rejected(context, row, ColumnName::by, "R_SIGNED_ELSEWHERE",
                   refused_signer(context.workspace.database, organisation, record)) &&
         !rejected(context, row, ColumnName::by, "R_MEMBER",
                   refused_member(context.workspace, kind, organisation, record)) &&
         !rejected(context, row, ColumnName::by, "R_UNKNOWN_PUPIL",
                   refused_pupil(context.workspace, kind, organisation, record));
}

}  // namespace

void import_records(ImportContext& context) {
  const RecordKind& kind = *context.workspace.rulebook.record(context.sheet.layout().name);
  RosterSigns signs(context.workspace, context.transaction);
  Day near = context.workspace.dates.today;
  while (const Row* row = context.next()) {
    const auto day = day_of(context, *row, near);
    if (!day) continue;
    near = *day;
    auto subject = subject_of_row(context, *row, kind, *day);
    if (!subject) continue;
    Record record = record_about(kind, std::move(*subject));
    record.recorded = context.workspace.dates.now;
    record.day = *day;
    if (!read_row_time(context, *row, record)) continue;
    if (!attribute_row(context, *row, kind, record) || !read_row_fields(context, *row, kind, record) ||
        !names_what_is(context, *row, kind, record))
      continue;
    if (auto problem = without_person(kind, record)) {
      problem->origin = row->origin(ColumnName::by);
      context.warn(std::move(*problem));
    }
    if (add(context.transaction, record).effect == Effect::written) {
      signs.note_reception(record);
      context.accept_new();
    } else {
      context.accept(Effect::unchanged);
    }
  }
}

}  // namespace ksbx
