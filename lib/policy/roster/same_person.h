// Same person: which lines of several lists speak of one child. Pure.
//
// Lists come from offices that do not know each other: police, schools, the poverty programme. A line is joined to a
// person by its id number; by an id number with one wrong character, if the name is the same; by name and birth date,
// where these leave no doubt, or else with the village as well. Never by a name alone: then the line stands for
// itself as unclear, and a clerk decides. So does a line that is nobody's but for a slip (policy/roster/near_miss.h).
// The order of the lines does not matter.
//
//   People people;
//   for (const Listed& entry : roll) people.enter(entry);
//   std::vector<Joined> household = people.join(register_of_the_police);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
enum class Basis : std::uint8_t {
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

// Persons by words that may be several persons'. Whoever asks looks whether it is really these words.
class PersonIndex {
 public:
  void reserve(std::size_t persons);
  void add(std::uint64_t hash, int person);
  // Any of them of which `is_meant` says yes; -1: of none.
  template <class IsMeant>
  int find(std::uint64_t hash, IsMeant is_meant) const {
    if (first_.empty()) return -1;
    const auto small = static_cast<std::uint32_t>(hash);
    for (std::uint32_t at = first_[small & (first_.size() - 1)]; at != 0; at = entries_[at - 1].next)
      if (entries_[at - 1].hash == small && is_meant(entries_[at - 1].person)) return entries_[at - 1].person;
    return -1;
  }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint32_t hash;
    std::uint32_t next;  // of the same place: its number counts from 1; 0: none
    int person;
  };
  void place(std::uint32_t number);

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> first_;  // a power of two of them, more than entries
};

// The lists outlive it: of most persons it keeps no more than a line.
class People {
 public:
  // The next of the roll: persons are 0, 1, 2 … in its order. No one on the roll is merged: two entries are two
  // children until a school says otherwise, or one of them would be lost.
  int enter(const Listed& entry);

  // A result for each line, in the order of the list. Whoever is new gets the next number and is known to the lists
  // joined later. A line without an id number repeats another of its list only if name, birth date and village are the
  // same.
  std::vector<Joined> join(const std::vector<Listed>& list);

  int count() const { return static_cast<int>(people_.size()); }

 private:
  struct Person {
    const Listed* line;               // the first of any list
    const Listed* in_list = nullptr;  // the first of the list that is being joined
  };
  // What other lines said of a person whose first line did not.
  struct Learnt {
    const Listed* numbered = nullptr;
    std::optional<Day> birth;
    std::vector<UnitId> places;
  };
  // Lines that are surely one person: of one id number, or of one village. `lines` counts in the list.
  struct Cluster {
    std::string_view id_number;
    UnitId place;
    std::vector<std::size_t> lines;
  };
  struct Joining;

  void learn(int person, const Listed& line);
  const Listed& line_of(int person) const { return *people_[static_cast<std::size_t>(person)].line; }
  const Learnt* learnt_of(int person) const;
  std::string_view id_number_of(int person) const;
  std::optional<Day> birth_of(int person) const;
  UnitId place_of(int person) const;
  int with_id(std::string_view id_number) const;
  void know_names();
  bool is_known_name(const std::string& name) const;
  std::optional<int> repaired(const Listed& line);
  void settle(Joining& joining, const std::vector<std::size_t>& lines);
  void settle_group(Joining& joining, const std::vector<Cluster>& clusters);
  void set_apart(Joining& joining, const std::vector<std::size_t>& lines);
  bool join_only(Joining& joining, const std::vector<int>& candidates, const std::vector<Cluster>& clusters);
  std::vector<int> candidates_of(const Listed& line) const;
  bool lives_in(int person, UnitId place) const;
  void attach(Joining& joining, std::size_t line, int person, Basis basis);
  void attach(Joining& joining, const Cluster& cluster, int person, Basis basis);
  void find_near_misses(Joining& joining, int known);

  std::vector<Person> people_;
  std::unordered_map<int, Learnt> learnt_;
  PersonIndex by_id_, by_name_and_birth_;  // by the number as known now; by what the first line says
  PersonIndex by_name_;                    // of the first so many persons: few lists need it
};

}  // namespace ksbx
