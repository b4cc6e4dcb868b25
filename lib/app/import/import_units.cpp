// Units from a table of 种类, 代码, 原代码, 名称, 上级代码, 所在镇街代码, 辖区, 生效日期, 撤销日期, 并入. A unit may
// be below its superior or above it in the file, and so may a police station and what it serves, or what takes over
// from it.
//
// A unit is known by each code that it ever had. It gets another one only where 原代码 says so, from a day on; what
// lies below it has the code in its own. A list that still has a former code is about the same unit and leaves the code
// alone.
#include <algorithm>
#include <deque>
#include <map>

#include "app/import/import_context.h"
#include "app/workspace/units.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

struct UnitRow {
  Unit unit;
  const Unit* known = nullptr;  // as it was before the file
  std::string parent_code;
  std::string town_code;
  std::optional<Day> from;  // from which day it stands so, if it stood otherwise or was not there before
};

// The day in a cell, if there is one and it has come; otherwise the row was rejected.
struct PastDay {
  std::optional<Day> day;
  bool is_rejected = false;
};
PastDay read_past_day(ImportContext& context, const Row& row, ColumnName column) {
  const auto read = read_date(row.cell(column));
  if (read.issue != CellIssue::none) {
    context.reject(row, column, read.issue);
    return {{}, true};
  }
  if (!read.value || *read.value <= context.workspace.dates.today) return {read.value};
  context.reject(row, {Severity::error, "R_FUTURE_DATE", row.origin(column),
                       text("{} 还没有到", "{} has not come yet", read.value->iso()),
                       text("到了那一天再导入", "import it when the day has come")});
  return {{}, true};
}

// The unit that has, or had, one of the two codes of the row; none if it is a new one, or with the problem if it cannot
// get this code. A code that is no one's any more may be given to another unit.
const Unit* unit_known(const Organisation& organisation, const Row& row, const Unit& unit, Problems& problems) {
  const Unit* holder = organisation.find_code(unit.code);
  const bool has_it = holder && holder->code == unit.code;
  const std::string former_code = read_code(row.cell(ColumnName::former_code));
  if (former_code.empty()) return has_it || (holder && holder->name == unit.name) ? holder : nullptr;
  const Unit* former = organisation.find_code(former_code);
  if (former && former == holder) return former;
  const auto refuse = [&](Text what, Text remedy) {
    problems.push_back(
        {Severity::error, "R_FORMER_CODE", row.origin(ColumnName::former_code), std::move(what), std::move(remedy)});
  };
  if (!former || former->kind != unit.kind)
    refuse(text("没有代码是 {} 的{}", "no unit of the kind {1} has the code {0}", former_code, label_of(unit.kind)),
           text("请写它原来登记的代码；新单位把原代码留空",
                "write the code under which it is registered; leave 原代码 empty for a new unit"));
  else if (has_it)
    refuse(text("代码 {} 是“{}”的", "the code {} is that of {}", unit.code, holder->name),
           text("请核对两个代码", "check both codes"));
  return former;
}

// From that day on the unit has the code of the row, if the row says that it is another one.
bool gets_code(const Organisation& organisation, const Row& row, const Unit& known, const std::string& code, Day from) {
  if (read_code(row.cell(ColumnName::former_code)).empty() || known.code == code) return false;
  return organisation.on(from).find(known.id)->code != code;  // else it was said before, and another one came later
}

// The unit of a row, its superiors still by code; nothing if the row was rejected.
std::optional<UnitRow> read_unit(ImportContext& context, const Row& row) {
  const auto kind = read_unit_kind(row.cell(ColumnName::unit_kind));
  if (!kind) {
    context.reject(
        row,
        {Severity::error, "R_UNIT_KIND", row.origin(ColumnName::unit_kind),
         text("不认识的单位种类“{}”", "unknown kind of unit: {}", std::string(row.cell(ColumnName::unit_kind))),
         text("可用：市、教育局、部门、镇街、村、派出所、教办、学校、场所",
              "one of city, bureau, department, town, village, police_station, education_office, school, premises")});
    return std::nullopt;
  }
  UnitRow result;
  result.unit.kind = *kind;
  result.unit.code = read_code(row.cell(ColumnName::unit_code));
  result.unit.name = read_text(row.cell(ColumnName::unit_name)).value;
  result.parent_code = read_code(row.cell(ColumnName::parent_code));
  result.town_code = read_code(row.cell(ColumnName::town_code));
  if (result.unit.code.empty() || result.unit.name.empty()) {
    context.reject(
        row, {Severity::error, "R_UNIT_INCOMPLETE", row.origin(), text("缺少代码或名称", "code or name is missing"),
              text("补全后再导入", "fill it in and import again")});
    return std::nullopt;
  }
  const PastDay from = read_past_day(context, row, ColumnName::from);
  const PastDay closed = read_past_day(context, row, ColumnName::closed);
  if (from.is_rejected || closed.is_rejected) return std::nullopt;
  result.unit.closed = closed.day;
  result.from = from.day;
  Problems problems;
  result.known = unit_known(context.organisation, row, result.unit, problems);
  if (!problems.empty()) {
    context.reject(row, problems.front());
    return std::nullopt;
  }
  const Day since = from.day.value_or(context.workspace.dates.today);
  if (result.known && !gets_code(context.organisation, row, *result.known, result.unit.code, since))
    result.unit.code = result.known->code;
  return result;
}

// The towns and villages that a police station serves, ascending; nothing if the row was rejected.
std::optional<std::vector<UnitId>> read_area(ImportContext& context, const Organisation& organisation, const Row& row,
                                             UnitKind kind) {
  std::vector<UnitId> area;
  const Origin origin = row.origin(ColumnName::serves);
  Problems problems;
  for (const std::string& words : read_list(row.cell(ColumnName::serves))) {
    const Unit* unit = unit_meant(organisation, words, origin, problems);
    if (kind != UnitKind::police_station)
      problems = {{Severity::error, "R_AREA", origin, text("只有派出所有辖区", "only a police station has an area"),
                   text("其他单位请清空辖区一格", "leave the cell empty for other units")}};
    else if (unit && unit->kind != UnitKind::town && unit->kind != UnitKind::village)
      problems.push_back({Severity::error, "R_AREA", origin,
                          text("辖区里的“{}”是{}，不是镇街或村", "{} in the area is no town or village but: {}", words,
                               label_of(unit->kind)),
                          text("请写镇街、村（社区）的名称或代码", "name towns or villages, or give their codes")});
    if (!problems.empty()) {
      context.reject(row, problems.front());
      return std::nullopt;
    }
    area.push_back(unit->id);
  }
  std::ranges::sort(area);
  area.erase(std::unique(area.begin(), area.end()), area.end());
  return area;
}

Problem no_merger(const Row& row, Text what, Text remedy) {
  return {Severity::error, "R_MERGER", row.origin(ColumnName::merged_into), std::move(what), std::move(remedy)};
}

class UnitTable {
 public:
  explicit UnitTable(ImportContext& context) : context_(context) {
    for (const Unit& unit : context.organisation.units()) ids_[unit.code] = unit.id;
  }

  // Enters or updates the unit as far as its superiors are known; the rest waits for `link`.
  void take(UnitRow row) {
    const Unit* known = row.known;
    row.unit.parent = id_of(row.parent_code);
    row.unit.town = id_of(row.town_code);
    const Day from = row.from.value_or(context_.workspace.dates.today);
    if (known) {
      row.unit.id = known->id;
      row.unit.year = known->year;
      row.unit.opened = known->opened;
      if (!context_.sheet.has(ColumnName::parent_code)) row.unit.parent = known->parent;
      if (!context_.sheet.has(ColumnName::town_code)) row.unit.town = known->town;
      if (!context_.sheet.has(ColumnName::closed)) row.unit.closed = known->closed;
      if (!context_.sheet.has(ColumnName::serves)) row.unit.serves = known->serves;
      if (!context_.sheet.has(ColumnName::merged_into) && row.unit.closed) row.unit.merged_into = known->merged_into;
      context_.accept(update(context_.transaction, row.unit, from));
      if (row.unit.code != known->code) follow_code(*known, row.unit.code, from);
    } else if (const auto entered = ids_.find(row.unit.code); entered != ids_.end()) {
      row.unit.id = entered->second;
      row.unit.opened = row.from;
      context_.accept(update(context_.transaction, row.unit, from));
    } else {
      row.unit.opened = row.from;
      row.unit.id = add(context_.transaction, row.unit, context_.workspace.dates.today);
      ids_[row.unit.code] = row.unit.id;
      context_.accept_new();
    }
    if (waits(row.parent_code) || waits(row.town_code)) waiting_.push_back(std::move(row));
  }

  // A row that names other units waits until all that name none are entered.
  void put_off(const Row& row) { put_off_.emplace_back().keep(row); }

  // Those that name each other, round by round: each may name what the rounds before it entered.
  void take_put_off() {
    std::deque<const Row*> left;
    for (const KeptRow& kept : put_off_) left.push_back(&kept.row());
    for (std::size_t before = left.size() + 1; !left.empty();) {
      const bool is_last = left.size() == before;
      before = left.size();
      const Organisation organisation = load_organisation(context_.transaction.database());
      merged_.clear();
      std::deque<const Row*> again;
      for (const Row* row : left)
        if (!is_last && names_one_of(left, *row, organisation))
          again.push_back(row);
        else
          take_one_put_off(*row, organisation);
      left = std::move(again);
    }
  }

  // Superiors that come further down in the file; those that are nowhere are named.
  void link(const std::string& path) {
    for (UnitRow& row : waiting_) {
      row.unit.parent = id_of(row.parent_code);
      row.unit.town = id_of(row.town_code);
      update(context_.transaction, row.unit, row.from.value_or(context_.workspace.dates.today));
      for (const std::string& code : {row.parent_code, row.town_code})
        if (waits(code))
          context_.warn({Severity::warning,
                         "W_UNKNOWN_SUPERIOR",
                         {path, 0, 0},
                         text("{} 的上级或所在镇街 {} 没有登记", "{0} refers to {1}, which is not registered",
                              row.unit.name, code),
                         text("补登 {} 后重新导入", "register {} and import again", code)});
    }
  }

 private:
  // Grades and classes have the code of their school in theirs.
  void follow_code(const Unit& before, const std::string& code, Day from) {
    ids_[code] = before.id;
    for (const Unit& below : context_.organisation.units()) {
      if (!below.code.starts_with(before.code + "/")) continue;
      Unit renamed = below;
      renamed.code = code + below.code.substr(before.code.size());
      update(context_.transaction, renamed, from);
    }
  }

  void take_one_put_off(const Row& row, const Organisation& organisation) {
    auto unit = read_unit(context_, row);
    if (!unit) return;
    const auto area = read_area(context_, organisation, row, unit->unit.kind);
    if (!area) return;
    unit->unit.serves = *area;
    if (!read_text(row.cell(ColumnName::merged_into)).value.empty()) {
      Problems problems;
      unit->unit.merged_into = successor_of(row, unit->unit, organisation, problems);
      if (!problems.empty()) return context_.reject(row, problems.front());
    }
    const UnitId into = unit->unit.merged_into;
    take(std::move(*unit));
    if (into) merged_[id_of(read_code(row.cell(ColumnName::unit_code)))] = into;
  }

  // A unit that is not registered yet, and is a row that waits like this one.
  static bool names_one_of(const std::deque<const Row*>& left, const Row& row, const Organisation& organisation) {
    std::vector<std::string> named = read_list(row.cell(ColumnName::serves));
    named.push_back(read_text(row.cell(ColumnName::merged_into)).value);
    return std::ranges::any_of(named, [&](const std::string& words) {
      if (words.empty() || organisation.find_code(words) || !organisation.named(words).empty()) return false;
      return std::ranges::any_of(left, [&](const Row* other) {
        return read_code(other->cell(ColumnName::unit_code)) == words ||
               read_text(other->cell(ColumnName::unit_name)).value == words;
      });
    });
  }

  // Into which unit the row merges its own; none with the problem.
  UnitId successor_of(const Row& row, const Unit& unit, const Organisation& organisation, Problems& problems) const {
    const std::string words = read_text(row.cell(ColumnName::merged_into)).value;
    const Unit* into = unit_meant(organisation, words, row.origin(ColumnName::merged_into), problems);
    if (into == nullptr) return {};
    const Unit* known = context_.organisation.find(id_of(unit.code));
    const bool keeps_closed = !context_.sheet.has(ColumnName::closed) && known && known->closed;
    if (!unit.closed && !keeps_closed)
      problems.push_back(no_merger(row,
                                   text("没有撤销的单位不能并入别的单位", "only a closed unit is merged into another"),
                                   text("请写撤销日期", "say from when it is closed (撤销日期)")));
    else if (into->kind != unit.kind)
      problems.push_back(
          no_merger(row,
                    text("{}不能并入{}“{}”", "a unit of the kind {} cannot be merged into a unit of the kind {}: {}",
                         label_of(unit.kind), label_of(into->kind), into->name),
                    text("请写同一种类的单位的名称或代码", "name a unit of the same kind, or give its code")));
    else
      find_end(row, unit, *into, organisation, problems);
    return problems.empty() ? into->id : UnitId{};
  }

  // Goes from one merger to the next, as this file and what is registered have them.
  void find_end(const Row& row, const Unit& unit, const Unit& into, const Organisation& organisation,
                Problems& problems) const {
    std::vector<UnitId> seen;
    const Unit* end = &into;
    while (end) {
      const bool is_circle = end->code == unit.code || std::ranges::find(seen, end->id) != seen.end();
      if (is_circle)
        problems.push_back(
            no_merger(row, text("“{}”和“{}”互相并入", "{} and {} are merged into each other", unit.name, into.name),
                      text("请改成仍在的单位", "name the unit that stands")));
      if (is_circle) return;
      seen.push_back(end->id);
      const auto now = merged_.find(end->id);
      const UnitId next = now != merged_.end() ? now->second : end->merged_into;
      if (!next && end->closed)
        problems.push_back(no_merger(
            row, text("“{}”已经撤销，也没有写并入哪个单位", "{} is closed and was merged into no other", end->name),
            text("请改成仍在的单位，或先写明它并入哪里",
                 "name a unit that stands, or say first what that one was merged into")));
      end = next ? organisation.find(next) : nullptr;
    }
  }

  UnitId id_of(const std::string& code) const {
    if (const auto found = ids_.find(code); found != ids_.end()) return found->second;
    const Unit* had_it = code.empty() ? nullptr : context_.organisation.find_code(code);
    return had_it ? had_it->id : UnitId{};
  }
  bool waits(const std::string& code) const { return !code.empty() && !id_of(code); }

  ImportContext& context_;
  std::map<std::string, UnitId> ids_;
  std::vector<UnitRow> waiting_;
  std::deque<KeptRow> put_off_;
  std::map<UnitId, UnitId> merged_;  // in this round, by whom it was
};

}  // namespace

void import_units(ImportContext& context) {
  UnitTable table(context);
  while (const Row* row = context.next())
    if (!read_list(row->cell(ColumnName::serves)).empty() ||
        !read_text(row->cell(ColumnName::merged_into)).value.empty())
      table.put_off(*row);
    else if (auto unit = read_unit(context, *row))
      table.take(std::move(*unit));
  table.take_put_off();
  table.link(context.path);
}

}  // namespace ksbx
