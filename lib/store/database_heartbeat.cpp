#include <sqlite3.h>

#include <utility>

#include "store/database_heartbeat.h"

namespace ksbx {

Heartbeat::Heartbeat(Database& database, std::function<void()> beat) : database_(database), beat_(std::move(beat)) {
  constexpr int steps_between_beats = 100'000;  // a few milliseconds
  sqlite3_progress_handler(
      database_.connection(), steps_between_beats,
      [](void* self) {
        static_cast<Heartbeat*>(self)->beat_();
        return 0;
      },
      this);
}

Heartbeat::~Heartbeat() {
  sqlite3_progress_handler(database_.connection(), 0, nullptr, nullptr);
}

}  // namespace ksbx
