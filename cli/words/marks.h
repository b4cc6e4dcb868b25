// The small marks that several commands print alike.
#pragma once

#include <string>

#include "base/problem.h"
#include "policy/condition/value.h"

namespace ksbx {

// Before a rule or a comparison: it holds, it does not, no one knows.
inline const char* sign(Truth truth) {
  return truth == Truth::yes ? "✓" : truth == Truth::no ? "✗" : "?";
}

// "ladder.toml:12"; empty for no place.
inline std::string place_of(const Origin& origin) {
  return origin.file.empty() ? std::string() : formatted("{}:{}", origin.file.str(), origin.line);
}

}  // namespace ksbx
