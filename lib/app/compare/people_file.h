// People file: a list of people from an office that is no school, read for a comparison and kept nowhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/import/residences.h"
#include "app/workspace/message_limit.h"
#include "base/problem.h"
#include "files/input/decode.h"
#include "files/sheet/sheet.h"
#include "policy/roster/same_person.h"

namespace ksbx {

// What a visit needs to know, and where the line stands.
struct ListedContact {
  std::string guardian;
  std::string guardian_phone;
  std::string address;
  Origin origin;
};

// A million of them, of which few are asked for: all words of all one behind the other.
class ListedContacts {
 public:
  void add(const ListedContact& contact);
  ListedContact operator[](std::size_t line) const;

 private:
  struct Place {
    std::size_t from = 0;  // in `words_`
    std::uint32_t file = 0;
    int line = 0;
  };
  std::string words_;
  std::vector<Place> places_;
  std::vector<FileName> files_;
};

// One list in one or more files, line after line: `people` for the comparison, `contacts` for the visit.
struct PeopleList {
  std::vector<Listed> people;
  ListedContacts contacts;  // as many
  int rejected = 0;         // rows without a name, or whose cells cannot be trusted
  Problems problems;        // of each code the first hundred
};

class PeopleReader {
 public:
  // `today`: no one is born later.
  PeopleReader(Residences& residences, Day today) : residences_(residences), today_(today) {}

  // All files as one list. Throws Error (Failure::input) with what Sheet::open refuses: a missing file, no header, no
  // name column.
  PeopleList read(const std::vector<std::string>& files, std::optional<Encoding> encoding, const Text& label);

 private:
  void read_file(Sheet& sheet);
  bool take(const Sheet& sheet, const Row& row);
  bool reject(Problem problem);
  void say(Problem problem);
  UnitId place_of(const Row& row);

  Residences& residences_;
  Day today_;
  MessageLimit said_;
  PeopleList list_;
};

}  // namespace ksbx
