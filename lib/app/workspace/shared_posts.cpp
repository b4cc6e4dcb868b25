#include "app/workspace/shared_posts.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ksbx {
namespace {

bool meet(const Assignment& a, const Assignment& b, Day day) {
  const Day first = std::max({a.from, b.from, day});
  return (!a.until || *a.until >= first) && (!b.until || *b.until >= first);
}

}  // namespace

std::vector<SharedPost> shared_posts(const Organisation& organisation, const Rulebook& rulebook, Day day) {
  std::map<std::pair<UnitId, std::string>, std::vector<const Assignment*>> posts;
  for (const Assignment& one : organisation.assignments()) {
    const Role* role = rulebook.role(one.role);
    if (role && role->at == RoleAt::school_class && !one.acting && (!one.until || *one.until >= day))
      posts[{one.unit, one.role}].push_back(&one);
  }
  std::vector<SharedPost> shared;
  for (auto& [post, holders] : posts) {
    std::ranges::stable_sort(holders, {}, &Assignment::from);
    SharedPost one{post.first, rulebook.role(post.second), {}};
    for (const Assignment* holder : holders) {
      const bool has_another = std::ranges::any_of(holders, [&](const Assignment* other) {
        return other->person != holder->person && meet(*holder, *other, day);
      });
      if (has_another && std::ranges::find(one.people, holder->person) == one.people.end())
        one.people.push_back(holder->person);
    }
    if (one.people.size() > 1) shared.push_back(std::move(one));
  }
  return shared;
}

}  // namespace ksbx
