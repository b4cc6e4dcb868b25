#include "policy/roster/near_miss.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "policy/roster/slip_keys.h"

namespace ksbx {
namespace {

SlipKeys keys_of(const Described& one) {
  return {one.what, one.place, one.place};
}

// A number under which nobody is kept is found out in one look at a small table.
class SlipIndex {
 public:
  explicit SlipIndex(const Descriptions& all) {
    for (std::size_t i = 0; i < all.size(); ++i)
      for (const SlipKey key : keys_of(all[i])) entries_.emplace_back(key, static_cast<std::uint32_t>(i));
    std::ranges::sort(entries_);
    int bits = 12;
    while (bits < 30 && (std::size_t{1} << bits) < entries_.size() * 8) ++bits;
    shift_ = 64 - bits;
    is_there_.resize(std::size_t{1} << bits);
    from_.resize((std::size_t{1} << (bits - 3)) + 1);
    for (const auto& [key, i] : entries_) is_there_[key >> shift_] = true;
    std::size_t at = 0;
    for (std::size_t part = 0; part < from_.size(); ++part) {
      while (at < entries_.size() && entries_[at].first >> (shift_ + 3) < part) ++at;
      from_[part] = static_cast<std::uint32_t>(at);
    }
  }

  template <class Take>
  void each(SlipKey key, Take take) const {
    if (!is_there_[key >> shift_]) return;
    const std::size_t part = key >> (shift_ + 3);
    for (std::size_t at = from_[part]; at < from_[part + 1]; ++at)
      if (entries_[at].first == key) take(entries_[at].second);
  }

 private:
  std::vector<std::pair<SlipKey, std::uint32_t>> entries_;
  std::vector<bool> is_there_;
  std::vector<std::uint32_t> from_;  // where the entries begin whose keys begin so
  int shift_ = 0;
};

int weight_of(Agreement part) {
  switch (part) {
    case Agreement::agrees: return 4;
    case Agreement::near: return 3;
    case Agreement::missing: return 1;
    case Agreement::contradicts: return 0;
  }
  return 0;
}

// The place outweighs nothing that a child is known by.
int weight_of(const Evidence& evidence, bool same_place) {
  const int parts = weight_of(evidence.name) + weight_of(evidence.birth) + weight_of(evidence.id_number);
  return 2 * parts + (same_place ? 1 : 0);
}

bool share_a_character(std::string_view one, std::string_view other) {
  const std::u32string a = folded_name(one), b = folded_name(other);
  return std::ranges::find_first_of(a, b) != a.end();
}

}  // namespace

bool may_be_one(const Evidence& evidence, const Description& one, const Description& other, bool same_place) {
  if (may_have_changed(evidence, same_place ? Where::same_school : Where::elsewhere)) return true;
  if (evidence.name != Agreement::contradicts || evidence.birth != Agreement::agrees) return false;
  // A name of two characters of which one is wrong is another name: the place or nearly the number must be the same.
  const bool is_near = evidence.id_number == Agreement::near;
  return (is_near || (same_place && evidence.id_number == Agreement::missing)) &&
         share_a_character(one.name, other.name);
}

std::vector<NearMiss> near_misses(const Descriptions& lines, const Descriptions& known) {
  if (lines.size() == 0 || known.size() == 0) return {};
  const bool keeps_lines = lines.size() <= known.size();
  const SlipIndex index(keeps_lines ? lines : known);
  const Descriptions& asked = keeps_lines ? known : lines;
  struct Found {
    int weight;
    NearMiss miss;
  };
  std::vector<Found> found;
  std::vector<std::uint32_t> seen;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Described one = asked[i];
    seen.clear();
    for (const SlipKey key : keys_of(one)) index.each(key, [&](std::uint32_t kept) { seen.push_back(kept); });
    std::ranges::sort(seen);
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (const std::uint32_t kept : seen) {
      const Described other = (keeps_lines ? lines : known)[kept];
      const Described &a = keeps_lines ? other : one, &b = keeps_lines ? one : other;
      const Evidence evidence = evidence_of(a.what, b.what);
      const bool same_place = a.place && a.place == b.place;
      if (!may_be_one(evidence, a.what, b.what, same_place)) continue;
      found.push_back({weight_of(evidence, same_place), {keeps_lines ? kept : i, keeps_lines ? i : kept, evidence}});
    }
  }
  std::ranges::sort(found, {}, [](const Found& a) { return std::tuple(a.miss.line, -a.weight, a.miss.known); });
  std::vector<NearMiss> best;
  for (const Found& one : found)
    if (best.empty() || best.back().line != one.miss.line) best.push_back(one.miss);
  return best;
}

}  // namespace ksbx
