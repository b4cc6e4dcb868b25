// units: which unit a person means.
#pragma once

#include <string_view>
#include <vector>

#include "base/problem.h"
#include "model/history.h"
#include "model/unit.h"

namespace ksbx {

// A unit by its code, or by a name that only one has; nullptr with the problem otherwise.
const Unit* unit_meant(const Organisation& organisation, std::string_view words, const Origin& origin,
                       Problems& problems);

// The same; a class also as people write it (七(1)班@一中), and a grade (初一@一中), where such a unit may be meant.
const Unit* unit_called(const Organisation& organisation, std::string_view words, const std::vector<SubjectKind>& kinds,
                        Day today, Problems& problems);

// That the words fit each of these, of which some are named.
Problem ambiguous_unit(const Organisation& organisation, std::string_view words, const std::vector<UnitId>& meant);

}  // namespace ksbx
