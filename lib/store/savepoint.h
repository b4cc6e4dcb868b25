// Savepoint: a part of a transaction that can fail alone.
#pragma once

#include "store/database.h"

namespace ksbx {

// While it lives, what is written is undone unless kept. One at a time in a transaction.
class Savepoint {
 public:
  explicit Savepoint(Transaction& transaction);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();

  void keep();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace ksbx
