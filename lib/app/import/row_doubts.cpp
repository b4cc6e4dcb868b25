#include "app/import/row_doubts.h"

#include "app/workspace/pupils.h"
#include "base/join.h"
#include "store/roster/deferral_store.h"

namespace ksbx {
namespace {

// Rows of one file; each takes some 4 KB while it waits.
constexpr std::size_t most_waiting = 20'000;

Error nobody_could_decide(const std::string& path) {
  return Error(
      Failure::guard, "too-many-doubts",
      text("{}：分不清是谁的已有 {} 行，没有人决定得过来，什么都没有写入",
           "{}: {} rows are in doubt, too many for anyone to decide; nothing was written", path, most_waiting),
      text("多半缺证件号和学籍号，或者班级整体变了（先 ksbx promote）；确实如此请按学校分开导入",
           "most likely id numbers are missing, or all classes changed (ksbx promote first); if not, import school by "
           "school"));
}

}  // namespace

RowDoubts::RowDoubts(ImportContext& context, RosterLoad& load, const Recogniser& recogniser)
    : context_(context),
      load_(load),
      recogniser_(recogniser),
      some_undecided_(context.workspace.database.number(
                          "SELECT count(*) FROM (SELECT 1 FROM t_deferral WHERE decision = '' LIMIT 1)") > 0) {}

Recognised RowDoubts::waits_still(std::int64_t print) const {
  if (!some_undecided_) return {};
  const auto before = deferral_of_row(context_.workspace.database, print);
  if (!before || !before->decision.empty() || before->doubt != name_of(RowDoubt::left_out)) return {};
  Recognised waiting{std::nullopt, RowDoubt::left_out, before->candidates};
  waiting.others_may_answer = true;
  return waiting;
}

Recognised RowDoubts::decided_before(Recognised found, std::int64_t print) {
  const auto before = deferral_of_row(context_.workspace.database, print);
  if (!before || before->decision.empty()) return found;
  auto known = student(context_.workspace.database, before->student);
  if (!known) return found;
  load_.mention(known->id);
  return {std::move(known)};
}

void RowDoubts::wait(const Row& row, Student student, Recognised found, std::int64_t print) {
  if (waiting_.size() == most_waiting) throw nobody_could_decide(context_.path);
  Waiting one{
      std::move(student), std::move(found), print, row.origin(), context_.classes.find(context_.class_words(row)), {}};
  for (const std::string_view cell : row.cells()) one.cells.emplace_back(cell);
  waiting_.push_back(std::move(one));
}

void RowDoubts::answered(std::int64_t print, StudentId student, const char* decision) {
  if (!some_undecided_) return;
  const auto before = deferral_of_row(context_.workspace.database, print);
  if (before && before->decision.empty()) settle(context_.transaction, before->id, decision, student);
}

void RowDoubts::finish(const Enter& enter) {
  std::vector<Waiting> kept;
  for (Waiting& row : waiting_) {
    row.found = recogniser_.look_again(row.found);
    if (row.found.doubt == RowDoubt::none)
      enter(row.student, row.print, row.place);
    else
      kept.push_back(std::move(row));
  }
  for (const Waiting& row : kept) keep(row);
  waiting_.clear();
}

void RowDoubts::keep(const Waiting& row) {
  Deferral deferral;
  deferral.fingerprint = row.print;
  deferral.file = context_.result.file;
  deferral.line = row.origin.line;
  deferral.doubt = name_of(row.found.doubt);
  deferral.candidates = row.found.candidates;
  deferral.header = context_.sheet.headers();
  deferral.cells = row.cells;
  deferral.pupil = row.student;
  defer(context_.transaction, deferral);
  ++context_.result.deferred;
  for (const StudentId id : row.found.candidates) load_.mention(id);
  context_.warn(told_of(context_.workspace, context_.organisation, row.origin, deferral));
}

Problem told_of(const Workspace& workspace, const Organisation& organisation, const Origin& origin,
                const Deferral& deferral) {
  std::vector<Text> may_be;
  for (const StudentId id : deferral.candidates)
    if (const auto one = student(workspace.database, id)) {
      const Text evidence = words_of(evidence_of(description_of(*one), description_of(deferral.pupil)));
      may_be.push_back(text("{}：{}", "{}: {}", described(*one, organisation, Masking::normal), evidence));
    }
  return {Severity::warning, "W_DEFERRED", origin,
          text("待定：{}，可能是 {}", "in doubt: {}; may be {}",
               label_of(row_doubt(deferral.doubt).value_or(RowDoubt::none)), enumerated(may_be, {}, {"；", "; "})),
          text("用 --decisions 导出待定表，填好“决定”再导入", "export with --decisions, fill in 决定, import again")};
}

}  // namespace ksbx
