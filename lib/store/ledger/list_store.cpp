#include "store/ledger/list_store.h"

#include <map>
#include <set>

#include "base/join.h"
#include "base/text.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/journal/undone_nights.h"
#include "store/ledger/duty_row.h"

namespace ksbx {
namespace {

constexpr const char* of_lists = "list.delivered";
constexpr const char* of_folders = "folder.delivered";

std::optional<std::int64_t> told_through(Database& database, const char* event, const std::string& whom) {
  Statement entry(database, "SELECT detail FROM t_journal WHERE event = ? AND subject = ? ORDER BY seq DESC LIMIT 1");
  if (!entry.start(event, whom).step()) return std::nullopt;
  return std::get<std::int64_t>(row_in(entry.view(0)).at("run"));
}

Effect note_told(Transaction& transaction, const char* event, const std::string& whom, std::int64_t run) {
  if (told_through(transaction.database(), event, whom).value_or(-1) >= run) return Effect::unchanged;
  append(transaction, event, whom, formatted(R"({{"run":{}}})", run));
  return Effect::written;
}

// SQL: the lines of these runs in the log of the nights.
std::string log_of(std::int64_t run, const std::vector<std::int64_t>& but_for) {
  const std::string others = join(but_for, ", ", [](std::int64_t one) { return formatted("{}", one); });
  return formatted("SELECT n, place, deed, id, row FROM t_night_log WHERE run > {} AND run NOT IN ({}) AND {}", run,
                   others, run_holds("run"));
}

// What became of a duty that was there before.
struct Changed {
  bool was_muted = false, has_reason = false;
};

std::map<DutyId, Changed> changed_duties(Database& database, const std::string& log) {
  std::map<DutyId, Changed> changed;
  Statement rows(database, formatted("SELECT id, row FROM ({}) WHERE place = 't_duty' AND deed = 'update'", log));
  while (rows.step()) {
    const auto before = row_in(rows.view(1));
    Changed& one = changed[rows.id<DutyId>(0)];
    if (const auto muted = before.find("muted_until"); muted != before.end())
      one.was_muted = one.was_muted || !std::holds_alternative<std::monostate>(muted->second);
    one.has_reason = one.has_reason || before.contains("note");
  }
  return changed;
}

std::set<DutyId> opened_duties(Database& database, const std::string& log) {
  std::set<DutyId> opened;
  Statement rows(database, formatted("SELECT id FROM ({}) WHERE place = 't_duty' AND deed = 'insert'", log));
  while (rows.step()) opened.insert(rows.id<DutyId>(0));
  return opened;
}

void find_duties(Database& database, const std::string& log, FoundByRuns& found) {
  const std::set<DutyId> opened = opened_duties(database, log);
  std::set<DutyId> listed = opened;
  const std::map<DutyId, Changed> changed = changed_duties(database, log);
  for (const auto& [id, how] : changed) {
    if (opened.contains(id)) continue;  // nobody knows it otherwise
    const auto now = duty(database, id);
    if (!now) continue;
    if (how.was_muted && !now->muted_until) listed.insert(id);
    if (now->state == DutyState::withdrawn)
      found.withdrawn.push_back(*now);
    else if (how.has_reason && now->state == DutyState::open)
      found.amended.push_back(*now);
  }
  found.duties = open_among(database, {listed.begin(), listed.end()});
}

void find_papers(Database& database, const std::string& log, FoundByRuns& found) {
  Statement documents(database,
                      formatted("{} JOIN ({}) l ON l.place = 't_document' AND l.deed = 'insert' AND l.id = d.id WHERE "
                                "{} ORDER BY d.id",
                                select_documents(), log, is_valid("d.id")));
  while (documents.step()) found.documents.push_back(document_in(documents));
  Statement sendings(database,
                     formatted("SELECT d.id, d.number, s.nth, s.day FROM t_sending s JOIN ({}) l ON l.place = "
                               "'t_sending' AND l.deed = 'insert' AND l.id = s.id JOIN t_document d ON d.id = "
                               "s.document ORDER BY s.id",
                               log));
  while (sendings.step())
    found.sendings.push_back(
        {sendings.id<DocumentId>(0), sendings.text(1), static_cast<int>(sendings.number(2)), sendings.day(3)});
}

}  // namespace

std::optional<std::int64_t> delivered_through(Database& database) {
  return told_through(database, of_lists, "");
}

Effect note_delivered(Transaction& transaction, std::int64_t run) {
  return note_told(transaction, of_lists, "", run);
}

std::optional<std::int64_t> handed_out_through(Database& database, const std::string& by) {
  return told_through(database, of_folders, by);
}

Effect note_handed_out(Transaction& transaction, const std::string& by, std::int64_t run) {
  return note_told(transaction, of_folders, by, run);
}

std::int64_t last_run_before(Database& database, Day day) {
  Statement run(database,
                formatted("SELECT coalesce(max(id), 0) FROM t_run WHERE through < ? AND {}", run_holds("id")));
  run.start(day).step();
  return run.number(0);
}

FoundByRuns found_after(Database& database, std::int64_t run, const std::vector<std::int64_t>& but_for) {
  FoundByRuns found;
  const std::string log = log_of(run, but_for);
  Statement days(database, formatted("SELECT min(through), max(through) FROM t_run WHERE id IN (SELECT run FROM "
                                     "t_night_log WHERE n IN (SELECT n FROM ({})))",
                                     log));
  if (days.step()) {
    found.first = days.maybe_day(0);
    found.last = days.maybe_day(1);
  }
  find_duties(database, log, found);
  find_papers(database, log, found);
  return found;
}

}  // namespace ksbx
