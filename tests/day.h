// day("2026-11-23"): the day, for tests, in which no one mistypes one.
#pragma once

#include <string_view>

#include "base/day.h"

namespace ksbx {

inline Day day(std::string_view iso) {
  return *Day::parse(iso);
}

}  // namespace ksbx
