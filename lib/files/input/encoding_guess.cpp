#include "files/input/encoding_guess.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/problem.h"
#include "files/input/compound_file.h"

namespace ksbx {
namespace {

// A line with this many characters beyond ASCII, all of them valid UTF-8, is surely UTF-8: GB18030
// text of that length that happens to be valid UTF-8 does not occur (one name in 130 does, three
// names in a row never did in 20,000 samples).
constexpr int surely_utf8 = 8;

[[noreturn]] void refuse(const char* code, Origin origin, Text what, Text remedy) {
  throw Error(Failure::input, {Problem{Severity::error, code, std::move(origin), std::move(what), std::move(remedy)}});
}

bool starts_with_word(std::string_view head, std::string_view word) {
  return ascii_lower(std::string(head.substr(0, word.size()))) == word;
}

bool is_web_page(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  for (std::string_view word : {"<html", "<!doctype", "<table", "<head", "<meta", "<div", "<style", "<?xml"})
    if (starts_with_word(head, word)) return true;
  return false;
}

// What schools send as well, known by its first bytes.
void refuse_other_files(std::string_view head, const std::string& name) {
  if (head.starts_with("%PDF-"))
    refuse("E_PDF", {name, 0, 0}, text("这是 PDF 文档，不是表格。", "this is a PDF document, not a table"),
           text("请向发送人要 Excel 或 WPS 表格原件（.xlsx 或 .csv）。",
                "Ask the sender for the table it was made from (.xlsx or .csv)."));
  for (const auto& [magic, kind] : {std::pair{"Rar!\x1A\x07", "rar"}, std::pair{"7z\xBC\xAF\x27\x1C", "7z"}})
    if (head.starts_with(magic))
      refuse("E_ARCHIVE", {name, 0, 0}, text("这是压缩文件（{}）。", "this is a compressed file ({})", kind),
             text("请先解压，再导入里面的表格。", "Unpack it and import the table inside."));
  if (head.starts_with("\x89PNG") || head.starts_with("\xFF\xD8\xFF"))
    refuse("E_PICTURE", {name, 0, 0}, text("这是图片，不是表格。", "this is a picture, not a table"),
           text("请向发送人要 Excel 或 WPS 表格原件（.xlsx 或 .csv）。",
                "Ask the sender for the table it shows (.xlsx or .csv)."));
  // A workbook older than the container of those of 1997: its first record.
  if (head.starts_with(std::string_view("\x09\x08", 2)) || head.starts_with(std::string_view("\x09\0\x04\0", 4)) ||
      head.starts_with(std::string_view("\x09\x02", 2)) || head.starts_with(std::string_view("\x09\x04", 2)))
    if (head.substr(0, 8).find('\0') != std::string_view::npos)
      refuse_xls(name, text("这个工作簿比 Excel 97 还旧。", "this workbook is older than Excel 97"));
}

void refuse_containers(ByteSource& bytes, std::string_view head, const std::string& name) {
  if (head.empty())
    refuse("E_EMPTY", {name, 0, 0}, text("文件为空（0 字节）。", "the file is empty (0 bytes)"),
           text("请重新导出这份名册；导出时可能出错了。", "Export the roster again; the export probably failed."));
  // Where rows are wanted, open_rows reads a workbook as one and does not come here.
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"))
    refuse("E_XLSX", {name, 0, 0},
           text("这是 Excel 工作簿（.xlsx）或压缩包，这里要的是文本。",
                "this is an Excel workbook (.xlsx) or an archive; a text file is needed here"),
           text("请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”后再用。",
                "Open it in Excel or WPS, save it as \"CSV UTF-8\" and use that file."));
  if (CompoundFile::begins(head)) {
    bytes.seek(0);
    if (CompoundFile(bytes, name).has("EncryptedPackage")) refuse_encrypted(name);
    refuse_xls(name, text("这是旧版 Excel 工作簿（.xls），这里要的是文本。",
                          "this is an old Excel workbook (.xls); a text file is needed here"));
  }
  if (head.starts_with("\x1F\x8B"))
    refuse("E_GZIP", {name, 0, 0}, text("这是压缩文件（gzip）。", "this is a compressed file (gzip)"),
           text("请先解压，再导入里面的表格。", "Unpack it and import the table inside."));
  refuse_other_files(head, name);
  if (is_web_page(head))
    refuse("E_HTML_AS_XLS", {name, 0, 0},
           text("这是网页表格，只是改名成了表格文件。", "this is a web page with the name of a table"),
           text("请用 Excel 或 WPS 打开，另存为 .xlsx 或“CSV UTF-8（逗号分隔）”后再导入。",
                "Open it in Excel or WPS, save it as .xlsx or \"CSV UTF-8\" and import that file."));
}

[[noreturn]] void refuse_nul(ByteSource& bytes, const std::string& name, std::uint64_t offset) {
  refuse("E_NUL_BYTE", {name, line_of_offset(bytes, offset), 0},
         text("第 {} 个字节是空字符（NUL），这不是文本文件，或者文件已损坏。",
              "byte {} is NUL: this is not a text file, or it is damaged", offset + 1),
         text("请从原系统重新导出为 CSV；如果是 UTF-16 文件，请用 --encoding utf-16 指明。",
              "Export it as CSV again; if it is UTF-16, say so with --encoding utf-16."));
}

[[noreturn]] void refuse_bytes(ByteSource& bytes, const std::string& name, std::string_view encoding,
                               std::uint64_t offset) {
  refuse("E_ENCODING", {name, line_of_offset(bytes, offset), 0},
         text("从第 {} 个字节起不是 {} 编码的文字。", "byte {} is not valid {}", offset + 1, encoding),
         text("请用 Excel 或 WPS 重新另存为“CSV UTF-8”，或用 --encoding 指明编码。",
              "Save it again as \"CSV UTF-8\" in Excel or WPS, or name the encoding with --encoding."));
}

// UTF-16 without a mark: digits, commas and line ends leave a NUL in every second byte. A Chinese
// character whose low byte is 0 (一, U+4E00) puts some in the other half, so one half needs to have
// them four times as often.
std::optional<Encoding> utf16_by_nuls(std::string_view head) {
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i + 1 < head.size(); i += 2) {
    even += head[i] == '\0';
    odd += head[i + 1] == '\0';
  }
  std::size_t enough = std::max<std::size_t>(2, head.size() / 100);
  if (odd >= enough && odd >= 4 * even) return Encoding::utf16le;
  if (even >= enough && even >= 4 * odd) return Encoding::utf16be;
  return std::nullopt;
}

// Walks the bytes as UTF-8 and as the structure of GB18030 at once, line by line. Only for files
// that are not UTF-8 throughout, so that it may be slower than valid_utf8_prefix.
class Census {
 public:
  void take(std::string_view block) {
    for (char c : block) take(static_cast<unsigned char>(c));
  }

  void finish() {
    if (utf8_expected_ > 0) utf8_broken();
    if (gb_place_ > 0 && !first_not_gb18030_) first_not_gb18030_ = offset_;
    end_line();
  }

  bool is_mixed() const { return some_line_is_utf8_ && first_line_not_utf8_ > 0; }
  int first_line_not_utf8() const { return first_line_not_utf8_; }
  std::optional<std::uint64_t> first_not_gb18030() const { return first_not_gb18030_; }

 private:
  void take(unsigned char c) {
    take_utf8(c);
    take_gb18030(c);
    ++offset_;
    if (c == '\n' || (previous_ == '\r' && c != '\n')) end_line();
    previous_ = c;
  }

  void take_utf8(unsigned char c) {
    if (utf8_expected_ > 0 && (c & 0xC0) == 0x80) {
      if (--utf8_expected_ == 0) ++utf8_characters_;
      return;
    }
    if (utf8_expected_ > 0) utf8_broken();
    if (c < 0x80) return;
    if (c >= 0xC2 && c <= 0xDF)
      utf8_expected_ = 1;
    else if (c >= 0xE0 && c <= 0xEF)
      utf8_expected_ = 2;
    else if (c >= 0xF0 && c <= 0xF4)
      utf8_expected_ = 3;
    else
      utf8_broken();
  }

  void utf8_broken() {
    utf8_expected_ = 0;
    line_is_broken_ = true;
  }

  // One byte; two bytes 81–FE, 40–7E or 80–FE; four bytes 81–FE, 30–39, 81–FE, 30–39.
  void take_gb18030(unsigned char c) {
    bool lead = c >= 0x81 && c <= 0xFE;
    bool digit = c >= 0x30 && c <= 0x39;
    bool fits = true;
    switch (gb_place_) {
      case 0:
        fits = (c != 0 && c < 0x80) || lead;
        gb_place_ = lead ? 1 : 0;
        break;
      case 1:
        fits = digit || (c >= 0x40 && c != 0x7F && c != 0xFF);
        gb_place_ = digit ? 2 : 0;
        break;
      case 2:
        fits = lead;
        gb_place_ = 3;
        break;
      default:
        fits = digit;
        gb_place_ = 0;
        break;
    }
    if (fits) return;
    if (!first_not_gb18030_) first_not_gb18030_ = offset_;
    gb_place_ = 0;
  }

  void end_line() {
    if (line_is_broken_ && first_line_not_utf8_ == 0) first_line_not_utf8_ = line_;
    if (!line_is_broken_ && utf8_characters_ >= surely_utf8) some_line_is_utf8_ = true;
    line_is_broken_ = false;
    utf8_characters_ = 0;
    ++line_;
  }

  std::uint64_t offset_ = 0;
  int line_ = 1;
  unsigned char previous_ = 0;
  int utf8_expected_ = 0;
  int utf8_characters_ = 0;
  bool line_is_broken_ = false;
  int first_line_not_utf8_ = 0;
  bool some_line_is_utf8_ = false;
  int gb_place_ = 0;
  std::optional<std::uint64_t> first_not_gb18030_;
};

// The offset of the first byte that is not UTF-8, from `begin` on; nothing if there is none. A NUL
// byte is refused.
std::optional<std::uint64_t> first_not_utf8(ByteSource& bytes, const std::string& name, std::uint64_t begin) {
  std::vector<char> block(block_size);
  bytes.seek(begin);
  std::uint64_t offset = begin;
  std::size_t kept = 0;
  for (;;) {
    std::size_t got = bytes.read(std::span(block).subspan(kept));
    std::string_view fresh(block.data(), kept + got);
    if (auto nul = fresh.find('\0'); nul != std::string_view::npos) refuse_nul(bytes, name, offset + nul);
    std::size_t valid = valid_utf8_prefix(fresh);
    std::size_t rest = fresh.size() - valid;
    // Up to three bytes of a character may still be on their way.
    if (rest > 3 || (got == 0 && rest > 0)) return offset + valid;
    if (got == 0) return std::nullopt;
    std::memmove(block.data(), block.data() + valid, rest);
    kept = rest;
    offset += valid;
  }
}

Census take_census(ByteSource& bytes, std::uint64_t begin) {
  std::vector<char> block(block_size);
  bytes.seek(begin);
  Census census;
  while (std::size_t got = bytes.read(block)) census.take({block.data(), got});
  census.finish();
  return census;
}

void require_gb18030(ByteSource& bytes, const std::string& name, std::uint64_t begin, const Census& census,
                     std::string_view tried) {
  if (auto offset = census.first_not_gb18030()) refuse_bytes(bytes, name, tried, begin + *offset);
}

struct ByteOrderMark {
  std::string_view bytes;
  Encoding encoding;
};

constexpr std::array<ByteOrderMark, 4> marks = {{{"\xEF\xBB\xBF", Encoding::utf8_bom},
                                                 {"\xFF\xFE", Encoding::utf16le},
                                                 {"\xFE\xFF", Encoding::utf16be},
                                                 {"\x84\x31\x95\x33", Encoding::gb18030}}};

bool is_utf8(Encoding encoding) {
  return encoding == Encoding::utf8 || encoding == Encoding::utf8_bom;
}

EncodingGuess verify(ByteSource& bytes, const std::string& name, EncodingGuess guess) {
  if (is_utf8(guess.encoding)) {
    if (auto offset = first_not_utf8(bytes, name, guess.text_begins)) refuse_bytes(bytes, name, "UTF-8", *offset);
  } else if (guess.encoding == Encoding::gb18030) {
    require_gb18030(bytes, name, guess.text_begins, take_census(bytes, guess.text_begins), "GB18030");
  }
  return guess;  // UTF-16 is verified while it is converted
}

EncodingGuess with_mark(std::string_view head, Encoding encoding) {
  for (const ByteOrderMark& mark : marks)
    if (head.starts_with(mark.bytes) && (mark.encoding == encoding || (is_utf8(mark.encoding) && is_utf8(encoding))))
      return {mark.encoding, mark.bytes.size()};
  return {encoding, 0};
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view block) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(block.data());
  std::size_t size = block.size();
  std::size_t i = 0;
  auto continues = [&](std::size_t at) { return (bytes[at] & 0xC0) == 0x80; };
  while (i < size) {
    unsigned char c = bytes[i];
    if (c < 0x80) {
      // Eight at a time while no top bit is set: digits and delimiters come in runs.
      std::uint64_t word = 0;
      if (i + 8 <= size) std::memcpy(&word, bytes + i, 8);
      i += i + 8 <= size && (word & 0x8080808080808080U) == 0 ? 8 : 1;
    } else if (c >= 0xE0 && c <= 0xEF) {
      if (i + 2 >= size || !continues(i + 1) || !continues(i + 2)) return i;
      if ((c == 0xE0 && bytes[i + 1] < 0xA0) || (c == 0xED && bytes[i + 1] > 0x9F)) return i;
      i += 3;
    } else if (c >= 0xC2 && c <= 0xDF) {
      if (i + 1 >= size || !continues(i + 1)) return i;
      i += 2;
    } else if (c >= 0xF0 && c <= 0xF4) {
      if (i + 3 >= size || !continues(i + 1) || !continues(i + 2) || !continues(i + 3)) return i;
      if ((c == 0xF0 && bytes[i + 1] < 0x90) || (c == 0xF4 && bytes[i + 1] > 0x8F)) return i;
      i += 4;
    } else {
      return i;
    }
  }
  return i;
}

int line_of_offset(ByteSource& bytes, std::uint64_t offset) {
  std::vector<char> block(block_size);
  bytes.seek(0);
  int line = 1;
  char previous = 0;
  std::uint64_t at = 0;
  while (std::size_t got = bytes.read(block)) {
    for (std::size_t i = 0; i < got; ++i, ++at) {
      if (at == offset) return line;
      if (block[i] == '\r' || (block[i] == '\n' && previous != '\r')) ++line;
      previous = block[i];
    }
  }
  return line;
}

EncodingGuess guess_encoding(ByteSource& bytes, const std::string& name, std::optional<Encoding> chosen) {
  std::vector<char> block(block_size);
  bytes.seek(0);
  std::string_view head(block.data(), bytes.read(block));
  refuse_containers(bytes, head, name);
  if (chosen) return verify(bytes, name, with_mark(head, *chosen));
  for (const ByteOrderMark& mark : marks)
    if (head.starts_with(mark.bytes)) return verify(bytes, name, {mark.encoding, mark.bytes.size()});
  if (auto encoding = utf16_by_nuls(head)) return {*encoding, 0};
  if (!first_not_utf8(bytes, name, 0)) return {Encoding::utf8, 0};

  Census census = take_census(bytes, 0);
  if (census.is_mixed())
    refuse("E_MIXED_ENCODING", {name, census.first_line_not_utf8(), 0},
           text("文件里混有两种编码：有些行是 UTF-8，第 {} 行不是。",
                "the file mixes encodings: some lines are UTF-8, line {} is not", census.first_line_not_utf8()),
           text("可能是几个文件拼接而成，请分开导入，或用 Excel 打开检查后另存为“CSV UTF-8”。",
                "It was probably joined from several files: import them one by one, or save it "
                "again as \"CSV UTF-8\"."));
  require_gb18030(bytes, name, 0, census, "UTF-8 / GB18030");
  return {Encoding::gb18030, 0};
}

}  // namespace ksbx
