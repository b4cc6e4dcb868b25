#include "app/import/import.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <map>
#include <span>
#include <system_error>

#include "app/import/attendance_call.h"
#include "app/import/decisions.h"
#include "app/import/import_context.h"
#include "app/import/refused_file.h"
#include "app/import/roster_changes.h"
#include "app/import/roster_claims.h"
#include "app/import/snapshot_tables.h"
#include "base/digest.h"
#include "base/join.h"
#include "files/input/file.h"
#include "files/input/folder.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/roster/namesakes.h"
#include "store/roster/unit_store.h"
#include "store/schema/views.h"
#include "store/sqlite/savepoint.h"

namespace ksbx {
namespace {

struct Opened {
  std::string path;
  std::size_t file = 0;  // which of the call; the sheets of a workbook are of one
  Sheet sheet;
};

std::vector<Sheet> open_named(const std::string& path, const std::vector<Layout>& known, const ImportRequest& request,
                              Day today) {
  try {
    return request.typed ? Sheet::all_of_bytes(request.typed->bytes, path, known, request.how_to_read(today))
                         : Sheet::open_all(path, known, request.how_to_read(today));
  } catch (const Error& error) {
    throw FileRefused(error, rows_of_refused(path, request, error));
  }
}

// The files that are meant: those named, and of each folder its rosters. What is left out of a folder is said.
std::vector<std::string> files_meant(const ImportRequest& request, Problems& problems) {
  if (request.typed) return {request.typed->name};
  std::vector<std::string> files;
  for (const std::string& path : request.files) {
    if (!is_folder(path)) {
      files.push_back(path);
      continue;
    }
    const RostersOf folder = read_folder(path);
    if (folder.rosters.empty())
      throw Error(Failure::input, {Problem{Severity::error,
                                           "E_NO_FILE",
                                           {path, 0, 0},
                                           text("文件夹里没有 csv、tsv、txt、xlsx、xls 文件",
                                                "the folder has no csv, tsv, txt, xlsx or xls files"),
                                           text("请核对是不是这个文件夹", "check that it is the right folder")}});
    files.insert(files.end(), folder.rosters.begin(), folder.rosters.end());
    if (!folder.left_out.empty())
      problems.push_back({Severity::error,
                          "W_LEFT_OUT",
                          {path, 0, 0},
                          text("没有读：{}", "not read: {}", join(folder.left_out, "、")),
                          text("只读 csv、tsv、txt、xlsx、xls 文件，不进子文件夹；不是名册的请移出去",
                               "only csv, tsv, txt, xlsx and xls files are read, and no folders inside; move away what "
                               "is no roster")});
  }
  return files;
}

// What a caller can do without, if every file stands for itself; anything else stops all.
bool concerns_one_file(const Error& error) {
  return error.failure() == Failure::input || error.failure() == Failure::guard;
}

RefusedImport refused_import(const Error& error) {
  const auto* file = dynamic_cast<const FileRefused*>(&error);
  return {error.failure(), error.problems(), file ? file->rows : 0, file ? file->read : ReadBefore{}};
}

// Units before the pupils who live in them, pupils before what is said of them, whatever the order on the command line.
std::vector<Opened> open_sheets(const Workspace& workspace, const ImportRequest& request, ImportOutcome& outcome) {
  std::vector<Layout> known = layouts_of(workspace.rulebook);
  known.push_back(decisions_layout());
  std::vector<Opened> sheets;
  std::size_t file = 0;
  for (const std::string& path : files_meant(request, outcome.problems)) {
    ++file;
    try {
      for (Sheet& sheet : open_named(path, known, request, workspace.dates.today))
        sheets.push_back({path, file, std::move(sheet)});
    } catch (const Error& error) {
      if (!request.each || !concerns_one_file(error)) throw;
      outcome.refused.push_back(refused_import(error));
    }
  }
  std::stable_sort(sheets.begin(), sheets.end(), [](const Opened& a, const Opened& b) {
    const auto rank = [](const Opened& opened) {
      switch (opened.sheet.layout().kind) {
        case RosterKind::units: return 0;
        case RosterKind::students: return 1;
        case RosterKind::staff: return 2;
        case RosterKind::attendance: return 3;
        case RosterKind::leave: return 4;  // what a register says of the same day was said earlier
        case RosterKind::record: return 5;
      }
      return 6;
    };
    return rank(a) < rank(b);
  });
  return sheets;
}

void read_rows(ImportContext& context) {
  if (is_decisions(context.sheet.layout())) return import_decisions(context);
  switch (context.sheet.layout().kind) {
    case RosterKind::units: return import_units(context);
    case RosterKind::staff: return import_staff(context);
    case RosterKind::students: return import_students(context);
    case RosterKind::attendance: return import_attendance(context);
    case RosterKind::leave: return import_leave(context);
    case RosterKind::record: return import_records(context);
  }
}

// An empty roster is almost surely a failed export, not a school without pupils.
void refuse_if_empty(const ImportRequest& request, const ImportContext& context) {
  if (context.result.counts.rows > 0 || request.allow_empty) return;
  throw Error(Failure::input, {Problem{Severity::error,
                                       "W_NO_ROWS",
                                       {context.sheet.place(), context.sheet.header_line(), 0},
                                       text("只有表头，没有数据行", "a header and no rows"),
                                       text("多半是导出失败；确实为空请加 --allow-empty",
                                            "probably a failed export; if it is meant, add --allow-empty")}});
}

// What goes wrong on the way down a file: how far it was read is how much was refused.
void read_whole(const ImportRequest& request, ImportContext& context) {
  try {
    read_rows(context);
    refuse_if_empty(request, context);
  } catch (const Error& error) {
    const std::int64_t rows = context.result.counts.rows;
    if (error.failure() != Failure::guard) throw FileRefused(error, rows);
    std::vector<ImportedFile> read;
    read.push_back(std::move(context.result));
    throw FileRefused(error, rows, std::make_shared<const std::vector<ImportedFile>>(std::move(read)));
  }
  context.result.totals = context.sheet.totals();
  context.result.counts.rows += context.sheet.totals();  // they were read, and passed over
  for (const Problem& problem : context.sheet.problems()) context.warn(problem);
}

// That the guard was let through, by whom and why, if the import changed anything.
void note_accepted(Transaction& transaction, const ImportRequest& request, const RosterChanges& changes,
                   const RowCounts& total) {
  append(transaction, "import.accepted", "",
         json_of(std::map<std::string, FieldValue>{{"moved", std::int64_t{changes.moved()}},
                                                   {"reason", request.reason},
                                                   {"rejected", std::int64_t{total.rejected}},
                                                   {"rows", std::int64_t{total.rows}},
                                                   {"vanished", std::int64_t{total.vanished}}}));
}

// One entry for a file, and for each kind of table in it: the sheets of a workbook came with the same bytes.
Effect note_import(Transaction& transaction, const Workspace& workspace, std::span<ImportedFile*> sheets) {
  const ImportedFile& first = *sheets.front();
  const Rejects* rejects = &first.rejects;
  Rejects of_all(workspace.database.folder());
  RowCounts counts;
  for (const ImportedFile* sheet : sheets) counts += sheet->counts;
  if (sheets.size() > 1) {
    for (const ImportedFile* sheet : sheets)
      sheet->rejects.each([&](const Reject& reject) {
        of_all.add(reject);
        return true;
      });
    rejects = &of_all;
  }
  const ImportAdded added =
      add(transaction, {0, first.source, first.kind, first.digest, counts, transaction.occasion().at}, *rejects);
  for (ImportedFile* sheet : sheets) sheet->import_id = added.id;
  return added.effect;
}

void note_imports(Transaction& transaction, const Workspace& workspace, const ImportRequest& request,
                  const RosterChanges& changes, ImportOutcome& outcome) {
  std::vector<ImportedFile*> left;
  for (ImportedFile& file : outcome.files) left.push_back(&file);
  bool written = false;
  for (std::span<ImportedFile*> rest = left; !rest.empty();) {
    const auto others = std::stable_partition(rest.begin(), rest.end(), [&](const ImportedFile* file) {
      return file->number == rest.front()->number && file->kind == rest.front()->kind;
    });
    const auto sheets = static_cast<std::size_t>(others - rest.begin());
    written = note_import(transaction, workspace, rest.first(sheets)) == Effect::written || written;
    rest = rest.subspan(sheets);
  }
  if (written && changes.guard_overridden()) note_accepted(transaction, request, changes, outcome.total());
}

// What is known only when all rosters of the call were read.
void compare_whole_rosters(const Workspace& workspace, const ImportRequest& request, RosterChanges& changes,
                           ImportOutcome& outcome) {
  const auto last = std::find_if(outcome.files.rbegin(), outcome.files.rend(),
                                 [](const ImportedFile& file) { return file.kind == "students"; });
  if (!request.snapshot || last == outcome.files.rend()) return;
  try {
    changes.finish(*last);
  } catch (const Error& error) {
    const std::int64_t rows = outcome.total().rows;
    throw FileRefused(error, rows, std::make_shared<const std::vector<ImportedFile>>(std::move(outcome.files)));
  }
  outcome.snapshot = snapshot_tables(workspace, request, changes);
}

}  // namespace

RowCounts ImportOutcome::total() const {
  RowCounts sum;
  for (const ImportedFile& file : files) sum += file.counts;
  for (const RefusedImport& file : refused) {
    sum.rows += file.rows;
    sum.rejected += file.rows;
  }
  return sum;
}

namespace {

// On a thread of its own; where none is to be had, when it is asked for.
std::future<std::string> begun(std::string (*work)(const std::string&), const std::string& path) {
  try {
    return std::async(std::launch::async, work, path);
  } catch (const std::system_error&) {
    return std::async(std::launch::deferred, work, path);
  }
}

bool is_roster(const Opened& opened) {
  return opened.sheet.layout().kind == RosterKind::students && !is_decisions(opened.sheet.layout());
}

bool is_attendance(const Opened& opened) {
  return opened.sheet.layout().kind == RosterKind::attendance;
}

RosterClaims claims_of(const Workspace& workspace, std::span<const Opened> sheets, RosterClaims::Earlier earlier) {
  const auto rosters = static_cast<std::size_t>(std::ranges::count_if(sheets, is_roster));
  return {rosters, workspace.database.folder(), earlier};
}

// One transaction on its way in: what all of its sheets share.
struct Call {
  Call(const Workspace& its_workspace, const ImportRequest& its_request, Transaction& its_transaction,
       RosterClaims& its_claims)
      : workspace(its_workspace), request(its_request), transaction(its_transaction), claims(its_claims) {}

  const Workspace& workspace;
  const ImportRequest& request;
  Transaction& transaction;
  RosterClaims& claims;
  RosterChanges changes{workspace, request, transaction};
  Namesakes namesakes{workspace.database};
  std::map<std::size_t, std::shared_future<std::string>> digests;  // of the files, by Opened::file
};

enum class Reading { first, again };

// Once for each short name, since all rows of a file have the same.
void tell_short_names(ImportContext& context) {
  for (const auto& [name, school] : context.classes.short_names())
    context.warn({Severity::warning,
                  "W_SCHOOL_SHORT",
                  {context.path, 0, 0},
                  text("学校写的是“{}”，按“{}”（{}）登记", "the school {} was taken for {} ({})", name,
                       context.organisation.name_of(school), context.organisation.find(school)->code),
                  text("如果是另一所，用 --set 学校=登记的名称 指明，或在文件里写全名",
                       "if it is another one, give its name with --set school=NAME, or write it in full")});
}

ImportedFile take_sheet(Call& call, Opened& opened, AttendanceCall* attendance = nullptr,
                        Reading reading = Reading::first) {
  const Organisation organisation = load_organisation(call.workspace.database);
  const bool is_roster = opened.sheet.layout().kind == RosterKind::students;
  ClassRegister classes(organisation, call.workspace.dates.today,
                        is_roster ? ClassRegister::Names::registered : ClassRegister::Names::short_too);
  ImportContext context(call.workspace, call.transaction, call.request, opened.sheet, opened.sheet.place(),
                        organisation, classes, call.changes, call.namesakes, call.claims);
  context.attendance = attendance;
  if (reading == Reading::again) context.begin_again();
  // The whole file is hashed for the journal, once for all of its sheets; that takes as long as reading its rows and
  // needs nothing of them.
  std::shared_future<std::string>& digest = call.digests[opened.file];
  if (!call.request.typed && !digest.valid()) digest = begun(sha256_of_file, opened.path).share();
  read_whole(call.request, context);
  tell_short_names(context);
  context.result.digest = call.request.typed ? sha256_hex(call.request.typed->bytes) : digest.get();
  context.result.number = opened.file;
  context.result.source = opened.path.substr(opened.path.find_last_of('/') + 1);
  return std::move(context.result);
}

// The attendance returns of the call, in one reading; nothing, and nothing is written, if rows that were taken turned
// out to be contradicted by others.
std::optional<std::vector<ImportedFile>> take_attendance(Call& call, std::span<Opened> sheets, SessionClaims& claims,
                                                         Reading reading) {
  Savepoint taken(call.transaction);
  const auto speaks = call.request.complete ? ClassReturns::Speaks::of_whole_schools : ClassReturns::Speaks::of_rows;
  AttendanceCall attendance{AttendanceLoad(call.transaction), ClassReturns(speaks), claims, {}};
  for (const Opened& opened : sheets) attendance.files.push_back(opened.sheet.place());
  std::vector<ImportedFile> files;
  for (Opened& opened : sheets) {
    attendance.file = static_cast<int>(files.size());
    files.push_back(take_sheet(call, opened, &attendance, reading));
  }
  if (claims.came_too_late()) return std::nullopt;
  MessageLimit said;
  const Organisation organisation = load_organisation(call.workspace.database);
  attendance.returns.finish(
      call.workspace, organisation, attendance.load,
      [&](int source, Problem problem) {
        ImportedFile& file = files.at(static_cast<std::size_t>(source));
        problem.origin.file = file.path;
        if (said.takes(problem.code)) file.problems.push_back(std::move(problem));
      },
      [&](int source, Text words) { files.at(static_cast<std::size_t>(source)).notes.push_back(std::move(words)); });
  attendance.load.finish();
  taken.keep();
  return files;
}

std::vector<ImportedFile> take_attendance(Call& call, std::span<Opened> sheets) {
  SessionClaims claims(call.workspace.database.folder());
  if (auto files = take_attendance(call, sheets, claims, Reading::first)) return std::move(*files);
  claims.begin_again();
  return *take_attendance(call, sheets, claims, Reading::again);
}

// What is known only when all rosters of the call were read, before anything else is said of their pupils.
void finish_rosters(Call& call, std::vector<ImportedFile>& files) {
  try {
    call.changes.finish_rosters(files);
  } catch (const Error& error) {
    std::int64_t rows = 0;
    for (const ImportedFile& file : files) rows += file.counts.rows;
    throw FileRefused(error, rows, std::make_shared<const std::vector<ImportedFile>>(std::move(files)));
  }
}

// Each sheet of a workbook has its title, and all say nearly the same.
void tell_titles_once(std::vector<ImportedFile>& files) {
  std::map<std::size_t, std::vector<Problems*>> tables;
  for (ImportedFile& file : files) tables[file.number].push_back(&file.problems);
  for (const auto& [number, problems] : tables) gather_titles(problems);
}

// Those of attendance are next to each other. Nothing, with some of the sheets taken, if rosters contradict each other
// and all must be taken again.
std::optional<std::vector<ImportedFile>> take_sheets(Call& call, std::span<Opened> sheets) {
  std::vector<ImportedFile> files;
  for (auto at = sheets.begin(); at != sheets.end();) {
    const auto end = std::find_if_not(at, sheets.end(), is_attendance);
    if (at != end) {
      std::ranges::move(take_attendance(call, {at, end}), std::back_inserter(files));
      at = end;
      continue;
    }
    files.push_back(take_sheet(call, *at));
    if (is_roster(*at) && call.claims.is_at_last() && call.claims.came_too_late()) return std::nullopt;
    if (is_roster(*at) && std::none_of(at + 1, sheets.end(), is_roster)) finish_rosters(call, files);
    ++at;
  }
  return files;
}

// All of `sheets`, as one.
ImportOutcome take_in(const Workspace& workspace, const ImportRequest& request, Transaction& transaction,
                      std::span<Opened> sheets, RosterClaims& claims) {
  refresh_record_views(transaction, workspace.rulebook);
  auto call = std::make_unique<Call>(workspace, request, transaction, claims);
  std::optional<std::vector<ImportedFile>> files;
  {
    std::optional<Savepoint> first_reading;
    if (sheets.size() > 1) first_reading.emplace(transaction);
    files = take_sheets(*call, sheets);
    if (files && first_reading) first_reading->keep();
  }
  if (!files) {
    claims.begin_again();
    for (Opened& opened : sheets) opened.sheet = open_again(workspace, request, opened.path, opened.sheet);
    call = std::make_unique<Call>(workspace, request, transaction, claims);
    files = take_sheets(*call, sheets);
  }
  ImportOutcome outcome;
  outcome.files = std::move(*files);
  tell_titles_once(outcome.files);
  compare_whole_rosters(workspace, request, call->changes, outcome);
  note_imports(transaction, workspace, request, call->changes, outcome);
  return outcome;
}

void append(std::vector<std::vector<Cell>>& rows, std::vector<std::vector<Cell>> more) {
  std::ranges::move(more, std::back_inserter(rows));
}

void add_file(ImportOutcome& all, ImportOutcome one) {
  std::ranges::move(one.files, std::back_inserter(all.files));
  if (!all.snapshot) {
    all.snapshot = std::move(one.snapshot);
  } else if (one.snapshot) {
    append(all.snapshot->summary.rows, std::move(one.snapshot->summary.rows));
    append(all.snapshot->changes.rows, std::move(one.snapshot->changes.rows));
  }
}

// A rehearsal is one transaction with a savepoint for each file, so that later files see what earlier ones would have
// brought.
void take_each(const Workspace& workspace, const ImportRequest& request, Keep keep, std::span<Opened> sheets,
               ImportOutcome& outcome) {
  std::optional<Transaction> dry_run;
  if (keep == Keep::nothing) dry_run.emplace(workspace.database, workspace.occasion());
  RosterClaims claims = claims_of(workspace, sheets, RosterClaims::Earlier::is_committed);
  while (!sheets.empty()) {
    const auto others =
        std::stable_partition(sheets.begin(), sheets.end(),
                              [first = sheets.front().file](const Opened& opened) { return opened.file == first; });
    const std::span<Opened> one = sheets.first(static_cast<std::size_t>(others - sheets.begin()));
    sheets = sheets.subspan(one.size());
    const std::size_t begun = claims.begun();
    try {
      if (dry_run) {
        Savepoint savepoint(*dry_run);
        add_file(outcome, take_in(workspace, request, *dry_run, one, claims));
        savepoint.keep();
      } else {
        Transaction transaction(workspace.database, workspace.occasion());
        add_file(outcome, take_in(workspace, request, transaction, one, claims));
        transaction.commit();
      }
    } catch (const Error& error) {
      if (!concerns_one_file(error)) throw;
      claims.drop_from(begun);
      outcome.refused.push_back(refused_import(error));
    }
  }
}

}  // namespace

std::int64_t ImportOutcome::deferred() const {
  std::int64_t sum = 0;
  for (const ImportedFile& file : files) sum += file.deferred;
  return sum;
}

ImportOutcome import_in(Transaction& transaction, const Workspace& workspace, const ImportRequest& request) {
  ImportOutcome outcome;
  std::vector<Opened> sheets = open_sheets(workspace, request, outcome);
  RosterClaims claims = claims_of(workspace, sheets, RosterClaims::Earlier::may_be_dropped);
  ImportOutcome taken = take_in(workspace, request, transaction, sheets, claims);
  taken.problems = std::move(outcome.problems);
  return taken;
}

ImportOutcome import_files(const Workspace& workspace, const ImportRequest& request, Keep keep) {
  ImportOutcome outcome;
  std::vector<Opened> sheets = open_sheets(workspace, request, outcome);
  if (request.each) {
    take_each(workspace, request, keep, sheets, outcome);
    return outcome;
  }
  Transaction transaction(workspace.database, workspace.occasion());
  RosterClaims claims = claims_of(workspace, sheets, RosterClaims::Earlier::may_be_dropped);
  ImportOutcome taken = take_in(workspace, request, transaction, sheets, claims);
  taken.problems = std::move(outcome.problems);
  if (keep == Keep::changes) transaction.commit();
  return taken;
}

}  // namespace ksbx
