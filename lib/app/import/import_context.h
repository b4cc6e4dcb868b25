// ImportContext: one file on its way in. What all kinds of rosters share: counting, warnings, rejects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/import/import.h"
#include "app/workspace/class_register.h"
#include "app/workspace/message_limit.h"
#include "app/workspace/workspace.h"
#include "files/sheet/sheet.h"
#include "model/unit.h"

namespace ksbx {

struct AttendanceCall;
class Namesakes;
class RosterChanges;
class RosterClaims;

class ImportContext {
 public:
  ImportContext(const Workspace& workspace, Transaction& transaction, const ImportRequest& request, Sheet& sheet,
                const std::string& path, const Organisation& organisation, ClassRegister& classes,
                RosterChanges& changes, Namesakes& namesakes, RosterClaims& claims);

  const Workspace& workspace;
  Transaction& transaction;
  const ImportRequest& request;
  Sheet& sheet;
  const std::string& path;
  const Organisation& organisation;
  ClassRegister& classes;
  RosterChanges& changes;
  Namesakes& namesakes;
  RosterClaims& claims;
  AttendanceCall* attendance = nullptr;  // of the call, where the file is an attendance return
  ImportedFile result;
  std::vector<std::string> row_codes;  // of the warnings about the latest row

  // The next row whose cells can be trusted; rows that cannot are rejected on the way. nullptr at the end.
  const Row* next();
  // The same for a row that came from the sheet another way: counts it, says what is wrong with its shape, rejects it
  // if its cells cannot be trusted and returns false.
  bool admits(const Row& row);

  void accept(Effect effect);  // counts the row as changed or unchanged; new ones are counted by `accept_new`
  void accept_new();

  void speaks_of(Day day);  // a row is about it

  // A warning about a cell, by the header as the file writes it.
  void warn(const Row& row, ColumnName column, CellIssue issue);
  void warn(Problem problem);
  // Keeps the row as a reject. The problem's code and words are its reason.
  void reject(const Row& row, Problem problem);
  void reject(const Row& row, ColumnName column, CellIssue issue);

  // From the first row again, as if none had been read. What was written in the meantime is the caller's to undo.
  void begin_again();

  // Whether the file is one of rejects that came back corrected (see reject_columns).
  bool is_mended() const { return mended_; }
  // Whether it is part of a roster, by nature or because someone says so: no one is missing from it.
  bool is_part() const { return mended_ || request.typed || request.supplement; }

  ClassWords class_words(const Row& row) const;
  // The file, with its sheet: what messages about another file call it.
  std::string source() const;

 private:
  void begin_result();

  MessageLimit said_;
  bool mended_ = false;
};

// One function for each kind of roster; each reads the sheet to its end.
void import_units(ImportContext& context);
void import_staff(ImportContext& context);
void import_students(ImportContext& context);
void import_attendance(ImportContext& context);
void import_leave(ImportContext& context);
void import_records(ImportContext& context);
void import_decisions(ImportContext& context);

// The table of that path, or the typed one.
Sheet open_sheet(const ImportRequest& request, const std::string& path, std::vector<Layout> layouts,
                 const SheetOptions& options);

// The same table from its first row again.
Sheet open_again(const Workspace& workspace, const ImportRequest& request, const std::string& path, const Sheet& sheet);

// What a column is called in messages, whatever the file calls it.
std::string official_header(const Sheet& sheet, ColumnName column);

// The rejection of a row whose birth date has not come yet.
Problem born_in_future(const Row& row);

// The date of a cell. Rejects the row and returns nothing if there is none or it cannot be read.
std::optional<Day> date_in(ImportContext& context, const Row& row, ColumnName column);

// Do the calendars cover the day of that cell? Rejects the row if not.
bool is_covered(ImportContext& context, const Row& row, ColumnName column, Day day);

// The pupil of a row: by id number, by 学籍号, or by name within the row's class or school; a name alone is no one.
// What else the row says of him must agree (policy/roster/recognition.h, is_one_name). Otherwise, and if there is none
// or there are several, rejects the row and returns nothing: R_OTHER_PERSON names both children. `spoken_of`: the day
// that the row is about, and that its school's code is of.
std::optional<Student> pupil_of_row(ImportContext& context, const Row& row, Day spoken_of);

}  // namespace ksbx
