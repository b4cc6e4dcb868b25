// Numbers that name things, each of its own type, so that a pupil cannot be passed where a unit is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace ksbx {

// 0 means "none"; the store hands out numbers from 1.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

using StudentId = Id<struct StudentTag>;
using UnitId = Id<struct UnitTag>;
using StaffId = Id<struct StaffTag>;
using RecordId = Id<struct RecordTag>;
using DutyId = Id<struct DutyTag>;
using DocumentId = Id<struct DocumentTag>;

}  // namespace ksbx

template <class Tag>
struct std::hash<ksbx::Id<Tag>> {
  std::size_t operator()(ksbx::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
