// FaultyFiles: while it lives, SQLite's files fail on request, and every change of a file is noted, so that the disk
// can be put as a power cut would have left it.
//
//   FaultyFiles files;
//   files.fail_from(7);          // the seventh write, sync or truncation from now on, and all later ones, fail
//   … act …
//   files.after_cut(3, Kept::none)   // what stands on disk if the power went before the third, nothing unsynced kept
#pragma once

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace ksbx {

class FaultyFiles {
 public:
  enum class Kept { none, all, some };              // of what was written and not synced
  using Disk = std::map<std::string, std::string>;  // contents by path

  FaultyFiles() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
    current_ = this;
    vfs_.zName = "faulty";
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.xOpen = open;
    sqlite3_vfs_register(&vfs_, 1);
  }
  FaultyFiles(const FaultyFiles&) = delete;
  FaultyFiles& operator=(const FaultyFiles&) = delete;
  ~FaultyFiles() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
    current_ = nullptr;
  }

  // Begins to count and to note, with the files as they are now. Nothing fails.
  void watch(const std::vector<std::string>& paths) {
    events_.clear();
    before_.clear();
    for (const std::string& path : paths) before_[path] = content_of(path);
    fail_at_ = 0;
  }
  void fail_from(std::size_t event) { fail_at_ = event; }  // 1 is the next one; 0: nothing fails
  std::size_t events() const { return events_.size(); }
  // While true every read fails as the real disk does with EIO.
  void refuse_reads(bool refuse) { refuses_reads_ = refuse; }

  // The disk if the power goes when `done` events have happened.
  Disk after_cut(std::size_t done, Kept kept, unsigned seed = 0) const {
    std::mt19937 dice(seed);
    Disk disk = before_;
    for (auto& [path, content] : disk) {
      std::size_t synced = 0;
      for (std::size_t i = 0; i < done; ++i)
        if (events_[i].path == path && events_[i].kind == Event::Kind::sync) synced = i;
      for (std::size_t i = 0; i < done; ++i) {
        const bool keeps = i < synced || kept == Kept::all || (kept == Kept::some && dice() % 2 == 0);
        if (events_[i].path == path && keeps) apply(events_[i], content);
      }
    }
    return disk;
  }

 private:
  struct Event {
    enum class Kind { write, truncate, sync };
    std::string path;
    Kind kind = Kind::write;
    std::int64_t at = 0;
    std::string bytes = {};
  };
  struct File {
    sqlite3_file base;
    std::string* path;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };
  static File& file(sqlite3_file* one) { return *reinterpret_cast<File*>(one); }

  static std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }

  static void apply(const Event& event, std::string& content) {
    const auto at = static_cast<std::size_t>(event.at);
    if (event.kind == Event::Kind::truncate) content.resize(at);
    if (event.kind != Event::Kind::write) return;
    if (content.size() < at + event.bytes.size()) content.resize(at + event.bytes.size());
    content.replace(at, event.bytes.size(), event.bytes);
  }

  // Whether the event happens.
  bool note(Event event) {
    if (!before_.contains(event.path)) return true;
    events_.push_back(std::move(event));
    return fail_at_ == 0 || events_.size() < fail_at_;
  }

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* one, int flags, int* out_flags) {
    File& opened = file(one);
    opened.base.pMethods = nullptr;
    opened.path = nullptr;
    const int code = current_->real_->xOpen(current_->real_, name, opened.real(), flags, out_flags);
    if (code != SQLITE_OK) return code;
    opened.path = new std::string(name != nullptr ? name : "");
    opened.base.pMethods = methods();
    return SQLITE_OK;
  }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods all = [] {
      sqlite3_io_methods m{};
      m.iVersion = 1;
      m.xClose = [](sqlite3_file* f) {
        delete file(f).path;
        return file(f).real()->pMethods->xClose(file(f).real());
      };
      m.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
        if (current_->refuses_reads_) {
          errno = EIO;
          return SQLITE_IOERR_CORRUPTFS;
        }
        return file(f).real()->pMethods->xRead(file(f).real(), to, size, at);
      };
      m.xWrite = [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
        const std::string bytes(static_cast<const char*>(from), static_cast<std::size_t>(size));
        if (!current_->note({*file(f).path, Event::Kind::write, at, bytes})) return SQLITE_IOERR_WRITE;
        return file(f).real()->pMethods->xWrite(file(f).real(), from, size, at);
      };
      m.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
        if (!current_->note({*file(f).path, Event::Kind::truncate, size})) return SQLITE_IOERR_TRUNCATE;
        return file(f).real()->pMethods->xTruncate(file(f).real(), size);
      };
      m.xSync = [](sqlite3_file* f, int flags) {
        if (!current_->note({*file(f).path, Event::Kind::sync})) return SQLITE_IOERR_FSYNC;
        return file(f).real()->pMethods->xSync(file(f).real(), flags);
      };
      m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
        return file(f).real()->pMethods->xFileSize(file(f).real(), size);
      };
      m.xLock = [](sqlite3_file* f, int lock) { return file(f).real()->pMethods->xLock(file(f).real(), lock); };
      m.xUnlock = [](sqlite3_file* f, int lock) { return file(f).real()->pMethods->xUnlock(file(f).real(), lock); };
      m.xCheckReservedLock = [](sqlite3_file* f, int* held) {
        return file(f).real()->pMethods->xCheckReservedLock(file(f).real(), held);
      };
      m.xFileControl = [](sqlite3_file* f, int what, void* how) {
        return file(f).real()->pMethods->xFileControl(file(f).real(), what, how);
      };
      m.xSectorSize = [](sqlite3_file* f) { return file(f).real()->pMethods->xSectorSize(file(f).real()); };
      // No promise of the real disk: what SQLite writes twice for safety must be seen.
      m.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };
      return m;
    }();
    return &all;
  }

  static inline FaultyFiles* current_ = nullptr;
  sqlite3_vfs* real_;
  sqlite3_vfs vfs_;
  Disk before_;
  std::vector<Event> events_;
  std::size_t fail_at_ = 0;
  bool refuses_reads_ = false;
};

}  // namespace ksbx
