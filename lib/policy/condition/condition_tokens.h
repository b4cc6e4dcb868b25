// Tokens: the words of a condition, with the clerk's keyboard in mind.
//
// Rule files are written with a Chinese input method, by people who also know SQL, Excel or C. A
// full-width bracket, a double quote, `==` or `&&` is understood, answered with the right spelling,
// and reading goes on as if it had been right: so one run shows every such slip, and not a mere
// "syntax error" at the first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/condition/condition_faults.h"

namespace ksbx {

struct Token {
  enum class Kind { end, word, keyword, parameter, number, text, symbol, missing };
  Kind kind = Kind::end;
  // word: as written · keyword: lower case · parameter: without $ · text: without quotes, '' being
  // one quote · symbol: one of ( ) , + - * = != < <= > >=  (<> is !=) · missing: none; a value
  // is here that is too badly misspelt to be known
  std::string spelling = {};
  std::int64_t number = 0;
  std::size_t begin = 0;  // in bytes of the source
  std::size_t end = 0;

  bool is(Kind wanted, std::string_view words) const { return kind == wanted && spelling == words; }
};

// All tokens, the last one being Kind::end. Reserved in either case: and or not in is true false;
// known only after `is`. What is misspelt is a fault of code "condition-syntax"; what has no
// meaning at all is left out.
std::vector<Token> tokens_of(std::string_view source, Faults& faults);

}  // namespace ksbx
