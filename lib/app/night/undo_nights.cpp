#include "app/night/undo_nights.h"

#include <algorithm>

#include "app/enter/proofs.h"
#include "store/ledger/night_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

// Duties that these nights opened and that records made since prove.
std::set<DutyId> proved_since(const Workspace& workspace, const OnNights& on) {
  const Organisation organisation = load_organisation(workspace.database);
  std::set<DutyId> proved;
  for (const Subject& subject : on.spoken_of)
    for (const Duty& duty : proofs_of(workspace, organisation, subject).proved)
      if (on.opened.contains(duty.id)) proved.insert(duty.id);
  return proved;
}

Problem refusal_of(Text what) {
  return {
      Severity::error,
      "undo-refused",
      {},
      std::move(what),
      text("确认那些夜晚不该判断的，加 --accept：这些任务和文书留给下一次 ksbx escalate 收回、更正",
           "if those nights should not have been judged, add --accept: the next ksbx escalate withdraws and corrects "
           "these")};
}

Problems objections(const OnNights& on, const std::set<DutyId>& proved) {
  Problems refused;
  if (!on.answered.empty())
    refused.push_back(refusal_of(text("这些夜晚签发的文书有 {} 件已签收或已送达（如 {}）",
                                      "{} documents of these nights were answered (such as {})", on.answered.size(),
                                      on.answered.front())));
  if (!proved.empty())
    refused.push_back(refusal_of(text("这些夜晚产生的任务，有 {} 项之后已有人办理并登记（如任务 {}）",
                                      "{} duties of these nights were done since (such as duty {})", proved.size(),
                                      proved.begin()->value)));
  if (on.is_too_old)
    refused.push_back(refusal_of(text("其中有旧版本 ksbx 判断的，没有存下判断前的样子，不能原样恢复",
                                      "some were judged by an older ksbx, which did not keep the earlier state")));
  return refused;
}

Table table_of(const std::vector<Run>& nights) {
  Table table{"nights",
              text("撤销的判断", "Nights undone"),
              {{"through", text("判断的日期", "day judged")},
               {"recorded", text("运行时间", "run at")},
               {"opened", text("新任务", "opened")},
               {"amended", text("变更", "amended")},
               {"withdrawn", text("撤销", "withdrawn")},
               {"done", text("办结", "done")},
               {"overdue", text("逾期", "overdue")}},
              {}};
  for (const Run& night : nights)
    table.rows.push_back({night.through.iso(), night.recorded.iso().substr(0, 16), std::int64_t{night.counts.opened},
                          std::int64_t{night.counts.amended}, std::int64_t{night.counts.withdrawn},
                          std::int64_t{night.counts.done}, std::int64_t{night.counts.overdue}});
  return table;
}

void note_voided(Table& table, const std::vector<std::string>& numbers) {
  for (const std::string& number : numbers)
    table.notes.push_back(text("文书 {} 作废，编号不再使用；已送出的请收回",
                               "document {} is void, its number is not used again; recall it if it was sent", number));
}

}  // namespace

NightsUndone undo_nights(const Workspace& workspace, Day from, ActedOn acted_on, Keep keep) {
  Transaction transaction(workspace.database,
                          workspace.occasion());  // first: no one may act on the nights after they were looked at
  NightsUndone outcome;
  const std::vector<Run> nights = nights_since(workspace.database, from);
  outcome.nights = table_of(nights);
  if (nights.empty()) return outcome;
  const OnNights on = on_nights(workspace.database, nights);
  std::set<DutyId> left_alone = proved_since(workspace, on);
  const Problems refused = objections(on, left_alone);
  if (!refused.empty() && acted_on == ActedOn::refuse) throw Error(Failure::guard, refused);
  left_alone.insert(on.answered_duties.begin(), on.answered_duties.end());
  left_alone.insert(on.touched_before.begin(), on.touched_before.end());
  SetBack back = set_ledger_back(transaction, nights, left_alone);
  outcome.effect = Effect::written;
  outcome.runs = static_cast<int>(nights.size());
  outcome.duties = back.duties;
  std::ranges::sort(back.voided);
  outcome.voided = std::move(back.voided);
  note_voided(outcome.nights, outcome.voided);
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

}  // namespace ksbx
