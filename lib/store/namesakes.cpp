#include "store/namesakes.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "store/key_map.h"

namespace ksbx {
namespace {

std::int64_t key_of(std::string_view name, std::int64_t other) {
  return joined(fingerprint(name), other);
}

}  // namespace

void Namesakes::begin_roster() {
  by_birth_.behind = by_class_.behind = true;
}

void Namesakes::forget() {
  by_birth_ = {};
  by_class_ = {};
}

std::span<const Namesakes::Entry> Namesakes::born(std::string_view name, Day birth) {
  return found(by_birth_, "birth", key_of(name, birth.serial()));
}

std::span<const Namesakes::Entry> Namesakes::of_class(std::string_view name, UnitId school_class) {
  return found(by_class_, "ifnull(class, 0)", key_of(name, school_class.value));
}

std::span<const Namesakes::Entry> Namesakes::found(Index& index, std::string_view column, std::int64_t key) {
  if (index.behind) catch_up(index, column);
  const auto begin = std::ranges::lower_bound(index.entries, key, {}, &Entry::key);
  const auto end = std::ranges::upper_bound(index.entries, key, {}, &Entry::key);
  return {begin, end};
}

void Namesakes::catch_up(Index& index, std::string_view column) {
  Statement rows(database_,
                 format("SELECT id, name, {0} FROM t_student WHERE id > ? AND {0} IS NOT NULL ORDER BY id", column));
  rows.start(index.last);
  const auto known = static_cast<std::ptrdiff_t>(index.entries.size());
  while (rows.step()) {
    index.last = rows.number(0);
    index.entries.push_back({key_of(rows.view(1), rows.number(2)), StudentId{index.last}});
  }
  std::sort(index.entries.begin() + known, index.entries.end());
  std::inplace_merge(index.entries.begin(), index.entries.begin() + known, index.entries.end());
  index.behind = false;
}

}  // namespace ksbx
