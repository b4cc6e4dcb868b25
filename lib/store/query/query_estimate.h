// QueryEstimate: how much work questions will be, reported while they are answered.
//
// The same questions are asked of the first sixty-fourth of the pupils and then of the first thirty-second, in the
// background, on a connection of its own. Two such counts show what grows with the pupils and what does not, and so
// what all of them take; they cost a twentieth of what grows and twice what does not. The work is counted in steps of
// SQLite's virtual machine.
//
//   const QueryEstimate estimate(database, {sql}, 500ms);
//   … estimate.steps() …
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite/database.h"

namespace ksbx {

class QueryEstimate {
 public:
  // Questions that need no parameters, with the views that `database` has now. Nothing is asked before `patience` is
  // over, so that short ones are not estimated, and nothing at all of a store of few pupils.
  QueryEstimate(Database& database, std::vector<std::string> questions, std::chrono::milliseconds patience);

  // What all questions together take. Nothing until it is known, and for ever where a trial fails. An estimate: a
  // question that grows faster than the number of pupils takes more.
  std::optional<std::int64_t> steps() const;

 private:
  std::atomic<std::int64_t> steps_{0};  // 0: not known
  std::jthread running_on_sample_;      // last: it is stopped before the rest goes
};

}  // namespace ksbx
