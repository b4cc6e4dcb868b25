// StudentReader: what a row of a roster says of a pupil, before anyone asks who it is and where he sits.
//
// It looks at nothing but the cells and the organisation and writes nothing, so rows can be read on a thread of their
// own while others are stored.
#pragma once

#include <bitset>
#include <optional>
#include <string>

#include "app/import/residences.h"
#include "base/problem.h"
#include "files/cell/cell.h"
#include "files/sheet/sheet.h"
#include "model/student.h"

namespace ksbx {

struct ReadStudent {
  Student student;                   // without a class
  std::optional<Day> said_birth;     // as the columns have them, whatever the id number says: it may be another
  Sex said_sex = Sex::unknown;       // child's
  Problems warnings;                 // about its cells
  std::bitset<column_names> unread;  // columns whose cells could not be read (app/import/omitted_fields.h)
  std::optional<Problem> refusal;    // why the row cannot be taken: no name, destroyed characters, born in the future
};

// Takes back what the id number of the row says: two children have it, and whose it is cannot be known.
void drop_id_number(ReadStudent& read);

// What is to be thought of id numbers in this file.
struct IdRules {
  bool some_are_rounded = false;  // by a spreadsheet: then whatever ends in 000 may be
  bool wrong_is_refused = false;  // a number that cannot be right refuses the row; a missing one never does
};

class StudentReader {
 public:
  // `sheet`: for the names of its columns. `today`: no one is born later, and ages are counted to it.
  StudentReader(const Sheet& sheet, const Organisation& organisation, Day today, IdRules ids);

  // The id number of a row as its cell was read, if it can be a pupil's: not one that was rounded in a file of rounded
  // ones, nor of someone who is not yet born, nor an old one of 15 digits, whose owners have long left school.
  ReadIdNumber id_of_pupil(const ReadIdNumber& id) const;
  // `id`: the id number of the row, if it can be a pupil's.
  ReadStudent read(const Row& row, const ReadIdNumber& id);

 private:
  void read_circumstances(const Row& row, ReadStudent& read) const;
  bool accepts_id(const Row& row, const ReadIdNumber& id, ReadStudent& read) const;
  bool read_name_of(const Row& row, ReadStudent& read) const;
  bool read_birth(const Row& row, ReadStudent& read) const;
  // 护照 E12345678, where the row says that its papers are of another type; empty otherwise.
  std::string other_papers(const Row& row, const ReadIdNumber& id) const;
  void warn_of_id(const Row& row, CellIssue issue, ReadStudent& read) const;
  void read_identity(const Row& row, const ReadIdNumber& id, ReadStudent& read) const;
  void compare_with_id(const Row& row, const ReadIdNumber& id, ReadStudent& read) const;
  void judge_age(const Row& row, ReadStudent& read) const;
  void read_contact(const Row& row, ReadStudent& read);
  std::string words(const Row& row, ColumnName column, ReadStudent& read) const;
  std::string phone(const Row& row, ColumnName column, ReadStudent& read) const;
  void warn(const Row& row, ColumnName column, CellIssue issue, ReadStudent& read) const;
  void mismatch(const Row& row, ColumnName column, const char* code, ReadStudent& read) const;

  const Sheet& sheet_;
  Day today_;
  IdRules ids_;
  Residences residences_;
};

}  // namespace ksbx
