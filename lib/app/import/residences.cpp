#include "app/import/residences.h"

namespace ksbx {
namespace {

// The address up to where a village or community ends: what follows is the house and does not matter.
std::string_view up_to_village(std::string_view address) {
  std::size_t end = std::string_view::npos;
  for (const std::string_view ending : {"村", "社区", "居委会"}) {
    const std::size_t place = address.find(ending);
    if (place != std::string_view::npos && (end == std::string_view::npos || place + ending.size() < end))
      end = place + ending.size();
  }
  return end == std::string_view::npos ? address : address.substr(0, end);
}

}  // namespace

Residences::Residences(const Organisation& organisation) : organisation_(organisation) {
  for (const Unit& unit : organisation.units())
    if (unit.kind == UnitKind::town) towns_.push_back({&unit, organisation.children(unit.id, UnitKind::village)});
}

UnitId Residences::find(std::string_view address) {
  if (address.empty()) return {};
  const std::string key(up_to_village(address));
  const auto known = seen_.find(key);
  if (known != seen_.end()) return known->second;
  return seen_.emplace(key, look_up(key)).first->second;
}

UnitId Residences::look_up(std::string_view address) const {
  const Unit* by_code = organisation_.find_code(address);
  if (by_code && (by_code->kind == UnitKind::village || by_code->kind == UnitKind::town)) return by_code->id;
  UnitId only_village;
  int villages = 0;
  for (const Town& town : towns_) {
    const bool town_named = address.find(town.town->name) != std::string_view::npos;
    for (const Unit* village : town.villages) {
      if (address.find(village->name) == std::string_view::npos) continue;
      if (town_named) return village->id;
      only_village = village->id;
      ++villages;
    }
    if (town_named) return town.town->id;
  }
  return villages == 1 ? only_village : UnitId{};
}

}  // namespace ksbx
