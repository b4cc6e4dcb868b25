// Split file: what one entry holds of two children, line by line, as a file that a clerk corrects and hands back.
//
// Each mark, record, record that names him, document in force and value of a field is a line, with whose it seems to be
// in the column 归属: 留 (the pupil's), 新 (the new child's), of fields also 都 (both) and 无 (nobody's). Lines are
// known by the number in the first column, which holds a sum over the store, the pupil and what the line says: whatever
// a spreadsheet does to the other cells is of no account, and a file of another store, of another pupil, or from before
// something was entered is refused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/repair/fields_said.h"
#include "app/workspace/workspace.h"
#include "base/mask.h"
#include "base/problem.h"
#include "base/table.h"
#include "model/attendance.h"
#include "model/duty.h"
#include "model/record.h"
#include "model/student.h"
#include "model/unit.h"

namespace ksbx {

// A document tells of what was said in these days before it, as undo has it (store/undo/undo_objections.cpp).
inline constexpr int days_of_cause = 30;

enum class Whose { stays, added, both, nobody };

// What there is to be decided about a pupil, each with whose it is.
struct SplitParts {
  Student student;
  std::int64_t since_change = 0;  // with which the other child came in; 0: nothing shows it
  template <class Part>
  struct Line {
    Part part;
    Whose whose = Whose::stays;
    std::string key = {};
    Origin origin = {};  // in the file that was read
  };
  std::vector<Line<FieldSaid>> fields;
  std::vector<Line<Mark>> marks;
  std::vector<Line<Record>> records;
  std::vector<Line<Record>> named_in;  // about a unit, and it names him
  std::vector<Line<Document>> documents;
};

// As it is proposed: what was said before the change is the pupil's, what was said by it and later the new child's.
// Without a number the change is the last one that altered his name, birthday or id number.
SplitParts proposed_split(Database& database, const Student& student, std::optional<std::int64_t> change);

// How many marks and records of that child the document may tell of: those of some days before it, but for attendance.
std::int64_t causes_of(const SplitParts& parts, const Document& document, Whose child);

// With what people typed about him as far as `masking` shows it.
Table split_table(const Workspace& workspace, const Organisation& organisation, const SplitParts& parts,
                  Masking masking);

// Decides the parts as the file says. Throws Error (Failure::input): "split-file-foreign", "split-file-old",
// "split-undecided", each with its place; what Sheet::open throws.
void decide_split(SplitParts& parts, const std::string& path);

}  // namespace ksbx
