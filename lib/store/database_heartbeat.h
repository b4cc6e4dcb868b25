// Heartbeat: a sign of life while SQLite works on a question that takes long.
//
//   Heartbeat beat(database, [&] { console.progress(…); });
//   … queries …
#pragma once

#include <functional>

#include "store/database.h"

namespace ksbx {

// While it lives, `beat` is called from within SQLite, hundreds of times a second, so it must be quick and may not throw. One at a time on
// a connection, and none within a Confinement that limits the time.
class Heartbeat {
 public:
  Heartbeat(Database& database, std::function<void()> beat);
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;
  ~Heartbeat();

 private:
  Database& database_;
  std::function<void()> beat_;
};

}  // namespace ksbx
