// What was wrong with the row of a roster from which a pupil was last read: the codes of its warnings (docs/manual.md,
// message codes).
//
// A child is never lost over a bad cell, so the cell is left out and the child is taken; here stands why, so that
// reports can list what has to be corrected. It is of the latest row only: a corrected row removes the old codes.
#pragma once

#include <string>
#include <vector>

#include "model/id.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

class IssueLoad {
 public:
  // `file`: the roster's name, as the import keeps it.
  IssueLoad(Transaction& transaction, std::string file);

  // Makes these the codes of the pupil, each once; the same codes are left alone.
  void set(StudentId student, int line, std::vector<std::string> codes);

 private:
  Transaction& transaction_;
  std::string file_;
  Statement known_, forget_, insert_;
};

}  // namespace ksbx
