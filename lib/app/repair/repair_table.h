// RepairTable: what a repair changes, as people read it before and afterwards.
#pragma once

#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "model/attendance.h"
#include "model/record.h"
#include "model/student.h"
#include "model/unit.h"

namespace ksbx {

class RepairTable {
 public:
  RepairTable(const Workspace& workspace, const Organisation& organisation, Language language, const Disclosure& shown);

  // Each field that differs; values as the list of changes writes them.
  void fields(const Student& before, const Student& after);
  // Whose it is; none: nobody's any more. `note` stands behind who has it now.
  void mark(const Mark& mark, StudentId now, const Text& note = {});
  void record(const Record& record, StudentId now, const Text& note = {});
  // Of a record about a unit: whom it named, and whom it names.
  void named(const Record& record, StudentId before, StudentId now, const Text& note = {});
  void document(const std::string& number, Day issued, StudentId before, StudentId now, const Text& note = {});
  // Anything else of a pupil.
  void row(const Text& what, StudentId student, const Text& field, const Text& before, const Text& after);

  Table take() { return std::move(table_); }

 private:
  void moved(const Text& what, StudentId before, std::optional<Day> day, const Text& field, StudentId now,
             const Text& note);

  const Workspace& workspace_;
  const Organisation& organisation_;
  Language language_;
  Masking masking_;
  Table table_;
};

// 上午 旷课; 家访（2 项）…
Text words_of(const Mark& mark);
Text words_of(const Workspace& workspace, const Record& record);

}  // namespace ksbx
