#include "app/compare/enter_unmatched.h"

#include <algorithm>

#include "app/import/import.h"
#include "files/sheet/typed_row.h"
#include "policy/roster/recognition.h"
#include "store/roster/deferral_store.h"

namespace ksbx {
namespace {

constexpr const char* roster_layout = "students";

// The rows of all children under one header: each is written with the same columns.
std::string roster_of(const Workspace& workspace, const std::vector<UnmatchedChild>& children) {
  const std::vector<Layout> all = layouts(workspace.rulebook.records);
  const Layout layout = *std::ranges::find(all, roster_layout, &Layout::name);
  std::string roster;
  for (const UnmatchedChild& child : children) {
    TypedRow row(layout, {});
    row.set(ColumnName::name, child.name);
    row.set(ColumnName::id_number, child.id_number);
    row.set(ColumnName::birth_date, child.birth ? child.birth->iso() : std::string());
    row.set(ColumnName::address, child.address);
    row.set(ColumnName::guardian, child.guardian);
    row.set(ColumnName::guardian_phone, child.guardian_phone);
    row.set(ColumnName::enrolment, label_of(Enrolment::idle).zh);
    const std::string table = row.csv();
    roster += roster.empty() ? table : table.substr(table.find('\n') + 1);
  }
  return roster;
}

void enter_children(const Workspace& workspace, Transaction& transaction, const std::vector<UnmatchedChild>& children,
                    EnteredChildren& entered) {
  if (children.empty()) return;
  ImportRequest request;
  request.typed = TypedTable{workspace.command, roster_of(workspace, children)};
  request.layout = roster_layout;
  request.encoding = Encoding::utf8;
  request.allow_empty = true;
  const ImportOutcome imported = import_in(transaction, workspace, request);
  entered.counts = imported.files.front().counts;
  entered.deferred = imported.deferred();
  for (const Problem& problem : imported.files.front().problems)
    if (problem.code != "W_ID_MISSING") entered.problems.push_back(problem);
}

// A row in doubt like those of rosters: a visit answers it, and the answer holds for the next comparison.
Effect keep_waiting(Transaction& transaction, const UnclearChild& one) {
  const UnmatchedChild& child = one.child;
  Deferral row;
  row.fingerprint = one.fingerprint;
  row.file = one.file;
  row.line = one.line;
  row.doubt = name_of(RowDoubt::listed);
  row.candidates = {one.may_be};
  const std::string birth = child.birth ? child.birth->iso() : std::string();
  row.header = {"姓名", "身份证件号", "出生日期", "现住址", "监护人姓名", "监护人电话"};
  row.cells = {child.name, child.id_number, birth, child.address, child.guardian, child.guardian_phone};
  row.pupil.name = child.name;
  row.pupil.id_number = child.id_number;
  row.pupil.birth = child.birth;
  row.pupil.address = child.address;
  row.pupil.guardian = child.guardian;
  row.pupil.guardian_phone = child.guardian_phone;
  row.pupil.enrolment = Enrolment::idle;
  return defer(transaction, row);
}

}  // namespace

EnteredChildren enter_unmatched(const Workspace& workspace, const ComparisonOutcome& compared, Keep keep) {
  EnteredChildren entered;
  if (compared.unmatched.empty() && compared.unclear.empty()) return entered;
  Transaction transaction(workspace.database, workspace.occasion());
  enter_children(workspace, transaction, compared.unmatched, entered);
  for (const UnclearChild& one : compared.unclear)
    if (keep_waiting(transaction, one) == Effect::written) ++entered.deferred;
  if (keep == Keep::changes) transaction.commit();
  return entered;
}

}  // namespace ksbx
