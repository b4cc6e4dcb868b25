#include "files/paper/zip_writer.h"

#include <zip.h>

#include <memory>

#include "base/problem.h"

namespace ksbx {
namespace {

constexpr zip_uint16_t first_day = 0x21;  // 1980-01-01, the first one that a zip can tell

[[noreturn]] void fail(const char* words) {
  throw Error(Failure::output, "archive", text("文件写不出来：{}", "the file cannot be put together: {}", words),
              text("换成 -o 文件.html 再试，并报告这个错误", "try -o FILE.html, and report this"));
}

struct CloseSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct DropArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

std::string bytes_in(zip_source_t* source) {
  if (zip_source_open(source) < 0) fail(zip_error_strerror(zip_source_error(source)));
  std::string bytes, block(64 * 1024, '\0');
  zip_int64_t count = 0;
  while ((count = zip_source_read(source, block.data(), block.size())) > 0)
    bytes.append(block, 0, static_cast<std::size_t>(count));
  zip_source_close(source);
  if (count < 0) fail(zip_error_strerror(zip_source_error(source)));
  return bytes;
}

}  // namespace

std::string zipped(const std::vector<ZipEntry>& entries) {
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, CloseSource> target(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!target) fail(zip_error_strerror(&error));
  std::unique_ptr<zip_t, DropArchive> archive(zip_open_from_source(target.get(), ZIP_TRUNCATE, &error));
  if (!archive) fail(zip_error_strerror(&error));
  zip_source_keep(target.get());  // the archive lets go of it when it is closed
  for (const ZipEntry& entry : entries) {
    zip_source_t* source = zip_source_buffer(archive.get(), entry.bytes.data(), entry.bytes.size(), 0);
    if (source == nullptr) fail(zip_strerror(archive.get()));
    const zip_int64_t at = zip_file_add(archive.get(), entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
      zip_source_free(source);
      fail(zip_strerror(archive.get()));
    }
    const auto index = static_cast<zip_uint64_t>(at);
    if (zip_file_set_dostime(archive.get(), index, 0, first_day, 0) < 0) fail(zip_strerror(archive.get()));
  }
  if (zip_close(archive.get()) < 0) fail(zip_strerror(archive.get()));
  (void)archive.release();
  return bytes_in(target.get());
}

}  // namespace ksbx
