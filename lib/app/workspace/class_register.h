// ClassRegister: finds the class that a roster means, however its school, grade and class are spelled; and enters new
// ones.
//
// 七年级 + 1班, 初一 + 七(1)班 and 2026级 + 初一(1)班 of one school are one class: what counts is the school, the
// number of the grade and the key of the class (files/cell/cell.h). Grades and classes come into being with the roster;
// schools must be known, unless the request says otherwise.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "files/cell/cell.h"
#include "model/unit.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// A class as a roster writes it; any part may be empty.
struct ClassWords {
  std::string_view school_code;
  std::string_view school_name;
  std::string_view grade;
  std::string_view school_class;
};

// Whether they say anything of a school, registered or not.
bool names_school(const ClassWords& words);

class ClassRegister {
 public:
  struct Found {
    UnitId school;                            // none: unknown school
    UnitId school_class;                      // none: the school is known, the class is not
    int year = 0;                             // the number of the grade; 0: not told, or before school
    CellIssue grade_issue = CellIssue::none;  // outside_compulsory, grade_missing, grade_unreadable
    CellIssue class_issue = CellIssue::none;
    Text unknown;  // what could not be found, with the nearest name; empty if all was
    // No school has the code, and one has the name: which of the two is right, only a person knows. `school` is none.
    bool is_other_code = false;
    // The grade or the class could not be determined: `school_class` is the school's 班级不明, where such children wait
    // to be placed.
    bool unclear = false;
  };

  // Whether a school is known by its registered name alone, or also by a short one that fits no other school
  // (app/workspace/school_names.h), where a row gives no code. A roster needs the registered name: it enters pupils,
  // and nothing else in it says that another school is meant.
  enum class Names { registered, short_too };

  // `today` decides which grade 2026级 is in.
  ClassRegister(const Organisation& organisation, Day today, Names names = Names::registered);

  // Looks up; never writes. What is returned holds until other words are asked for. A code is that of the school which
  // had it on the day that is spoken of: another one may have got it since. Without a day: which has it by what is
  // known now.
  const Found& find(const ClassWords& words, std::optional<Day> spoken_of = {});
  // The same, without a day, and enters the grade and the class of a known school, if need be 年级不明 and 班级不明: a
  // child of a school is never without a class, or it would be taken for one who has no school. With `New::school_too`
  // a school with a code is entered under the bureau as well.
  enum class New { classes, school_too };
  const Found& find_or_enter(const ClassWords& words, Transaction& transaction, New what);

  // The short names by which schools were found, and which.
  const std::map<std::string, UnitId>& short_names() const { return short_names_; }

  // What was looked up and entered; after a rollback.
  void forget();

  // Every class that words such as "石桥市第一初级中学七(1)班", "七(1)班@石桥市第一初级中学", "七(1)班" or a class code
  // can mean.
  std::vector<UnitId> matching(std::string_view words) const;
  // The same of grades: "七年级", "初一@石桥市第一初级中学".
  std::vector<UnitId> grades_matching(std::string_view words) const;

 private:
  const Found* seen(const ClassWords& words, std::optional<Day> spoken_of);
  const Found& keep(Found found);

  // What the words want, and what of it is there.
  struct Resolved {
    Found found;
    const Unit* school = nullptr;
    bool in_short = false;  // by a short name
    std::optional<Grade> grade;
    std::string key;  // of the class
  };
  std::vector<const Unit*> schools_named(const std::string& name) const;
  // The only school of that short name, if they count; nullptr otherwise.
  const Unit* school_in_short(const ClassWords& words) const;
  // nullptr if none is meant, or one of several
  const Unit* school_of(const ClassWords& words, std::optional<Day> spoken_of) const;
  const Unit* school_of_other_code(const ClassWords& words) const;
  Text why_no_school(const ClassWords& words) const;
  Resolved resolve(const ClassWords& words, std::optional<Day> spoken_of) const;
  UnitId known(const std::string& code) const;
  std::string school_first(std::string_view words) const;
  // What `find` finds at each school, given the words without its name; where they name it, there alone.
  std::vector<UnitId> at_schools(std::string_view words,
                                 const std::function<UnitId(const Unit&, const std::string&)>& find) const;
  UnitId enter_class(Transaction& transaction, const Unit& school, const Resolved& wanted);
  UnitId enter_grade(Transaction& transaction, const Unit& school, std::optional<Grade> grade);
  const Unit* enter_school(Transaction& transaction, const ClassWords& words);

  const Organisation& organisation_;
  Day today_;
  Names names_;
  std::map<std::string, UnitId> short_names_;
  std::unordered_map<std::string, Found> seen_;      // by the words as written, and the stretch
  std::string key_;                                  // the words that were asked for last
  std::ptrdiff_t stretch_ = 0;                       // and in which stretch of days: within one no code changes
  const Found* latest_ = nullptr;                    // what was found for them: rows of a class are together
  std::unordered_map<std::string, UnitId> entered_;  // by code, units entered by this register
  std::unordered_map<std::string, Unit> entered_schools_;
};

}  // namespace ksbx
