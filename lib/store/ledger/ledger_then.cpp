#include "store/ledger/ledger_then.h"

#include <array>
#include <set>
#include <string>
#include <utility>

#include "base/text.h"
#include "store/ledger/night_log.h"

namespace ksbx {
namespace {

constexpr std::array tables = {"t_duty", "t_miss", "t_document"};

// While it lives, this connection reads the subject's part of the ledger from tables of its own, which hide those of
// the store: SQLite looks for a name among the temporary tables first.
class LedgerThen {
 public:
  LedgerThen(Database& database, const Subject& subject, std::int64_t first_later_run)
      : database_(database), elsewhere_(database) {
    drop();
    const char* whose = subject.student ? "student = ?1" : "student IS NULL AND unit = ?1 AND subject_kind = ?2";
    copy(subject, "t_duty", whose);
    for (const char* table : {"t_miss", "t_document"})
      copy(subject, table, formatted("duty IN (SELECT id FROM main.t_duty WHERE {})", whose));
    set_back_to(first_later_run);
  }
  LedgerThen(const LedgerThen&) = delete;
  LedgerThen& operator=(const LedgerThen&) = delete;
  ~LedgerThen() {
    try {
      drop();
    } catch (const Error&) {
      // After an I/O error the connection is of no use, and its tables end with it.
    }
  }

 private:
  void drop() {
    for (const char* table : tables) database_.execute(formatted("DROP TABLE IF EXISTS temp.{}", table));
  }

  void copy(const Subject& subject, const char* table, const std::string& condition) {
    database_.execute(formatted("CREATE TEMP TABLE {0} AS SELECT * FROM main.{0} LIMIT 0", table));
    Statement rows(database_, formatted("INSERT INTO temp.{0} SELECT * FROM main.{0} WHERE {1}", table, condition));
    if (subject.student)
      rows.execute(subject.student);
    else
      rows.execute(subject.unit, name_of(subject.kind));
    Statement copied(database_, formatted("SELECT id FROM temp.{}", table));
    while (copied.step()) ours_.emplace(table, copied.number(0));
  }

  // Goes through the log from its end, past what it says of others. Whose a deleted row was shows once it is back.
  void set_back_to(std::int64_t first_later_run) {
    Statement rows(database_,
                   "SELECT place, deed, id, row FROM t_night_log WHERE run >= ? AND place IN ('t_duty', 't_miss', "
                   "'t_document') ORDER BY n DESC");
    rows.start(first_later_run);
    while (rows.step()) {
      const std::int64_t id = rows.number(2);
      const bool is_deleted = rows.view(1) == "delete";
      if (is_deleted)
        ours_.emplace(rows.text(0), id);
      else if (!ours_.contains({rows.text(0), id}))
        continue;
      const std::string table = "temp." + rows.text(0);
      if (is_deleted)
        put_back(database_, table, id, rows.view(3));
      else if (rows.view(1) == "update")
        set_back(database_, table, id, rows.view(3));
      else
        Statement(database_, formatted("DELETE FROM {} WHERE id = ?", table)).execute(id);
    }
    database_.execute("DELETE FROM temp.t_miss WHERE duty NOT IN (SELECT id FROM temp.t_duty)");
  }

  Database& database_;
  WriteElsewhere elsewhere_;
  std::set<std::pair<std::string, std::int64_t>> ours_;  // table and row
};

std::optional<std::int64_t> first_run_after(Database& database, Moment moment) {
  Statement later(database, "SELECT id FROM t_run WHERE recorded > ? ORDER BY id LIMIT 1");
  return later.start(moment).step() ? std::optional(later.number(0)) : std::nullopt;
}

}  // namespace

Ledger ledger(Database& database, const Subject& subject, Moment known_at) {
  const std::optional<std::int64_t> later = first_run_after(database, known_at);
  if (!later) return ledger(database, subject);
  const LedgerThen then(database, subject, *later);
  return ledger(database, subject);
}

}  // namespace ksbx
