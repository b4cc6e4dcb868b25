#include "files/input/decode.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/problem.h"
#include "files/input/byte_source.h"
#include "files/input/encoding_guess.h"

namespace ksbx {
namespace {

struct Name {
  std::string_view name;
  Encoding encoding;
};

// The first name of each is the one that is printed.
constexpr Name names[] = {
    {"utf-8", Encoding::utf8},       {"utf-8-bom", Encoding::utf8_bom}, {"gb18030", Encoding::gb18030},
    {"utf-16le", Encoding::utf16le}, {"utf-16be", Encoding::utf16be},   {"utf8", Encoding::utf8},
    {"gbk", Encoding::gb18030},      {"gb2312", Encoding::gb18030},     {"cp936", Encoding::gb18030},
    {"utf-16", Encoding::utf16le},   {"utf16", Encoding::utf16le},
};

const char* iconv_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
    case Encoding::utf8_bom: return "UTF-8";
    case Encoding::gb18030: return "GB18030";
    case Encoding::utf16le: return "UTF-16LE";
    case Encoding::utf16be: return "UTF-16BE";
  }
  return "UTF-8";
}

}  // namespace

// One iconv conversion, closed when it goes.
class Iconv {
 public:
  Iconv(const char* to, const char* from) : handle_(iconv_open(to, from)) {
    if (handle_ == reinterpret_cast<iconv_t>(-1))
      throw Error(
          Failure::internal, "no-iconv", text("系统缺少 {} 编码转换。", "this system cannot convert {}", from),
          text("请安装 libc 的 gconv 模块（Debian：libc6）。", "Install the gconv modules of libc (Debian: libc6)."));
  }
  ~Iconv() { iconv_close(handle_); }
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;

  enum class Outcome { all_read, output_full, cut_character, no_character };
  // Moves both views behind what was converted.
  Outcome convert(std::string_view& from, std::span<char>& into) {
    char* in = const_cast<char*>(from.data());  // iconv's old signature; it does not write there
    std::size_t in_left = from.size();
    char* out = into.data();
    std::size_t out_left = into.size();
    std::size_t result = iconv(handle_, &in, &in_left, &out, &out_left);
    int error = errno;
    from.remove_prefix(from.size() - in_left);
    into = into.subspan(into.size() - out_left);
    if (result != static_cast<std::size_t>(-1)) return Outcome::all_read;
    if (error == E2BIG) return Outcome::output_full;
    return error == EINVAL ? Outcome::cut_character : Outcome::no_character;
  }

 private:
  iconv_t handle_;
};

std::string_view name_of(Encoding encoding) {
  for (const Name& known : names)
    if (known.encoding == encoding) return known.name;
  return {};
}

std::optional<Encoding> encoding(std::string_view name) {
  const std::string lower = ascii_lower(std::string(name));
  for (const Name& known : names)
    if (known.name == lower) return known.encoding;
  return std::nullopt;
}

// Bytes that wait for their conversion, and the state of it.
class DecodedFile::Converter {
 public:
  Converter(ByteSource& bytes, const std::string& name, Encoding encoding, std::uint64_t begin)
      : bytes_(bytes),
        name_(name),
        encoding_(encoding),
        iconv_("UTF-8", iconv_name(encoding)),
        block_(64 * 1024),
        offset_(begin) {}

  std::size_t read(std::span<char> into) {
    std::span<char> free = into;
    while (free.size() == into.size()) {
      if (waiting_.empty() && !fetch()) return 0;
      std::string_view rest = waiting_;
      auto outcome = iconv_.convert(rest, free);
      offset_ += waiting_.size() - rest.size();
      waiting_ = rest;
      if (outcome == Iconv::Outcome::no_character) refuse();
      if (outcome == Iconv::Outcome::cut_character && !fetch()) refuse();
    }
    std::size_t got = into.size() - free.size();
    if (std::find(into.begin(), into.begin() + static_cast<std::ptrdiff_t>(got), '\0') !=
        into.begin() + static_cast<std::ptrdiff_t>(got))
      refuse();
    return got;
  }

 private:
  // Moves what waits to the front of the block and reads more after it; false if there is no more.
  bool fetch() {
    std::copy(waiting_.begin(), waiting_.end(), block_.begin());
    std::size_t got = bytes_.read(std::span(block_).subspan(waiting_.size()));
    waiting_ = {block_.data(), waiting_.size() + got};
    return got > 0;
  }

  [[noreturn]] void refuse() {
    throw Error(Failure::input,
                {Problem{Severity::error,
                         "E_ENCODING",
                         {name_, encoding_ == Encoding::gb18030 ? line_of_offset(bytes_, offset_) : 0, 0},
                         text("从第 {} 个字节起不是 {} 编码的文字。", "byte {} is not valid {}", offset_ + 1,
                              name_of(encoding_)),
                         text("请用 Excel 或 WPS 重新另存为“CSV UTF-8”，或用 --encoding 指明编码。",
                              "Save it again as \"CSV UTF-8\" in Excel or WPS, or name the encoding with "
                              "--encoding.")}});
  }

  ByteSource& bytes_;
  std::string name_;
  Encoding encoding_;
  Iconv iconv_;
  std::vector<char> block_;
  std::string_view waiting_;
  std::uint64_t offset_;  // of the first byte that waits
};

DecodedFile::DecodedFile(std::unique_ptr<ByteSource> bytes, std::string name, std::optional<Encoding> chosen)
    : bytes_(std::move(bytes)), name_(std::move(name)) {
  EncodingGuess guess = guess_encoding(*bytes_, name_, chosen);
  encoding_ = guess.encoding;
  bytes_->seek(guess.text_begins);
  if (encoding_ != Encoding::utf8 && encoding_ != Encoding::utf8_bom)
    converter_ = std::make_unique<Converter>(*bytes_, name_, encoding_, guess.text_begins);
}

DecodedFile::DecodedFile(DecodedFile&&) noexcept = default;
DecodedFile& DecodedFile::operator=(DecodedFile&&) noexcept = default;
DecodedFile::~DecodedFile() = default;

DecodedFile DecodedFile::open(const std::string& path, std::optional<Encoding> chosen) {
  return DecodedFile(open_file(path), path, chosen);
}

DecodedFile DecodedFile::of_bytes(std::string bytes, const std::string& name, std::optional<Encoding> chosen) {
  return DecodedFile(bytes_in_memory(std::move(bytes)), name, chosen);
}

std::size_t DecodedFile::read(std::span<char> into) {
  return converter_ ? converter_->read(into) : bytes_->read(into);
}

std::string encode(std::string_view utf8, Encoding encoding) {
  if (encoding == Encoding::utf8) return std::string(utf8);
  std::string marked = encoding == Encoding::gb18030 ? "" : "\xEF\xBB\xBF";
  marked += utf8;
  if (encoding == Encoding::utf8_bom) return marked;

  Iconv iconv(iconv_name(encoding), "UTF-8");
  std::string result(marked.size() * 2 + 4, '\0');
  std::span<char> free(result);
  std::string_view rest = marked;
  while (!rest.empty() && iconv.convert(rest, free) != Iconv::Outcome::all_read) {
    if (rest.empty()) break;
    rest.remove_prefix(1);
    std::string_view question = "?";
    iconv.convert(question, free);
  }
  result.resize(result.size() - free.size());
  return result;
}

}  // namespace ksbx
