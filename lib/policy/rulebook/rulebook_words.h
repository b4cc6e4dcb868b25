// The words that rule files have for the enumerations of a rulebook: "half_year" for Per::half_year.
//
// For telling people what a rulebook says in the words in which they wrote it (policy/rulebook/rulebook_parts.h).
#pragma once

#include <string>
#include <string_view>

#include "policy/rulebook/rulebook.h"

namespace ksbx {

std::string_view name_of(Per per);
std::string_view name_of(Within within);
std::string_view name_of(FactDefinition::Kind kind);
std::string_view name_of(RoleAt place);
// The kind of unit that is found there; of `itself` none in particular: the city.
UnitKind kind_at(RoleAt place);
std::string_view name_of(DayUnit unit);
std::string_view name_of(FactDefinition::WindowUnit unit);
std::string_view name_of(OpenCases open_cases);

// "same_day", "period_end", "3 work_day", "$promptly work_day".
std::string words_of(const Due& due, const Rulebook& rulebook);
// "persuasion：mode = 'home_visit'（class_teacher）"
std::string words_of(const Proof& proof);
// "bool", "choice: home_visit、phone"
std::string words_of(const Type& type);

// Joined with "、".
std::string listed(const std::vector<std::string>& words);

}  // namespace ksbx
