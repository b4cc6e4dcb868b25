#include "store/roster/namesakes.h"

#include <vector>

#include "base/digest.h"
#include "base/text.h"
#include "store/spill/key_map.h"

namespace ksbx {
namespace {

std::int64_t key_of(std::string_view name, std::int64_t other) {
  return joined(fingerprint(name), other);
}

}  // namespace

Namesakes::Namesakes(Database& database)
    : database_(database),
      by_birth_{"birth", SortedRuns(database.folder())},
      by_class_{"ifnull(class, 0)", SortedRuns(database.folder())} {}

void Namesakes::begin_roster() {
  by_birth_.behind = by_class_.behind = true;
}

void Namesakes::forget() {
  for (Index* index : {&by_birth_, &by_class_}) {
    index->pupils.clear();
    index->last = 0;
    index->behind = true;
  }
}

void Namesakes::born(std::string_view name, Day birth, const Take& take) {
  find(by_birth_, key_of(name, birth.serial()), take);
}

void Namesakes::of_class(std::string_view name, UnitId school_class, const Take& take) {
  find(by_class_, key_of(name, school_class.value), take);
}

void Namesakes::find(Index& index, std::int64_t key, const Take& take) {
  if (index.behind) catch_up(index);
  index.pupils.find(key, [&](std::int64_t id) { return take(StudentId{id}); });
}

void Namesakes::catch_up(Index& index) {
  Statement rows(
      database_,
      formatted("SELECT id, name, {0} FROM t_student WHERE id > ? AND {0} IS NOT NULL ORDER BY id", index.column));
  rows.start(index.last);
  std::vector<SortedRuns::Entry> found;
  const auto put_in = [&] {
    index.pupils.add(found);
    found.clear();
  };
  while (rows.step()) {
    index.last = rows.number(0);
    found.push_back({key_of(rows.view(1), rows.number(2)), index.last});
    if (found.size() == SortedRuns::most_in_memory) put_in();
  }
  put_in();
  index.behind = false;
}

}  // namespace ksbx
