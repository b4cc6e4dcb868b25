// What offices call themselves on paper, and how the numbers of their papers are written: 青石镇 signs as
// 青石镇人民政府, and the number that is kept as 控辍〔2026〕990181003-政-0001 is shown as
// 控辍〔2026〕990181003-政-1号, or as the rulebook says ([[office]], document_number). What is kept never changes, so
// both find the document.
#pragma once

#include <string>
#include <string_view>

#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// The full name of a unit; `otherwise` for no unit.
std::string office_name(const Rulebook& rulebook, const Organisation& organisation, UnitId unit,
                        std::string_view otherwise = {});

// 发文字号, without noughts in front and with 号. A number of another form comes back as it is.
std::string official_number(const Rulebook& rulebook, std::string_view kept);

// Days within a sentence as official papers write them, without the space that stood beside a Chinese character:
// 按 2026-11-18 已知 → 按2026年11月18日已知.
std::string with_official_dates(std::string_view words);

}  // namespace ksbx
