#include "store/ledger/judged_value_store.h"

#include <limits>

#include "base/text.h"
#include "store/journal/json.h"
#include "store/journal/undone_nights.h"
#include "store/ledger/night_log.h"

namespace ksbx {

bool knows_judged_values(Database& database, const std::string& rulebook) {
  Statement row(database, "SELECT 1 FROM t_judged_value WHERE rulebook = ? AND " + run_holds("run"));
  row.start(rulebook);
  return row.step();
}

std::map<std::string, std::vector<Parameter::Judged>> judged_values(Database& database, const std::string& rulebook,
                                                                    const std::optional<Run>& before) {
  // Each list until the next one of its parameter began.
  Statement rows(
      database,
      formatted(
          "WITH told AS (SELECT run, parameter, list, lead(run, 1, ?2) OVER (PARTITION BY parameter ORDER BY run) "
          "AS ended FROM t_judged_value WHERE rulebook = ?1 AND run < ?2 AND {}) "
          "SELECT parameter, list, (SELECT max(r.through) FROM t_run r WHERE r.id < ended AND r.provisional = 0 "
          "AND {}) AS through FROM told WHERE through IS NOT NULL ORDER BY parameter, run",
          run_holds("run"), run_holds("r.id")));
  rows.start(rulebook, before ? before->id : std::numeric_limits<std::int64_t>::max());
  std::map<std::string, std::vector<Parameter::Judged>> all;
  while (rows.step()) {
    std::vector<Parameter::Judged>& lists = all[rows.text(0)];
    const Day through = rows.day(2);
    // What was changed again before another day was judged decided no day that still stands.
    if (lists.empty() || lists.back().through < through) lists.push_back({through, values_in(rows.view(1))});
  }
  return all;
}

void keep_judged_values(Transaction& transaction, const Rulebook& rulebook, std::int64_t run) {
  Statement keep(
      transaction.database(),
      formatted("INSERT INTO t_judged_value(run, rulebook, parameter, list) SELECT ?1, ?2, ?3, ?4 WHERE ?4 IS "
                "NOT (SELECT list FROM t_judged_value WHERE rulebook = ?2 AND parameter = ?3 AND {} ORDER BY "
                "run DESC LIMIT 1)",
                run_holds("run")));
  for (const Parameter& one : rulebook.parameters) keep.execute(run, rulebook.id, one.id, json_of(one.values));
}

void keep_judged_values(Transaction& transaction, const Rulebook& rulebook) {
  keep_judged_values(transaction, rulebook, transaction.database().number(formatted("SELECT {}", next_run)));
}

}  // namespace ksbx
