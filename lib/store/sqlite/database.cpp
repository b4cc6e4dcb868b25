#include "store/sqlite/database.h"

#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <new>

#include "base/problem.h"
#include "store/sqlite/database_clock.h"
#include "store/sqlite/database_feed.h"
#include "store/sqlite/database_file.h"
#include "store/sqlite/database_witness.h"
#include "store/sqlite/draft_file.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

constexpr int usual_cache = 32, small_cache = 8;  // MB

// How much memory pages of the file may take, and again as much what is sorted.
std::string cache_of(int megabytes) {
  return formatted("PRAGMA cache_size={}", -1024 * megabytes);
}

[[noreturn]] void fail_damaged(const std::string& path, const std::string& words) {
  throw Error(Failure::database, "database-damaged",
              text("数据库文件 {} 已损坏（{}）。", "the database file {} is damaged ({}).", path, words),
              restore_remedy());
}

[[noreturn]] void fail_unfinished(const std::string& path) {
  throw Error(Failure::database, "database-unfinished-write",
              text("数据库 {} 的上一次写入中断，需要先复原；您没有写它的权限，不能替它复原。",
                   "the last write to database {} was cut short and must be rolled back first, and you may not write "
                   "to it.",
                   path),
              text("请由文件的主人 {0} 运行 ksbx status --db {1}（别的命令也行），它会自动复原。在那之前可以看备份："
                   "--db 备份文件。不要只复制数据库文件。",
                   "let its owner {0} run ksbx status --db {1} (or any other command): it is rolled back by itself. "
                   "Until then a backup can be read: --db BACKUP. Do not copy the database file alone.",
                   owner_of(path), path));
}

// SQLite calls a page that the disk would not give (EIO) a damaged one; only the machine's own word distinguishes the
// two. So `errno` is cleared before each call.
bool disk_failed() {
  return errno == EIO || errno == ENXIO || errno == ERANGE;
}

[[noreturn]] void fail_io(const std::string& path, const std::string& words) {
  throw Error(Failure::io, "database-io",
              text("读写数据库 {} 时出错（{}）；刚才的改动要么全部写入，要么全部没有。",
                   "reading or writing database {} failed ({}); the change is there or not, "
                   "never in part.",
                   path, words),
              text("请检查磁盘和空间后再运行一次，重复运行是安全的。",
                   "check the disk and its space and run again; repeating is safe."));
}

// Whoever has begun to write is kept from it by readers alone; whoever has not, by a writer.
[[noreturn]] void fail_busy(sqlite3* connection, const std::string& path) {
  const bool has_begun = connection != nullptr && sqlite3_txn_state(connection, "main") == SQLITE_TXN_WRITE;
  throw Error(
      Failure::busy, "database-busy",
      has_begun ? text("数据库 {} 正被别的程序读取，改动写不进去；什么都没有写入。",
                       "another program is reading database {} and keeps the change out: nothing was written.", path)
                : text("数据库 {} 正被别的程序写入。", "another program is writing to database {}.", path),
      text("请稍后再试，或用 --lock-timeout 等得久一些。", "try again later, or wait longer with --lock-timeout."));
}

// SQLite's return code as one of our failures, right after the call that returned it.
[[noreturn]] void fail(sqlite3* connection, const std::string& path, int code) {
  const bool by_disk = disk_failed();
  const std::string words = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: fail_busy(connection, path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      if (by_disk) fail_io(path, std::strerror(EIO));
      fail_damaged(path, words);
    case SQLITE_READONLY:
      if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY) fail_unfinished(path);
      fail_permission(path);
    case SQLITE_INTERRUPT:
      throw Error(Failure::guard, "query-too-long",
                  text("查询超过了时限，已停下", "the query took too long and was stopped"),
                  text("加上条件缩小范围，或用 --max-seconds 放宽", "ask for less, or allow more by --max-seconds"));
    case SQLITE_PERM: fail_permission(path);
    case SQLITE_CANTOPEN:
      if (const int error = connection != nullptr ? sqlite3_system_errno(connection) : 0; error != 0)
        fail_unreachable(path, error);
      fail_permission(path);
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM: fail_io(path, words);
    default:
      throw Error(Failure::internal, "database-internal",
                  text("访问数据库时出现内部错误：{}", "internal error in the database: {}", words),
                  text("请把这条信息告诉维护人员。", "please report this message."));
  }
}

[[noreturn]] void fail_several() {
  throw Error(Failure::internal, "database-one-statement",
              text("这里只能有一条 SQL 语句。", "exactly one SQL statement is expected here."),
              text("请删去多余的语句。", "remove the others."));
}

void check(sqlite3* connection, const std::string& path, int code) {
  if (code != SQLITE_OK) fail(connection, path, code);
}

void set_switches(sqlite3* connection, const std::string& path) {
  constexpr std::array<std::pair<int, int>, 6> switches = {{{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                                            {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                                            {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                                                            {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
                                                            {SQLITE_DBCONFIG_DQS_DML, 0},
                                                            {SQLITE_DBCONFIG_DQS_DDL, 0}}};
  for (const auto& [name, on] : switches)
    check(connection, path, sqlite3_db_config(connection, name, on, static_cast<int*>(nullptr)));
  constexpr std::array<std::pair<int, int>, 8> limits = {{{SQLITE_LIMIT_SQL_LENGTH, 1 << 20},
                                                          {SQLITE_LIMIT_COLUMN, 100},
                                                          {SQLITE_LIMIT_EXPR_DEPTH, 100},
                                                          {SQLITE_LIMIT_COMPOUND_SELECT, 10},
                                                          {SQLITE_LIMIT_VDBE_OP, 250'000},
                                                          {SQLITE_LIMIT_ATTACHED, 0},
                                                          {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256},
                                                          {SQLITE_LIMIT_TRIGGER_DEPTH, 4}}};
  for (const auto& [name, most] : limits) sqlite3_limit(connection, name, most);
  check(connection, path, register_fed(connection));
}

int wait_for_lock(void* left, int) {
  return LockWait::wait(*static_cast<std::chrono::nanoseconds*>(left)) ? 1 : 0;
}

// Counting the memory in use would take a mutex for each of millions of small pieces. SQLite takes this only before it
// runs and from one thread at a time; so it is said once, before the first connection of the program.
void set_up_sqlite() {
  [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

sqlite3* opened(const std::string& path, Access access, const LockWait& lock_timeout) {
  set_up_sqlite();
  const int flags = (access == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOFOLLOW |
                    SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
  sqlite3* connection = nullptr;
  errno = 0;
  const int code = sqlite3_open_v2(path.c_str(), &connection, flags, file_system_without_clock());
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> owner(connection, &sqlite3_close);
  if (code != SQLITE_OK) fail(connection, path, code);
  sqlite3_busy_handler(connection, wait_for_lock, lock_timeout.left());
  return owner.release();
}

// What the first read says on a connection of its own: SQLITE_OK, or why it cannot be read.
int first_read(const std::string& path, Access access, const LockWait& lock_timeout) {
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> connection(opened(path, access, lock_timeout),
                                                                      &sqlite3_close);
  errno = 0;
  return sqlite3_exec(connection.get(), "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
}

// What a writer sorts and has no room for goes next to the database, as private as that and without a name. SQLite has
// one such folder for the whole program, and a program of ksbx one database.
void sort_beside(const std::string& folder) {
  sqlite3_free(sqlite3_temp_directory);
  sqlite3_temp_directory = sqlite3_mprintf("%s", folder.c_str());
}

// The settings of this connection, read back where SQLite might silently keep its own.
void set_pragmas(Database& database, Access access) {
  database.execute(
      "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA "
      "temp_store=MEMORY;"
      "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;");
  database.execute(cache_of(usual_cache));
  if (access == Access::read) {
    database.execute("PRAGMA query_only=ON;");
    return;
  }
  sort_beside(database.folder());
  database.execute("PRAGMA temp_store=FILE;");
  Statement journal(database, "PRAGMA journal_mode=TRUNCATE");
  const bool truncates = journal.step() && journal.view(0) == "truncate";
  database.execute("PRAGMA synchronous=FULL;");
  constexpr std::int64_t full = 2;
  if (!truncates || database.number("PRAGMA synchronous") != full || database.number("PRAGMA foreign_keys") != 1)
    throw Error(Failure::internal, "database-settings",
                text("数据库不接受安全写入的设置。", "the database refused the settings for safe writing."),
                text("请把这条信息告诉维护人员。", "please report this message."));
}

}  // namespace

bool roll_back_cut_write(const std::string& path, const LockWait& lock_timeout) {
  if (!has_journal(path)) return false;
  if (first_read(path, Access::read, lock_timeout) != SQLITE_READONLY_ROLLBACK) return false;  // someone is writing it
  const int code = first_read(path, Access::write, lock_timeout);
  if (code != SQLITE_OK) fail(nullptr, path, code);
  return true;
}

void Database::Close::operator()(sqlite3* connection) const {
  sqlite3_close_v2(connection);  // waits for the statements that are kept, in whatever order they go
}

Database::Database(std::string path, Access access, const LockWait& lock_timeout)
    : path_(std::move(path)), lock_wait_(lock_timeout), connection_(opened(path_, access, lock_timeout)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(rolled_back_, other.rolled_back_);
  std::swap(lock_wait_, other.lock_wait_);
  std::swap(open_file_, other.open_file_);
  std::swap(connection_, other.connection_);
  std::swap(shelves_, other.shelves_);
  std::swap(witness_, other.witness_);
  std::swap(beats_, other.beats_);
  return *this;
}
Database::~Database() = default;

std::string Database::folder() const {
  const std::size_t slash = path_.rfind('/');
  return slash == std::string::npos ? "." : path_.substr(0, slash + 1);
}

std::string Database::scratch_folder() const {
  std::error_code none;
  const std::string beside = folder();
  return ::access(beside.c_str(), W_OK) == 0 ? beside : std::filesystem::temp_directory_path(none).string();
}

SmallCache::SmallCache(Database& database) : database_(database) {
  database_.execute(cache_of(small_cache));
}

SmallCache::~SmallCache() {
  sqlite3_exec(database_.connection_.get(), cache_of(usual_cache).c_str(), nullptr, nullptr, nullptr);  // best effort
}

WriteElsewhere::WriteElsewhere(Database& database)
    : database_(database), only_queries_(database.number("PRAGMA query_only") != 0) {
  database_.execute("PRAGMA query_only=OFF");
}

WriteElsewhere::~WriteElsewhere() {
  if (only_queries_)  // cannot fail: nothing is read
    sqlite3_exec(database_.connection_.get(), "PRAGMA query_only=ON", nullptr, nullptr, nullptr);
}

// A reader needs more than the file where that has a write-ahead log. Whoever may write switches it back.
void Database::leave_wal(const std::string& path, const LockWait& lock_timeout) {
  if (!is_in_wal_mode(path)) return;
  if (::access(path.c_str(), W_OK) != 0)
    throw Error(Failure::database, "database-wal",
                text("别的工具改了数据库 {} 的写入方式（WAL），您只有读的权限，改不回来。",
                     "another tool switched database {} to a write-ahead log, and you may not switch it back.", path),
                text("请由文件的主人 {0} 运行一次 ksbx status --db {1}，它会自动改回来。",
                     "let its owner {0} run ksbx status --db {1} once: that switches it back.", owner_of(path), path));
  Database writer(path, Access::write, lock_timeout);
  set_switches(writer.connection_.get(), path);
  set_pragmas(writer, Access::write);
}

Database Database::connect(const std::string& path, Access access, const LockWait& lock_timeout) {
  if (access == Access::read) leave_wal(path, lock_timeout);
  const bool rolled_back = roll_back_cut_write(path, lock_timeout);
  Database database(path, access, lock_timeout);
  database.rolled_back_ = rolled_back;
  set_switches(database.connection_.get(), path);
  set_pragmas(database, access);
  return database;
}

Database Database::empty_in_memory() {
  const std::string path = ":memory:";
  Database database(path, Access::write, std::chrono::milliseconds(0));
  set_switches(database.connection_.get(), path);
  database.execute("PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;");
  return database;
}

std::string Database::bytes() {
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> all(
      sqlite3_serialize(connection_.get(), "main", &size, 0), &sqlite3_free);
  if (!all) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(all.get()), static_cast<std::size_t>(size)};
}

// What is executed may change tables and views, so nothing that was compiled before is used again.
void Database::execute(const std::string& sql) {
  forget_statements();
  errno = 0;
  check(connection_.get(), path_, sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

void Database::forget_statements() {
  for (auto& [words, kept] : shelves_) kept.reset();
}

RowWitness& Database::witness() {
  if (!witness_) witness_ = std::make_unique<RowWitness>(*this);
  return *witness_;
}

int Database::failed_at() const {
  return sqlite3_error_offset(connection_.get());
}

std::int64_t Database::number(std::string_view sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

std::int64_t Database::last_inserted() const {
  return sqlite3_last_insert_rowid(connection_.get());
}
std::int64_t Database::rows_changed() const {
  return sqlite3_changes64(connection_.get());
}

void Database::copy_to(const std::string& target) {
  const std::string path = resolved_path(target);
  make_private_file(path);
  const int before = sqlite3_limit(connection_.get(), SQLITE_LIMIT_ATTACHED,
                                   1);  // VACUUM INTO attaches its target
  const WriteElsewhere allowed(*this);
  try {
    Statement(*this, "VACUUM INTO ?").execute(path);
  } catch (...) {
    sqlite3_limit(connection_.get(), SQLITE_LIMIT_ATTACHED, before);
    remove_file(path);
    throw;
  }
  sqlite3_limit(connection_.get(), SQLITE_LIMIT_ATTACHED, before);
  sync_folder_of(path);
}

void Database::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Database::Prepared* Database::shelf_for(std::string_view sql) {
  constexpr std::size_t enough = 200;  // our own SQL is far less; the rest are questions that people typed
  const auto known = shelves_.find(std::string(sql));
  if (known != shelves_.end()) return &known->second;
  return shelves_.size() < enough ? &shelves_[std::string(sql)] : nullptr;
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database), shelf_(database.shelf_for(sql)) {
  if (shelf_ && *shelf_) {
    statement_ = std::move(*shelf_);
    return;
  }
  sqlite3* connection = database.connection_.get();
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  errno = 0;
  check(connection, database.path_,
        sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &statement, &tail));
  statement_.reset(statement);
  const std::string_view rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  if (statement == nullptr || rest.find_first_not_of(" \t\r\n;") != std::string_view::npos) fail_several();
}

Statement::Statement(Statement&&) noexcept = default;

Statement::~Statement() {
  if (!statement_ || !shelf_) return;
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  if (!*shelf_) *shelf_ = std::move(statement_);
}

bool Statement::step() {
  errno = 0;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(database_->connection_.get(), database_->path_, code);
}

// What reset returns is the error of the step before, which was reported then.
void Statement::reset() {
  sqlite3_reset(statement_.get());
}

void Statement::bind(int index, std::int64_t value) {
  check(database_->connection_.get(), database_->path_, sqlite3_bind_int64(statement_.get(), index, value));
}

void Statement::bind(int index, double value) {
  check(database_->connection_.get(), database_->path_, sqlite3_bind_double(statement_.get(), index, value));
}

void Statement::bind(int index, std::string_view value) {
  const char* bytes = value.data() != nullptr ? value.data() : "";  // a null pointer would bind NULL
  check(database_->connection_.get(), database_->path_,
        sqlite3_bind_text(statement_.get(), index, bytes, static_cast<int>(value.size()), SQLITE_STATIC));
}

void Statement::bind(int index, std::nullptr_t) {
  check(database_->connection_.get(), database_->path_, sqlite3_bind_null(statement_.get(), index));
}

void Statement::bind(int index, const Cell& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return bind(index, *number);
  if (const auto* fraction = std::get_if<double>(&value)) return bind(index, *fraction);
  if (const auto* words = std::get_if<std::string>(&value)) return bind(index, std::string_view(*words));
  bind(index, nullptr);
}

bool Statement::bind(const std::string& name, const Cell& value) {
  const int index = sqlite3_bind_parameter_index(statement_.get(), name.c_str());
  if (index > 0) bind(index, value);
  return index > 0;
}

bool Statement::only_reads() const {
  return sqlite3_stmt_readonly(statement_.get()) != 0;
}
std::string Statement::sql_with_values() const {
  const std::unique_ptr<char, decltype(&sqlite3_free)> sql(sqlite3_expanded_sql(statement_.get()), &sqlite3_free);
  if (!sql) throw std::bad_alloc();
  return sql.get();
}
std::vector<std::string> Statement::parameters() const {
  std::vector<std::string> names;
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement_.get()); ++i) {
    const char* name = sqlite3_bind_parameter_name(statement_.get(), i);
    names.emplace_back(name != nullptr ? name : "");
  }
  return names;
}
int Statement::columns() const {
  return sqlite3_column_count(statement_.get());
}
std::string Statement::column_name(int column) const {
  return sqlite3_column_name(statement_.get(), column);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

bool Statement::is_number(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_INTEGER;
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::view(int column) const {
  const void* bytes = sqlite3_column_text(statement_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size);
}

Day Statement::day(int column) const {
  const std::int64_t serial = number(column);
  if (serial < Day::first().serial() || serial > Day::last().serial()) fail_damaged_value(column_name(column));
  return Day::from_serial(static_cast<std::int32_t>(serial));
}

std::optional<Day> Statement::maybe_day(int column) const {
  return is_null(column) ? std::nullopt : std::optional(day(column));
}

Cell Statement::cell(int column) const {
  switch (sqlite3_column_type(statement_.get(), column)) {
    case SQLITE_NULL: return std::monostate{};
    case SQLITE_INTEGER: return number(column);
    case SQLITE_FLOAT: return sqlite3_column_double(statement_.get(), column);
    default: return text(column);
  }
}

// A transaction and not a statement that is left open: beside that SQLite takes no new functions.
Snapshot::Snapshot(Database& database) : database_(database) {
  sqlite3* connection = database.connection_.get();
  if (sqlite3_get_autocommit(connection) == 0) return;
  check(connection, database.path_, sqlite3_exec(connection, "BEGIN", nullptr, nullptr, nullptr));
  began_ = true;
  try {
    database.number("SELECT count(*) FROM sqlite_schema");  // takes the lock
  } catch (...) {
    sqlite3_exec(connection, "ROLLBACK", nullptr, nullptr, nullptr);
    throw;
  }
}

// Nothing was written but temporary views, which stay.
Snapshot::~Snapshot() {
  if (began_) sqlite3_exec(database_.connection_.get(), "COMMIT", nullptr, nullptr, nullptr);
}

void Database::let_others_write() {
  let_others_ask();
}

AtomicWrite::AtomicWrite(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
  if (database_.open_file_.is_still_at(database_.path_)) return;
  sqlite3_exec(database_.connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  throw Error(
      Failure::busy, "database-replaced",
      text("数据库 {} 刚刚被恢复成另一份；这一步没有写入，此前写入的在换下的文件（.replaced）里。",
           "database {} has just been replaced by a backup: this step was not written, what was before it is in "
           "the file that was moved away (.replaced).",
           database_.path_),
      text("请再运行一次。", "run it again."));
}

AtomicWrite::~AtomicWrite() {
  if (!open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const Error&) {
    // After a full disk or an I/O error SQLite has rolled back by itself; closing the file does it in any case.
  }
}

void AtomicWrite::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace ksbx
