// school_names: which schools people may mean by a short name: 云溪中学 is 云溪镇初级中学 where no other school fits.
#pragma once

#include <string_view>
#include <vector>

#include "model/unit.h"

namespace ksbx {

// Whether `said` is `registered` with words left out: those of the places around it (石桥市, 镇), what sort of school
// it is (初级, 中心, 第), the end of 一中 and 附小. All other words must be there, in their order; 中学 alone is no
// name.
bool is_short_name(std::string_view said, std::string_view registered);

// The schools that stand and may be called so, as they were entered; none of which it is the whole name.
std::vector<const Unit*> schools_called(const Organisation& organisation, std::string_view words);

}  // namespace ksbx
