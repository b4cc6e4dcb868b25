// Database, Statement, AtomicWrite: the door to SQLite. Nothing else in ksbx sees sqlite3.h.
//
// A connection to one file, in the mode that lost nothing when the power was cut (journal_mode TRUNCATE, synchronous
// FULL). It knows no table; whether the file is a store of ours, open_store says (store/schema/open_store.h).
//
// Every return code is checked and becomes one of four Errors: Failure::busy (someone else writes: try later),
// Failure::database (damaged, no permission: the sentence says what to do), Failure::io (disk full, I/O error: run
// again) and Failure::internal (the SQL itself is wrong).
//
//   Statement units(database, "SELECT id, name FROM t_unit WHERE kind = ?");
//   units.start("school");
//   while (units.step()) ... units.id<UnitId>(0), units.text(1) ...
//
// A connection and everything made from it belong to one thread; another thread opens a connection of its own. A
// Database may be moved as long as nothing made from it lives: statements, snapshots and writes refer to it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/table.h"
#include "model/id.h"
#include "store/sqlite/lock_wait.h"
#include "store/sqlite/open_file.h"

struct sqlite3;
struct sqlite3_stmt;

namespace ksbx {

class RowWitness;
class Heartbeat;

enum class Access { read, write };

// A change that was cut short by a kill or a power cut stands half in the file, and its journal next to it. A process
// that may write to the file makes it whole again by reading it: SQLite then rolls the change back. True if that was
// needed and is done; Failure::database if this process may not, with the name of who may.
bool roll_back_cut_write(const std::string& path, const LockWait& lock_timeout);

class Database {
 public:
  // To the file at `path`, whatever is in it; the path as resolved_path gives it (store/sqlite/database_file.h).
  // `lock_timeout` is how long writes, and reads during someone's commit, wait altogether before Failure::busy. What a
  // kill or a power cut left half made is rolled back first, also for a reader (roll_back_cut_write).
  static Database connect(const std::string& path, Access access, const LockWait& lock_timeout);
  // To a database in memory that has no tables; it is gone with the object.
  static Database empty_in_memory();

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  const std::string& path() const { return path_; }
  bool was_rolled_back() const { return rolled_back_; }  // when it was opened: a change had been cut short
  std::string folder() const;                            // where the file lies, as private as it is
  std::string scratch_folder() const;  // the same, or that of the system for such files if he may not write there

  // One or more statements without results. Failure::internal if the SQL itself is wrong.
  void execute(const std::string& sql);
  // The first column of the first row as a number; 0 if there is no row or it is NULL.
  std::int64_t number(std::string_view sql);
  std::int64_t last_inserted() const;
  std::int64_t rows_changed() const;  // by the last statement

  // Waits long enough for another program that wants to write to begin. For long work between two of its transactions.
  void let_others_write();

  // The byte of the SQL at which the last statement failed to compile; -1 where SQLite does not say.
  int failed_at() const;

  // Sees what is written into the tables of this connection; made when it is first asked for.
  RowWitness& witness();

  // The whole database as the bytes of a file.
  std::string bytes();
  // A whole, consistent copy at `target`, which must not exist; 0600. For upgrades and `backup`.
  void copy_to(const std::string& target);

 private:
  friend class Statement;
  friend class Confinement;
  friend class Heartbeat;
  friend class RowWitness;
  friend class AtomicWrite;
  friend class SmallCache;
  friend class Snapshot;
  friend class WriteElsewhere;
  friend void define_function(Database&, const std::string&, std::function<std::string(std::string_view)>);
  sqlite3* connection() { return connection_.get(); }
  void forget_statements();  // compiled ones that are kept
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

  Database(std::string path, Access access, const LockWait& lock_timeout);
  static void leave_wal(const std::string& path, const LockWait& lock_timeout);
  // Where a statement of this SQL is left when it is no longer used; nullptr if enough are kept.
  Prepared* shelf_for(std::string_view sql);

  std::string path_;
  bool rolled_back_ = false;
  LockWait lock_wait_;                                 // the connection takes from it
  OpenFile open_file_{path_};                          // as long as the connection is
  std::unique_ptr<sqlite3, Close> connection_;         // after what it needs
  std::unordered_map<std::string, Prepared> shelves_;  // by SQL; empty while the statement is in use
  std::unique_ptr<RowWitness> witness_;
  std::vector<Heartbeat*> beats_;  // who listens to its steps
};

// One prepared statement, reused for many rows. Parameters are bound in the order given, from 1; columns count from 0.
// Compiling SQL takes longer than most lookups, so a statement that goes is kept by its database for the next one of
// the same SQL; it must not outlive the database.
//   Id: NULL for none; optional: NULL for nothing; Day: days since 1970; Moment: seconds since 1970.
//
// Order of calls: start (or bind one by one), then step until it is false; columns may be read only after a step that
// was true. A statement that is not stepped to its end holds its lock on the file until reset, start or its own end.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);
  Statement(Statement&&) noexcept;
  ~Statement();

  // Runs it to the end. Texts are not copied; they need to live for this call only.
  template <class... Args>
  void execute(const Args&... args) {
    start(args...);
    while (step()) {
    }
    reset();
  }
  // Begins again with these parameters; then `while (step())` reads the rows. Texts must live until the last step.
  template <class... Args>
  Statement& start(const Args&... args) {
    reset();
    int index = 0;
    (bind(++index, args), ...);
    return *this;
  }
  bool step();  // true: there is a row
  void reset();

  void bind(int index, std::int64_t value);
  void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, double value);
  void bind(int index, std::string_view value);
  void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
  void bind(int index, const char* value) { bind(index, std::string_view(value)); }
  void bind(int index, bool value) { bind(index, std::int64_t{value}); }
  void bind(int index, Day value) { bind(index, std::int64_t{value.serial()}); }
  void bind(int index, Moment value) { bind(index, value.seconds); }
  void bind(int index, std::nullptr_t);
  void bind(int index, const Cell& value);
  template <class Tag>
  void bind(int index, Id<Tag> id) {
    id ? bind(index, id.value) : bind(index, nullptr);
  }
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    value ? bind(index, *value) : bind(index, nullptr);
  }
  // By name, for SQL written by people (":day"). False if the SQL has no such parameter.
  bool bind(const std::string& name, const Cell& value);

  bool only_reads() const;
  std::string sql_with_values() const;          // with what is bound written where the parameters stand
  std::vector<std::string> parameters() const;  // by name as written, ":day"; one without a name is ""
  int columns() const;
  std::string column_name(int column) const;
  bool is_null(int column) const;
  bool is_number(int column) const;
  std::int64_t number(int column) const;  // 0 for NULL
  int small(int column) const { return static_cast<int>(number(column)); }
  std::string text(int column) const { return std::string(view(column)); }  // "" for NULL
  std::string_view view(int column) const;                                  // until the next step
  Day day(int column) const;  // DamagedValue (store/sqlite/stored_value.h) for a number that is no date of this program
  std::optional<Day> maybe_day(int column) const;
  Moment moment(int column) const { return Moment{number(column)}; }
  template <class SomeId>
  SomeId id(int column) const {
    return SomeId{number(column)};
  }
  Cell cell(int column) const;
  // The first column of all rows that are left.
  template <class SomeId>
  std::vector<SomeId> ids() {
    std::vector<SomeId> all;
    while (step()) all.push_back(id<SomeId>(0));
    return all;
  }

 private:
  friend class Database;
  friend class RowWitness;
  Database* database_;
  Database::Prepared* shelf_;
  Database::Prepared statement_;
};

// While it lives, few pages of the file stay in memory: for work that goes through it from one end to the other.
class SmallCache {
 public:
  explicit SmallCache(Database& database);
  SmallCache(const SmallCache&) = delete;
  SmallCache& operator=(const SmallCache&) = delete;
  ~SmallCache();

 private:
  Database& database_;
};

// While it lives, a connection for reading may make temporary views and copies, which it refuses otherwise. Its file
// was opened for reading, so nothing can reach that in the meantime.
class WriteElsewhere {
 public:
  explicit WriteElsewhere(Database& database);
  WriteElsewhere(const WriteElsewhere&) = delete;
  WriteElsewhere& operator=(const WriteElsewhere&) = delete;
  ~WriteElsewhere();

 private:
  Database& database_;
  bool only_queries_;
};

// While it lives, everything read is of one moment, and the file is locked for reading once instead of once a statement
// (which takes longer than the reading). Writers wait. Inside a transaction it changes nothing.
class Snapshot {
 public:
  explicit Snapshot(Database& database);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot();

 private:
  Database& database_;
  bool began_ = false;
};

// While it lives, what is written is one piece: BEGIN IMMEDIATE … COMMIT, rolled back unless committed.
class AtomicWrite {
 public:
  // Failure::busy if another writer holds the file longer than the lock timeout.
  explicit AtomicWrite(Database& database);
  AtomicWrite(const AtomicWrite&) = delete;
  AtomicWrite& operator=(const AtomicWrite&) = delete;
  ~AtomicWrite();

  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace ksbx
