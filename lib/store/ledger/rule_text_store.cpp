#include "store/ledger/rule_text_store.h"

namespace ksbx {

bool keeps_rule_text(Database& database, const std::string& digest) {
  Statement row(database, "SELECT 1 FROM t_rule_text WHERE digest = ?");
  row.start(digest);
  return row.step();
}

void keep_rule_text(Transaction& transaction, const std::string& digest, std::string_view packed) {
  Statement(transaction.database(),
            "INSERT INTO t_rule_text(digest, packed) VALUES (?, CAST(? AS BLOB)) ON CONFLICT DO NOTHING")
      .execute(digest, packed);
}

std::optional<std::string> rule_text(Database& database, const std::string& digest) {
  Statement row(database, "SELECT packed FROM t_rule_text WHERE digest = ?");
  row.start(digest);
  return row.step() ? std::optional(row.text(0)) : std::nullopt;
}

}  // namespace ksbx
