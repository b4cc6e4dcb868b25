#include "store/sqlite/savepoint.h"

#include "base/problem.h"

namespace ksbx {

Savepoint::Savepoint(Transaction& transaction)
    : transaction_(transaction),
      change_before_(transaction.change_),
      written_before_(transaction.database().witness().rows()) {
  transaction_.database().execute("SAVEPOINT part");
}

Savepoint::~Savepoint() {
  if (!open_) return;
  transaction_.change_ = change_before_;  // the row of a later one is undone as well
  transaction_.database().witness().set_back(std::move(written_before_));
  try {
    transaction_.database().execute("ROLLBACK TO part; RELEASE part");
  } catch (const Error&) {
    // The whole transaction is lost with it, and whoever holds it hears so at its next statement.
  }
}

void Savepoint::keep() {
  transaction_.database().execute("RELEASE part");
  open_ = false;
}

}  // namespace ksbx
