// correct: fields of a pupil that are wrong, put right by whoever knows better than the rosters.
//
// Columns and words are those of a roster, and are read and checked as a roster's are; but a person is there who can
// correct himself, so what would be kept there with a warning is refused here. An empty number takes a wrong one away
// (身份证件号=). Whom a field tells where he is when (class, home, boarding, standing, special groups) is told from
// `from` on; who he is, of all days. The night that follows corrects the documents that told it otherwise.
#pragma once

#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/problem.h"
#include "base/table.h"
#include "files/sheet/typed_row.h"
#include "model/student.h"

namespace ksbx {

struct CorrectRequest {
  std::string pupil;             // app/workspace/pupils.h
  std::vector<TypedCell> cells;  // columns of a roster of pupils, under any name that a roster may use
  Day from;
  std::string reason;
  Disclosure shown = {};
  Language language = Language::zh;
};

struct CorrectOutcome {
  StudentId student;
  Text who;  // afterwards
  Effect effect = Effect::unchanged;
  std::int64_t fields = 0;
  Table difference;
  Problems problems;  // warnings; a place in them is the column as it was typed
};

// Throws Error: Failure::usage for words that name no one, no column, a cell that cannot be read, no reason;
// Failure::guard, "number-taken", for a number of another pupil on the books.
CorrectOutcome correct_pupil(const Workspace& workspace, const CorrectRequest& request, Keep keep);

}  // namespace ksbx
