// Record (记录): a dated statement that something was done or found, about a student or a unit. Its kinds are TOML
// data.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/day.h"
#include "model/id.h"

namespace ksbx {

inline constexpr int minutes_a_day = 24 * 60;

// A field's value: absent, yes/no, whole number, text or choice, or date.
using FieldValue = std::variant<std::monostate, bool, std::int64_t, std::string, Day>;

struct Record {
  RecordId id;
  std::string kind;                // "persuasion"
  StudentId student;               // who it is about, if a pupil (a receipt is about the pupil of its document)
  UnitId unit;                     // which unit it is about, if a unit
  std::string document;            // the number of the document it answers, if it does
  Day day;                         // when it was done or found
  std::optional<int> minute;       // at what time of that day: 0 … 1439; nothing if nobody said
  Moment recorded;                 // when ksbx was told
  std::string by;                  // the person who did it, as entered; empty if no one was named
  std::vector<std::string> roles;  // the role ids under which that person can prove a duty
  std::map<std::string, FieldValue> fields;
  bool operator==(const Record&) const = default;
};

// "home_visit", "true", "3", "2026-11-23"; empty for absent. What the database and CSV files hold.
std::string text_of(const FieldValue& value);

// "14:30"; empty where nobody said at what time.
std::string time_of(const Record& record);

}  // namespace ksbx
