// import: files that offices sent become units, staff, pupils, attendance and records. All files of one call are one
// transaction: either everything that can be taken is, or nothing.
//
// A child is never lost over a bad number: a row without a usable id becomes a provisional pupil. A row that cannot be
// taken is kept as a reject with its original cells. The same file again changes nothing.
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/problem.h"
#include "files/input/decode.h"
#include "files/shape/find_shape.h"
#include "files/sheet/columns.h"
#include "files/sheet/sheet.h"
#include "model/student.h"
#include "store/roster/import_store.h"

namespace ksbx {

// The columns that a file of rejects has after those of the file it came from: file, line, code and reason. None of
// them is called like a column that is read. Whoever corrects it may leave them in. Such a file is a part of a roster
// by nature, so no one is missed in it.
inline constexpr const char* reject_columns[] = {"来源文件", "原行号", "拒收代码", "拒收原因"};

// One row that someone typed, as the table of a file would hold it (files/sheet/typed_row.h).
struct TypedTable {
  std::string name;   // in messages, the journal and the list of imports
  std::string bytes;  // CSV in UTF-8
};

struct ImportRequest {
  std::vector<std::string> files;    // or folders, of which their rosters are taken (files/input/folder.h)
  bool each = false;                 // every file is a transaction of its own: one that is refused stops no other
  std::string layout;                // "students", "persuasion", …; empty: recognised from the headers
  std::optional<Encoding> encoding;  // empty: found out
  Mapping mapping;                   // what a person said of the headers
  std::vector<std::string> columns;  // of files without a header row (files/sheet/header_search.h)
  bool strict = false;               // a row whose id number cannot be right is rejected, not kept as provisional
  std::string worksheet = {};        // of a workbook, as `--sheet` says it (files/input/sheet_choice.h)
  bool create_units = false;         // a school that is not registered is entered
  bool allow_empty = false;          // accept a roster without rows
  bool accept = false;               // go on where the guard would stop
  std::string reason;                // why it goes on, for the journal
  // The rosters of pupils are the whole roster of every school in them: whoever is not on them is missing
  // (app/import/roster_changes.h).
  bool snapshot = false;
  // The rosters hold newcomers only: no one is missing from them. Not together with `snapshot`.
  bool supplement = false;
  Disclosure shown = {};  // of the list of changes
  Language language = Language::zh;
  bool complete = false;  // attendance: the file is the whole return of every school in it, so all their classes have
                          // returned their register
  // Attendance: the day that the caller says it is of. A row of another day refuses the file (E_DATE_CONTRADICTS).
  std::optional<Day> only_day = {};
  // Instead of files: a row of pupils. It is part of a roster, so no one is missing from it.
  std::optional<TypedTable> typed = {};
  std::vector<TypedCell> given_cells = {};  // what a person says of all rows (files/sheet/given_cells.h)
  // `today`: a month without a year is the latest that has begun.
  SheetOptions how_to_read(Day today) const {
    SheetOptions options{encoding, layout, mapping, columns};
    options.worksheet = worksheet;
    options.given_cells = given_cells;
    options.shape = find_shape;
    options.today = today;
    options.untold.assign(std::begin(reject_columns), std::end(reject_columns));
    return options;
  }
};

// What became of the pupil of a typed row.
struct TypedFate {
  StudentId student;                 // none if the row was not taken, or is in doubt
  std::optional<Student> before;     // as he was known; nothing if no one knew him, or an undo took him off the books
  std::bitset<column_names> unread;  // columns whose cells could not be read
};

// A file, or one of the sheets of a workbook that are read together.
struct ImportedFile {
  std::string path;        // as messages call it: of several sheets 名册.xlsx[七1班]
  std::string source;      // the name of the file itself, for the journal
  std::size_t number = 0;  // of the file in its call: the sheets of a workbook have the same
  std::string file;        // its name without the folder; as messages call it
  std::string kind;        // "students", "units", "attendance", a record kind
  std::string digest;      // SHA-256 of its bytes
  RowCounts counts;
  Text label;             // 学生花名册
  std::string form;       // how it is written: "utf-8", "gb18030", "xlsx"
  std::string worksheet;  // the sheet that was read; empty for a text
  int header_line = 0;
  std::int64_t import_id = 0;         // 0 if nothing was kept
  std::int64_t totals = 0;            // of `counts.rows` those that are totals and notes, which were passed over
  std::optional<DayRange> days = {};  // of attendance and leave: which days its rows are about
  std::int64_t deferred = 0;          // rows in doubt, kept until a person decides (app/import/decisions.h)
  TypedFate fate;                     // of a typed row
  Rejects rejects;
  Problems problems;  // of the file and of its rows; of each code the first hundred
  // What its rows mean without saying it, a sentence each: that whoever a list does not name was there.
  std::vector<Text> notes = {};
};

// What whole rosters say, as tables: how many pupils of each school are new, moved, missing …, and each pupil of whom
// something changed.
struct SnapshotTables {
  Table summary;
  Table changes;  // a row for each field that differs, one for each pupil who is new or missing
};

// What was read until a guard stopped, with the rows that could not be taken, for whoever corrects them; null where
// none did.
using ReadBefore = std::shared_ptr<const std::vector<ImportedFile>>;

// With `each`, a file of which nothing was taken, and why.
struct RefusedImport {
  Failure failure = Failure::input;
  Problems problems;
  std::int64_t rows = 0;  // that it has: all of them are rejected
  ReadBefore read = {};
};

struct ImportOutcome {
  std::vector<ImportedFile> files;  // in the order in which they were taken: units, pupils, staff, attendance, records
  std::vector<RefusedImport> refused;
  Problems problems;  // of the words on the command line: W_LEFT_OUT, an error, since what was left out did not come in
  std::optional<SnapshotTables> snapshot;
  RowCounts total() const;  // the sum of all counts, refused files included
  std::int64_t deferred() const;
};

// Throws FileRefused (app/import/refused_file.h): Failure::input for a file that cannot be used (then nothing is
// committed), Failure::guard if more than 10 pupils and more than 10 % of the rows vanish, change class or are
// rejected, and `accept` is not set. With `each` these are said of the file in `refused` instead.
ImportOutcome import_files(const Workspace& workspace, const ImportRequest& request, Keep keep);
// The same in a transaction of the caller, who looks at the outcome before he commits; without `each`.
ImportOutcome import_in(Transaction& transaction, const Workspace& workspace, const ImportRequest& request);

}  // namespace ksbx
