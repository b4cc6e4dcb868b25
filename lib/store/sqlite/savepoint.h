// Savepoint: a part of a transaction that can fail alone.
#pragma once

#include <cstdint>

#include "store/sqlite/database_witness.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// While it lives, what is written is undone unless kept. One may stand within another.
class Savepoint {
 public:
  explicit Savepoint(Transaction& transaction);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();

  void keep();

 private:
  Transaction& transaction_;
  std::int64_t change_before_;
  WrittenRows written_before_;
  bool open_ = true;
};

}  // namespace ksbx
