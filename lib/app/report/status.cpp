#include "app/report/status.h"

#include <string>
#include <vector>

#include "base/join.h"
#include "store/query/query.h"

namespace ksbx {
namespace {

std::int64_t count(Database& database, const std::string& sql, Day today) {
  const Table table = query(database, "count", sql, {{"day", today.iso()}});
  const auto* number = table.rows.empty() ? nullptr : std::get_if<std::int64_t>(&table.rows.front().front());
  return number ? *number : 0;
}

// Open duties of which the lists speak: those that no pause mutes.
std::int64_t count_text(Database& database, const std::string& condition, Day today) {
  return count(database,
               formatted("SELECT count(*) FROM duties WHERE state = 'open' AND coalesce(muted_until, '') < :day AND {}",
                         condition),
               today);
}

// The forms that go out on both lines, for SQL: 'a', 'b'.
std::string forms_on_both_lines(const Rulebook& rulebook) {
  std::vector<std::string> ids;  // names without quotes
  for (const Form& form : rulebook.forms)
    if (!form.single_line) ids.push_back(formatted("'{}'", form.id));
  return join(ids, ", ");
}

// Words in force that no one acknowledged; a withdrawal asks for nothing, and what has one line is no dual-line report.
std::int64_t count_awaited(const Workspace& workspace, Line line, Day today) {
  return count(workspace.database,
               formatted("SELECT count(*) FROM documents WHERE line = '{}' AND form IN ({}) AND kind IN ('original', "
                         "'reinstatement') AND issued <= :day AND (withdrawn_on IS NULL OR withdrawn_on > :day) AND "
                         "(acknowledged IS NULL OR acknowledged > :day)",
                         name_of(line), forms_on_both_lines(workspace.rulebook)),
               today);
}

}  // namespace

Status status(const Workspace& workspace, Day today) {
  Database& database = workspace.database;
  const Snapshot one_moment(database);
  const std::string& register_rule = workspace.rulebook.meaning.id(Meant::missing_register);  // a name without quotes
  Status result;
  result.schools = count(database, "SELECT count(*) FROM units WHERE kind = 'school'", today);
  result.classes = count(database, "SELECT count(*) FROM units WHERE kind = 'class'", today);
  result.students = count(database, "SELECT count(*) FROM students", today);
  result.provisional = count(database, "SELECT count(*) FROM students WHERE provisional", today);
  result.idle = count(database, "SELECT count(*) FROM students WHERE class_code IS NULL", today);
  result.deferred = count(database, "SELECT count(*) FROM deferrals WHERE decision IS NULL", today);
  result.open_duties = count(database, "SELECT count(*) FROM duties WHERE state = 'open'", today);
  result.due_today = count_text(database, "due = :day", today);
  result.overdue_duties = count_text(database, "due < :day", today);
  result.muted_duties =
      count(database, "SELECT count(*) FROM duties WHERE state = 'open' AND muted_until >= :day", today);
  // Each once, whoever else has heard by now that it is late.
  result.missing_registers =
      count(database,
            formatted("SELECT count(DISTINCT unit_code || ' ' || period) FROM duties WHERE state = 'open' AND "
                      "coalesce(muted_until, '') < :day AND rule = '{}'",
                      register_rule),
            today);
  result.pupils_in_question =
      count(database,
            "SELECT count(DISTINCT student_code) FROM duties WHERE state = 'open' AND coalesce(muted_until, '') < :day",
            today);
  result.awaited_by_government = count_awaited(workspace, Line::government, today);
  result.awaited_by_education = count_awaited(workspace, Line::education, today);
  result.unassigned_duties =
      count(database, "SELECT count(*) FROM duties WHERE state = 'open' AND assigned = 0", today);
  result.doubts = count(database, "SELECT count(*) FROM doubts", today);
  const Table held = query(database, "held", "SELECT school FROM storms WHERE state = 'held' ORDER BY school_code");
  for (const auto& row : held.rows)
    if (const auto* school = std::get_if<std::string>(&row.front())) result.schools_held_back.push_back(*school);
  result.last_run = last_run(database);
  result.journal = journal_head(database);
  return result;
}

}  // namespace ksbx
