#include "store/namesakes.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "store/roster_store.h"
#include "store/student_row.h"

namespace ksbx {
namespace {

std::int64_t key_of(std::string_view name, Day birth) {
  return fingerprint(format("{}|{}", birth.serial(), name));
}

}  // namespace

std::vector<Student> Namesakes::born(std::string_view name, Day birth) {
  std::vector<Student> found;
  const std::int64_t key = key_of(name, birth);
  for (auto at = std::ranges::lower_bound(all_, std::pair(key, std::int64_t{0})); at != all_.end() && at->first == key;
       ++at) {
    std::optional<Student> one = student(database_, StudentId{at->second});
    if (one && one->name == name && one->birth == birth) found.push_back(std::move(*one));
  }
  return found;
}

void Namesakes::forget() {
  last_ = 0;
  all_.clear();
}

void Namesakes::catch_up() {
  Statement rows(database_,
                 format("SELECT id, name, birth FROM t_student WHERE id > ? AND {} ORDER BY id", on_the_books));
  rows.start(last_);
  const auto known = static_cast<std::ptrdiff_t>(all_.size());
  while (rows.step()) {
    last_ = rows.number(0);
    if (const auto birth = rows.maybe_day(2)) all_.emplace_back(key_of(rows.view(1), *birth), last_);
  }
  if (known == std::ssize(all_)) return;
  std::sort(all_.begin() + known, all_.end());
  std::inplace_merge(all_.begin(), all_.begin() + known, all_.end());
}

}  // namespace ksbx
