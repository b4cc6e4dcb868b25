#include "app/import/snapshot_tables.h"

#include <algorithm>
#include <tuple>

#include "app/import/roster_changes.h"
#include "app/workspace/field_words.h"
#include "store/roster/unit_store.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

class Lister {
 public:
  Lister(const Workspace& workspace, const ImportRequest& request, const RosterChanges& changes)
      : database_(workspace.database),
        request_(request),
        changes_(changes),
        organisation_(load_organisation(workspace.database)) {}

  Table summary() const {
    Table table{"snapshot_summary",
                text("名册比对：各校人数", "Whole rosters: counts by school"),
                {column_named("school_code"), column_named("school")},
                {}};
    for (const Movement one : all_movements) table.columns.push_back({std::string(name_of(one)), label_of(one)});
    RosterChanges::Counts all{};
    for (const auto& [school, counts] : changes_.by_school()) {
      const Unit* unit = organisation_.find(school);
      table.rows.push_back(row(unit->code, unit->name, counts));
      for (std::size_t i = 0; i < all.size(); ++i) all[i] += counts[i];
    }
    std::ranges::sort(table.rows);
    if (table.rows.size() > 1) table.rows.push_back(row({}, text("合计", "all").in(request_.language), all));
    return table;
  }

  Table list() const {
    Table table{"snapshot",
                text("名册比对：变动的学生", "Whole rosters: pupils with changes"),
                {column_named("school_code"),
                 column_named("school"),
                 column_named("class"),
                 column_named("student_code"),
                 column_named("student_name"),
                 {"movement", text("变动", "movement")},
                 column_named("field"),
                 {"before", text("原为", "before")},
                 {"after", text("现为", "after")}},
                {}};
    std::vector<const RosterChange*> ordered;
    for (const RosterChange& one : changes_.list())
      if (!is_first_roster(one)) ordered.push_back(&one);
    std::ranges::sort(ordered, {}, [this](const RosterChange* one) { return order_of(*one); });
    for (const RosterChange* one : ordered) add_rows(table, *one);
    if (table.rows.empty()) table.notes.push_back(text("没有变动", "nothing changed"));
    return table;
  }

 private:
  static std::vector<Cell> row(const std::string& code, const std::string& name, const RosterChanges::Counts& counts) {
    std::vector<Cell> cells = {code, name};
    cells.insert(cells.end(), counts.begin(), counts.end());
    return cells;
  }

  const Unit* school_of(const RosterChange& change) const {
    return organisation_.above(change.school_class, UnitKind::school);
  }

  // Everyone is new: a list of all pupils would say nothing.
  bool is_first_roster(const RosterChange& change) const {
    if (change.movement != Movement::added) return false;
    const Unit* school = school_of(change);
    const RosterChanges::Counts& counts = changes_.by_school().at(school->id);
    const auto known = [&](Movement one) {
      return one != Movement::added && counts[static_cast<std::size_t>(one)] > 0;
    };
    return std::ranges::none_of(all_movements, known);
  }

  std::tuple<std::string, std::string, Movement, std::string> order_of(const RosterChange& change) const {
    const Unit* school = school_of(change);
    const Unit* school_class = organisation_.find(change.school_class);
    return {school->code, school_class->code, change.movement, short_code(change.student)};
  }

  void add_rows(Table& table, const RosterChange& change) const {
    const Unit* school = school_of(change);
    const Unit* school_class = organisation_.find(change.school_class);
    const std::string name = student(database_, change.student)->name;
    const auto add = [&](const std::string& field, const std::string& before, const std::string& after) {
      table.rows.push_back({school->code, school->name,
                            organisation_.name_of(school_class->parent) + " " + school_class->name,
                            short_code(change.student), masked(name, Privacy::name, request_.shown),
                            label_of(change.movement).in(request_.language), field, before, after});
    };
    if (change.fields.empty()) add({}, {}, {});
    const auto words = [&](const FieldDifference& one, const std::string& stored) {
      return words_of_field(one.field, stored, organisation_, request_.shown).in(request_.language);
    };
    for (const FieldDifference& one : change.fields)
      add(label_of_field(one.field).in(request_.language), words(one, one.before), words(one, one.after));
  }

  Database& database_;
  const ImportRequest& request_;
  const RosterChanges& changes_;
  Organisation organisation_;
};

}  // namespace

SnapshotTables snapshot_tables(const Workspace& workspace, const ImportRequest& request, const RosterChanges& changes) {
  const Lister lister(workspace, request, changes);
  return {lister.summary(), lister.list()};
}

}  // namespace ksbx
