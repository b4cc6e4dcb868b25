// Namesakes: who has this name and this date of birth, anywhere in the city, or this name in a class.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "model/student.h"
#include "store/database.h"

namespace ksbx {

// Sixteen bytes for each pupil and question, from one look at all of them; later looks are at those who came since. Most rosters
// never ask, since numbers find their pupils; so there is no index for it in the store.
class Namesakes {
 public:
  explicit Namesakes(Database& database) : database_(database) {}

  // A roster begins: whoever came since the last one is looked at when the first question is asked. Those whom the roster brings
  // itself are not meant.
  void begin_roster();
  // Whom it has seen; after a rollback.
  void forget();

  // By id, of everybody who ever came, also those whose import was taken back. Some may have been given another name, date or class
  // since, so the caller reads and compares; nobody is found under what he was given later.
  struct Entry {
    std::int64_t key = 0;
    StudentId student;
    auto operator<=>(const Entry&) const = default;
  };
  std::span<const Entry> born(std::string_view name, Day birth);
  std::span<const Entry> of_class(std::string_view name, UnitId school_class);

 private:
  struct Index {
    std::int64_t last = 0;       // the last pupil in it
    std::vector<Entry> entries;  // ascending
    bool behind = true;
  };
  void catch_up(Index& index, std::string_view column);
  std::span<const Entry> found(Index& index, std::string_view column, std::int64_t key);

  Database& database_;
  Index by_birth_, by_class_;
};

}  // namespace ksbx
