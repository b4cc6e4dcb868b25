#include "store/roster/import_store.h"

#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"

namespace ksbx {
namespace {

bool same(const Reject& a, const Reject& b) {
  return a.file == b.file && a.line == b.line && a.code == b.code && a.cells == b.cells;
}

Statement select_rejects(Database& database, std::int64_t import) {
  Statement rows(database,
                 "SELECT file, line, code, reason, header, cells FROM t_reject WHERE import = ? ORDER BY number");
  rows.start(import);
  return rows;
}

Reject reject_in(const Statement& row) {
  return {row.text(0), row.small(1), row.text(2), row.text(3), words_in(row.view(4)), words_in(row.view(5))};
}

bool are_those_of(Database& database, std::int64_t import, const Rejects& rejects) {
  Statement rows = select_rejects(database, import);
  bool are = true;
  rejects.each([&](const Reject& reject) { return are = rows.step() && same(reject_in(rows), reject); });
  return are && !rows.step();
}

void keep(Database& database, std::int64_t import, const Rejects& rejects) {
  Statement insert(database,
                   "INSERT INTO t_reject(import, number, file, line, code, reason, header, cells) "
                   "VALUES (?, ?, ?, ?, "
                   "?, ?, ?, ?)");
  std::int64_t number = 0;
  rejects.each([&](const Reject& reject) {
    const std::string header = json_of(reject.header);
    const std::string cells = json_of(reject.cells);
    insert.execute(import, ++number, reject.file, reject.line, reject.code, reject.reason, header, cells);
    return true;
  });
}

}  // namespace

ImportAdded add(Transaction& transaction, const Import& import, const Rejects& rejects) {
  Database& database = transaction.database();
  const RowCounts& counts = import.counts;
  const bool changed_nothing = counts.added == 0 && counts.changed == 0;
  const std::optional<Import> before = last_import(database, import.digest, import.kind);
  if (before && changed_nothing && before->counts.vanished == counts.vanished &&
      are_those_of(database, before->id, rejects))
    return {before->id, Effect::unchanged};
  const std::int64_t change = changed_nothing ? 0 : transaction.change();
  Statement(database,
            "INSERT INTO t_import(file, kind, digest, lines, accepted, provisional, rejected, "
            "added, changed, unchanged, "
            "vanished, recorded, change) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0))")
      .execute(import.file, import.kind, import.digest, counts.rows, counts.accepted, counts.provisional,
               counts.rejected, counts.added, counts.changed, counts.unchanged, counts.vanished, import.recorded,
               change);
  const std::int64_t id = database.last_inserted();
  keep(database, id, rejects);
  append(transaction, "import", "",
         formatted(R"({{"added":{},"changed":{},"import":{},"kind":"{}","rejected":{},"rows":{},"sha256":"{}"}})",
                   counts.added, counts.changed, id, import.kind, counts.rejected, counts.rows, import.digest));
  return {id, Effect::written};
}

std::optional<Import> last_import(Database& database, std::string_view digest, std::string_view kind) {
  Statement row(database,
                "SELECT id, file, kind, digest, lines, accepted, provisional, rejected, added, changed, "
                "unchanged, "
                "vanished, recorded FROM t_import WHERE digest = ? AND kind = ? ORDER BY id DESC LIMIT 1");
  if (!row.start(digest, kind).step()) return std::nullopt;
  Import import;
  import.id = row.number(0);
  import.file = row.text(1);
  import.kind = row.text(2);
  import.digest = row.text(3);
  int column = 4;
  for (const auto counter : RowCounts::counters) import.counts.*counter = row.number(column++);
  import.recorded = row.moment(column);
  return import;
}

void each_reject(Database& database, std::int64_t import, const std::function<bool(const Reject&)>& take) {
  Statement rows = select_rejects(database, import);
  while (rows.step())
    if (!take(reject_in(rows))) return;
}

}  // namespace ksbx
