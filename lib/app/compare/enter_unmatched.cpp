#include "app/compare/enter_unmatched.h"

#include <algorithm>

#include "app/import/import.h"
#include "files/sheet/typed_row.h"

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

}  // namespace

EnteredChildren enter_unmatched(const Workspace& workspace, const ComparisonOutcome& compared, Keep keep) {
  EnteredChildren entered;
  if (compared.unmatched.empty()) return entered;
  ImportRequest request;
  request.typed = TypedTable{workspace.command, roster_of(workspace, compared.unmatched)};
  request.layout = roster_layout;
  request.encoding = Encoding::utf8;
  request.allow_empty = true;
  Transaction transaction(workspace.database, workspace.occasion());
  const ImportOutcome imported = import_in(transaction, workspace, request);
  if (keep == Keep::changes) transaction.commit();
  entered.counts = imported.files.front().counts;
  entered.deferred = imported.deferred();
  for (const Problem& problem : imported.files.front().problems)
    if (problem.code != "W_ID_MISSING") entered.problems.push_back(problem);
  return entered;
}

}  // namespace ksbx
