// What a field of a pupil is called and how its values read, wherever a change of one is shown.
#pragma once

#include <string>
#include <string_view>

#include "base/mask.h"
#include "base/text.h"
#include "model/student.h"
#include "model/unit.h"

namespace ksbx {

Text label_of(Sex sex);  // empty where it is not known
// `field` as the list of changes has it ("guardian_phone", "since").
Text label_of_field(std::string_view field);
// `stored` as the list of changes has it, masked as the field asks: a unit by its full name, a yes or no, a sex in
// words. Empty where nothing is known.
Text words_of_field(std::string_view field, const std::string& stored, const Organisation& organisation,
                    Masking masking);

}  // namespace ksbx
