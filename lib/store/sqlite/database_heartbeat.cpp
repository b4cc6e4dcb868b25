#include "store/sqlite/database_heartbeat.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace ksbx {
namespace {

int fewest_steps(const std::vector<Heartbeat*>& beats, int Heartbeat::*steps) {
  int fewest = 0;
  for (const Heartbeat* one : beats) fewest = fewest == 0 ? one->*steps : std::min(fewest, one->*steps);
  return fewest;
}

}  // namespace

Heartbeat::Heartbeat(Database& database, int steps, std::function<bool()> beat)
    : database_(database), steps_(steps), beat_(std::move(beat)) {
  database_.beats_.push_back(this);
  listen();
}

Heartbeat::~Heartbeat() {
  std::erase(database_.beats_, this);
  listen();
}

void Heartbeat::listen() {
  const int steps = fewest_steps(database_.beats_, &Heartbeat::steps_);
  sqlite3_progress_handler(database_.connection(), steps, steps == 0 ? nullptr : &Heartbeat::pass_steps, &database_);
}

int Heartbeat::pass_steps(void* database) {
  const std::vector<Heartbeat*>& beats = static_cast<Database*>(database)->beats_;
  const int passed = fewest_steps(beats, &Heartbeat::steps_);
  bool goes_on = true;
  for (Heartbeat* one : beats) {
    one->passed_ += passed;
    if (one->passed_ < one->steps_) continue;
    one->passed_ = 0;
    goes_on = one->beat_() && goes_on;
  }
  return goes_on ? 0 : 1;
}

}  // namespace ksbx
