#include "store/issue_store.h"

#include <algorithm>

#include "base/text.h"
#include "store/student_row.h"

namespace ksbx {

IssueLoad::IssueLoad(Transaction& transaction, std::string file)
    : transaction_(transaction),
      file_(std::move(file)),
      known_(transaction.database(), "SELECT code FROM t_issue WHERE student = ? ORDER BY code"),
      forget_(transaction.database(), "DELETE FROM t_issue WHERE student = ?"),
      insert_(transaction.database(), "INSERT INTO t_issue(student, code, file, line, change) VALUES (?, ?, ?, ?, ?)") {
}

void IssueLoad::set(StudentId student, int line, std::vector<std::string> codes) {
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::vector<std::string> known;
  known_.start(student);
  while (known_.step()) known.push_back(known_.text(0));
  known_.reset();
  if (known == codes) return;
  forget_.execute(student);
  for (const std::string& code : codes) insert_.execute(student, code, file_, line, transaction_.change());
}

// The pupil may stand in the same transaction's next batch of new ones (store/roster_load.cpp).
const std::string& issue_table() {
  static const std::string sql = R"(CREATE TABLE t_issue (
  student INTEGER NOT NULL REFERENCES t_student DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change,
  PRIMARY KEY (student, code)
) STRICT, WITHOUT ROWID)";
  return sql;
}

std::string data_issues_view() {
  return format(
      "CREATE VIEW data_issues AS SELECT s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, "
      "c.class_code, c.school_code, x.code, x.file, x.line, datetime(t.at + 28800, 'unixepoch') AS recorded FROM "
      "t_issue x "
      "JOIN t_student s ON s.id = x.student JOIN t_change t ON t.change = x.change LEFT JOIN classes c ON c.unit = "
      "s.class "
      "WHERE s.{}",
      on_the_books);
}

}  // namespace ksbx
