// A fact's definition as a sentence, for people who want to know what a number means before they use it.
#pragma once

#include "base/text.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// “连续的整天：无故、待核实；请假不计也不断” · “记录“劝复”的次数，条件是 reached，本次缺课过程之内”
Text definition_of(const FactDefinition& fact, const Rulebook& rulebook);

// What it counts in: sessions, school days, records, days; empty where it counts nothing.
Text unit_of(const FactDefinition& fact);

// 整数, 是或否, 选项 (…), 日期, 文字
Text words_of(const Type& type);

}  // namespace ksbx
