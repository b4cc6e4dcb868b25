#include <sqlite3.h>

#include <utility>

#include "store/sqlite/database_heartbeat.h"

namespace ksbx {

Heartbeat::Heartbeat(Database& database, int steps, std::function<bool()> beat)
    : database_(database), beat_(std::move(beat)) {
  sqlite3_progress_handler(
      database_.connection(), steps, [](void* self) { return static_cast<Heartbeat*>(self)->beat_() ? 0 : 1; }, this);
}

Heartbeat::~Heartbeat() {
  sqlite3_progress_handler(database_.connection(), 0, nullptr, nullptr);
}

}  // namespace ksbx
