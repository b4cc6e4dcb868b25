// RowDoubts: rows of one roster that cannot be identified (policy/roster/recognition.h), on their way to
// a person.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/import/import_context.h"
#include "app/import/recogniser.h"
#include "store/roster/deferral_store.h"

namespace ksbx {

class RowDoubts {
 public:
  RowDoubts(ImportContext& context, RosterLoad& load, const Recogniser& recogniser);

  // Of a row that is no one known: whether it waits since it came before, beside one who was missing then.
  Recognised waits_still(std::int64_t print) const;
  // What a person decided about this very row before, or `found` as it is.
  Recognised decided_before(Recognised found, std::int64_t print);
  // The row waits until all others were read. Throws the refusal of a file of which so many rows wait that no one could
  // decide them.
  void wait(const Row& row, Student student, Recognised found, std::int64_t print);
  // The row turned out to be this pupil without anyone's word: if it was in doubt once, it no longer is.
  void answered(std::int64_t print, StudentId student, const char* decision);

  // After the last row: `enter` is called for rows that are no one known after all; the others are kept, counted and
  // reported, and those that they may be do not count as missing.
  using Enter = std::function<void(const Student&, std::int64_t print, const ClassRegister::Found& place)>;
  void finish(const Enter& enter);

 private:
  struct Waiting {
    Student student;
    Recognised found;
    std::int64_t print = 0;
    Origin origin;
    ClassRegister::Found place;
    std::vector<std::string> cells;
  };
  void keep(const Waiting& row);

  ImportContext& context_;
  RosterLoad& load_;
  const Recogniser& recogniser_;
  bool some_undecided_;
  std::vector<Waiting> waiting_;
};

// That a row waits: of the file, for whom it may be and why.
Problem told_of(const Workspace& workspace, const Organisation& organisation, const Origin& origin,
                const Deferral& deferral);

}  // namespace ksbx
