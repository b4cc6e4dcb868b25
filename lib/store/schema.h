// The schema: tables, their guards, and the way from an older version to this one.
//
// Tables are private ("t_…"); what analysts may rely on are the views (store/views.h,
// docs/data.md). All tables are STRICT with foreign keys. Dates are days since 1970, moments
// seconds since 1970; the views show them as ISO text. Facts (marks, registers, records, changes of
// pupils, the journal) are only ever appended; triggers stop an accident.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"

namespace ksbx {

inline constexpr int application_id = 0x4b534258;  // "KSBX"
inline constexpr int schema_version = 5;

// From version `from` to `from + 1`.
struct UpgradeStep {
  int from = 0;
  std::string sql;
};
const std::vector<UpgradeStep>& upgrade_steps();

// Nothing to do if the store is at `target`. Otherwise a copy is made beside it and all steps run
// in one transaction; if one of them fails, the store is as it was. Failure::database if the store
// is newer, or a step is missing.
void upgrade(Database& database, const std::vector<UpgradeStep>& steps, int target);

// Failure::database unless every table, view, index and trigger is exactly as store/schema/*.sql define
// it. Views of record kinds (record_…) come from the rulebook and are left out.
void verify_schema(Database& database);

}  // namespace ksbx
