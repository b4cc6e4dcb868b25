// delivery: what each of those who have to act is to be given: what is to be done, papers to sign, registers that are
// missing, lists to fill in.
//
// Everything is asked once (the reports `slips` and `unsigned` of the rulebook) and cut up in memory. Whoever takes
// part in a duty (会同) gets it as whoever owes it does. Only news is handed out: what runs found since the last
// delivery of this cut, and what fell overdue since; of who has news, the papers and registers that wait for him are
// listed whole, and the rest of his duties is counted. Who has no news gets nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/deliver/receivers.h"
#include "app/papers/blank_form.h"
#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "files/report/report_reader.h"

namespace ksbx {

struct Since {
  enum class From { last, day, all };
  From from = From::last;
  Day day = {};  // of From::day: what runs of that day and later found
};

struct DeliveryRequest {
  Cut by = Cut::person;
  Since since = {};
  Disclosure shown = {};
  Language language = Language::zh;
};

// What one receiver is given.
struct Parcel {
  Receiver receiver;
  std::string name;       // 青石镇 徐可鹏; no other parcel has it, but for units and people alike in all
  Table duties;           // his news, as the report has them: values without words
  Table unsigned_papers;  // all that wait for him, likewise
  Table withdrawn;        // what he was told of before and is not asked for any more
  std::vector<std::string> papers;      // numbers of documents to print for him
  std::vector<OwedRegister> registers;  // of his classes, with the pupils if they may be shown
  std::vector<std::string> kinds;       // of records that prove his duties: lists to fill in
  std::size_t overdue = 0, today = 0;   // of `duties`
  std::size_t earlier = 0;              // open duties that he was given before
};

struct Delivery {
  std::vector<Parcel> parcels;  // by unit and name
  std::size_t duties = 0;       // that are news, each once
  std::size_t papers = 0, registers = 0;
  std::size_t unassigned = 0;  // of them those that fall to no one
  std::size_t elsewhere = 0;   // of them those whose holders such a delivery does not go to
  bool leaves_gap = false;     // what was found between the last delivery and the day that was named is not in it
  std::optional<std::int64_t> through;  // the last run that it tells of; nothing: no night was judged
};

// Throws as `report` does; Failure::usage ("unknown-report") of a rulebook without the two reports.
Delivery delivery(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                  const DeliveryRequest& request);

// Once the folder is there; one that leaves a gap is not noted, so that the next one tells what lies in it. Commits. A
// run that ends in between hands the same out again: twice is better than never.
void note_handed_out(Database& database, const Occasion& occasion, Cut by, const Delivery& delivery);

}  // namespace ksbx
