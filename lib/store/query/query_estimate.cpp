#include "store/query/query_estimate.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "store/schema/keys.h"
#include "store/schema/views.h"
#include "store/sqlite/database_heartbeat.h"

namespace ksbx {
namespace {

constexpr std::int64_t few_pupils = 20'000;  // their reports are there before a rehearsal would be

struct Play {
  std::string path;
  std::vector<std::string> views;  // as statements
  std::vector<std::string> questions;
};

// As the connection sees them: a temporary view hides that of the file.
std::vector<std::string> views_of(Database& database) {
  std::vector<std::string> views;
  Statement rows(database,
                 "SELECT sql FROM sqlite_temp_schema WHERE type = 'view' AND name NOT IN ('student_keys', 'text_keys') "
                 "UNION ALL SELECT sql FROM sqlite_schema WHERE "
                 "type = 'view' AND name NOT IN (SELECT name FROM sqlite_temp_schema)");
  while (rows.step()) views.push_back(temporary_view(rows.view(0)));
  return views;
}

// Temporary views that hide the tables about pupils and show the first pupils only.
std::vector<std::string> tables_up_to(Database& database, std::int64_t last) {
  std::vector<std::string> views;
  Statement rows(database,
                 "SELECT t.name, c.name, c.\"notnull\" OR c.pk FROM sqlite_schema t, pragma_table_info(t.name) c "
                 "WHERE t.type = 'table' AND c.name = CASE t.name WHEN 't_student' THEN 'id' ELSE 'student' END");
  while (rows.step()) {
    const std::string table = rows.text(0), column = rows.text(1);
    const std::string others = rows.number(2) != 0 ? "" : formatted("{} IS NULL OR ", column);  // of no pupil
    views.push_back(
        formatted("CREATE TEMP VIEW {0} AS SELECT * FROM main.{0} WHERE {1}{2} <= {3}", table, others, column, last));
  }
  return views;
}

// The steps that the questions take if there are the first of `parts` equal parts of the pupils only; nothing if `stop`
// came first.
std::optional<std::int64_t> steps_of(const Play& play, std::int64_t parts, const std::stop_token& stop) {
  constexpr int steps_between_beats = 1'000;
  // Not open_store: this process has the file open, and it was looked at then.
  Database database = Database::connect(play.path, Access::read, std::chrono::milliseconds(200));
  const std::int64_t pupils = database.number("SELECT max(id) FROM t_student");
  if (pupils < few_pupils) return std::nullopt;
  {
    const WriteElsewhere allowed(database);
    for (const std::string& view : tables_up_to(database, pupils / parts)) database.execute(view);
    for (const std::string& view : play.views) database.execute(view);
    supply_keys(database, Day(), "");
  }
  std::int64_t steps = 0;
  const Heartbeat beat(database, steps_between_beats, [&] {
    steps += steps_between_beats;
    return !stop.stop_requested();
  });
  for (const std::string& question : play.questions) Statement(database, question).execute();
  return steps;
}

std::optional<std::int64_t> run_on_sample(const Play& play, const std::stop_token& stop) {
  constexpr std::int64_t parts = 64;
  const auto one = steps_of(play, parts, stop);
  const auto two = one ? steps_of(play, parts / 2, stop) : std::nullopt;
  if (!two) return std::nullopt;
  return *one + (parts - 1) * std::max<std::int64_t>(*two - *one, 0);
}

void wait(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any stopped;
  stopped.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

QueryEstimate::QueryEstimate(Database& database, std::vector<std::string> questions,
                             std::chrono::milliseconds patience) {
  const auto foretell = [this, patience, play = Play{database.path(), views_of(database), std::move(questions)}](
                            const std::stop_token& stop) {
    try {
      wait(patience, stop);
      if (stop.stop_requested()) return;
      if (const auto steps = run_on_sample(play, stop)) steps_ = *steps;
    } catch (const std::exception&) {
      // Stopped, or it cannot be foretold, for want of memory perhaps; what is wrong shows where the questions are
      // answered.
    }
  };
  try {
    running_on_sample_ = std::jthread(foretell);
  } catch (const std::system_error&) {
    // No thread is to be had: nothing is foretold.
  }
}

std::optional<std::int64_t> QueryEstimate::steps() const {
  const std::int64_t known = steps_;
  return known == 0 ? std::nullopt : std::optional(known);
}

}  // namespace ksbx
