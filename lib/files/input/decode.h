// decode: the bytes of a file that someone sent become UTF-8, or are refused with the way out.
//
// Excel on a Chinese Windows writes GB18030 and calls it CSV, "Unicode text" is UTF-16, WPS adds a
// byte order mark. The order in which that is decided is fixed, so that the same file is always
// read the same way:
//   1. magic: a workbook, an archive or a web page is refused by name;
//   2. byte order mark;   3. UTF-16 without one, by the pattern of its NUL bytes;
//   4. UTF-8, strictly: every byte of the file is checked before the first row is read;
//   5. a file of which some lines are surely UTF-8 and others are not is refused, naming the first bad line;
//   6. GB18030, strictly;   7. otherwise refused, with the offset of the first byte that is no text.
// Files are read twice, once to decide and once to hand out, in blocks: memory does not grow with
// the file. The door to iconv.
//
//   DecodedFile file = DecodedFile::open("七年级.csv");
//   file.encoding();         // Encoding::gb18030
//   file.read(buffer);       // UTF-8
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ksbx {

enum class Encoding { utf8, utf8_bom, gb18030, utf16le, utf16be };

// "utf-8", "utf-8-bom", "gb18030", "utf-16le", "utf-16be": what is printed, and what `--encoding` takes.
std::string_view name_of(Encoding encoding);
// Also accepts "utf8", "gbk", "gb2312" and "utf-16", in either case; nothing for any other word.
std::optional<Encoding> encoding(std::string_view name);

class ByteSource;  // where the bytes come from: a file, or memory

class DecodedFile {
 public:
  // Throws Error (Failure::input): E_NO_FILE, E_EMPTY, E_XLSX, E_XLS, E_ENCRYPTED, E_GZIP, E_HTML_AS_XLS,
  // E_NUL_BYTE, E_MIXED_ENCODING, E_ENCODING. With `chosen`, steps 2 to 5 are left out and the file
  // must be text in that encoding; a byte order mark of that encoding is still taken off.
  static DecodedFile open(const std::string& path, std::optional<Encoding> chosen = std::nullopt);
  // The same for bytes in memory; `name` stands for the file in messages.
  static DecodedFile of_bytes(std::string bytes, const std::string& name,
                              std::optional<Encoding> chosen = std::nullopt);

  DecodedFile(DecodedFile&&) noexcept;
  DecodedFile& operator=(DecodedFile&&) noexcept;
  ~DecodedFile();

  Encoding encoding() const { return encoding_; }
  const std::string& name() const { return name_; }

  // Fills the front of `into` with UTF-8 and returns how many bytes; 0 at the end. Without a byte
  // order mark. A character may be cut between two calls. `into` must have room for at least 4
  // bytes. Throws Error E_ENCODING at a byte sequence that has no character in GB18030 or UTF-16.
  std::size_t read(std::span<char> into);

 private:
  class Converter;
  DecodedFile(std::unique_ptr<ByteSource> bytes, std::string name, std::optional<Encoding> chosen);

  std::unique_ptr<ByteSource> bytes_;
  std::string name_;
  Encoding encoding_ = Encoding::utf8;
  std::unique_ptr<Converter> converter_;  // none for UTF-8, which is handed out as it is
};

// The other way round, for files that are written as an office would: the text in that encoding,
// with its byte order mark where the encoding has one (utf8_bom, utf16le, utf16be). A character
// that the encoding lacks becomes '?'.
std::string encode(std::string_view utf8, Encoding encoding);

}  // namespace ksbx
