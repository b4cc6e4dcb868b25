// What clang's own standard library did not have before version 20, so that other_compilers.sh can look at the rest.
// Declared, never defined: nothing is linked.
#pragma once

#include <charconv>

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 200000
namespace std {
from_chars_result from_chars(const char* first, const char* last, double& value,
                             chars_format format = chars_format::general);
}
#endif
