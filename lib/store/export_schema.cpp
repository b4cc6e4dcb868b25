#include "store/export_schema.h"

#include "base/text.h"

namespace ksbx {
namespace {

// json_each and not json_extract: SQLite 3.40 takes the latter for unsafe in a view where schemas are not trusted.
std::string detail(const char* key, const char* name) {
  return format(", (SELECT atom FROM json_each(x.detail, '$.{}')) AS {}", key, name);
}

}  // namespace

std::string exports_view() {
  return "CREATE VIEW exports AS SELECT x.seq, datetime(x.at + 28800, 'unixepoch') AS recorded, x.actor, x.command, "
         "x.subject AS "
         "report" +
         detail("format", "format") + detail("rows", "rows") + detail("masking", "masking") +
         detail("sha256", "digest") + detail("reason", "reason") +
         " FROM t_journal x WHERE x.event IN ('report.exported', 'report.unmasked')";
}

}  // namespace ksbx
