// check_reports: is every report's SQL right, before an office opens the report?
//
// Each query, of a report, of its notes, and shared ones, is compiled against the views that this rulebook gives, in an
// empty store that lives in memory only. No pupil is looked at and no query is run.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/problem.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct CheckedReports {
  // Those of the reader, then of each report in the order of its file, all errors:
  //   report-sql         SQLite does not take the query; with its words, and the view or column that comes nearest
  //   report-parameter   a :name that is neither `day` nor a parameter of the rulebook nor one of the report's own
  //   unknown-choices    `choices` of a column is no list of the rulebook
  //   unknown-report, unknown-setting   the {report:NAME key=value} of a form
  //   unknown-rule, unknown-duty, unknown-parameter   [[points]] of what the rulebook does not have
  //   report-column      [[column]], `findings`, `dated` or the {field} of a note names no column of its query
  //   unknown-report, unknown-setting   a part of a page shows no report that there is, or sets what it has not
  Problems problems;
  std::set<std::string> parameters;  // of the rulebook, that some query uses
};

// The reports in force: of all folders, one of a later folder in place of the earlier of its name. The rulebook must
// have been read without errors.
CheckedReports check_reports(const std::vector<std::filesystem::path>& rulebooks, const Rulebook& rulebook);

}  // namespace ksbx
