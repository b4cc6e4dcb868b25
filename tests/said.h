// What tests ask of texts and of problems.
#pragma once

#include <string>
#include <string_view>

#include "base/problem.h"

namespace ksbx {

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Code and place of each, a line each: "unknown-fact local.toml:3:8".
inline std::string places_of(const Problems& problems) {
  std::string all;
  for (const Problem& problem : problems)
    all += (all.empty() ? "" : "\n") + problem.code + " " + problem.origin.file.str() + ":" +
           std::to_string(problem.origin.line) + ":" + std::to_string(problem.origin.column);
  return all;
}

}  // namespace ksbx
