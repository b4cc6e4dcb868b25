// The words of which the sample city is made: surnames, given names, villages, towns, numerals.
#pragma once

#include <cstdint>
#include <string>

#include "app/demo/demo_dice.h"

namespace ksbx {

// A name put together by dice: a surname and one or two more characters.
std::string demo_person_name(Dice& dice);
// The surname of `name` with another given name: a guardian.
std::string demo_relative_name(const std::string& name, Dice& dice);
// The n-th name of a list in which no two are equal; the seed turns the list. From the 180,000th on, a character
// longer.
std::string demo_distinct_name(std::uint64_t seed, int n);

std::string demo_town_name(int n);     // 城东街道, 白杨镇, 青石镇, …
std::string demo_village_name(int n);  // none of 160 is a part of another
std::string chinese_numeral(int n);    // 1 … 9999: 一, 十二, 一百零三

}  // namespace ksbx
