#include "store/storm_schema.h"

namespace ksbx {

const std::vector<std::string>& storm_tables() {
  static const std::vector<std::string> statements = {
      // `rulebook` and `calendar` are the digests of the run before the storm; `state` is held, accepted or mended.
      R"(CREATE TABLE t_storm (
  id INTEGER PRIMARY KEY,
  school INTEGER NOT NULL REFERENCES t_unit,
  day INTEGER NOT NULL,
  judged INTEGER NOT NULL,
  pupils INTEGER NOT NULL,
  enrolled INTEGER NOT NULL,
  cause TEXT NOT NULL,
  rulebook TEXT NOT NULL,
  calendar TEXT NOT NULL,
  state TEXT NOT NULL,
  ended INTEGER,
  recorded INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT)",
      R"(CREATE UNIQUE INDEX t_storm_held ON t_storm(school) WHERE state = 'held')",
  };
  return statements;
}

std::string storms_view() {
  return "CREATE VIEW storms AS SELECT x.id AS storm, u.code AS school_code, u.name AS school, "
         "date(x.day * 86400, 'unixepoch') AS day, date(x.judged * 86400, 'unixepoch') AS judged, x.pupils, "
         "x.enrolled, "
         "x.pupils * 100 / max(x.enrolled, 1) AS share, x.cause, x.state, date(x.ended * 86400, 'unixepoch') AS ended, "
         "datetime(x.recorded + 28800, 'unixepoch') AS recorded, x.actor FROM t_storm x JOIN t_unit u ON u.id = "
         "x.school";
}

}  // namespace ksbx
