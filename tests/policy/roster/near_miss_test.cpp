// Near misses are found by keys: as many as by holding everybody against everybody.
#include "policy/roster/near_miss.h"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>

#include "day.h"
#include "model/id_number.h"

using namespace ksbx;

namespace {

struct Child {
  std::string name, id_number;
  std::optional<Day> birth;
  UnitId place;
};

class Children {
 public:
  explicit Children(unsigned seed) : dice_(seed) {}

  Child any() {
    Child child{
        word(), {}, day("2012-01-01") + static_cast<int>(dice_() % 1500), UnitId{1 + static_cast<int>(dice_() % 5)}};
    if (dice_() % 4 != 0) child.id_number = number(*child.birth, dice_() % 1000);
    return child;
  }
  Child slipped(Child child) {
    const auto name = [&] {
      const std::size_t at = 3 * (dice_() % (child.name.size() / 3));
      child.name.replace(at, 3, "静");
    };
    const auto birthday = [&] {
      child.birth = *child.birth + 1;
      if (!child.id_number.empty()) child.id_number = number(*child.birth, std::stoul(child.id_number.substr(14, 3)));
    };
    const auto digit = [&] {
      if (child.id_number.empty()) return;
      std::string stem = child.id_number.substr(0, 17);
      char& one = stem[dice_() % 17];
      one = one == '0' ? '1' : '0';
      child.id_number = stem + id_check_character(stem);
    };
    switch (dice_() % 6) {
      case 0: name(); break;
      case 1: birthday(); break;
      case 2: digit(); break;
      case 3: name(), digit(); break;
      case 4: child.id_number.clear(); break;
      default: child.place = {}, name();
    }
    return child;
  }

 private:
  static std::string number(Day birth, std::size_t nth) {
    const std::string stem =
        formatted("990181{:04}{:02}{:02}{:03}", birth.year(), birth.month(), birth.day_of_month(), nth);
    return stem + id_check_character(stem);
  }
  std::string word() {
    static const std::string letters[] = {"王", "李", "小", "明", "红", "大", "军", "丽"};
    std::string all;
    for (std::size_t i = 0, n = 2 + dice_() % 3; i < n; ++i) all += letters[dice_() % 8];
    return all;
  }
  std::mt19937 dice_;
};

std::vector<Described> described(const std::vector<Child>& children) {
  std::vector<Described> all;
  for (const Child& one : children) all.push_back({{one.name, one.id_number, {}, {}, one.birth}, one.place});
  return all;
}

std::set<std::size_t> lines_by_everybody(const std::vector<Described>& lines, const std::vector<Described>& known) {
  std::set<std::size_t> found;
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (const Described& one : known)
      if (may_be_one(evidence_of(lines[i].what, one.what), lines[i].what, one.what,
                     one.place && one.place == lines[i].place))
        found.insert(i);
  return found;
}

}  // namespace

TEST_CASE("keys find every near miss that holding everybody against everybody finds, whichever side is longer") {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    Children city(seed);
    std::vector<Child> known, listed;
    for (int i = 0; i < 300; ++i) known.push_back(city.any());
    for (std::size_t i = 0; i < 300; i += seed % 2 == 0 ? 1 : 4) listed.push_back(city.slipped(known[i]));
    for (int i = 0; i < 50; ++i) listed.push_back(city.any());
    const std::vector<Described> a = described(listed), b = described(known);
    std::set<std::size_t> lines;
    for (const NearMiss& one : near_misses(a, b)) lines.insert(one.line);
    CHECK(lines == lines_by_everybody(a, b));
    CHECK(lines.size() > listed.size() / 3);
  }
}

TEST_CASE("of several who may be meant the one of whom most agrees is named") {
  const Child line{"王小明", "", day("2014-03-04"), UnitId{1}};
  const std::vector<Child> known = {{"王小红", "", day("2014-03-04"), UnitId{2}},
                                    {"王小明", "", day("2014-03-05"), UnitId{1}},
                                    {"王小明", "", day("2014-03-04"), UnitId{3}}};
  const std::vector<NearMiss> found = near_misses(described({line}), described(known));
  REQUIRE(found.size() == 1);
  CHECK(found.front().known == 2);
}

TEST_CASE("of two of whom the same agrees the one of the same village is named") {
  const Child line{"王小明", "", day("2014-03-04"), UnitId{2}};
  const std::vector<Child> known = {{"王小红", "", day("2014-03-04"), UnitId{1}},
                                    {"王大明", "", day("2014-03-04"), UnitId{2}},
                                    {"李小明", "", day("2014-03-04"), UnitId{2}}};
  const std::vector<NearMiss> found = near_misses(described({line}), described(known));
  REQUIRE(found.size() == 1);
  CHECK(found.front().known == 1);
}
