#include "app/import.h"

#include <algorithm>
#include <future>
#include <iterator>

#include "app/intake.h"
#include "app/refused_file.h"
#include "files/file.h"
#include "store/unit_store.h"
#include "store/views.h"

namespace ksbx {
namespace {

struct Opened {
  std::string path;
  Sheet sheet;
};

Sheet open_sheet(const std::string& path, const std::vector<Layout>& known, const ImportRequest& request) {
  try {
    return Sheet::open(path, known, request.how_to_read());
  } catch (const Error& error) {
    throw FileRefused(error, rows_of_refused(path, request.encoding, error));
  }
}

// Units before the pupils who live in them, pupils before what is said of them, whatever the order on the command line.
std::vector<Opened> open_sheets(const Desk& desk, const ImportRequest& request) {
  const std::vector<Layout> known = layouts(desk.rulebook.records);
  std::vector<Opened> sheets;
  for (const std::string& path : request.files) sheets.push_back({path, open_sheet(path, known, request)});
  std::stable_sort(sheets.begin(), sheets.end(), [](const Opened& a, const Opened& b) {
    const auto rank = [](const Opened& opened) {
      switch (opened.sheet.layout().kind) {
        case RosterKind::units: return 0;
        case RosterKind::students: return 1;
        case RosterKind::staff: return 2;
        case RosterKind::attendance: return 3;
        case RosterKind::record: return 4;
      }
      return 5;
    };
    return rank(a) < rank(b);
  });
  return sheets;
}

void read_rows(Intake& intake) {
  switch (intake.sheet.layout().kind) {
    case RosterKind::units: return import_units(intake);
    case RosterKind::staff: return import_staff(intake);
    case RosterKind::students: return import_students(intake);
    case RosterKind::attendance: return import_attendance(intake);
    case RosterKind::record: return import_records(intake);
  }
}

// An empty roster is almost surely a failed export, not a school without pupils.
void refuse_if_empty(const ImportRequest& request, const Intake& intake) {
  if (intake.result.counts.rows > 0 || request.allow_empty) return;
  throw Error(Failure::input, {Problem{Severity::error,
                                       "W_NO_ROWS",
                                       {intake.path, intake.sheet.header_line(), 0},
                                       text("只有表头，没有数据行", "a header and no rows"),
                                       text("多半是导出失败；确实为空请加 --allow-empty",
                                            "probably a failed export; if it is meant, add --allow-empty")}});
}

// That our own columns are not read is no news.
bool is_of_rejects(const Intake& intake, const Problem& problem) {
  if (!intake.is_mended() || problem.code != "W_IGNORED_COLUMNS") return false;
  const std::string& header = intake.sheet.headers()[static_cast<std::size_t>(problem.origin.column - 1)];
  return std::find(std::begin(reject_columns), std::end(reject_columns), header) != std::end(reject_columns);
}

// What goes wrong on the way down a file: how far it was read is how much was refused.
void read_whole(const ImportRequest& request, Intake& intake) {
  try {
    read_rows(intake);
    refuse_if_empty(request, intake);
  } catch (const Error& error) {
    throw FileRefused(error, intake.result.counts.rows);
  }
  for (const Problem& problem : intake.sheet.problems())
    if (!is_of_rejects(intake, problem)) intake.warn(problem);
}

void note_import(Intake& intake, std::string digest) {
  Import& counts = intake.result.counts;
  counts.recorded = intake.desk.occasion.at;
  counts.digest = std::move(digest);
  intake.result.import_id = add(intake.transaction, counts, intake.result.rejects).id;
}

}  // namespace

Import ImportOutcome::total() const {
  Import sum;
  for (const ImportedFile& file : files) {
    sum.rows += file.counts.rows;
    sum.accepted += file.counts.accepted;
    sum.provisional += file.counts.provisional;
    sum.rejected += file.counts.rejected;
    sum.added += file.counts.added;
    sum.changed += file.counts.changed;
    sum.unchanged += file.counts.unchanged;
    sum.vanished += file.counts.vanished;
  }
  return sum;
}

ImportOutcome import_files(Desk& desk, const ImportRequest& request, Keep keep) {
  std::vector<Opened> sheets = open_sheets(desk, request);
  ImportOutcome outcome;
  Transaction transaction(desk.database, desk.occasion);
  refresh_record_views(transaction, desk.rulebook);
  for (Opened& opened : sheets) {
    const Organisation organisation = load_organisation(desk.database);
    ClassRegister classes(organisation, desk.today);
    Intake intake(desk, transaction, request, opened.sheet, opened.path, organisation, classes);
    // The whole file is hashed for the journal; that takes as long as reading its rows and needs nothing of them.
    std::future<std::string> digest = std::async(std::launch::async, sha256_of_file, opened.path);
    read_whole(request, intake);
    note_import(intake, digest.get());
    outcome.files.push_back(std::move(intake.result));
  }
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

}  // namespace ksbx
