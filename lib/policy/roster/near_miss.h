// Near misses (相近而不相同): which lines of a list may be someone who is known, but for a slip. Pure.
//
// A register with one wrong character, day or digit names a child whom no roll seems to have, and somebody is sent to a
// family whose child sits in class. So before anybody is said to be on no roll, whoever is left is held against all who
// have no line in the list. Both are looked up by the few keys that they still share after a slip, of which the fewer
// are kept in memory: a million against a hundred thousand takes seconds.
//
//   for (const NearMiss& one : near_misses(lines, known)) lines[one.line] may be known[one.known]
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "model/id.h"
#include "policy/roster/evidence.h"

namespace ksbx {

struct Described {
  Description what;
  UnitId place;  // the village, or the town; none: not known
};

// Many of them, each made when it is looked at, so that a million need no memory. Whatever it was made of outlives it.
class Descriptions {
 public:
  Descriptions(const std::vector<Described>& all) : size_(all.size()), at_([&all](std::size_t i) { return all[i]; }) {}
  Descriptions(std::size_t size, std::function<Described(std::size_t)> at) : size_(size), at_(std::move(at)) {}
  std::size_t size() const { return size_; }
  Described operator[](std::size_t place) const { return at_(place); }

 private:
  std::size_t size_;
  std::function<Described(std::size_t)> at_;
};

struct NearMiss {
  std::size_t line = 0, known = 0;
  Evidence evidence;
};

// May they be one child who is described twice, once with a slip? In one place less must agree.
bool may_be_one(const Evidence& evidence, const Description& one, const Description& other, bool same_place);

// For each line that may be someone, him of whom most agrees; of several one of its place, then the first. By line.
std::vector<NearMiss> near_misses(const Descriptions& lines, const Descriptions& known);

}  // namespace ksbx
