#include "files/input/archive.h"

#include <zip.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/problem.h"
#include "files/input/byte_source.h"

namespace ksbx {
namespace {

// What is at the end of every zip: the end record, 22 bytes and a comment of at most 64 KiB. Of a large zip a
// longer end record and its locator are before it.
constexpr std::size_t end_record = 22;
constexpr std::size_t large_end_record = 56;
constexpr std::size_t large_locator = 20;
constexpr std::size_t tail_size = large_locator + end_record + 0xFFFF;
constexpr std::uint64_t in_large_record = 0xFFFF;  // instead of a count

[[noreturn]] void refuse(const std::string& name, const char* code, Text what, Text remedy) {
  throw Error(Failure::input, {Problem{Severity::error, code, {name, 0, 0}, std::move(what), std::move(remedy)}});
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string tail_of(ByteSource& bytes) {
  std::string tail;
  std::string block(tail_size, '\0');
  bytes.seek(0);
  while (std::size_t got = bytes.read(block)) {
    tail.append(block, 0, got);
    if (tail.size() > tail_size) tail.erase(0, tail.size() - tail_size);
  }
  return tail;
}

// The most entries that any end record declares. libzip makes room for as many before it has seen one of them, and
// which of several records it believes is its own affair.
std::uint64_t declared_entries(ByteSource& bytes) {
  const std::string tail = tail_of(bytes);
  std::uint64_t most = 0;
  for (std::size_t at = 0; (at = tail.find("PK\x05\x06", at)) != std::string::npos; ++at)
    if (at + end_record <= tail.size() && number_at(tail, at + 10, 2) != in_large_record)
      most = std::max(most, number_at(tail, at + 10, 2));
  for (std::size_t at = 0; (at = tail.find("PK\x06\x07", at)) != std::string::npos; ++at) {
    if (at + large_locator > tail.size()) break;
    std::string record(large_end_record, '\0');
    bytes.seek(number_at(tail, at + 8, 8));
    if (bytes.read(record) == record.size() && record.starts_with("PK\x06\x06"))
      most = std::max(most, number_at(record, 32, 8));
  }
  return most;
}

void require_few_entries(ByteSource& bytes, const std::string& name) {
  if (declared_entries(bytes) > Archive::most_entries)
    refuse_oversized(name,
                     text("压缩包里的文件超过 {} 个。", "there are more than {} files inside", Archive::most_entries));
}

class ZipPart : public ArchivePart {
 public:
  ZipPart(zip_file_t* file, std::string name, std::uint64_t packed, std::uint64_t at_most)
      : file_(file),
        name_(std::move(name)),
        allowed_(std::min(at_most, std::max(std::min(packed, Archive::largest_part) * Archive::largest_ratio,
                                            Archive::free_of_ratio))) {}
  ~ZipPart() override { zip_fclose(file_); }
  ZipPart(const ZipPart&) = delete;
  ZipPart& operator=(const ZipPart&) = delete;

  std::size_t read(std::span<char> into) override {
    const zip_int64_t got = zip_fread(file_, into.data(), into.size());
    if (got < 0)
      refuse_workbook(name_, 0,
                      text("文件已损坏，解压到一半出错。", "the file is damaged: it cannot be unpacked completely"));
    unpacked_ += static_cast<std::uint64_t>(got);
    if (unpacked_ > allowed_)
      refuse_oversized(name_, text("解压后超过 {} MiB，大得不正常。",
                                   "it unpacks to more than {} MiB, which is not normal", allowed_ >> 20));
    return static_cast<std::size_t>(got);
  }

 private:
  zip_file_t* file_;
  std::string name_;
  std::uint64_t allowed_;
  std::uint64_t unpacked_ = 0;
};

}  // namespace

class Archive::Zip {
 public:
  explicit Zip(const std::string& path) { open(zip_source_file_create(path.c_str(), 0, -1, nullptr), path); }
  Zip(std::string bytes, const std::string& name) : bytes_(std::move(bytes)) {
    open(zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, nullptr), name);
  }
  ~Zip() { zip_discard(zip_); }
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;

  zip_t* get() const { return zip_; }

 private:
  void open(zip_source_t* source, const std::string& name) {
    zip_ = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (zip_ != nullptr) return;  // the source is libzip's now
    zip_source_free(source);
    refuse_workbook(name, 0,
                    text("文件已损坏或不完整，打不开（可能没有下载完）。",
                         "the file is damaged or incomplete: it cannot be opened"));
  }

  std::string bytes_;  // that are read, if no file is
  zip_t* zip_ = nullptr;
};

Archive::Archive(std::string name, std::unique_ptr<Zip> zip) : name_(std::move(name)), zip_(std::move(zip)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive::~Archive() = default;

Archive Archive::open(const std::string& path) {
  require_few_entries(*open_file(path), path);
  return Archive(path, std::make_unique<Zip>(path));
}

Archive Archive::of_bytes(std::string bytes, const std::string& name) {
  require_few_entries(*bytes_in_memory(bytes), name);
  return Archive(name, std::make_unique<Zip>(std::move(bytes), name));
}

std::unique_ptr<ArchivePart> Archive::part(const std::string& part, std::uint64_t at_most) const {
  const zip_int64_t index = zip_name_locate(zip_->get(), part.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return nullptr;
  zip_stat_t stat;
  zip_stat_init(&stat);
  const auto place = static_cast<zip_uint64_t>(index);
  const bool known = zip_stat_index(zip_->get(), place, 0, &stat) == 0 && (stat.valid & ZIP_STAT_COMP_SIZE) != 0;
  zip_file_t* file = known ? zip_fopen_index(zip_->get(), place, 0) : nullptr;
  if (file != nullptr) return std::make_unique<ZipPart>(file, name_, stat.comp_size, at_most);
  const int why = zip_error_code_zip(zip_get_error(zip_->get()));
  if (why == ZIP_ER_NOPASSWD || why == ZIP_ER_WRONGPASSWD || why == ZIP_ER_ENCRNOTSUPP)
    refuse(name_, "E_ENCRYPTED", text("文件设了密码，读不了。", "the file is protected with a password"),
           text("请打开它，去掉密码后另存，再导入。", "Open it, save it without a password, and import that file."));
  refuse_workbook(name_, 0,
                  text("文件已损坏，里面的 {} 打不开。", "the file is damaged: {} inside cannot be opened", part));
}

std::vector<std::string> Archive::parts() const {
  std::vector<std::string> names;
  const zip_int64_t count = zip_get_num_entries(zip_->get(), 0);
  for (zip_int64_t i = 0; i < count; ++i)
    if (const char* name = zip_get_name(zip_->get(), static_cast<zip_uint64_t>(i), 0)) names.emplace_back(name);
  return names;
}

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& files) {
  constexpr zip_uint16_t always_the_same = 0x2821;  // 2000-01-01 as a zip tells it, wherever that is
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_t* zip = target ? zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nullptr) : nullptr;
  bool whole = zip != nullptr;
  if (whole) zip_source_keep(target);
  for (const auto& [name, bytes] : files) {
    zip_source_t* source = whole ? zip_source_buffer(zip, bytes.data(), bytes.size(), 0) : nullptr;
    const zip_int64_t index = source ? zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && index < 0) zip_source_free(source);
    whole = index >= 0 && zip_file_set_dostime(zip, static_cast<zip_uint64_t>(index), 0, always_the_same, 0) == 0;
    if (!whole) break;
  }
  if (whole) whole = zip_close(zip) == 0;
  if (!whole && zip) zip_discard(zip);
  std::string result;
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (whole && zip_source_stat(target, &stat) == 0 && zip_source_open(target) == 0) {
    result.resize(stat.size);
    whole = zip_source_read(target, result.data(), stat.size) == static_cast<zip_int64_t>(stat.size);
    zip_source_close(target);
  }
  if (target) zip_source_free(target);
  if (whole && !result.empty()) return result;
  throw Error(Failure::internal, "not-packed", text("打包出错", "packing failed"),
              text("请报告这个错误", "please report this"));
}

void refuse_oversized(const std::string& name, Text what) {
  refuse(
      name, "E_ZIP_BOMB", std::move(what),
      text("这不像一份名册。确实是名册的话，请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”后再导入。",
           "This is hardly a roster. If it is one, open it in Excel or WPS, save it as \"CSV UTF-8\" and import that "
           "file."));
}

void refuse_workbook(const std::string& name, int line, Text what) {
  throw Error(Failure::input,
              {Problem{Severity::error,
                       "E_XLSX",
                       {name, line, 0},
                       std::move(what),
                       text("请用 Excel 或 WPS 打开，另存为新的 .xlsx 或“CSV UTF-8（逗号分隔）”后再导入。",
                            "Open it in Excel or WPS, save it as a new .xlsx or as \"CSV UTF-8\" and "
                            "import that file.")}});
}

}  // namespace ksbx
