// The office of a small city, for the tests of the use cases: the shipped rules and calendars, and a store in a folder
// of its own in which 石桥市 with 青石镇, its village, police station and two schools is registered.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "app/enter/mark_absent.h"
#include "app/enter/record.h"
#include "app/import/import.h"
#include "app/night/escalate.h"
#include "base/problem.h"
#include "day.h"
#include "files/render/render.h"
#include "files/report/report_reader.h"
#include "files/rulebook/calendar_reader.h"
#include "files/rulebook/rulebook_reader.h"
#include "store/journal/journal.h"
#include "store/query/query.h"
#include "store/schema/open_store.h"
#include "temporary_folder.h"

namespace ksbx {

inline const std::string hazards = std::string(KSBX_SOURCE_DIR) + "/tests/files/hazards/";

// Read once for all tests: they only look at it.
inline const Rulebook& shipped_rules() {
  static const Rulebook rules =
      read_rulebook(std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "kongchuo-2016").rulebook;
  return rules;
}
inline const std::vector<ReportDefinition>& shipped_reports() {
  static const std::vector<ReportDefinition> reports =
      read_reports({std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "kongchuo-2016"}).reports;
  return reports;
}
inline const Calendar& shipped_calendar() {
  static const Calendar calendar =
      read_calendar({std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "calendars"}).calendar;
  return calendar;
}

// The codes of the Error that `act` throws, separated by blanks; "" if it throws none.
template <class Act>
std::string refusal(Act act) {
  std::string codes;
  try {
    act();
  } catch (const Error& error) {
    for (const Problem& problem : error.problems()) codes += (codes.empty() ? "" : " ") + problem.code;
  }
  return codes;
}

struct Office {
  Folder folder;
  const Rulebook& rules;
  const Calendar& calendar = shipped_calendar();
  Database database = create_store(folder.file("ksbx.db"));

  explicit Office(const Rulebook& book = shipped_rules(), const std::string& opened = "2026-11-15") : rules(book) {
    import_on(opened, {hazards + "units.csv"});
  }

  // The office on the evening of that day, or at that time.
  Workspace on(const std::string& iso, const std::string& time = "20:00:00") {
    return as_of(iso, *Moment::parse(iso + "T" + time));
  }
  // The same at that moment, with the day that someone named.
  Workspace as_of(const std::string& iso, Moment now) {
    return {database, rules, calendar, dates_at(now, day_closes_at, day(iso)), "test", "zhang"};
  }
  static constexpr int day_closes_at = 18 * 60;

  // A file of the folder; returns its path.
  std::string file(const std::string& name, const std::string& content) const {
    const std::string path = folder.file(name);
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  std::string database_bytes() const {
    std::ifstream in(database.path(), std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }

  ImportOutcome import_on(const std::string& iso, const std::vector<std::string>& files, Keep keep = Keep::changes) {
    ImportRequest request;
    request.files = files;
    return import_on(iso, request, keep);
  }
  ImportOutcome import_on(const std::string& iso, const ImportRequest& request, Keep keep = Keep::changes) {
    const Workspace workspace = on(iso);
    return import_files(workspace, request, keep);
  }

  // The first of those files, and rows of it that could not be taken.
  ImportedFile imported_on(const std::string& iso, const std::string& path, Keep keep = Keep::changes) {
    return std::move(import_on(iso, {path}, keep).files.front());
  }
  static std::vector<Reject> all(const Rejects& rejects) {
    std::vector<Reject> found;
    rejects.each([&](const Reject& reject) {
      found.push_back(reject);
      return true;
    });
    return found;
  }

  // What the pupils of the list were on that day, in words as a school writes them: absent("2026-11-16", {"钱试二"}).
  MarkOutcome absent(const std::string& iso, const std::vector<std::string>& pupils,
                     Presence presence = Presence::unexcused, Half half = Half::whole_day) {
    MarkRequest request;
    request.day = day(iso);
    for (const std::string& pupil : pupils) request.absences.push_back({pupil, half, presence, {}});
    const Workspace workspace = on(iso);
    return mark_absent(workspace, request, Keep::changes);
  }
  // All classes of the school return their registers, as if no one else were missing.
  MarkOutcome registers(const std::string& iso, const std::string& school = "石桥市第一初级中学") {
    MarkRequest request;
    request.day = day(iso);
    request.nil = {school};
    const Workspace workspace = on(iso);
    return mark_absent(workspace, request, Keep::changes);
  }

  Escalation escalate_on(const std::string& iso, Keep keep = Keep::changes) {
    const Workspace workspace = on(iso);
    return escalate(workspace, {}, keep);
  }

  // What a question to the views is answered, as CSV without its first line.
  std::string rows(const std::string& sql) {
    RenderOptions options;
    options.raw_cells = true;
    const std::string csv = render(query(database, "rows", sql), Format::csv, options);
    return csv.substr(csv.find('\n') + 1);
  }
  // All that a night decides, without the numbers of rows.
  std::string ledger_rows() {
    return rows(
        "SELECT rule, item, student_code, unit_code, opened, due, state, done, withdrawn, person "
        "FROM duties "
        "ORDER BY rule, item, student_code, unit_code, opened");
  }
  // From 2026-11-15, a Sunday: 钱试二 to 郑试七, six pupils of 七年级1班, and their teacher and leaders.
  void enrol() {
    import_on("2026-11-15",
              {hazards + "u06_roster_v1.csv", file("staff.csv",
                                                   "姓名,职务,单位,年级,班级,起始日期\n"
                                                   "孙老师,班主任,石桥市第一初级中学,七年级,1班,2026-09-01\n"
                                                   "赵校长,校长,石桥市第一初级中学,,,2026-09-01\n")});
  }
  RecordOutcome done(const std::string& iso, const std::string& kind, const std::string& subject,
                     const std::map<std::string, std::string>& fields, const std::string& by) {
    RecordRequest request;
    request.kind = kind;
    request.subject = subject;
    request.fields = fields;
    request.day = day(iso);
    request.by = by;
    const Workspace workspace = on(iso);
    return record(workspace, request, Keep::changes);
  }

  std::int64_t count(const std::string& table) { return database.number("SELECT count(*) FROM " + table); }
  std::int64_t entries() { return journal_head(database).entries; }
};

}  // namespace ksbx
