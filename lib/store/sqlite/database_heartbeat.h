// Heartbeat: a sign of life while SQLite works on a question that takes long.
//
//   Heartbeat beat(database, 100'000, [&] { console.progress(…); return true; });
//   … queries …
#pragma once

#include <functional>

#include "store/sqlite/database.h"

namespace ksbx {

// While it lives, `beat` is called from within SQLite whenever its virtual machine has done so many steps, of which
// there are some ten millions a second; it must be quick, may not throw and may not touch the database. What it answers
// is whether to go on: the statement that runs ends with an Error if not. Several may listen to one connection.
class Heartbeat {
 public:
  Heartbeat(Database& database, int steps, std::function<bool()> beat);
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;
  ~Heartbeat();

 private:
  static int pass_steps(void* database);
  void listen();  // to as many steps as the most impatient wants

  Database& database_;
  int steps_;
  int passed_ = 0;
  std::function<bool()> beat_;
};

}  // namespace ksbx
