// units: which unit a person means.
#pragma once

#include <string_view>

#include "base/problem.h"
#include "model/unit.h"

namespace ksbx {

// A unit by its code, or by a name that only one has; nullptr with the problem otherwise.
const Unit* unit_meant(const Organisation& organisation, std::string_view words, const Origin& origin,
                       Problems& problems);

}  // namespace ksbx
