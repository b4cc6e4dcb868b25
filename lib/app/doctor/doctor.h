// doctor: what is wrong in the data, and what to do about it.
//
// Four owners, no second way: the store says whether it is whole (store/journal/health.h), the calendar whether it goes
// on long enough, the nights whether they left anyone asleep (app/night/sleepers.h), and the reports of the rulebook
// that carry a [doctor] table say what is wrong in what was entered. A county adds a check by adding a report.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "files/report/report_reader.h"

namespace ksbx {

struct DoctorFinding {
  std::string check;       // a report's name, or a code: damaged-pages, calendar-ends, left-asleep
  Text what;               // 接不上责任链的学生和单位
  std::int64_t count = 1;  // how many
  std::string example;     // the first one, in words; may be empty
  Text remedy;
};

struct Diagnosis {
  int checks = 0;
  std::vector<DoctorFinding> findings;  // the store first, then the calendar, the nights, and the reports by name
};
// As of the day judged, examples as far as they are shown. Reads only.
Diagnosis diagnose(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                   const std::string& calendar_digest, Language language, const Disclosure& shown);

Table table_of(const Diagnosis& diagnosis, Language language);

}  // namespace ksbx
