// report_queries: SQL that several reports share, so that a figure and its list cannot drift apart.
//
//   [[query]]                                  # in a file of reports/ that holds nothing else
//   name = "points_lost"                       # a table of this name for every report that says uses = ["points_lost"]
//   uses = ["assessed_year"]                   # others that it needs itself
//   sql  = "SELECT … FROM duties, assessed_year WHERE …"
//
// A shared query may use parameters (:year); each report that uses it, or the rulebook, has to define them.
//
//   [[points]] # what a rule costs in the yearly assessment (考核扣分); same file or not
//   rule   = "dual-report"
//   duty   = "report"                          # one duty of it; all if it is not said
//   missed = 5                                 # not done; also `late`, and `unanswered`: no receipt in time
//   late   = "$points_report_late"             # a parameter of the rulebook, as it stands on the day reported
//
// All of them are one more shared query, rule_points: rule, item ('' for all duties), missed, late, unanswered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/toml/toml_reader.h"

namespace ksbx {

struct SharedQuery {
  std::string name;
  std::vector<Word> uses;
  std::string sql;
  Origin origin;  // of the SQL
};

struct RulePoints {
  std::string name;  // rule and duty: the same name is about the same thing
  Word rule;
  std::optional<Word> duty;
  std::string missed, late, unanswered;  // as SQL: 5, :points_report; empty if it is not said
  std::vector<Word> parameters;          // of the rulebook, that they name
  Origin origin;
};

// A [[query]], a [[points]] table, to its last key.
SharedQuery read_shared_query(TableReader& reader);
RulePoints read_points(TableReader& reader);

// What the reports find as rule_points; without rows where nothing was said.
SharedQuery query_of(const std::vector<RulePoints>& points);

// The ones named and all that those use, each once. A name that is none of `all` is added to `problems` as
// unknown-query, with the nearest.
std::vector<const SharedQuery*> needed(const std::vector<SharedQuery>& all, const std::vector<Word>& names,
                                       Problems& problems);

// `sql`, a SELECT with or without WITH, with the queries in front of it as common tables.
std::string with_queries(const std::vector<const SharedQuery*>& queries, const std::string& sql);

}  // namespace ksbx
