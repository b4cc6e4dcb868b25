#include "app/deliver/delivery.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "app/deliver/news.h"
#include "app/papers/duty_words.h"
#include "app/report/report.h"
#include "app/report/report_words.h"
#include "base/join.h"
#include "base/mask.h"
#include "policy/judge/walk.h"
#include "store/ledger/document_store.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/list_store.h"
#include "store/query/query.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

// The report with every column that it has, and values as the store has them.
Table rows_with_ids(const Workspace& workspace, const std::vector<ReportDefinition>& reports, const std::string& name,
                    const DeliveryRequest& request) {
  ReportRequest wanted;
  wanted.name = name;
  wanted.shown = request.shown;
  wanted.language = request.language;
  wanted.codes = true;
  const Table columns = columns_of(workspace.database, report_named(reports, name));
  wanted.shape.columns = join(columns.columns, ",", [](const Column& column) { return column.name; });
  return report(workspace, reports, wanted).table;
}

Table without_rows(const Table& table) {
  return {table.name, table.title, table.columns, {}};
}

std::size_t required_place(const Table& table, const std::string& column) {
  if (const auto place = place_of(table, column)) return *place;
  throw Error(Failure::rules, "report-column",
              text("报表“{}”没有“{}”一列，不能按收件人分送", "the report {} has no column {}: it cannot be delivered",
                   table.name, column),
              text("在报表文件里补上这一列", "add the column to the file of the report"));
}

std::int64_t id_in(const Cell& cell) {
  const auto* number = std::get_if<std::int64_t>(&cell);
  return number ? *number : 0;
}

// The duties whose numbers stand in that column.
std::map<DutyId, Duty> duties_in(Database& database, const std::vector<const Table*>& tables,
                                 const std::vector<std::size_t>& places) {
  std::set<DutyId> ids;
  for (std::size_t i = 0; i < tables.size(); ++i)
    for (const TableRow& row : tables[i]->rows)
      if (const DutyId id{id_in(row[places[i]])}) ids.insert(id);
  std::map<DutyId, Duty> duties;
  for (Duty& duty : open_among(database, {ids.begin(), ids.end()})) {
    const DutyId id = duty.id;
    duties.emplace(id, std::move(duty));
  }
  return duties;
}

// Cuts everything into parcels.
class Cutting {
 public:
  Cutting(const Workspace& workspace, const DeliveryRequest& request)
      : workspace_(workspace), request_(request), organisation_(load_organisation(workspace.database)) {}

  Delivery cut(Table slips, Table unsigned_papers) {
    slips_ = std::move(slips);
    unsigned_ = std::move(unsigned_papers);
    const std::size_t duty = required_place(slips_, "duty");
    const std::size_t signing = required_place(unsigned_, "signing");
    duties_ = duties_in(workspace_.database, {&slips_, &unsigned_}, {duty, signing});
    news_ = news_since(workspace_.database, request_.since, request_.by);
    add_duties(duty);
    add_withdrawn();
    const std::map<std::string, std::set<Receiver>> signers = signers_by_number(signing);
    add_papers(signers);
    add_unsigned(signers);  // of whoever has news by now
    add_registers();
    return finished();
  }

 private:
  std::set<Receiver> receivers_of(const Duty& duty) const {
    std::set<Receiver> receivers;
    const auto add = [&](const Assignee& who) {
      if (const auto receiver = receiver_of(who, request_.by, organisation_)) receivers.insert(*receiver);
    };
    add(duty.who);
    for (const Assignee& other : duty.with) add(other);
    return receivers;
  }

  Parcel& parcel_of(const Receiver& receiver) {
    const auto [found, is_new] = parcels_.try_emplace(receiver);
    if (!is_new) return found->second;
    Parcel& parcel = found->second;
    parcel.receiver = receiver;
    parcel.duties = without_rows(slips_);
    parcel.unsigned_papers = without_rows(unsigned_);
    return parcel;
  }

  void add_duties(std::size_t duty_place) {
    const Day today = workspace_.dates.today;
    for (const TableRow& row : slips_.rows) {
      const auto found = duties_.find(DutyId{id_in(row[duty_place])});
      if (found == duties_.end()) continue;
      const Duty& duty = found->second;
      const std::set<Receiver> receivers = receivers_of(duty);
      if (!news_.has(duty.id, duty.due, today)) {
        for (const Receiver& receiver : receivers) ++earlier_[receiver];
        continue;
      }
      ++delivery_.duties;
      if (receivers.empty()) ++(organisation_.find(duty.who.unit) ? delivery_.elsewhere : delivery_.unassigned);
      for (const Receiver& receiver : receivers) {
        Parcel& parcel = parcel_of(receiver);
        parcel.duties.rows.push_back(row);
        if (duty.due && *duty.due < today) ++parcel.overdue;
        if (duty.due == today) ++parcel.today;
        add_kind(duty, parcel);
      }
    }
  }

  // The list in which the duty is first thought to be proved.
  void add_kind(const Duty& duty, Parcel& parcel) const {
    const DutyItem* item = item_of(workspace_.rulebook, duty.key);
    if (item == nullptr || item->done_by.empty()) return;
    const std::string& kind = item->done_by.front().record;
    if (std::ranges::find(parcel.kinds, kind) == parcel.kinds.end()) parcel.kinds.push_back(kind);
  }

  void add_withdrawn() {
    for (const Duty& duty : news_.withdrawn)
      for (const Receiver& receiver : receivers_of(duty)) {
        Table& table = parcel_of(receiver).withdrawn;
        if (table.columns.empty())
          table.columns = {
              {"action", text("任务", "duty")}, {"subject", text("对象", "about")}, {"reason", text("原因", "reason")}};
        table.rows.push_back({label_of_action(workspace_.rulebook, duty.action).in(request_.language),
                              about(duty.key.subject), duty.note});
      }
  }

  std::string about(const Subject& subject) const {
    if (!subject.student) return organisation_.full_name(subject.unit);
    const auto pupil = student(workspace_.database, subject.student);
    const std::string name = pupil ? masked(pupil->name, Privacy::name, request_.shown) : std::string();
    return name + " " + short_code(subject.student);
  }

  // Who has to sign for each paper that waits for it; where its form names no time for that, the unit that it went to.
  std::map<std::string, std::set<Receiver>> signers_by_number(std::size_t signing) const {
    const std::size_t number = required_place(unsigned_, "number");
    const std::size_t code = required_place(unsigned_, "addressee_code");
    std::map<std::string, std::set<Receiver>> signers;
    for (const TableRow& row : unsigned_.rows) {
      std::set<Receiver>& who = signers[words_of(row[number])];
      if (const auto duty = duties_.find(DutyId{id_in(row[signing])}); duty != duties_.end())
        who = receivers_of(duty->second);
      else if (const Unit* unit = organisation_.find_code(words_of(row[code])))
        who = receivers_of_unit(unit->id);
    }
    return signers;
  }

  std::set<Receiver> receivers_of_unit(UnitId unit) const {
    std::set<Receiver> receivers;
    if (const auto receiver = receiver_of({{}, unit, {}, true}, request_.by, organisation_))
      receivers.insert(*receiver);
    return receivers;
  }

  void add_papers(const std::map<std::string, std::set<Receiver>>& signers) {
    std::set<std::string> numbers = news_.papers;
    if (news_.everything)
      for (const auto& [number, who] : signers) numbers.insert(number);
    for (const std::string& number : numbers) {
      const auto paper = document(workspace_.database, number);
      if (!paper) continue;
      ++delivery_.papers;
      const auto known = signers.find(number);
      std::set<Receiver> receivers = known != signers.end() ? known->second : receivers_of_unit(paper->addressee);
      receivers.merge(receivers_of_unit(paper->copy_to));
      for (const Receiver& receiver : receivers) parcel_of(receiver).papers.push_back(number);
    }
  }

  void add_unsigned(const std::map<std::string, std::set<Receiver>>& signers) {
    const std::size_t number = required_place(unsigned_, "number");
    for (const TableRow& row : unsigned_.rows)
      for (const Receiver& receiver : signers.at(words_of(row[number])))
        if (const auto parcel = parcels_.find(receiver); parcel != parcels_.end())
          parcel->second.unsigned_papers.rows.push_back(row);
  }

  // Of whoever owes one and has news, all registers that he owes.
  void add_registers() {
    const std::string& rule = workspace_.rulebook.meaning.id(Meant::missing_register);
    std::map<std::pair<Receiver, UnitId>, std::set<Day>> owed;
    for (const auto& [id, duty] : duties_) {
      if (rule.empty() || duty.key.rule != rule || is_oversight(duty)) continue;
      const auto receiver = receiver_of(duty.who, request_.by, organisation_);
      if (receiver && parcels_.contains(*receiver)) owed[{*receiver, duty.key.subject.unit}].insert(duty.opened);
    }
    if (owed.empty()) return;
    std::map<std::string, std::vector<std::string>> pupils;
    for (const auto& [of, days] : owed)
      if (const Unit* unit = organisation_.find(of.second)) pupils[unit->code];
    add_pupils(pupils);
    for (const auto& [of, days] : owed) {
      const Unit* unit = organisation_.find(of.second);
      const Unit* grade = organisation_.above(of.second, UnitKind::grade);
      const Unit* school = organisation_.above(of.second, UnitKind::school);
      if (unit == nullptr || school == nullptr) continue;
      parcels_.at(of.first).registers.push_back({school->name,
                                                 grade ? grade->name : std::string(),
                                                 unit->name,
                                                 {days.begin(), days.end()},
                                                 pupils[unit->code]});
      ++delivery_.registers;
    }
  }

  bool is_oversight(const Duty& duty) const {
    const DutyItem* item = item_of(workspace_.rulebook, duty.key);
    return item && item->oversees;
  }

  // A form with masked names would be filled in by no one, and could not be read.
  void add_pupils(std::map<std::string, std::vector<std::string>>& by_class) const {
    if (request_.shown != Masking::none) return;
    const Table all = query(workspace_.database, "pupils",
                            "SELECT class_code, student_name FROM students WHERE enrolment = 'enrolled' AND class_code "
                            "IS NOT NULL ORDER BY student");
    for (const TableRow& row : all.rows)
      if (const auto found = by_class.find(words_of(row[0])); found != by_class.end())
        found->second.push_back(words_of(row[1]));
  }

  Delivery finished() {
    std::map<std::string, int> names;
    for (auto& [receiver, parcel] : parcels_) ++names[parcel.name = called(receiver, organisation_)];
    for (auto& [receiver, parcel] : parcels_) {
      parcel.earlier = earlier_[receiver];
      const Unit* unit = organisation_.find(receiver.unit);
      const std::string above = unit ? organisation_.name_of(unit->parent) : std::string();
      if (names[parcel.name] > 1 && !above.empty()) parcel.name = above + " " + parcel.name;
      delivery_.parcels.push_back(std::move(parcel));
    }
    std::ranges::stable_sort(delivery_.parcels, {}, &Parcel::name);
    delivery_.leaves_gap = news_.leaves_gap;
    if (const auto last = last_run_even_provisional(workspace_.database)) delivery_.through = last->id;
    return std::move(delivery_);
  }

  const Workspace& workspace_;
  const DeliveryRequest& request_;
  Organisation organisation_;
  Table slips_, unsigned_;
  std::map<DutyId, Duty> duties_;
  News news_;
  std::map<Receiver, Parcel> parcels_;
  std::map<Receiver, std::size_t> earlier_;
  Delivery delivery_;
};

}  // namespace

Delivery delivery(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                  const DeliveryRequest& request) {
  Table slips = rows_with_ids(workspace, reports, "slips", request);
  Table waiting = rows_with_ids(workspace, reports, "unsigned", request);
  return Cutting(workspace, request).cut(std::move(slips), std::move(waiting));
}

void note_handed_out(Database& database, const Occasion& occasion, Cut by, const Delivery& delivery) {
  if (!delivery.through || delivery.leaves_gap) return;
  Transaction transaction(database, occasion);
  if (note_handed_out(transaction, std::string(name_of(by)), *delivery.through) == Effect::written)
    transaction.commit();
}

}  // namespace ksbx
