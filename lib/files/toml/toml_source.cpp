// Reading the bytes of rule files: no links, nothing but plain files, none too large.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "files/toml/toml.h"

namespace ksbx {
namespace {

// A file descriptor that closes itself.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool is_plain_file() const {
    struct stat status = {};
    return descriptor_ >= 0 && ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
  }

  // Everything, or nothing if it cannot be read; stops soon after `most` bytes.
  std::optional<std::string> read_all(std::size_t most) const {
    std::string bytes;
    std::array<char, 65536> buffer;
    while (bytes.size() <= most) {
      const ::ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
      if (count < 0) return std::nullopt;
      if (count == 0) break;
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return bytes;
  }

 private:
  int descriptor_;
};

void add(Problems& problems, const std::filesystem::path& path, std::string code, Text what, Text remedy) {
  problems.push_back({Severity::error, std::move(code), {path.string(), 0, 0}, std::move(what), std::move(remedy)});
}

void add_unreadable(Problems& problems, const std::filesystem::path& path) {
  add(problems, path, "file-unreadable", text("文件读不出来", "the file cannot be read"),
      text("请检查路径和读取权限", "Check the path and its permissions"));
}

enum class Ending { right, nearly, office_lock, other };

// Windows hides the first of two endings, so what looks like local.toml there may be local.toml.txt.
Ending ending_of(const std::filesystem::path& path, std::string_view extension) {
  const std::string name = path.filename().string();
  const std::string ending(extension);
  if (name.starts_with("~$") && ascii_lower(name).ends_with(ending)) return Ending::office_lock;
  if (path.extension() == extension) return Ending::right;
  const std::string lower = ascii_lower(name);
  return lower.ends_with(ending) || lower.ends_with(ending + ".txt") ? Ending::nearly : Ending::other;
}

void warn_of_ending(Problems& problems, const std::filesystem::path& path, std::string_view extension, Ending ending) {
  if (ending == Ending::office_lock)
    add(problems, path, "file-passed-over",
        text("这是办公软件的临时锁文件，跳过没有读", "a lock file of an office program: passed over"),
        text("关掉正在打开那份文件的程序，它就会消失", "It goes when the program that has the file open is closed"));
  else
    add(problems, path, "file-not-read",
        text("文件名的结尾不是 {}，没有读，里面写的不起作用", "its name does not end in {}: not read, of no effect",
             extension),
        text("请改名，以 {} 结尾；Windows 里先打开“文件扩展名”再改",
             "Rename it to end in {}; on Windows show file name extensions first", extension));
  problems.back().severity = Severity::warning;
}

bool holds_files(const std::filesystem::path& folder, std::string_view extension) {
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed))
    if (ending_of(entry->path(), extension) == Ending::right) return true;
  return false;
}

void warn_of_folder(Problems& problems, const std::filesystem::path& path, std::string_view extension) {
  add(problems, path, "folder-not-read",
      text("这个文件夹里有 {} 文件，没有读，里面写的不起作用",
           "there are {} files in this folder: not read, of no effect", extension),
      text("把文件放到上一层；另外的一套用 --rules 或 --calendar 单独写明",
           "Put them one level up, or name the folder itself with --rules or --calendar"));
  problems.back().severity = Severity::warning;
}

}  // namespace

std::optional<SourceFile> read_source(const std::filesystem::path& path, Problems& problems) {
  std::error_code ignored;
  if (std::filesystem::is_symlink(std::filesystem::symlink_status(path, ignored))) {
    add(problems, path, "file-is-link", text("这是一个链接，不是文件", "this is a link, not a file"),
        text("请把文件本身放到这里；规则不从别处读取", "Put the file itself here; rules are not read from elsewhere"));
    return std::nullopt;
  }
  const OpenFile file(path);
  const auto bytes = file.is_plain_file() ? file.read_all(largest_toml) : std::nullopt;
  if (!bytes) {
    add_unreadable(problems, path);
    return std::nullopt;
  }
  return SourceFile{path.string(), *bytes};
}

std::vector<SourceFile> read_sources(const std::filesystem::path& folder, Problems& problems,
                                     std::string_view extension, const std::vector<std::string_view>& others) {
  std::error_code failed;
  std::vector<std::filesystem::path> paths, folders;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed))
    if (ending_of(entry->path(), extension) != Ending::other)
      paths.push_back(entry->path());
    else if (std::error_code ignored; entry->is_directory(ignored) &&
                                      std::ranges::count(others, entry->path().filename().string()) == 0 &&
                                      holds_files(entry->path(), extension))
      folders.push_back(entry->path());
  if (failed) add_unreadable(problems, folder);
  std::sort(paths.begin(), paths.end());
  std::sort(folders.begin(), folders.end());
  for (const auto& path : folders) warn_of_folder(problems, path, extension);
  std::vector<SourceFile> sources;
  for (const auto& path : paths) {
    if (const Ending ending = ending_of(path, extension); ending != Ending::right)
      warn_of_ending(problems, path, extension, ending);
    else if (auto source = read_source(path, problems))
      sources.push_back(std::move(*source));
  }
  return sources;
}

}  // namespace ksbx
