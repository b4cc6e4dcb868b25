// IdNumber: a citizen's id number (公民身份号码, GB 11643-1999), taken apart once for all who ask what it says.
//
//   if (const auto id = IdNumber::parse("99018120130204103X")) id->birth();  // 2013-02-04
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/day.h"
#include "model/student.h"

namespace ksbx {

class IdNumber {
 public:
  // 18 characters, a real date of birth, the right check character; nothing for any other text. A lower-case x is
  // wrong: readers write it large.
  static std::optional<IdNumber> parse(std::string_view text);

  std::string_view text() const { return {text_.data(), text_.size()}; }  // as long as this lives
  Day birth() const { return birth_; }
  Sex sex() const { return (text_[16] - '0') % 2 == 1 ? Sex::male : Sex::female; }
  bool operator==(const IdNumber&) const = default;

 private:
  IdNumber() = default;
  std::array<char, 18> text_{};
  Day birth_;
};

// The check character of ISO 7064 MOD 11-2 over the first 17 digits of such a number: 0–9 or X; '\0' if these are not
// 17 digits.
char id_check_character(std::string_view first_17_digits);

}  // namespace ksbx
