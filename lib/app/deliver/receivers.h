// receivers: who gets what falls to a role, by the way in which a delivery is cut up.
//
//   person   the one who holds the post; where no one is named, the unit
//   unit     the unit; a grade or class has no letter box of its own, so its school
//   school   the school of whoever lies in one; no one else
//   town     the town of whoever lies in one and in no school: villages, offices, stations; no one else
//
// So a town is not sent what its schools have to do for children who live elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/duty.h"
#include "model/unit.h"

namespace ksbx {

enum class Cut { person, school, town, unit };
std::string_view name_of(Cut cut);
Text label_of(Cut cut);
std::optional<Cut> cut_called(std::string_view word);

struct Receiver {
  UnitId unit;         // a school for whoever is in one
  std::string person;  // empty: the unit
  auto operator<=>(const Receiver&) const = default;
};

// Nothing if no one is assigned, or such a delivery does not go to him.
std::optional<Receiver> receiver_of(const Assignee& who, Cut cut, const Organisation& organisation);

// 石桥市第一初级中学 马欣华: what is on the folder and the slip. Two receivers may be called the same.
std::string called(const Receiver& receiver, const Organisation& organisation);

}  // namespace ksbx
