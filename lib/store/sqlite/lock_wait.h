// LockWait: how long a command still waits for others who use the database.
//
// One amount for everything that it opens and does: copies share it, and each wait takes from what is left. So a writer
// that asks for the file once for each page that memory has no room for waits no longer than one that asks once.
#pragma once

#include <chrono>
#include <memory>

namespace ksbx {

class LockWait {
 public:
  template <class Rep, class Period>
  LockWait(std::chrono::duration<Rep, Period> most)  // NOLINT: a duration is one
      : left_(std::make_shared<std::chrono::nanoseconds>(most)) {}

  // For SQLite, which cannot hold a copy; valid as long as a copy lives.
  std::chrono::nanoseconds* left() const { return left_.get(); }
  // Waits a moment, so that the lock can be asked for again; false at once if nothing is left.
  static bool wait(std::chrono::nanoseconds& left);

 private:
  std::shared_ptr<std::chrono::nanoseconds> left_;
};

// Long enough for others who wait for the lock to ask again.
void let_others_ask();

}  // namespace ksbx
