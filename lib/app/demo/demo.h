// demo: 石桥市, a city that does not exist, made from a seed.
//
// It is what a newcomer tries ksbx on, what the documentation shows, and what benchmarks load: units, staff, rosters,
// registers and records, as files in the formats that `ksbx import` recognises. The same options give the same bytes on
// every machine: nothing depends on the library's random distributions, on the locale or on the order of a hash table.
//
// No one real is meant. Division prefix 99 is not assigned, so no id number can be anyone's; telephone numbers begin
// with 100, which no network uses; names are put together from lists.
//
// The default city: 3 towns, 8 villages, 2 police stations (白杨镇 has none), 6 schools, 58 classes, 2,400 pupils, and
// the ten school days around National Day 2026, of which the last is the day to judge. In 青石镇 there are pupils whose
// story is written rather than thrown by dice (app/demo/demo_cases.h); everyone else is absent on about two days in a
// hundred.
//
//   for (const DemoFile& file : demo_city({})) import_text(file.name, file.content);   // in this order
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/day.h"

namespace ksbx {

// The ten school days 2026-09-28 … 09-30 and 2026-10-08 … 10-15. The holiday takes the first to the seventh of October;
// Saturday 10 October is a make-up day with lessons.
std::vector<Day> demo_school_days();

struct DemoOptions {
  // `one_town`: 青石镇 alone, with 白杨镇 as the neighbour where some of its pupils live. Its rows are those of the
  // whole city.
  enum class Extent { city, one_town };
  // `plain`: UTF-8, LF, the header in the first line. `office`: units, staff and rosters as a school office exports
  // them: GB18030, CRLF, two title rows above the header and a row 合计 below. Registers and records are plain in both.
  enum class Dress { plain, office };
  // `one_file`: all pupils in students.csv, for comparing with tools that load one file.
  enum class Rosters { per_school, one_file };

  std::uint64_t seed = 2026;
  int students = 2400;  // in the whole city; 270 … 5,000,000
  Extent extent = Extent::city;
  Dress dress = Dress::plain;
  Rosters rosters = Rosters::per_school;
  // Ascending, at least one, of one school year. The stories end on the last of them; with fewer than ten their
  // beginning is cut off.
  std::vector<Day> school_days = demo_school_days();
};

// What a file is to `import`.
enum class DemoKind { units, students, staff, attendance, records };

struct DemoFile {
  std::string name;  // "units.csv", "students-9990180001.csv", "attendance-2026-09-28.csv", "contact.csv"
  DemoKind kind = DemoKind::units;
  std::string record_kind;  // "contact"; empty unless the file holds records
  std::string content;      // UTF-8, or GB18030 in office dress
};

// The files in the order in which they have to be imported. Meant for small cities: all of it is held in memory.
// Throws Error(Failure::usage) if the options are outside what their comments allow.
std::vector<DemoFile> demo_city(const DemoOptions& options);

// Writes the same files into `folder`, which is created if need be; files of these names are replaced, others are left
// alone. Memory does not grow with the number of pupils. Returns what was written, in the same order, without the
// contents. Throws Error(Failure::io) if a file cannot be written in full; what was written by then stays.
std::vector<DemoFile> write_demo_city(const DemoOptions& options, const std::filesystem::path& folder);

}  // namespace ksbx
