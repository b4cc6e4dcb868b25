// Same person: which lines of several lists speak of one child. Pure.
//
// Lists come from offices that do not know each other: police, schools, the poverty programme. A line is joined to a
// person by its id number; by an id number with one wrong character, if the name is the same; by name and birth date,
// where these leave no doubt, or else with the village as well. Never by a name alone: then the line stands for itself
// as unclear, and a clerk decides. So does a line that is nobody's but for a slip (policy/roster/near_miss.h). The order of the lines does not matter.
//
//   People people(roll);                              // every entry of the roll is a person of its own
//   std::vector<Joined> household = people.join(register_of_the_police);
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/day.h"
#include "base/text.h"
#include "model/id.h"
#include "policy/roster/evidence.h"

namespace ksbx {

// One line of a list.
struct Listed {
  std::string name;          // normal form C, never empty
  std::string id_number;     // with a right check character, or empty
  std::string doubtful_id;   // as written, where it has the shape of an id number but cannot be one; else empty
  std::optional<Day> birth;  // that of the id number, if there is one
  UnitId place;              // the village, or the town if the village is not known; none: neither
  int meant = -1;            // the person of the roll whom somebody who went there found this to be; none: nobody did
};

// How a line found its person.
enum class Basis {
  id_number,
  decided,             // a person said so
  id_repaired,         // one character of the id number is wrong, the name is the same
  name_birth,          // the only person of that name and birth date
  name_birth_village,  // several, but only one of them in that village
  nobody,              // no one known could be meant: a person of its own
  near_miss,           // the same, but one who is on none of this list's lines is much like it
  unclear              // several could be meant, or there is neither id number nor birth date: counted on its own
};
Text label_of(Basis basis);

struct Joined {
  int person = 0;
  Basis basis = Basis::nobody;
  bool repeated = false;  // another line of the same list is this person already
  int may_be = -1;        // if a near miss: who, and what agrees
  Evidence evidence = {};
};

class People {
 public:
  // Persons 0, 1, 2 … in the order of the roll. No one on the roll is merged: two entries are two children until a
  // school says otherwise, or one of them would be lost.
  explicit People(const std::vector<Listed>& roll);

  // A result for each line, in the order of the list. Whoever is new gets the next number and is known to the lists
  // joined later. A line without an id number repeats another of its list only if name, birth date and village are the
  // same.
  std::vector<Joined> join(const std::vector<Listed>& list);

  int count() const { return static_cast<int>(people_.size()); }

 private:
  struct Person {
    std::string name, id_number;
    std::optional<Day> birth;
    std::vector<UnitId> places;  // those that lists give, each known one
    bool in_list = false;        // has a line of the list that is being joined
    UnitId place_in_list;
  };
  // Lines that are surely one person: of one id number, or of one village. `lines` counts in the list.
  struct Cluster {
    std::string id_number;
    UnitId place;
    std::vector<std::size_t> lines;
  };
  struct Joining;

  int enter(const Listed& line);
  void learn(int person, const Listed& line);
  std::optional<int> repaired(const Listed& line) const;
  void settle(Joining& joining, const std::vector<std::size_t>& lines);
  void settle_group(Joining& joining, const std::string& key, std::vector<Cluster> clusters);
  void set_apart(Joining& joining, const std::vector<std::size_t>& lines);
  bool join_only(Joining& joining, const std::vector<int>& candidates, const std::vector<Cluster>& clusters);
  std::vector<int> candidates_of(const std::string& key, const Cluster& cluster) const;
  bool lives_in(int person, UnitId place) const;
  void attach(Joining& joining, const Cluster& cluster, int person, Basis basis);
  void find_near_misses(Joining& joining, int known);

  std::vector<Person> people_;
  std::unordered_map<std::string, int> by_id_;
  std::unordered_map<std::string, std::vector<int>> by_name_;
  std::unordered_map<std::string, std::vector<int>> by_name_and_birth_;
};

}  // namespace ksbx
