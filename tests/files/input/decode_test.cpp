#include "files/input/decode.h"

#include <doctest/doctest.h>

#include <vector>

#include "base/utf8.h"
#include "files/cell/cell.h"
#include "files/input/encoding_guess.h"
#include "files/input/xls_bytes.h"
#include "files/sheet/roster_text.h"

using namespace ksbx;

namespace {

std::string all_of(DecodedFile file, std::size_t block = 4096) {
  std::string text;
  std::vector<char> buffer(block);
  while (std::size_t got = file.read(buffer)) text.append(buffer.data(), got);
  return text;
}

std::string decoded(const std::string& bytes) {
  return all_of(DecodedFile::of_bytes(bytes, "花名册.csv"));
}

std::string refusal(const std::string& bytes, std::optional<Encoding> chosen = std::nullopt) {
  return refusal_of([&] { all_of(DecodedFile::of_bytes(bytes, "花名册.csv", chosen)); });
}

const std::string roster = student_header + student_row("钱试二") + student_row("𬱖试三") + student_row("㛃试一");

}  // namespace

TEST_CASE("the same roster reads the same in every encoding that an office sends") {
  for (Encoding encoding :
       {Encoding::utf8, Encoding::utf8_bom, Encoding::gb18030, Encoding::utf16le, Encoding::utf16be}) {
    CAPTURE(name_of(encoding));
    DecodedFile file = DecodedFile::of_bytes(encode(roster, encoding), "花名册.csv");
    CHECK(file.encoding() == encoding);
    CHECK(all_of(std::move(file)) == roster);
  }
}

TEST_CASE("a character that lies across two blocks is not torn") {
  std::string text = student_header;
  for (int i = 0; i < 9000; ++i) text += student_row("试" + std::to_string(i));
  for (Encoding encoding : {Encoding::utf8, Encoding::gb18030, Encoding::utf16le}) {
    CAPTURE(name_of(encoding));
    for (std::size_t block : {5U, 4096U, 100000U})
      CHECK(all_of(DecodedFile::of_bytes(encode(text, encoding), "花名册.csv"), block) == text);
  }
}

TEST_CASE("UTF-16 without a byte order mark is known by its NUL bytes") {
  for (Encoding encoding : {Encoding::utf16le, Encoding::utf16be}) {
    CAPTURE(name_of(encoding));
    DecodedFile file = DecodedFile::of_bytes(encode(roster, encoding).substr(2), "花名册.csv");
    CHECK(file.encoding() == encoding);
    CHECK(all_of(std::move(file)) == roster);
  }
}

TEST_CASE("what is no text table is refused by name") {
  struct Case {
    std::string bytes;
    std::string code;
  };
  const Case cases[] = {
      {"", "E_EMPTY"},
      {"PK\x03\x04 and more", "E_XLSX"},
      {"\xD0\xCF\x11\xE0\xA1\xB1", "E_XLS"},
      {compound(std::string(600'000, ' '), "EncryptedPackage"), "E_ENCRYPTED"},
      {"\x1F\x8B\x08", "E_GZIP"},
      {"<html><table><tr><td>姓名</td></tr></table></html>", "E_HTML_AS_XLS"},
      {"\xEF\xBB\xBF\r\n  <!DOCTYPE html>", "E_HTML_AS_XLS"},
      {std::string("姓名,年级\n钱试二,\0七\n", 30), "E_NUL_BYTE"},
      {encode(roster, Encoding::gb18030) + "\xFF\n", "E_ENCODING"},
      {encode(roster, Encoding::gb18030) + "\x84", "E_ENCODING"},
      {encode(roster, Encoding::utf16le) + "\x20", "E_ENCODING"},
      {std::string("\xFF\xFE\x00\xD8\x41\x00", 6), "E_ENCODING"},
      {roster + encode(student_row("周试五"), Encoding::gb18030), "E_MIXED_ENCODING"},
      {encode(roster, Encoding::gb18030) + student_row("周试五"), "E_MIXED_ENCODING"},
  };
  for (const Case& c : cases) {
    CAPTURE(display(c.bytes.substr(0, 20)));
    CHECK(refusal(c.bytes) == c.code);
  }
}

TEST_CASE("a refusal names the line and the byte") {
  try {
    decoded(roster + encode(student_row("周试五"), Encoding::gb18030));
    FAIL("was not refused");
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::input);
    CHECK(error.problems().front().origin == Origin{"花名册.csv", 5, 0});
  }
  try {
    decoded(encode("姓名\n钱试二\n", Encoding::gb18030) + "\xFF");
    FAIL("was not refused");
  } catch (const Error& error) {
    CHECK(error.problems().front().origin.line == 3);
    CHECK(error.problems().front().what.zh.find("第 13 个字节") != std::string::npos);
  }
}

TEST_CASE("an encoding that the user names is verified, not tried") {
  CHECK(refusal(encode(roster, Encoding::gb18030), Encoding::utf8) == "E_ENCODING");
  CHECK(refusal(roster, Encoding::utf8) == "nothing");
  // Valid in both: 学校 in GB18030 happens to be UTF-8 for two other characters.
  std::string ambiguous = encode("学校", Encoding::gb18030);
  CHECK(decoded(ambiguous) != "学校");
  CHECK(all_of(DecodedFile::of_bytes(ambiguous, "a.csv", Encoding::gb18030)) == "学校");
}

TEST_CASE("UTF-8 is checked strictly") {
  CHECK(valid_utf8_prefix("石桥市 abcdefgh 𬱖 é") == std::string_view("石桥市 abcdefgh 𬱖 é").size());
  for (std::string_view bad :
       {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE7\x9F"}) {
    CAPTURE(display(bad));
    CHECK(valid_utf8_prefix("ab" + std::string(bad)) == 2);
  }
}

TEST_CASE("a file that is not there or is a folder is an answer, not a crash") {
  CHECK(refusal_of([] { DecodedFile::open("/nowhere/花名册.csv"); }) == "E_NO_FILE");
  CHECK(refusal_of([] { DecodedFile::open("/"); }) == "E_NO_FILE");
  CHECK(refusal_of([] { DecodedFile::open("/dev/zero"); }) == "E_NO_FILE");
}

TEST_CASE("encodings are known by the names that people use") {
  CHECK(encoding("GBK") == Encoding::gb18030);
  CHECK(encoding("utf-8-bom") == Encoding::utf8_bom);
  CHECK(encoding("UTF-16") == Encoding::utf16le);
  CHECK_FALSE(encoding("latin1"));
}

namespace {

// GB18030 bytes, the private-use code point of older decoders, and the character that Unicode has for it since.
struct OldCode {
  const char* bytes;
  char32_t private_use;
  char32_t real;
};

const OldCode old_codes[] = {{"\xA6\xD9", U'\uE78D', U'\uFE10'},     {"\xA6\xDA", U'\uE78E', U'\uFE12'},
                             {"\xA6\xDB", U'\uE78F', U'\uFE11'},     {"\xA6\xDC", U'\uE790', U'\uFE13'},
                             {"\xA6\xDD", U'\uE791', U'\uFE14'},     {"\xA6\xDE", U'\uE792', U'\uFE15'},
                             {"\xA6\xDF", U'\uE793', U'\uFE16'},     {"\xA6\xEC", U'\uE794', U'\uFE17'},
                             {"\xA6\xED", U'\uE795', U'\uFE18'},     {"\xA6\xF3", U'\uE796', U'\uFE19'},
                             {"\xA8\xBC", U'\uE7C7', U'\u1E3F'},     {"\xFE\x51", U'\uE816', U'\U00020087'},
                             {"\xFE\x52", U'\uE817', U'\U00020089'}, {"\xFE\x53", U'\uE818', U'\U000200CC'},
                             {"\xFE\x59", U'\uE81E', U'\u9FB4'},     {"\xFE\x61", U'\uE826', U'\u9FB5'},
                             {"\xFE\x66", U'\uE82B', U'\u9FB6'},     {"\xFE\x67", U'\uE82C', U'\u9FB7'},
                             {"\xFE\x6C", U'\uE831', U'\U000215D7'}, {"\xFE\x6D", U'\uE832', U'\u9FB8'},
                             {"\xFE\x76", U'\uE83B', U'\U0002298F'}, {"\xFE\x7E", U'\uE843', U'\u9FB9'},
                             {"\xFE\x90", U'\uE854', U'\u9FBA'},     {"\xFE\x91", U'\uE855', U'\U000241FE'},
                             {"\xFE\xA0", U'\uE864', U'\u9FBB'}};

std::string utf8(char32_t c) {
  return to_utf8({&c, 1});
}

}  // namespace

TEST_CASE("a rare character is the same in a name whichever decoder the office's file went through") {
  for (const OldCode& code : old_codes) {
    CAPTURE(utf8(code.real));
    CHECK(all_of(DecodedFile::of_bytes(encode("姓名\n张", Encoding::gb18030) + code.bytes, "a.csv")) ==
          "姓名\n张" + utf8(code.real));
    CHECK(read_name("张" + utf8(code.private_use)).value == read_name("张" + utf8(code.real)).value);
    CHECK(read_name("张" + utf8(code.private_use)).value == "张" + utf8(code.real));
  }
  // A character that an office made for itself stays what it is.
  CHECK(read_name("张\uE000").value == "张\uE000");
}
