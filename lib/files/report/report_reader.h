// report_reader: a report is a TOML file in the rulebook's folder reports/, so that a county adds one without a
// compiler.
//
//   name   = "overdue"
//   title  = { zh = "逾期任务", en = "Overdue duties" }
//   clause = ["P71"]
//   sql    = "SELECT due, role, person, action, student_name FROM duties WHERE …"   # over the views of docs/data.md
//   [[column]]                      # only for columns whose heading or words differ from what the views say
//   name  = "action"
//   label = { zh = "任务", en = "duty" }
//   show  = "action"                # an id appears by its label: action, rule, role, stage, record, form; of clauses
//                                   # their articles (clause) or what they demand (demand)
//   words = [ { value = "open", zh = "未完成", en = "open" } ]
//   choices = "reasons"             # values of a [[choices]] list of the rulebook appear by their labels
//   privacy = "name"                # of a computed column: name, id_number, phone, address, text, none
//   type    = "count"               # text, code, integer, count, decimal, percent, date, moment; else as the views say
//   unit    = { zh = "天", en = "days" }   # what its numbers count
//   rank    = 1                     # 1 to 9: where there is no room for all columns, the highest go first; else 5
//
//   uses = ["points_lost"]          # shared queries that its SQL calls on (report_queries.h)
//   closed_day = true               # it tells of a day that is over: in the morning of yesterday, not of today
//   findings = "status"             # the column whose values --fail-on looks for
//   dated    = "day"                # by which --period picks rows; a report with :from and :until needs none
//   pivot = { rows = ["place"], across = "measure", value = "percent" }   # people read it as a matrix: a row for each
//                                   # place, a column for each measure; total = "status": its values counted below
//   suppress_below = 3              # counts from 1 to 2 are not written out, so that no one can be recognised
//   [[param]]                       # what the reader may set (report NAME --set year=2026), used in the SQL as :year
//   name    = "year"
//   type    = "integer"             # integer, text, date or month (2026-10: the report is as of its last day)
//   default = 2026                  # left out: NULL, or, of a date or a year, none
//   [doctor]                        # ksbx doctor runs the report too
//   finding = "missing"             # the value of the column `findings` that is one; left out: every row is
//   remedy  = { zh = "…", en = "…" }
//   [[note]]                        # a sentence below the table, for each row that its SQL gives, with {columns}
//   zh  = "另有 {n} 项任务暂停中，最晚到 {until}"
//   sql = "SELECT count(*) AS n, max(muted_until) AS until FROM duties WHERE … HAVING n > 0"
//
// A page is a report of several parts, each with its picture. It has no sql of its own:
//
//   [[part]]
//   name   = "stages"               # a report by itself too: ksbx report overview.stages
//   title  = { zh = "在办个案", en = "Open cases" }
//   chart  = "bar"                  # cover, figures, bar, line, heat, timeline or table (base/page.h)
//   across = "stage"                # the column that names the rows, or is the day; or several
//   values = ["cases"]              # the columns that are drawn
//   sql    = "SELECT stage, count(*) AS cases FROM …"    # and [[part.column]], [[part.note]], empty, as in any report
//   [[part]]
//   report = "rates"                # another report instead of sql, with what may be set: set = { by = "city" }
//   chart  = "bar"
//   target = "target"               # a column that is drawn as a mark next to the value
//
// Parameters of the page ([[param]]) are those of all its parts that have sql, and are told to the reports that it
// refers to, where they have one of that name. A page with :from and :until tells of a period, as a report does.
//
// The SQL may use :day, the day reported (YYYY-MM-DD), :today, the civil day (which :day is too, unless closed_day),
// and every parameter of the rulebook by its name, as it stands on that day. It runs on a connection that cannot write.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/page.h"
#include "base/problem.h"
#include "base/table.h"
#include "files/report/report_queries.h"
#include "files/toml/toml.h"

namespace ksbx {

// clause: one or several, with blanks between them, as articles of the text; demand: what they demand.
enum class Shows { as_is, action, rule, role, stage, record, form, clause, demand };

struct ReportColumn {
  std::string name;
  Origin origin;
  Text label;  // empty: the views' own heading
  Shows shows = Shows::as_is;
  struct Word {
    std::string value;
    Text label;
  };
  std::vector<Word> words;  // what a value is called
  std::string choices;      // a list of the rulebook that says so for the others; may be empty
  Origin choices_origin;
  std::optional<Privacy> privacy;  // nothing: as the views say of a column of this name
  std::optional<ColumnType> type;  // nothing: the same
  Text unit;
  std::optional<int> rank;  // nothing: as the views say
  bool on_request = false;  // shown to whoever names it: by --columns, --sort, --group-by or --by
};

// What the reader of a report may set.
struct ReportParameter {
  enum class Type { text, integer, date, month };  // month: the report's day is its last
  std::string name;
  Text label;
  Type type = Type::text;
  Cell otherwise;  // what it is if it is not set
};

// What makes a report a check of the data (app/doctor/doctor.h).
struct DoctorCheck {
  std::string finding;  // a value of the report's `findings` column; empty: every row is a finding
  Text remedy;          // what to do
};

struct ReportNote {
  Text words;  // with {columns} of its SQL
  std::string sql;
  Origin origin;  // of the SQL
};

// A part of a page: which report, and how it is drawn.
struct PagePart {
  struct Name {
    std::string name;
    Origin origin;
  };
  Name report;
  Text title;  // empty: the report's own
  Picture picture = Picture::none;
  std::vector<Name> across, values;  // columns
  Name target;                       // likewise; may be empty
  std::map<std::string, std::string> settings;
};

// How a list of figures is read as a matrix (policy/table/pivot_stage.h): by columns of the report.
struct ReportPivot {
  std::vector<Word> rows;
  Word across, value;
  Word total;  // whose values are counted below each column; may be empty
};

struct ReportDefinition {
  std::string name;
  Text title;
  Text empty;  // what an empty report means, in one sentence; may be missing
  std::vector<std::string> clauses;
  std::string sql;         // whole once the report is read: with the shared queries that it uses
  std::vector<Word> uses;  // shared queries
  Origin sql_origin;
  std::vector<ReportColumn> columns;
  std::string findings;  // a column; may be empty
  Origin findings_origin;
  std::string dated;  // a column; may be empty
  Origin dated_origin;
  std::optional<ReportPivot> pivot;
  int suppress_below = 0;  // counts smaller than this are hidden; 0: none
  std::vector<ReportParameter> parameters;
  std::vector<ReportNote> notes;
  std::vector<PagePart> parts;  // of a page, which has no sql; a report has none
  std::string page;             // the page of which this is a part; may be empty
  bool closed_day = false;      // tells of the last day that is over, also in the morning after it; others of today
  bool silent = false;          // a page: parts without rows are left out, and without any part nothing is said
  std::optional<DoctorCheck> doctor;
  Origin origin;
};

struct ReadReports {
  std::vector<ReportDefinition> reports;  // by name
  std::vector<SharedQuery> queries;       // with rule_points
  std::vector<RulePoints> points;
  Problems problems;
};

ReadReports read_reports(const std::vector<SourceFile>& files);
// The reports/ folders of a rulebook and of the overlays above it; a folder may have none. A report or a shared query
// of a later folder takes the place of the earlier one of its name.
ReadReports read_reports(const std::vector<std::filesystem::path>& rulebook_folders);

// What a form asks for where it says {report:rates by=city years=3}; nothing for a field that is none of these.
struct ReportWanted {
  std::string name;
  std::map<std::string, std::string> settings;
};
std::optional<ReportWanted> report_wanted(const std::string& field);

}  // namespace ksbx
