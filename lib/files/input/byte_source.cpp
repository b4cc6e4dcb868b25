#include "files/input/byte_source.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

#include "base/problem.h"

namespace ksbx {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

[[noreturn]] void refuse(const std::string& path, const Text& why) {
  throw Error(Failure::input, {Problem{Severity::error,
                                       "E_NO_FILE",
                                       {path, 0, 0},
                                       text("不能读取这个文件：{}", "cannot read this file: {}", why),
                                       text("请检查文件名和路径是否正确，以及是否有读取权限。",
                                            "Check the name and the folder, and that you may read it.")}});
}

class File : public ByteSource {
 public:
  File(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {
    // Blocks are large already: a second buffer would only copy them.
    std::setvbuf(file, nullptr, _IONBF, 0);
  }

  std::size_t read(std::span<char> into) override {
    std::size_t got = std::fread(into.data(), 1, into.size(), file_.get());
    if (got < into.size() && std::ferror(file_.get())) fail();
    return got;
  }

  void seek(std::uint64_t offset) override {
    if (offset > static_cast<std::uint64_t>(std::numeric_limits<long>::max()) ||
        std::fseek(file_.get(), static_cast<long>(offset), SEEK_SET) != 0)
      fail();
  }

 private:
  [[noreturn]] void fail() const {
    throw Error(Failure::io, {Problem{Severity::error,
                                      "read-failed",
                                      {path_, 0, 0},
                                      text("读取文件时出错：{}", "reading the file failed: {}", std::strerror(errno)),
                                      text("请检查磁盘或网络盘，然后再运行一次。",
                                           "Check the disk or network drive and run the command again.")}});
  }

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

class Memory : public ByteSource {
 public:
  explicit Memory(std::string bytes) : bytes_(std::move(bytes)) {}

  std::size_t read(std::span<char> into) override {
    std::size_t got = bytes_.copy(into.data(), into.size(), at_);
    at_ += got;
    return got;
  }

  void seek(std::uint64_t offset) override {
    at_ = offset < bytes_.size() ? static_cast<std::size_t>(offset) : bytes_.size();
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> open_file(const std::string& path) {
  std::error_code ignored;
  auto status = std::filesystem::status(path, ignored);
  if (!std::filesystem::exists(status)) refuse(path, text("没有这个文件", "there is no such file"));
  // A pipe or a device cannot be read twice and may never end.
  if (!std::filesystem::is_regular_file(status))
    refuse(path, text("它不是普通文件（可能是文件夹或设备）", "it is not a regular file but a folder or a device"));
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) refuse(path, same_text(std::strerror(errno)));
  return std::make_unique<File>(path, file);
}

std::unique_ptr<ByteSource> bytes_in_memory(std::string bytes) {
  return std::make_unique<Memory>(std::move(bytes));
}

}  // namespace ksbx
