#include "cli/words/output_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "app/report/exports.h"
#include "base/digest.h"
#include "cli/terminal/same_file.h"
#include "files/input/file.h"
#include "store/schema/upgrade.h"

namespace ksbx {
namespace {

namespace fs = std::filesystem;

bool is_replaced(FileRole role) {
  return role == FileRole::written || role == FileRole::filled_in;
}

bool is_output(const NamedFile& file) {
  return file.path != "-" && (is_replaced(file.role) || file.role == FileRole::new_file || file.role == FileRole::log);
}

// ── What stays as it is ──

void add_database(const std::string& path, std::vector<KeptFile>& kept) {
  kept.push_back({path, text("数据库", "the database"), {}, true});
  const Text beside = text("数据库旁边的文件", "a file of the database");
  for (const char* ending : {"-journal", "-wal", "-shm"}) kept.push_back({path + ending, beside, {}, true});
  for (int version = 1; version <= schema_version; ++version)
    kept.push_back({formatted("{}.v{}.backup", path, version), beside});
}

// Regular files of a folder and of the folders in it.
std::vector<std::string> files_below(const std::string& folder) {
  constexpr int deepest = 1;
  std::vector<std::string> files;
  std::error_code none;
  for (fs::recursive_directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
    if (entry.depth() >= deepest) entry.disable_recursion_pending();
    if (entry->is_regular_file(none)) files.push_back(entry->path().string());
  }
  return files;
}

// Rules, their tests, reports and forms; a calendar may be named by itself.
void add_rules(const std::string& path, const Text& what, std::vector<KeptFile>& kept) {
  std::error_code none;
  if (!fs::is_directory(path, none)) return kept.push_back({path, what});
  const fs::path folder(path);
  for (const fs::path& read : {folder, folder / "tests", folder / "reports"})
    kept.push_back({read.string(), what, ".toml"});
  kept.push_back({(folder / "forms").string(), what, ".txt"});
  for (const std::string& file : files_below(path)) {  // they may be reached by links
    const fs::path name(file);
    const bool is_form = name.extension() == ".txt" && name.parent_path().filename() == "forms";
    if (name.extension() == ".toml" || is_form) kept.push_back({file, what});
  }
}

void add_input(const std::string& path, std::vector<KeptFile>& kept) {
  const Text what = text("这条命令要读的文件", "a file that this call reads");
  std::error_code none;
  kept.push_back({path, what});
  if (!fs::is_directory(path, none)) return;
  for (fs::directory_iterator entry(path, none), end; !none && entry != end; entry.increment(none))
    kept.push_back({entry->path().string(), what});
}

std::vector<KeptFile> inputs(const std::vector<NamedFile>& files) {
  std::vector<KeptFile> kept;
  for (const NamedFile& file : files) {
    if (file.role == FileRole::read && file.path != "-") add_input(file.path, kept);
    if (file.role == FileRole::rules) add_rules(file.path, text("规则文件", "a rule file"), kept);
  }
  return kept;
}

// ── Refusals ──

[[noreturn]] void refuse_output(const Text& option, const std::string& path, const Text& what,
                                const std::string& kept) {
  throw Error(Failure::usage, "output-is-kept",
              text("{} 不能写进 {}：它是{}（{}）", "{} cannot write to {}: it is {} ({})", option, path, what, kept),
              text("换一个文件名；什么都没有读，也没有写", "choose another name; nothing was read or written"));
}

[[noreturn]] void refuse_existing(const NamedFile& file) {
  const bool is_mended = file.role == FileRole::filled_in;
  throw Error(Failure::usage, "output-exists",
              is_mended
                  ? text("{} 的文件 {} 已经存在，里面可能有人填过",
                         "{}: {} exists, and someone may have written into it", file.option, file.path)
                  : text("{} 的文件 {} 已经存在，这个数据库没有写过它的记录",
                         "{}: {} exists, and this database has no record of having written it", file.option, file.path),
              text("换一个文件名；确定不要它，加 --force。什么都没有写",
                   "choose another name, or add --force to replace it; nothing was written"));
}

bool is_sqlite_file(const std::string& path) {
  std::array<char, 16> first{};
  std::ifstream file(path, std::ios::binary);
  return file.read(first.data(), first.size()) && std::memcmp(first.data(), "SQLite format 3", first.size()) == 0;
}

// The database of another town is worth as much as our own. Its name, if `path` is one or a file beside one.
std::optional<std::string> database_at(const std::string& path) {
  std::error_code none;
  if (fs::is_regular_file(path, none) && is_sqlite_file(path)) return path;
  for (const std::string ending : {"-journal", "-wal", "-shm"})
    if (path.ends_with(ending)) {
      const std::string database = path.substr(0, path.size() - ending.size());
      if (fs::is_regular_file(database, none) && is_sqlite_file(database)) return database;
    }
  return {};
}

// A folder that is there with something in it may hold files of the same names.
void refuse_full_folder(const NamedFile& file) {
  std::error_code none;
  if (!fs::exists(file.path, none) || fs::is_empty(file.path, none)) return;
  throw Error(Failure::usage, "output-exists",
              text("{} 的文件夹 {} 不是空的", "{}: the folder {} is not empty", file.option, file.path),
              text("换一个文件夹；同名的文件可以替换，加 --force。什么都没有写",
                   "choose another folder, or add --force to replace files of the same names; nothing was written"));
}

[[noreturn]] void refuse_foreign_folder(const NamedFile& file) {
  throw Error(Failure::usage, "output-exists",
              text("{} 的文件夹 {} 已经存在，不是空的，也不是这个数据库写出的",
                   "{}: {} exists, is not empty, and this database did not write it", file.option, file.path),
              text("换一个文件夹，例如按日期命名；什么都没有写",
                   "choose another folder, named by its date for example; nothing was written"));
}

// Kept files with their places, looked up once.
class KeptPlaces {
 public:
  void add(const std::vector<KeptFile>& files) {
    for (const KeptFile& file : files) all_.emplace_back(file, FilePlace::of(file.path));
  }
  const KeptFile* find(const FilePlace& place) const {
    for (const auto& [file, its_place] : all_)
      if (file.ending.empty() && its_place == place) return &file;
    return nullptr;
  }
  const KeptFile* find(const std::string& path) const {
    if (const KeptFile* found = find(FilePlace::of(path))) return found;
    const fs::path folder = fs::path(path).parent_path();
    const FilePlace place = FilePlace::of(folder.empty() ? "." : folder.string());
    for (const auto& [file, its_place] : all_)
      if (!file.ending.empty() && its_place == place && path.ends_with(file.ending)) return &file;
    return nullptr;
  }

 private:
  std::vector<std::pair<KeptFile, FilePlace>> all_;
};

// Rules are read before the database is opened; in folders of inputs and rules a name of another kind is passed over.
void refuse_database_as_input(const std::vector<NamedFile>& files, const KeptPlaces& kept) {
  for (const NamedFile& file : files) {
    if (file.role != FileRole::read || file.path == "-") continue;
    std::vector<KeptFile> read;
    add_input(file.path, read);
    for (const KeptFile& one : read)
      if (const KeptFile* found = kept.find(FilePlace::of(one.path)); found && found->is_of_database)
        throw Error(Failure::usage, "input-is-database",
                    text("{} 不能读 {}：它是{}（{}）", "{} cannot read {}: it is {} ({})", file.option, one.path,
                         found->what, found->path),
                    text("换一个文件名；什么都没有读，也没有写", "choose another file; nothing was read or written"));
  }
}

void refuse_streams(const KeptPlaces& kept) {
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    const auto place = FilePlace::behind(stream);
    if (const KeptFile* one = place ? kept.find(*place) : nullptr)
      refuse_output(text("> 或 >>", "> or >>"), one->path, one->what, one->path);
  }
}

}  // namespace

std::vector<KeptFile> kept_files(const Settings& settings, const Environment& environment) {
  std::vector<KeptFile> kept;
  add_database(settings.db.value.string(), kept);
  for (const auto& folder : settings.rules.value) add_rules(folder.string(), text("规则文件", "a rule file"), kept);
  for (const auto& path : settings.calendars.value) add_rules(path.string(), text("校历文件", "a calendar file"), kept);
  for (const ConfigFile& config : config_files(environment))
    kept.push_back({config.path.string(), text("配置文件", "the configuration")});
  return kept;
}

bool is_device(const std::string& path) {
  std::error_code none;
  const fs::file_status status = fs::status(path, none);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

OutputFiles::OutputFiles(std::vector<NamedFile> files, Replaces replaces)
    : files_(std::move(files)), replaces_(replaces) {}

bool OutputFiles::any() const {
  if (FilePlace::behind(STDOUT_FILENO) || FilePlace::behind(STDERR_FILENO)) return true;
  return !files_.empty();
}

void OutputFiles::refuse_kept(const std::vector<KeptFile>& settled) const {
  KeptPlaces kept;
  kept.add(settled);
  refuse_database_as_input(files_, kept);
  refuse_streams(kept);  // what the shell does to inputs is done by now
  kept.add(inputs(files_));
  for (const NamedFile& file : files_) {
    if (file.role == FileRole::new_folder && replaces_ == Replaces::ours) refuse_full_folder(file);
    if (!is_output(file) || is_device(file.path)) continue;
    if (const KeptFile* one = kept.find(file.path)) refuse_output(file.option, file.path, one->what, one->path);
    const auto database = database_at(file.path);
    const bool is_written_later =
        file.role == FileRole::new_file && database == file.path;  // nothing that exists is touched
    if (database && !is_written_later)
      refuse_output(file.option, file.path, text("一个数据库", "a database"), *database);
    kept.add({{file.path, text("选项 {} 的文件", "the file of {}", file.option)}});
  }
}

void OutputFiles::claim(Database& export_log) {
  if (std::exchange(claimed_, true)) return;
  for (const NamedFile& file : files_) claim(file, &export_log);
}

void OutputFiles::claim_without_log() {
  if (std::exchange(claimed_, true)) return;
  for (const NamedFile& file : files_) claim(file, nullptr);
}

void OutputFiles::claim(const NamedFile& file, Database* export_log) {
  if (file.role == FileRole::own_folder) return claim_folder(file, export_log);
  if (!is_replaced(file.role) || file.path == "-") return;
  if (is_device(file.path)) {
    devices_.emplace(file.path, Device(file.path));
    return;
  }
  struct stat status {};
  const bool is_there = ::lstat(file.path.c_str(), &status) == 0 && !(S_ISREG(status.st_mode) && status.st_size == 0);
  const bool ours = is_there && S_ISREG(status.st_mode) && export_log != nullptr && is_ours(file, *export_log);
  const bool goes = !is_there || ours || S_ISDIR(status.st_mode);  // a folder: the draft refuses
  if (!goes && replaces_ == Replaces::ours) refuse_existing(file);
  drafts_.emplace(file.path, DraftFile(file.path));
}

void OutputFiles::claim_folder(const NamedFile& file, Database* export_log) {
  std::error_code none;
  const fs::file_status status = fs::symlink_status(file.path, none);
  if (!fs::exists(status)) return;
  if (fs::is_directory(status) && fs::is_empty(file.path, none)) return;
  const bool ours = export_log != nullptr && is_export_named(*export_log, name_on_record(file.path));
  if (!fs::is_directory(status) || !ours) refuse_foreign_folder(file);
}

bool OutputFiles::is_ours(const NamedFile& file, Database& export_log) {
  const std::string name = name_on_record(file.path);
  if (!name.empty() && is_export_named(export_log, name)) {
    on_record_.insert(file.path);
    return true;
  }
  return ::access(file.path.c_str(), R_OK) == 0 && is_export_of_digest(export_log, sha256_of_file(file.path));
}

DraftFile OutputFiles::draft(const std::string& path) {
  claim_without_log();
  auto ready = drafts_.extract(path);
  return ready ? std::move(ready.mapped()) : DraftFile(path);
}

Device OutputFiles::device(const std::string& path) {
  claim_without_log();
  auto ready = devices_.extract(path);
  return ready ? std::move(ready.mapped()) : Device(path);
}

std::string OutputFiles::name_on_record(const std::string& path) const {
  const bool is_written = std::ranges::any_of(files_, [&](const NamedFile& file) {
    return (file.role == FileRole::written || file.role == FileRole::own_folder) && file.path == path;
  });
  if (!is_written) return {};
  return sha256_hex(absolute_path(path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path));
}

}  // namespace ksbx
