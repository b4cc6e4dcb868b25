#include "store/sqlite/lock_wait.h"

#include <thread>

namespace ksbx {
namespace {

// Asks again every few milliseconds, so that whoever lets others write between two transactions need not wait long for
// them: SQLite's own way of waiting asks ten times a second, and a writer that goes on at once would keep all others
// out for hours.
constexpr std::chrono::milliseconds between_tries{5}, while_others_try = 3 * between_tries;

}  // namespace

bool LockWait::wait(std::chrono::nanoseconds& left) {
  if (left <= std::chrono::nanoseconds::zero()) return false;
  std::this_thread::sleep_for(between_tries);
  left -= between_tries;
  return true;
}

void let_others_ask() {
  std::this_thread::sleep_for(while_others_try);
}

}  // namespace ksbx
