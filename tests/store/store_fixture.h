// A store in a folder of its own with one small school, for the tests of this room.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "base/problem.h"
#include "day.h"
#include "store/history/attendance_store.h"
#include "store/journal/journal.h"
#include "store/roster/namesakes.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"
#include "store/schema/open_store.h"
#include "temporary_folder.h"

namespace ksbx {

inline Moment at(const char* local) {
  return *Moment::parse(local);
}

inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

// The code of the Error that `act` throws; "" if it throws none.
template <class Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.problems().front().code;
  }
  return {};
}

constexpr std::chrono::milliseconds at_once{0};
inline const Occasion noon{at("2026-09-21T12:00:00"), "test", "zhang"};

// 青石镇 with a village, a school, and its classes 七年级 1班 and 2班.
struct School {
  Folder folder;
  Database database = create_store(folder.file("ksbx.db"));
  UnitId city, town, village, school, grade, class_one, class_two;

  School() {
    Transaction transaction(database, noon);
    const auto unit = [&](UnitKind kind, const char* code, const char* name, UnitId parent, int year = 0) {
      return add(transaction, Unit{{}, kind, code, name, parent, {}, year}, day("2026-09-01"));
    };
    city = unit(UnitKind::city, "990181", "石桥市", {});
    town = unit(UnitKind::town, "990181001", "青石镇", city);
    village = unit(UnitKind::village, "990181001001", "河口村", town);
    school = unit(UnitKind::school, "9990180001", "石桥市第一初级中学", city);
    grade = unit(UnitKind::grade, "9990180001/7", "七年级", school, 7);
    class_one = unit(UnitKind::school_class, "9990180001/7/1", "1班", grade);
    class_two = unit(UnitKind::school_class, "9990180001/7/2", "2班", grade);
    transaction.commit();
  }

  // Runs `write` in a transaction of that moment.
  template <class Write>
  void in_transaction(const char* moment, Write write) {
    Transaction transaction(database, {at(moment), "test", "zhang"});
    write(transaction);
    transaction.commit();
  }

  Student pupil(const char* name, const char* id_number = "") const {
    Student student;
    student.name = name;
    student.id_number = id_number;
    student.birth = day("2013-02-04");
    student.school_class = class_one;
    student.residence = village;
    return student;
  }

  StudentId enrol(const Student& student) {
    StudentId id;
    in_transaction("2026-09-21T12:00:00", [&](Transaction& transaction) {
      Namesakes namesakes(transaction.database());
      RosterLoad load(transaction, day("2026-09-21"), namesakes);
      id = load.insert(student, 0);
      load.finish();
    });
    return id;
  }

  void mark(const Mark& mark) {
    in_transaction(mark.recorded.iso().substr(0, 19).c_str(), [&](Transaction& transaction) {
      AttendanceLoad load(transaction);
      load.add(mark);
      load.finish();
    });
  }

  std::int64_t entries() { return journal_head(database).entries; }
  std::int64_t count(const std::string& table) { return database.number("SELECT count(*) FROM " + table); }
};

}  // namespace ksbx
