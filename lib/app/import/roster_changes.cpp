#include "app/import/roster_changes.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "app/import/row_doubts.h"
#include "base/join.h"
#include "base/mask.h"
#include "policy/roster/left_out.h"
#include "policy/roster/promotion.h"
#include "store/history/question_store.h"
#include "store/history/record_store.h"
#include "store/roster/deferral_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

RollPlace place_before(const Organisation& organisation, const Student& student) {
  const Unit* school = organisation.above(student.school_class, UnitKind::school);
  const Unit* school_class = organisation.find(student.school_class);
  return {school ? school->id : UnitId{}, student.school_class, school_class ? school_class->year : 0,
          school_class && is_unclear(*school_class), student.enrolment};
}

std::size_t index_of(Movement movement) {
  return static_cast<std::size_t>(movement);
}

Problem claimed(const Unit& there, const Origin& origin, const Student& known, Text what_to_find_out, Text remedy) {
  return {Severity::warning, "W_DOUBLE_CLAIM", origin,
          text("{} 在 {} 的名册里，这所学校的名册里也有：{}", "{} is on the roster of {} and on this school's, too: {}",
               short_code(known.id), there.name, what_to_find_out),
          std::move(remedy)};
}

Problem claimed_twice(const Unit& there, const Origin& origin, const Student& known) {
  return claimed(there, origin, known,
                 text("先留在那里，两校都要核实", "he stays there, and both schools are to find out"),
                 text("查明后用 --decisions 导出，填 留 或 转，再导入；或由另一所从名册里去掉，重新导入整校名册",
                      "when it is known, export with --decisions, write stay or move, and import; or the other school "
                      "takes him off and sends its whole roster"));
}

Problem claimed_in_vain(const Unit& there, const Origin& origin, const Student& known) {
  return claimed(there, origin, known, text("已查明他在那里", "it was found that he is there"),
                 text("从这所学校的名册里去掉；查错了用 ksbx undo 撤销那次决定",
                      "take him off this school's roster; if that was wrong, ksbx undo takes the decision back"));
}

}  // namespace

RosterChanges::RosterChanges(const Workspace& workspace, const ImportRequest& request, Transaction& transaction)
    : workspace_(workspace),
      request_(request),
      transaction_(transaction),
      signs_(workspace, transaction),
      missing_(signs_.missing()),
      newcomers_(workspace.database.folder(), {}) {
  read_claims();
}

void RosterChanges::read_claims() {
  claims_.clear();
  for (const Claim& one : claims(workspace_.database)) claims_[one.student].push_back(one);
}

void RosterChanges::unchanged(const ClassRegister::Found& place) {
  if (request_.snapshot && place.school) ++file_.schools[place.school][index_of(Movement::unchanged)];
}

void RosterChanges::added(StudentId id, const Student& student, const ClassRegister::Found& place) {
  keep(Movement::added, id, place.school, student.school_class, {});
}

void RosterChanges::came(const ImportContext& context, StudentId id, const Student& student) {
  if (student.school_class && sign_of(student.enrolment))
    file_.came.push_back({id, student.school_class, student.enrolment, context.path});
}

void RosterChanges::came_back(const ImportContext& context, StudentId id, const Student& student) {
  back_.insert(id);
  came(context, id, student);
}

void RosterChanges::updating(const Organisation& organisation, const Student& before, const Student& after,
                             const ClassRegister::Found& place) {
  const RollPlace then = place_before(organisation, before);
  const RollPlace now{place.school, after.school_class, place.year, place.unclear, after.enrolment};
  const Movement how = movement(then, now, missing_.contains(before.id), before != after);
  const bool elsewhere = then.school && now.school && then.school != now.school;
  // To be on the roll again of the school that he left is to be received as well.
  const bool is_back = then.enrolment == Enrolment::transferred_out && now.school;
  const bool other_class = then.school_class != now.school_class && !then.unclear;
  const bool came_over = now.enrolment == Enrolment::enrolled && (is_back || (elsewhere && has_left(before)));
  const auto sign = now.enrolment == then.enrolment ? std::nullopt : sign_of(now.enrolment);
  if (sign && now.school && !signs_.is_said(*sign, before.id))
    file_.departures.push_back({before.id, after.school_class, then.enrolment, now.enrolment});
  const bool is_known_elsewhere = other_class && then.enrolment == Enrolment::enrolled && !came_over;
  const bool may_stay = !file_.same_day.empty() && file_.same_day.back().before.id == before.id;
  if (request_.supplement && is_known_elsewhere && !may_stay)
    file_.moves.push_back({before, then.school_class, now.school_class});
  if (came_over) file_.arrivals.push_back({before.id, then.school, after.school_class});
  const auto due = [&] { return placed_since(workspace_.database, before.id) < grades_begin(workspace_.dates.today); };
  if (is_known_elsewhere && !(how == Movement::promoted && due())) ++file_.moved;
  if (request_.snapshot) keep(how, after.id, place.school, after.school_class, differences(before, after));
}

Claim* RosterChanges::claim_of(StudentId student, UnitId school) {
  const auto all = claims_.find(student);
  if (all == claims_.end()) return nullptr;
  const auto found = std::ranges::find(all->second, school, &Claim::school);
  return found == all->second.end() || found->standing == ClaimStanding::dropped ? nullptr : &*found;
}

void RosterChanges::note_claim(Claim& claim, ClaimStanding standing) {
  if (claim.standing == ClaimStanding::both && standing != ClaimStanding::both)
    signs_.note(RosterSign::claim_settled, claim.student, student(workspace_.database, claim.student)->school_class);
  claim.standing = standing;
  ksbx::note(transaction_, claim, workspace_.dates.today);
}

std::optional<Problem> RosterChanges::claimed_elsewhere(const ImportContext& context, const Row& row,
                                                        const Student& before, const Student& said,
                                                        const ClassRegister::Found& place) {
  const Unit* there = context.organisation.above(before.school_class, UnitKind::school);
  const bool both_have_him = before.enrolment == Enrolment::enrolled && said.enrolment == Enrolment::enrolled;
  if (!there || !place.school || there->id == place.school || !both_have_him) return std::nullopt;
  Claim* claim = claim_of(before.id, place.school);
  if (!claim) {
    if (!has_left(before))
      note_first_word(context, row, before, there->id, {before.id, place.school, said.school_class});
    return std::nullopt;
  }
  if (claim->standing != ClaimStanding::denied) {
    claim_twice(*claim, said.school_class);
    return claimed_twice(*there, row.origin(), before);
  }
  if (has_let_go(before)) {
    note_claim(*claim, ClaimStanding::dropped);
    return std::nullopt;
  }
  named_.emplace(before.id, place.school);
  return claimed_in_vain(*there, row.origin(), before);
}

// The school where he is: by its roster, or by what it says of him.
bool RosterChanges::has_let_go(const Student& before) const {
  return missing_.contains(before.id) || has_left(before);
}

std::optional<Effect> RosterChanges::decide_claim(const Organisation& organisation, StudentId id, UnitId school,
                                                  Found found) {
  const Student now = *student(workspace_.database, id);
  const Unit* there = organisation.above(now.school_class, UnitKind::school);
  if (!there) return std::nullopt;
  Claim* claim = claim_of(id, school);
  const auto is_denied = [](const Claim& one) { return one.standing == ClaimStanding::denied; };
  const bool is_so = found == Found::stays ? claim && is_denied(*claim)
                                           : there->id == school && std::ranges::any_of(claims_[id], is_denied);
  if (is_so) return Effect::unchanged;
  if (!claim || claim->standing != ClaimStanding::both) return std::nullopt;
  if (found == Found::stays) {
    note_claim(*claim, ClaimStanding::denied);
    return Effect::written;
  }
  Student after = now;
  after.school_class = claim->school_class;
  update(transaction_, now, after, workspace_.dates.today);
  forget_roster_row(transaction_, id);  // so that the row of the school that he left is looked at again
  note_claim(*claim, ClaimStanding::dropped);
  claims_[id].push_back({id, there->id, now.school_class});
  note_claim(claims_[id].back(), ClaimStanding::denied);
  return Effect::written;
}

// The first word of another school: he moved, and the former one may still say that he did not.
void RosterChanges::note_first_word(const ImportContext& context, const Row& row, const Student& before, UnitId from,
                                    const Claim& claim) {
  std::vector<Claim>& all = claims_[before.id];
  all.push_back({before.id, from, before.school_class});
  note_claim(all.back(), ClaimStanding::former);
  // Whoever types a row knows what he says.
  if (request_.typed || missing_.contains(before.id)) return;
  if (!was_placed_on(workspace_.database, before.id, workspace_.dates.today)) return;
  file_.same_day.push_back({before, from, claim.school, claim.school_class, row.origin(), context.path});
}

void RosterChanges::claim_twice(Claim& claim, UnitId school_class) {
  named_.emplace(claim.student, claim.school);
  const bool is_news = claim.standing != ClaimStanding::both;
  claim.school_class = school_class;
  note_claim(claim, ClaimStanding::both);
  if (is_news) signs_.note(RosterSign::claimed_twice, claim.student, school_class);
}

// Do the rosters of this call say who is in the class, or in the whole school?
bool RosterChanges::is_asked(UnitId school, UnitId school_class) const {
  if (request_.snapshot) return schools_.contains(school);
  return std::ranges::any_of(
      parts_, [&](const Part& part) { return std::ranges::find(part.classes, school_class) != part.classes.end(); });
}

// His school named him today, and in another call, so it did not leave him out: he goes back, and both have him.
void RosterChanges::claim_moves_of_one_day(std::vector<ImportedFile>& files) {
  if (same_day_.empty()) return;
  const Organisation organisation = load_organisation(workspace_.database);
  MessageLimit said;
  for (const SameDay& one : same_day_) {
    const Student now = *student(workspace_.database, one.before.id);
    Claim* former = claim_of(now.id, one.from);
    const bool is_first_word = former && former->standing == ClaimStanding::former;
    if (!is_first_word || now.school_class != one.school_class || is_asked(one.from, one.before.school_class)) continue;
    update(transaction_, now, one.before, workspace_.dates.today);
    forget_roster_row(transaction_, now.id);
    note_claim(*former, ClaimStanding::dropped);
    std::vector<Claim>& all = claims_[now.id];
    all.push_back({now.id, one.school, one.school_class});
    claim_twice(all.back(), one.school_class);
    forget_move(now.id, one.school);
    ImportedFile& file = *std::ranges::find(files, one.path, &ImportedFile::path);
    --file.counts.changed;
    ++file.counts.unchanged;
    if (said.takes("W_DOUBLE_CLAIM"))
      file.problems.push_back(claimed_twice(*organisation.find(one.from), one.origin, one.before));
  }
  same_day_.clear();
}

void RosterChanges::forget_move(StudentId student, UnitId school) {
  std::erase_if(list_, [&](const RosterChange& one) {
    if (one.student != student) return false;
    --schools_[school][index_of(one.movement)];
    return true;
  });
}

// A roster that has the class, or the whole school, and not the pupil lets him go. Who is let go by the school in which
// he is, is in the class of the other one.
void RosterChanges::settle_claims() {
  if (claims_.empty()) return;
  const Organisation organisation = load_organisation(workspace_.database);
  for (auto& [id, all] : claims_)
    for (Claim& claim : all) {
      if (claim.standing == ClaimStanding::dropped) continue;
      if (claim.standing == ClaimStanding::former && !is_asked(claim.school, claim.school_class)) continue;
      const Student now = *student(workspace_.database, id);
      const Unit* school = organisation.above(now.school_class, UnitKind::school);
      const auto at = static_cast<std::size_t>(id.value);
      const bool is_named = named_.contains({id, claim.school});
      const bool is_let_go =
          school && is_asked(school->id, now.school_class) && !(at < mentioned_.size() && mentioned_[at]);
      const bool has_him =
          claim.standing == ClaimStanding::both || (is_named && claim.standing == ClaimStanding::denied);
      if (has_him && is_let_go) {
        Student after = now;
        after.school_class = claim.school_class;
        update(transaction_, now, after, workspace_.dates.today);
        if (at >= mentioned_.size()) mentioned_.resize(at + 1);
        mentioned_[at] = true;
        note_claim(claim, ClaimStanding::dropped);
      } else if (!is_named && is_asked(claim.school, claim.school_class)) {
        note_claim(claim, ClaimStanding::dropped);
      }
    }
}

void refuse_part_of_roster(const ImportContext& context) {
  if (!context.request.snapshot) return;
  throw Error(Failure::input,
              {Problem{Severity::error,
                       "E_PART_OF_ROSTER",
                       {context.path, 0, 0},
                       text("这是名册的一部分，不能当作整校名册", "this is part of a roster, not a whole one"),
                       text("不加 --snapshot 单独导入", "import it by itself, without --snapshot")}});
}

void RosterChanges::keep(Movement movement, StudentId student, UnitId school, UnitId school_class,
                         std::vector<FieldDifference> fields) {
  if (!school) return;
  ++file_.schools[school][index_of(movement)];
  if (movement == Movement::unchanged) return;
  file_.list.push_back({movement, student, school_class, std::move(fields)});
}

// By his standing, or by the record of a school, which may be there before the roll says so.
bool RosterChanges::has_left(const Student& before) const {
  if (before.enrolment == Enrolment::transferred_out) return true;
  const Meanings& meaning = workspace_.rulebook.meaning;
  bool left = false;
  for (const Record& record : records_of(workspace_.database, before.id)) {
    if (meaning.says(record, Meant::transfer_out)) left = true;
    if (meaning.says(record, Meant::transfer_in)) left = false;
  }
  return left;
}

void RosterChanges::add_file() {
  moved_ += file_.moved;
  for (const auto& [school, counts] : file_.schools)
    std::ranges::transform(counts, schools_[school], schools_[school].begin(), std::plus());
  if (list_.empty())
    list_.swap(file_.list);
  else
    std::ranges::move(file_.list, std::back_inserter(list_));
  std::ranges::move(file_.same_day, std::back_inserter(same_day_));
  std::ranges::move(file_.came, std::back_inserter(came_));
  file_ = {};
}

void RosterChanges::finish_file(ImportContext& context, const RosterLoad& load, const std::set<UnitId>& classes) {
  const std::int64_t moved = file_.moved;
  list_arrivals(context);
  list_departures(context);
  list_moves(context);
  list_found(context, load);
  add_file();
  load.add_mentioned(mentioned_);
  if (request_.snapshot) {
    rows_ += context.result.counts.rows;
    refused_ += context.result.counts.rejected + context.result.deferred;
  } else if (!load.is_first()) {  // before a first load there was no one who could be missing
    parts_.push_back({context.path, {classes.begin(), classes.end()}, moved});
  }
}

void RosterChanges::newcomer(const ImportContext& context, const Row& row, StudentId id, std::int64_t print) {
  if (!std::exchange(file_.is_among_reads, true))
    reads_.push_back({context.path, context.result.file, context.sheet.headers()});
  TableRow kept = {id.value, static_cast<std::int64_t>(reads_.size() - 1), std::int64_t{row.line()}, print};
  for (const std::string_view cell : row.cells()) kept.emplace_back(std::string(cell));
  newcomers_.add(std::move(kept));
}

void RosterChanges::forget_file() {
  if (file_.is_among_reads) reads_.back().is_forgotten = true;
  file_ = {};
  read_claims();
}

std::vector<StudentId> RosterChanges::not_mentioned(const std::vector<UnitId>& classes) const {
  return not_mentioned(students_of_classes(workspace_.database, classes));
}

std::vector<StudentId> RosterChanges::not_mentioned(std::vector<StudentId> found) const {
  std::erase_if(found, [this](StudentId id) {
    const auto at = static_cast<std::size_t>(id.value);
    return at < mentioned_.size() && mentioned_[at];
  });
  return found;
}

void RosterChanges::finish_rosters(std::vector<ImportedFile>& files) {
  claim_moves_of_one_day(files);
  settle_claims();
  hold_back(files);
  loads_.clear();
  MessageLimit said;
  for (auto& [path, problem] : list_newcomers())
    if (said.takes(problem.code))
      std::ranges::find(files, path, &ImportedFile::path)->problems.push_back(std::move(problem));
  for (const Part& part : parts_) {
    ImportedFile& file = *std::ranges::find(files, part.path, &ImportedFile::path);
    std::vector<Student> gone;
    for (const StudentId id : not_mentioned(part.classes)) gone.push_back(*student(workspace_.database, id));
    list_missing(file, gone);
    const auto is_new = [&](const Student& one) { return !missing_.contains(one.id); };
    rows_ = file.counts.rows;
    refused_ = file.counts.rejected + file.deferred;
    guard(file, std::ranges::count_if(gone, is_new), part.moved);
  }
  parts_.clear();
}

// Whoever is new and may be one of the missing is taken away again before anybody hears of him, and his row waits.
void RosterChanges::hold_back(std::vector<ImportedFile>& files) {
  std::vector<StudentId> held_back;
  if (!reads_.empty()) held_back = newcomers_in_doubt(files);
  for (const RosterLoad::Loaded& loaded : loads_) ksbx::note(transaction_, loaded, held_back);
  forget_added(held_back);
}

std::vector<StudentId> RosterChanges::newcomers_in_doubt(std::vector<ImportedFile>& files) {
  const Organisation organisation = load_organisation(workspace_.database);
  LeftOut missing;
  for (const StudentId id : left_out_of_rosters(organisation)) {
    Student one = *student(workspace_.database, id);
    const Unit* school = organisation.above(one.school_class, UnitKind::school);
    missing.add(std::move(one), school ? school->id : UnitId{});
  }
  std::vector<StudentId> held_back;
  MessageLimit said;
  const auto look_at = [&](TableRow row) {
    const StudentId id{std::get<std::int64_t>(row[0])};
    const Read& read = reads_[static_cast<std::size_t>(std::get<std::int64_t>(row[1]))];
    if (read.is_forgotten) return;
    Deferral deferral;
    deferral.pupil = *student(workspace_.database, id);
    const Unit* school = organisation.above(deferral.pupil.school_class, UnitKind::school);
    deferral.candidates = missing.like(deferral.pupil, school ? school->id : UnitId{});
    if (deferral.candidates.empty()) return;
    deferral.pupil.id = {};
    deferral.fingerprint = std::get<std::int64_t>(row[3]);
    deferral.file = read.file;
    deferral.line = static_cast<int>(std::get<std::int64_t>(row[2]));
    deferral.doubt = name_of(RowDoubt::left_out);
    deferral.header = read.header;
    for (std::size_t i = 4; i < row.size(); ++i) deferral.cells.push_back(std::get<std::string>(row[i]));
    take_away(transaction_, id);
    defer(transaction_, deferral);
    held_back.push_back(id);
    for (const StudentId one : deferral.candidates) mentioned_[static_cast<std::size_t>(one.value)] = true;
    ImportedFile& file = *std::ranges::find(files, read.path, &ImportedFile::path);
    --file.counts.added;
    --(deferral.pupil.provisional() ? file.counts.provisional : file.counts.accepted);
    ++file.deferred;
    ++refused_;
    if (said.takes("W_DEFERRED"))
      file.problems.push_back(told_of(workspace_, organisation, {read.path, deferral.line, 0}, deferral));
  };
  if (!missing.empty()) newcomers_.each(look_at);
  std::ranges::sort(held_back);
  return held_back;
}

// Of those of this call, and of earlier ones of this school year, and whoever graduated since it began. Each once.
std::vector<StudentId> RosterChanges::left_out_of_rosters(const Organisation& organisation) const {
  std::vector<StudentId> all;
  const auto add = [&](const std::vector<StudentId>& more) { all.insert(all.end(), more.begin(), more.end()); };
  if (request_.snapshot)
    for (const auto& [school, counts] : schools_) add(not_mentioned(organisation.classes_of(school)));
  for (const Part& part : parts_) add(not_mentioned(part.classes));
  // Primary leavers, when everybody was promoted first: they are new at the next school.
  if (request_.snapshot || !parts_.empty())
    add(not_mentioned(graduated_since(workspace_.database, grades_begin(workspace_.dates.today))));
  for (const StudentId id : missing_)
    if (is_on_the_books(workspace_.database, id) && went_missing_this_year(id)) all.push_back(id);
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

bool RosterChanges::went_missing_this_year(StudentId student) const {
  const Day begin = grades_begin(workspace_.dates.today);
  return std::ranges::any_of(records_of(workspace_.database, student), [&](const Record& record) {
    return record.day >= begin && workspace_.rulebook.meaning.says(record, Meant::roster_missing);
  });
}

void RosterChanges::forget_added(const std::vector<StudentId>& held_back) {
  if (held_back.empty() || !request_.snapshot) return;
  const Organisation organisation = load_organisation(workspace_.database);
  std::erase_if(list_, [&](const RosterChange& one) {
    if (one.movement != Movement::added || !std::ranges::binary_search(held_back, one.student)) return false;
    --schools_[organisation.above(one.school_class, UnitKind::school)->id][index_of(Movement::added)];
    return true;
  });
}

void RosterChanges::finish_decisions(ImportContext& context, const RosterLoad& load) {
  list_arrivals(context);
  list_departures(context);
  list_found(context, load);
  add_file();
  for (auto& [path, problem] : list_newcomers()) context.warn(std::move(problem));
}

void RosterChanges::finish(ImportedFile& last_roster) {
  const Organisation organisation = load_organisation(workspace_.database);
  std::vector<Student> gone;
  std::int64_t vanished = 0;
  for (auto& [school, counts] : schools_)
    for (const StudentId id : not_mentioned(organisation.classes_of(school))) {
      const Movement how = missing_.contains(id) ? Movement::still_missing : Movement::vanished;
      gone.push_back(*student(workspace_.database, id));
      ++counts[index_of(how)];
      list_.push_back({how, id, gone.back().school_class, {}});
      if (how == Movement::still_missing) continue;
      ++vanished;
      signs_.note(RosterSign::missing, id, gone.back().school_class);
    }
  list_missing(last_roster, gone);
  guard(last_roster, vanished, moved_);
}

void RosterChanges::list_arrivals(ImportContext& context) {
  for (const Arrival& one : file_.arrivals) {
    signs_.note(RosterSign::transferred, one.student, one.school_class);
    context.warn(
        {Severity::warning,
         "W_TRANSFERRED_IN",
         {context.path, 0, 0},
         text("{} 从 {} 转出，已在本名册里：登记为转入", "{} left {} and is on this roster: recorded as received",
              short_code(one.student), context.organisation.name_of(one.from)),
         text("请接收学校确认是否已到校上课", "let the school say whether the child attends")});
  }
}

// Whoever only adds newcomers does not expect that others move.
void RosterChanges::list_moves(ImportContext& context) {
  for (const Move& one : file_.moves)
    context.warn(
        {Severity::warning,
         "W_MOVED_BY_SUPPLEMENT",
         {context.path, 0, 0},
         text("{}（{}）原在 {}，这份补充名单写的是 {}：已换班", "{} ({}) was in {} and is in {} by this list: moved",
              masked(one.before.name, Privacy::name, Masking::normal), short_code(one.before.id),
              context.organisation.full_name(one.from), context.organisation.full_name(one.to)),
         text("请核对；班级写错了用 ksbx undo 撤销这次导入",
              "check it; if the class is wrong, ksbx undo this import")});
}

void RosterChanges::list_departures(ImportContext& context) {
  for (const Departure& one : file_.departures) {
    if (signs_.note(*sign_of(one.after), one.student, one.school_class) != Effect::written) continue;
    context.warn({Severity::warning,
                  "W_STANDING_ON_RECORD",
                  {context.path, 0, 0},
                  text("{} 的学籍状态由“{}”改为“{}”：已登记，去向和证明待补",
                       "{} was “{}” on the roll and is “{}”: on record; where to and the proof are to follow",
                       short_code(one.student), label_of(one.before), label_of(one.after)),
                  text("按当晚产生的任务补上；写错了用 ksbx undo 撤销这次导入",
                       "see the duties of the night; if the roster is wrong, ksbx undo this import")});
  }
}

// Once it is known who of them stays on the books, and where.
std::vector<std::pair<std::string, Problem>> RosterChanges::list_newcomers() {
  std::vector<std::pair<std::string, Problem>> told;
  if (came_.empty()) return told;
  const Organisation organisation = load_organisation(workspace_.database);
  std::map<std::pair<UnitId, Enrolment>, bool> signs;
  for (const Newcomer& one : came_) {
    const auto now = student(workspace_.database, one.student);
    if (!now || now->enrolment != one.standing) continue;
    const auto [is, first] = signs.try_emplace({one.school_class, one.standing});
    if (first) is->second = is_sign(organisation, one.school_class, one.standing);
    const RosterSign sign = *sign_of(one.standing);
    if (!is->second || signs_.is_said(sign, one.student)) continue;
    if (signs_.note(sign, one.student, one.school_class) != Effect::written) continue;
    told.emplace_back(one.path,
                      Problem{Severity::warning,
                              "W_STANDING_ON_RECORD",
                              {one.path, 0, 0},
                              text("{} 以前没有登记过，名册里的学籍状态是“{}”：已登记，去向和证明待补",
                                   "{} was not known before and is “{}” on the roll: on record; where to and the proof "
                                   "are to follow",
                                   short_code(one.student), label_of(one.standing)),
                              text("按当晚产生的任务补上；写错了用 ksbx undo 撤销这次导入",
                                   "see the duties of the night; if the roster is wrong, ksbx undo this import")});
  }
  came_.clear();
  return told;
}

// A class whose first pupils come with him begins only now. One that has none but such newcomers, at a school that was
// known, is no class that begins: they left it.
bool RosterChanges::is_sign(const Organisation& organisation, UnitId school_class, Enrolment standing) const {
  const Unit* his = organisation.find(school_class);
  const Unit* school = organisation.above(school_class, UnitKind::school);
  if (!his || !school) return false;
  const std::vector<UnitId> classes = organisation.classes_of(school->id);
  std::vector<int> grades;
  for (const UnitId id : classes)
    if (const int year = organisation.find(id)->year; year > 0) grades.push_back(year);
  const bool is_last = his->year > 0 && his->year == last_grade(school->name, grades);
  if (standing == Enrolment::graduated && is_last) return false;
  if (has_known(school_class)) return true;
  const bool begins = !students_of_classes(workspace_.database, {school_class}).empty();
  return !begins && std::ranges::any_of(classes, [this](UnitId id) { return has_known(id); });
}

// Anybody who is on the books since before today, and not only again.
bool RosterChanges::has_known(UnitId school_class) const {
  return std::ranges::any_of(students_from_before(workspace_.database, school_class, workspace_.dates.today),
                             [this](StudentId id) { return !back_.contains(id); });
}

void RosterChanges::list_found(ImportContext& context, const RosterLoad& load) {
  std::vector<StudentId> found;
  for (const StudentId id : missing_)
    if (load.mentions(id)) found.push_back(id);
  std::ranges::sort(found);
  for (const StudentId id : found) {
    missing_.erase(id);
    signs_.note(RosterSign::reappeared, id, student(workspace_.database, id)->school_class);
    context.warn(
        {Severity::warning,
         "W_REAPPEARED",
         {context.path, 0, 0},
         text("{} 曾不在名册里，现在又有了", "{} was missing from a roster and is on this one", short_code(id)),
         text("未报到待核实已了结", "it is now known where the child is")});
  }
}

void RosterChanges::list_missing(ImportedFile& file, const std::vector<Student>& gone) {
  file.counts.vanished += static_cast<std::int64_t>(gone.size());
  std::vector<Student> sorted = gone;
  std::ranges::sort(sorted, {}, &Student::id);
  MessageLimit said;
  for (const Student& one : sorted)
    if (said.takes("W_MISSING_FROM_ROSTER"))
      file.problems.push_back(
          {Severity::warning,
           "W_MISSING_FROM_ROSTER",
           {file.path, 0, 0},
           text("{}（{}）不在这次名册里：请核实是转出、休学，还是没来报到",
                "{} ({}) was in these classes and is not on this roster: find out whether transferred, suspended or "
                "not come back",
                masked(one.name, Privacy::name, Masking::normal), short_code(one.id)),
           {}});
}

void RosterChanges::guard(const ImportedFile& file, std::int64_t vanished, std::int64_t moved) {
  if (!is_too_many(vanished + moved + refused_, rows_ + vanished)) return;
  if (request_.accept) {
    guard_overridden_ = true;
    return;
  }
  std::vector<Text> counts;
  const auto add = [&](std::int64_t number, Text what) {
    if (number > 0) counts.push_back(text("{} {}", "{} {}", number, what));
  };
  add(vanished, text("人不见了", "pupils vanished"));
  add(moved, text("人换了班", "changed class"));
  add(refused_, text("行不能收", "rows cannot be taken"));
  throw Error(
      Failure::guard, "snapshot-guard",
      text("{}：{}，超过 10 人且超过一成，什么都没有写入",
           "{}: {}: more than 10 and more than 10 %; nothing was written", file.path, enumerated(counts)),
      !request_.snapshot && vanished > 0
          ? text("先看是不是给错了文件；只有新来的学生，加 --supplement；其余的确实都不在了，加 --accept",
                 "look first whether it is the right file; if it holds newcomers only, add --supplement; if the "
                 "others are gone, --accept")
          : text("先看是不是给错了文件；核对过没有错，加 --accept",
                 "look first whether it is the right file; if all of it is so, add --accept"));
}

}  // namespace ksbx
