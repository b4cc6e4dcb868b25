#include "store/sqlite/transaction.h"

#include "store/sqlite/chain.h"
#include "store/sqlite/database_witness.h"

namespace ksbx {

Transaction::Transaction(Database& database, Occasion occasion)
    : database_(database), occasion_(std::move(occasion)), write_(database) {
  database_.witness().start();
}

Transaction::~Transaction() {
  database_.witness().stop();
}

void Transaction::commit() {
  if (!database_.witness().rows().empty()) add_entry(*this, "facts.written", {}, "{}");
  write_.commit();
}

std::int64_t Transaction::change() {
  if (change_ != 0) return change_;
  Statement(database_, "INSERT INTO t_change(at, command, actor) VALUES (?, ?, ?)")
      .execute(occasion_.at, occasion_.command, occasion_.actor);
  change_ = database_.last_inserted();
  return change_;
}

}  // namespace ksbx
