#include "app/deliver/receivers.h"

#include <array>

namespace ksbx {
namespace {

constexpr std::array all_cuts = {Cut::person, Cut::school, Cut::town, Cut::unit};

const Unit* home_of(UnitId unit, const Organisation& organisation) {
  if (const Unit* school = organisation.above(unit, UnitKind::school)) return school;
  return organisation.successor(unit);
}

}  // namespace

std::string_view name_of(Cut cut) {
  switch (cut) {
    case Cut::person: return "person";
    case Cut::school: return "school";
    case Cut::town: return "town";
    case Cut::unit: return "unit";
  }
  return {};
}

Text label_of(Cut cut) {
  switch (cut) {
    case Cut::person: return text("按人", "by person");
    case Cut::school: return text("按学校", "by school");
    case Cut::town: return text("按镇街", "by town");
    case Cut::unit: return text("按单位", "by unit");
  }
  return {};
}

std::optional<Cut> cut_called(std::string_view word) {
  for (const Cut cut : all_cuts)
    if (name_of(cut) == word) return cut;
  return std::nullopt;
}

std::optional<Receiver> receiver_of(const Assignee& who, Cut cut, const Organisation& organisation) {
  const Unit* home = home_of(who.unit, organisation);
  if (home == nullptr) return std::nullopt;
  switch (cut) {
    case Cut::person: return Receiver{home->id, who.person};
    case Cut::unit: return Receiver{home->id, {}};
    case Cut::school: return home->kind == UnitKind::school ? std::optional(Receiver{home->id, {}}) : std::nullopt;
    case Cut::town: break;
  }
  const Unit* town = home->kind == UnitKind::school ? nullptr : organisation.above(home->id, UnitKind::town);
  return town ? std::optional(Receiver{town->id, {}}) : std::nullopt;
}

std::string called(const Receiver& receiver, const Organisation& organisation) {
  const std::string unit = organisation.name_of(receiver.unit, "（单位已不在册）");
  return receiver.person.empty() ? unit : unit + " " + receiver.person;
}

}  // namespace ksbx
