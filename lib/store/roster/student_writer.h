// StudentWriter: changes of pupils, each field with its old value, within one transaction.
#pragma once

#include "model/student.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

class StudentWriter {
 public:
  // `day`: from when the changes hold.
  StudentWriter(Transaction& transaction, Day day);

  // See update in store/roster/roster_store.h.
  Effect update(const Student& before, const Student& after);
  // He is in the class he is in, from the day on: a change like any other, of which nothing is different.
  void stay(StudentId student, UnitId school_class);
  // Since when he is on the books; a change like any other.
  void set_since(StudentId student, Day before, Day after);

 private:
  Transaction& transaction_;
  Day day_;
  Statement update_, set_since_;
  Statement note_;
};

}  // namespace ksbx
