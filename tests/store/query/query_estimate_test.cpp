#include "store/query/query_estimate.h"

#include "store/sqlite/database_heartbeat.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

void enrol(School& school, int pupils) {
  school.in_transaction("2026-09-21T12:00:00", [&](Transaction& transaction) {
    Namesakes namesakes(transaction.database());
    RosterLoad load(transaction, day("2026-09-21"), namesakes);
    for (int i = 0; i < pupils; ++i) load.insert(school.pupil(formatted("王{}", i).c_str()), 0);
    load.finish();
  });
}

std::int64_t steps_of(Database& database, const std::string& question) {
  std::int64_t steps = 0;
  const Heartbeat beat(database, 1'000, [&] {
    steps += 1'000;
    return true;
  });
  Statement(database, question).execute();
  return steps;
}

std::optional<std::int64_t> foretold(const QueryEstimate& estimate) {
  for (int tries = 0; tries < 600 && !estimate.steps(); ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return estimate.steps();
}

}  // namespace

TEST_CASE("how long a report of many pupils takes is foretold from the first of them") {
  School school;
  enrol(school, 30'000);
  Database reader = open_store(school.database.path(), Access::read, at_once);
  {
    const WriteElsewhere allowed(reader);
    reader.execute("CREATE TEMP VIEW record_card AS SELECT student_code FROM main.students WHERE sex IS NULL");
  }
  const std::vector<std::string> questions = {
      "SELECT school, enrolment, count(*), count(DISTINCT student_name) FROM students GROUP BY school, enrolment",
      "SELECT count(*) FROM students s JOIN record_card c USING (student_code)",
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT sum(i) FROM n"};
  for (const std::string& question : questions) {
    CAPTURE(question);
    const QueryEstimate estimate(reader, {question, question}, std::chrono::milliseconds(0));
    const auto steps = foretold(estimate);
    REQUIRE(steps);
    const double taken = 2.0 * static_cast<double>(steps_of(reader, question));
    CHECK(static_cast<double>(*steps) / taken > 0.7);
    CHECK(static_cast<double>(*steps) / taken < 1.4);
  }
}

TEST_CASE("nothing is foretold of few pupils, nor of a question that cannot be asked") {
  School school;
  school.enrol(school.pupil("王小明"));
  CHECK_FALSE(QueryEstimate(school.database, {"SELECT count(*) FROM students"}, std::chrono::milliseconds(0)).steps());
  const QueryEstimate wrong(school.database, {"SELECT nothing FROM nowhere"}, std::chrono::milliseconds(0));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  CHECK_FALSE(wrong.steps());
}

TEST_CASE("whoever no longer waits for a report does not wait for its rehearsal") {
  School school;
  enrol(school, 30'000);
  const std::string endless =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n, students";
  {
    const QueryEstimate estimate(school.database, {endless}, std::chrono::milliseconds(0));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    CHECK_FALSE(estimate.steps());
  }
  { const QueryEstimate patient(school.database, {endless}, std::chrono::hours(1)); }
  school.enrol(school.pupil("李雷"));  // no one holds the file any more
}
