#include "store/savepoint.h"

#include "base/problem.h"

namespace ksbx {

Savepoint::Savepoint(Transaction& transaction) : database_(transaction.database()) {
  // The transaction remembers the number of its change, so the row of that number must outlive what is undone.
  transaction.change();
  database_.execute("SAVEPOINT part");
}

Savepoint::~Savepoint() {
  if (!open_) return;
  try {
    database_.execute("ROLLBACK TO part; RELEASE part");
  } catch (const Error&) {
    // The whole transaction is lost with it, and whoever holds it hears so at its next statement.
  }
}

void Savepoint::keep() {
  database_.execute("RELEASE part");
  open_ = false;
}

}  // namespace ksbx
