#include "app/enter/session_claims.h"

#include <functional>

namespace ksbx {
namespace {

constexpr int line_bits = 30, file_bits = 16, presence_bits = 3, reason_bits = 12;

struct Claim {
  SessionClaims::Place place;
  Presence presence = Presence::present;
  std::int64_t reason = 0;  // a part of its hash
};

constexpr std::int64_t below(int bits) {
  return (std::int64_t{1} << bits) - 1;
}

// One bit in front, since 0 stands for nothing.
std::int64_t packed(const Claim& claim) {
  std::int64_t value = 1;
  value = value << presence_bits | static_cast<std::int64_t>(claim.presence);
  value = value << reason_bits | claim.reason;
  value = value << file_bits | (claim.place.file & below(file_bits));
  return value << line_bits | (claim.place.line & below(line_bits));
}

Claim unpacked(std::int64_t value) {
  Claim claim;
  claim.place.line = static_cast<int>(value & below(line_bits));
  value >>= line_bits;
  claim.place.file = static_cast<int>(value & below(file_bits));
  value >>= file_bits;
  claim.reason = value & below(reason_bits);
  claim.presence = static_cast<Presence>(value >> reason_bits & below(presence_bits));
  return claim;
}

bool contradict(Presence a, Presence b) {
  return a != b && !(was_there(a) && was_there(b));
}

}  // namespace

SessionClaims::Met SessionClaims::meet(const Mark& mark, Place place) {
  const Claim claim{
      place, mark.presence,
      static_cast<std::int64_t>(std::hash<std::string>{}(mark.reason) & static_cast<std::size_t>(below(reason_bits)))};
  const std::int64_t key = joined(mark.student.value, (mark.day - Day::first()) * 2 + static_cast<int>(mark.session));
  const Claim first = unpacked(firsts_.insert(key, packed(claim)));
  if (contradict(first.presence, claim.presence)) {
    if (others_.find(key) == 0) {
      others_.insert(key, packed(claim));
      came_too_late_ = true;
    }
    return {Standing::contradicted, first.place, first.presence};
  }
  if (const std::int64_t other = others_.find(key); other != 0)
    return {Standing::contradicted, unpacked(other).place, unpacked(other).presence};
  if (first.place == place) return {};
  const bool is_same = first.presence == claim.presence && first.reason == claim.reason;
  return {is_same ? Standing::same : Standing::other_words, first.place, first.presence};
}

}  // namespace ksbx
