// report_reader: a report is a TOML file in the rulebook's folder reports/, so that a county adds one without a compiler.
//
//   name   = "overdue"
//   title  = { zh = "逾期任务", en = "Overdue duties" }
//   clause = ["P71"]
//   sql    = "SELECT due, role, person, action, student_name FROM duties WHERE …"   # over the views of docs/data.md
//   [[column]]                      # only for columns whose heading or words differ from what the views say
//   name  = "action"
//   label = { zh = "任务", en = "duty" }
//   show  = "action"                # an id of the rulebook appears by its label: action, rule, role, stage, record, form
//   words = [ { value = "open", zh = "未完成", en = "open" } ]
//
// The SQL may use :day, the day reported (YYYY-MM-DD). It runs on a connection that cannot write.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/toml.h"

namespace ksbx {

enum class Shows { as_is, action, rule, role, stage, record, form };

struct ReportColumn {
  std::string name;
  Text label;  // empty: the views' own heading
  Shows shows = Shows::as_is;
  struct Word {
    std::string value;
    Text label;
  };
  std::vector<Word> words;  // what a value is called
};

struct ReportDefinition {
  std::string name;
  Text title;
  Text empty;  // what an empty report means, in one sentence; may be missing
  std::vector<std::string> clauses;
  std::string sql;
  std::vector<ReportColumn> columns;
  Origin origin;
};

struct ReadReports {
  std::vector<ReportDefinition> reports;  // by name
  Problems problems;
};

ReadReports read_reports(const std::vector<SourceFile>& files);
// The reports/ folder of a rulebook; none if it has none.
ReadReports read_reports(const std::filesystem::path& rulebook_folder);

}  // namespace ksbx
