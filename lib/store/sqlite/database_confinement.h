// Confinement: SQL that people type may look, and do nothing else.
//
// Views, functions and time are allow-listed, whatever the connection could do otherwise: a connection opened for
// reading could still attach another file, read the private tables or count for ever. (SQLite's authorizer and progress
// handler.)
//
//   Confinement confinement(database, {{"duties"}, {"duties", "classes"}, 60s});
//   query(database, "sql", typed); // Failure::usage if it asks for more, Failure::guard ("query-too-long") if it lasts
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "store/sqlite/database.h"

namespace ksbx {

struct Confines {
  std::set<std::string> views;        // the only ones that may be named, in lower case
  std::set<std::string> beneath;      // those that may stand beneath them and read tables, themselves included
  std::chrono::milliseconds time{0};  // for all that is run; 0: no limit
};

// Holds as long as it lives. One at a time for a connection; the database must outlive it.
class Confinement {
 public:
  Confinement(Database& database, Confines confines);
  Confinement(const Confinement&) = delete;
  Confinement& operator=(const Confinement&) = delete;
  ~Confinement();

 private:
  struct Watch;
  Database& database_;
  std::unique_ptr<Watch> watch_;
};

// A function of one text for SQL, which always gives the same for the same; NULL stays NULL, numbers come as their
// digits.
void define_function(Database& database, const std::string& name,
                     std::function<std::string(std::string_view)> function);

}  // namespace ksbx
