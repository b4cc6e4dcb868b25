// The way from an older format of the store to this one.
//
// A format is a number in the header of the file. Each step is a file of SQL, upgrade_1_to_2.sql and so on, that says
// what an older store lacks, data included; it stands for ever as it is, since the tables that it makes are those of
// its own format. Views are in no step: they hold nothing, so they are dropped before the first and made again after
// the last.
#pragma once

#include <string>
#include <vector>

#include "store/sqlite/database.h"

namespace ksbx {

inline constexpr int schema_version = 8;

// From format `from` to `from + 1`.
struct UpgradeStep {
  int from = 0;
  std::string sql;
};

// Those of the files. Format 1 is the first.
const std::vector<UpgradeStep>& upgrade_steps();

// Nothing to do if the store is at `target`. Otherwise a copy is made next to it and all steps run in one transaction;
// if one of them fails, the store is as it was. Failure::database if a step is missing.
void upgrade(Database& database, const std::vector<UpgradeStep>& steps, int target);

// Failure::database unless the store has this program's format: "database-newer", "database-older".
void verify_version(Database& database);

}  // namespace ksbx
