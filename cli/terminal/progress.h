// Progress: what a terminal shows while the store is counting: for how long, and how far it is as soon as that is
// known.
//
//   { const Progress told(console, database, questions); … the questions are answered … }
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/terminal/console.h"
#include "store/query/query_estimate.h"
#include "store/sqlite/database_heartbeat.h"

namespace ksbx {

// Where no one watches (Console::progress) nothing is asked and nothing is estimated. It must be gone before anything
// is written to the database: the estimate reads it.
class Progress {
 public:
  using Questions = std::function<std::vector<std::string>()>;
  Progress(Console& console, Database& database, const Questions& questions);

 private:
  bool print();

  Console& console_;
  std::int64_t begun_;      // in milliseconds
  std::int64_t steps_ = 0;  // of SQLite's machine, done
  std::optional<QueryEstimate> estimate_;
  std::optional<Heartbeat> heartbeat_;
};

}  // namespace ksbx
