#include "store/roster/issue_store.h"

#include <algorithm>

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

}  // namespace ksbx
