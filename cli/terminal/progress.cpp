#include "cli/terminal/progress.h"

#include <algorithm>

#include "cli/terminal/clock.h"

namespace ksbx {
namespace {

constexpr int steps_between_beats = 100'000;  // a few milliseconds
constexpr std::chrono::milliseconds patience{500};

}  // namespace

Progress::Progress(Console& console, Database& database, const Questions& questions)
    : console_(console), begun_(monotonic_milliseconds()) {
  if (!console.tells_progress()) return;
  estimate_.emplace(database, questions(), patience);
  heartbeat_.emplace(database, steps_between_beats, [this] { return print(); });
}

bool Progress::print() {
  steps_ += steps_between_beats;
  std::optional<double> done;
  if (const auto expected = estimate_->steps())
    done = std::min(static_cast<double>(steps_) / static_cast<double>(*expected), 0.99);
  console_.progress(text("正在统计，已 {} 秒", "working for {} s", (monotonic_milliseconds() - begun_) / 1000), done);
  return true;
}

}  // namespace ksbx
