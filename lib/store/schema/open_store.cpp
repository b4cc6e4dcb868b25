#include "store/schema/open_store.h"

#include "base/text.h"
#include "store/schema/definitions.h"
#include "store/schema/structure.h"
#include "store/schema/upgrade.h"
#include "store/sqlite/database_file.h"
#include "store/sqlite/draft_file.h"

namespace ksbx {
namespace {

void define_all(Database& database) {
  for (const Definition& one : definitions()) database.execute(one.sql);
}

}  // namespace

// Made in memory and put down whole, so that a kill leaves either nothing or a store.
Database create_store(const std::string& wanted) {
  const std::string path = resolved_path(wanted);
  const bool is_taken = !is_free_for_store(path);
  if (is_taken && has_journal(path)) roll_back_cut_write(path, std::chrono::milliseconds(0));
  if (is_taken && !is_free_for_store(path)) fail_exists(path);
  Database made = store_in_memory();
  made.execute(formatted("PRAGMA application_id={}; PRAGMA user_version={};", application_id, schema_version));
  DraftFile draft(path);
  draft.write(made.bytes());
  remove_empty(path);
  if (!draft.keep_if_free()) fail_exists(path);
  return open_store(path, Access::write, std::chrono::milliseconds(0));
}

Database store_in_memory() {
  Database store = Database::empty_in_memory();
  define_all(store);
  return store;
}

Database open_store(const std::string& wanted, Access access, const LockWait& lock_timeout) {
  const std::string path = resolved_path(wanted);
  check_file(path, application_id);
  if (access == Access::write) check_owner(path);
  Database store = Database::connect(path, access, lock_timeout);
  if (access == Access::write) upgrade(store, upgrade_steps(), schema_version);
  verify_version(store);
  verify_structure(store, definitions());
  return store;
}

}  // namespace ksbx
