#include "app/night/escalate.h"

#include <algorithm>
#include <set>

#include "app/night/candidates.h"
#include "app/night/night.h"
#include "app/night/storm_watch.h"
#include "app/workspace/closures.h"
#include "app/workspace/rules_then.h"
#include "policy/check/rulebook_check.h"
#include "store/history/history_store.h"
#include "store/history/question_store.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/list_store.h"
#include "store/ledger/night_log.h"
#include "store/ledger/rule_text_store.h"
#include "store/ledger/wake_store.h"
#include "store/roster/unit_store.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

// A rulebook that reads well may still overlook someone: what `rules check` calls an error stops the night as well.
void refuse_unfit_rules(const Workspace& workspace) {
  Problems found = check_fitness(workspace.rulebook, workspace.dates.judged);
  if (has_errors(found)) throw Error(Failure::rules, std::move(found));
}

// The last day that this run judges.
Day last_day(const Dates& dates, const EscalateRequest& request) {
  return request.provisional ? dates.today : dates.judged;
}

void refuse_day_not_over(const Dates& dates, const EscalateRequest& request, Keep keep) {
  const Day through = last_day(dates, request);
  const Day latest = request.provisional ? dates.now.day() : dates.closed;
  if (keep == Keep::nothing || through <= latest) return;
  throw Error(
      Failure::usage, "day-not-over",
      text("{} 还没有结束（现在 {}），不能判断", "{} is not over (it is {}): it cannot be judged", through.iso(),
           dates.now.iso().substr(0, std::string_view("2026-11-23T20:00").size())),
      text("去掉 --as-of；今天先判一次用 --provisional；只想看看以后会怎样，加 --dry-run",
           "leave out --as-of; --provisional judges today so far; --dry-run shows what a later day would bring"));
}

[[noreturn]] void refuse_to_go_back(Day through, Day judged, Day closed) {
  if (judged > closed)
    throw Error(
        Failure::usage, "judged-ahead",
        text("已经判断到 {}，而这一天还没有结束：当时的时钟或 --as-of 不对",
             "already judged through {}, a day that is not over: the clock or --as-of was wrong then", judged.iso()),
        text("请撤销多判的夜晚：ksbx undo --night {}（先加 --dry-run 看看），再运行 ksbx escalate",
             "undo the wrong nights: ksbx undo --night {} (look first with --dry-run), then run "
             "ksbx escalate again",
             (closed + 1).iso()));
  throw Error(Failure::usage, "already-judged",
              text("已经判断到 {}，不能回到 {}", "already judged through {}: cannot go back to {}", judged.iso(),
                   through.iso()),
              text("查看过去某天请用 report --as-of 或 explain --on",
                   "to look at a past day use report --as-of or explain --on"));
}

// The day that this run judges next, by what is known under the lock: the day after the last run, whoever made it, and
// in the end the last of this run, once in each run, for what came in since. `judged`: the last day that this run has
// judged. Nothing if none is left.
std::optional<Day> next_day(const Workspace& workspace, Day through, const std::optional<Run>& last,
                            std::optional<Day> judged) {
  if (judged == through) return std::nullopt;
  if (last && through < last->through) {
    if (judged) return std::nullopt;  // another run has gone beyond this one since it began
    refuse_to_go_back(through, last->through, workspace.dates.closed);
  }
  Day next = last ? last->through + 1 : first_day_of_facts(workspace.database).value_or(through);
  if (judged) next = std::max(next, *judged + 1);  // provisional nights do not count as the last run
  return std::min(next, through);
}

// What a night decides by, all of it read in the transaction that keeps what it decides: another run may have judged,
// and people may have entered something, since the night before this one in the same run.
class NightBasis {
 public:
  NightBasis(const Workspace& workspace, const EscalateRequest& request, const std::optional<Run>& last, Day day)
      : request_(request),
        last_(last),
        dates_(workspace.dates),
        day_(day),
        is_last_pass_(day == last_day(workspace.dates, request)),
        is_altered_(last &&
                    (night_undone_since(workspace.database, *last) || wakes_altered(workspace.database, *last))),
        is_anew_(is_altered_ || (last && judged_otherwise(*last, workspace.rulebook, request.calendar_digest))),
        seen_(seen_now(workspace.database, workspace.dates.now)),
        organisation_(load_organisation(workspace.database)) {}

  const Organisation& organisation() const { return organisation_; }
  Night night() const {
    return {day_, last_day(dates_, request_), is_last_pass_ ? std::max(day_, dates_.today) : day_};
  }

  InQuestion in_question(const Workspace& workspace) const {
    const bool everybody = request_.everybody || is_anew_ || seen_before().change == 0;
    const Candidates candidates(workspace, organisation_, seen_before());
    return is_altered_ || (is_last_pass_ && everybody)
               ? candidates.everybody(day_)
               : candidates.on(day_, is_last_pass_, last_ && last_->through == day_);
  }

  Run run(const Workspace& workspace, const Escalation& pass) const {
    Run run;
    run.through = day_;
    run.today = dates_.today;
    run.provisional = request_.provisional;
    run.rulebook = workspace.rulebook.digest;
    run.calendar = request_.calendar_digest;
    // Only the last pass looks at everyone in question. Under other rules than those before, the others have seen
    // no one.
    run.seen = is_last_pass_ ? seen_ : is_anew_ ? Seen{} : seen_before();
    run.recorded = workspace.dates.now;
    run.counts = pass.counts;
    run.doubts = pass.doubts;
    if (is_last_pass_ && !request_.provisional) run.wakes = fingerprint_of_wakes(workspace.database);
    return run;
  }

 private:
  Seen seen_before() const { return last_ ? last_->seen : Seen{}; }

  const EscalateRequest& request_;
  std::optional<Run> last_;
  Dates dates_;
  Day day_;
  bool is_last_pass_;
  bool is_altered_;  // the wake-up days are of other hands or of a night that was undone: the first pass believes none
  bool is_anew_;     // for that, or under other rules or another calendar than the last run
  Seen seen_;
  Organisation organisation_;
};

// One night: everything is read and written in `transaction`.
Escalation judge_night(const Workspace& workspace, const EscalateRequest& request, Transaction& transaction,
                       const NightBasis& basis, StormWatch& storms) {
  const auto closed = request.provisional ? Timeline::Closed::provisional : Timeline::Closed::yes;
  const Night night = basis.night();
  NightPass pass(workspace, basis.organisation(), night, closed);
  pass.judge(basis.in_question(workspace));
  pass.hold_back(storms.look(pass.newcomers(), night.judged));
  pass.apply(transaction);
  storms.keep(transaction);
  Escalation result = pass.summary();
  result.storms = storms.held();
  result.accepted_storms = storms.accepted();
  if (add(transaction, basis.run(workspace, result)) == Effect::written)
    if (const auto written = last_run_even_provisional(workspace.database)) result.runs.push_back(written->id);
  return result;
}

// What the lists of this store tell begins with its first run by a ksbx that delivers lists.
void begin_lists(Transaction& transaction, const std::optional<Run>& last) {
  if (!delivered_through(transaction.database())) note_delivered(transaction, last ? last->id : 0);
}

// Opened in an early night, they may be settled, or open again after a pause, by a later one of the same run.
std::vector<Duty> still_open(Database& database, const std::vector<Duty>& duties) {
  std::vector<DutyId> ids;
  std::set<DutyId> seen;
  for (const Duty& one : duties)
    if (seen.insert(one.id).second) ids.push_back(one.id);
  return open_among(database, ids);
}

// So that the decision can be judged again when the folder has long been changed.
void keep_texts(Transaction& transaction, const Workspace& workspace, const EscalateRequest& request) {
  const auto keep = [&](const std::string& digest, const std::function<std::string()>& text) {
    if (!text || keeps_rule_text(transaction.database(), digest)) return;
    if (const std::string packed = text(); !packed.empty()) keep_rule_text(transaction, digest, packed);
  };
  keep(workspace.rulebook.digest, request.rulebook_text);
  keep(request.calendar_digest, request.calendar_text);
}

void add_to(Escalation& total, Escalation pass) {
  total.days += pass.days;
  total.counts += pass.counts;
  total.doubts = pass.doubts;
  total.not_judged = std::move(pass.not_judged);
  total.storms = std::move(pass.storms);
  const auto move = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  move(total.runs, pass.runs);
  move(total.new_duties, pass.new_duties);
  move(total.documents, pass.documents);
  move(total.sendings, pass.sendings);
  move(total.withdrawals, pass.withdrawals);
  move(total.amendments, pass.amendments);
  move(total.accepted_storms, pass.accepted_storms);
}

}  // namespace

Escalation escalate(const Workspace& workspace, const EscalateRequest& request, Keep keep) {
  refuse_unfit_rules(workspace);
  Escalation total;
  total.through = last_day(workspace.dates, request);
  workspace.calendar.require(total.through);  // before any day is judged
  refuse_day_not_over(workspace.dates, request, keep);
  const NightLog log(workspace.database);
  std::set<UnitId> let_through;
  std::optional<Day> judged;
  // A rehearsal keeps one transaction open over all days, so that each sees the one before; then nothing is kept.
  std::optional<Transaction> dry_run;
  if (keep == Keep::nothing) dry_run.emplace(workspace.database, workspace.occasion());
  while (true) {
    std::optional<Transaction> own;
    if (!dry_run) own.emplace(workspace.database, workspace.occasion());
    Transaction& transaction = dry_run ? *dry_run : *own;
    const auto last = last_run(workspace.database);
    const auto day = next_day(workspace, total.through, last, judged);
    if (!day) break;
    keep_texts(transaction, workspace, request);
    if (!request.provisional) note_judged_values(transaction, workspace.rulebook);
    const Rulebook rulebook = as_judged(workspace.database, workspace.rulebook);
    const Calendar calendar = with_closures(workspace.calendar, workspace.database, workspace.dates.now);
    const Workspace tonight{workspace.database, rulebook,          calendar,
                            workspace.dates,    workspace.command, workspace.actor};
    const NightBasis basis(tonight, request, last, *day);
    StormWatch storms(tonight, basis.organisation(), request, last_whole_run(workspace.database));
    if (own) begin_lists(transaction, last_run_even_provisional(workspace.database));
    Escalation result = judge_night(tonight, request, transaction, basis, storms);
    // A run that says no more than the last one leaves nothing, not even later wake-up days: those of that run hold.
    if (own && !result.runs.empty()) own->commit();
    judged = day;
    if (own && day != total.through) workspace.database.let_others_write();
    for (const Storm& storm : result.accepted_storms) let_through.insert(storm.school);
    total.without_storm = storms.accepted_but(let_through);
    add_to(total, std::move(result));
    if (own && request.kept) request.kept(total);
  }
  total.new_duties = still_open(workspace.database, total.new_duties);
  return total;
}

}  // namespace ksbx
