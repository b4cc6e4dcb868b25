// Value: what a name in a condition stands for on a day; Truth: the answer of a condition.
//
// A count that depends on a missing register is not known exactly: it is a range, and the answer may be `unknown`.
// Something that is known not to be there (no visit was made, so it has no outcome) is `absent`: a comparison with it
// does not hold, whichever way it is asked, and `is known` is no.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/day.h"
#include "base/text.h"

namespace ksbx {

enum class Truth { no, unknown, yes };
std::string_view name_of(Truth truth);

constexpr Truth truth(bool b) {
  return b ? Truth::yes : Truth::no;
}
constexpr Truth opposite(Truth t) {
  return t == Truth::yes ? Truth::no : t == Truth::no ? Truth::yes : Truth::unknown;
}
constexpr Truth both(Truth a, Truth b) {
  return a < b ? a : b;
}
constexpr Truth either(Truth a, Truth b) {
  return a < b ? b : a;
}

struct Type {
  enum class Kind { boolean, integer, text, choice, date };
  Kind kind = Kind::boolean;
  std::vector<std::string> choices = {};  // for choice, in order
  bool ordered = false;                   // for choice: < and > compare places in the list
  bool operator==(const Type&) const = default;
};

class Value {
 public:
  static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

  enum class Known { absent, unknown, exactly, between };

  Value() = default;  // absent
  static Value unknown();
  static Value of(Truth truth);
  static Value of(std::int64_t number);
  static Value between(std::int64_t least, std::int64_t most);  // exactly, if the two are equal
  static Value choice(std::size_t place);                       // place in the type's choices
  static Value of(Day day);
  static Value of(std::string text);

  Known known() const { return known_; }
  bool is_exact() const { return known_ == Known::exactly; }
  std::int64_t least() const { return least_; }  // numbers, choices (place), days (serial), booleans (0/1)
  std::int64_t most() const { return most_; }
  const std::string& text() const { return text_; }
  Truth truth() const;  // of a boolean; absent counts as no

  // "3", "1…4", "unknown", "—", "refused", "2026-11-23": as people read it.
  Text show(const Type& type) const;

  bool operator==(const Value&) const = default;

 private:
  Known known_ = Known::absent;
  std::int64_t least_ = 0;
  std::int64_t most_ = 0;
  std::string text_;
};

// The names that a condition may use, with their types. A name's slot is its place in the values given to evaluate.
class Vocabulary {
 public:
  struct Name {
    std::string name;
    Type type;
    Text label;
  };
  // Adds a name and returns its slot; a name that is there already keeps its slot and its type.
  int add(Name name);
  std::optional<int> slot(std::string_view name) const;
  const Name& at(int slot) const { return names_[static_cast<std::size_t>(slot)]; }
  int size() const { return static_cast<int>(names_.size()); }
  std::vector<std::string> words() const;

 private:
  std::vector<Name> names_;
  std::unordered_map<std::string, int> slots_;
};

}  // namespace ksbx
