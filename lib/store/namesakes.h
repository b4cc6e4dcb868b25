// Namesakes: who has this name and this date of birth, anywhere in the city.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "model/student.h"
#include "store/database.h"

namespace ksbx {

// Sixteen bytes for each pupil, from one look at all of them; later looks are at those who came since. Most rosters never ask, since
// numbers find their pupils; so there is no index for it.
class Namesakes {
 public:
  explicit Namesakes(Database& database) : database_(database) {}

  // Looks at the pupils who came since the last look. Once for a roster is enough: those whom it brings itself are not meant.
  void catch_up();
  // Whom it has seen; after a rollback.
  void forget();
  // By id. Whoever has since been given another name or date is left out; he is not found under the new one either.
  std::vector<Student> born(std::string_view name, Day birth);

 private:
  Database& database_;
  std::int64_t last_ = 0;                                   // the last pupil in `all_`
  std::vector<std::pair<std::int64_t, std::int64_t>> all_;  // fingerprint of name and birth, pupil; ascending
};

}  // namespace ksbx
