// UTF-8: validity, characters, display width and normal forms. The door to utf8proc.
//
// Every text inside ksbx is UTF-8; bytes from outside become so in files/input/decode.h, or are refused. None of these
// functions fails on bytes that are not: what each gives instead is said with it. All are pure and may be called from
// any thread; none asks the locale.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

// The offset of the first byte that is not UTF-8, or nothing if all of it is.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

// The code points; an invalid byte becomes U+FFFD, so the result can always be walked.
std::u32string code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view code_points);

// Columns on a terminal: 2 for most Chinese characters, 0 for combining marks and controls. An invalid byte is as wide
// as U+FFFD.
int display_width(std::string_view utf8);
// The longest head that fits `width` columns, ending in "…" if something was cut. Never cuts within a character.
std::string truncate_to_width(std::string_view utf8, int width);
// The same with "…" after the first third, so that the end can be read, too:
// 第一初级中学 七年级 1班 → 第一… 七年级 1班.
std::string without_middle(std::string_view utf8, int width);

// Normal form C: what names are kept in. Normal form KC: what ids, dates, phones and headers are compared in.
// Text that is not valid UTF-8 is returned as it is.
std::string nfc(std::string_view utf8);
std::string nfkc(std::string_view utf8);

// For terminals and logs: control, bidirectional-override and invisible characters appear as \x1b or \u{202e}, so that
// a name cannot move the cursor or reverse the line (CWE-150).
std::string display(std::string_view utf8);

}  // namespace ksbx
