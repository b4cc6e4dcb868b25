#include "base/utf8.h"

#include <doctest/doctest.h>

#include <string>

using namespace ksbx;

TEST_CASE("the first byte that is not UTF-8 is found") {
  const struct {
    std::string bytes;
    std::optional<std::size_t> at;
  } cases[] = {
      {"", {}},
      {"王小明", {}},
      {"𠮷", {}},
      {std::string("a\0b", 3), {}},
      {"王\xff", 3},
      {"\xc0\x80", 0},                  // overlong
      {"ab\xed\xa0\x80", 2},            // half of a surrogate pair
      {"\xf4\x90\x80\x80", 0},          // beyond the last code point
      {"王\xe5\xb0", 3},                // cut off
      {"\xcd\xf5\xd0\xa1\xc3\xf7", 0},  // 王小明 in GBK
  };
  for (const auto& c : cases) {
    CAPTURE(c.bytes);
    CHECK(first_invalid_utf8(c.bytes) == c.at);
  }
}

TEST_CASE("a text can be walked even where bytes are broken") {
  CHECK(code_points("王a𠮷") == U"王a𠮷");
  CHECK(code_points("a\xff"
                    "b") == U"a\uFFFDb");
  CHECK(code_points("\xe5\xb0") == U"\uFFFD\uFFFD");
}

TEST_CASE("code points become the same text again; what is none becomes the replacement character") {
  CHECK(to_utf8(U"王a𠮷") == "王a𠮷");
  CHECK(to_utf8(std::u32string{char32_t{0xD800}, char32_t{0x110000}}) == "\uFFFD\uFFFD");
}

TEST_CASE("Chinese characters take two columns, marks and controls none") {
  const struct {
    std::string text;
    int width;
  } cases[] = {{"", 0},        {"abc", 3},  {"王小明", 6}, {"七(1)班", 7},
               {"e\u0301", 1}, {"\x1b", 0}, {"（无）", 6}, {"𠮷", 2}};
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(display_width(c.text) == c.width);
  }
}

TEST_CASE("a text is cut so that it fits, and the cut is visible") {
  const struct {
    std::string text;
    int width;
    std::string cut;
  } cases[] = {{"王小明", 6, "王小明"}, {"王小明", 5, "王小…"}, {"王小明", 4, "王…"}, {"王小明", 1, "…"},
               {"王小明", 0, ""},       {"abcdef", 4, "abc…"},  {"", 0, ""},          {"王小明", -3, ""}};
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CAPTURE(c.width);
    CHECK(truncate_to_width(c.text, c.width) == c.cut);
  }
}

TEST_CASE("a text can be cut so that its end is read, too") {
  const struct {
    std::string text;
    int width;
    std::string cut;
  } cases[] = {{"第一初级中学 七年级 1班", 16, "第一… 七年级 1班"},
               {"第一初级中学 七年级 1班", 23, "第一初级中学 七年级 1班"},
               {"abcdefgh", 6, "a…efgh"},
               {"王小明", 4, "…明"},
               {"王小明", 1, "…"},
               {"王小明", 0, ""}};
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CAPTURE(c.width);
    CHECK(without_middle(c.text, c.width) == c.cut);
    CHECK(display_width(without_middle(c.text, c.width)) <= c.width);
  }
}

TEST_CASE("a name looks the same to the program however its characters were composed") {
  CHECK(nfc("Jose\u0301") == "José");
  CHECK(nfc("王小明") == "王小明");
  CHECK(nfc("\uF900") == "豈");  // a compatibility ideograph is the ordinary character
  CHECK(nfc("Ａ１") == "Ａ１");  // full-width stays: names are kept as written
}

TEST_CASE("ids and headers are compared without regard to full-width writing") {
  CHECK(nfkc("９９０１８１Ｘ") == "990181X");
  CHECK(nfkc("姓名（全名）") == "姓名(全名)");
  CHECK(nfkc("七年级") == "七年级");
}

TEST_CASE("text that is not UTF-8 is left alone by normal forms") {
  CHECK(nfc("王\xff\xcc\x81") == "王\xff\xcc\x81");
  CHECK(nfkc("Ａ\xff") == "Ａ\xff");
}

TEST_CASE("a name cannot move the cursor, reverse the line or hide") {
  const struct {
    std::string text, shown;
  } cases[] = {
      {"王小明 (A-1)", "王小明 (A-1)"},
      {"\x1b[2J王", "\\x1b[2J王"},
      {"一\n二\t三\r", "一\\x0a二\\x09三\\x0d"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"\x7f", "\\x7f"},
      {"\u009b", "\\u{9b}"},
      {"王\u202e小", "王\\u{202e}小"},
      {"\u2066\u2069", "\\u{2066}\\u{2069}"},
      {"王\u200b小", "王\\u{200b}小"},
      {"\ufeff王", "\\u{feff}王"},
      {"\u2028\u2029", "\\u{2028}\\u{2029}"},
      {"\u3164", "\\u{3164}"},
      {"王\xff", "王\\xff"},
      {"葛\U000E0100", "葛\U000E0100"},  // a variant of a character, as in names
  };
  for (const auto& c : cases) {
    CAPTURE(c.shown);
    CHECK(display(c.text) == c.shown);
  }
}

TEST_CASE("no control character at all passes to a terminal") {
  for (char32_t c = 0; c < 0xA0; c = c == 0x1F ? 0x7F : c + 1) {
    CAPTURE(static_cast<unsigned>(c));
    for (char byte : display(to_utf8(std::u32string{c}))) CHECK((byte >= 0x20 && byte < 0x7F));
  }
}
