// Namesakes: who has this name and this date of birth, anywhere in the city, or this name in a class.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "model/student.h"
#include "store/spill/sorted_runs.h"
#include "store/sqlite/database.h"

namespace ksbx {

// From one look at all pupils for each question; later looks are at those who came since. Most rosters never ask, since
// numbers find their pupils; so there is no index for it in the store.
class Namesakes {
 public:
  explicit Namesakes(Database& database);

  // A roster begins: whoever came since the last one is looked at when the first question is asked. Those whom the
  // roster brings itself are not meant.
  void begin_roster();
  // Whom it has seen; after a rollback.
  void forget();

  // Until `take` returns false: by id, everyone who ever came, also those whose import was undone. Some may have
  // been given another name, date or class since, so the caller reads and compares; no one is found under what he was
  // given later. `take` must not ask again.
  using Take = std::function<bool(StudentId)>;
  void born(std::string_view name, Day birth, const Take& take);
  void of_class(std::string_view name, UnitId school_class, const Take& take);

 private:
  struct Index {
    const char* column;     // next to the name
    SortedRuns pupils;      // by name and column
    std::int64_t last = 0;  // the last pupil in it
    bool behind = true;
  };
  void catch_up(Index& index);
  void find(Index& index, std::int64_t key, const Take& take);

  Database& database_;
  Index by_birth_, by_class_;
};

}  // namespace ksbx
